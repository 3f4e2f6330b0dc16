from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from eval.benchmarks.simulated_pairs import (
    FIFTH_MENDED,
    NO_DIFFERENCE,
    count_verdicts,
    draw_documents,
    drawn_to_pairs,
)
from eval.metrics.counts import Counts, CountTable
from eval.verdicts import (
    Comparison,
    DocumentPair,
    Question,
    Verdict,
    compare_counts,
    headline,
    pairs_to_tables,
)

ROUNDS = 500


def generator() -> np.random.Generator:
    return np.random.default_rng(5)


def compare(*questions: Question) -> tuple[Comparison, ...]:
    return compare_counts(questions, rng=generator(), swaps=1999)


def compare_one(pairs: list[DocumentPair]) -> Comparison:
    return compare(Question("claims", pairs, headline=True))[0]


def mended_pairs(better: int, alike: int, *, worse: int = 0, name: str = "") -> list[DocumentPair]:
    """Agencies of one document of ten claims; b has one more or one less right than a."""
    rights = [9] * better + [8] * alike + [7] * worse
    return [
        DocumentPair(f"{name}{number:03}", Counts(8, 10, 10), Counts(right, 10, 10))
        for number, right in enumerate(rights)
    ]


def swapped(pairs: list[DocumentPair]) -> list[DocumentPair]:
    return [replace(pair, a=pair.b, b=pair.a) for pair in pairs]


def test_ten_agencies_better() -> None:
    # All ten up or all ten down of 1,024 swaps.
    found = compare_one(mended_pairs(10, 0))
    assert found.p == found.p_adjusted == 2 / 1024
    assert found.verdict == "better"
    assert found.interval.difference == pytest.approx(0.1)
    assert (found.a, found.b) == (Counts(80, 100, 100), Counts(90, 100, 100))


def test_the_other_way_round_it_is_worse() -> None:
    assert compare_one(swapped(mended_pairs(10, 0))).verdict == "worse"


def test_nine_agencies_are_too_few() -> None:
    found = compare_one(mended_pairs(9, 0))
    assert found.verdict == "too few"
    assert (found.p, found.p_adjusted, found.interval.low, found.conflict) == (None,) * 4
    assert found.interval.lack == "few_clusters"
    assert (found.a.right, found.b.right) == (72, 81)


def test_an_undefined_score_is_too_few() -> None:
    pairs = [DocumentPair(str(n), Counts(0, 0, 4), Counts(2, 4, 4)) for n in range(12)]
    found = compare(Question("amounts", pairs, statistic="precision"))[0]
    assert (found.verdict, found.interval.lack) == ("too few", "undefined")


def test_documents_of_one_agency_are_one_cluster() -> None:
    first = DocumentPair("Linhe", Counts(1, 2, 3), Counts(2, 2, 3))
    second = DocumentPair("Linhe", Counts(4, 5, 6), Counts(5, 5, 6))
    a, b = pairs_to_tables([first, DocumentPair("Anping", Counts(0, 1, 1), Counts()), second])
    assert a.tolist() == [[0, 1, 1], [5, 7, 9]]
    assert b.tolist() == [[0, 0, 0], [7, 7, 9]]


def test_documents_without_a_part_are_not_counted() -> None:
    pairs = [*mended_pairs(10, 0), DocumentPair("empty", Counts(), Counts())]
    found = compare_one(pairs)
    assert (found.n_documents, found.n_clusters, found.n_differing) == (10, 10, 10)


def test_one_agency_with_many_reports_is_no_proof() -> None:
    # Twelve reports of one agency are read better, those of eleven others alike. Taken for
    # independent, all twelve point one way: 2 swaps of 4,096, "better". But they are one agency's
    # one template: a single cluster differs, and swapping it is as far apart as not: p = 1.
    template = [replace(pair, cluster="Linhe") for pair in mended_pairs(12, 0)]
    others = mended_pairs(0, 11, name="other")
    by_agency = compare_one([*template, *others])
    as_if_independent = compare_one([*mended_pairs(12, 0), *others])
    assert (as_if_independent.verdict, as_if_independent.p) == ("better", 2 / 4096)
    assert (by_agency.verdict, by_agency.p) == ("not distinguishable", 1.0)


def test_a_family_pays_for_its_size() -> None:
    # Alone 8 of 8 differing agencies give 2/256 = 0.0078; as the one real one among eight
    # questions 8 * 0.0078 = 0.0625. The interval is not adjusted, and says so.
    strata = [Question("claims", mended_pairs(8, 12), stratum="first")]
    strata += [Question("claims", mended_pairs(0, 20), stratum=str(n)) for n in range(7)]
    found = compare(*strata)[0]
    assert found.p == 2 / 256
    assert found.p_adjusted == 16 / 256
    assert (found.verdict, found.conflict) == ("not distinguishable", "lost_in_family")


def test_headline_questions_do_not_pay_for_the_others() -> None:
    strata = [Question("claims", mended_pairs(0, 20), stratum=str(n)) for n in range(7)]
    asked = Question("claims", mended_pairs(8, 12), headline=True)
    found = compare(*strata, asked)[-1]
    assert (found.p_adjusted, found.verdict, found.conflict) == (2 / 256, "better", None)


def test_the_others_do_not_pay_for_headline_questions() -> None:
    asked = [Question(str(n), mended_pairs(0, 20), headline=True) for n in range(7)]
    found = compare(*asked, Question("claims", mended_pairs(8, 12), stratum="first"))[-1]
    assert found.p_adjusted == 2 / 256


