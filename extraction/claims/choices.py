"""A learned choice among candidates: the one whose features weigh most, and how sure that is.

What may be linked with what, and what is seen of a pair, is said beside each question
(``item_choices``, ``part_choices``, ``period_choices``); the weights come from
``training.linking``. They are whole steps of ``STEP``, so that every machine chooses alike.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

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


class ChoiceWeights:
    """``rows``: hash of a feature -> its weight, as the only entry of a row."""

    def __init__(self, rows: Rows) -> None:
        self._model = LinearClasses((CHOSEN,), rows)

    def probabilities(
        self, _: ScoredSpan, __: Sequence[object], features: Sequence[Features]
    ) -> Sequence[float]:
        """A ``Chooser``; there must be a candidate."""
        sums = [self._model.sums(each)[0][0] for each in features]
        highest = max(sums)
        raised = [math.exp((each - highest) * STEP) for each in sums]
        total = sum(raised)
        return [each / total for each in raised]


@cache
def load_choices(name: str, features: int) -> ChoiceWeights:
    """The weights ``name`` of this package, made for that version of the features.

    Raises:
        WeightsError: for weights that are missing, damaged or made for other features.
    """
    return ChoiceWeights(load_weights("extraction.claims", name, features=features).rows)


def most_probable(probabilities: Sequence[float]) -> int:
    """The number of the best candidate, of equal ones the first."""
    return probabilities.index(max(probabilities))
