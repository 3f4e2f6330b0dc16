"""The theme of a problem, measure or commitment: the one that its words name first."""

from __future__ import annotations

import re
import tomllib
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
    found: list[tuple[int, int, str]] = []
    for theme, pattern in load_themes():
        match = pattern.search(text)
        if match:
            found.append((match.start(), -len(match[0]), theme))
    return min(found)[2] if found else GENERAL
