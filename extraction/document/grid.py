"""A table as the source drew it: cells with row, column and spans.

A grid says nothing about meaning. Which statutory table it is, and which cell holds which
number, is decided by ``extraction.tables`` from the labels.
"""

from __future__ import annotations

from dataclasses import dataclass

from extraction.document.layout import Box


@dataclass(frozen=True, slots=True)
class GridCell:
    """One drawn cell.

    ``row`` and ``col`` count from 0 and are the cell's top left place once row and column spans
    are laid out; a merged cell occurs once, where it starts. ``start``/``end`` is its content in
    the frozen text without surrounding white space; for an empty cell start == end, at the place
    where its content would stand.
    """

    row: int
    col: int
    rowspan: int
    colspan: int
    start: int
    end: int
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells sorted by (row, col). ``start``/``end`` bound the table in the frozen text.

    A table over several pages is one grid a page, or one grid in all where the reader could
    join them; ``extraction.tables`` handles both. ``ruled`` is False where columns were inferred
    from white space alone.
    """

    start: int
    end: int
    n_rows: int
    n_cols: int
    cells: tuple[GridCell, ...]
    ruled: bool = True
