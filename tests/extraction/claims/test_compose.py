"""Claims from marked sentences: links to item, channel, period and total; zero claims."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.claims import spans_to_claims
from models import Calibration, ScoredSpan
from tests.extraction.claims.notation import compose, compose_by_rules, part


def items_of(marked: str) -> list[tuple[str | None, str]]:
    text, claims = compose_by_rules(marked)
    return [(part(text, claim.item), text[claim.start : claim.end]) for claim in claims]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("发布{i:信息}{q:271条}。", [("信息", "271条")]),
        ("发布{q:25篇}{i:公众号文章}。", [("公众号文章", "25篇")]),
        ("召开{i:会议}{q:3次}、{i:培训}{q:2次}。", [("会议", "3次"), ("培训", "2次")]),
        ("{i:门户网站访问量}达{q:12万次}。", [("门户网站访问量", "12万次")]),
        ("{i:部门预算}、{i:决算}各{q:1份}。", [("部门预算", "1份"), ("决算", "1份")]),
        ("{i:收到申请}{q:7件},{i:办结}{q:7件}。", [("收到申请", "7件"), ("办结", "7件")]),
        ("举办{q:12期}{i:培训班},培训{q:300人次}。", [("培训班", "12期"), (None, "300人次")]),
    ],
)
def test_quantity_finds_its_item(marked: str, expected: list[tuple[str | None, str]]) -> None:
    assert items_of(marked) == expected


@pytest.mark.parametrize(
    ("marked", "channels"),
    [
        ("{c:微信公众号}发布{i:信息}{q:20条},{i:阅读量}{q:3万次}。", ["微信公众号", "微信公众号"]),
        ("{i:信息}{q:20条},{c:门户网站}发布{i:公告}{q:3条}。", [None, "门户网站"]),
        ("{c:网站}发布{i:信息}{q:20条};全年召开{i:会议}{q:3次}。", ["网站", None]),
        ("{c:网站}发布{i:信息}{q:20条};其中{i:动态}{q:3条}。", ["网站", "网站"]),
        ("{c:网站}发布{i:信息}{q:20条}。{i:公告}{q:3条}。", ["网站", None]),
    ],
)
def test_channel_holds_forward_within_its_sentence(marked: str, channels: list[str | None]) -> None:
    text, claims = compose(marked)
    assert [part(text, claim.channel) for claim in claims] == channels


def test_no_more_channels_share_a_figure_than_people_would_list() -> None:
    _, claims = compose("、".join(["{c:网站}"] * 40) + "各发布{i:信息}{q:3条}。")
    assert len(claims) == 12


def test_period_is_the_nearest_before_in_the_sentence() -> None:
    text, claims = compose(
        "{p:2023年}发布{i:信息}{q:9条},{p:日均}{i:访问}{q:40次}。收到{i:信件}{q:2封}。"
    )
    assert [part(text, claim.period) for claim in claims] == ["2023年", "日均", None]


NESTED = (
    "公开{i:信息}{q:90条},其中{i:预决算}{q:50条}"
    "({i:政府预决算}{q:20条}、{i:部门预决算}{q:30条})、{i:债券}{q:4条}。"
)


@pytest.mark.parametrize(
    ("marked", "parts"),
    [
        ("发布{i:信息}{q:20条},其中{i:动态}{q:12条}、{i:公告}{q:8条}。", [None, 0, 0]),
        ("{i:关注数}{q:517人}({i:年度新增}{q:196人})。", [None, 0]),
        ("{i:收到申请}{q:7件},{i:办结}{q:7件}。", [None, None]),
        ("答复{i:申请}{q:9件}:{i:予以公开}{q:5件},{i:无法提供}{q:4件}。", [None, 0, 0]),
        ("发布{i:信息}{q:20条},其中{i:动态}{q:12条},公开率{q:95%}。", [None, 0, None]),
        ("发布{i:信息}{q:20条},其中{i:动态}{q:12条},另有{i:视频}{q:3条}。", [None, 0, None]),
        (NESTED, [None, 0, 1, 1, 0]),
    ],
)
def test_parts_point_at_their_total(marked: str, parts: list[int | None]) -> None:
    _, claims = compose(marked)
    assert [claim.part_of for claim in claims] == parts


@pytest.mark.parametrize(
    ("marked", "quotes"),
    [
        ("本年{n:未收到}{i:政府信息公开申请}。", ["未收到政府信息公开申请"]),
        ("{n:未发生}{i:行政复议}和{i:行政诉讼}。", ["未发生行政复议", "未发生行政复议和行政诉讼"]),
        (
            "{i:行政复议}、{i:行政诉讼}{n:均无}。",
            ["行政复议、行政诉讼均无", "行政复议、行政诉讼均无"],
        ),
        ("{n:无}{i:负面舆情}。", []),
        ("{n:零}{i:败诉}。", ["零败诉"]),
    ],
)
def test_negations_make_one_zero_claim_an_item(marked: str, quotes: list[str]) -> None:
    text, claims = compose(marked)
    assert [text[claim.start : claim.end] for claim in claims] == quotes
    assert all(claim.zero and claim.quantity.value == 0 for claim in claims)


def test_a_written_zero_is_an_ordinary_claim() -> None:
    _, claims = compose("受理{i:申请}{q:0件}。")
    assert [(claim.zero, claim.quantity.value, claim.quantity.unit) for claim in claims] == [
        (False, 0, "件")
    ]


@pytest.mark.parametrize(
    ("marked", "indicator"),
    [
        ("{c:微信公众号}发布{i:信息}{q:271条}。", "publish.wechat"),
        ("{c:微信公众号}发布信息,其中{i:原创信息}{q:146条}。", "publish.original"),
        ("{c:政府网站}公开{i:信息}{q:80条}。", "publish.website"),
        ("主动公开{i:政府信息}{q:900条}。", "publish.total"),
        ("{i:总关注数}{q:517人}。", "reach.followers"),
        ("{i:年度阅读量}{q:1.2万次}。", "reach.reads"),
        ("{n:未收到}{i:政府信息公开申请}。", "request.received"),
        ("{i:收到政府信息公开申请}{q:7件}。", "request.received"),
        ("其中{i:自然人申请}{q:5件}。", "request.natural_person"),
        ("{n:未发生}{i:行政复议}。", "remedy.reviews"),
        ("举办{i:培训}{q:3期}。", "supervise.trainings"),
        ("{n:未收取}{i:信息处理费}。", "request.fee"),
        ("发布{i:政策解读}{q:12篇}。", "interpret.total"),
    ],
)
def test_indicator_follows_the_item_then_the_channel(marked: str, indicator: str) -> None:
    _, claims = compose(marked)
    assert claims[-1].indicator == indicator


def test_scores_are_calibrated_and_nothing_else() -> None:
    text = "发布信息48条"
    spans = [ScoredSpan(2, 4, "item", 0.9), ScoredSpan(4, 7, "quantity", 0.8)]
    plain = spans_to_claims(text, spans)
    halved = spans_to_claims(text, spans, calibration=Calibration(slope=0.0))
    assert [claim.score for claim in halved] == [0.5]
    assert [replace(claim, score=0.0) for claim in halved] == [
        replace(claim, score=0.0) for claim in plain
    ]
