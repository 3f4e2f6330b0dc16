"""A copy of a text made for matching, and the way back from it to the frozen text.

Every step that folds, drops or replaces characters makes a new ``MatchingCopy`` from the last one;
positions of any copy lead straight back to the frozen text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from extraction.document.span import Span


@dataclass(frozen=True, slots=True)
class MatchingCopy:
    """A text whose character i came from source[starts[i]:ends[i]].

    Both arrays never decrease. A source character may give several characters of the copy (they
    share its range) or none; several source characters never give one.
    """

    text: str
    starts: array[int]
    ends: array[int]
    source_length: int

    def to_source(self, start: int, end: int) -> Span:
        """The source range of copy[start:end]; for an empty range the place between neighbours."""
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"[{start}, {end}) is outside a copy of {len(self.text)} characters")
        if start == end:
            place = self.starts[start] if start < len(self.text) else self.source_length
            return Span(place, place)
        return Span(self.starts[start], self.ends[end - 1])

    def to_copy(self, start: int, end: int) -> Span:
        """The smallest range of the copy that holds all characters from source[start:end]."""
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end)
        return Span(first, max(first, last))


def identity_copy(text: str) -> MatchingCopy:
    length = len(text)
    return MatchingCopy(text, array("I", range(length)), array("I", range(1, length + 1)), length)


def drop(copy: MatchingCopy, spans: Iterable[tuple[int, int]]) -> MatchingCopy:
    """The copy without these ranges of it (sorted, not overlapping)."""
    kept_text: list[str] = []
    starts, ends = array("I"), array("I")
    at = 0
    for start, end in spans:
        kept_text.append(copy.text[at:start])
        starts.extend(copy.starts[at:start])
        ends.extend(copy.ends[at:start])
        at = end
    if at == 0:
        return copy
    kept_text.append(copy.text[at:])
    starts.extend(copy.starts[at:])
    ends.extend(copy.ends[at:])
    return MatchingCopy("".join(kept_text), starts, ends, copy.source_length)


def substitute(
    copy: MatchingCopy, replaced: str, resized: Iterable[tuple[int, int]]
) -> MatchingCopy:
    """The copy with every character replaced; ``replaced`` is its new text.

    Args:
        resized: (index in the copy, length of what replaces it) of each character, in order, whose
            replacement is empty or longer than one; all others are replaced one for one.
    """
    starts, ends = array("I"), array("I")
    at = 0
    for index, length in resized:
        starts.extend(copy.starts[at:index])
        ends.extend(copy.ends[at:index])
        starts.extend(copy.starts[index : index + 1] * length)
        ends.extend(copy.ends[index : index + 1] * length)
        at = index + 1
    starts.extend(copy.starts[at:])
    ends.extend(copy.ends[at:])
    return MatchingCopy(replaced, starts, ends, copy.source_length)
