"""Items by the learned weights: what the rules leave open."""

from __future__ import annotations

import pytest

from extraction.claims.compose import spans_to_claims
from extraction.claims.links import Choosers
from tests.extraction.claims.notation import compose, first, marked_to_spans, part


@pytest.mark.parametrize(
    ("marked", "items"),
    [
        # a difference counts what it is a difference of
        ("收到{i:申请}{q:33件},比上年增加{q:12件},增幅{q:57.1%}。", ["申请", "申请", "申请"]),
        ("{i:粉丝}{q:3000人},较年初净增{q:200人}。", ["粉丝", "粉丝"]),
        # so does a figure of another span of time
        ("接听{i:来电}{q:400个},{p:日均}{q:15个}。", ["来电", "来电"]),
        # two measures of one thing
        ("发放{i:贷款}{q:16笔}、{q:4亿元}。", ["贷款", "贷款"]),
        # a label of its own comes first
        ("收到{i:申请}{q:33件},{i:办结}{q:30件}。", ["申请", "办结"]),
        ("{i:信息}{q:9条},{i:公开率}{q:50%}。", ["信息", "公开率"]),
    ],
)
def test_what_a_further_figure_counts(marked: str, items: list[str]) -> None:
    text, claims = compose(marked)
    assert [part(text, claim.item) for claim in claims] == items


def test_the_rules_answer_is_the_first_candidate_and_none_the_last() -> None:
    text, spans = marked_to_spans("发布{i:图解}{q:3篇}、{i:视频}{q:5个}。")
    asked: list[list[list[str]]] = []

    def note(head: object, candidates: object, features: object) -> list[float]:
        asked.append([[text[i.start : i.end] for i in each] for each in candidates])  # type: ignore[attr-defined]
        return first(head, candidates, features)  # type: ignore[arg-type]

    spans_to_claims(text, spans, choosers=Choosers(note, first, first))
    assert asked[0][0] == ["图解"]
    assert asked[0][-1] == []
    assert asked[1] == [["视频"], ["图解"], []]


def test_joined_labels_are_a_candidate_too() -> None:
    text, spans = marked_to_spans("{i:预算}、{i:决算}公开{q:3份}。")
    asked: list[list[str]] = []

    def note(head: object, candidates: object, features: object) -> list[float]:
        asked.extend([text[i.start : i.end] for i in each] for each in candidates)  # type: ignore[attr-defined]
        return first(head, candidates, features)  # type: ignore[arg-type]

    spans_to_claims(text, spans, choosers=Choosers(note, first, first))
    assert asked == [["决算"], ["预算", "决算"], ["预算"], []]


def test_no_more_labels_are_joined_than_a_list_has() -> None:
    text, spans = marked_to_spans("、".join(["{i:预算}"] * 40) + "公开{q:3份}。")
    asked: list[int] = []

    def note(head: object, candidates: object, features: object) -> list[float]:
        asked.extend(len(each) for each in candidates)  # type: ignore[attr-defined]
        return first(head, candidates, features)  # type: ignore[arg-type]

    spans_to_claims(text, spans, choosers=Choosers(note, first, first))
    assert max(asked) == 24


def test_a_claim_is_as_sure_as_its_items() -> None:
    text, spans = marked_to_spans("发布{i:图解}{q:3篇}、{i:视频}{q:5个}。")

    def doubtful(_: object, candidates: object, __: object) -> list[float]:
        return [0.5, *[0.5 / (len(candidates) - 1)] * (len(candidates) - 1)]  # type: ignore[arg-type]

    claims = spans_to_claims(text, spans, choosers=Choosers(doubtful, first, first))
    assert [claim.score for claim in claims] == [0.5, 0.5]
