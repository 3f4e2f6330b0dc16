"""A run in figures: every metric's sums with an interval, by stratum, confidences, seconds, errors.

The same run gives the same figures: the intervals draw from a generator seeded by the caller.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from eval.bootstrap import ScoreInterval, score_interval
from eval.cases import CaseLabel
from eval.metrics.calibration import Reliability
from eval.metrics.catalogue import HEADLINES, METRICS, STRATA, Metric
from eval.metrics.counts import Counts, counts_to_table, sum_counts
from eval.scoring import DocumentScore


@dataclass(frozen=True, slots=True)
class MetricRow:
    """One metric over some documents: sums, their ratio and its interval."""

    metric: Metric
    counts: Counts
    interval: ScoreInterval
    documents: int

    @property
    def value(self) -> float | None:
        return self.counts.statistic(self.metric.statistic)


@dataclass(frozen=True, slots=True)
class Seconds:
    """Seconds a document, over those that were timed."""

    count: int
    total: float
    middle: float
    most: float


@dataclass(frozen=True, slots=True)
class StratumRows:
    """The headline metrics of the documents of one stratum, e.g. layout=pdf_ruled."""

    stratum: str
    value: str
    documents: int
    rows: tuple[MetricRow, ...]
    seconds: Seconds | None


@dataclass(frozen=True, slots=True)
class Summary:
    """``errors``: by label and class, most first; ``failed``: by code."""

    documents: int
    agencies: int
    rows: tuple[MetricRow, ...]
    strata: tuple[StratumRows, ...]
    reliability: Mapping[str, Reliability]
    seconds: Seconds | None
    errors: tuple[tuple[CaseLabel, str, int], ...]
    failed: Mapping[str, int]


def scores_to_summary(scores: Sequence[DocumentScore], *, seed: int = 0) -> Summary:
    rng = np.random.default_rng(seed)
    errors = Counter(
        (case.label, error) for score in scores for case in score.cases for error in case.classes
    )
    return Summary(
        documents=len(scores),
        agencies=len({score.agency for score in scores}),
        rows=_rows(METRICS.values(), scores, rng),
        strata=tuple(_strata(scores, rng)),
        reliability=_reliability(scores),
        seconds=_seconds(scores),
        errors=tuple((*key, count) for key, count in errors.most_common()),
        failed=Counter(score.failed for score in scores if score.failed is not None),
    )


def _rows(
    metrics: Iterable[Metric], scores: Sequence[DocumentScore], rng: np.random.Generator
) -> tuple[MetricRow, ...]:
    rows = []
    for metric in metrics:
        asked = [score for score in scores if metric.name in score.counts]
        if asked:
            rows.append(_row(metric, asked, rng))
    return tuple(rows)


def _row(metric: Metric, scores: Sequence[DocumentScore], rng: np.random.Generator) -> MetricRow:
    by_agency: dict[str, list[Counts]] = defaultdict(list)
    for score in scores:
        by_agency[score.agency].append(score.counts[metric.name])
    sums = [sum_counts(counts) for counts in by_agency.values()]
    interval = score_interval(counts_to_table(sums), metric.statistic, rng=rng)
    return MetricRow(metric, sum_counts(sums), interval, len(scores))


def _strata(scores: Sequence[DocumentScore], rng: np.random.Generator) -> list[StratumRows]:
    found = []
    headlines = [METRICS[name] for name in HEADLINES]
    for stratum in STRATA:
        groups: dict[str, list[DocumentScore]] = defaultdict(list)
        for score in scores:
            if stratum in score.strata:
                groups[score.strata[stratum]].append(score)
        if len(groups) < 2:
            continue
        for value, members in sorted(groups.items()):
            rows = _rows(headlines, members, rng)
            found.append(StratumRows(stratum, value, len(members), rows, _seconds(members)))
    return found


def _reliability(scores: Iterable[DocumentScore]) -> dict[str, Reliability]:
    found: dict[str, Reliability] = {}
    for score in scores:
        for name, each in score.reliability.items():
            found[name] = found.get(name, Reliability()) + each
    return found


def _seconds(scores: Iterable[DocumentScore]) -> Seconds | None:
    timed = [score.seconds for score in scores if score.seconds is not None]
    if not timed:
        return None
    return Seconds(len(timed), sum(timed), median(timed), max(timed))
