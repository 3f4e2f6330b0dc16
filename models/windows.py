"""Long texts cut into overlapping windows at sentence ends, and what each window decides.

Sizes are in word pieces. A text that fits into one window is one window. Windows overlap so that
every character is read with text on both sides of it; its scores are taken from the window in
which it stands most central.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.pieces import Pieces

_SENTENCE_ENDS = frozenset("。!?！？;；\n")


@dataclass(frozen=True, slots=True)
class WindowSize:
    """Word pieces in a window at most, and shared with the next one at least.

    The encoder has 512 places, two of them for the marks of start and end. Three windows never
    share a piece.
    """

    pieces: int = 400
    overlap: int = 96

    def __post_init__(self) -> None:
        if not 0 <= self.overlap * 4 <= self.pieces <= 510:
            raise ValueError(f"{self.pieces} pieces with {self.overlap} shared are no window")


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces [first, last) of a text, which are its characters [start, end)."""

    first: int
    last: int
    start: int
    end: int


def pieces_to_windows(text: str, pieces: Pieces, size: WindowSize) -> list[Window]:
    """The windows in order; together they hold every character of the text, if it has any.

    Each begins where a sentence does and ends where one does, unless a sentence is longer than
    the room for it.
    """
    if not text:
        return []
    count = len(pieces)
    openings = _sentence_openings(text, pieces)
    # how far a window gives way to begin or end with a sentence
    slack = size.pieces // 4
    windows: list[Window] = []
    first = 0
    while count - first > size.pieces:
        seen = windows[-1].last if windows else 0
        latest = first + size.pieces
        last = _last_opening(openings, above=seen + size.overlap + slack, upto=latest) or latest
        windows.append(_window(text, pieces, first, last))
        latest = last - size.overlap
        first = _last_opening(openings, above=latest - slack, upto=latest) or latest
    windows.append(_window(text, pieces, first, count))
    return windows


def _sentence_openings(text: str, pieces: Pieces) -> list[int]:
    """The pieces that follow the end of a sentence."""
    return [
        index
        for index in range(1, len(pieces))
        if text[pieces.ends[index - 1] - 1] in _SENTENCE_ENDS
        or "\n" in text[pieces.ends[index - 1] : pieces.starts[index]]
    ]


def _last_opening(openings: Sequence[int], *, above: int, upto: int) -> int | None:
    """The last opening in (above, upto], None if there is none."""
    place = bisect_right(openings, upto)
    return openings[place - 1] if place and openings[place - 1] > above else None


def _window(text: str, pieces: Pieces, first: int, last: int) -> Window:
    """Characters before the first piece, between pieces and behind the last one belong in too."""
    start = pieces.starts[first] if first else 0
    end = pieces.starts[last] if last < len(pieces) else len(text)
    return Window(first, last, start, end)


def windows_to_parts(windows: Sequence[Window]) -> Iterator[tuple[int, int]]:
    """[start, end) of the characters that each window decides: the middle of what two share."""
    at = 0
    for index, window in enumerate(windows):
        following = windows[index + 1].start if index + 1 < len(windows) else window.end
        end = (following + window.end) // 2 if index + 1 < len(windows) else window.end
        yield at, end
        at = end
