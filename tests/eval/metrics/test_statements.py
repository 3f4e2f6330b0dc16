"""Problems, measures and commitments, worked by hand."""

from __future__ import annotations

import pytest

from eval.findings import Findings, FoundStatement
from eval.metrics.statements import score_statements
from eval.metrics.tally import Tally
from tests.eval.builder import counted, statements

PROBLEM = FoundStatement(kind="problem", start=10, end=20, theme="staffing")
PLAN = FoundStatement(
    kind="commitment", start=30, end=50, theme="staffing", answers=0, targets=((40, 43),)
)
GOLD = statements(PROBLEM, PLAN)


def scored(found: Findings) -> Tally:
    tally = Tally()
    score_statements(GOLD, found, tally)
    return tally


def test_the_truth_against_itself_is_right() -> None:
    tally = scored(GOLD)
    for metric in ("statement", "statement.exact", "theme"):
        assert counted(tally, metric) == (2, 2, 2)
    for metric in ("statement.problem", "statement.commitment", "answers", "target"):
        assert counted(tally, metric) == (1, 1, 1)
    assert tally.cases == []


@pytest.mark.parametrize(
    ("start", "end", "right"),
    [(10, 20, 1), (10, 26, 1), (10, 27, 0), (14, 20, 1), (15, 20, 0)],
)
def test_intersection_over_union_decides_from_six_tenths(start: int, end: int, right: int) -> None:
    """10/16 = 0.63 and 6/10 hold; 10/17 = 0.59 and 5/10 do not."""
    moved = PROBLEM.model_copy(update={"start": start, "end": end})
    assert counted(scored(statements(moved, PLAN)), "statement.problem")[0] == right


def test_another_kind_at_the_same_place_is_wrong_and_shown_as_such() -> None:
    other = PROBLEM.model_copy(update={"kind": "measure_taken"})
    tally = scored(statements(other, PLAN))
    assert counted(tally, "statement") == (1, 2, 2)
    assert counted(tally, "statement.problem") == (0, 0, 1)
    assert counted(tally, "statement.measure_taken") == (0, 1, 0)
    kinds = [case for case in tally.cases if case.classes == ("kind",)]
    assert [
        (case.gold.says["kind"], case.found.says["kind"])
        for case in kinds
        if case.gold and case.found
    ] == [("problem", "measure_taken")]


def test_an_answer_counts_when_its_problem_was_found_too() -> None:
    tally = scored(statements(PLAN.model_copy(update={"answers": None})))
    assert counted(tally, "answers") == (0, 0, 1)
    swapped = statements(PLAN.model_copy(update={"answers": 1}), PROBLEM)
    assert counted(scored(swapped), "answers") == (1, 1, 1)


def test_a_planned_figure_is_found_where_it_overlaps() -> None:
    moved = PLAN.model_copy(update={"targets": ((42, 45), (46, 47))})
    assert counted(scored(statements(PROBLEM, moved)), "target") == (1, 2, 1)
