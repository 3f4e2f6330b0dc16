from __future__ import annotations

from random import Random

import pytest

from eval.layouts.noise import cells
from eval.layouts.sheet import Sheet
from tests.eval.layouts.sheets import make_sheet

SHEET = make_sheet("l")


def _drawn(sheet: Sheet) -> dict[str, str]:
    return {
        cell.id: cell.text
        for table in sheet.tables
        for row in table.rows
        for cell in row.values
        if cell.id is not None
    }


def _changed(before: Sheet, after: Sheet) -> set[str]:
    return {cell for cell, truth in after.truths.items() if truth != before.truths[cell]}


def test_letters_for_digits_are_mended_numbers() -> None:
    after = cells.misread_digits(SHEET, Random(1), {"share": 3, "ones": 0})
    changed = _changed(SHEET, after)
    assert len(changed) == 3
    for cell in changed:
        assert after.truths[cell].status == "ocr_fixed"
        assert after.truths[cell].value == SHEET.truths[cell].value
        assert not _drawn(after)[cell].isdigit()


def test_lost_cells_are_destroyed() -> None:
    after = cells.lose_cells(SHEET, Random(1), {"cells": 4})
    changed = _changed(SHEET, after)
    assert len(changed) == 4
    assert {after.truths[cell].fate for cell in changed} == {"destroyed"}
    assert {_drawn(after)[cell] for cell in changed} == {""}


def test_blanks_are_stated_as_blank() -> None:
    after = cells.blank_zeros(SHEET, Random(1), {"share": 1.0})
    changed = _changed(SHEET, after)
    assert changed == set(cells.zero_cells(SHEET))
    assert {(after.truths[cell].status, after.truths[cell].fate) for cell in changed} == {
        ("blank", "survives")
    }


def test_marks_are_stated_as_marks() -> None:
    after = cells.mark_zeros(SHEET, Random(1), {"share": 5})
    changed = _changed(SHEET, after)
    assert len(changed) == 5
    assert {after.truths[cell].raw for cell in changed} <= set(cells.MARKS)


def test_rows_left_out_are_missing() -> None:
    after = cells.leave_out_rows(SHEET, Random(1), {"rows": 3})
    gone = set(SHEET.rows) - set(after.rows)
    assert len(gone) == 3
    assert {after.truths[cell].status for cell in _changed(SHEET, after)} == {"missing_row"}


def test_cut_rows_lose_their_totals() -> None:
    after = cells.cut_last_cells(SHEET, Random(1), {"share": 1.0})
    changed = _changed(SHEET, after)
    assert len(changed) == 25
    assert {cell.rpartition(".")[2] for cell in changed} == {"total"}
    assert {len(ids) for row, ids in after.rows.items() if row.startswith("t2.")} == {6}


def test_wrong_sums_are_stated_as_they_are() -> None:
    after = cells.miscalculate(SHEET, Random(1), {"remedies": 3, "rows": 2})
    changed = _changed(SHEET, after)
    assert len(changed) == 5
    for cell in changed:
        assert str(after.truths[cell].value) == _drawn(after)[cell]
        assert after.truths[cell].fate == "survives"


@pytest.mark.parametrize("count", [1, 2, 3])
def test_tables_left_out_are_missing(count: int) -> None:
    after = cells.leave_out_tables(SHEET, Random(1), {"tables": count})
    assert len(list(after.tables)) == 3 - count
    assert {after.truths[cell].status for cell in _changed(SHEET, after)} == {"missing_table"}