def test_too_few_are_no_members_of_the_family() -> None:
    few = [Question("claims", mended_pairs(3, 0), stratum=str(n)) for n in range(20)]
    found = compare(Question("claims", mended_pairs(8, 12), stratum="first"), *few)[0]
    assert found.p_adjusted == 2 / 256


def test_an_interval_apart_from_zero_does_not_overrule_the_test() -> None:
    # Seven agencies better and one worse of 20: as far apart are 8 or 6, 2 * (1 + 8) of 256
    # swaps. The percentile interval ends one claim of 200 above zero.
    found = compare_one(mended_pairs(7, 12, worse=1))
    assert found.p == 18 / 256
    assert found.interval.low == pytest.approx(0.005)
    assert (found.verdict, found.conflict) == ("not distinguishable", "spares_zero")


def test_an_interval_over_zero_does_not_overrule_the_test() -> None:
    # Precision. a answers in three of twelve agencies and always wrongly, b everywhere rightly:
    # 0 and 1. As far apart are only all swapped and none, 2/4096. But a resample misses the three
    # with a chance of (9/12) ** 12 = 3 %, more than a tail, so that the interval knows nothing.
    silent, wrong, right = Counts(0, 0, 4), Counts(0, 4, 4), Counts(4, 4, 4)
    pairs = [DocumentPair(str(n), wrong if n < 3 else silent, right) for n in range(12)]
    found = compare(Question("amounts", pairs, statistic="precision"))[0]
    assert found.p == 2 / 4096
    assert (found.interval.low, found.interval.high) == (-1.0, 1.0)
    assert (found.verdict, found.conflict) == ("better", "holds_zero")


def test_one_question_more_leaves_the_others_as_they_were() -> None:
    drawn = drawn_to_pairs(draw_documents(FIFTH_MENDED, generator()))
    first = Question("claims", drawn, headline=True)
    assert compare(first)[0] == compare(first, Question("cells", drawn))[0]


def test_a_system_against_itself() -> None:
    drawn = drawn_to_pairs(draw_documents(NO_DIFFERENCE, generator()))
    found = compare_one([replace(pair, b=pair.a) for pair in drawn])
    assert (found.verdict, found.p, found.n_differing) == ("not distinguishable", 1.0, 0)
    assert found.interval.difference == 0.0


def test_alike_systems_are_seldom_called_different() -> None:
    """300 documents of ten claims in 100 agencies whose claims fail together."""
    counts = count_verdicts(NO_DIFFERENCE, ROUNDS, seed=2026)
    assert counts["better"] + counts["worse"] <= 35
    assert counts["not distinguishable"] >= 465


def test_documents_taken_for_independent_find_differences_that_are_none() -> None:
    """The same draws as above with every document as a cluster: far more than one in twenty."""
    counts = count_verdicts(NO_DIFFERENCE, ROUNDS // 2, seed=2026, by_document=True)
    assert counts["better"] + counts["worse"] >= 30


def test_five_percent_mended_against_three_broken_is_found() -> None:
    counts = count_verdicts(FIFTH_MENDED, ROUNDS, seed=2026)
    assert counts["better"] >= 450
    assert counts["worse"] == 0


def test_simulated_alike_systems_are_correlated_inside_agencies() -> None:
    """The variance of an agency's rights is well above that of independent claims."""
    drawn = draw_documents(replace(NO_DIFFERENCE, documents=20_000, agencies=2_000), generator())
    sizes = np.bincount(drawn.agencies, minlength=2_000)
    moved = _right_of(drawn.b) - _right_of(drawn.a)
    sums = np.bincount(drawn.agencies, weights=moved, minlength=2_000)
    # Independent documents: the variance of the sum is the number of documents times theirs.
    assert (sums**2).sum() / (sizes.sum() * moved.var()) > 3


def _right_of(table: CountTable) -> np.ndarray:
    return table[:, 0].astype(float)


def given_verdict(
    verdict: Verdict, *, metric: str = "claims", is_headline: bool = True
) -> Comparison:
    return replace(
        compare_one(mended_pairs(10, 0)), metric=metric, verdict=verdict, headline=is_headline
    )


@pytest.mark.parametrize(
    ("verdicts", "key"),
    [
        ([], "none"),
        (["better"], "better"),
        (["worse"], "worse"),
        (["not distinguishable"], "alike"),
        (["too few"], "too_few"),
        (["better", "not distinguishable", "too few"], "better"),
        (["worse", "not distinguishable"], "worse"),
        (["better", "worse"], "mixed"),
        (["too few", "not distinguishable"], "alike"),
    ],
)
def test_headline_says_what_its_questions_say_together(verdicts: list[Verdict], key: str) -> None:
    assert headline([given_verdict(verdict) for verdict in verdicts]).key == key


def test_headline_names_its_metrics_by_verdict() -> None:
    better = given_verdict("better", metric="claims")
    alike = given_verdict("not distinguishable", metric="cells")
    found = headline([better, alike])
    assert (found.better, found.alike, found.worse) == ((better,), (alike,), ())


def test_headline_does_not_hide_strata_that_got_worse() -> None:
    strata: list[Verdict] = ["worse", "worse", "better", "not distinguishable", "too few"]
    further = [given_verdict(verdict, is_headline=False) for verdict in strata]
    found = headline([given_verdict("better"), *further])
    assert found.key == "better"
    assert (found.further, found.further_better, found.further_worse) == (4, 1, 2)
