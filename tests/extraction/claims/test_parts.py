"""What the rules say of parts and totals: opened by a word, a bracket or nothing."""

from __future__ import annotations

import pytest

from extraction.claims import spans_to_claims
from extraction.claims.parts import rule_parts
from tests.extraction.claims.notation import marked_to_mentions, marked_to_spans

Parts = list[int | None]


def parts_of(marked: str) -> Parts:
    text, mentions = marked_to_mentions(marked)
    found = rule_parts(text, mentions)
    return [found.get(index) for index in range(len(mentions))]


@pytest.mark.parametrize(
    ("marked", "parts"),
    [
        ("{i:申请}{q:9件},其中{i:甲}{q:5件}、{i:乙}{q:3件}。", [None, 0, 0]),
        ("{i:申请}{q:9件},包括{i:甲}{q:5件}。", [None, 0]),
        ("{i:申请}{q:9件},含{i:甲}{q:5件}。", [None, 0]),
        ("{i:含量}{q:9件},{i:含义}{q:5件}。", [None, None]),
        ("{i:申请}{q:9件},其中{i:甲}{q:5件},其余{q:4件}。", [None, 0, 0]),
        ("{i:申请}{q:9件},其中{i:甲}{q:5人}。", [None, None]),
        ("{i:申请}{q:9件},其中{i:率}{q:50%}。", [None, None]),
        ("在{q:9条}{i:信息}中,{i:甲}{q:5条};{i:乙}{q:3条}。", [None, 0, 0]),
        ("{i:信息}{q:9条},一年中,{i:甲}{q:5条}。", [None, None]),
    ],
)
def test_words_open_a_breakdown(marked: str, parts: Parts) -> None:
    assert parts_of(marked) == parts


@pytest.mark.parametrize(
    ("marked", "parts"),
    [
        ("{i:申请}{q:9件},其中{i:甲}{q:5件},另有{i:乙}{q:3件}。", [None, 0, None]),
        ("{i:申请}{q:9件},其中{i:甲}{q:5件},同比增{q:3件}。", [None, 0, None]),
        # an act behind ; has a subject of its own
        ("{i:信息}{q:9条},其中{i:甲}{q:5条};通过网站发布{i:乙}{q:3条}。", [None, 0, None]),
        ("{i:会议}{q:9次},其中{i:甲}{q:5次};组织{i:访谈}{q:3次}。", [None, 0, None]),
        # what follows once the parts add up is none
        ("{i:申请}{q:9件},其中{i:甲}{q:5件}、{i:乙}{q:4件};{i:诉讼}{q:2件}。", [None, 0, 0, None]),
        (
            "{i:申请}{q:9件},其中{i:甲}{q:5件}、{i:乙}{q:4件},其中{i:丙}{q:2件}。",
            [None, 0, 0, 0],
        ),
    ],
)
def test_a_breakdown_ends(marked: str, parts: Parts) -> None:
    assert parts_of(marked) == parts


@pytest.mark.parametrize(
    ("marked", "parts"),
    [
        ("{i:信息}{q:9条}。其中,{i:甲}{q:5条}。", [None, 0]),
        ("{i:信息}{q:9条}。其中,{i:甲}{q:5条}。{i:乙}{q:4条}。", [None, 0, None]),
        ("{i:信息}{q:9条},{i:率}{q:50%}。其中{i:甲}{q:5条}。", [None, None, 0]),
        ("{i:信息}{q:9条},其中{i:甲}{q:5条}。其中{i:乙}{q:4条}。", [None, 0, 0]),
        ("{i:信息}{q:9条}。认真整改。其中{i:甲}{q:5条}。", [None, None]),
        ("其中{i:甲}{q:5条}。", [None]),
    ],
)
def test_the_next_sentence_may_break_down_a_total(marked: str, parts: Parts) -> None:
    assert parts_of(marked) == parts


@pytest.mark.parametrize(
    ("marked", "parts"),
    [
        ("{i:关注}{q:9人}({i:新增}{q:2人})。", [None, 0]),
        ("{i:关注}{q:9人}({i:新增}{q:2人}),{i:访客}{q:3人}。", [None, 0, None]),
        ("{i:甲}{q:9条},其中{i:乙}{q:5条}({i:丙}{q:2条})、{i:丁}{q:1条}。", [None, 0, 1, 0]),
        ("(见附件){i:甲}{q:9条},其中{i:乙}{q:5条}。", [None, 0]),
        ("1){i:甲}{q:9条},其中2){i:乙}{q:5条}。", [None, 0]),
    ],
)
def test_brackets(marked: str, parts: Parts) -> None:
    assert parts_of(marked) == parts


@pytest.mark.parametrize(
    ("marked", "parts"),
    [
        # outcomes behind their total
        ("办结{i:申请}{q:9件},{i:予以公开}{q:5件},{i:无法提供}{q:3件}。", [None, 0, 0]),
        ("收到{i:申请}{q:9件},{i:办结}{q:8件},{i:予以公开}{q:5件}。", [None, None, 1]),
        ("{i:行政诉讼}{q:9件},{i:维持}{q:5件}。", [None, 0]),
        ("召开{i:会议}{q:9件},{i:予以公开}{q:5件}。", [None, None]),
        # the first outcome is no total of the others
        ("办结的申请中,{i:予以公开}{q:5件}、{i:无法提供}{q:3件}。", [None, None]),
        # parts that add up
        ("收到{i:申请}{q:7件},{i:网上申请}{q:3件},{i:信函申请}{q:4件}。", [None, 0, 0]),
        ("收到{i:申请}{q:7件},{i:网上申请}{q:3件},{i:信函申请}{q:3件}。", [None, None, None]),
        # stages do not, though their numbers do
        ("收到{i:申请}{q:7件},{i:办结}{q:6件},{i:结转}{q:1件}。", [None, None, None]),
        ("召开{i:会议}{q:5次},{i:培训}{q:2次},{i:讲座}{q:3次}。", [None, None, None]),
    ],
)
def test_lists_that_no_word_opens(marked: str, parts: Parts) -> None:
    assert parts_of(marked) == parts


def test_a_part_of_a_planned_total_has_none() -> None:
    text, spans = marked_to_spans("将举办{i:培训}{q:9期},其中{i:网上}{q:5期}。")
    planned = [span for span in spans if span.label == "quantity"][:1]
    assert [claim.part_of for claim in spans_to_claims(text, spans, planned)] == [None]


def test_parts_of_another_unit_where_units_do_not_matter() -> None:
    text, mentions = marked_to_mentions("{i:信息}{q:9条},其中{i:公告}{q:5期}。")
    assert rule_parts(text, mentions) == {}
    assert rule_parts(text, mentions, any_unit=True) == {1: 0}
