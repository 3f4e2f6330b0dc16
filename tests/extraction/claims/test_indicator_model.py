"""The last word on a claim's indicator: rules where cells hang on it, the model elsewhere."""

from __future__ import annotations

from time import perf_counter

import pytest

from extraction.claims.indicator_model import (
    NONE,
    barred_indicators,
    claim_to_indicator,
    facts_to_features,
    facts_to_ruled,
    load_indicator_model,
)
from extraction.claims.indicators import ClaimFacts, load_rules


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
def test_a_rule_that_ties_a_claim_to_cells_stands(item: str, indicator: str) -> None:
    assert facts_to_ruled(facts(item)) == (indicator, True)
    assert claim_to_indicator(facts(item)) == indicator


def test_a_certain_rule_stands_and_another_one_does_not() -> None:
    assert facts_to_ruled(facts("政策解读图解", "个")) == ("interpret.multimedia", True)
    assert facts_to_ruled(facts("检查", "次")) == ("supervise.inspections", False)


def test_without_a_rule_nothing_stands() -> None:
    assert facts_to_ruled(facts("桥梁")) == (None, False)


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
    assert claim_to_indicator(facts(item, unit, before=before)) == indicator


def test_the_model_never_ties_a_claim_to_cells() -> None:
    claim = facts("来件", before="全年共收到政府信息公开来件")
    ruled, stands = facts_to_ruled(claim)
    assert not stands
    assert load_indicator_model().best(facts_to_features(claim, ruled)) in barred_indicators()
    assert claim_to_indicator(claim) is None


def test_all_classes_are_indicators_of_the_rules_or_none() -> None:
    known = {rule.id for rule in load_rules()} | {NONE}
    assert set(load_indicator_model().classes) <= known


def test_white_space_and_figures_make_no_difference() -> None:
    plain, broken = facts("信息", before="发布12条,信息"), facts("信 息", before="发布3 4条,\n信息")
    assert facts_to_features(plain, None) == facts_to_features(broken, None)


def test_a_denial_and_a_count_differ() -> None:
    denied = ClaimFacts("收费", None, "未收费", None, zero=True)
    counted = ClaimFacts("收费", None, "未收费", None)
    assert facts_to_features(denied, None) ^ facts_to_features(counted, None) == {"ZTrue", "ZFalse"}


def test_a_claim_takes_less_than_a_millisecond() -> None:
    claim = facts("公示", "条", before="通过门户网站向社会发布行政许可事项办理结果公示")
    claim_to_indicator(claim)
    times = []
    for _ in range(20):
        begin = perf_counter()
        claim_to_indicator(claim)
        times.append(perf_counter() - begin)
    assert min(times) < 0.001
