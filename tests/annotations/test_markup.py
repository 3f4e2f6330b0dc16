"""Marked passages are read as written, or refused with the place."""

from __future__ import annotations

import pytest

from annotations.markup import MarkupError, markup_to_passages, passage_to_faults

HEADER = (
    "=== mu-1 | agency=云澜市文旅局 | level=city | field=culture | year=2023 | place=overview\n"
)


def faults(marked: str) -> list[str]:
    return list(passage_to_faults(markup_to_passages(HEADER + marked)[0]))


def test_marks_give_text_and_offsets() -> None:
    marked = (
        "{p1:全年}推送{i1:信息}{q1>i1,p1#publish.wechat:271条}，"
        "其中{i2:原创}{q2>i2,w1=64:六十四条}。"
    )
    passage = markup_to_passages(HEADER + marked)[0]
    assert passage.text == "全年推送信息271条，其中原创六十四条。"
    assert passage.fields["agency"] == "云澜市文旅局"
    by_id = {mark.id: mark for mark in passage.marks}
    assert passage.text[by_id["q1"].start : by_id["q1"].end] == "271条"
    assert by_id["q1"].links == (("i", "i1"), ("p", "p1"))
    assert by_id["q1"].kind == "publish.wechat"
    assert by_id["q2"].links == (("i", "i2"), ("w", "q1"))
    assert by_id["q2"].value == "64"


def test_statements_hold_spans_and_lines_stay() -> None:
    passage = markup_to_passages(
        HEADER + "一是{B1#staffing:力量\n不足，{q1>i1:3名}{i1:专员}}。\\{无\\}"
    )[0]
    assert passage.text == "一是力量\n不足，3名专员。{无}"
    assert [mark.id for mark in passage.marks] == ["B1", "q1", "i1"]
    assert not list(passage_to_faults(passage))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("stray text\n" + HEADER, "before the first passage"),
        ("=== x | agency=甲 | level=city\n文", "lacks field, year, place"),
        (HEADER + "{q1:3条", "never closed"),
        (HEADER + "3条}", "closed without a mark"),
        (HEADER + "{z1:3条}", "no mark can be read"),
        (HEADER + "{q1>i9:3条}", "i9, which is not there"),
        (HEADER + "{i1>q1:信息}{q1>i1:3条}", "i1 cannot have a link q"),
        (HEADER + "{i1:信息}{i1:文件}", "stand twice: i1"),
        (HEADER + "甲\n" + HEADER + "乙", "stand twice: mu-1"),
    ],
)
def test_what_cannot_be_read_is_refused(source: str, said: str) -> None:
    with pytest.raises(MarkupError, match=said):
        markup_to_passages(source)


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("{B1:不足}", "B1 has no theme"),
        ("{B1#general:不足。}", "ends with punctuation"),
        ("{B1#general: 不足}", "white space"),
        ("{i1:信息}", "i1 belongs to no quantity"),
        ("{n1:未收到}", "n1 has no item"),
        ("{q1:3{i1:条}}", "overlap"),
    ],
)
def test_what_breaks_the_guide_is_listed(marked: str, said: str) -> None:
    assert any(said in fault for fault in faults(marked))


def test_items_of_one_negation_may_have_classes_of_their_own() -> None:
    marked = "{n1>i1,i2:未发生}{i1#remedy.reviews:复议}和{i2#remedy.lawsuits:诉讼}。"
    kinds = {mark.id: mark.kind for mark in markup_to_passages(HEADER + marked)[0].marks}
    assert kinds == {"n1": None, "i1": "remedy.reviews", "i2": "remedy.lawsuits"}
    assert not faults(marked)


def test_unit_and_approximation_can_be_stated() -> None:
    marked = "{q1=1021条:1O21条}，{q2=900人次~over:九百有奇}，{q3=3~exact:3来}"
    stated = [
        (mark.value, mark.unit, mark.approx)
        for mark in markup_to_passages(HEADER + marked)[0].marks
    ]
    assert stated == [("1021", "条", None), ("900", "人次", "over"), ("3", None, "exact")]


def test_a_period_has_no_class() -> None:
    assert faults("{p1#publish.total:全年}") == ["p1 is a period and has a class"]
