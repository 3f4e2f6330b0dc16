"""One statutory table from the report's pieces: every cell of its form with what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extraction.tables.form.model import Block, TableForm, cell_id
from extraction.tables.header import header_to_lost_column, header_to_places
from extraction.tables.identities import Equation, table_to_equations
from extraction.tables.pieces import PhysicalRow, Piece
from extraction.tables.placement import lines_to_reading
from extraction.tables.regions import Region
from extraction.tables.resolve import RowReading, resolve
from extraction.tables.slots import Reading, Slot
from extraction.tables.territory import RowGround, anchors_to_grounds
from extraction.tables.value_lines import Columns, ValueLine, first_columns, is_run, line_of

# one or two columns of a table 1 block are never lost unnoticed
_LEAST_COLUMNS = 3
# table 3's header has some 25 labels in pieces of one to three words
_HEADER_PIECES = 80
MISSING_ROW = Slot(None, "missing_row")
MISSING_TABLE = Slot(None, "missing_table")


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """A table's cells in the order of its form; ``layouts`` and ``similarities`` by cell id;
    ``fused`` where its numbers ran together.

    ``start`` and ``end`` bound it in the frozen text, None for a missing table.
    """

    form: TableForm
    slots: dict[str, Slot]
    equations: tuple[Equation, ...]
    similarities: dict[str, float]
    layouts: dict[str, str]
    start: int | None
    end: int | None
    fused: bool = False


def missing_table(form: TableForm) -> AlignedTable:
    slots = dict.fromkeys(form.cell_ids(), MISSING_TABLE)
    rows = [row.id for _, row in form.lines()]
    return AlignedTable(form, slots, tuple(table_to_equations(form, rows)), {}, {}, None, None)


def align_labelled(
    region: Region, pieces: Sequence[Piece], rows: Sequence[PhysicalRow]
) -> AlignedTable:
    """Table 1 or 2."""
    form = region.form
    grounds = anchors_to_grounds(region.anchors, pieces, rows, (region.start, region.end), form)
    found: dict[tuple[int, str], RowGround] = {}
    for ground in grounds:
        if ground.row.kind == "data" or any(line.numbers for line in ground.lines):
            found.setdefault((ground.block, ground.row.id), ground)
    fused = _is_fused(grounds, form)
    readings: list[RowReading] = []
    slots: dict[str, Slot] = {}
    similarities: dict[str, float] = {}
    layouts: dict[str, str] = {}
    row_ids = []
    for number, block in enumerate(form.blocks):
        span = _header_span(region, number)
        lines = [line for each in grounds if each.block == number for line in each.lines]
        columns = _columns(block, fused)
        whole = any(line.filled >= columns.count for line in lines)
        # a header is asked for what no row of its block can tell
        if span and not whole and columns.count >= _LEAST_COLUMNS:
            lost = header_to_lost_column(pieces, span, block)
            if lost is not None and not _is_refuted(lost, columns, lines):
                columns = replace(columns, lost=lost)
        usual = first_columns(lines, columns.count)
        if span:
            usual = {**header_to_places(pieces, rows, span, block), **usual}
        for row in block.rows:
            ground_found = found.get((number, row.id))
            if row.kind != "data" and ground_found is None:
                continue
            row_ids.append(row.id)
            ids = [cell_id(form.prefix, block.id, row.id, column.id) for column in block.columns]
            slots.update(dict.fromkeys(ids, MISSING_ROW))
            if ground_found is None:
                continue
            own = ground_found.lines
            reading = lines_to_reading(own, columns, usual) or _empty_row(columns)
            readings.append(RowReading(row.id, tuple(ids), reading))
            similarities.update(dict.fromkeys(ids, ground_found.similarity))
            layouts.update(dict.fromkeys(ids, own[0].layout if own else "flow"))
    equations = tuple(table_to_equations(form, row_ids))
    slots.update(resolve(readings, equations))
    return AlignedTable(
        form,
        slots,
        equations,
        similarities,
        layouts,
        min((ground.start for ground in grounds), default=None),
        max((ground.end for ground in grounds), default=None),
        fused,
    )


def align_review(
    region: Region, pieces: Sequence[Piece], rows: Sequence[PhysicalRow], *, fused: bool
) -> AlignedTable:
    """Table 3. ``fused`` says that the report's other tables lost their separators."""
    form = region.form
    block = form.blocks[0]
    ids = form.cell_ids()
    equations = tuple(table_to_equations(form, [""]))
    stretch = _longest_stretch(region, pieces)
    lines = _unlabelled_lines(stretch, pieces, rows)
    columns = _columns(block, fused)
    head = (max(0, region.start - _HEADER_PIECES), stretch[0])
    usual = {
        **header_to_places(pieces, rows, head, block),
        **first_columns(lines, columns.count),
    }
    reading = lines_to_reading(lines, columns, usual) or _empty_row(columns)
    slots: dict[str, Slot] = dict.fromkeys(ids, MISSING_ROW)
    slots.update(resolve([RowReading("", ids, reading)], equations))
    begin, stop = stretch
    first, last = max(begin - 1, 0), max(stop - 1, begin - 1, 0)
    layout = lines[0].layout if lines else "flow"
    return AlignedTable(
        form,
        slots,
        equations,
        dict.fromkeys(ids, 1.0),
        dict.fromkeys(ids, layout),
        pieces[first].start,
        pieces[last].end,
    )


