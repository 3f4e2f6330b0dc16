"""A learned choice among candidates: the one whose features weigh most, and how sure that is.

What may be linked with what, and what is seen of a pair, is said beside each question
(``item_choices``, ``part_choices``, ``period_choices``); the weights come from
``training.linking``. They are whole steps of ``STEP``, so that every machine chooses alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TypeVar
from zlib import crc32

from extraction.linear_classes import LinearClasses, Rows, load_weights
from models import ScoredSpan

Features = Sequence[str]
Candidate = TypeVar("Candidate")
# How probable it is of each candidate that it goes with the span. Two stand behind it: extraction
# asks the weights, training knows the answer and notes the features.
Chooser = Callable[[ScoredSpan, Sequence[Candidate], Sequence[Features]], Sequence[float]]
# What one step of a saved weight adds to the logarithm of the odds.
STEP = 1 / 16
# The one class that the weights of such a model speak for.
CHOSEN = "chosen"
# Features whose weights are kept at hand; a report has some thousands of its own.
_KEPT = 100_000


class ChoiceWeights:
    """``rows``: hash of a feature -> its weight, as the only entry of a row."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._known: dict[str, int] = {}

    def probabilities(
        self, _: ScoredSpan, __: Sequence[object], features: Sequence[Features]
    ) -> Sequence[float]:
        """A ``Chooser``."""
        sums = [self._sum(each) for each in features]
        highest = max(sums)
        raised = [math.exp((each - highest) * STEP) for each in sums]
        total = sum(raised)
        return [each / total for each in raised]

    def _sum(self, features: Iterable[str]) -> int:
        if len(self._known) > _KEPT:
            self._known.clear()
        known, total = self._known, 0
        for feature in features:
            weight = known.get(feature)
            if weight is None:
                row = self._rows.get(crc32(feature.encode()))
                weight = known[feature] = row[0][1] if row else 0
            total += weight
        return total


@cache
def load_choices(name: str, features: int) -> ChoiceWeights:
    """The weights ``name`` of this package, made for that version of the features.

    Raises:
        WeightsError: for weights that are missing, damaged or made for other features.
    """
    model: LinearClasses = load_weights("extraction.claims", name, features=features)
    return ChoiceWeights(model.rows)


def most_probable(probabilities: Sequence[float]) -> int:
    """The number of the best candidate, of equal ones the first."""
    return probabilities.index(max(probabilities))
