"""Rows of grids, tabbed and piped lines: cells with columns of their own.

An empty cell may be a blank of the table, an empty label cell or padding. Which it is follows
from the columns that full rows of the table fill, or from the header's labels; where neither
tells, every reading is kept and ``resolve`` decides or gives the row up.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from extraction.tables.pieces import Piece
from extraction.tables.slots import MISSING_CELL, Slot, Vector
from extraction.tables.value_lines import (
    Columns,
    Places,
    ValueLine,
    is_number,
    piece_to_slot,
    pieces_to_vector,
    usual_places,
)

# With four or more cells of seven lost, no identity can single a placement out.
_MOST_LOST = 3
# table 3 has one row of 15 cells with a total after every fourth: one lost cell can be found
_WIDE_ROW = 7


def structured_to_vectors(
    line: ValueLine, columns: Columns, usual: Places
) -> tuple[list[Vector], int | None]:
    """Readings of the row, and the index of the one that its columns give."""
    pieces = list(line.pieces)
    filled = [piece for piece in pieces if piece.kind == "value"]
    if len(filled) == columns.count:
        return [pieces_to_vector(filled, columns)], 0
    for place in usual_places(line, usual, columns.count):
        placed = _by_column(line, columns, place)
        if placed is not None:
            return placed, 0
    if columns.lost is not None and len(filled) == columns.count - 1:
        return without_lost(placements(filled, columns), columns)
    return _without_place(line, filled, columns)


def _by_column(line: ValueLine, columns: Columns, place: tuple[int, int]) -> list[Vector] | None:
    """Each piece in the column where full rows have it; None where that leaves a number out.

    Where every column has a drawn cell, blank or not, this is the only reading. Where cells are
    missing, or were only inferred from white space, the other placements follow.
    """
    if place[1] - place[0] != columns.count - 1:
        return None
    slots: list[Slot] = [MISSING_CELL] * columns.count
    inside = 0
    for piece in line.pieces:
        index = piece.col - place[0]
        if 0 <= index < columns.count:
            slots[index] = piece_to_slot(piece, columns, index)
            inside += 1
        elif is_number(piece):
            return None
    placed = tuple(slots)
    if inside == columns.count and not line.loose:
        return [placed]
    filled = [piece for piece in line.pieces if piece.kind == "value"]
    return [placed, *(other for other in placements(filled, columns) if other != placed)]


def _without_place(
    line: ValueLine, filled: list[Piece], columns: Columns
) -> tuple[list[Vector], int | None]:
    """No full row and no header tells the columns: all windows of the row that fit."""
    pieces = list(line.pieces)
    count = columns.count
    windows = [
        pieces_to_vector(pieces[start : start + count], columns)
        for start in range(len(pieces) - count + 1)
        if not any(is_number(each) for each in (*pieces[:start], *pieces[start + count :]))
    ]
    if len(pieces) == count and line.layout == "grid" and pieces[0].kind == "value":
        return windows, 0
    if not filled and windows:
        return windows[:1], 0  # a blank row is blank whichever its columns are
    numbers = [piece for piece in pieces if is_number(piece)]
    if len(numbers) == count:
        return [pieces_to_vector(numbers, columns)], 0
    placed = placements(filled, columns)
    # an empty cell before the first number may belong to the label as well
    return ([*windows, *placed] if placed else []), None


def placements(pieces: Sequence[Piece], columns: Columns) -> list[Vector]:
    """The pieces in every set of columns that keeps their order, the other cells missing."""
    count, lost = columns.count, columns.count - len(pieces)
    if not 0 < lost <= (_MOST_LOST if count <= _WIDE_ROW else 1) or not pieces:
        return []
    vectors = []
    for places in combinations(range(count), len(pieces)):
        slots: list[Slot] = [MISSING_CELL] * count
        for piece, index in zip(pieces, places, strict=True):
            slots[index] = piece_to_slot(piece, columns, index)
        vectors.append(tuple(slots))
    return vectors


def without_lost(vectors: list[Vector], columns: Columns) -> tuple[list[Vector], int | None]:
    """Only the placement that leaves out the column that the header does not have either."""
    assert columns.lost is not None
    return [vector for vector in vectors if vector[columns.lost] is MISSING_CELL], 0