def _longest_stretch(region: Region, pieces: Sequence[Piece]) -> tuple[int, int]:
    """The run of pieces without a label that holds most numbers; the first of equal ones."""
    best, most = (region.start, region.start), -1
    at = region.start
    while at < region.end:
        stop = at
        while stop < region.end and pieces[stop].kind != "label":
            stop += 1
        numbers = sum(piece.reading is not None for piece in pieces[at:stop])
        if numbers > most:
            best, most = (at, stop), numbers
        at = stop + 1
    return best


def _unlabelled_lines(
    stretch: tuple[int, int], pieces: Sequence[Piece], rows: Sequence[PhysicalRow]
) -> list[ValueLine]:
    return [
        line_of(rows[row], list(group))
        for row, group in groupby(pieces[slice(*stretch)], key=lambda piece: piece.row)
    ]


def _columns(block: Block, fused: bool) -> Columns:
    totals = tuple(
        index
        for index, column in enumerate(block.columns)
        if column.id == "total" or column.id.endswith(".total")
    )
    return Columns(
        count=len(block.columns),
        totals=totals,
        signed=frozenset(
            index for index, column in enumerate(block.columns) if column.type == "signed_int"
        ),
        decimal=frozenset(
            index
            for index, column in enumerate(block.columns)
            if column.type in ("decimal", "money_raw")
        ),
        fused=fused,
    )


def _is_fused(grounds: Sequence[RowGround], form: TableForm) -> bool:
    """Whether the table's separators were lost.

    Digit runs that open with zero are no numbers; and rows that hold now this many, now that many
    numbers too few did not all lose cells.
    """
    short: list[int] = []
    rows = 0
    for ground in grounds:
        count = len(form.blocks[ground.block].columns)
        for line in ground.lines:
            if line.layout != "flow":
                continue
            if any(map(is_run, line.pieces)):
                return True
            runs = [piece for piece in line.pieces if piece.text.isdigit()]
            if runs and count >= _LEAST_COLUMNS:
                rows += 1
                if len(runs) < count:
                    short.append(len(runs))
    return 2 * len(short) > rows and len(set(short)) > 1


def _header_span(region: Region, number: int) -> tuple[int, int] | None:
    """The pieces between the block before and the first row of this block."""
    own = [anchor.piece for anchor in region.anchors if anchor.block == number]
    if not own:
        return None
    before = [anchor.piece for anchor in region.anchors if anchor.piece < min(own)]
    return max(max(before, default=-1) + 1, region.start), min(own)


def _is_refuted(lost: int, columns: Columns, lines: Sequence[ValueLine]) -> bool:
    """Whether a row without the lost column has a total below the sum of its other cells."""
    last = columns.count - 1
    if columns.totals != (last,) or lost == last:
        return False
    rows = (line.values for line in lines)
    return any(len(row) == last and row[-1] < sum(row[:-1]) for row in rows)


def _empty_row(columns: Columns) -> Reading:
    """A row whose label stands alone."""
    vector = (Slot(None, "missing_cell"),) * columns.count
    return Reading((vector,), 0, vector)
