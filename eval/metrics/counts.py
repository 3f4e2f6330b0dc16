"""The three counts that every metric is a sum of, one at a time and as tables.

Counts are added and ratios derived from sums, never averaged: the mean of two documents' F1
depends on how answers fall into documents, the F1 of their sum does not. A table holds one row
(right, predicted, gold) a cluster, so that thousands of sums are one product of matrices.

A ratio without anything below its line is undefined. It is None here and NaN in arrays, and
never 1: a system that met no question has not answered any. So where nothing was asked and
nothing given, all three are undefined; where something was asked and nothing given, recall and
F1 are 0 and precision is undefined; where something was given unasked, precision and F1 are 0
and recall is undefined.

For spans, claims and statements ``predicted`` is what the system gave and ``gold`` what people
marked. For accuracy ``predicted`` is the number answered and ``gold`` the number asked: recall is
then accuracy over all, precision that over the answered, and ``abstention`` the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Statistic = Literal["f1", "precision", "recall"]
STATISTICS: tuple[Statistic, ...] = get_args(Statistic)

# Integers (clusters, 3): right, predicted, gold.
CountTable = NDArray[np.int64]

# What a ratio is made of: the multiple of right above the line; predicted and gold below it.
_RATIOS: dict[Statistic, tuple[int, int, int]] = {
    "f1": (2, 1, 1),
    "precision": (1, 1, 0),
    "recall": (1, 0, 1),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums over documents; nothing by default.

    Raises:
        ValueError: if a count is negative, or more is right than was predicted or asked for.
    """

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.right <= min(self.predicted, self.gold):
            raise ValueError(f"{self} cannot be: right lies between 0 and the two others")

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.predicted + other.predicted, self.gold + other.gold
        )

    @property
    def precision(self) -> float | None:
        return self.statistic("precision")

    @property
    def recall(self) -> float | None:
        return self.statistic("recall")

    @property
    def f1(self) -> float | None:
        return self.statistic("f1")

    @property
    def abstention(self) -> float | None:
        """Share of the questions left open; meant for accuracy, below 0 where more was given."""
        return 1 - self.predicted / self.gold if self.gold else None

    def statistic(self, name: Statistic) -> float | None:
        times, predicted, gold = _RATIOS[name]
        below = predicted * self.predicted + gold * self.gold
        return times * self.right / below if below else None


ZERO = Counts()


def sum_counts(counts: Iterable[Counts]) -> Counts:
    return sum(counts, ZERO)


def counts_to_table(counts: Iterable[Counts]) -> CountTable:
    """One row a member, in order; (0, 3) without any."""
    rows = [(count.right, count.predicted, count.gold) for count in counts]
    return np.array(rows, dtype=np.int64).reshape(len(rows), 3)


def table_to_counts(table: CountTable) -> Counts:
    """The sum of all rows."""
    right, predicted, gold = (int(count) for count in table.sum(axis=0))
    return Counts(right, predicted, gold)


def check_paired(a: CountTable, b: CountTable) -> None:
    """Raises ValueError unless both tables are (clusters, 3) over equally many clusters."""
    if a.shape != b.shape or a.ndim != 2 or a.shape[1] != 3:
        raise ValueError(f"tables of {a.shape} and {b.shape} are not over the same clusters")


def filled_rows(statistic: Statistic, *tables: CountTable) -> NDArray[np.bool_]:
    """Which clusters have something below the line of the ratio in one of the tables."""
    _, predicted, gold = _RATIOS[statistic]
    below = sum(predicted * table[:, 1] + gold * table[:, 2] for table in tables)
    return np.asarray(below > 0)


def differing_rows(statistic: Statistic, a: CountTable, b: CountTable) -> NDArray[np.bool_]:
    """Which clusters give the two systems another part above or below the line."""
    _, predicted, gold = _RATIOS[statistic]
    moved = b - a
    below = predicted * moved[:, 1] + gold * moved[:, 2]
    return np.asarray((moved[:, 0] != 0) | (below != 0))


def totals_to_statistic(
    totals: NDArray[np.float64] | CountTable, statistic: Statistic
) -> NDArray[np.float64]:
    """The ratio over the last axis (right, predicted, gold); NaN where undefined."""
    times, predicted, gold = _RATIOS[statistic]
    below = np.asarray(predicted * totals[..., 1] + gold * totals[..., 2], dtype=np.float64)
    ratios = np.full(below.shape, np.nan)
    np.divide(times * totals[..., 0], below, out=ratios, where=below > 0)
    return ratios
