"""Tasks are brought once, whatever happened before."""

from __future__ import annotations

import pytest

from annotations.label_studio.faults import DeskError
from annotations.label_studio.predict import text_to_marked
from annotations.label_studio.push import CHUNK, PushResult, push
from annotations.label_studio.reports import CandidateTask
from models import load_tagger
from tests.annotations.label_studio.builder import (
    OVERVIEW,
    StubDesk,
    cell_answer,
    cell_task,
    text_task,
)

RULES = load_tagger("rules")


def candidate(name: str, text: str = OVERVIEW, *, predicted: bool = True) -> CandidateTask:
    marked = text_to_marked(text, "overview", RULES) if predicted else None
    return CandidateTask(text_task(text, name), marked, 0.25, 0, 0)


def bring(
    desk: StubDesk,
    *candidates: CandidateTask,
    version: str = "v1",
    decided: frozenset[str] = frozenset(),
) -> PushResult:
    ordered = [(each, "because") for each in candidates]
    return push(desk, 1, ordered, model_version=version, decided=decided)


def made_desk() -> StubDesk:
    desk = StubDesk()
    desk.create_project("text", "<View/>")
    return desk


def test_tasks_come_in_the_order_given_with_their_predictions() -> None:
    desk = made_desk()
    result = bring(desk, candidate("b"), candidate("a", predicted=False))
    there = list(desk.tasks(1))
    assert [(task.data["id"], task.data["priority"], sorted(task.versions)) for task in there] == [
        ("b", 1, ["v1"]),
        ("a", 2, []),
    ]
    assert (result.added, desk.versions[1]) == (2, "v1")


def test_a_second_run_brings_nothing_twice() -> None:
    desk = made_desk()
    bring(desk, candidate("a"), candidate("b"))
    result = bring(desk, candidate("b"), candidate("a"), candidate("c"))
    assert (result.added, result.unchanged) == (1, 2)
    assert [task.data["id"] for task in desk.tasks(1)] == ["a", "b", "c"]


def test_a_new_model_predicts_only_what_nobody_answered() -> None:
    desk = made_desk()
    bring(desk, candidate("a"), candidate("b"))
    desk.answer(1, "a", [])
    result = bring(desk, candidate("a"), candidate("b"), version="v2")
    assert (result.answered, result.predicted) == (1, 1)
    assert [sorted(task.versions) for task in desk.tasks(1)] == [["v1"], ["v1", "v2"]]
    assert desk.versions[1] == "v2"


def test_a_skipped_task_is_still_open() -> None:
    desk = made_desk()
    bring(desk, candidate("a"))
    desk.answer(1, "a", [], skipped=True)
    assert bring(desk, candidate("a"), version="v2").predicted == 1


def test_a_changed_text_is_refused_and_the_rest_goes_on() -> None:
    desk = made_desk()
    bring(desk, candidate("a"))
    result = bring(desk, candidate("a", OVERVIEW + "又3条。"), candidate("b"))
    assert {name: fault.code for name, fault in result.faults.items()} == {"a": "other_text"}
    assert result.added == 1
    assert next(desk.tasks(1)).data["text"] == OVERVIEW


def test_a_deleted_task_comes_back_unless_it_was_decided() -> None:
    desk = made_desk()
    bring(desk, candidate("a"), candidate("b"))
    desk.delete(1, "a")
    desk.delete(1, "b")
    result = bring(desk, candidate("a"), candidate("b"), decided=frozenset({"b"}))
    assert [task.data["id"] for task in desk.tasks(1)] == ["a"]
    assert {name: fault.code for name, fault in result.faults.items()} == {"b": "deleted_decided"}


@pytest.mark.parametrize("succeed", [0, 1, 2, 3])
def test_a_server_that_goes_away_costs_nothing_twice(succeed: int) -> None:
    """Two full chunks and a rest; a chunk that failed has stored tasks without predictions."""
    candidates = [candidate(f"t{number}") for number in range(2 * CHUNK + 3)]
    desk = made_desk()
    desk.fails_after = succeed
    with pytest.raises(DeskError):
        bring(desk, *candidates)
    desk.fails_after = None
    bring(desk, *candidates)
    there = list(desk.tasks(1))
    assert [task.data["id"] for task in there] == [each.task.id for each in candidates]
    assert all(task.versions == {"v1"} for task in there)
    assert desk.versions[1] == "v1"


def test_progress_is_told_after_each_request() -> None:
    desk = made_desk()
    told: list[int] = []
    ordered = [(candidate(f"t{number}", predicted=False), "") for number in range(CHUNK + 1)]
    push(desk, 1, ordered, model_version="v1", tell=lambda result: told.append(result.added))
    assert told == [CHUNK, CHUNK + 1]


def test_cells_are_prefilled() -> None:
    desk = made_desk()
    bring(desk, CandidateTask(cell_task(), None, 0.4, 0, 1))
    task = next(desk.tasks(1))
    assert (task.versions, task.data["prefill"]) == ({"v1"}, "0")
    desk.answer(1, task.data["id"], cell_answer("12"))
    assert next(desk.answers(1)).answers[0].results[1]["value"]["text"] == ["12"]
