"""The theme of a problem, measure or commitment: the one that its words name first."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

GENERAL = "general"


@cache
def load_themes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    source = files("extraction.statements").joinpath("themes.toml")
    themes = tomllib.loads(source.read_text(encoding="utf-8"))["theme"]
    return tuple((theme["id"], re.compile(theme["words"])) for theme in themes)


def text_to_theme(text: str) -> str:
    """Of several themes the one whose first word stands first, then the longer word."""
    return mentions_to_theme(text_to_mentions(text))


def text_to_mentions(text: str) -> list[tuple[int, int, str]]:
    """(start, minus length, theme) of the first word of each theme that the text names."""
    return [
        (match.start(), -len(match[0]), theme)
        for theme, pattern in load_themes()
        for match in [pattern.search(text)]
        if match
    ]


def mentions_to_theme(mentions: Sequence[tuple[int, int, str]]) -> str:
    return min(mentions)[2] if mentions else GENERAL
