"""The last word on a claim's indicator: rules where cells hang on it, the model elsewhere."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import pytest

from extraction.claims.indicator_model import (
    NONE,
    claim_to_answer,
    facts_to_features,
    facts_to_indicators,
    first_rules,
    load_indicator_model,
    may_state,
    neighbours_to_features,
    tied_indicators,
)
from extraction.claims.indicators import ClaimFacts, heading_before, load_rules


def facts(item: str | None, unit: str | None = "件", *, before: str = "") -> ClaimFacts:
    clause = f"{before}9{unit or ''}"
    return ClaimFacts(item, None, clause, unit, context=clause, before=before)


@pytest.mark.parametrize(
    ("item", "indicator"),
    [
        ("政府信息公开申请", "request.received"),
        ("结转下年度", "request.carried_out"),
        ("行政诉讼", "remedy.lawsuits"),
    ],
)
def test_what_has_cells_is_named(item: str, indicator: str) -> None:
    assert facts_to_indicators([facts(item)], [None]) == [indicator]


def test_the_first_rules_that_fit_are_told() -> None:
    assert [rule.id for rule in first_rules(facts("检查", "次"))] == ["supervise.inspections"]
    assert first_rules(facts("桥梁")) == []


@pytest.mark.parametrize(
    ("item", "unit", "before", "indicator"),
    [
        ("参训人员", "人次", "参训人员", "supervise.trainees"),
        ("信函", "件", "收到政府信息公开申请12件,其中信函", "request.by_channel"),
        ("党组会议", "次", "召开党组会议", "supervise.meetings"),
        ("出厂水浊度", "毫克", "其中出厂水浊度", None),
    ],
)
def test_the_model_answers_where_no_rule_stands(
    item: str, unit: str, before: str, indicator: str | None
) -> None:
    assert facts_to_indicators([facts(item, unit, before=before)], [None]) == [indicator]


@pytest.mark.parametrize(
    ("item", "before", "may"),
    [("来件", "全年收到来件", False), ("来件", "收到申请12件,其中来件", True)],
)
def test_a_claim_is_tied_to_cells_only_where_the_sentence_names_their_subject(
    item: str, before: str, may: bool
) -> None:
    claim = facts(item, before=before)
    assert "request.received" in tied_indicators()
    assert may_state(claim, [], "request.received") is may


def test_a_rule_may_tie_a_claim_to_cells() -> None:
    claim = facts("自然人")
    rules = first_rules(claim)
    assert may_state(claim, rules, "request.natural_person")
    assert not may_state(claim, [], "request.natural_person")


def test_the_heading_is_the_last_one_before_the_claim() -> None:
    text = "(一)主动公开。发布3条。\n(二)依申请公开情况。新收9件"
    assert heading_before(text, text.index("3")) == "主动公开"
    assert heading_before(text, text.index("9")) == "依申请公开情况"
    assert heading_before("发布3条", 2) == ""


def test_all_classes_are_indicators_of_the_rules_or_none() -> None:
    known = {rule.id for rule in load_rules()} | {NONE}
    assert set(load_indicator_model().classes) <= known


def test_white_space_and_figures_make_no_difference() -> None:
    plain, broken = facts("信息", before="发布12条,信息"), facts("信 息", before="发布3 4条,\n信息")
    assert facts_to_features(plain, []) == facts_to_features(broken, [])


def test_a_denial_and_a_count_differ() -> None:
    denied = ClaimFacts("收费", None, "未收费", None, zero=True)
    counted = ClaimFacts("收费", None, "未收费", None)
    assert facts_to_features(denied, []) ^ facts_to_features(counted, []) == {"ZTrue", "ZFalse"}


@pytest.mark.parametrize(
    ("answers", "whole", "told"),
    [
        ([], None, {">p^", ">w^"}),
        (["publish.total", "publish.news"], 0, {">ppublish.news", ">wpublish.total"}),
        (["", "publish.news"], 0, {">ppublish.news", ">w"}),
        (["publish.news"], 3, {">ppublish.news", ">w?"}),
    ],
)
def test_claims_tell_of_one_another(answers: list[str], whole: int | None, told: set[str]) -> None:
    assert neighbours_to_features(answers, whole) == told


def test_a_part_is_told_of_its_total() -> None:
    total = replace(facts("信息", "条", before="通过门户网站发布信息"), channel="门户网站")
    part = facts("规划类", "条", before="其中规划类")
    assert facts_to_indicators([total, part], [None, 0]) == ["publish.website", "publish.website"]
    assert facts_to_indicators([part], [None]) == ["publish.total"]


def test_a_claim_takes_less_than_a_millisecond() -> None:
    claim = facts("公示", "条", before="通过门户网站向社会发布行政许可事项办理结果公示")
    claim_to_answer(claim)
    times = []
    for _ in range(20):
        begin = perf_counter()
        claim_to_answer(claim)
        times.append(perf_counter() - begin)
    assert min(times) < 0.001
