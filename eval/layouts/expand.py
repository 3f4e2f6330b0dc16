"""Tables as full grids: which drawn cell covers which place, and tables without some rows."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from eval.layouts.sheet import DrawnCell, DrawnRow, DrawnTable


@dataclass(frozen=True, slots=True)
class Place:
    """One grid place: the cell that covers it and where that cell starts."""

    cell: DrawnCell
    row: int
    col: int


def table_to_grid(table: DrawnTable) -> list[list[Place | None]]:
    """One entry for each grid place; None where no cell reaches, as in a row cut short."""
    grid: list[list[Place | None]] = [[None] * table.n_cols for _ in table.rows]
    for index, row in enumerate(table.rows):
        col = 0
        for cell in row.cells:
            while col < table.n_cols and grid[index][col] is not None:
                col += 1
            for down in range(index, min(index + cell.rowspan, len(grid))):
                for right in range(col, min(col + cell.colspan, table.n_cols)):
                    grid[down][right] = Place(cell, index, col)
            col += cell.colspan
    return grid


def without_rows(table: DrawnTable, dropped: Container[str]) -> DrawnTable:
    """The table less those rows; merged cells shrink, or start in the next row that stays."""
    grid = table_to_grid(table)
    stays = [row.id not in dropped for row in table.rows]
    rows: list[DrawnRow] = []
    for index, row in enumerate(table.rows):
        if not stays[index]:
            continue
        cells: list[DrawnCell] = []
        for col, place in enumerate(grid[index]):
            if place is None or place.col != col:
                continue
            span = range(place.row, min(place.row + place.cell.rowspan, len(stays)))
            first = next(number for number in span if stays[number])
            if first != index:
                continue
            kept = sum(stays[number] for number in span)
            cells.append(replace(place.cell, rowspan=kept) if len(span) > 1 else place.cell)
        rows.append(replace(row, cells=tuple(cells)))
    return replace(table, rows=tuple(rows))
