"""The rule tagger as a player of the tagger's role: what holds for every text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.labels import SPAN_LABELS, STATEMENT_LABELS
from models.rule_tagger import RuleTagger
from models.tagger import Passage, Place, ScoredSpan, Tagger
from tests.models.marked import first_layer, second_layer

TAGGER = RuleTagger()
PLACES: tuple[Place, ...] = ("overview", "problems", "other", "unknown")
CLOSING = set(" \t\n,;:。、!?！？")
# Fragments that rules react to, put together at random.
FRAGMENTS = st.sampled_from(
    [
        *"2023年 全年 截至目前 每月 通过 在 微信公众号 政府网站 、 和 等 , ; 。 : ( ) 发布".split(),
        *"公开 收到 办结 信息 政府信息公开申请 培训 12条 3,456次 近1.2万次 两次 一个 100%".split(),
        *"超八成 三分之一 5万元 1402 0件 未收到 未发生 均无 无 行政复议 行政诉讼 一是 二是".split(),
        *"(一) 1. 存在的主要问题 改进措施 不够及时 有待加强 下一步 将 针对以上问题 已".split(),
        *'加强 《云澜日报》 "青澜发布"公众号 " 的 各 占 其中 第 号 年 人 三审三校'.split(),
        *"12345热线 共 达 余 % 万 ㎡ Ⅰ 𠮷".split(),
        "\n",
        " ",
        "\xa0",
    ]
)
TEXTS = st.one_of(
    st.lists(FRAGMENTS, max_size=40).map("".join),
    st.text(alphabet='公开信息年月12,。;:()《》"一二三十百万条件次%是将未 \n', max_size=80),
    st.text(max_size=60),
)


def spans_of(text: str, place: Place = "unknown") -> list[ScoredSpan]:
    return TAGGER.tag([Passage(text, place)])[0]


def test_plays_the_role() -> None:
    tagger: Tagger = TAGGER
    assert (tagger.name, tagger.version) == ("rules", "2")


def test_one_list_a_passage_in_order() -> None:
    found = TAGGER.tag([Passage("发布信息12条。"), Passage(""), Passage("发布信息3条。")])
    assert [[span.label for span in spans] for spans in found] == [
        ["item", "quantity"],
        [],
        ["item", "quantity"],
    ]


def test_no_passages() -> None:
    assert TAGGER.tag([]) == []


def test_passages_do_not_touch_each_other() -> None:
    passages = [Passage("通过微信公众号"), Passage("发布信息12条。")]
    apart = [TAGGER.tag([passage])[0] for passage in passages]
    assert TAGGER.tag(passages) == apart


def test_two_taggers_agree() -> None:
    text = "2023年,通过门户网站发布信息12条,未收到政府信息公开申请。"
    assert RuleTagger().tag([Passage(text)]) == TAGGER.tag([Passage(text)])


def test_place_decides_about_units_alone() -> None:
    text = "一是加强培训3次。二是完善制度。"
    inside, outside = spans_of(text, "problems"), spans_of(text, "overview")
    assert first_layer(inside) == first_layer(outside)
    assert (len(second_layer(inside)), len(second_layer(outside))) == (2, 0)


def test_paragraphs_are_read_like_passages() -> None:
    lines = ["通过门户网站发布信息12条", "举办培训3期。", "未发生行政复议。"]
    whole = spans_of("\n".join(lines))
    shifted = []
    offset = 0
    for line in lines:
        shifted += [(span.start + offset, span.end + offset, span.label) for span in spans_of(line)]
        offset += len(line) + 1
    assert [(span.start, span.end, span.label) for span in whole] == shifted


@pytest.mark.parametrize(
    "text",
    [
        "规章 0 0 5\n行政规范性文件 2 0 11",
        "第二十条第(五)项\n行政许可 352",
        "(一)予以公开 3 0 0 0 0 0 3",
        "三、本年度办理结果",
        "1 2 3 4 5 6 7",
    ],
)
def test_table_fragments_make_no_claims(text: str) -> None:
    assert spans_of(text) == []


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(PLACES))
def test_spans_hold_together(text: str, place: Place) -> None:
    spans = spans_of(text, place)
    assert spans == sorted(spans)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert 0 <= span.score <= 1
        assert text[span.start] not in CLOSING
        assert text[span.end - 1] not in CLOSING
        assert not text[span.start].isspace()
        assert not text[span.end - 1].isspace()
        inside = text[span.start : span.end]
        assert not (inside[-1] in ")》" and inside.count("(《"[inside[-1] == "》"]) == 0)
    for labels in (SPAN_LABELS, STATEMENT_LABELS):
        layer = [span for span in spans if span.label in labels]
        assert all(one.end <= other.start for one, other in pairwise(layer))


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from(PLACES))
def test_tagging_twice_gives_the_same(text: str, place: Place) -> None:
    assert spans_of(text, place) == spans_of(text, place)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_items_channels_and_periods_need_a_figure(text: str) -> None:
    labels = {label for _, _, label in first_layer(spans_of(text))}
    if not labels & {"quantity", "negation"}:
        assert not labels


@pytest.mark.parametrize(
    "fragment",
    [
        "1",
        "一",
        "无",
        '"',
        "《",
        "(一)",
        "未收到",
        "因政府",
        "信息1条,",
        "微信公众号、",
        "不足;",
        "12%",
    ],
)
def test_long_hostile_texts_end(fragment: str) -> None:
    """Two seconds for 20,000 characters is fifty times what a report of that length takes."""
    text = (fragment * 20_000)[:20_000]
    for place in PLACES:
        assert isinstance(spans_of(text, place), list)
