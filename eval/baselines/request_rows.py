"""Table 2 from plain rows: seven values behind each label, rows in the order of the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.baselines.alignment import align_rows, fill_gaps
from eval.baselines.form_cells import FormCells
from eval.baselines.likeness import CONTAINED, best_likeness, best_wholeness, label_to_core
from eval.baselines.plain_rows import (
    PlainRow,
    row_at_columns,
    row_to_exact,
    row_to_last,
    row_to_ordered,
    rows_to_columns,
)
from eval.baselines.values import Value
from eval.layouts.labels import FormLabels

# Rows without values around a row that may hold pieces of its label; the longest label of the
# form takes three lines.
_PIECES = 2
# Longer texts are paragraphs; the longest label has 36 characters.
_LONGEST_PIECE = 40
# A label in the row's own cells is preferred to one pieced together.
_PIECED = 0.98
# Pieces may be a neighbour's as well: they count where they make up most of the whole label. At
# 0.8 camelot's stream loses two thirds of the cells that it has right at 0.6.
_WHOLE = 0.6
# What a row placed between two recognised ones adds to the score of a vintage.
_PLACED = 0.3
# What a row of the form that was not found takes away: of two vintages that fit alike, the one
# without gaps is meant.
_UNFOUND = 0.01


@dataclass(frozen=True, slots=True)
class _Read:
    """A physical row that states seven values, and the texts that its label may be."""

    index: int
    own: tuple[str, ...]
    pieced: tuple[str, ...]
    values: list[Value]

    def likeness(self, label: str) -> float:
        pieced = best_wholeness(self.pieced, label)
        own = best_likeness(self.own, label)
        return max(own, _PIECED * pieced) if pieced >= _WHOLE else own


def rows_to_requests(rows: Sequence[PlainRow], form: FormLabels) -> FormCells:
    wanted = form.data_rows
    width = len(form.applicants)
    columns = rows_to_columns(rows, width)
    valued = {
        index: values
        for index, row in enumerate(rows)
        if row.stated and (values := _row_to_values(row, width, columns)) is not None
    }
    read = [
        _Read(index, _own_labels(rows[index]), _pieced_labels(rows, index, valued), values)
        for index, values in valued.items()
    ]
    scores = [[each.likeness(row.label) for row in wanted] for each in read]
    pairs = align_rows(scores)
    placed = fill_gaps(pairs, len(read), len(wanted))
    found = {col: read[row].values for row, col in placed.items()}
    anchors = {col: read[row].index for row, col in placed.items()}
    found.update(_empty_rows(rows, form, anchors, columns))
    cells = {
        f"t2.{wanted[col].id}.{column.id}": value
        for col, values in found.items()
        for column, value in zip(form.applicants, values, strict=True)
    }
    score = sum(scores[row][col] for row, col in pairs.items())
    score += _PLACED * (len(placed) - len(pairs)) - _UNFOUND * (len(wanted) - len(found))
    return FormCells(form, cells, score)


def _row_to_values(
    row: PlainRow, width: int, columns: Mapping[int, tuple[int, ...]]
) -> list[Value] | None:
    """From the best founded reading to the least.

    A row that has no label of its own must be full: a page number among empty cells is not one.
    """
    values = row_to_exact(row, width)
    if values is not None or not row.labels:
        return values
    values = row_to_ordered(row, width)
    if values is None and row.table in columns:
        values = row_at_columns(row, columns[row.table])
    return values or row_to_last(row, width)


def _own_labels(row: PlainRow) -> tuple[str, ...]:
    return (*row.labels, "".join(row.labels), "".join(row.labels[-2:]))


def _pieced_labels(
    rows: Sequence[PlainRow], index: int, valued: Mapping[int, object]
) -> tuple[str, ...]:
    """The row's label with pieces from the rows before and behind it that hold no values."""
    own = rows[index].labels[-1] if rows[index].labels else ""
    before = _pieces(rows, index, -1, valued)
    behind = _pieces(rows, index, 1, valued)
    return tuple(
        "".join(reversed(before[:above])) + own + "".join(behind[:below])
        for above in range(len(before) + 1)
        for below in range(len(behind) + 1)
        if above or below
    )


def _pieces(
    rows: Sequence[PlainRow], index: int, step: int, valued: Mapping[int, object]
) -> list[str]:
    """Nearest first."""
    found: list[str] = []
    place = index + step
    while 0 <= place < len(rows) and place not in valued and len(found) < _PIECES:
        if rows[place].labels:
            text = rows[place].labels[-1]
            if len(label_to_core(text)) > _LONGEST_PIECE:
                break
            found.append(text)
        place += step
    return found


def _empty_rows(
    rows: Sequence[PlainRow],
    form: FormLabels,
    anchors: Mapping[int, int],
    columns: Mapping[int, tuple[int, ...]],
) -> dict[int, list[Value]]:
    """Rows of the form that are there with their label and seven empty cells."""
    width = len(form.applicants)
    found = {}
    for col, wanted in enumerate(form.data_rows):
        if col in anchors:
            continue
        first = max((index for other, index in anchors.items() if other < col), default=-1)
        last = min((index for other, index in anchors.items() if other > col), default=len(rows))
        for row in rows[first + 1 : last]:
            if row.stated or best_likeness(_own_labels(row), wanted.label) < CONTAINED:
                continue
            values = _row_to_values(row, width, columns)
            if values is not None:
                found[col] = values
                break
    return found
