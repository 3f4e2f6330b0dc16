"""Rows of flowing text: numbers one after the other, with or without anything between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extraction.tables.pieces import Piece
from extraction.tables.slots import Slot, Vector
from extraction.tables.splitting import Cut, runs_to_cuts
from extraction.tables.structured import placements, without_lost
from extraction.tables.value_lines import Columns, ValueLine, is_number, is_run, pieces_to_vector


def flow_to_vectors(line: ValueLine, columns: Columns) -> tuple[list[Vector], int | None]:
    """Readings of the line's numbers, and the index of the one that needs no arithmetic."""
    pieces = [piece for piece in line.pieces if piece.kind == "value"]
    count = columns.count
    run_together = any(is_run(piece) for piece in pieces) or _touch(pieces)
    if len(pieces) == count and not run_together:
        return [pieces_to_vector(pieces, columns)], 0
    fusible = columns.fused or run_together or _are_runs(pieces, count)
    if len(line.pieces) == count and not fusible:
        return [pieces_to_vector(line.pieces, columns)], 0
    if len(pieces) > count:
        return _numbers_only(pieces, columns)
    if fusible and pieces:
        return _runs_to_vectors(pieces, columns), None
    vectors = placements(pieces, columns)
    if columns.lost is not None and len(pieces) == count - 1:
        return without_lost(vectors, columns)
    # where no total can single a placement out, bounds would only favour the wrong ones
    return (vectors if columns.totals else []), None


def _numbers_only(pieces: list[Piece], columns: Columns) -> tuple[list[Vector], int | None]:
    """More values than columns: stray marks may be left out, numbers may not."""
    numbers = [piece for piece in pieces if is_number(piece)]
    if len(numbers) == columns.count:
        return [pieces_to_vector(numbers, columns)], 0
    return [], None


def _touch(pieces: Sequence[Piece]) -> bool:
    """Numbers without anything between them: 35-15."""
    return any(
        one.end == other.start and is_number(one) and is_number(other)
        for one, other in pairwise(pieces)
    )


def _are_runs(pieces: Sequence[Piece], count: int) -> bool:
    """A few long digit runs where many numbers should stand."""
    digits = sum(len(piece.text) for piece in pieces)
    return count > 1 and 2 * len(pieces) <= count <= digits


def _runs_to_vectors(pieces: list[Piece], columns: Columns) -> list[Vector]:
    """The cuts of digits that ran together; none where no total could single one out."""
    if not columns.totals or not all(piece.text.isdigit() for piece in pieces):
        return []
    cuts = runs_to_cuts([piece.text for piece in pieces], columns.count, columns.totals)
    return [_cut_to_vector(cut, pieces) for cut in cuts]


def _cut_to_vector(cut: Cut, pieces: list[Piece]) -> Vector:
    slots = []
    for run, start, end in cut:
        piece = pieces[run]
        value = int(piece.text[start:end])
        whole = start == 0 and end == len(piece.text)
        # digits fold one for one, so offsets in the run are offsets in the frozen text
        if whole:
            slots.append(Slot(value, "zero" if value == 0 else "value", piece.start, piece.end))
        else:
            run_range = (piece.start, piece.end)
            slots.append(
                Slot(value, "split", piece.start + start, piece.start + end, run=run_range)
            )
    return tuple(slots)
