"""What one cell of a plain table says."""

from __future__ import annotations

import pytest

from eval.baselines.values import split_trailing_values, text_to_value, text_to_values


@pytest.mark.parametrize(
    ("text", "number", "status"),
    [
        ("12", 12, "value"),
        ("0", 0, "zero"),
        ("1,234", 1234, "value"),
        ("７７３０．２８", 7730.28, "value"),
        ("+5", 5, "value"),
        ("-5", -5, "value"),
        ("251000元", 251000, "value"),
        ("96171\n.6", 96171.6, "value"),
        ("/", None, "not_applicable_mark"),
        ("——", None, "not_applicable_mark"),
    ],
)
def test_number_or_mark(text: str, number: float | None, status: str) -> None:
    value = text_to_value(text)
    assert value is not None
    assert (value.number, value.status) == (number, status)


@pytest.mark.parametrize("text", ["行政许可", "3.其他", "1,23", "2024年"])
def test_anything_else_is_no_value(text: str) -> None:
    assert text_to_value(text) is None


def test_columns_run_together_in_one_cell() -> None:
    found = text_to_values("95 0 /")
    assert found is not None
    assert [value.number for value in found] == [95, 0, None]


def test_cell_of_text_and_numbers_is_not_taken_apart() -> None:
    assert text_to_values("企业 95 0") is None


def test_values_behind_a_label_in_its_cell() -> None:
    assert split_trailing_values("（一）予以公开 3 0 3") == ("（一）予以公开", "3 0 3")
