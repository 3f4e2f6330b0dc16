"""HTML tables: which elements are their rows, which rows only arrange paragraphs, and the grid.

Wrong markup is mended as browsers mend it: text outside of cells goes before the table, row spans
end with their row group, a cell whose place is taken moves right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.errors import UnreadableReport
from extraction.readers.html_facts import Page
from extraction.readers.html_tree import Node

_GROUPS = frozenset("thead tbody tfoot".split())
_CELLS = frozenset(("td", "th"))
_IGNORED = frozenset(("colgroup", "col"))
# A cell beyond these holds paragraphs, so its row is there for the layout: the longest label of
# the form has 41 characters, that of the 2014 statistics some 60, and a label has no full stop.
_PROSE_CHARS = 200
_PROSE_SENTENCES = 2
_LONG_CHARS = 400
# A row with a single written cell is prose from one sentence on.
_SINGLE_CHARS = 30
# Rows among layout rows are a table of figures when they have so many cells, or menus and captions.
_FEWEST_CELLS = 4
# The widest statutory table has 15 columns and 40 rows; larger spans are typing errors.
_MOST_SPAN = 100
# Columns of a table, and columns times rows.
_MOST_COLUMNS = 4096
_MOST_PLACES = 2_000_000
_SPAN = re.compile(r"\s*(\d{1,9})")


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row; rows of one ``group`` may be joined by row spans."""

    cells: tuple[Node, ...]
    group: int


