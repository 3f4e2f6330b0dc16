"""Whether a confidence means what it says: Brier score, expected calibration error, reliability.

Sums over answers, kept by bins of equal width, so that they add up over documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BINS = 20


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose confidence fell into one bin: how many, how many right, sum of confidences."""

    count: int = 0
    right: int = 0
    confidence: float = 0.0

    def __add__(self, other: Bin) -> Bin:
        return Bin(
            self.count + other.count,
            self.right + other.right,
            self.confidence + other.confidence,
        )


@dataclass(frozen=True, slots=True)
class Reliability:
    """``bins`` from confidence 0 to 1, each [low, high), the last with its end.

    ``squares`` is the sum of squared distances between confidence and outcome (1 right, 0 wrong).
    """

    bins: tuple[Bin, ...] = (Bin(),) * BINS
    squares: float = 0.0

    @classmethod
    def of(cls, pairs: Iterable[tuple[float, bool]]) -> Reliability:
        """From (confidence in [0, 1], whether right).

        Raises:
            ValueError: for a confidence outside [0, 1].
        """
        bins = [Bin()] * BINS
        squares = 0.0
        for confidence, right in pairs:
            if not 0 <= confidence <= 1:
                raise ValueError(f"{confidence} is no confidence: it lies in [0, 1]")
            at = min(BINS - 1, int(confidence * BINS))
            bins[at] += Bin(1, int(right), confidence)
            squares += (confidence - right) ** 2
        return cls(tuple(bins), squares)

    def __add__(self, other: Reliability) -> Reliability:
        added = tuple(one + two for one, two in zip(self.bins, other.bins, strict=True))
        return Reliability(added, self.squares + other.squares)

    @property
    def count(self) -> int:
        return sum(each.count for each in self.bins)

    @property
    def brier(self) -> float | None:
        return self.squares / self.count if self.count else None

    @property
    def expected_error(self) -> float | None:
        """Mean distance between confidence and share of right answers, bins weighted by size."""
        if not self.count:
            return None
        return sum(abs(each.confidence - each.right) for each in self.bins) / self.count

    def from_confidence(self, least: float) -> tuple[int, int]:
        """(answers, right ones) of the bins that lie wholly at or above ``least``."""
        kept = [each for at, each in enumerate(self.bins) if at / BINS >= least - 1e-9]
        return sum(each.count for each in kept), sum(each.right for each in kept)
