"""Which problem a statement likely answers: shared words, then the place in the list."""

from __future__ import annotations

from extraction.statements.theme_pairs import answered_problems, keep_side_by_side
from models import StatementLabel


def test_shared_words_decide() -> None:
    assert answered_problems(
        [
            ("专职人员偏少", "problem"),
            ("网页更新慢", "problem"),
            ("加快网页更新", "commitment"),
        ]
    ) == [None, None, 1]


def test_without_shared_words_the_place_in_an_equal_list_decides() -> None:
    assert answered_problems(
        [
            ("专职人员偏少", "problem"),
            ("网页陈旧", "problem"),
            ("增加编制", "commitment"),
            ("每旬上新", "commitment"),
        ]
    ) == [None, None, 0, 1]


def test_measures_and_commitments_are_lists_of_their_own() -> None:
    assert answered_problems(
        [
            ("网页陈旧", "problem"),
            ("已更新网页", "measure_taken"),
            ("每旬上新", "commitment"),
        ]
    ) == [None, 0, 0]


def test_without_problems_nothing_is_answered() -> None:
    assert answered_problems([("增加编制", "commitment")]) == [None]


def test_without_shared_words_or_place_nothing_is_answered() -> None:
    found = answered_problems(
        [("网页陈旧", "problem"), ("专职人员偏少", "problem"), ("每旬上新", "commitment")]
    )
    assert found == [None, None, None]


def test_only_answers_in_the_place_of_their_problem_are_kept() -> None:
    uneven: list[StatementLabel] = ["problem", "problem", "commitment"]
    even: list[StatementLabel] = [*uneven, "commitment"]
    assert keep_side_by_side(even, [None, None, 0, 0]) == [None, None, 0, None]
    assert keep_side_by_side(uneven, [None, None, 0]) == [None, None, None]
