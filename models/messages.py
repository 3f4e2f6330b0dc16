"""The texts of this room's commands, in Chinese and English (``messages.toml``).

This room knows no other, so that it reads its texts itself.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from models.errors import ModelError

Lang = Literal["zh", "en"]


@cache
def load_texts() -> dict[str, dict[str, str]]:
    """Key -> language -> text, e.g. ``list.none``."""
    tree: dict[str, Any] = tomllib.loads(
        files("models").joinpath("messages.toml").read_text(encoding="utf-8")
    )
    return {f"{part}.{key}": text for part, texts in tree.items() for key, text in texts.items()}


def say(lang: Lang, key: str, /, **values: object) -> str:
    """A text with its values filled in.

    Raises:
        KeyError: for a key that has no text, or a placeholder without a value.
    """
    return load_texts()[key][lang].format(**values)


def model_error_to_text(error: ModelError, lang: Lang) -> str:
    """What happened, its code, and what can be done."""
    return say(lang, f"error.{error.code}", **error.values)