@dataclass(frozen=True, slots=True)
class TableParts:
    """What stands in a table: its rows, and what stands in it outside of cells."""

    rows: tuple[TableRow, ...]
    stray: tuple[Node | str, ...]


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell element at its place; spans are clipped to the table."""

    element: Node
    row: int
    col: int
    rowspan: int
    colspan: int


def table_to_parts(table: Node) -> TableParts:
    """The rows of this table, not of tables inside it, in document order."""
    rows: list[TableRow] = []
    stray: list[Node | str] = []
    loose: list[Node] = []
    group = 0

    def end_loose() -> None:
        if loose:
            rows.append(TableRow(tuple(loose), group))
            loose.clear()

    stack: list[tuple[Node, Iterator[Node | str]]] = [(table, iter(table.children))]
    while stack:
        node, rest = stack[-1]
        child = next(rest, None)
        if child is None:
            stack.pop()
            group += node.tag in _GROUPS
            end_loose()
        elif isinstance(child, str):
            if child.strip():
                stray.append(child)
        elif not child.is_shown or child.tag in _IGNORED:
            continue
        elif child.tag == "tr":
            end_loose()
            cells, outside = _row_to_cells(child)
            rows.append(TableRow(tuple(cells), group))
            stray.extend(outside)
        elif child.tag in _CELLS:
            loose.append(child)
        elif child.tag in _GROUPS or _holds(child, "tr"):
            group += child.tag in _GROUPS
            stack.append((child, iter(child.children)))
        else:
            stray.append(child)
    return TableParts(tuple(rows), tuple(stray))


def _row_to_cells(row: Node) -> tuple[list[Node], list[Node | str]]:
    """The cells of a row, also those in a form around them, and what stands between them."""
    cells: list[Node] = []
    stray: list[Node | str] = []
    stack: list[Iterator[Node | str]] = [iter(row.children)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif isinstance(child, str):
            if child.strip():
                stray.append(child)
        elif child.tag in _CELLS:
            if child.is_shown:
                cells.append(child)
        elif child.is_shown and _holds(child, "td", "th"):
            stack.append(iter(child.children))
        else:
            stray.append(child)
    return cells, stray


def _holds(node: Node, *tags: str) -> bool:
    """Whether an element of these tags lies in the node, outside of tables in it."""
    if node.tag == "table":
        return False
    stack = [node]
    while stack:
        for child in stack.pop().elements():
            if child.tag in tags:
                return True
            if child.tag != "table":
                stack.append(child)
    return False


def rows_to_stretches(
    rows: Sequence[TableRow], page: Page
) -> Iterator[tuple[bool, list[TableRow]]]:
    """Runs of rows in order, each with whether it is a grid; the others only arrange blocks."""
    layout = [_is_layout_row(row, page) for row in rows]
    whole = not any(layout)
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and layout[end] == layout[at]:
            end += 1
        stretch = list(rows[at:end])
        yield not layout[at] and _is_grid(stretch, page, whole=whole), stretch
        at = end


def _is_layout_row(row: TableRow, page: Page) -> bool:
    """Whether a row holds paragraphs or tables rather than entries."""
    written = [facts for facts in map(page.of, row.cells) if facts.chars]
    for facts in written:
        if facts.tables and facts.cells > 2:
            return True
        if facts.chars >= _LONG_CHARS:
            return True
        if facts.chars >= _PROSE_CHARS and facts.sentences >= _PROSE_SENTENCES:
            return True
    if len(written) != 1:
        return False
    return written[0].sentences > 0 and written[0].chars >= _SINGLE_CHARS


def _is_grid(rows: Sequence[TableRow], page: Page, *, whole: bool) -> bool:
    """Whether rows of short cells are a table: they have columns, and are not a menu or a caption.

    ``whole``: they are all rows of their table.
    """
    if max(len(row.cells) for row in rows) < 2:
        return False
    facts = [page.of(cell) for row in rows for cell in row.cells]
    written = sum(bool(each.chars) for each in facts)
    if whole:
        return written > 0
    figures = sum(each.figures for each in facts)
    return written >= _FEWEST_CELLS and (len(rows) > 1 or figures > 1)


def lay_out(rows: Sequence[TableRow]) -> list[LaidCell]:
    """The cells on a grid, by (row, col), without overlaps.

    A column span that makes its row wider than all others is cut to the width of the widest other
    row, one that would run into a cell spanning down from above ends before it.

    Raises:
        UnreadableReport: too_complex.
    """
    laid = _place(rows, _MOST_COLUMNS)
    reach = [0] * len(rows)
    for cell in laid:
        for row in range(cell.row, cell.row + cell.rowspan):
            reach[row] = max(reach[row], cell.col + cell.colspan)
    widest = sorted(reach)[-2:]
    if len(widest) == 2 and 0 < widest[0] < widest[1]:
        return _place(rows, widest[0])
    return laid


def _place(rows: Sequence[TableRow], width: int) -> list[LaidCell]:
    """Lays cells out; column spans end at ``width``, cells that begin beyond it are one wide."""
    ends = _group_ends(rows)
    free_from: list[int] = []  # (columns): the first row in which each is free
    laid: list[LaidCell] = []
    places = 0
    for number, row in enumerate(rows):
        col = 0
        places += len(free_from)
        if places > _MOST_PLACES:
            raise UnreadableReport("too_complex", f"a table of more than {_MOST_PLACES} places")
        for cell in row.cells:
            while col < len(free_from) and free_from[col] > number:
                col += 1
            if col >= _MOST_COLUMNS:
                raise UnreadableReport("too_complex", f"a table of {_MOST_COLUMNS} columns")
            rowspan = _span(cell, "rowspan", ends[number] - number)
            colspan = max(1, min(_span(cell, "colspan", _MOST_SPAN) or 1, width - col))
            free_from.extend([0] * (col + colspan - len(free_from)))
            for offset in range(1, colspan):
                if free_from[col + offset] > number:
                    colspan = offset
                    break
            free_from[col : col + colspan] = [number + rowspan] * colspan
            laid.append(LaidCell(cell, number, col, rowspan, colspan))
            col += colspan
    return laid


def _group_ends(rows: Sequence[TableRow]) -> list[int]:
    """For each row the number of the row behind its group."""
    ends = [len(rows)] * len(rows)
    for number in range(len(rows) - 2, -1, -1):
        same = rows[number].group == rows[number + 1].group
        ends[number] = ends[number + 1] if same else number + 1
    return ends


def _span(cell: Node, name: str, most: int) -> int:
    """A span as written, at most ``most``; 0 means all the rest, nonsense means 1."""
    match = _SPAN.match(cell.attributes.get(name, "1"))
    span = int(match[1]) if match and match[1].isascii() else 1
    return min(span, most) if span else (most if name == "rowspan" else 1)
