"""Draws a merged table with a pen, over as many pages as it takes.

Merged cells that run over a page end write their text in their first part, or spread it over
both, and long rows may break inside, as word processors let them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from eval.layouts.expand import table_to_grid
from eval.layouts.render.pdf_page import Ink, Pen, Stroke, text_width, wrap_text
from eval.layouts.sheet import DrawnCell, DrawnTable


@dataclass(frozen=True, slots=True)
class TableManner:
    """How tables look.

    Attributes:
        ruled: whether cells have borders.
        size: of the font, in points.
        turned_groups: group labels that span many rows are turned by a quarter.
        stacked_heads: leaf heads are written one character a line.
        broken_rows: rows whose label has several lines break over page ends, and merged labels
            are spread over both pages.
        last_label_share: share of the width for the third label column of table 2.
    """

    ruled: bool = True
    size: float = 9.5
    turned_groups: bool = False
    stacked_heads: bool = False
    broken_rows: bool = False
    last_label_share: float = 0.27


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell with its lines and its place in the grid, in row and column numbers."""

    cell: DrawnCell
    row: int
    col: int
    end_row: int
    end_col: int
    lines: tuple[str, ...]
    turned: bool


@dataclass(frozen=True, slots=True)
class LaidTable:
    """A table laid out: its cells, row heights and column edges, in points."""

    cells: tuple[LaidCell, ...]
    heights: tuple[float, ...]
    edges: tuple[float, ...]
    manner: TableManner

    @property
    def line(self) -> float:
        """Height of a line of text."""
        return self.manner.size * LEADING


@dataclass(frozen=True, slots=True)
class Part:
    """Rows [first, last) of one page; ``cut`` is where the page before ended."""

    first: int
    last: int
    cut: int


PADDING = 3.0
LEADING = 1.25


def column_widths(table: DrawnTable, width: float, manner: TableManner) -> list[float]:
    if table.id == "t1":
        shares = [0.34, *[0.66 / (table.n_cols - 1)] * (table.n_cols - 1)]
    elif table.id == "t2":
        labels = [0.075, 0.13, manner.last_label_share]
        count = table.n_cols - 3
        shares = [*labels, *[(1 - sum(labels)) / count] * count]
    else:
        shares = [1 / table.n_cols] * table.n_cols
    return [share * width for share in shares]


def _column_edges(pen: Pen, table: DrawnTable, manner: TableManner) -> list[float]:
    edges = [pen.margin]
    for width in column_widths(table, pen.width, manner):
        edges.append(edges[-1] + width)
    return edges


def lay_table(pen: Pen, table: DrawnTable, manner: TableManner) -> LaidTable:
    """The table with all its measures, on pages as wide as the pen's."""
    edges = _column_edges(pen, table, manner)
    cells = tuple(_lay_cells(table, edges, manner))
    heights = _row_heights(cells, len(table.rows), manner)
    return LaidTable(cells, tuple(heights), tuple(edges), manner)


def leave_room(pen: Pen, table: LaidTable, rng: Random) -> None:
    """Moves the pen down so that the page ends inside a row of the table, where room allows."""
    long = [laid.row for laid in table.cells if laid.cell.role == "label" and len(laid.lines) > 1]
    row = rng.choice(long or range(1, len(table.heights)))
    room = sum(table.heights[:row]) + table.line * 1.2 + 2 * PADDING
    if pen.bottom - pen.y < room < pen.bottom - pen.margin:
        pen.turn_page()
    pen.y = max(pen.y, pen.bottom - room)


def draw_table(pen: Pen, table: LaidTable) -> None:
    """The whole table from where the pen stands, on as many pages as it takes."""
    heights = table.heights
    first = cut = 0
    while first < len(heights):
        room = pen.bottom - pen.y
        last, used = first, 0.0
        while last < len(heights) and used + heights[last] <= room:
            used += heights[last]
            last += 1
        part = Part(first, last, cut)
        if (
            last < len(heights)
            and table.manner.broken_rows
            and _break_row(pen, table, part, room - used)
        ):
            first, cut = last + 1, last
            continue
        if last == first:
            pen.turn_page()
            continue
        draw_rows(pen, table, part)
        first = cut = last
        if first < len(heights):
            pen.turn_page()
    pen.y += 10


def _lay_cells(
    table: DrawnTable, edges: Sequence[float], manner: TableManner
) -> Iterator[LaidCell]:
    grid = table_to_grid(table)
    for row, places in enumerate(grid):
        for col, place in enumerate(places):
            if place is None or (place.row, place.col) != (row, col):
                continue
            cell = place.cell
            end_col = min(col + cell.colspan, table.n_cols)
            turned = manner.turned_groups and cell.role == "group" and cell.rowspan > 8
            width = edges[end_col] - edges[col] - 2 * PADDING
            if manner.stacked_heads and cell.role == "header" and end_col - col == 1:
                lines = list(cell.text)
            elif turned or cell.role == "value":
                lines = [cell.text]
            else:
                lines = wrap_text(cell.text, max(width, manner.size), manner.size)
            yield LaidCell(cell, row, col, row + cell.rowspan, end_col, tuple(lines), turned)


