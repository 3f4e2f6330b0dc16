"""Which sentences are near-duplicates of each other, in memory that grows with their number only.

Each distinct sentence is entered under its three smallest hashes of four-character shingles (a
bottom-k sketch: two that share 8 of 10 shingles share one of these in 99 of 100 cases). Those
under one hash are compared letter by letter with the first few of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from zlib import crc32

from rapidfuzz import fuzz

_SHINGLE, _SKETCH = 4, 3
# Hashes are sorted in as many parts, so that no sort holds all of them at once.
_PARTS = 16
# Sentences under one hash are compared with as many of the first ones: more are stock phrases.
_LEADERS = 8
# Ratio of matching characters, numbers masked. Nearest above: 全区 become 全市 and one clause
# added in a sentence of 60, 0.88; nearest below: one aim of two exchanged, 0.78.
NEAR = 85.0


class Groups:
    """Numbers joined into groups; a group is named by its smallest number."""

    def __init__(self, size: int) -> None:
        self._above = array("I", range(size))

    def find(self, number: int) -> int:
        above = self._above
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._above[high] = low


def join_near(texts: Callable[[int], str], count: int) -> Groups:
    """Groups of the texts 0..count-1, given masked, that are alike."""
    read = lru_cache(maxsize=50_000)(texts)
    groups = Groups(count)
    for members in _buckets(read, count):
        leaders: list[int] = []
        for member in members:
            same = _near_one(member, leaders, read)
            if same is not None:
                groups.join(member, same)
            elif len(leaders) < _LEADERS:
                leaders.append(member)
    return groups


def _near_one(member: int, leaders: Sequence[int], read: Callable[[int], str]) -> int | None:
    text = read(member)
    for leader in leaders:
        if fuzz.ratio(text, read(leader), score_cutoff=NEAR):
            return leader
    return None


def _buckets(read: Callable[[int], str], count: int) -> Iterator[list[int]]:
    parts = [array("Q") for _ in range(_PARTS)]
    for number in range(count):
        for shingle in text_to_sketch(read(number)):
            parts[shingle % _PARTS].append(shingle << 32 | number)
    for part in parts:
        for _, entries in groupby(sorted(part), key=lambda entry: entry >> 32):
            members = [entry & 0xFFFFFFFF for entry in entries]
            if len(members) > 1:
                yield members


def text_to_sketch(text: str) -> list[int]:
    """The three smallest 32-bit hashes of the text's shingles; fewer of a short text."""
    shingles = {text[at : at + _SHINGLE] for at in range(max(1, len(text) - _SHINGLE + 1))}
    return sorted(crc32(shingle.encode("utf-8", "replace")) for shingle in shingles)[:_SKETCH]
