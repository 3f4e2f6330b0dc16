"""Tables of a page before their text is written: cells with their lines, in the reading frame."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.readers.pdf_chars import Extent
from extraction.readers.pdf_lines import TextLine, line_to_words

# In em. A number is wrapped when not one more digit and the padding of both sides would fit
# (0.5 + 2 x 0.6), onto a line below at single spacing; rows of a table lie further apart.
_WRAP_ROOM = 1.7
_WRAP_STEP = 1.6


@dataclass(frozen=True, slots=True)
class CellDraft:
    """A cell with its lines from top to bottom."""

    row: int
    col: int
    rowspan: int
    colspan: int
    extent: Extent
    lines: tuple[TextLine, ...]

    def parts_numbers(self, upper: TextLine, lower: TextLine) -> bool:
        """Whether two lines are two numbers, not one wrapped at the cell's border."""
        if not (is_number(upper) and is_number(lower)):
            return False
        room = (self.extent.x1 - self.extent.x0) - (upper.x1 - upper.x0)
        em = max(upper.em, lower.em)
        return room > _WRAP_ROOM * em or lower.base - upper.base > _WRAP_STEP * em


@dataclass(frozen=True, slots=True)
class TableDraft:
    """Cells sorted by (row, col)."""

    n_rows: int
    n_cols: int
    cells: tuple[CellDraft, ...]
    extent: Extent
    ruled: bool


def is_number(line: TextLine) -> bool:
    """Whether the line holds one number or mark and nothing else."""
    words = line_to_words(line)
    return len(words) == 1 and words[0].is_number_like
