"""Chinese numerals and mixed figures as numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.normalisation.numerals import figure_to_number, numeral_to_number

DIGITS = "零一二三四五六七八九"


def number_to_numeral(number: int) -> str:
    """A number below 10^12 as it is written out: 二百零五, 一亿二千万零三."""
    if number == 0:
        return "零"
    groups = []
    for scale in ("", "万", "亿"):
        number, group = divmod(number, 10_000)
        groups.append((group, scale))
    written = ""
    for group, scale in reversed(groups):
        if group == 0:
            continue
        if written and group < 1000:
            written += "零"
        written += _group_to_numeral(group) + scale
    return written


def _group_to_numeral(group: int) -> str:
    written, gap = "", False
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, group = divmod(group, step)
        if digit:
            written += ("零" if gap and written else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return written


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("零", 0),
        ("〇", 0),
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十五", 25),
        ("一百", 100),
        ("一百零五", 105),
        ("一百一十", 110),
        ("两百", 200),
        ("三千五", 3500),
        ("三千五百", 3500),
        ("三千零五", 3005),
        ("一万二", 12000),
        ("一万零二", 10002),
        ("十万", 100_000),
        ("一亿二千万", 120_000_000),
        ("万亿", 1_000_000_000_000),
        ("二〇二三", 2023),
        ("贰佰零伍", 205),
        ("壹万贰仟", 12000),
    ],
)
def test_numerals(numeral: str, number: int) -> None:
    assert numeral_to_number(numeral) == number


@pytest.mark.parametrize("numeral", ["", "件", "三件", "3", "甲"])
def test_what_is_no_numeral(numeral: str) -> None:
    assert numeral_to_number(numeral) is None


@pytest.mark.parametrize(
    ("figure", "number"),
    [
        ("120", "120"),
        ("1,234", "1234"),
        ("1.2万", "12000"),
        ("1.25亿", "125000000"),
        ("3千", "3000"),
        ("5百万", "5000000"),
        ("三千五百", "3500"),
        ("0.5", "0.5"),
        ("万", "10000"),
    ],
)
def test_figures(figure: str, number: str) -> None:
    assert figure_to_number(figure) == Decimal(number)


@pytest.mark.parametrize("figure", ["", "1.", "1.2.3", "abc", "1万件"])
def test_what_is_no_figure(figure: str) -> None:
    assert figure_to_number(figure) is None


@given(st.integers(0, 10**12 - 1))
def test_any_number_written_out_is_read_back(number: int) -> None:
    assert numeral_to_number(number_to_numeral(number)) == number


@given(st.text(alphabet="零一二两三九十百千万亿〇", max_size=12))
def test_any_run_of_numerals_gives_a_number_or_none(numeral: str) -> None:
    number = numeral_to_number(numeral)
    assert (number is None) == (numeral == "")
