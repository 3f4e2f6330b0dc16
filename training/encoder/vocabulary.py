"""Which pieces of the source's vocabulary a Chinese report needs.

Kept in this order, until the budget is spent: the marks, every character that may stand in a
report, the pieces that texts were seen to use, words of Han characters, words of Latin letters.
Within a tier the source's more probable pieces go first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from tokenizers.pre_tokenizers import PreTokenizer

from training.encoder.q4_file import UnigramVocabulary

# Blocks whose letters and signs stand in Chinese texts: Latin with pinyin's accents, Greek,
# punctuation to arrows and boxes, CJK punctuation and enclosed forms, half and full widths.
_BLOCKS = ((0x21, 0x24F), (0x370, 0x3FF), (0x2010, 0x2BFF), (0x3001, 0x303F), (0x3200, 0x33FF))
_HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))


@dataclass(frozen=True, slots=True)
class Pruning:
    """Attributes:
    kept: the source's numbers of the pieces kept, in the order of their new numbers.
    tiers: how many of each tier were kept, and of how many.
    """

    kept: tuple[int, ...]
    tiers: dict[str, tuple[int, int]]


def is_han(text: str) -> bool:
    return bool(text) and all(any(low <= ord(c) <= high for low, high in _HAN) for c in text)


def choose_pieces(
    vocabulary: UnigramVocabulary,
    *,
    seen: Collection[str],
    splitter: PreTokenizer,
    budget: int,
) -> Pruning:
    """The pieces to keep.

    Args:
        seen: pieces that texts of the domain were cut into, and their characters.
        splitter: what it would cut apart can never be found in a text and is not kept.
        budget: pieces to keep at most; the marks, characters and pieces seen are kept beyond it.
    """
    marks = {vocabulary.begin, vocabulary.end, vocabulary.padding, vocabulary.unknown}
    whole = [
        number
        for number, piece in enumerate(vocabulary.pieces)
        if number not in marks and _survives(piece, splitter)
    ]
    tiers: dict[str, list[int]] = {
        "marks": sorted(marks),
        "characters": _pick(vocabulary, whole, _is_character),
        "seen": _pick(vocabulary, whole, lambda piece: piece in seen),
        "han": _pick(vocabulary, whole, _is_chinese_word),
        "latin": _pick(vocabulary, whole, lambda piece: piece.isascii() and piece.isalpha()),
    }
    needed = ("marks", "characters", "seen")
    kept: dict[int, None] = {}
    told = {}
    for name, numbers in tiers.items():
        new = [number for number in numbers if number not in kept]
        room = len(new) if name in needed else max(budget - len(kept), 0)
        kept.update(dict.fromkeys(new[:room]))
        told[name] = (min(room, len(new)), len(new))
    return Pruning(tuple(sorted(kept)), told)


def _pick(
    vocabulary: UnigramVocabulary, numbers: Iterable[int], wanted: Callable[[str], bool]
) -> list[int]:
    found = [number for number in numbers if wanted(vocabulary.pieces[number])]
    return sorted(found, key=lambda number: (-vocabulary.scores[number], number))


def _survives(piece: str, splitter: PreTokenizer) -> bool:
    return len(splitter.pre_tokenize_str(piece)) == 1


def _is_character(piece: str) -> bool:
    if len(piece) != 1:
        return False
    if is_han(piece):
        return True
    is_shown = unicodedata.category(piece)[0] in "LNPS"
    return is_shown and any(low <= ord(piece) <= high for low, high in _BLOCKS)


def _is_chinese_word(piece: str) -> bool:
    """Han characters of simplified texts; traditional ones are folded before tagging."""
    if not is_han(piece):
        return False
    try:
        piece.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def seen_pieces(vocabulary: UnigramVocabulary, cut_texts: Iterable[list[str]]) -> set[str]:
    """The pieces of the texts and each of their characters, as far as the vocabulary has them."""
    used = {piece for pieces in cut_texts for piece in pieces}
    known = set(vocabulary.pieces)
    return (used | {char for piece in used for char in piece}) & known
