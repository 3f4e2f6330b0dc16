"""Every text that a user reads, in Chinese and English, by key.

Each room has its own; where none is named, extraction's are meant. The texts are data
(``messages.toml``), one line a key with both languages side by side. Printed labels of the form
are not here: they belong to ``extraction.tables.form``; here are their plain names and English
glosses.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from types import MappingProxyType
from typing import Any

from extraction.language import Lang

_LEAF = frozenset({"zh", "en"})


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages; ``{name}`` stands for a value to be filled in."""

    zh: str
    en: str

    def template(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


def load_messages(room: str = "extraction") -> Mapping[str, Text]:
    """Key -> text, e.g. ``error.empty.remedy``, of a room's ``messages.toml``; read once.

    Raises:
        ValueError: for an entry that is not a pair of strings, or a key that stands twice.
    """
    return _read_messages(room)


@cache
def _read_messages(room: str) -> Mapping[str, Text]:
    source = files(room).joinpath("messages.toml").read_text(encoding="utf-8")
    return tree_to_texts(tomllib.loads(source))


def tree_to_texts(tree: Mapping[str, Any]) -> Mapping[str, Text]:
    """Nested tables as flat dotted keys; see ``load_messages``."""
    found: dict[str, Text] = {}
    for key, text in _leaves(tree, ""):
        if key in found:
            raise ValueError(f"the key {key} stands twice")
        found[key] = text
    return MappingProxyType(found)


def room_message(room: str, lang: Lang, key: str, /, **values: object) -> str:
    """A room's text with its values filled in.

    Raises:
        KeyError: for a key that has no text, or a placeholder without a value.
    """
    return load_messages(room)[key].template(lang).format(**values)


def message(lang: Lang, key: str, /, **values: object) -> str:
    """As ``room_message``, of this room."""
    return room_message("extraction", lang, key, **values)


def find_message(lang: Lang, key: str, /, **values: object) -> str | None:
    """As ``message``; None for a key that has no text, such as a code of a later version."""
    return message(lang, key, **values) if key in load_messages() else None


def error_to_text(code: str, detail: str, lang: Lang) -> str:
    """What happened and what can be done, in the user's language."""
    what = find_message(lang, f"error.{code}.what")
    remedy = find_message(lang, f"error.{code}.remedy")
    if what is None:
        return detail
    return f"{what}{'' if lang == 'zh' else ' '}{remedy or ''}"


def template_to_parts(template: str) -> Iterator[tuple[str, str | None]]:
    """(literal text, name of the placeholder after it or None), in order."""
    for literal, name, _, _ in Formatter().parse(template):
        yield literal, name


def _leaves(tree: Mapping[str, Any], path: str) -> Iterator[tuple[str, Text]]:
    for name, value in tree.items():
        key = f"{path}.{name}" if path else name
        if not isinstance(value, dict):
            raise ValueError(f"{key} is neither a table nor a pair of texts")  # noqa: TRY004
        if not _LEAF & set(value):
            yield from _leaves(value, key)
        elif set(value) == _LEAF and all(isinstance(text, str) for text in value.values()):
            yield key, Text(**value)
        else:
            raise ValueError(f"{key} is not a pair of texts")
