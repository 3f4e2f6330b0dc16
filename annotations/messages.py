"""The texts of this room's commands, in Chinese and English (``messages.toml``)."""

from __future__ import annotations

from extraction.language import Lang
from extraction.messages import load_messages


def say(lang: Lang, key: str, /, **values: object) -> str:
    """The text with its values filled in.

    Raises:
        KeyError: for a key that has no text, or a placeholder without a value.
    """
    return load_messages("annotations")[key].template(lang).format(**values)
