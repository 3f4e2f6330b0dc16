"""Answers off the desk into the store.

One answer a task: the one marked as the truth, else the newest. An answer taken before is taken
again only after it changed on the desk. An answer that breaks the rules is told with its place and
left on the desk; all others are filed. An answer without spans is filed too: it says that there
are none. Tasks deleted on the desk leave the store as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from annotations.label_studio.cells import results_to_cell
from annotations.label_studio.desk import Answer, AnsweredTask
from annotations.label_studio.documents import cells_id, cells_to_document, marked_to_document
from annotations.label_studio.faults import AnswerError, Fault
from annotations.label_studio.filing import Filing
from annotations.label_studio.ledger import results_to_fingerprint
from annotations.label_studio.regions import MarkedText, results_to_marked
from annotations.label_studio.task_data import CellTask, TextTask, data_to_task
from annotations.quotes import quote_to_quantity
from annotations.schema import AnnotatedDocument, CellGold, text_to_sha256


@dataclass(slots=True)
class PullResult:
    """Counts of tasks; ``faults`` of answers that were not taken, ``notes`` of some that were."""

    written: int = 0
    unchanged: int = 0
    unanswered: int = 0
    skipped: int = 0
    faults: dict[str, tuple[Fault, ...]] = field(default_factory=dict)
    notes: dict[str, tuple[Fault, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """A task's answer; ``others`` counts further people who answered."""

    task: AnsweredTask
    answer: Answer
    others: int


def pull_texts(
    tasks: Iterable[AnsweredTask],
    filing: Filing,
    pulled: dict[str, str],
    *,
    with_text: bool = False,
) -> PullResult:
    """Files the answers to text tasks; ``pulled`` is brought up to date."""
    result = PullResult()
    given = _choose(tasks, result)
    for name, each in given.items():
        fingerprint = results_to_fingerprint(each.answer.results, with_text)
        if pulled.get(name) == fingerprint and filing.get(name) is not None:
            result.unchanged += 1
            continue
        try:
            task = data_to_task(TextTask, each.task.data)
            marked = results_to_marked(task.text, each.answer.results)
            document = marked_to_document(
                task,
                marked,
                annotator=each.answer.annotator,
                split=filing.split(task.origin.agency, task.origin.split),
                with_text=with_text,
            )
            _require_same_text(filing.get(name), task)
        except AnswerError as error:
            result.faults[name] = error.faults
            continue
        _note(result, name, each, _marked_to_notes(marked))
        _count(result, filed=filing.put(document))
        pulled[name] = fingerprint
    return result


def pull_cells(tasks: Iterable[AnsweredTask], filing: Filing, pulled: dict[str, str]) -> PullResult:
    """Files the answers to cell tasks, one document a report; cells known before stay."""
    result = PullResult()
    by_source: dict[str, list[tuple[Given, CellTask]]] = defaultdict(list)
    for name, each in _choose(tasks, result).items():
        try:
            task = data_to_task(CellTask, each.task.data)
        except AnswerError as error:
            result.faults[name] = error.faults
        else:
            by_source[task.origin.source].append((each, task))
    for source, entries in by_source.items():
        _pull_report(source, entries, filing, pulled, result)
    return result


def _pull_report(
    source: str,
    entries: Sequence[tuple[Given, CellTask]],
    filing: Filing,
    pulled: dict[str, str],
    result: PullResult,
) -> None:
    before = filing.get(cells_id(source))
    cells: dict[str, CellGold] = {} if before is None else {cell.id: cell for cell in before.cells}
    changed: list[tuple[Given, CellTask]] = []
    for given, task in entries:
        fingerprint = results_to_fingerprint(given.answer.results, with_text=False)
        if pulled.get(task.id) == fingerprint and task.cell in cells:
            result.unchanged += 1
            continue
        try:
            if before is not None and before.text_sha256 != task.origin.text_sha256:
                raise AnswerError([Fault("store_other_text")])  # noqa: TRY301
            cell = results_to_cell(task.cell, given.answer.results)
        except AnswerError as error:
            result.faults[task.id] = error.faults
            continue
        _note(result, task.id, given, ())
        _count(result, filed=cells.get(task.cell) != cell)
        cells[task.cell] = cell
        pulled[task.id] = fingerprint
        changed.append((given, task))
    if changed:
        given, task = changed[-1]
        split = filing.split(task.origin.agency, task.origin.split)
        annotator = given.answer.annotator
        made = cells_to_document(
            task.origin, list(cells.values()), annotator=annotator, split=split
        )
        if before is None or before.cells != made.cells:
            filing.put(made)


def only_by(task: AnsweredTask, annotator: str | None) -> AnsweredTask:
    """The task with this person's answers; with everyone's for None."""
    if annotator is None:
        return task
    answers = tuple(answer for answer in task.answers if answer.annotator == annotator)
    return replace(task, answers=answers)


def missing_tasks(tasks: Sequence[AnsweredTask], pulled: Iterable[str]) -> tuple[str, ...]:
    """Ids of answers taken whose tasks are no longer on the desk."""
    there = {str(task.data.get("id")) for task in tasks}
    return tuple(sorted(name for name in pulled if name not in there))


def _choose(tasks: Iterable[AnsweredTask], result: PullResult) -> dict[str, Given]:
    """Task id -> the answer that counts; a task that stands twice on the desk is one task."""
    given: dict[str, Given] = {}
    for task in tasks:
        name = str(task.data.get("id"))
        answers = [answer for answer in task.answers if not answer.skipped]
        if not answers:
            result.skipped += bool(task.answers)
            result.unanswered += not task.answers
            continue
        best = max(answers, key=_weight)
        before = given.get(name)
        others = len({each.annotator for each in answers} - {best.annotator})
        if before is None or _weight(best) > _weight(before.answer):
            given[name] = Given(task, best, others)
    return given


def _weight(answer: Answer) -> tuple[bool, str, int]:
    return answer.chosen, answer.updated, answer.id


def _require_same_text(before: AnnotatedDocument | None, task: TextTask) -> None:
    if before is None:
        return
    text = task.origin.text_sha256 if before.text is None else text_to_sha256(task.text)
    if before.text_sha256 != text:
        raise AnswerError([Fault("store_other_text")])


def _marked_to_notes(marked: MarkedText) -> tuple[Fault, ...]:
    """Quantities whose stated value is not the one that their words say."""
    notes = []
    for span in marked.spans:
        quote = marked.text[span.start : span.end]
        read = quote_to_quantity(quote).get("value") if span.label == "quantity" else None
        if read is not None and read != span.value:
            values = {"quote": repr(quote), "stated": span.value, "read": read}
            notes.append(Fault("value_differs", values))
    return tuple(notes)


def _note(result: PullResult, name: str, given: Given, notes: tuple[Fault, ...]) -> None:
    if given.others:
        notes = (*notes, Fault("several_answers", {"annotator": given.answer.annotator}))
    if notes:
        result.notes[name] = notes


def _count(result: PullResult, *, filed: bool) -> None:
    if filed:
        result.written += 1
    else:
        result.unchanged += 1
