from __future__ import annotations

import pytest

from eval.intervals import clustered_wilson, wilson


def test_wilson_of_eight_in_ten() -> None:
    # Worked by hand: centre (0.8 + 0.19207) / 1.38415, half-width 0.22660.
    low, high = wilson(8, 10)
    assert low == pytest.approx(0.4902, abs=1e-4)
    assert high == pytest.approx(0.9433, abs=1e-4)


def test_wilson_without_trials_knows_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_agreeing_clusters_count_as_one_trial_each() -> None:
    assert clustered_wilson([(200, 200)] * 10) == wilson(10, 10)


def test_clustered_errors_widen_the_interval() -> None:
    bunched = clustered_wilson([(200, 200)] * 9 + [(0, 200)])
    spread = wilson(1800, 2000)
    assert bunched[0] < spread[0] - 0.1
    assert bunched[1] > spread[1]


def test_empty_clusters_are_left_out() -> None:
    assert clustered_wilson([(0, 0), (5, 5)]) == wilson(1, 1)
