"""What stands in a cell: a number, zero, nothing, a mark, or something that cannot be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.normalisation.numbers import (
    BLANK,
    NOT_APPLICABLE,
    UNREADABLE,
    CellReading,
    cell_to_reading,
)


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("3", 3),
        (" 12 ", 12),
        ("\t550\n", 550),
        ("1,234", 1234),
        ("1，234", 1234),
        ("1,234,567", 1234567),
        ("３", 3),
        ("１２，３４５", 12345),
        ("+1036", 1036),
        ("-36", -36),
        ("－36", -36),
        ("−36", -36),
        ("增36", 36),
        ("增加36", 36),
        ("减2", -2),
        ("**12**", 12),
        ("999999999999999", 999999999999999),
    ],
)
def test_whole_numbers(content: str, value: int) -> None:
    reading = cell_to_reading(content)
    assert reading == CellReading("value", value)
    assert type(reading.value) is int


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("865.95", 865.95),
        ("18.8710", 18.871),
        ("96171.6", 96171.6),
        ("1,234.50", 1234.5),
        ("0.3", 0.3),
        ("-0.5", -0.5),
        ("７７３０．２８", 7730.28),
        ("3.0", 3.0),
    ],
)
def test_decimals(content: str, value: float) -> None:
    reading = cell_to_reading(content)
    assert reading == CellReading("value", value)
    assert type(reading.value) is float


@pytest.mark.parametrize(
    ("content", "value", "unit"),
    [
        ("251000元", 251000, "元"),
        ("865.95万元", 865.95, "万元"),
        ("1.2 亿元", 1.2, "亿元"),
        ("￥251,000.00元", 251000.0, "元"),
        ("人民币300元", 300, "元"),
        ("12件", 12, "件"),
        ("3 项", 3, "项"),
        ("5宗", 5, "宗"),
    ],
)
def test_units_are_kept_beside_the_number(content: str, value: float, unit: str) -> None:
    assert cell_to_reading(content) == CellReading("value", value, unit=unit)


@pytest.mark.parametrize("content", ["0", "０", " 0 ", "+0", "-0", "0.00", "0.0", "零"])
def test_zero(content: str) -> None:
    reading = cell_to_reading(content)
    assert reading.kind == "zero"
    assert reading.value == 0
    assert not str(reading.value).startswith("-")
    assert not reading.fixed


def test_zero_with_a_unit() -> None:
    assert cell_to_reading("0万元") == CellReading("zero", 0, unit="万元")


@pytest.mark.parametrize("content", ["", " ", "\u3000", "\n\t", "\u200b", "**"])
def test_blank(content: str) -> None:
    assert cell_to_reading(content) == BLANK


@pytest.mark.parametrize(
    "content",
    [
        *["/", "／", "//", "\\", "-", "—", "——", "－", "---", "_", "~", "×", " / "],
        *["…", "……", "...", "无", "暂无", "N/A", "n/a", "不适用", "不涉及", "未发生", "没有"],
    ],
)
def test_marks_are_never_zero(content: str) -> None:
    assert cell_to_reading(content) == NOT_APPLICABLE


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("U", 0),
        ("O", 0),
        ("o", 0),
        ("D", 0),
        ("〇", 0),
        ("○", 0),
        ("l", 1),
        ("I", 1),
        ("l2", 12),
        ("1O", 10),
        ("3S", 35),
    ],
)
def test_look_alikes_are_read_and_said_so(content: str, value: int) -> None:
    reading = cell_to_reading(content)
    assert (reading.value, reading.fixed) == (value, True)
    assert reading.kind == ("zero" if value == 0 else "value")


@pytest.mark.parametrize("content", ["|", "!", "S", "B", "SOS", "IS", "BOSS", "OO", "UU", "abc"])
def test_letters_without_a_digit_are_no_number(content: str) -> None:
    assert cell_to_reading(content) == UNREADABLE


@pytest.mark.parametrize("content", ["007", "00", "0012", "01.5", "-03", "000000"])
def test_leading_zeros_are_cells_that_ran_together(content: str) -> None:
    assert cell_to_reading(content) == UNREADABLE


@pytest.mark.parametrize("content", ["12 345", "0 0", "1 2", "3\n4", "1. 5", "１　２"])
def test_digits_apart_may_be_two_numbers(content: str) -> None:
    assert cell_to_reading(content) == UNREADABLE


@pytest.mark.parametrize(
    "content",
    [
        *["约5", "5左右", "5%", "1/2", "0/0", "一", "两", "12,34", "1,2345", "1.2.3", "5.", ".5"],
        *["1e5", "(5)", "5[1]", "+", "3+4", "2023年", "5万", "--5", "+-5", "1 234件5", "行政许可"],
    ],
)
def test_everything_else_is_unreadable(content: str) -> None:
    assert cell_to_reading(content) == UNREADABLE


@pytest.mark.parametrize("digits", [16, 20, 80, 100_000])
def test_more_digits_than_any_amount_are_unreadable(digits: int) -> None:
    assert cell_to_reading("8" * digits) == UNREADABLE


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_any_printed_integer_is_read_back(number: int) -> None:
    assert cell_to_reading(str(number)).value == number
    assert cell_to_reading(f"{number:,}").value == number


@given(st.decimals(0, 10**9, places=4))
def test_any_printed_amount_is_read_back(amount: object) -> None:
    assert cell_to_reading(f"{amount}").value == float(str(amount))


@given(st.text(max_size=20))
def test_any_content_gets_one_reading(content: str) -> None:
    reading = cell_to_reading(content)
    assert (reading.value is None) == (reading.kind not in ("value", "zero"))
    assert (reading.kind == "zero") == (reading.value == 0 and reading.value is not None)
