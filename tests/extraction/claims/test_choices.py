"""Choices among candidates: sums, probabilities, weights that do not fit."""

from __future__ import annotations

import math
from zlib import crc32

import pytest

from extraction.claims.choices import STEP, ChoiceWeights, load_choices, most_probable
from extraction.linear_classes import WeightsError
from models import ScoredSpan

HEAD = ScoredSpan(0, 1, "quantity", 1.0)


def test_weights_add_up_to_odds() -> None:
    weights = ChoiceWeights({crc32(b"a"): ((0, 16),), crc32(b"b"): ((0, -16),)})
    one, other = weights.probabilities(HEAD, (0, 1), (["a", "unknown"], ["b"]))
    assert one / other == pytest.approx(math.exp(32 * STEP))
    assert one + other == pytest.approx(1)


def test_of_equal_candidates_the_first() -> None:
    assert most_probable(ChoiceWeights({}).probabilities(HEAD, (0, 1), (["a"], ["b"]))) == 0


@pytest.mark.parametrize("name", ["item_links", "part_links", "period_links"])
def test_weights_of_other_features_are_refused(name: str) -> None:
    with pytest.raises(WeightsError):
        load_choices(name, 0)
