"""A span's probability among the model's paths -> the share of such spans that are right.

The two numbers of each label are fitted on development texts when a model is trained, and applied
here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

# Probabilities closer to 0 or 1 than this are taken for this, in logits ±11.5: the float32 scores
# of a model carry no more.
_LEAST = 1e-5

CLAIM = "claim"
"""The label under which the calibration of composed claims is kept beside those of spans."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """right = sigmoid(slope * logit(probability) + offset); the default changes nothing."""

    slope: float = 1.0
    offset: float = 0.0

    def apply(self, probability: float) -> float:
        return 1 / (1 + math.exp(-self.slope * probability_to_logit(probability) - self.offset))


def probability_to_logit(probability: float) -> float:
    """The log-odds, held within what a model can tell apart."""
    held = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(held / (1 - held))
