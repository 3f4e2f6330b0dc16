"""Characters as numbers: frequent ones each their own, all others by what kind they are.

Digits and Latin letters are of one kind each: which digit it is says nothing about spans.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

PADDING = 0
KINDS = ("padding", "digit", "latin", "blank", "han", "punctuation", "other")
"""The numbers below the first frequent character, in order."""
_KIND = {kind: number for number, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class CharacterTable:
    """``frequent`` are the characters that have numbers of their own, from ``len(KINDS)`` on."""

    frequent: str

    def __len__(self) -> int:
        return len(KINDS) + len(self.frequent)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {char: number for number, char in enumerate(self.frequent, start=len(KINDS))}

    def text_to_numbers(self, text: str) -> NDArray[np.int64]:
        """(chars,)"""
        known = self._numbers
        for char in set(text) - known.keys():
            known[char] = _KIND[char_to_kind(char)]
        return np.fromiter((known[char] for char in text), dtype=np.int64, count=len(text))


def char_to_kind(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Nd":
        return "digit"
    if char.isspace():
        return "blank"
    if char.isascii() and char.isalpha():
        return "latin"
    if category == "Lo":
        return "han"
    return "punctuation" if category[0] in "PS" else "other"


def texts_to_table(texts: Iterable[str], *, least: int) -> CharacterTable:
    """The table of the characters that stand at least so often in the texts, most frequent first.

    Digits, Latin letters and blanks never have numbers of their own.
    """
    counts = Counter(char for text in texts for char in text)
    frequent = sorted(
        (char for char, count in counts.items() if count >= least),
        key=lambda char: (-counts[char], char),
    )
    shared = ("digit", "latin", "blank")
    return CharacterTable("".join(c for c in frequent if char_to_kind(c) not in shared))
