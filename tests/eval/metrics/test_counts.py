from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.counts import (
    STATISTICS,
    ZERO,
    Counts,
    Statistic,
    check_paired,
    counts_to_table,
    differing_rows,
    filled_rows,
    sum_counts,
    table_to_counts,
    totals_to_statistic,
)


@st.composite
def some_counts(draw: st.DrawFn) -> Counts:
    right = draw(st.integers(0, 50))
    return Counts(right, right + draw(st.integers(0, 50)), right + draw(st.integers(0, 50)))


def test_ratios_worked_by_hand() -> None:
    # 6 right of 8 given and 12 asked: 6/8, 6/12, and 2 * 6 / (8 + 12) = 12/20.
    counts = Counts(6, 8, 12)
    assert (counts.precision, counts.recall, counts.f1) == (0.75, 0.5, 0.6)


def test_f1_of_the_sum_is_not_the_mean_of_the_documents() -> None:
    # One document: 1 right of 1 and 1, F1 1. The other: 1 of 1 given and 9 marked, F1 2/10.
    # Their mean is 0.6; of the sum, 2 right of 2 given and 10 marked, F1 is 4/12.
    first, second = Counts(1, 1, 1), Counts(1, 1, 9)
    assert (first.f1, second.f1) == (1.0, 0.2)
    assert (first + second).f1 == pytest.approx(1 / 3)


def test_a_half_right_answer_scores_the_same_in_one_document_and_in_two() -> None:
    whole = Counts(1, 2, 2)
    parts = [Counts(1, 1, 1), Counts(0, 1, 1)]
    assert sum_counts(parts) == whole


def test_accuracy_of_answers_and_abstention() -> None:
    # Of 10 questions 8 were answered, 6 of them rightly.
    counts = Counts(right=6, predicted=8, gold=10)
    assert counts.recall == 0.6
    assert counts.precision == 0.75
    assert counts.abstention == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("counts", "precision", "recall", "f1"),
    [
        (ZERO, None, None, None),
        (Counts(0, 0, 3), None, 0.0, 0.0),
        (Counts(0, 3, 0), 0.0, None, 0.0),
        (Counts(0, 3, 3), 0.0, 0.0, 0.0),
    ],
)
def test_nothing_below_the_line_is_undefined(
    counts: Counts, precision: float | None, recall: float | None, f1: float | None
) -> None:
    assert (counts.precision, counts.recall, counts.f1) == (precision, recall, f1)


def test_nothing_asked_leaves_abstention_undefined() -> None:
    assert ZERO.abstention is None


@pytest.mark.parametrize("counts", [(-1, 0, 0), (2, 1, 2), (2, 2, 1), (0, -1, 0), (0, 0, -1)])
def test_impossible_counts_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        Counts(*counts)


def test_sum_of_none_is_zero() -> None:
    assert sum_counts([]) == ZERO


@given(st.lists(some_counts(), max_size=8), st.randoms(use_true_random=False), st.integers(0, 8))
def test_merging_in_any_order_gives_the_same_score(
    counts: list[Counts], random: object, cut: int
) -> None:
    shuffled = list(counts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    merged = sum_counts(shuffled[:cut]) + sum_counts(shuffled[cut:])
    assert merged == sum_counts(counts)
    for statistic in STATISTICS:
        assert merged.statistic(statistic) == sum_counts(counts).statistic(statistic)


@given(st.lists(some_counts(), max_size=8))
def test_table_and_counts_have_the_same_sum(counts: list[Counts]) -> None:
    assert table_to_counts(counts_to_table(counts)) == sum_counts(counts)


@given(some_counts(), st.sampled_from(STATISTICS))
def test_arrays_and_counts_have_the_same_ratios(counts: Counts, statistic: Statistic) -> None:
    ratio = float(totals_to_statistic(counts_to_table([counts]), statistic)[0])
    expected = counts.statistic(statistic)
    if expected is None:
        assert math.isnan(ratio)
    else:
        assert ratio == expected


def test_rows_that_have_a_part_in_the_ratio() -> None:
    table = counts_to_table([ZERO, Counts(0, 1, 0), Counts(0, 0, 1)])
    assert filled_rows("f1", table).tolist() == [False, True, True]
    assert filled_rows("precision", table).tolist() == [False, True, False]
    assert filled_rows("recall", table).tolist() == [False, False, True]


def test_a_row_filled_in_either_table_is_filled() -> None:
    empty, given_one = counts_to_table([ZERO]), counts_to_table([Counts(0, 1, 0)])
    assert filled_rows("precision", empty, given_one).tolist() == [True]


def test_rows_differ_only_in_what_the_ratio_counts() -> None:
    # One answer more, wrong: precision and F1 change, recall does not.
    a, b = counts_to_table([Counts(1, 1, 2)]), counts_to_table([Counts(1, 2, 2)])
    assert differing_rows("precision", a, b).tolist() == [True]
    assert differing_rows("f1", a, b).tolist() == [True]
    assert differing_rows("recall", a, b).tolist() == [False]


def test_tables_of_other_clusters_are_refused() -> None:
    with pytest.raises(ValueError, match="not over the same clusters"):
        check_paired(np.zeros((3, 3), dtype=np.int64), np.zeros((2, 3), dtype=np.int64))
