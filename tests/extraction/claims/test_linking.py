"""What the rules say of the items of a quantity: shared labels, lists, changes, descriptions."""

from __future__ import annotations

import pytest

from tests.extraction.claims.notation import compose, compose_by_rules, part

Pairs = list[tuple[str, str | None]]


def pairs_of(marked: str) -> Pairs:
    text, claims = compose_by_rules(marked)
    return [(text[claim.start : claim.end], part(text, claim.item)) for claim in claims]


@pytest.mark.parametrize(
    ("marked", "pairs"),
    [
        # one number for several labels (decision 3)
        ("{i:甲}、{i:乙}各{q:1份}。", [("1份", "甲"), ("1份", "乙")]),
        ("{i:甲}、{i:乙}和{i:丙}均为{q:1份}。", [("1份", "甲"), ("1份", "乙"), ("1份", "丙")]),
        ("{i:甲}及{i:乙}都达到{q:100%}。", [("100%", "甲"), ("100%", "乙")]),
        # without such a word the last label alone
        ("{i:甲}、{i:乙}{q:1份}。", [("1份", "乙")]),
        # a number for each label
        ("{i:甲}、{i:乙}分别为{q:5件}、{q:3件}。", [("5件", "甲"), ("3件", "乙")]),
        ("{i:甲}和{i:乙}分别达到{q:5件}和{q:3件}。", [("5件", "甲"), ("3件", "乙")]),
        (
            "{i:甲}、{i:乙}、{i:丙}分别为{q:5件}、{q:3件}、{q:2件}。",
            [("5件", "甲"), ("3件", "乙"), ("2件", "丙")],
        ),
        ("{i:信息}分别为{q:5条}、{q:3条}。", [("5条", "信息"), ("3条", "信息")]),
        ("{i:甲}、{i:乙}分别为{q:1份}。", [("1份", "甲"), ("1份", "乙")]),
        ("分别发布{i:信息}{q:5条}、{q:3条}。", [("5条", "信息"), ("3条", "信息")]),
        # labels and numbers that do not match in number stay as they stand
        ("{i:甲}、{i:乙}、{i:丙}分别为{q:5件}、{q:3件}。", [("5件", "丙"), ("3件", None)]),
    ],
)
def test_shared_numbers_and_labels(marked: str, pairs: Pairs) -> None:
    assert pairs_of(marked) == pairs


@pytest.mark.parametrize(
    ("marked", "pairs"),
    [
        ("{q:14个}{i:部门}{q:31个}{i:系统}。", [("14个", "部门"), ("31个", "系统")]),
        ("{q:3篇}{i:图解},{q:5个}{i:视频}。", [("3篇", "图解"), ("5个", "视频")]),
        ("{q:3篇}{i:图解}、{q:5个}{i:视频}。", [("3篇", "图解"), ("5个", "视频")]),
        (
            "{q:1个}{i:甲}{q:2个}{i:乙}{q:3个}{i:丙}。",
            [("1个", "甲"), ("2个", "乙"), ("3个", "丙")],
        ),
        ("{i:建议}{q:48件}、{i:提案}{q:57件}。", [("48件", "建议"), ("57件", "提案")]),
        ("{i:培训}{q:3次}{i:参训人员}{q:200人}。", [("3次", "培训"), ("200人", "参训人员")]),
        ("举办{q:3次}{i:培训}共{q:200人}。", [("3次", "培训"), ("200人", "培训")]),
        ("{q:3次}。{i:培训}。", [("3次", None)]),
    ],
)
def test_lists_of_numbers_and_nouns(marked: str, pairs: Pairs) -> None:
    assert pairs_of(marked) == pairs


@pytest.mark.parametrize(
    ("marked", "pairs"),
    [
        ("{i:时间}由{q:50分钟}缩至{q:20分钟}。", [("50分钟", "时间"), ("20分钟", "时间")]),
        ("{i:办结率}由{q:90%}提高到{q:98%}。", [("90%", "办结率"), ("98%", "办结率")]),
        ("{i:专栏}从{q:3个}到{q:5个}。", [("3个", "专栏"), ("5个", "专栏")]),
        ("{i:时间}{q:50分钟},{q:19人}。", [("50分钟", "时间"), ("19人", None)]),
    ],
)
def test_a_change_counts_one_thing(marked: str, pairs: Pairs) -> None:
    assert pairs_of(marked) == pairs


