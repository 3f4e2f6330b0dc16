"""Runs of digits cut into the numbers of a row."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.tables.splitting import runs_to_cuts

T2 = (6,)


def numbers(runs: list[str], cells: int, totals: tuple[int, ...]) -> list[list[int]]:
    return [
        [int(runs[run][start:end]) for run, start, end in cut]
        for cut in runs_to_cuts(runs, cells, totals)
    ]


def test_one_split_is_left_by_the_total() -> None:
    assert numbers(["640020470"], 7, T2) == [[64, 0, 0, 2, 0, 4, 70]]


def test_every_split_that_adds_up_is_kept() -> None:
    assert numbers(["220000325"], 7, T2) == [
        [2, 20, 0, 0, 0, 3, 25],
        [22, 0, 0, 0, 0, 3, 25],
    ]


def test_blanks_between_runs_are_borders() -> None:
    assert numbers(["230", "000023"], 7, T2) == [[23, 0, 0, 0, 0, 0, 23]]


def test_a_zero_opens_no_number() -> None:
    assert numbers(["007"], 3, ()) == [[0, 0, 7]]


def test_too_few_digits_give_nothing() -> None:
    assert numbers(["00000"], 7, T2) == []


def test_three_blocks_each_with_its_total() -> None:
    assert numbers(["10203120001200000"], 15, (4, 9, 14)) == [
        [1, 0, 2, 0, 3, 12, 0, 0, 0, 12, 0, 0, 0, 0, 0]
    ]


def test_a_run_that_could_be_cut_in_millions_of_ways_is_given_up() -> None:
    assert runs_to_cuts(["123456789" * 6], 15, ()) == []


@given(st.lists(st.integers(0, 400), min_size=6, max_size=6), st.sets(st.integers(1, 6)))
@settings(deadline=None)
def test_the_true_numbers_are_among_the_splits(cells: list[int], borders: set[int]) -> None:
    row = [*cells, sum(cells)]
    edges = [0, *sorted(borders), 7]
    runs = ["".join(map(str, row[start:end])) for start, end in pairwise(edges)]
    assert row in numbers(runs, 7, T2)


@pytest.mark.parametrize("runs", [["0"], ["00", "0"], ["10", "9"]])
def test_cuts_cover_all_digits_in_order(runs: list[str]) -> None:
    total = sum(len(run) for run in runs)
    for cut in runs_to_cuts(runs, 2, ()):
        assert sum(end - start for _, start, end in cut) == total
