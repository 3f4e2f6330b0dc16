"""Annotations become the findings of a system that makes no mistake."""

from __future__ import annotations

from eval.findings import FoundClaim
from eval.gold import annotated_to_findings
from tests.annotations.builder import document, real_report
from tests.eval.builder import TEXT, perfect


def quoted(text: str, claim: FoundClaim) -> tuple[str, str | None, str | None]:
    places = (claim.start, claim.end), claim.item, claim.channel
    return tuple(None if at is None else text[slice(*at)] for at in places)  # type: ignore[return-value]


def test_a_quantity_makes_a_claim_with_its_relations() -> None:
    found = perfect()
    assert found.claims is not None
    assert [quoted(TEXT, claim) for claim in found.claims] == [
        ("271条", "信息", "微信公众号"),
        ("64条", "原创", "微信公众号"),
        ("未收到政府信息公开申请", "政府信息公开申请", None),
    ]
    whole, part, zero = found.claims
    assert (whole.value, whole.unit_norm, whole.indicator) == (271, "条", "publish.wechat")
    assert (part.part_of, zero.part_of) == (0, None)
    assert (zero.zero, zero.value, zero.unit_norm) == (True, 0, None)


def test_one_number_for_two_items_makes_two_claims_with_their_own_classes() -> None:
    text = "{i1#manage.documents_issued:预算}和{i2#publish.fiscal:决算}各{q1>i1,i2:1份}。"
    found = annotated_to_findings(document(text)).claims
    assert found is not None
    assert [(c.start, c.end, c.indicator) for c in found] == [
        (6, 8, "manage.documents_issued"),
        (6, 8, "publish.fiscal"),
    ]


def test_a_compound_zero_runs_from_the_negation_to_each_item() -> None:
    text = "{n1>i1,i2:未发生}{i1#remedy.reviews:行政复议}和{i2#remedy.lawsuits:行政诉讼}。"
    found = annotated_to_findings(document(text)).claims
    assert found is not None
    assert [(c.start, c.end, c.indicator) for c in found] == [
        (0, 7, "remedy.reviews"),
        (0, 12, "remedy.lawsuits"),
    ]


def test_planned_figures_are_targets_and_no_claims() -> None:
    text = "一是{B1#staffing:力量不足}。将{K1>b1#staffing:配备{i1:专员}{q1>i1,k1:3名}}。"
    found = annotated_to_findings(document(text))
    assert found.claims == ()
    assert found.statements is not None
    problem, commitment = found.statements
    assert (problem.kind, problem.theme, problem.answers) == ("problem", "staffing", None)
    assert (commitment.kind, commitment.answers, commitment.targets) == (
        "commitment",
        0,
        ((12, 14),),
    )


def test_what_was_not_annotated_is_none() -> None:
    found = annotated_to_findings(real_report())
    assert (found.spans, found.claims, found.statements) == (None, None, None)
    assert found.sections is not None
    assert [section.id for section in found.sections] == ["s0", "s1"]
    assert found.fields is not None
    assert (len(found.fields["title"]), found.fields["year"]) == (2, (2023,))
