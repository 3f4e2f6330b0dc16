from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.counts import Counts, CountTable, counts_to_table
from eval.permutation import holm, swap_test


def generator() -> np.random.Generator:
    return np.random.default_rng(11)


def rights_to_table(rights: list[int]) -> CountTable:
    """Clusters of ten answers to ten questions."""
    return counts_to_table(Counts(right, 10, 10) for right in rights)


def test_six_of_six_clusters_better() -> None:
    # Each cluster moves the difference by one up or down. Of 64 swaps only all up and all down
    # lie as far apart as six: 2/64.
    found = swap_test(rights_to_table([8] * 6), rights_to_table([9] * 6), "f1", rng=generator())
    assert found.p == 2 / 64
    assert (found.exact, found.swaps, found.differing) == (True, 64, 6)


def test_five_of_six_clusters_better() -> None:
    # The seen difference is 5 - 1 = 4. As far apart: all alike (2 swaps) or one against five
    # (2 * 6 swaps), 14/64.
    a, b = rights_to_table([8] * 6), rights_to_table([9] * 5 + [7])
    assert swap_test(a, b, "f1", rng=generator()).p == 14 / 64


def test_f1_is_taken_of_the_swapped_sums() -> None:
    # a: (1,2,2) + (1,2,2) = (2,4,4), F1 4/8. b: (2,2,2) + (1,1,2) = (3,3,4), F1 6/7.
    # Seen: 0.357. First swapped: a (3,4,4) 6/8, b (2,3,4) 4/7: -0.179. Second swapped: the
    # mirror, 0.179. Both: -0.357. Two of four are as far apart.
    a = counts_to_table([Counts(1, 2, 2), Counts(1, 2, 2)])
    b = counts_to_table([Counts(2, 2, 2), Counts(1, 1, 2)])
    assert swap_test(a, b, "f1", rng=generator()).p == 2 / 4


def test_a_system_against_itself() -> None:
    table = rights_to_table([3, 5, 9, 10] * 10)
    found = swap_test(table, table, "f1", rng=generator())
    assert (found.p, found.differing, found.swaps) == (1.0, 0, 1)


def test_clusters_that_agree_are_kept_in_the_sums() -> None:
    # Alone: precision of a 1/1, of b 3/4, difference -1/4; swapped +1/4. p = 1 with one
    # differing cluster whatever stands beside it, but two clusters with other numbers given
    # weigh otherwise once 96 right of 96 are added.
    a = counts_to_table([Counts(1, 1, 4), Counts(96, 96, 96)])
    b = counts_to_table([Counts(3, 4, 4), Counts(96, 96, 96)])
    found = swap_test(a, b, "precision", rng=generator())
    assert (found.p, found.differing, found.swaps) == (1.0, 1, 2)


def test_what_agrees_decides_how_far_apart_swaps_lie() -> None:
    # Precision. Differing: a (1,1) (0,1), b (2,4) (1,1), right and given.
    # Alone: seen 3/5 - 1/2 = 0.1. First swapped: a (2,5) 0.4, b (2,2) 1: 0.6. p = 1.
    # With (0,10) in both: seen 3/15 - 1/12 = 0.117. First swapped: a 2/15, b 2/12: 0.033.
    # Mirrors likewise: p = 2/4.
    a, b = [Counts(1, 1, 5), Counts(0, 1, 5)], [Counts(2, 4, 5), Counts(1, 1, 5)]
    same = [Counts(0, 10, 10)]
    alone = swap_test(counts_to_table(a), counts_to_table(b), "precision", rng=generator())
    beside = swap_test(
        counts_to_table(a + same), counts_to_table(b + same), "precision", rng=generator()
    )
    assert (alone.p, beside.p) == (1.0, 0.5)


def test_thirteen_differing_clusters_are_swapped_at_random() -> None:
    # None of 999 random swaps is likely to hit one of the two in 8,192: p = (b + 1) / 1000.
    found = swap_test(
        rights_to_table([8] * 13), rights_to_table([9] * 13), "f1", rng=generator(), swaps=999
    )
    assert (found.exact, found.swaps) == (False, 999)
    assert found.p == pytest.approx(0.001, abs=0.002)
    assert found.p is not None
    assert found.p >= 1 / 1000


def test_random_swaps_come_near_the_binomial() -> None:
    # 10 of 13 better: as far apart are 10 or more, or 3 or fewer, of 13 coins:
    # 2 * (286 + 78 + 13 + 1) / 8192 = 0.0923.
    a, b = rights_to_table([8] * 13), rights_to_table([9] * 10 + [7] * 3)
    found = swap_test(a, b, "f1", rng=generator(), swaps=19_999)
    assert found.p == pytest.approx(0.0923, abs=0.008)


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=1, max_size=8))
def test_both_directions_have_one_p(rights: list[tuple[int, int]]) -> None:
    a = rights_to_table([first for first, _ in rights])
    b = rights_to_table([second for _, second in rights])
    there = swap_test(a, b, "f1", rng=generator())
    assert there == swap_test(b, a, "f1", rng=generator())
    assert there.p is not None
    assert 0 < there.p <= 1


def test_no_p_where_a_score_is_undefined() -> None:
    a, b = counts_to_table([Counts(0, 0, 4)]), counts_to_table([Counts(2, 4, 4)])
    assert swap_test(a, b, "precision", rng=generator()).p is None


def test_swaps_that_leave_a_score_undefined_raise_p() -> None:
    # Precision. a answers in the first cluster only, b in the second only. Seen: 1/2 - 4/4.
    # Either one swapped alone leaves one system without any answer; both swapped is the mirror.
    a = counts_to_table([Counts(4, 4, 4), Counts(0, 0, 4)])
    b = counts_to_table([Counts(0, 0, 4), Counts(2, 4, 4)])
    found = swap_test(a, b, "precision", rng=generator())
    assert (found.p, found.undefined) == (1.0, 2)


def test_holm_worked_by_hand() -> None:
    # In order 0.01 * 3 = 0.03, 0.03 * 2 = 0.06, 0.04 * 1 raised to what stands before, 0.06.
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))


def test_questions_that_could_not_be_asked_do_not_count() -> None:
    assert holm([None, 0.02, None, 0.5]) == (None, pytest.approx(0.04), None, 0.5)


def test_holm_stays_at_one() -> None:
    assert holm([0.6, 0.9]) == (1.0, 1.0)


def test_holm_of_nothing() -> None:
    assert holm([]) == ()


@given(st.lists(st.floats(0, 1), max_size=10))
def test_holm_never_lowers_and_keeps_the_order(p_values: list[float]) -> None:
    adjusted = [p for p in holm(p_values) if p is not None]
    assert all(after >= before for before, after in zip(p_values, adjusted, strict=True))
    ranked = [p for _, p in sorted(zip(p_values, adjusted, strict=True))]
    assert ranked == sorted(ranked)
