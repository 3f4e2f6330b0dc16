"""A run of digits is read in every way that it can be cut."""

from __future__ import annotations

import pytest

from extraction.corpus.facts import CellPlace, Cells
from extraction.corpus.fused import row_to_readings

ROW = ("a", "b", "c")


def cells(raw: str, **told: int) -> Cells:
    return Cells(
        ids=ROW,
        values=(None,) * 3,
        statuses=("unreadable",) * 3,
        places={name: CellPlace(0, 9, None, raw, told.get(name)) for name in ROW},
    )


@pytest.mark.parametrize(
    ("raw", "readings"),
    [
        ("000", [(0, 0, 0)]),
        ("1203", [(1, 20, 3), (12, 0, 3)]),
        ("12", []),
        ("1 2 3", []),
        ("9" * 40, []),
    ],
)
def test_no_number_begins_with_a_zero(raw: str, readings: list[tuple[int, ...]]) -> None:
    assert row_to_readings(cells(raw), ROW) == readings


def test_what_the_text_says_of_a_cell_decides() -> None:
    assert row_to_readings(cells("1203", b=0), ROW) == [(12, 0, 3)]


def test_a_text_that_fits_no_reading_decides_nothing() -> None:
    assert len(row_to_readings(cells("1203", b=7), ROW)) == 2


def test_cells_with_numbers_are_their_own_reading() -> None:
    known = Cells(ids=ROW, values=(1, 2, 3), statuses=("value",) * 3, places={})
    assert row_to_readings(known, ROW) == [(1, 2, 3)]
