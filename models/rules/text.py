"""A passage seen by the rules: its words, sentences, titles and quotations.

Offsets are half-open, in characters of the passage. Finding the words is left to the caller.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from models.rules.lexicon import WordKind

SENTENCE_END = re.compile(r"[。!?！？\n]")
# What ends a clause: a phrase never reaches over it.
CLAUSE_MARKS = ",;:。!?！？\n()，；："
_SENTENCE_MARKS = ",;:。、!?！？，；："
# A phrase looks no farther than this many characters from its number for its clause's edge.
_LONGEST_CLAUSE = 240
# 专(兼)职人员: a bracket inside a word
_BRACKET_INSIDE = re.compile(r"(?<=[\u4e00-\u9fff])\([\u4e00-\u9fff、]{1,4}\)")
_BRACKET_ENDING = re.compile(r"(?<=[\u4e00-\u9fff])\([\u4e00-\u9fff、]{1,4}\)$")
_TITLE = re.compile(r"《[^《》\n]{1,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?》")
# a quotation longer than this is a sentence of somebody's, not a name
_LONGEST_QUOTED = 24


@dataclass(frozen=True, slots=True, order=True)
class Word:
    """A word of the lexicon at [start, end)."""

    start: int
    end: int
    kind: WordKind


@dataclass(frozen=True, slots=True)
class TaggedText:
    """``text`` with the words found in it, none overlapping.

    ``starting`` and ``ending`` hold the words by their first offset and their end; ``titles`` and
    ``quoted`` are book titles and short quotations with their marks, start -> end, and ``closing``
    both of them by their end.
    """

    text: str
    words: tuple[Word, ...]
    starting: Mapping[int, Word]
    ending: Mapping[int, Word]
    titles: Mapping[int, int]
    quoted: Mapping[int, int]
    closing: Mapping[int, int]

    def sentences(self) -> list[tuple[int, int]]:
        edges = [0, *(match.end() for match in SENTENCE_END.finditer(self.text)), len(self.text)]
        return [(a, b) for a, b in pairwise(edges) if a < b]

    def of(self, word: Word) -> str:
        return self.text[word.start : word.end]

    def words_within(self, start: int, end: int) -> tuple[Word, ...]:
        first = bisect_left(self.words, start, key=lambda word: word.start)
        last = bisect_left(self.words, end, key=lambda word: word.start)
        return tuple(word for word in self.words[first:last] if word.end <= end)

    def is_word_edge(self, at: int) -> bool:
        """Whether no word reaches over ``at``."""
        index = bisect_left(self.words, at, key=lambda word: word.start) - 1
        return index < 0 or self.words[index].end <= at

    def enclosed(self) -> bytearray:
        """One byte a character, 1 inside titles and quotations."""
        inside = bytearray(len(self.text))
        for start, end in (*self.titles.items(), *self.quoted.items()):
            inside[start + 1 : end - 1] = b"\x01" * (end - start - 2)
        return inside

    def enclosure_ending(self, at: int) -> tuple[int, int] | None:
        """The title or quotation whose closing mark stands right before ``at``."""
        start = self.closing.get(at)
        return None if start is None else (start, at)

    def enclosure_starting(self, at: int) -> tuple[int, int] | None:
        end = self.titles.get(at) or self.quoted.get(at)
        return None if end is None else (at, end)

    def clause_start(self, at: int) -> int:
        """Where the clause that holds ``at`` begins; titles and quotations are passed over."""
        index = at
        lowest = max(0, at - _LONGEST_CLAUSE)
        while index > lowest:
            enclosed = self.closing.get(index)
            mark = self.text[index - 1]
            if enclosed is not None:
                index = enclosed
            elif mark == ")" and (
                bracket := _BRACKET_ENDING.search(self.text, max(0, index - 7), index)
            ):
                index = bracket.start()
            elif mark in CLAUSE_MARKS:
                return index
            else:
                index -= 1
        return max(index, 0)

    def clause_end(self, at: int) -> int:
        index = at
        highest = min(len(self.text), at + _LONGEST_CLAUSE)
        while index < highest:
            enclosing = self.enclosure_starting(index)
            mark = self.text[index]
            if enclosing is not None:
                index = enclosing[1]
            elif mark == "(" and (bracket := _BRACKET_INSIDE.match(self.text, index)):
                index = bracket.end()
            elif mark in CLAUSE_MARKS:
                return index
            else:
                index += 1
        return min(index, len(self.text))


def matches_to_text(text: str, matches: Iterable[Word]) -> TaggedText:
    """Keeps the longest of overlapping words, the first of equally long ones."""
    taken = bytearray(len(text))
    kept: list[Word] = []
    for word in sorted(matches, key=lambda each: (each.start - each.end, each.start)):
        if not any(taken[word.start : word.end]):
            taken[word.start : word.end] = b"\x01" * (word.end - word.start)
            kept.append(word)
    kept.sort()
    titles = dict(match.span() for match in _TITLE.finditer(text))
    quoted = dict(_quotations(text))
    return TaggedText(
        text=text,
        words=tuple(kept),
        starting={word.start: word for word in kept},
        ending={word.end: word for word in kept},
        titles=titles,
        quoted=quoted,
        closing={end: start for start, end in (*titles.items(), *quoted.items())},
    )


def _quotations(text: str) -> list[tuple[int, int]]:
    """Pairs of the one folded quotation mark around a short stretch without a full stop."""
    found: list[tuple[int, int]] = []
    opening: int | None = None
    for match in re.finditer(r'["。;\n]', text):
        if match[0] != '"':
            opening = None
        elif opening is None:
            opening = match.start()
        elif match.start() - opening <= _LONGEST_QUOTED:
            found.append((opening, match.end()))
            opening = None
        else:
            opening = match.start()
    return found


def trim_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """[start, end) without blanks, sentence marks and half a pair of brackets at its ends."""
    while start < end:
        inside = text[start:end]
        if _is_outer(inside[-1], inside):
            end -= 1
        elif _is_outer(inside[0], inside):
            start += 1
        else:
            break
    return start, end


def _is_outer(mark: str, inside: str) -> bool:
    if mark in _SENTENCE_MARKS or mark.isspace():
        return True
    if mark == '"':
        return inside.count(mark) % 2 == 1
    pair = next((each for each in ("()", "《》") if mark in each), None)
    return pair is not None and inside.count(pair[0]) != inside.count(pair[1])
