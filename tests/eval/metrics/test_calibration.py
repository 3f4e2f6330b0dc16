"""Confidences against outcomes, worked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.calibration import Reliability

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=20)


def test_brier_and_expected_error() -> None:
    """0.9 right, 0.9 wrong, 0.55 right.

    Brier (0.01 + 0.81 + 0.2025) / 3 = 0.340833. Bin at 0.9: confidence 1.8, right 1; bin at 0.55:
    confidence 0.55, right 1; error (0.8 + 0.45) / 3 = 0.416667.
    """
    found = Reliability.of([(0.9, True), (0.9, False), (0.55, True)])
    assert found.count == 3
    assert found.brier == pytest.approx(0.340833, abs=1e-6)
    assert found.expected_error == pytest.approx(0.416667, abs=1e-6)
    assert found.from_confidence(0.9) == (2, 1)
    assert found.from_confidence(0.5) == (3, 2)


def test_the_ends_belong_to_bins() -> None:
    found = Reliability.of([(0.0, False), (1.0, True)])
    assert (found.bins[0].count, found.bins[-1].count) == (1, 1)
    assert found.brier == 0.0


def test_nothing_is_undefined() -> None:
    assert (Reliability().brier, Reliability().expected_error) == (None, None)


def test_what_is_no_confidence_is_refused() -> None:
    with pytest.raises(ValueError, match="lies in"):
        Reliability.of([(1.2, True)])


@given(one=PAIRS, other=PAIRS)
def test_sums_are_those_of_all_answers(
    one: list[tuple[float, bool]], other: list[tuple[float, bool]]
) -> None:
    added = Reliability.of(one) + Reliability.of(other)
    whole = Reliability.of([*one, *other])
    assert [each.count for each in added.bins] == [each.count for each in whole.bins]
    assert added.squares == pytest.approx(whole.squares)
