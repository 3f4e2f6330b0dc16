"""What is still known of a row that prints fewer numbers than it has columns, without a grid.

Written on its own, by trying every placement: it shares no code with the extractor, whose
solver it is to judge. A row counts as known where one placement alone is possible under the
form's identities, each unknown being any number from zero up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from eval.layouts.cells import CellTruth, Number, Status, Truths, destroyed, opened, same_number
from eval.layouts.figures import APPLICANTS, OUTCOMES
from eval.layouts.labels import FormLabels

T2_COLUMNS: Final = (*APPLICANTS, "total")
Vector = tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A printed token: its number, or None for a mark that is no number."""

    number: Number | None


@dataclass(frozen=True, slots=True)
class Completion:
    """One possible reading: which columns the tokens took, and all numbers that follow."""

    columns: tuple[int, ...]
    numbers: Vector


def settle_rows(truths: Truths, rows: Mapping[str, Sequence[str]], form: FormLabels) -> Truths:
    """The truths of all cells after rows lost cells without leaving a gap.

    Args:
        truths: as a reader of a grid would see them; blanks and destroyed cells are the gaps.
        rows: row id -> its cell ids in order, for the rows that are drawn.
    """
    deficient = {row: cells for row, cells in rows.items() if _is_deficient(truths, cells)}
    settled = dict(truths)
    for row, cells in deficient.items():
        unknown = {cell for other, ids in deficient.items() if other != row for cell in ids}
        settled.update(settle_row(truths, row, cells, form=form, unknown=unknown))
    return settled


def settle_undrawn_rows(truths: Truths, rows: Mapping[str, Sequence[str]]) -> Truths:
    """The truths where cells have places but no borders: an empty row shows no cells at all."""
    settled = dict(truths)
    for cells in rows.values():
        if cells and all(_is_gap(truths[cell]) for cell in cells):
            settled.update({cell: _also_silent(truths[cell]) for cell in cells})
    return settled


def _is_deficient(truths: Truths, cells: Sequence[str]) -> bool:
    return any(_is_gap(truths[cell]) for cell in cells)


def _is_gap(truth: CellTruth) -> bool:
    return truth.raw is None


def settle_row(
    truths: Truths, row: str, cells: Sequence[str], *, form: FormLabels, unknown: set[str]
) -> Truths:
    """The truths of one row; ``unknown`` are cells of other rows that cannot be relied on."""
    printed = [cell for cell in cells if not _is_gap(truths[cell])]
    if not printed:
        return {cell: _also_silent(truths[cell]) for cell in cells}
    slots = [Slot(truths[cell].value) for cell in printed]
    known = {
        cell: truth.value
        for cell, truth in truths.items()
        if truth.value is not None and cell not in unknown
    }
    completions = list(_completions(row, slots, len(cells), known=known, form=form))
    if len(completions) == 1:
        return {cell: _also_silent(truths[cell]) for cell in cells if _is_gap(truths[cell])}
    return {
        cell: _undecided(truths[cell], [item.numbers[index] for item in completions])
        for index, cell in enumerate(cells)
    }


def _also_silent(truth: CellTruth) -> CellTruth:
    if truth.fate == "survives":
        return CellTruth(None, None, "blank", truth.figure, also=("missing_cell",))
    return destroyed(truth, "missing_cell", "blank")


def _undecided(truth: CellTruth, numbers: Sequence[Number | None]) -> CellTruth:
    silent: tuple[Status, ...] = ("unreadable",)
    if _is_gap(truth):
        silent = ("unreadable", "missing_cell", "blank")
    agree = all(number is not None and same_number(number, truth.figure) for number in numbers)
    if agree:
        return opened(truth, *silent)
    return destroyed(truth, silent[0], *silent[1:], raw=truth.raw)


def _completions(
    row: str,
    slots: Sequence[Slot],
    width: int,
    *,
    known: Mapping[str, Number],
    form: FormLabels,
) -> Iterator[Completion]:
    implied = _implied_by_columns(row, known=known, form=form) if row.startswith("t2.") else {}
    for columns in combinations(range(width), len(slots)):
        numbers: list[Number | None] = [None] * width
        marks = set()
        for column, slot in zip(columns, slots, strict=True):
            numbers[column] = slot.number
            if slot.number is None:
                marks.add(column)
        if not _agrees_with_columns(numbers, implied, marks):
            continue
        for addends, total in _row_sums(row, width):
            if marks.isdisjoint((*addends, total)) and not _solve(numbers, addends, total):
                break
        else:
            yield Completion(columns, tuple(numbers))


def _row_sums(row: str, width: int) -> list[tuple[tuple[int, ...], int]]:
    """The identities along a row, as (addends, total) column numbers."""
    if row.startswith("t2."):
        return [(tuple(range(width - 1)), width - 1)]
    if row == "t3":
        step = len(OUTCOMES) + 1
        return [
            (tuple(range(start, start + step - 1)), start + step - 1)
            for start in range(0, width, step)
        ]
    return []


def _implied_by_columns(
    row: str, *, known: Mapping[str, Number], form: FormLabels
) -> dict[int, set[Number]]:
    """Column number -> what the vertical identities leave for the row's cell there."""
    name = row.removeprefix("t2.")
    results = form.result_rows
    equations: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
        (results, ("processed_total",)),
        (("new_received", "carried_in"), ("processed_total", "carried_out")),
    ]
    implied: dict[int, set[Number]] = {}
    for index, column in enumerate(T2_COLUMNS):
        for left, right in equations:
            if name not in (*left, *right):
                continue
            others = [f"t2.{item}.{column}" for item in (*left, *right) if item != name]
            if not all(cell in known for cell in others):
                continue
            here, there = (left, right) if name in left else (right, left)
            value = sum(known[f"t2.{item}.{column}"] for item in there)
            value -= sum(known[f"t2.{item}.{column}"] for item in here if item != name)
            implied.setdefault(index, set()).add(value)
    return implied


def _agrees_with_columns(
    numbers: list[Number | None], implied: Mapping[int, set[Number]], marks: set[int]
) -> bool:
    for index, values in implied.items():
        if index in marks:
            continue
        if len(values) > 1 or min(values) < 0:
            return False
        value = next(iter(values))
        if numbers[index] is None:
            numbers[index] = value
        elif not same_number(numbers[index], value):
            return False
    return True


def _solve(numbers: list[Number | None], addends: Sequence[int], total: int) -> bool:
    """Fills what the identity fixes; False where it cannot hold."""
    open_ = [index for index in addends if numbers[index] is None]
    known = sum(numbers[index] or 0 for index in addends)
    goal = numbers[total]
    if goal is None:
        if not open_:
            numbers[total] = known
        return True
    rest = goal - known
    if not open_:
        return same_number(rest, 0)
    if rest < 0:
        return False
    if len(open_) == 1 or rest == 0:
        for index in open_:
            numbers[index] = rest
    return True