def _row_heights(cells: Sequence[LaidCell], count: int, manner: TableManner) -> list[float]:
    line = manner.size * LEADING
    heights = [line + 2 * PADDING] * count
    for laid in sorted(cells, key=lambda laid: laid.end_row - laid.row):
        if laid.turned:
            continue
        needed = len(laid.lines) * line + 2 * PADDING
        end = min(laid.end_row, count)
        missing = needed - sum(heights[laid.row : end])
        if missing > 0:
            heights[end - 1] += missing
    return heights


def draw_rows(pen: Pen, table: LaidTable, part: Part) -> None:
    """The rows of the part from where the pen stands, with what reaches into them from above."""
    tops = {part.first: pen.y}
    for row in range(part.first, part.last):
        tops[row + 1] = tops[row] + table.heights[row]
    for laid in table.cells:
        start, end = max(laid.row, part.first), min(laid.end_row, part.last)
        if start < end:
            lines = _lines_on_page(laid, part, table)
            _draw_cell(pen, table, laid, lines, (tops[start], tops[end]))
    pen.y = tops[part.last]


def _lines_on_page(laid: LaidCell, part: Part, table: LaidTable) -> tuple[str, ...]:
    """The part of a cell's text that stands on the page."""
    above = laid.row < part.first
    below = laid.end_row > part.last
    if not above and not below:
        return laid.lines
    if not table.manner.broken_rows or len(laid.lines) < 2:
        return () if above else laid.lines
    room = sum(table.heights[laid.row : part.cut if above else part.last]) - 2 * PADDING
    half = min((len(laid.lines) + 1) // 2, max(1, int(room / table.line)))
    return laid.lines[half:] if above else laid.lines[:half]


def _draw_cell(
    pen: Pen,
    table: LaidTable,
    laid: LaidCell,
    lines: Sequence[str],
    extent: tuple[float, float],
) -> None:
    """``extent`` is the top and the bottom of the cell on this page."""
    box = (table.edges[laid.col], extent[0], table.edges[laid.end_col], extent[1])
    if table.manner.ruled:
        _frame(pen, *box)
    if lines:
        _write_cell(pen, laid, lines, box, table.manner.size)


def _frame(pen: Pen, x0: float, top: float, x1: float, bottom: float) -> None:
    pen.rule(x0, top, x1, top)
    pen.rule(x0, bottom, x1, bottom)
    pen.rule(x0, top, x0, bottom)
    pen.rule(x1, top, x1, bottom)


def _write_cell(
    pen: Pen,
    laid: LaidCell,
    lines: Sequence[str],
    box: tuple[float, float, float, float],
    size: float,
) -> None:
    x0, top, x1, bottom = box
    ink: Ink = "value" if laid.cell.role == "value" else "label"
    if laid.turned:
        length = text_width(lines[0], size)
        middle = (top + bottom) / 2 + length / 2
        x = (x0 + x1) / 2 + size / 3
        pen.page.strokes.append(Stroke(x, middle, size, lines[0], ink, turned=True))
        return
    line_height = size * LEADING
    y = (top + bottom - len(lines) * line_height) / 2 + size
    for line in lines:
        width = text_width(line, size)
        centred = laid.cell.role in ("value", "header", "title", "group")
        x = (x0 + x1 - width) / 2 if centred else x0 + PADDING
        pen.write(x, y, size, line, ink)
        y += line_height


def _break_row(pen: Pen, table: LaidTable, part: Part, room: float) -> bool:
    """Draws the part, then the row after it broken over the page end, where it can be."""
    row = part.last
    own = [laid for laid in table.cells if laid.row == row]
    label = next((laid for laid in own if laid.cell.role == "label"), None)
    if label is None or len(label.lines) < 2 or room < table.line + 2 * PADDING:
        return False
    if any(laid.cell.role == "group" for laid in own):
        return False
    around = [laid for laid in table.cells if laid.row < row < laid.end_row]
    kept = max(1, min(len(label.lines) - 1, int((room - 2 * PADDING) / table.line)))
    draw_rows(pen, table, part)
    bottom = pen.y + kept * table.line + 2 * PADDING
    for laid in (*own, *around):
        lines = laid.lines[:kept] if laid is label else laid.lines if laid in own else ()
        _draw_cell(pen, table, laid, lines, (pen.y, bottom))
    pen.turn_page()
    bottom = pen.y + (len(label.lines) - kept) * table.line + 2 * PADDING
    for laid in (*own, *around):
        lines = laid.lines[kept:] if laid is label else ()
        if laid in around and laid.end_row == row + 1:
            lines = _lines_on_page(laid, Part(row, row + 1, row), table)
        _draw_cell(pen, table, laid, lines, (pen.y, bottom))
    pen.y = bottom
    return True
