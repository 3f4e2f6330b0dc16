from __future__ import annotations

import pytest

from eval.layouts.cells import CellTruth, blank, destroyed, is_right, marked, opened, stated
from extraction.record import Cell, Reading

ID = "t2.granted.total"
SEVEN = stated(7, "7")
GONE = destroyed(SEVEN, "missing_cell", "blank")


def _cell(value: float | None, status: str, **more: object) -> Cell:
    return Cell.model_validate(
        {"id": ID, "value": value, "raw": None, "status": status, "confidence": 0.9, **more}
    )


@pytest.mark.parametrize(
    ("truth", "value", "status", "right"),
    [
        (SEVEN, 7, "value", True),
        (SEVEN, 8, "value", False),
        (SEVEN, 7, "ocr_fixed", False),
        (SEVEN, None, "blank", False),
        (stated(0, "0"), 0, "zero", True),
        (stated(0, "0"), 0, "value", False),
        (stated(5949.088667, "5949.088667"), 5949.088667, "value", True),
        (stated(5949.088667, "5949.088667"), 5949.09, "value", False),
        (blank(0), None, "blank", True),
        (blank(0), 0, "zero", False),
        (blank(0), 0, "derived", True),
        (blank(0), 4, "derived", False),
        (marked("/", 0), None, "not_applicable_mark", True),
        (marked("/", 0), 0, "derived", False),
        (marked("/", 0), None, "blank", False),
        (GONE, None, "missing_cell", True),
        (GONE, None, "blank", True),
        (GONE, None, "missing_row", False),
        (GONE, 7, "derived", True),
        (GONE, 7, "value", False),
        (opened(SEVEN, "unreadable"), 7, "value", True),
        (opened(SEVEN, "unreadable"), None, "unreadable", True),
        (opened(SEVEN, "unreadable"), 6, "value", False),
        (CellTruth(0, "U", "ocr_fixed", 0), 0, "ocr_fixed", True),
        (CellTruth(0, "U", "ocr_fixed", 0), 0, "zero", False),
        (CellTruth(7, "7", "split", 7), 7, "split", True),
        (CellTruth(7, "7", "split", 7), 7, "value", False),
    ],
)
def test_readings_are_judged(
    truth: CellTruth, value: float | None, status: str, right: bool
) -> None:
    assert is_right(_cell(value, status), truth) is right


def test_unlisted_cells_are_never_right() -> None:
    assert not is_right(None, GONE)


def test_derived_cells_may_keep_their_reading() -> None:
    reading = Reading(value=None, raw=None, status="blank")
    assert is_right(_cell(0, "derived", reading=reading), blank(0))
