"""Rows of grids, tabbed and piped lines: cells with columns of their own."""

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
    usual_place,
)

# With four or more cells of seven lost, no identity can single a placement out.
_MOST_LOST = 3
# table 3 has one row of 15 cells with a total after every fourth: one lost cell can be found
_WIDE_ROW = 7


def structured_to_vectors(
    line: ValueLine,
    columns: Columns,
    usual: Places,
) -> tuple[list[Vector], int | None]:
    pieces = list(line.pieces)
    place = usual_place(line, usual, columns.count)
    if len(pieces) == columns.count:
        return [pieces_to_vector(pieces, columns)], 0
    if len(pieces) > columns.count:
        return _wide_to_vectors(pieces, columns, place)
    filled = [piece for piece in pieces if piece.kind == "value"]
    vectors = placements(pieces, columns) or placements(filled, columns)
    if columns.lost is not None and len(pieces) == columns.count - 1:
        return without_lost(vectors, columns)
    placed = _by_column(pieces, columns, place)
    if placed is None:
        return vectors, None
    return [placed, *(vector for vector in vectors if vector != placed)], 0


def _wide_to_vectors(
    pieces: list[Piece], columns: Columns, place: tuple[int, int] | None
) -> tuple[list[Vector], int | None]:
    """More fields than columns: windows of the row that leave no number outside."""
    count = columns.count
    fits: list[tuple[int, Vector]] = []
    for start in range(len(pieces) - count + 1):
        outside = (*pieces[:start], *pieces[start + count :])
        if not any(is_number(piece) for piece in outside):
            window = pieces[start : start + count]
            fits.append((window[0].col, pieces_to_vector(window, columns)))
    if not fits:
        values = [piece for piece in pieces if is_number(piece)]
        if len(values) == count:
            return [pieces_to_vector(values, columns)], 0
        return [], None
    vectors = [vector for _, vector in fits]
    if len(fits) == 1:
        return vectors, 0
    if place is not None:
        for index, (col, _) in enumerate(fits):
            if col == place[0]:
                return vectors, index
    values = [piece for piece in pieces if piece.kind == "value"]
    if len(values) == count:
        return [pieces_to_vector(values, columns)], 0
    # label cells stand before the values: the rightmost window leaves only empty labels out
    return vectors, None


def _by_column(
    pieces: list[Piece], columns: Columns, place: tuple[int, int] | None
) -> Vector | None:
    """Each piece in the column where full rows of the same grid have it."""
    if place is None or place[1] - place[0] != columns.count - 1:
        return None
    slots: list[Slot] = [MISSING_CELL] * columns.count
    for piece in pieces:
        index = piece.col - place[0]
        if not 0 <= index < columns.count:
            if piece.kind == "value":
                return None
            continue
        slots[index] = piece_to_slot(piece, columns, index)
    return tuple(slots)


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
