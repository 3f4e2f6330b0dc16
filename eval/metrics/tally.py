"""Counts by metric while one document is being scored, and the cases behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from eval.cases import Case
from eval.metrics.calibration import Reliability
from eval.metrics.counts import ZERO, Counts


@dataclass(slots=True)
class Tally:
    """Counts of one document: ``counts`` by metric, ``reliability`` by what is predicted."""

    counts: dict[str, Counts] = field(default_factory=dict)
    reliability: dict[str, Reliability] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)

    def add(self, metric: str, *, right: int, predicted: int, gold: int) -> None:
        self.counts[metric] = self.counts.get(metric, ZERO) + Counts(right, predicted, gold)

    def answer(self, metric: str, *, right: bool, answered: bool = True) -> None:
        """One question of an accuracy."""
        self.add(metric, right=int(right), predicted=int(answered), gold=1)

    def trust(self, what: str, pairs: Iterable[tuple[float, bool]]) -> None:
        """Confidences with whether they were right."""
        self.reliability[what] = self.reliability.get(what, Reliability()) + Reliability.of(pairs)
