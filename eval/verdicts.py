"""What is concluded from two systems' counts: b is better, worse, or it cannot be told.

The verdict comes from the permutation test, adjusted for all questions of the report; the
interval stands beside it. The headline questions are named beforehand and are a family of their
own, so that a table of forty strata does not cost the one question that was asked. All questions
of a report are compared by one call, so that no verdict can be had without the adjustment.
Matching and scoring are left to the metrics, wording to the messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from eval.bootstrap import RESAMPLES, DifferenceInterval, difference_interval
from eval.metrics.counts import (
    ZERO,
    Counts,
    CountTable,
    Statistic,
    counts_to_table,
    sum_counts,
)
from eval.permutation import SWAPS, holm, swap_test

Verdict = Literal["better", "worse", "not distinguishable", "too few"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

# How test and interval contradict each other. ``holds_zero``: different, though the interval
# reaches over 0. ``spares_zero``: not distinguishable, though the interval does not.
# ``lost_in_family``: the same, but p alone would have agreed with the interval, which is not
# adjusted for the number of questions.
Conflict = Literal["holds_zero", "spares_zero", "lost_in_family"]
CONFLICTS: tuple[Conflict, ...] = get_args(Conflict)

# Chance of calling alike systems different, for the whole of a family.
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """What two systems made of one document, and the agency whose documents fail together."""

    cluster: str
    a: Counts
    b: Counts


@dataclass(frozen=True, slots=True)
class Question:
    """One metric in one stratum (None: everywhere), over the documents of that stratum."""

    metric: str
    pairs: Sequence[DocumentPair]
    stratum: str | None = None
    statistic: Statistic = "f1"
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer to a question.

    Attributes:
        n_documents: those with something below the line of the ratio in either system.
        n_clusters: the agencies of these; fewer than ten are too few.
        n_differing: agencies in which the systems differ; below six there is a verdict, always
            ``not distinguishable``, and no bounds.
        a, b: the sums over all documents.
        interval: scores and difference with bounds that are not adjusted for the family.
        p: of the question by itself; None where too few. ``p_adjusted`` for its family.
        conflict: how the interval contradicts the verdict; None where it does not.
    """

    metric: str
    stratum: str | None
    statistic: Statistic
    headline: bool
    n_documents: int
    n_clusters: int
    n_differing: int
    a: Counts
    b: Counts
    interval: DifferenceInterval
    p: float | None
    p_adjusted: float | None
    verdict: Verdict
    conflict: Conflict | None


def compare_counts(
    questions: Sequence[Question],
    *,
    rng: np.random.Generator,
    resamples: int = RESAMPLES,
    swaps: int = SWAPS,
) -> tuple[Comparison, ...]:
    """Answers to all questions of one report, in order, adjusted within their two families.

    Each question draws from a generator of its own, so that one more at the end leaves the
    others as they were.
    """
    measured = [
        _measure(question, child, resamples, swaps)
        for question, child in zip(questions, rng.spawn(len(questions)), strict=True)
    ]
    adjusted = _adjust_families(questions, [p for _, p in measured])
    return tuple(
        _conclude(question, interval, p, p_adjusted)
        for question, (interval, p), p_adjusted in zip(questions, measured, adjusted, strict=True)
    )


def _measure(
    question: Question, rng: np.random.Generator, resamples: int, swaps: int
) -> tuple[DifferenceInterval, float | None]:
    """Interval and p; no p where there are too few clusters or a score is undefined."""
    a, b = pairs_to_tables(question.pairs)
    statistic = question.statistic
    interval = difference_interval(a, b, statistic, rng=rng, resamples=resamples)
    if interval.lack in ("few_clusters", "undefined"):
        return interval, None
    return interval, swap_test(a, b, statistic, rng=rng, swaps=swaps).p


def pairs_to_tables(pairs: Iterable[DocumentPair]) -> tuple[CountTable, CountTable]:
    """Both systems' sums by cluster, in the order of the clusters' names."""
    sums: dict[str, tuple[Counts, Counts]] = {}
    for pair in pairs:
        a, b = sums.get(pair.cluster, (ZERO, ZERO))
        sums[pair.cluster] = (a + pair.a, b + pair.b)
    rows = [sums[cluster] for cluster in sorted(sums)]
    return counts_to_table(a for a, _ in rows), counts_to_table(b for _, b in rows)


