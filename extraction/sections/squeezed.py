"""A stretch of text without its blanks and line ends, with the way back.

Headings and titles are matched on it, so that letter-spaced, blank-riddled and broken ones read
alike; where words and lines begin is kept beside the characters.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Squeezed:
    """``text[i]`` stands at ``places[i]`` of the text it was taken from."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range, in the text it was taken from, of characters [start, end); not empty."""
        return self.places[start], self.places[end - 1] + 1


def squeeze(text: str, start: int, end: int, *, without: str = "") -> Squeezed:
    """text[start:end] without white space and the characters of ``without``."""
    places = tuple(
        at for at in range(start, end) if not text[at].isspace() and text[at] not in without
    )
    return Squeezed("".join([text[at] for at in places]), places)


def word_starts(squeezed: Squeezed) -> list[int]:
    """Indices at which a word begins: behind white space, unless single characters stand apart.

    In 财 政 局 every character stands by itself; only the first begins a word.
    """
    places = squeezed.places
    gaps = [at for at in range(1, len(places)) if places[at] > places[at - 1] + 1]
    words = [*zip([0, *gaps], [*gaps, len(places)], strict=True)] if places else []
    starts = []
    single_before = False
    for start, end in words:
        single = end - start == 1
        if not (single and single_before):
            starts.append(start)
        single_before = single
    return starts
