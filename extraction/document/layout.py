"""Where text stands on a page: boxes, placed fragments, lines and blocks.

Boxes are in points (1/72 inch) from the top left corner of the page; pages count from 1.
Sources without pages (web pages, text dumps) have no fragments.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Box:
    """x0 <= x1 and top <= bottom, in points from the top left corner of the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def x_mid(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def y_mid(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top


def union(boxes: Iterable[Box]) -> Box | None:
    """The smallest box around all of them; None when there are none."""
    found = list(boxes)
    if not found:
        return None
    return Box(
        min(box.x0 for box in found),
        min(box.top for box in found),
        max(box.x1 for box in found),
        max(box.bottom for box in found),
    )


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged source; number counts from 1, sizes in points."""

    number: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Glyph:
    """One code point of the frozen text as it stands on a page; white space has none."""

    offset: int
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the frozen text, without its line end. ``page`` is None without pages."""

    start: int
    end: int
    page: int | None = None


BlockKind = Literal["heading", "paragraph", "table"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or table as the source's markup or layout shows it.

    ``kind`` is what the markup says (h1, a heading style, bold short lines); it is a hint only:
    sections are found by their wording. Blocks are in text order and do not overlap.
    """

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """Something left out of the frozen text: running heads, page numbers, site chrome."""

    text: str
    page: int | None = None
    box: Box | None = None
