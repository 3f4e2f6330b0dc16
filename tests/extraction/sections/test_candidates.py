"""What reads like a heading and is none."""

from __future__ import annotations

import pytest

from tests.extraction.sections.builder import (
    SIX,
    headed,
    ids,
    numbered,
    outline,
    text_to_spans,
)

ALL = ["s1", "s2", "s3", "s4", "s5", "s6"]
TABLE_TWO = (
    "一、本年新收政府信息公开申请数量 | 3 | 0 |\n"
    "二、上年结转政府信息公开申请数量 | 0 | 0 |\n"
    "三、本年度办理结果 | （一）予以公开 | 3 | 0 |\n"
    "四、结转下年度继续办理 | 0 | 0 |\n"
)


def test_rows_of_table_two() -> None:
    headings = numbered()
    text = headed(headings[:3]) + TABLE_TWO + headed(headings[3:])
    assert ids(text) == ALL


def test_rows_of_table_two_alone_make_no_outline() -> None:
    assert ids(TABLE_TWO) == ["s0"]


def test_lists_inside_sections() -> None:
    headings = numbered()
    points = "一、加强组织领导\n二、健全工作机制\n三、强化监督检查\n"
    text = headed(headings[:1]) + points + headed(headings[1:5]) + points + headed(headings[5:])
    assert ids(text) == ALL


def test_bracketed_points_of_section_one_that_read_like_headings() -> None:
    headings = numbered()
    titles = ["主动公开政府信息情况", "依申请公开政府信息情况", "存在的问题"]
    points = headed(numbered(titles, "（{}）{}"))
    assert ids(headed(headings[:1]) + points + headed(headings[1:])) == ALL
    assert ids(headed(headings[:1]) + points) == ["s1"]


def test_arabic_points_below_arabic_headings() -> None:
    headings = [f"{at}、{title}" for at, title in enumerate(SIX, 1)]
    points = "1、主动公开。无。\n2、依申请公开。无。\n3、政府信息管理。无。\n"
    assert outline(headed(headings[:1]) + points + headed(headings[1:])) == [
        (f"s{at}", heading) for at, heading in enumerate(headings, 1)
    ]


@pytest.mark.parametrize(
    "preamble",
    [
        "本报告由概述、主动公开政府信息情况、依申请公开情况、存在的问题及改进措施、附表组成。\n",
        f"本报告分为六部分：{'；'.join(numbered())}。\n",
        "本报告包括一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况等六个部分。\n",
    ],
)
def test_list_of_contents_in_the_preamble(preamble: str) -> None:
    text = preamble + headed(numbered())
    assert ids(text) == ["s0", *ALL]
    assert text_to_spans(text)[1].start == len(preamble)


@pytest.mark.parametrize("leader", ["........1", "……2", "\t3", " 4", ""])
def test_table_of_contents(leader: str) -> None:
    contents = "目录\n" + "".join(f"{heading}{leader}\n" for heading in numbered())
    text = contents + headed(numbered())
    assert ids(text) == ["s0", *ALL]
    assert text_to_spans(text)[1].start == len(contents)


def test_ordinals_in_prose() -> None:
    text = "云岭县财政局做好两项工作。第一、主动公开政府信息情况良好。第二、依申请公开情况良好。"
    assert ids(text) == ["s0"]


def test_numbered_sentences_are_no_headings() -> None:
    sentence = (
        "全年通过门户网站公开各类政府信息一百二十条，比上年有所增加，满意度不断提升，成效明显"
    )
    assert ids(f"{headed(numbered()[:1])}二、{sentence}。\n") == ["s1"]


def test_quoted_heading() -> None:
    assert ids("按照《一、总体情况》和“二、主动公开政府信息情况”的格式编写。") == ["s0"]


def test_one_heading_numbered_in_another_style() -> None:
    headings = numbered()
    headings[1] = "（二）主动公开政府信息情况"
    assert ids(headed(headings)) == ALL


def test_quotation_of_an_article() -> None:
    headings = numbered()
    text = headed(headings[:2]) + "第二十条第（一）项\n第二十条第（五）项\n" + headed(headings[2:])
    assert ids(text) == ALL
