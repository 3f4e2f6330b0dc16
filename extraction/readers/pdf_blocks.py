"""Visual lines to paragraphs, by indent, line length and line distance.

A hint for later stages, which know enumerators and headings by their wording; a paragraph may
run on over a page end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from extraction.document.layout import Block
from extraction.readers.pdf_lines import TextLine

# All in em. First lines are indented by 2, hanging punctuation moves a start by up to 0.5.
_INDENT = 1.0
# Justified lines end within 1 of the margin, the last line of a paragraph anywhere.
_RAGGED = 2.0
# A heading is set at least this much larger than the text (22 against 16 points, 16 against 14).
_LARGER = 1.1
_LONGEST_HEADING = 50
# Distance to the line above against the usual one.
_WIDE_STEP = 1.5


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """``text[start:end]`` is the line in the frozen text; ``line`` is None for a table."""

    start: int
    end: int
    page: int
    line: TextLine | None


def lines_to_blocks(placed: Sequence[PlacedLine]) -> tuple[Block, ...]:
    """Paragraphs, headings and tables in text order; empty lines belong to none."""
    lines = [one.line for one in placed if one.line is not None]
    if not lines:
        return tuple(Block("table", one.start, one.end) for one in placed)
    page = _Measures.of(lines)
    blocks: list[Block] = []
    above: PlacedLine | None = None
    for one in placed:
        if one.line is None:
            blocks.append(Block("table", one.start, one.end))
            above = None
            continue
        kind: Literal["heading", "paragraph"] = (
            "heading" if page.is_heading(one.line) else "paragraph"
        )
        if above is not None and kind == blocks[-1].kind and page.continues(above, one):
            blocks[-1] = Block(kind, blocks[-1].start, one.end)
        else:
            blocks.append(Block(kind, one.start, one.end))
        above = one
    return tuple(blocks)


@dataclass(frozen=True, slots=True)
class _Measures:
    """Of the running text: its size, margins and line distance, in points."""

    em: float
    left: float
    right: float
    step: float

    @classmethod
    def of(cls, lines: Sequence[TextLine]) -> _Measures:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.em * 2) / 2] += len(line.text)
        em = sizes.most_common(1)[0][0]
        body = [line for line in lines if abs(line.em - em) <= 0.1 * em]
        longest = max(line.x1 - line.x0 for line in body)
        full = [line for line in body if line.x1 - line.x0 >= 0.85 * longest]
        steps = [
            lower.base - upper.base
            for upper, lower in pairwise(lines)
            if 0 < lower.base - upper.base < 4 * em
        ]
        return cls(
            em,
            min(line.x0 for line in full),
            median(line.x1 for line in full),
            median(steps) if steps else 1.5 * em,
        )

    def is_heading(self, line: TextLine) -> bool:
        return line.em >= _LARGER * self.em and len(line.text) <= _LONGEST_HEADING

    def continues(self, above: PlacedLine, one: PlacedLine) -> bool:
        """Whether a line goes on with the paragraph of the line above it."""
        assert above.line is not None
        assert one.line is not None
        if self.is_heading(one.line):
            return above.page == one.page and self._step(above.line, one.line) < 2 * self.step
        if one.line.x0 > self.left + _INDENT * self.em:
            return False
        if above.line.x1 < self.right - _RAGGED * self.em:
            return False
        if above.page != one.page:
            return True
        return self._step(above.line, one.line) <= _WIDE_STEP * self.step

    @staticmethod
    def _step(above: TextLine, line: TextLine) -> float:
        return line.base - above.base
