"""Intervals for a score, and for the difference of two systems, over whole agencies.

An agency repeats itself from year to year, so that its reports fail together. Agencies are drawn
with replacement and all their reports come along; two systems are read on the same draws. Whether
a difference is more than chance is for ``eval.permutation``; the interval says how large it is.

A score gets a BCa interval, a difference a percentile interval, both with the tails widened for
few clusters (Hesterberg 2015): a draw of n clusters varies by (n - 1) / n too little and the
normal's 1.96 stands where Student's t belongs. Where all draws are alike (no error anywhere) they
say nothing of errors not met; a score's bounds are then Wilson's with each cluster as one trial.

Chosen by how often the 95 % interval of F1 held the truth, in percent of 1,000 simulated pairs of
systems with errors correlated inside agencies of three reports (``wide`` is the widening):

    agencies  wrong  |  score: percentile  BCa  BCa wide  |  difference: BCa  percentile  wide
          10    3 %  |               79.7  84.6      88.8  |             75.2        76.8  81.1
          10   10 %  |               85.0  86.4      92.1  |             84.0        87.4  91.4
          20    3 %  |               84.5  87.1      89.4  |             80.1        84.9  87.9
          20   10 %  |               87.6  88.9      91.5  |             84.2        89.4  92.4
          50    3 %  |               90.5  90.7      91.6  |             87.0        91.4  91.9
          50   10 %  |               91.9  92.1      93.1  |             92.1        93.4  94.4
         100    1 %  |               86.9  90.8      91.1  |             82.9        89.7  90.3
         100    3 %  |               92.2  92.8      93.4  |             89.0        92.0  92.4
         100   10 %  |               94.7  94.2      94.5  |             91.4        93.6  94.4

BCa serves a score near 1, whose errors are skewed; a difference is nearly symmetric, and there
its correction only adds noise. What is still missing to 95 % cannot be resampled: the agency that
fails as a whole and was not met. The differences of the table count pairs with a handful of
differing agencies too, which get no bounds here (``LEAST_DIFFERING``); without them
``eval.benchmarks.simulated_pairs`` finds 92 to 95 % from twenty agencies and 3 % wrong on.

A resample of two systems in which one has nothing below its line could have been anything. It
counts as the worst for each end, -1 for the lower bound and 1 for the upper; their number is
given. A single score's clusters each have something below the line, so that it knows none.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from eval.intervals import share_to_wilson
from eval.metrics.counts import (
    CountTable,
    Statistic,
    check_paired,
    differing_rows,
    filled_rows,
    totals_to_statistic,
)

# Clusters. The project's rule: below it counts and every error in a list, and no interval.
LEAST_CLUSTERS = 10
RESAMPLES = 2000
LEVEL = 0.95

# Clusters in which two systems differ. With five no swap test can come below 2 / 2 ** 5 = 6 %, and
# percentile intervals of 4,300 simulated pairs held the truth in 0 % (none differs), 66 % (one),
# 85 % (two), 89 % (three) and about 91 % from four on.
LEAST_DIFFERING = 6
# Why there are no bounds: too few agencies, a ratio with nothing below its line, or too few
# agencies that differ, which are then better listed.
Lack = Literal["few_clusters", "undefined", "few_differing"]
Floats = NDArray[np.float64]

# Weights held in memory at once (8 bytes each): 2,000 resamples of 300 clusters in one piece.
_CELLS_AT_ONCE = 1_000_000
# Two ratios closer than this are one and the same ratio in floating point.
_SAME = 1e-12
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class ScoreInterval:
    """A system's score with its interval.

    Attributes:
        value: the ratio of the sums; None where undefined.
        low, high: None where ``lack`` says why.
        clusters: those that enter the ratio at all, for which it is defined in every resample.
    """

    value: float | None
    low: float | None
    high: float | None
    clusters: int
    lack: Lack | None


@dataclass(frozen=True, slots=True)
class DifferenceInterval:
    """Two systems' scores, and their difference (b minus a) with its interval.

    Attributes:
        a, b: the ratios of the sums; None where undefined, and so is their difference.
        low, high: bounds of the difference; None where ``lack`` says why.
        clusters: those that enter the ratio of either system; ``differing`` those in which the
            systems differ.
        undefined: resamples in which one of the ratios had nothing below its line.
    """

    a: float | None
    b: float | None
    difference: float | None
    low: float | None
    high: float | None
    clusters: int
    differing: int
    undefined: int
    lack: Lack | None


def score_interval(
    table: CountTable,
    statistic: Statistic,
    *,
    rng: np.random.Generator,
    resamples: int = RESAMPLES,
    level: float = LEVEL,
) -> ScoreInterval:
    """The interval of one system's score; clusters without a part in it are left out."""
    table = table[filled_rows(statistic, table)]
    clusters = len(table)
    sums = table.sum(axis=0)
    value = _to_value(totals_to_statistic(sums, statistic))
    lack = _find_lack(clusters, value)
    if value is None or lack:
        return ScoreInterval(value, None, None, clusters, lack)
    drawn = totals_to_statistic(_resample(table, resamples, rng), statistic)
    if np.ptp(drawn) < _SAME:
        z = _NORMAL.inv_cdf((1 + level) / 2)
        low, high = share_to_wilson(value, clusters, z=z)
    else:
        without_one = totals_to_statistic(sums - table, statistic)
        tails = _bca_tails(drawn, value, without_one, _widened_tail(clusters, level))
        low, high = (float(np.quantile(drawn, tail)) for tail in tails)
    return ScoreInterval(value, low, high, clusters, None)


