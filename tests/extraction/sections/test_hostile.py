"""Inputs made to be slow: two megabytes of what the patterns look for."""

from __future__ import annotations

import time

import pytest

from extraction.document import Document
from extraction.normalisation.copies import text_to_folded
from extraction.sections.fields import document_to_fields
from extraction.sections.split import folded_to_sections

# two megabytes of Han characters in UTF-8
CHARACTERS = 700_000
TITLE = "云岭县财政局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "unit",
    [
        *[
            "年",
            "2023",
            "一、",
            "一、\t",
            "(",
            "/",
            "*",
            " ",
            "\n",
            "信息公开",
            "政府信息公开工作年度报告",
        ],
        *[
            "一、总体情况\n",
            "。一、总体情况",
            "一、第某个标题情况\n",
            "1.主动公开情况\n",
            "(一)主动公开情况。",
        ],
        *["公开\n", "第一部分 概述\n", "二、主动公开政府信息情况 ", "《", '"', "自2023年1月1日"],
        *[
            f"{TITLE}\n",
            f"{TITLE} ",
            "云岭县财政局\n2024年1月1日\n",
            "由云岭县财政局编制",
            "请与云岭县财政局联系",
        ],
        *["在某某领导下，", "云", "问题及", "---\n", "==== 正文 ", "某·"],
    ],
)
def test_two_megabytes_take_less_than_two_seconds(unit: str) -> None:
    """0.8 s measured for the slowest (headings on one line); a quadratic step takes hours."""
    text = unit * (CHARACTERS // len(unit))
    folded = text_to_folded(text)
    began = time.process_time()
    fields = document_to_fields(Document(text, "text/plain", "text", 1), folded, None)
    sections = folded_to_sections(folded, fields.body_start)
    assert time.process_time() - began < 2
    assert sections[-1].end == len(text)


def test_ten_thousand_headings() -> None:
    ten = "".join(f"{numeral}、第某个标题情况\n" for numeral in "一二三四五六七八九十")
    text = ten * 1000
    began = time.process_time()
    assert folded_to_sections(text_to_folded(text), 0)
    assert time.process_time() - began < 2
