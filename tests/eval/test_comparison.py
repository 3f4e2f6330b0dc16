"""Two runs: a verdict, its reasons, and the cases that flipped."""

from __future__ import annotations

import pytest

from eval.comparison import ComparisonError, compare_runs
from eval.datasets import documents_to_dataset
from eval.findings import Findings
from eval.gold import annotated_to_findings
from eval.runner import Run, score_findings
from tests.eval.builder import annotated

AGENCIES = 24
DOCUMENTS = [annotated(name=f"mu-{n}", agency=f"云澜市第{n}局") for n in range(AGENCIES)]
DATASET = documents_to_dataset("set", DOCUMENTS, "abc")
TRUTH = [annotated_to_findings(document) for document in DOCUMENTS]


def damaged(found: Findings, index: int, **update: object) -> Findings:
    claims = list(found.claims or ())
    claims[index] = claims[index].model_copy(update=update)
    return found.model_copy(update={"claims": tuple(claims)})


def run(findings: list[Findings]) -> Run:
    return score_findings("x", "1", findings, DATASET)


GOOD = run(TRUTH)
BAD = run([damaged(found, 0, value=1) if n < 16 else found for n, found in enumerate(TRUTH)])


def test_a_run_against_itself_is_not_distinguishable() -> None:
    found = compare_runs(BAD, BAD)
    assert found.headline.key == "alike"
    # what nobody was asked cannot be compared
    asked = [each for each in found.comparisons if each.a.gold]
    assert {each.verdict for each in asked} == {"not distinguishable"}
    assert {each.p for each in asked} == {1.0}
    assert {flip.change for flip in found.flips} == {"still_wrong"}


def test_a_better_run_is_said_to_be_better_and_where() -> None:
    found = compare_runs(BAD, GOOD)
    assert found.headline.key == "better"
    assert [each.metric for each in found.headline.better] == ["claim"]
    claim = next(each for each in found.comparisons if each.metric == "claim" and each.headline)
    # 72 claims, 16 of them wrong: F1 56 / 72 = 0.778
    assert claim.interval.difference == pytest.approx(16 / 72)
    assert claim.p_adjusted is not None
    assert claim.p_adjusted < 0.05
    assert compare_runs(GOOD, BAD).headline.key == "worse"


def test_flipped_cases_are_fixed_broken_or_still_wrong() -> None:
    other = run([damaged(found, 1, value=1) if n == 0 else found for n, found in enumerate(TRUTH)])
    one = run([damaged(damaged(TRUTH[0], 0, value=9), 1, value=9), *TRUTH[1:]])
    changes = {
        flip.change: (flip.first or flip.second).key.split(":")[1]  # type: ignore[union-attr]
        for flip in compare_runs(one, other).flips
        if (flip.first or flip.second).label == "claim"  # type: ignore[union-attr]
    }
    first, second = (TRUTH[0].claims or ())[:2]
    assert changes == {
        "fixed": f"{first.start}-{first.end}",
        "still_wrong": f"{second.start}-{second.end}",
    }
    back = [flip.change for flip in compare_runs(other, one).flips]
    assert "broken" in back
    assert "fixed" not in back


def test_below_ten_agencies_there_is_no_verdict() -> None:
    documents = DOCUMENTS[:9]
    few = documents_to_dataset("few", documents, "few")
    bad = score_findings("x", "1", [damaged(found, 0, value=1) for found in TRUTH[:9]], few)
    found = compare_runs(bad, score_findings("x", "2", TRUTH[:9], few))
    assert found.headline.key == "too_few"
    assert all(each.interval.low is None for each in found.comparisons)
    assert len([flip for flip in found.flips if flip.change == "fixed"]) >= 9


def test_runs_over_other_data_are_refused() -> None:
    other = documents_to_dataset("set", DOCUMENTS, "xyz")
    with pytest.raises(ComparisonError, match="other data"):
        compare_runs(GOOD, score_findings("x", "1", TRUTH, other))


def test_strata_are_asked_apart() -> None:
    documents = [
        document.model_copy(
            update={"meta": document.meta.model_copy(update={"year": 2020 + n % 2})}
        )
        for n, document in enumerate(DOCUMENTS)
    ]
    halves = documents_to_dataset("halves", documents, "halves")
    bad = [damaged(found, 0, value=1) if n % 2 else found for n, found in enumerate(TRUTH)]
    found = compare_runs(
        score_findings("x", "1", bad, halves), score_findings("x", "2", TRUTH, halves)
    )
    verdicts = {
        each.stratum: each.verdict
        for each in found.comparisons
        if each.metric == "claim" and each.stratum
    }
    assert verdicts == {"year=2020": "not distinguishable", "year=2021": "better"}
