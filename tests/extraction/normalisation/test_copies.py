"""The two copies that later stages match on, end to end."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given

from extraction.normalisation.copies import folded_to_running, text_to_folded
from tests.extraction.normalisation.strategies import TEXTS


def test_folded_copy_keeps_lines_and_blanks() -> None:
    text = "一、總(zǒng)體情況\n　　（一）主動公開。２０２３ 年\r\n"
    assert text_to_folded(text).text == "一、总体情况\n  (一)主动公开。2023 年 \n"


def test_running_copy_has_one_paragraph_a_line() -> None:
    first, second = "云岭县财政局全年通过门户网站、政务新媒体等渠道", "主动公开信息 120 条。"
    text = f"{first}\n{second}\n二、主动公开政府信息情况\n"
    running = folded_to_running(text_to_folded(text)).text
    assert running == (
        "云岭县财政局全年通过门户网站、政务新媒体等渠道主动公开信息120条。\n二、主动公开政府信息情况\n"
    )


def test_quote_from_the_running_copy_is_the_slice_as_it_stands() -> None:
    text = "云嶺縣財政局全年通過門戶網站和政務新媒體主動公開信(xìn)息１\n２０ 條。"
    running = folded_to_running(text_to_folded(text))
    at = running.text.index("信息120条")
    assert running.to_source(at, at + 6).slice(text) == "信(xìn)息１\n２０ 條"


def test_empty_text() -> None:
    assert text_to_folded("").text == ""
    assert folded_to_running(text_to_folded("")).text == ""


@given(TEXTS)
def test_folded_text_is_folded_already(text: str) -> None:
    folded = text_to_folded(text).text
    assume("(" not in folded)  # removing one reading may bring another beside its character
    assert text_to_folded(folded).text == folded


@pytest.mark.parametrize(
    "unit", ["年", "(", "领(lǐng)", "政(zheng)", "①", " ", "- ", "。", "一、\n", "領"]
)
def test_hostile_repetition_is_linear(unit: str) -> None:
    """200,000 characters; 0.3 s measured for the slowest (①), a quadratic step takes hours."""
    text = unit * (200_000 // len(unit))
    began = time.process_time()
    folded_to_running(text_to_folded(text))
    assert time.process_time() - began < 3
