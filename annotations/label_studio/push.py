"""Tasks onto the desk, each once, however often it is run.

What is there already is found by id. A task that an annotator answered is left alone; one without
an answer gets the current model's prediction beside the older ones. A run that breaks off has
done whole chunks, and the next run does the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from annotations.label_studio.cells import cell_to_results
from annotations.label_studio.desk import Desk, DeskTask, NewTask, Prediction
from annotations.label_studio.faults import Fault
from annotations.label_studio.regions import marked_to_results
from annotations.label_studio.reports import CandidateTask
from annotations.label_studio.task_data import CellTask, task_to_data

# Tasks a request: one of 8,000 characters with 150 spans has 70 kB, so that a request stays
# below 15 MB and the server answers within seconds.
CHUNK = 200
Item = TypeVar("Item")


@dataclass(slots=True)
class PushResult:
    """``faults`` by task id: what was not pushed and why."""

    added: int = 0
    predicted: int = 0
    answered: int = 0
    unchanged: int = 0
    faults: dict[str, Fault] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one run has to do: new tasks, and predictions by task number."""

    new: list[NewTask]
    predictions: dict[int, Prediction]


def push(
    desk: Desk,
    project: int,
    ordered: Sequence[tuple[CandidateTask, str]],
    *,
    model_version: str,
    decided: frozenset[str] = frozenset(),
    tell: Callable[[PushResult], None] = lambda _: None,
) -> PushResult:
    """Brings the tasks onto the desk in the order given.

    Args:
        ordered: tasks, the most urgent first, each with the reason for its place.
        decided: ids whose answers were pulled; these are not asked again when their task was
            deleted from the desk.
        tell: called after each request with what stands so far.

    Raises:
        DeskError: when the server fails; what was done until then stands.
    """
    result = PushResult()
    plan = _plan(desk.tasks(project), ordered, model_version, decided, result)
    for tasks in _chunks(plan.new):
        desk.add_tasks(project, tasks)
        result.added += len(tasks)
        tell(result)
    for entries in _chunks(list(plan.predictions.items())):
        desk.add_predictions(project, dict(entries))
        result.predicted += len(entries)
        tell(result)
    if plan.new or plan.predictions:
        desk.show_version(project, model_version)
    return result


def _plan(
    there: Iterable[DeskTask],
    ordered: Sequence[tuple[CandidateTask, str]],
    model_version: str,
    decided: frozenset[str],
    result: PushResult,
) -> Plan:
    known = {str(task.data.get("id")): task for task in there}
    plan = Plan([], {})
    for number, (candidate, why) in enumerate(ordered, 1):
        data = task_to_data(candidate.task, priority=number, why=why)
        prediction = candidate_to_prediction(candidate, model_version)
        name = candidate.task.id
        task = known.get(name)
        if task is None and name in decided:
            result.faults[name] = Fault("deleted_decided")
        elif task is None:
            plan.new.append(NewTask(data, prediction))
        elif task.data.get("seal") != data["seal"]:
            result.faults[name] = Fault("other_text")
        elif task.answered:
            result.answered += 1
        elif prediction is None or model_version in task.versions:
            result.unchanged += 1
        else:
            plan.predictions[task.number] = prediction
    return plan


def candidate_to_prediction(candidate: CandidateTask, model_version: str) -> Prediction | None:
    """The extractor's answer; None for a passage in which it marks nothing."""
    if isinstance(candidate.task, CellTask):
        results = cell_to_results(candidate.task)
    elif candidate.marked is not None and candidate.marked.spans:
        results = marked_to_results(candidate.marked)
    else:
        return None
    return Prediction(results, round(1 - candidate.uncertainty, 4), model_version)


def _chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]
