from __future__ import annotations

import time

import numpy as np
import pytest
from scipy import stats

from eval.benchmarks.simulated_pairs import Scene, measure_coverage
from eval.bootstrap import difference_interval, score_interval
from eval.metrics.counts import Counts, CountTable, counts_to_table

RIGHT = Counts(10, 10, 10)


def generator() -> np.random.Generator:
    return np.random.default_rng(7)


def table_of(*counts: Counts) -> CountTable:
    return counts_to_table(counts)


def varied(clusters: int, *, most_wrong: int = 5) -> CountTable:
    """Twenty claims a cluster, of which 0 to ``most_wrong`` are wrong, half of them not given."""
    rng = np.random.default_rng(clusters)
    wrong = rng.integers(0, most_wrong + 1, clusters)
    return np.stack([20 - wrong, 20 - wrong // 2, np.full(clusters, 20)], axis=1)


def test_nine_clusters_have_a_score_and_no_interval() -> None:
    found = score_interval(table_of(*[Counts(9, 10, 10)] * 9), "f1", rng=generator())
    assert (found.value, found.low, found.high) == (0.9, None, None)
    assert found.lack == "few_clusters"


def test_clusters_without_a_part_in_the_ratio_do_not_make_ten() -> None:
    table = table_of(*[Counts(9, 10, 10)] * 9, Counts(), Counts())
    assert score_interval(table, "f1", rng=generator()).lack == "few_clusters"


def test_no_error_in_ten_clusters_is_not_certainty() -> None:
    # Wilson for 10 of 10: 10 / (10 + 1.96 ** 2) = 10 / 13.8415.
    found = score_interval(table_of(*[RIGHT] * 10), "f1", rng=generator())
    assert found.value == 1.0
    assert found.low == pytest.approx(0.72246, abs=1e-5)
    assert found.high == 1.0


def test_nothing_right_in_ten_clusters_is_the_mirror() -> None:
    found = score_interval(table_of(*[Counts(0, 5, 5)] * 10), "recall", rng=generator())
    assert found.value == 0.0
    assert found.low == pytest.approx(0.0, abs=1e-12)
    assert found.high == pytest.approx(1 - 0.72246, abs=1e-5)


def test_score_is_cut_where_scipy_cuts_bca() -> None:
    # For 30 clusters t is 2.0452, widened by the root of 30/29 to 2.0802: 1.8754 % in each tail.
    right = 1000 - generator().geometric(0.02, 30)
    table = table_of(*[Counts(int(each), 1000, 1000) for each in right])
    found = score_interval(table, "recall", rng=generator(), resamples=20_000)
    other = stats.bootstrap(
        (right / 1000,),
        np.mean,
        confidence_level=1 - 2 * 0.018754,
        n_resamples=20_000,
        method="BCa",
        rng=generator(),
    ).confidence_interval
    # 0.9327 to 0.9672 around 0.9540; percentiles would give 0.9361 to 0.9692.
    assert found.low == pytest.approx(other.low, abs=0.001)
    assert found.high == pytest.approx(other.high, abs=0.001)


def test_difference_is_cut_at_widened_percentiles() -> None:
    # For 10 clusters t is 2.2622, widened by the root of 10/9 to 2.3845: 0.8550 % in each tail.
    a, b = varied(10), varied(10, most_wrong=2)
    found = difference_interval(a, b, "recall", rng=generator(), resamples=50_000)
    other = stats.bootstrap(
        ((b - a)[:, 0] / 20,),
        np.mean,
        confidence_level=1 - 2 * 0.008550,
        n_resamples=50_000,
        method="percentile",
        rng=generator(),
    ).confidence_interval
    assert found.low == pytest.approx(other.low, abs=0.002)
    assert found.high == pytest.approx(other.high, abs=0.002)


def test_difference_is_b_minus_a_of_the_sums() -> None:
    # a: 100 right of 100 given and 200 asked, F1 200/300. b: 150 of 150 and 200, F1 300/350.
    a, b = table_of(*[Counts(10, 10, 20)] * 10), table_of(*[Counts(15, 15, 20)] * 10)
    found = difference_interval(a, b, "f1", rng=generator())
    assert found.a == pytest.approx(2 / 3)
    assert found.b == pytest.approx(6 / 7)
    assert found.difference == pytest.approx(4 / 21)


def test_pairing_takes_out_what_both_systems_find_hard() -> None:
    # b has one more right in every cluster, hard or easy; the difference does not vary.
    hard = [Counts(number, 20, 20) for number in range(15)]
    better = [Counts(number + 1, 20, 20) for number in range(15)]
    found = difference_interval(
        counts_to_table(hard), counts_to_table(better), "recall", rng=generator()
    )
    assert found.low == pytest.approx(0.05)
    assert found.high == pytest.approx(0.05)


@pytest.mark.parametrize(("differing", "lack"), [(0, "few_differing"), (5, "few_differing")])
def test_a_handful_of_differing_clusters_has_no_bounds(differing: int, lack: str) -> None:
    b = [Counts(9, 10, 10)] * differing + [RIGHT] * (40 - differing)
    found = difference_interval(table_of(*[RIGHT] * 40), counts_to_table(b), "f1", rng=generator())
    assert (found.low, found.high, found.lack, found.differing) == (None, None, lack, differing)
    assert found.difference == pytest.approx(-differing / 400)


def test_six_differing_clusters_have_bounds() -> None:
    b = table_of(*[Counts(9, 10, 10)] * 6, *[RIGHT] * 34)
    found = difference_interval(table_of(*[RIGHT] * 40), b, "f1", rng=generator())
    assert found.lack is None
    assert found.low is not None
    assert found.high is not None
    assert found.low < -0.015 < found.high


def test_a_system_that_gave_nothing_has_no_precision_to_compare() -> None:
    a, b = table_of(*[Counts(0, 0, 4)] * 12), table_of(*[Counts(3, 4, 4)] * 12)
    found = difference_interval(a, b, "precision", rng=generator())
    assert (found.a, found.b, found.difference) == (None, 0.75, None)
    assert found.lack == "undefined"


def test_undefined_resamples_count_as_the_worst_for_each_end() -> None:
    # Only one of twelve agencies got an answer from a: a resample misses it with a chance of
    # (11/12) ** 12 = 35 %, far more than either tail, so that nothing is known.
    a = table_of(Counts(4, 4, 4), *[Counts(0, 0, 4)] * 11)
    b = table_of(*[Counts(3, 4, 4)] * 12)
    found = difference_interval(a, b, "precision", rng=generator())
    assert (found.low, found.high) == (-1.0, 1.0)
    assert found.undefined == pytest.approx(0.352 * 2000, abs=100)


def test_one_seed_gives_one_interval() -> None:
    a, b = varied(40), varied(40, most_wrong=2)
    assert difference_interval(a, b, "f1", rng=generator()) == difference_interval(
        a, b, "f1", rng=generator()
    )


def test_pieces_of_resamples_are_put_together() -> None:
    # 1,500 clusters are more than are weighted at once for 2,000 resamples.
    table = varied(1500)
    found = score_interval(table, "recall", rng=generator())
    spread = float((table[:, 0] / 20).std() / 1500**0.5)
    assert found.low is not None
    assert found.high is not None
    assert found.high - found.low == pytest.approx(2 * 1.96 * spread, rel=0.08)


def test_tables_of_other_clusters_are_refused() -> None:
    with pytest.raises(ValueError, match="not over the same clusters"):
        difference_interval(varied(12), varied(13), "f1", rng=generator())


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    scene = Scene(documents=150, agencies=50, wrong=0.05, broken=0.025, mended=0.05)
    score, difference = measure_coverage(scene, rounds=300, seed=1)
    assert score.given == difference.given == 300
    assert 0.90 <= score.held <= 0.98
    assert 0.90 <= difference.held <= 0.98


def test_two_thousand_resamples_of_three_hundred_clusters_are_quick() -> None:
    a, b = varied(300), varied(300, most_wrong=2)
    start = time.process_time()
    difference_interval(a, b, "f1", rng=generator())
    # Takes 20 ms; a loop over resamples would take seconds.
    assert time.process_time() - start < 0.5
