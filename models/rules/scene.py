"""A passage with what a walk along it may not enter: channels, periods, other numbers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from models.rules.text import TaggedText


@dataclass(frozen=True, slots=True)
class Scene:
    """``bars`` are the channels and periods, end -> start; ``opening`` holds their starts.

    ``frequencies`` are those periods that may stand between a label and its number (日均, 每月),
    ``periods`` all of them; both end -> start.
    """

    tagged: TaggedText
    bars: dict[int, int]
    opening: frozenset[int]
    ends: tuple[int, ...]
    periods: dict[int, int]
    frequencies: dict[int, int]

    def last_end_within(self, start: int, end: int) -> int | None:
        """Where a bar ends inside (start, end): a word may hold its last characters."""
        index = bisect_left(self.ends, end) - 1
        return self.ends[index] if index >= 0 and self.ends[index] > start else None


def text_to_scene(
    tagged: TaggedText,
    channels: Iterable[tuple[int, int]] = (),
    periods: Iterable[tuple[int, int]] = (),
    frequencies: Iterable[tuple[int, int]] = (),
) -> Scene:
    """The scene with each span given as [start, end)."""
    by_end = {end: start for start, end in periods}
    bars = {**{end: start for start, end in channels}, **by_end}
    return Scene(
        tagged=tagged,
        bars=bars,
        opening=frozenset(bars.values()),
        ends=tuple(sorted(bars)),
        periods=by_end,
        frequencies={end: start for start, end in frequencies},
    )