def difference_interval(
    a: CountTable,
    b: CountTable,
    statistic: Statistic,
    *,
    rng: np.random.Generator,
    resamples: int = RESAMPLES,
    level: float = LEVEL,
) -> DifferenceInterval:
    """The interval of b minus a, whose tables list the same clusters in the same order."""
    check_paired(a, b)
    kept = filled_rows(statistic, a, b)
    both = np.stack([a[kept], b[kept]], axis=1)
    clusters = len(both)
    scores = totals_to_statistic(both.sum(axis=0), statistic)
    first, second = _to_value(scores[0]), _to_value(scores[1])
    difference = None if first is None or second is None else second - first
    differing = int(differing_rows(statistic, a, b).sum())
    lack = _find_lack(clusters, difference)
    if not lack and differing < LEAST_DIFFERING:
        lack = "few_differing"
    if lack:
        return DifferenceInterval(
            first, second, difference, None, None, clusters, differing, 0, lack
        )
    drawn = totals_to_statistic(_resample(both, resamples, rng), statistic)
    differences = drawn[:, 1] - drawn[:, 0]
    tail = _widened_tail(clusters, level)
    undefined = np.isnan(differences)
    low = float(np.quantile(np.where(undefined, -1.0, differences), tail))
    high = float(np.quantile(np.where(undefined, 1.0, differences), 1 - tail))
    missing = int(undefined.sum())
    return DifferenceInterval(
        first, second, difference, low, high, clusters, differing, missing, None
    )


def _to_value(score: Floats) -> float | None:
    return None if np.isnan(score) else float(score)


def _find_lack(clusters: int, value: float | None) -> Lack | None:
    if clusters < LEAST_CLUSTERS:
        return "few_clusters"
    return "undefined" if value is None else None


def _resample(rows: CountTable, resamples: int, rng: np.random.Generator) -> Floats:
    """Sums (resamples, ...) of as many rows as there are, drawn with replacement."""
    count = len(rows)
    flat = rows.reshape(count, -1).astype(np.float64)
    pieces = []
    at_once = max(1, _CELLS_AT_ONCE // count)
    for start in range(0, resamples, at_once):
        size = min(at_once, resamples - start)
        drawn = rng.integers(0, count, (size, count)) + count * np.arange(size)[:, None]
        weights = np.bincount(drawn.ravel(), minlength=size * count).reshape(size, count)
        pieces.append(weights.astype(np.float64) @ flat)
    return np.concatenate(pieces).reshape(resamples, *rows.shape[1:])


def _widened_tail(clusters: int, level: float) -> float:
    """The part of resamples in each tail; 0.0086 instead of 0.025 for ten clusters at 95 %."""
    t = _student(clusters - 1, level)
    return _NORMAL.cdf(-t * sqrt(clusters / (clusters - 1)))


def _student(freedom: int, level: float) -> float:
    """Student's two-sided quantile by its series in 1 / freedom; right to 0.0003 from nine on."""
    z = _NORMAL.inv_cdf((1 + level) / 2)
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return float(sum(term / freedom**power for power, term in enumerate(terms)))


def _bca_tails(
    drawn: Floats, value: float, without_one: Floats, tail: float
) -> tuple[float, float]:
    """Where BCa cuts the resamples: corrected for bias and for the skew of the jackknife."""
    below = np.mean(drawn < value - _SAME) + np.mean(np.abs(drawn - value) <= _SAME) / 2
    margin = 0.5 / len(drawn)
    bias = _NORMAL.inv_cdf(float(np.clip(below, margin, 1 - margin)))
    pulls = without_one.mean() - without_one
    spread = float((pulls**2).sum())
    skew = float((pulls**3).sum()) / (6 * spread**1.5) if spread > _SAME**2 else 0.0

    def corrected(z: float) -> float:
        scale = 1 - skew * (bias + z)
        return _NORMAL.cdf(bias + (bias + z) / scale) if scale > 0 else float(z > 0)

    z = _NORMAL.inv_cdf(tail)
    return corrected(z), corrected(-z)
