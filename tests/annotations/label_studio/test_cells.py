"""Answers about table cells as gold."""

from __future__ import annotations

import pytest

from annotations.label_studio.cells import cell_to_results, results_to_cell
from annotations.label_studio.faults import AnswerError
from annotations.schema import CellGold
from tests.annotations.label_studio.builder import cell_answer, cell_task

CELL = "t1.art20_5.licensing.decisions"


@pytest.mark.parametrize(
    ("number", "state", "value", "status"),
    [
        ("34", "printed", 34, "value"),
        ("1,234", "printed", 1234, "value"),
        ("１２．５", "printed", 12.5, "value"),
        ("0", "printed", 0, "zero"),
        ("/", "printed", None, "not_applicable_mark"),
        ("", "printed", None, "blank"),
        (None, "printed", None, "blank"),
        (None, "missing_row", None, "missing_row"),
        (None, "unreadable", None, "unreadable"),
    ],
)
def test_what_is_printed_becomes_gold(
    number: str | None, state: str, value: float | None, status: str
) -> None:
    cell = results_to_cell(CELL, cell_answer(number, state))
    expected = CellGold.model_validate(
        {"id": CELL, "value": value, "status": status, "raw": number or None}
    )
    assert cell == expected


@pytest.mark.parametrize(
    ("number", "state", "code"),
    [
        ("十几", "printed", "no_cell_number"),
        ("12 34", "printed", "no_cell_number"),
        ("O", "printed", "no_cell_number"),
        ("3", "missing_row", "number_beside_state"),
        ("3", "perhaps", "unknown_state"),
    ],
)
def test_doubtful_answers_are_refused(number: str, state: str, code: str) -> None:
    with pytest.raises(AnswerError) as told:
        results_to_cell(CELL, cell_answer(number, state))
    assert told.value.faults[0].code == code


def test_accepting_the_prefilled_field_keeps_its_number() -> None:
    cell = results_to_cell(CELL, cell_to_results(cell_task(prefill="34")))
    assert (cell.value, cell.status) == (34, "value")


def test_an_empty_answer_means_a_blank_cell() -> None:
    assert results_to_cell(CELL, []).status == "blank"