def _adjust_families(
    questions: Sequence[Question], p_values: Sequence[float | None]
) -> list[float | None]:
    adjusted: list[float | None] = [None] * len(questions)
    for of_headline in (True, False):
        places = [n for n, question in enumerate(questions) if question.headline is of_headline]
        for place, p in zip(places, holm([p_values[n] for n in places]), strict=True):
            adjusted[place] = p
    return adjusted


def _conclude(
    question: Question, interval: DifferenceInterval, p: float | None, p_adjusted: float | None
) -> Comparison:
    verdict = _decide(interval.difference, p_adjusted)
    return Comparison(
        metric=question.metric,
        stratum=question.stratum,
        statistic=question.statistic,
        headline=question.headline,
        n_documents=sum(_takes_part(pair, question.statistic) for pair in question.pairs),
        n_clusters=interval.clusters,
        n_differing=interval.differing,
        a=sum_counts(pair.a for pair in question.pairs),
        b=sum_counts(pair.b for pair in question.pairs),
        interval=interval,
        p=p,
        p_adjusted=p_adjusted,
        verdict=verdict,
        conflict=_find_conflict(verdict, interval, p),
    )


def _takes_part(pair: DocumentPair, statistic: Statistic) -> bool:
    return any(counts.statistic(statistic) is not None for counts in (pair.a, pair.b))


def _decide(difference: float | None, p_adjusted: float | None) -> Verdict:
    if difference is None or p_adjusted is None:
        return "too few"
    if p_adjusted >= ALPHA:
        return "not distinguishable"
    return "better" if difference > 0 else "worse"


def _find_conflict(
    verdict: Verdict, interval: DifferenceInterval, p: float | None
) -> Conflict | None:
    if interval.low is None or interval.high is None or p is None:
        return None
    holds_zero = interval.low <= 0 <= interval.high
    if verdict == "not distinguishable":
        if holds_zero:
            return None
        return "lost_in_family" if p < ALPHA else "spares_zero"
    return "holds_zero" if holds_zero else None


# The message that carries the headline: what the headline questions say together.
HeadlineKey = Literal["better", "worse", "mixed", "alike", "too_few", "none"]
HEADLINE_KEYS: tuple[HeadlineKey, ...] = get_args(HeadlineKey)


@dataclass(frozen=True, slots=True)
class Headline:
    """One sentence's key, and what it speaks of.

    Attributes:
        key: ``better``: some headline question is better and none worse; ``worse`` the reverse;
            ``mixed``: some of each; ``alike``: none of either; ``too_few``: none could be
            asked; ``none``: there was none.
        better, worse, alike, too_few: the headline answers by verdict, in order.
        further: the other answers that could be given; ``further_better`` and ``further_worse``
            of them, so that a good headline does not hide a stratum that got worse.
    """

    key: HeadlineKey
    better: tuple[Comparison, ...]
    worse: tuple[Comparison, ...]
    alike: tuple[Comparison, ...]
    too_few: tuple[Comparison, ...]
    further: int
    further_better: int
    further_worse: int


def headline(comparisons: Iterable[Comparison]) -> Headline:
    """What a report's comparisons come to; ``eval/messages.toml`` has the sentence."""
    asked: dict[Verdict, list[Comparison]] = {verdict: [] for verdict in VERDICTS}
    further: dict[Verdict, int] = dict.fromkeys(VERDICTS, 0)
    for comparison in comparisons:
        if comparison.headline:
            asked[comparison.verdict].append(comparison)
        else:
            further[comparison.verdict] += 1
    return Headline(
        key=_asked_to_key(asked),
        better=tuple(asked["better"]),
        worse=tuple(asked["worse"]),
        alike=tuple(asked["not distinguishable"]),
        too_few=tuple(asked["too few"]),
        further=sum(further.values()) - further["too few"],
        further_better=further["better"],
        further_worse=further["worse"],
    )


def _asked_to_key(asked: dict[Verdict, list[Comparison]]) -> HeadlineKey:
    if asked["better"]:
        return "mixed" if asked["worse"] else "better"
    if asked["worse"]:
        return "worse"
    if asked["not distinguishable"]:
        return "alike"
    return "too_few" if asked["too few"] else "none"
