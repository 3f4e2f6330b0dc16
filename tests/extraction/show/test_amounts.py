from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from extraction.record.model import Claim, Target
from extraction.show.amounts import (
    claim_to_amount,
    number_to_amount,
    number_to_words,
    target_to_amount,
)
from extraction.show.view import record_to_view
from tests.extraction.show.builder import report
from tests.extraction.show.pages import words


def view(lang: Any = "zh") -> Any:
    record, text = report()
    return record_to_view(record, text, lang=lang, document=None)


def shown(made: str) -> str:
    return words(html.fragment_fromstring(made, create_parent="p"))


def claim(value: float, **more: Any) -> Claim:
    return Claim(id="c0", quote="", start=0, end=0, value=value, confidence=1, **more)


def goal(value: float, **more: Any) -> Target:
    return Target(quote="", start=0, end=0, value=value, **more)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (0, "0", "0"),
        (9736, "9736", "9,736"),
        (12_345, "12,345", "12,345"),
        (12_000, "1.2 万", "12,000"),
        (8_659_500, "865.95 万", "8,659,500"),
        (43_000_000, "4300 万", "43 million"),
        (20_000_000_000, "200 亿", "20 billion"),
        (123_456_789, "123,456,789", "123,456,789"),
        (88.9, "88.9", "88.9"),
        (59_237.2449, "59,237.2449", "59,237.2449"),
        (-5, "-5", "-5"),
        (-12_345, "-12,345", "-12,345"),
    ],
)
def test_numbers_are_scaled_where_nothing_is_lost(value: float, zh: str, en: str) -> None:
    assert number_to_words("zh", value) == zh
    assert number_to_words("en", value) == en


@given(st.integers(min_value=0, max_value=10**13))
def test_the_words_still_say_the_whole_number(value: int) -> None:
    number, _, scale = number_to_words("zh", value).partition(" ")
    whole, _, decimals = number.replace(",", "").partition(".")
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert int(whole) * factor + int(decimals or 0) * factor // 10 ** len(decimals) == value


@pytest.mark.parametrize(
    ("approx", "zh", "en"),
    [
        (None, "1.2 万 次", "12,000 次"),
        ("under", "近 1.2 万 次", "nearly 12,000 次"),
        ("about", "约 1.2 万 次", "about 12,000 次"),
        ("over", "超 1.2 万 次", "over 12,000 次"),
    ],
)
def test_a_claim_says_how_exact_it_is(approx: Any, zh: str, en: str) -> None:
    made = claim(12_000, unit="次", approx=approx)
    assert shown(claim_to_amount(view(), made)) == zh
    assert shown(claim_to_amount(view("en"), made)) == en


@pytest.mark.parametrize(
    ("approx", "zh", "en"),
    [
        ("under", "不超过 20 天", "at most 20 天"),
        ("about", "约 20 天", "about 20 天"),
        ("over", "不少于 20 天", "at least 20 天"),
    ],
)
def test_a_target_is_a_bound(approx: Any, zh: str, en: str) -> None:
    made = goal(20, unit="天", approx=approx)
    assert shown(target_to_amount(view(), made)) == zh
    assert shown(target_to_amount(view("en"), made)) == en


def test_a_range_shows_both_ends() -> None:
    made = claim(3, value_max=5, unit="次", approx="about")
    assert shown(claim_to_amount(view(), made)) == "3 至 5 次"


def test_a_share_has_no_space_before_its_sign() -> None:
    assert shown(number_to_amount(view(), 98.5, "%")) == "98.5%"


def test_a_number_without_unit_stands_alone() -> None:
    assert shown(number_to_amount(view(), 7, None)) == "7"


def test_the_unit_is_text() -> None:
    made = number_to_amount(view(), 7, "<b>件")
    assert shown(made) == "7 <b>件"
