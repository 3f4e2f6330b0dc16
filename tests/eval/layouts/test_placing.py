"""Hand-made rows of table 2 whose columns are known or not."""

from __future__ import annotations

import pytest

from eval.layouts.cells import CellTruth, Number, blank, destroyed, stated
from eval.layouts.labels import load_labels
from eval.layouts.placing import T2_COLUMNS, settle_row, settle_rows, settle_undrawn_rows

FORM = load_labels()["f2021"]
ROW = "t2.granted"
CELLS = [f"{ROW}.{column}" for column in T2_COLUMNS]


def _truths(values: list[int], lost: int) -> dict[str, CellTruth]:
    truths = {cell: stated(value, str(value)) for cell, value in zip(CELLS, values, strict=True)}
    truths[CELLS[lost]] = destroyed(truths[CELLS[lost]], "blank")
    return truths


def _fates(settled: dict[str, CellTruth]) -> list[str]:
    return [settled[cell].fate for cell in CELLS]


def _rest_of_table(values: list[int]) -> dict[str, CellTruth]:
    """All other rows such that the row of ``values`` is the only result there is."""
    rows: dict[str, list[int]] = {row.id: [0] * 7 for row in FORM.data_rows}
    rows["new_received"] = rows["processed_total"] = values
    return {
        f"t2.{row}.{column}": stated(value, str(value))
        for row, numbers in rows.items()
        for column, value in zip(T2_COLUMNS, numbers, strict=True)
        if row != "granted"
    }


def test_columns_single_out_the_gap() -> None:
    values = [5, 3, 2, 4, 1, 6, 21]
    truths = _rest_of_table(values) | _truths(values, lost=2)
    settled = dict(settle_row(truths, ROW, CELLS, form=FORM, unknown=set()))
    assert settled == {CELLS[2]: CellTruth(None, None, "missing_cell", 2, "destroyed", ("blank",))}


def test_row_of_zeros_reads_alike_wherever_the_gap_is() -> None:
    values = [0] * 7
    truths = _rest_of_table(values) | _truths(values, lost=4)
    settled = dict(settle_row(truths, ROW, CELLS, form=FORM, unknown=set()))
    assert _fates(settled) == ["open"] * 7


def test_row_alone_cannot_place_its_numbers() -> None:
    values = [5, 3, 2, 4, 1, 6, 21]
    truths = _truths(values, lost=2)
    settled = dict(settle_row(truths, ROW, CELLS, form=FORM, unknown=set()))
    assert _fates(settled)[2] == "destroyed"
    assert settled[CELLS[3]].status == "unreadable"
    assert settled[CELLS[3]].raw == "4"


def test_missing_total_shows_where_no_other_gap_fits() -> None:
    values = [9, 9, 9, 9, 9, 9, 54]
    truths = _rest_of_table(values) | _truths(values, lost=6)
    settled = dict(settle_row(truths, ROW, CELLS, form=FORM, unknown=set()))
    assert list(settled) == [CELLS[6]]


@pytest.mark.parametrize("lost", [0, 6])
def test_row_without_any_number_is_known_to_be_empty(lost: int) -> None:
    blanked = {cell: destroyed(stated(0, "0"), "blank") for cell in CELLS}
    settled = settle_row(blanked, ROW, CELLS, form=FORM, unknown=set())
    assert settled[CELLS[lost]].statuses == ("missing_cell", "blank")


def test_complete_rows_stay_as_they_are() -> None:
    values = [1, 0, 0, 0, 0, 0, 1]
    truths = {cell: stated(value, str(value)) for cell, value in zip(CELLS, values, strict=True)}
    assert settle_rows(truths, {ROW: CELLS}, FORM) == truths


def test_table_one_has_no_identity_to_place_by() -> None:
    cells = [f"t1.art20_1.rules.{column}" for column in ("issued", "repealed", "in_force")]
    numbers: list[Number] = [1, 2, 3]
    truths = {cell: stated(value, str(value)) for cell, value in zip(cells, numbers, strict=True)}
    truths[cells[1]] = destroyed(truths[cells[1]], "blank")
    settled = settle_rows(truths, {"t1.art20_1.rules": cells}, FORM)
    assert [settled[cell].fate for cell in cells] == ["destroyed"] * 3


def test_an_empty_row_without_borders_shows_no_cells() -> None:
    empty = {cell: blank(0) for cell in CELLS}
    settled = settle_undrawn_rows(empty, {ROW: CELLS})
    assert {settled[cell].statuses for cell in CELLS} == {("blank", "missing_cell")}


def test_a_row_with_one_number_shows_where_the_others_would_stand() -> None:
    row = {cell: blank(0) for cell in CELLS} | {CELLS[0]: stated(5, "5")}
    assert settle_undrawn_rows(row, {ROW: CELLS}) == row
