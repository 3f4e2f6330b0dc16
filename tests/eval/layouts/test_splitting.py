from __future__ import annotations

import pytest

from eval.layouts import splitting
from eval.layouts.labels import load_labels
from eval.layouts.splitting import SearchTooWideError, Split, digits_to_sums, settle_columns

RESULTS = load_labels()["f2021"].result_rows
ZERO: Split = (0,) * 7


@pytest.mark.parametrize(
    ("pieces", "split"),
    [
        (["0000000"], ZERO),
        (["801000081"], (80, 1, 0, 0, 0, 0, 81)),
        (["230", "000023"], (23, 0, 0, 0, 0, 0, 23)),
        (["4", "0", "0", "0", "0", "0", "4"], (4, 0, 0, 0, 0, 0, 4)),
    ],
)
def test_sum_leaves_one_split(pieces: list[str], split: Split) -> None:
    assert digits_to_sums(pieces, (7,)) == [split]


def test_several_splits_are_all_found() -> None:
    assert sorted(digits_to_sums(["111000012"], (7,))) == [
        (1, 1, 10, 0, 0, 0, 12),
        (1, 11, 0, 0, 0, 0, 12),
        (11, 1, 0, 0, 0, 0, 12),
    ]


def test_digits_without_a_sum_have_no_split() -> None:
    assert digits_to_sums(["11000011"], (7,)) == []


def test_a_kept_separator_forbids_numbers_across_it() -> None:
    assert digits_to_sums(["8", "01000081"], (7,)) == []


def test_no_number_begins_with_zero() -> None:
    # 0|12|0|0|0|0|12 is the only reading; 01 is no number.
    assert digits_to_sums(["012000012"], (7,)) == [(0, 12, 0, 0, 0, 0, 12)]


def test_fifteen_numbers_are_three_sums() -> None:
    assert digits_to_sums(["110024001510102"], (5, 5, 5)) == [
        (1, 1, 0, 0, 2, 4, 0, 0, 1, 5, 1, 0, 1, 0, 2)
    ]


def _table(granted: list[Split], total: Split) -> dict[str, list[Split]]:
    rows: dict[str, list[Split]] = {row: [ZERO] for row in RESULTS}
    rows["granted"] = granted
    rows["processed_total"] = [total]
    rows["new_received"] = [total]
    rows["carried_in"] = rows["carried_out"] = [ZERO]
    return rows


ONE, OTHER = (11, 1, 0, 0, 0, 0, 12), (1, 11, 0, 0, 0, 0, 12)


def test_columns_single_out_one_of_two() -> None:
    settled = settle_columns(_table([ONE, OTHER], ONE), results=RESULTS)
    assert settled["granted"] == ONE


def test_two_stay_two_when_a_row_of_the_column_is_unknown() -> None:
    rows = _table([ONE, OTHER], ONE)
    del rows["denied.state_secret"]
    assert settle_columns(rows, results=RESULTS)["granted"] is None


def test_columns_that_never_add_up_leave_unique_rows_alone() -> None:
    settled = settle_columns(_table([ONE], OTHER), results=RESULTS)
    assert settled["granted"] == ONE
    assert settled["processed_total"] == OTHER


def test_the_search_gives_up_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "SEARCH_LIMIT", 3)
    with pytest.raises(SearchTooWideError):
        settle_columns(_table([ONE, OTHER], ONE), results=RESULTS)
