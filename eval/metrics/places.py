"""Places of a text compared as the matching rules say.

Items and channels are compared without white space and quotation marks: ``solid`` counts, for
every offset, the characters before it that are neither.
"""

from __future__ import annotations

from itertools import accumulate

from annotations.matching import covers_half
from eval.findings import Offsets

_NOT_COUNTED = frozenset("\"'“”‘’「」『』《》〈〉＂＇")


class SolidText:
    """Offsets of a text turned into counts of solid characters; without a text, left as they are.

    A place that holds no solid character keeps its width, so that it can still equal itself.
    """

    def __init__(self, text: str | None) -> None:
        self._before: list[int] | None = None
        if text is not None:
            solid = (not (char.isspace() or char in _NOT_COUNTED) for char in text)
            self._before = list(accumulate(solid, initial=0))

    def place(self, offsets: Offsets) -> Offsets:
        if self._before is None:
            return offsets
        last = len(self._before) - 1
        start, end = (self._before[min(at, last)] for at in offsets)
        return (start, end) if end > start else (start, start + 1)

    def same(self, one: Offsets | None, other: Offsets | None) -> bool:
        """Overlap of at least half of the longer span, or both absent."""
        if one is None or other is None:
            return one is other
        return covers_half(self.place(one), self.place(other))
