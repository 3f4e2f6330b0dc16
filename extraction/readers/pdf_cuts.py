"""Cells cut where a line of the table is missing.

A cell that holds the numbers of several columns or rows is cut along the lines around it; rows
without any line between them are cut between their numbers. Two numbers that stay together would
be read as one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extraction.readers.pdf_drafts import CellDraft, TableDraft, is_number
from extraction.readers.pdf_lattice import Lattice
from extraction.readers.pdf_lines import TextLine, cut_line, line_to_words

# In em: how far baselines of one row differ between its cells; rows lie 1.0 and more apart.
_SAME_ROW = 0.5
_COLUMN_GAP = 1.0


def cut_by_lattice(cell: CellDraft, lattice: Lattice) -> list[CellDraft]:
    """The cell cut where a line between two numbers is missing, else the cell alone."""
    if cell.colspan > 1 and len(cell.lines) == 1:
        return _cut_columns(cell, lattice.xs)
    if cell.rowspan > 1 and len(cell.lines) > 1 and cell.colspan == 1:
        return _cut_stack(cell, lattice.ys)
    return [cell]


def _cut_columns(cell: CellDraft, xs: Sequence[float]) -> list[CellDraft]:
    (line,) = cell.lines
    words = line_to_words(line, gap=_COLUMN_GAP)
    if len(words) < 2 or not any(word.is_number_like for word in words):
        return [cell]
    firsts = [bisect_right(xs, word.x0) - 1 for word in words]
    lasts = [bisect_right(xs, word.x1) - 1 for word in words]
    if any(last >= first for last, first in zip(lasts, firsts[1:], strict=False)):
        return [cell]
    if any(
        word.is_number_like and first != last
        for word, first, last in zip(words, firsts, lasts, strict=True)
    ):
        return [cell]
    starts = [cell.col, *firsts[1:]]
    ends = [*firsts[1:], cell.col + cell.colspan]
    return [
        replace(
            cell,
            col=start,
            colspan=end - start,
            extent=cell.extent._replace(x0=xs[start], x1=xs[end]),
            lines=(cut_line(line, word.start, word.end),),
        )
        for word, start, end in zip(words, starts, ends, strict=True)
    ]


def _cut_stack(cell: CellDraft, ys: Sequence[float]) -> list[CellDraft]:
    """Numbers under each other, each beside a row of its own."""
    if not all(is_number(line) for line in cell.lines):
        return [cell]
    rows = [bisect_right(ys, line.base - 0.35 * line.em) - 1 for line in cell.lines]
    if len(set(rows)) < len(rows):
        return [cell]
    starts = [cell.row, *rows[1:]]
    ends = [*rows[1:], cell.row + cell.rowspan]
    return [
        replace(
            cell,
            row=start,
            rowspan=end - start,
            extent=cell.extent._replace(top=ys[start], bottom=ys[end]),
            lines=(line,),
        )
        for line, start, end in zip(cell.lines, starts, ends, strict=True)
    ]


def cut_rows(table: TableDraft) -> TableDraft:
    """Rows between which no line is drawn, told by numbers that stand under each other."""
    cells: list[CellDraft] = []
    added = 0
    for row in range(table.n_rows):
        here = [cell for cell in table.cells if cell.row == row]
        bases = _row_bases([cell for cell in here if cell.rowspan == 1])
        more = max(len(bases) - 1, 0)
        if not more:
            cells += [replace(cell, row=row + added) for cell in here]
            continue
        cells = [
            replace(cell, rowspan=cell.rowspan + more)
            if cell.row + cell.rowspan > row + added
            else cell
            for cell in cells
        ]
        for cell in here:
            if cell.rowspan == 1:
                cells += _cut_at_bases(cell, bases, row + added)
            else:
                cells.append(replace(cell, row=row + added, rowspan=cell.rowspan + more))
        added += more
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return replace(table, n_rows=table.n_rows + added, cells=tuple(cells))


def _row_bases(cells: Sequence[CellDraft]) -> list[float]:
    """The baseline of each row that hides in one, from top to bottom; empty where there is one.

    Text above the first number is the header's row.
    """
    stacks = [
        cell
        for cell in cells
        if any(cell.parts_numbers(upper, lower) for upper, lower in pairwise(cell.lines))
    ]
    bases: list[float] = []
    headers: list[float] = []
    for base, is_first in sorted(_number_bases(stacks)):
        if is_first and (not bases or base - bases[-1] > _SAME_ROW * _em(stacks)):
            bases.append(base)
    for cell in stacks:
        headers += [
            line.base
            for line in cell.lines
            if not is_number(line) and line.base < bases[0] - _SAME_ROW * line.em
        ]
    return [max(headers), *bases] if headers else bases


def _number_bases(stacks: Sequence[CellDraft]) -> list[tuple[float, bool]]:
    """Baselines of the numbers, each with whether the number starts there."""
    found: list[tuple[float, bool]] = []
    for cell in stacks:
        above: TextLine | None = None
        for line in cell.lines:
            if is_number(line):
                starts = above is None or not is_number(above) or cell.parts_numbers(above, line)
                found.append((line.base, starts))
            above = line
    return found


def _em(cells: Sequence[CellDraft]) -> float:
    return max(line.em for cell in cells for line in cell.lines)


def _cut_at_bases(cell: CellDraft, bases: Sequence[float], first_row: int) -> list[CellDraft]:
    lines: list[list[TextLine]] = [[] for _ in bases]
    for line in cell.lines:
        nearest = min(range(len(bases)), key=lambda index: abs(bases[index] - line.base))
        lines[nearest].append(line)
    em = max((line.em for line in cell.lines), default=0.0)
    edges = [
        cell.extent.top,
        *((upper + lower) / 2 - 0.35 * em for upper, lower in pairwise(bases)),
        cell.extent.bottom,
    ]
    return [
        replace(
            cell,
            row=first_row + index,
            extent=cell.extent._replace(top=edges[index], bottom=edges[index + 1]),
            lines=tuple(lines[index]),
        )
        for index in range(len(bases))
    ]
