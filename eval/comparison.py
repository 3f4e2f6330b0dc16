"""Two runs over the same data: what is better, what is worse, and which cases flipped.

Counts come from the runs, verdicts from ``verdicts``; how both are shown is left to the scorecard.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from eval.cases import Case
from eval.metrics.catalogue import HEADLINES, METRICS, STRATA, Metric
from eval.metrics.counts import ZERO
from eval.runner import Run
from eval.scoring import DocumentScore
from eval.verdicts import Comparison, DocumentPair, Headline, Question, compare_counts, headline

Change = Literal["fixed", "broken", "still_wrong"]
CHANGES: tuple[Change, ...] = ("broken", "fixed", "still_wrong")


class ComparisonError(ValueError):
    """Runs that cannot be compared; the message says why."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A place that a run got wrong; the case of a run that got it right is None."""

    change: Change
    document: str
    first: Case | None
    second: Case | None


@dataclass(frozen=True, slots=True)
class RunComparison:
    """``second`` against ``first``: comparisons in the order of the catalogue, strata after."""

    first: Run
    second: Run
    headline: Headline
    comparisons: tuple[Comparison, ...]
    flips: tuple[Flip, ...]


def compare_runs(first: Run, second: Run, *, seed: int = 0) -> RunComparison:
    """Raises ``ComparisonError`` for runs over other data or other documents."""
    if first.card.data_digest != second.card.data_digest:
        raise ComparisonError(
            f"the runs are over other data: {first.card.data} ({first.card.data_digest}) and"
            f" {second.card.data} ({second.card.data_digest}); run one of them again"
        )
    pairs = list(_pair_scores(first, second))
    questions = [*_questions(pairs), *_stratum_questions(pairs)]
    comparisons = compare_counts(questions, rng=np.random.default_rng(seed))
    flips = tuple(flip for one, two in pairs for flip in scores_to_flips(one, two))
    return RunComparison(first, second, headline(comparisons), comparisons, flips)


def _pair_scores(first: Run, second: Run) -> Iterator[tuple[DocumentScore, DocumentScore]]:
    others = {score.document: score for score in second.scores}
    if set(others) != {score.document for score in first.scores}:
        raise ComparisonError("the runs hold different documents; run both again")
    for score in first.scores:
        yield score, others[score.document]


def _questions(pairs: Sequence[tuple[DocumentScore, DocumentScore]]) -> list[Question]:
    return [
        Question(
            metric.name,
            asked,
            statistic=metric.statistic,
            headline=metric.headline,
        )
        for metric in METRICS.values()
        for asked in [_metric_pairs(metric, pairs)]
        if asked
    ]


def _stratum_questions(
    pairs: Sequence[tuple[DocumentScore, DocumentScore]],
) -> Iterator[Question]:
    """The headline metrics in every stratum that has more than one value."""
    for stratum in STRATA:
        groups: dict[str, list[tuple[DocumentScore, DocumentScore]]] = defaultdict(list)
        for pair in pairs:
            if stratum in pair[0].strata:
                groups[pair[0].strata[stratum]].append(pair)
        if len(groups) < 2:
            continue
        for value, members in sorted(groups.items()):
            for name in HEADLINES:
                asked = _metric_pairs(METRICS[name], members)
                if asked:
                    yield Question(
                        name,
                        asked,
                        stratum=f"{stratum}={value}",
                        statistic=METRICS[name].statistic,
                    )


def _metric_pairs(
    metric: Metric, pairs: Sequence[tuple[DocumentScore, DocumentScore]]
) -> list[DocumentPair]:
    return [
        DocumentPair(
            one.agency, one.counts.get(metric.name, ZERO), two.counts.get(metric.name, ZERO)
        )
        for one, two in pairs
        if metric.name in one.counts or metric.name in two.counts
    ]


def scores_to_flips(first: DocumentScore, second: DocumentScore) -> Iterator[Flip]:
    """Fixed, broken and still wrong, in order of the first run's cases."""
    before = {case.key: case for case in first.cases}
    after = {case.key: case for case in second.cases}
    for key in dict.fromkeys((*before, *after)):
        one, two = before.get(key), after.get(key)
        change: Change = "fixed" if two is None else "broken" if one is None else "still_wrong"
        yield Flip(change, first.document, one, two)
