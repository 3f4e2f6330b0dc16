"""Totals by the learned weights, and which pairs are looked at."""

from __future__ import annotations

import pytest

from extraction.claims import part_choices
from extraction.claims.mentions import Mention
from extraction.claims.part_choices import link_parts
from tests.extraction.claims.notation import compose, marked_to_mentions

Parts = list[int | None]


@pytest.mark.parametrize(
    ("marked", "parts"),
    [
        ("{i:意见}{q:35条},{i:采纳}{q:30条}。", [None, 0]),
        ("被申请{i:行政复议}{q:5件},{i:维持}{q:4件},{i:撤销}{q:1件}。", [None, 0, 0]),
        ("抽查的{q:20个}{i:公告栏}中有{q:4个}{i:内容过期}。", [None, 0]),
        ("举行{i:新闻发布会}{q:9场},{i:主要负责同志出席}{q:2场}。", [None, 0]),
        # the list adds up, a sentence later
        (
            "收到{i:申请}{q:64件}。从渠道看,{i:当面申请}{q:9件},{i:网络申请}{q:41件},{i:信函申请}{q:14件}。",
            [None, 0, 0, 0],
        ),
        # stages are none
        ("收到{i:申请}{q:7件},{i:办结}{q:7件}。", [None, None]),
        # another thing, another channel
        (
            "{c:网站}发布{i:信息}{q:90条},其中{i:动态}{q:12条};{c:公众号}推送{i:信息}{q:30条}。",
            [None, 0, None],
        ),
    ],
)
def test_parts_and_totals(marked: str, parts: Parts) -> None:
    assert [claim.part_of for claim in compose(marked)[1]] == parts


def candidates_of(marked: str) -> list[list[str | None]]:
    """What each question offers, as printed."""
    text, mentions = marked_to_mentions(marked)
    asked: list[list[str | None]] = []

    def note(_: object, spans: object, __: object) -> list[float]:
        offered = [None if each is None else text[each.start : each.end] for each in spans]  # type: ignore[attr-defined]
        asked.append(offered)
        return [1.0, *[0.0] * (len(offered) - 1)]

    link_parts(text, mentions, note)
    return asked


@pytest.mark.parametrize(
    ("marked", "asked"),
    [
        ("{i:甲}{q:9件},{i:乙}{q:5件}。", [[None, "9件"]]),
        # no part is greater than its total, none is a share
        ("{i:甲}{q:5件},{i:乙}{q:9件}。", []),
        ("{i:甲}{q:9件},{i:率}{q:50%}。", []),
        # of another unit only within the sentence
        ("{i:甲}{q:5件},{i:乙}{q:9期}。", [[None, "5件"]]),
        ("{i:甲}{q:5件}。{i:乙}{q:9期}。", []),
        # differences and what comes on top are neither
        ("{i:甲}{q:9件},比上年增加{q:5件},{i:乙}{q:4件}。", [[None, "9件"]]),
        ("{i:甲}{q:9件},另有{i:乙}{q:5件}。", []),
        # a total behind its parts says so
        ("{i:甲}{q:5件}、{i:乙}{q:4件},合计{q:9件}。", [[None, "9件"], [None, "5件", "9件"]]),
        # a list below a heading breaks down nothing above it
        ("{i:甲}{q:9件}。(二)分类。{i:乙}{q:5件}。", []),
        ("{i:甲}{q:9件}。(3){i:乙}{q:5件}。", []),
        # classes side by side, and one inside another
        ("{i:甲类信息}{q:9件},{i:乙类}{q:5件}。", []),
        ("{i:甲类信息}{q:9件}(含{i:乙类}{q:5件})。", [[None, "9件"]]),
        # 共 alone closes a list only where it adds up
        ("{i:甲}{q:5件}、{i:乙}{q:4件},共{q:9件}。", [[None, "9件"], [None, "5件", "9件"]]),
        ("{i:甲}{q:5件},共{q:9件}。", []),
        # four full stops away is too far
        ("{i:甲}{q:9件}。一。二。{i:乙}{q:5件}。", [[None, "9件"]]),
        ("{i:甲}{q:9件}。一。二。三。{i:乙}{q:5件}。", []),
    ],
)
def test_which_totals_are_looked_at(marked: str, asked: list[list[str | None]]) -> None:
    assert candidates_of(marked) == asked


def test_the_total_of_a_long_list_stays_in_sight() -> None:
    text, mentions = marked_to_mentions(
        "{i:甲}{q:99件}。其中" + "、".join(["{i:乙}{q:3件}"] * 20) + "。"
    )

    def weigh(_: object, spans: object, __: object) -> list[float]:
        starts = [None if each is None else each.start for each in spans]  # type: ignore[attr-defined]
        return [0.9 if each == mentions[0].span.start else 0.01 for each in starts]

    assert link_parts(text, mentions, weigh) == dict.fromkeys(range(1, 21), 0)


def test_a_total_behind_its_parts_is_no_part_of_itself() -> None:
    assert [
        claim.part_of
        for claim in compose("{i:网络申请}{q:3件}、{i:信函申请}{q:4件},共{q:7件}。")[1]
    ] == [2, 2, None]


def test_the_total_of_an_endless_list_is_lost_from_sight() -> None:
    asked = candidates_of("{i:甲}{q:99件}。其中" + "、".join(["{i:乙}{q:3件}"] * 120) + "。")
    assert max(map(len, asked)) < 20
    assert "99件" not in asked[-1]


def test_a_total_that_the_rules_name_counts_more() -> None:
    def weigh(_: object, spans: object, __: object) -> list[float]:
        return [0.7, 0.3, *[0.0] * (len(spans) - 2)]  # type: ignore[arg-type]

    named = marked_to_mentions("{i:甲}{q:9件},其中{i:乙}{q:5件}。")
    unnamed = marked_to_mentions("{i:甲}{q:9件},{i:乙}{q:5件}。")
    assert link_parts(*named, weigh) == {1: 0}
    assert link_parts(*unnamed, weigh) == {}


def test_a_second_reading_wins_by_what_follows() -> None:
    text, mentions = marked_to_mentions("{i:甲}{q:9件},{i:乙}{q:5件},{i:丙}{q:3件}。")

    def weigh(head: object, spans: object, features: object) -> list[float]:
        if len(spans) == 2:  # type: ignore[arg-type]
            return [0.6, 0.4]
        # a list goes on: the total of the figure before is told by its relation
        goes_on = [any(each.startswith("RW") for each in seen) for seen in features]  # type: ignore[attr-defined]
        if any(goes_on):
            return [0.9 if each else 0.05 for each in goes_on]
        return [0.4, 0.3, 0.3]

    assert link_parts(text, mentions, weigh) == {1: 0, 2: 0}


def test_a_long_passage_keeps_a_reading() -> None:
    text, mentions = marked_to_mentions("".join(f"{{i:甲}}{{q:{n}件}}," for n in range(400, 0, -1)))
    assert link_parts(text, mentions, lambda _, spans, __: [1 / len(spans)] * len(spans)) == {}


def test_a_long_list_is_not_walked_to_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    # each figure is larger than all before it, so that none of them can be its total
    text, mentions = marked_to_mentions(",".join(f"{{i:信息}}{{q:{n}条}}" for n in range(1, 401)))
    looked: list[Mention] = []
    counts = part_choices._counts

    def watched(mention: Mention) -> bool:
        looked.append(mention)
        return counts(mention)

    monkeypatch.setattr(part_choices, "_counts", watched)
    link_parts(text, mentions, lambda _, candidates, __: [1.0] + [0.0] * (len(candidates) - 1))
    assert len(looked) < 400 * 110