@pytest.mark.parametrize(
    ("marked", "pairs"),
    [
        ("{i:予以公开}{q:36件},占{q:56.25%}。", [("36件", "予以公开"), ("56.25%", "予以公开")]),
        ("{i:动态}{q:36条}(占{q:三成})。", [("36条", "动态"), ("三成", "动态")]),
        ("{i:动态}{q:36条},占比为{q:56%}。", [("36条", "动态"), ("56%", "动态")]),
        ("{i:动态}{q:36条},占地{q:56亩}。", [("36条", "动态"), ("56亩", None)]),
        ("{i:动态}{q:36条},同比增长{q:12%}。", [("36条", "动态"), ("12%", "动态")]),
        ("{i:动态}{q:36条},比2022年下降{q:12%}。", [("36条", "动态"), ("12%", "动态")]),
        ("{i:动态}{q:36条},比上年增长{q:12条}。", [("36条", "动态"), ("12条", None)]),
        ("{i:动态}{q:36条},{i:公开率}{q:56%}。", [("36条", "动态"), ("56%", "公开率")]),
    ],
)
def test_a_share_is_of_what_was_counted_before_it(marked: str, pairs: Pairs) -> None:
    assert pairs_of(marked) == pairs


@pytest.mark.parametrize(
    ("marked", "pairs"),
    [
        ("对{q:5个}无人维护、更新缓慢的{i:账号}关停。", [("5个", "账号")]),
        ("对{q:5个}长期闲置{i:账号}关停。", [("5个", "账号")]),
        # behind 、 without 的, behind a comma or another number a noun is somebody else's
        ("培训{q:5次}、{i:会议}。", [("5次", None)]),
        ("培训{q:5次},{i:会议}。", [("5次", None)]),
        ("培训{q:5次}发放{q:3册}{i:手册}。", [("5次", None), ("3册", "手册")]),
    ],
)
def test_a_noun_behind_a_description(marked: str, pairs: Pairs) -> None:
    assert pairs_of(marked) == pairs


@pytest.mark.parametrize(
    ("marked", "quotes"),
    [
        ("{n:未发生}{i:复议}、提起{i:诉讼}。", ["未发生复议", "未发生复议、提起诉讼"]),
        ("{n:未发生}{i:复议}及提起{i:诉讼}。", ["未发生复议", "未发生复议及提起诉讼"]),
        ("{n:无}{i:复议}案、{i:诉讼}案。", ["无复议", "无复议案、诉讼"]),
        ("{n:无}{i:复议}和有关的{i:申诉}。", ["无复议", "无复议和有关的申诉"]),
        ("{n:没有}人员被{i:追究责任}。", ["没有人员被追究责任"]),
        ("{n:无}{i:上年结转}。", ["无上年结转"]),
        # no kind of event whose absence is a claim (decision 4)
        ("{n:未发生}{i:负面舆情}。", []),
        ("{n:未收到}{i:复议},{i:诉讼}。", ["未收到复议", "未收到复议,诉讼"]),
        ("{n:未发生}{i:复议}后的{i:诉讼}。", ["未发生复议"]),
        ("{n:无}{i:复议}、{n:无}{i:诉讼}。", ["无复议", "无诉讼"]),
        ("{i:复议}和{i:诉讼}{n:均未发生}。", ["复议和诉讼均未发生", "复议和诉讼均未发生"]),
        ("{i:复议}{q:1件},{n:无}{i:诉讼}。", ["1件", "无诉讼"]),
    ],
)
def test_items_of_a_negation(marked: str, quotes: list[str]) -> None:
    text, claims = compose(marked)
    assert [text[claim.start : claim.end] for claim in claims] == quotes


@pytest.mark.parametrize(
    ("marked", "channels"),
    [
        ("{c:网站}、{c:公众号}各发布{i:信息}{q:12条}。", ["网站", "公众号"]),
        ("{c:网站}、{c:公众号}发布{i:信息}{q:12条}。", ["公众号"]),
        ("{c:网站}发布{i:信息}{q:2条};公开{i:公告}{q:3条}。", ["网站", None]),
        ("{c:网站}发布{i:信息}{q:2条};并发布{i:公告}{q:3条}。", ["网站", "网站"]),
        (
            "{c:网站}公开的{q:9条}{i:信息}中,{i:动态}{q:5条},占{q:55%};{i:公告}{q:4条},占{q:45%}。",
            ["网站", "网站", "网站", "网站", "网站"],
        ),
    ],
)
def test_channels_reach_as_far_as_their_total(marked: str, channels: list[str | None]) -> None:
    text, claims = compose(marked)
    assert [part(text, claim.channel) for claim in claims] == channels


def test_each_shares_out_in_its_own_clause_alone() -> None:
    text, claims = compose("在{c:甲馆}、{c:乙馆}各设{i:点}{q:1个},接待{i:群众}{q:9人}。")
    assert [(part(text, claim.channel), claim.quantity.value) for claim in claims] == [
        ("甲馆", 1),
        ("乙馆", 1),
        ("乙馆", 9),
    ]


def test_another_way_ends_a_channel() -> None:
    text, claims = compose("{c:网站}公开{i:信息}{q:2条},通过其他方式公开{i:信息}{q:3条}。")
    assert [part(text, claim.channel) for claim in claims] == ["网站", None]
