"""Where the cells of a w:tbl stand once grid spans and merges are laid out.

Only geometry: text and offsets are ``docx_body``'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extraction.errors import UnreadableReport
from extraction.readers.docx_names import (
    CELL,
    CONTROL,
    CONTROL_CONTENT,
    PARAGRAPH,
    ROW,
    TABLE,
    TEXT,
    TRANSPARENT,
    VAL,
    Element,
    flag,
    number,
    value,
    w,
)

_ROW_PROPERTIES = w("trPr")
_GRID_BEFORE = w("gridBefore")
_CELL_PROPERTIES = w("tcPr")
_GRID_SPAN = w("gridSpan")
_VERTICAL_MERGE = w("vMerge")
_HORIZONTAL_MERGE = w("hMerge")
# The longest label of a statutory table has 47 characters, notes below tables some 150; the
# shortest section of a report laid into a frame has two paragraphs of 250.
_RUNNING_TEXT_CHARS = 400
# Word allows 63 columns; other programs more. A wider span is a slip or made to harm.
_MAX_SPAN = 1000


@dataclass(slots=True)
class PlacedCell:
    """A drawn cell; spans grow while the rows below are laid out."""

    element: Element
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Rows of the cells that start in them; rows that only continue others are empty."""

    rows: tuple[tuple[PlacedCell, ...], ...]
    n_cols: int

    @property
    def is_frame(self) -> bool:
        """Whether the table only frames other content.

        One cell, one column around a table, or a cell that holds paragraphs of running text.
        """
        cells = [cell for row in self.rows for cell in row]
        if len(cells) <= 1:
            return True
        one_column = all(len(row) <= 1 for row in self.rows) and self.n_cols == cells[0].colspan
        if one_column and any(cell.element.find(TABLE) is not None for cell in cells):
            return True
        return any(_holds_running_text(cell.element) for cell in cells)


def table_to_layout(table: Element, *, max_cells: int, max_depth: int) -> TableLayout:
    """The cells of a table by row.

    Raises:
        UnreadableReport: too_complex for more cells than ``max_cells`` or wrappers nested deeper
            than ``max_depth``.
    """
    rows: list[tuple[PlacedCell, ...]] = []
    open_above: dict[int, PlacedCell] = {}
    n_cols = 0
    n_cells = 0
    for row_element in _members(table, ROW, max_depth):
        properties = row_element.find(_ROW_PROPERTIES)
        if _row_is_gone(properties):
            continue
        elements = list(_members(row_element, CELL, max_depth))
        n_cells += len(elements)
        if n_cells > max_cells:
            raise UnreadableReport("too_complex", f"tables of more than {max_cells} cells")
        skipped = number(value(properties, _GRID_BEFORE)) or 0
        started, open_above, width = _lay_row(
            elements, row=len(rows), col=min(max(skipped, 0), _MAX_SPAN), open_above=open_above
        )
        rows.append(started)
        n_cols = max(n_cols, width)
    return TableLayout(tuple(rows), n_cols)


def _lay_row(
    elements: list[Element], *, row: int, col: int, open_above: dict[int, PlacedCell]
) -> tuple[tuple[PlacedCell, ...], dict[int, PlacedCell], int]:
    """The cells that start in a row, those the next row may continue, and the row's width."""
    started: list[PlacedCell] = []
    still_open: dict[int, PlacedCell] = {}
    before: PlacedCell | None = None
    for element in elements:
        span, vertical, horizontal = _merges(element)
        above = open_above.get(col) if vertical == "continue" else None
        if horizontal == "continue" and before is not None:
            if before.row == row:
                before.colspan += span
        elif above is not None:
            above.rowspan = row - above.row + 1
            still_open[col] = above
            before = above
        else:
            before = PlacedCell(element, row, col, colspan=span)
            started.append(before)
            if vertical is not None:
                still_open[col] = before
        col += span
    return tuple(started), still_open, col


def _holds_running_text(cell: Element) -> bool:
    paragraphs = list(cell.iterchildren(PARAGRAPH))
    if len(paragraphs) < 2:
        return False
    chars = 0
    for paragraph in paragraphs:
        for text in paragraph.iter(TEXT):
            chars += len(text.text or "")
        if chars > _RUNNING_TEXT_CHARS:
            return True
    return False


def _merges(cell: Element) -> tuple[int, str | None, str | None]:
    """A cell's grid span, and restart, continue or None for its merges down and across.

    A merge without a value continues.
    """
    span = 1
    merges: dict[str, str] = {}
    properties = cell.find(_CELL_PROPERTIES)
    for found in properties if properties is not None else ():
        if found.tag == _GRID_SPAN:
            span = min(max(number(found.get(VAL)) or 1, 1), _MAX_SPAN)
        elif found.tag in (_VERTICAL_MERGE, _HORIZONTAL_MERGE):
            merges[found.tag] = "restart" if found.get(VAL) == "restart" else "continue"
    return span, merges.get(_VERTICAL_MERGE), merges.get(_HORIZONTAL_MERGE)


def _row_is_gone(properties: Element | None) -> bool:
    if properties is None:
        return False
    return properties.find(w("del")) is not None or flag(properties, w("hidden")) is True


def _members(parent: Element, tag: str, depth: int) -> Iterator[Element]:
    """Rows of a table or cells of a row, those inside content controls and markup included."""
    if depth < 0:
        raise UnreadableReport("too_complex", "elements nested deeper than the limit")
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == CONTROL:
            content = child.find(CONTROL_CONTENT)
            if content is not None:
                yield from _members(content, tag, depth - 2)
        elif child.tag in TRANSPARENT:
            yield from _members(child, tag, depth - 1)
