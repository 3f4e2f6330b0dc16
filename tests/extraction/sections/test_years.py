"""Years as printed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.sections.years import (
    YEAR,
    text_to_commonest_year,
    text_to_period_year,
    year_to_number,
)


@pytest.mark.parametrize(
    ("printed", "year"),
    [
        ("2023", 2023),
        ("1999", 1999),
        ("2022-2023", 2023),
        ("2022至2023", 2023),
        ("2022/2023", 2023),
        ("2022年-2023", 2023),
        ("2022-23", 2023),
        ("2019-2020", 2020),
        ("二〇二三", 2023),
        ("二○一○", 2010),
        ("二零二一", 2021),
        ("二O一三", 2013),
        ("二о一三", 2013),
        ("二〇二二-二〇二三", 2023),
    ],
)
def test_printed_years(printed: str, year: int) -> None:
    assert re.fullmatch(YEAR, printed)
    assert year_to_number(printed) == year


@pytest.mark.parametrize("text", ["20231", "1823", "202", "二三年", "三〇二三", "一二三四"])
def test_what_is_no_year(text: str) -> None:
    assert re.fullmatch(YEAR, text) is None


@given(st.integers(2000, 2099))
def test_any_year_in_numerals(year: int) -> None:
    printed = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    assert year_to_number(printed) == year


def test_period_counts_before_the_academic_year() -> None:
    found = text_to_period_year("2021-2022学年。统计期限自2023年1月1日起")
    assert found is not None
    assert found["year"] == "2023"


def test_commonest_year_leaves_out_cited_documents() -> None:
    text = (
        "《2021年要点》《2021年方案》(2021年30号)〔2021年〕2023年做好工作。2022年不足。2023年公开。"
    )
    found = text_to_commonest_year(text)
    assert found is not None
    assert (found[1], found.start()) == ("2023", text.index("2023"))


def test_dates_are_no_years_in_use() -> None:
    assert text_to_commonest_year("发布于2024年1月20日") is None
