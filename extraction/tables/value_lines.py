"""The values of one physical row, and the columns that a form row has for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.normalisation.numbers import Number
from extraction.tables.pieces import Layout, PhysicalRow, Piece
from extraction.tables.slots import Slot, Vector

Places = dict[tuple[Layout, int, int | None], tuple[int, int]]
"""(layout, sheet, label column) -> the columns of the first and the last value in most full rows.

The label column None stands for all rows. Grids have true columns; in tabbed and piped lines the
fields are counted, and a row with one label field more may have its values one field later.
"""


@dataclass(frozen=True, slots=True)
class ValueLine:
    """The values and empty cells of one physical row that belong to one form row.

    ``label_col`` is the column of the label right before them, None where none stands there.
    """

    layout: Layout
    sheet: int
    pieces: tuple[Piece, ...]
    label_col: int | None = None
    opens: bool = False
    closes: bool = False
    loose: bool = False

    @property
    def numbers(self) -> int:
        return sum(is_number(piece) for piece in self.pieces)

    @property
    def values(self) -> list[Number]:
        return [
            piece.reading.value
            for piece in self.pieces
            if piece.reading is not None and piece.reading.value is not None
        ]

    @property
    def filled(self) -> int:
        return sum(piece.kind == "value" for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Columns:
    """How many columns a row has, which of them are totals, and what they may hold.

    ``signed`` columns may hold negative numbers, ``decimal`` ones fractions. ``fused`` says that
    the table's numbers ran together; ``lost`` is the one column that the header lacks.
    """

    count: int
    totals: tuple[int, ...]
    signed: frozenset[int] = frozenset()
    decimal: frozenset[int] = frozenset()
    fused: bool = False
    lost: int | None = None


def is_number(piece: Piece) -> bool:
    return piece.reading is not None and piece.reading.value is not None


def is_run(piece: Piece) -> bool:
    """Digits of several cells: what starts with zero is no number."""
    return len(piece.text) > 1 and piece.text[0] == "0" and piece.text.isdigit()


def line_of(row: PhysicalRow, pieces: Sequence[Piece]) -> ValueLine:
    values = tuple(piece for piece in pieces if piece.kind != "label")
    before = [
        piece.col
        for piece in pieces
        if piece.kind == "label" and values and piece.start <= values[0].start
    ]
    label_col = before[-1] if before else None
    return ValueLine(row.layout, row.sheet, values, label_col, row.opens, row.closes, row.loose)


def usual_places(line: ValueLine, places: Places, count: int) -> list[tuple[int, int]]:
    """The columns that a full row of this kind may fill, the likeliest first.

    In tabbed and piped lines a label may stand where other rows have their first value: its
    values then follow it, and what does not fit into the table's width was cut off.
    """
    own = places.get((line.layout, line.sheet, line.label_col))
    most = places.get((line.layout, line.sheet, None))
    if line.layout == "grid" or line.label_col is None:
        return [] if most is None else [most]
    if own is not None:
        return [own] if most in (None, own) else [own, *([most] if most else [])]
    if most is None or line.label_col < most[0]:
        return [] if most is None else [most]
    return [(line.label_col + 1, line.label_col + count)]


def first_columns(lines: Sequence[ValueLine], count: int) -> Places:
    """Where full rows begin and end: for each label column, and in most rows whatever it is."""
    seen: dict[tuple[Layout, int, int | None], Counter[tuple[int, int]]] = {}
    for line in lines:
        values = [piece for piece in line.pieces if piece.kind == "value"]
        if line.layout != "flow" and len(values) == count:
            place = (values[0].col, values[-1].col)
            for label_col in {None, line.label_col}:
                key = (line.layout, line.sheet, label_col)
                seen.setdefault(key, Counter())[place] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in seen.items()}


def pieces_to_vector(pieces: Sequence[Piece], columns: Columns) -> Vector:
    return tuple(piece_to_slot(piece, columns, index) for index, piece in enumerate(pieces))


def piece_to_slot(piece: Piece, columns: Columns, index: int) -> Slot:
    if piece.kind == "empty" or piece.reading is None:
        return Slot(None, "blank", None, None)
    reading = piece.reading
    value = reading.value
    if value is not None and not _admissible(value, columns, index):
        return Slot(None, "unreadable", piece.start, piece.end)
    if isinstance(value, float) and value.is_integer() and index not in columns.decimal:
        value = int(value)
    status = "ocr_fixed" if reading.fixed else reading.kind
    return Slot(value, status, piece.start, piece.end)


def _admissible(value: Number, columns: Columns, index: int) -> bool:
    if value < 0 and index not in columns.signed:
        return False
    return index in columns.decimal or float(value).is_integer()
