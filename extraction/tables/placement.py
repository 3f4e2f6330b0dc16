"""The values of one form row laid into its columns.

Where as many values stand as the row has columns, their order decides. Where cells were lost, the
row's place in the grid decides; every other placement is kept as an alternative that ``resolve``
may prefer when the arithmetic says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extraction.tables.fused import flow_to_vectors
from extraction.tables.pieces import Layout, Piece
from extraction.tables.slots import Reading, Slot, Vector
from extraction.tables.structured import placements, structured_to_vectors
from extraction.tables.value_lines import Columns, Places, ValueLine


def lines_to_reading(
    lines: Sequence[ValueLine],
    columns: Columns,
    usual: Places,
) -> Reading | None:
    """All readings of a row from the physical rows that hold its values; None without any."""
    telling = _telling_lines(lines, columns.count)
    if not telling:
        return None
    whole = _unreadable_row(telling, columns.count)
    vectors, preferred = _lines_to_vectors(telling, columns, usual)
    printed = tuple(value for line in telling for value in line.values)
    return Reading(tuple(dict.fromkeys(vectors)), preferred, whole, printed)


def _telling_lines(lines: Sequence[ValueLine], count: int) -> list[ValueLine]:
    """Without the lines that hold nothing a row could mean, when others do (N13)."""
    if len(lines) > 1 and all(len(line.pieces) == 1 for line in lines):
        return _single_cells(lines, count)
    if any(line.numbers for line in lines):
        most = max(line.numbers for line in lines)
        kept = [line for line in lines if line.numbers]
        if most < count and all(line.layout == "pipe" for line in lines):
            # bare pipes between the parts of a broken row are its empty cells
            first, last = lines.index(kept[0]), lines.index(kept[-1])
            return list(lines[first : last + 1])
        if most >= count:
            # a lone number beside a full row is a page number or a stray mark
            kept = [line for line in kept if line.numbers > 1 or count == 1]
            if count == 1:
                kept = kept[:1]
        return kept
    filled = [line for line in lines if line.filled]
    return filled[:1] or list(lines[:1])


def _single_cells(lines: Sequence[ValueLine], count: int) -> list[ValueLine]:
    """A cell a line: marks and empty lines are cells where that makes the row whole."""
    filled = [line for line in lines if line.filled]
    for kept in (filled, list(lines)):
        if len(kept) == count:
            return kept
    return [line for line in filled if line.numbers] or filled


def _lines_to_vectors(
    lines: list[ValueLine],
    columns: Columns,
    usual: Places,
) -> tuple[list[Vector], int | None]:
    if len(lines) == 1:
        return _line_to_vectors(lines[0], columns, usual)
    full = [line for line in lines if line.filled >= columns.count]
    if full:
        return _doubled_to_vectors(lines, columns, usual)
    joined = _joined(lines)
    if joined.layout != "flow" and joined.numbers < columns.count:
        continued = _continued(lines)
        if len(continued.pieces) >= columns.count:
            return _line_to_vectors(continued, columns, usual)
        return placements(continued.pieces, columns), None
    if joined.numbers > columns.count:
        return _without_strays(lines, columns, usual)
    return _line_to_vectors(joined, columns, usual)


def _line_to_vectors(
    line: ValueLine, columns: Columns, usual: Places
) -> tuple[list[Vector], int | None]:
    if line.layout == "flow":
        return flow_to_vectors(line, columns)
    return structured_to_vectors(line, columns, usual)


def _joined(lines: Sequence[ValueLine]) -> ValueLine:
    """One value a line, or a row broken over lines: read in one go, empty cells only if needed."""
    single = all(len(line.pieces) == 1 for line in lines)
    layout: Layout = "flow" if single else lines[0].layout
    if len({line.sheet for line in lines}) > 1:
        layout = "flow"
    pieces = tuple(
        piece for line in lines for piece in line.pieces if single or piece.kind == "value"
    )
    return ValueLine(layout, lines[0].sheet, pieces, lines[0].label_col)


def _continued(lines: Sequence[ValueLine]) -> ValueLine:
    """A structured row that goes on in the next lines; its fields count on (N18).

    A pipe that closes a line and one that opens the next have an empty cell between them.
    """
    pieces: list[Piece] = []
    closed = False
    for line in lines:
        if pieces and closed and line.opens:
            last = pieces[-1]
            pieces.append(Piece("empty", "", last.end, last.end, last.row, last.col + 1))
        for piece in line.pieces:
            col = piece.col if not pieces else pieces[-1].col + 1
            pieces.append(replace(piece, col=col))
        closed = line.closes
    return ValueLine(lines[0].layout, lines[0].sheet, tuple(pieces), lines[0].label_col)


def _without_strays(
    lines: list[ValueLine],
    columns: Columns,
    usual: Places,
) -> tuple[list[Vector], int | None]:
    """More numbers than columns: leaves out lone lines (page numbers) until the count fits."""
    extra = sum(line.numbers for line in lines) - columns.count
    lone = [index for index, line in enumerate(lines) if line.numbers == 1]
    vectors: list[Vector] = []
    if extra == 1 and len(lone) < columns.count:
        for skipped in lone:
            rest = [line for index, line in enumerate(lines) if index != skipped]
            vectors.extend(_line_to_vectors(_joined(rest), columns, usual)[0])
    return vectors, None


def _doubled_to_vectors(
    lines: list[ValueLine],
    columns: Columns,
    usual: Places,
) -> tuple[list[Vector], int | None]:
    """Two physical lines carry the same row: the cleaner one counts, the other fills gaps (N09)."""
    readings: list[Vector] = []
    for line in lines:
        vectors, preferred = _line_to_vectors(line, columns, usual)
        if len(vectors) == 1 or preferred is not None:
            readings.append(vectors[preferred or 0])
    if not readings:
        return [], None
    readings.sort(key=lambda vector: -sum(slot.status in ("value", "zero") for slot in vector))
    merged = list(readings[0])
    # a row that goes on in another grid was cut, digits and all; only copies confirm each other
    cut = len({line.sheet for line in lines}) > 1
    for other in readings[1:]:
        for index, slot in enumerate(other):
            kept = merged[index]
            if slot.value is None:
                continue
            printed = kept.status in ("value", "zero") or (cut and kept.status == "unreadable")
            if printed:
                agree = kept.value == slot.value and not cut
                if not agree and slot.status in ("value", "zero"):
                    merged[index] = Slot(None, "unreadable", kept.start, kept.end, doubt="doubled")
            elif kept.value is None and kept.status != "not_applicable_mark":
                merged[index] = Slot(slot.value, slot.status, slot.start, slot.end, doubt="doubled")
    return [tuple(merged)], 0


def _unreadable_row(lines: Sequence[ValueLine], count: int) -> Vector:
    """All cells unreadable; the run of print that holds them is every cell's raw text."""
    pieces = [piece for line in lines for piece in line.pieces if piece.kind == "value"]
    if not pieces:
        return (Slot(None, "blank"),) * count
    first, last = pieces[0], pieces[-1]
    end = max(piece.end for piece in pieces) if last.end >= first.start else first.end
    return (Slot(None, "unreadable", first.start, end),) * count
