"""Answers into the store: what is taken, kept, refused, told."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.label_studio.filing import Filing
from annotations.label_studio.pull import PullResult, missing_tasks, pull_cells, pull_texts
from annotations.label_studio.push import push
from annotations.label_studio.reports import CandidateTask
from annotations.label_studio.task_data import CellTask, TextTask
from annotations.schema import AnnotatedDocument, CellGold
from annotations.store import read_store, write_store
from tests.annotations.builder import document
from tests.annotations.label_studio.builder import (
    OVERVIEW,
    Json,
    StubDesk,
    cell_answer,
    cell_task,
    digest,
    region,
    relation,
    text_task,
)

ITEM = region(OVERVIEW, "信息", "item", "i")
FIGURE = region(OVERVIEW, "128条", "quantity", "q", indicator="publish.website")
ANSWER = [*ITEM, *FIGURE, relation("q", "i", "计数事项")]
TASK = "r0.txt#s1.1"


class Round:
    """A desk, a store and a ledger over several runs."""

    def __init__(self, folder: Path, *tasks: TextTask | CellTask) -> None:
        self.store, self.desk = folder / "store", StubDesk()
        self.pulled: dict[str, str] = {}
        self.desk.create_project("any", "<View/>")
        candidates = [(CandidateTask(task, None, 0, 0, 0), "") for task in tasks]
        push(self.desk, 1, candidates, model_version="v1")

    def pull(self, *, with_text: bool = False) -> PullResult:
        filing = Filing(self.store)
        result = pull_texts(self.desk.answers(1), filing, self.pulled, with_text=with_text)
        filing.write()
        return result

    def pull_cells(self) -> PullResult:
        filing = Filing(self.store)
        result = pull_cells(self.desk.answers(1), filing, self.pulled)
        filing.write()
        return result

    def documents(self) -> dict[str, AnnotatedDocument]:
        return {each.id: each for each in read_store(self.store)}


def codes(result: PullResult) -> dict[str, list[str]]:
    return {name: [fault.code for fault in faults] for name, faults in result.faults.items()}


def test_an_answer_is_filed_with_offsets_of_the_report_and_without_its_text(tmp_path: Path) -> None:
    tries = Round(tmp_path, text_task())
    tries.desk.answer(1, TASK, ANSWER, annotator="annotator-7")
    assert tries.pull().written == 1
    found = tries.documents()[TASK]
    start = 30 + OVERVIEW.index("128条")
    assert found.text is None
    assert found.stretch == (30, 30 + len(OVERVIEW))
    figure = found.spans[1]
    assert (figure.start, figure.end, figure.value) == (start, start + 4, 128)
    assert (figure.digest, figure.indicator) == (digest("128条"), "publish.website")
    assert [(each.kind, each.head, each.tail) for each in found.relations] == [("item", "q1", "i1")]
    assert (found.annotator, found.source, found.meta.kind) == ("annotator-7", "r0.txt", "real")
    assert OVERVIEW[:8] not in (tries.store / "desk.jsonl").read_text(encoding="utf-8")


def test_the_passage_is_kept_where_asked(tmp_path: Path) -> None:
    tries = Round(tmp_path, text_task())
    tries.desk.answer(1, TASK, ANSWER)
    tries.pull(with_text=True)
    found = tries.documents()[TASK]
    assert (found.text, found.stretch) == (OVERVIEW, None)
    assert [found.quote(span) for span in found.spans] == ["信息", "128条"]


def test_an_empty_answer_is_a_decision(tmp_path: Path) -> None:
    tries = Round(tmp_path, text_task(), text_task(name="open"))
    tries.desk.answer(1, TASK, [])
    result = tries.pull()
    assert (result.written, result.unanswered) == (1, 1)
    found = tries.documents()
    assert list(found) == [TASK]
    assert (found[TASK].spans, found[TASK].complete[0]) == ((), "spans")


def test_pulling_again_changes_no_byte(tmp_path: Path) -> None:
    tries = Round(tmp_path, text_task())
    tries.desk.answer(1, TASK, ANSWER)
    tries.pull()
    before = (tries.store / "desk.jsonl").read_bytes()
    result = tries.pull()
    assert (result.written, result.unchanged) == (0, 1)
    tries.pulled.clear()
    assert (tries.pull().written, tries.pull().unchanged) == (0, 1)
    assert (tries.store / "desk.jsonl").read_bytes() == before


def test_what_was_decided_in_the_store_stays_until_the_desk_changes(tmp_path: Path) -> None:
    tries = Round(tmp_path, text_task())
    tries.desk.answer(1, TASK, ANSWER)
    tries.pull()
    decided = tries.documents()[TASK].model_copy(update={"annotator": "adjudicated"})
    write_store(tries.store, {"desk.jsonl": [decided]})
    tries.pull()
    assert tries.documents()[TASK].annotator == "adjudicated"
    tries.desk.answer(1, TASK, ITEM)
    tries.pull()
    assert [span.label for span in tries.documents()[TASK].spans] == ["item"]


def test_only_the_file_with_the_change_is_written(tmp_path: Path) -> None:
    tries = Round(tmp_path, text_task())
    write_store(tries.store, {"gold.jsonl": [document("{q1:3次}。")]})
    before = (tries.store / "gold.jsonl").stat().st_mtime_ns
    tries.desk.answer(1, TASK, ANSWER)
    tries.pull()
    assert (tries.store / "gold.jsonl").stat().st_mtime_ns == before
    assert set(tries.documents()) == {"mu-1", TASK}


def test_a_document_is_replaced_in_the_file_where_it_stands(tmp_path: Path) -> None:
    tries = Round(tmp_path, text_task())
    tries.desk.answer(1, TASK, ANSWER)
    tries.pull()
    moved = [document("{q1:3次}。"), tries.documents()[TASK]]
    write_store(tries.store, {"desk.jsonl": [], "reviewed.jsonl": moved})
    tries.desk.answer(1, TASK, ITEM)
    tries.pull()
    assert [each.id for each in read_store(tries.store)] == ["mu-1", TASK]
    assert (tries.store / "desk.jsonl").read_text() == ""


def test_an_agency_stays_in_its_split(tmp_path: Path) -> None:
    tries = Round(tmp_path, text_task(agency="云澜市文旅局", split="test"))
    write_store(tries.store, {"gold.jsonl": [document("{q1:3次}。", agency="云澜市文旅局")]})
    tries.desk.answer(1, TASK, [])
    tries.pull()
    assert tries.documents()[TASK].meta.split == "train"


@pytest.mark.parametrize(
    ("saved", "code"),
    [
        (region(OVERVIEW, "信息", "Person", "a"), "unknown_label"),
        ([*ITEM, *region(OVERVIEW, "发布信息", "channel", "b")], "overlap"),
        (region(OVERVIEW, "128条，", "quantity", "a"), "punctuation"),
    ],
)
def test_a_wrong_answer_is_told_and_the_others_are_filed(
    tmp_path: Path, saved: list[Json], code: str
) -> None:
    tries = Round(tmp_path, text_task(), text_task(name="other"))
    tries.desk.answer(1, TASK, saved)
    tries.desk.answer(1, "other", ANSWER)
    result = tries.pull()
    assert codes(result) == {TASK: [code]}
    assert list(tries.documents()) == ["other"]
    tries.desk.answer(1, TASK, ANSWER)
    assert (tries.pull().written, codes(tries.pull())) == (1, {})


def test_a_wrong_answer_leaves_the_earlier_one(tmp_path: Path) -> None:
    tries = Round(tmp_path, text_task())
    tries.desk.answer(1, TASK, ANSWER)
    tries.pull()
    tries.desk.answer(1, TASK, region(OVERVIEW, "信息", "Person", "a"))
    assert codes(tries.pull()) == {TASK: ["unknown_label"]}
    assert len(tries.documents()[TASK].spans) == 2


def test_a_text_changed_on_the_desk_is_refused(tmp_path: Path) -> None:
    tries = Round(tmp_path, text_task())
    tries.desk.answer(1, TASK, ANSWER)
    next(tries.desk.tasks(1)).data["text"] = OVERVIEW.replace("128", "129")
    assert codes(tries.pull()) == {TASK: ["changed_text"]}


def test_an_answer_about_another_text_than_the_stores_is_refused(tmp_path: Path) -> None:
    tries = Round(tmp_path, text_task())
    tries.desk.answer(1, TASK, ANSWER)
    tries.pull()
    other = Round(tmp_path, text_task(text_sha256="c" * 64))
    other.desk.answer(1, TASK, ITEM)
    assert codes(other.pull()) == {TASK: ["store_other_text"]}
    assert len(tries.documents()[TASK].spans) == 2


def test_of_several_answers_the_chosen_else_the_newest_counts(tmp_path: Path) -> None:
    tries = Round(tmp_path, text_task())
    tries.desk.answer(1, TASK, ITEM, annotator="annotator-1")
    tries.desk.answer(1, TASK, ANSWER, annotator="annotator-2")
    tries.desk.answer(1, TASK, [], annotator="annotator-3", skipped=True)
    result = tries.pull()
    assert tries.documents()[TASK].annotator == "annotator-2"
    assert [fault.code for fault in result.notes[TASK]] == ["several_answers"]
    tries.desk.answer(1, TASK, FIGURE, annotator="annotator-1", chosen=True)
    tries.desk.answer(1, TASK, ITEM, annotator="annotator-2")
    tries.pull()
    assert [span.label for span in tries.documents()[TASK].spans] == ["quantity"]


def test_a_skipped_task_decides_nothing(tmp_path: Path) -> None:
    tries = Round(tmp_path, text_task())
    tries.desk.answer(1, TASK, [], skipped=True)
    result = tries.pull()
    assert (result.written, result.skipped, result.unanswered) == (0, 1, 0)


def test_a_value_that_the_words_do_not_say_is_noted(tmp_path: Path) -> None:
    """Moved edges leave a prefilled value behind."""
    tries = Round(tmp_path, text_task())
    tries.desk.answer(1, TASK, region(OVERVIEW, "128条", "quantity", "q", value=28))
    result = tries.pull()
    assert [fault.code for fault in result.notes[TASK]] == ["value_differs"]
    assert tries.documents()[TASK].spans[0].value == 28


def test_a_deleted_task_leaves_its_answer_in_the_store(tmp_path: Path) -> None:
    tries = Round(tmp_path, text_task(), text_task(name="other"))
    tries.desk.answer(1, TASK, ANSWER)
    tries.pull()
    tries.desk.delete(1, TASK)
    tries.desk.answer(1, "other", [])
    tries.pull()
    assert set(tries.documents()) == {TASK, "other"}
    assert missing_tasks(list(tries.desk.answers(1)), tries.pulled) == (TASK,)


LICENCES, FINES = "t1.art20_5.licensing.decisions", "t1.art20_6.penalties.decisions"


def test_corrected_cells_become_gold_of_their_report(tmp_path: Path) -> None:
    tries = Round(tmp_path, cell_task(LICENCES), cell_task(FINES), cell_task("t2.x"))
    tries.desk.answer(1, f"r0.txt#{FINES}", cell_answer("7"))
    tries.desk.answer(1, f"r0.txt#{LICENCES}", cell_answer("34"))
    assert tries.pull_cells().written == 2
    found = tries.documents()["r0.txt#cells"]
    assert found.cells == (
        CellGold(id=LICENCES, value=34, status="value", raw="34"),
        CellGold(id=FINES, value=7, status="value", raw="7"),
    )
    assert (found.complete, found.spans) == ((), ())


def test_cells_decided_before_stay(tmp_path: Path) -> None:
    tries = Round(tmp_path, cell_task(LICENCES), cell_task(FINES))
    tries.desk.answer(1, f"r0.txt#{LICENCES}", cell_answer("34"))
    tries.pull_cells()
    tries.desk.delete(1, f"r0.txt#{LICENCES}")
    tries.desk.answer(1, f"r0.txt#{FINES}", cell_answer("十几"))
    assert codes(tries.pull_cells()) == {f"r0.txt#{FINES}": ["no_cell_number"]}
    tries.desk.answer(1, f"r0.txt#{FINES}", cell_answer("/"))
    result = tries.pull_cells()
    assert (result.written, result.unchanged) == (1, 0)
    cells = {cell.id: cell.value for cell in tries.documents()["r0.txt#cells"].cells}
    assert cells == {LICENCES: 34, FINES: None}


def test_pulling_cells_again_changes_no_byte(tmp_path: Path) -> None:
    tries = Round(tmp_path, cell_task(LICENCES))
    tries.desk.answer(1, f"r0.txt#{LICENCES}", cell_answer("34"))
    tries.pull_cells()
    before = (tries.store / "desk.jsonl").stat().st_mtime_ns
    assert tries.pull_cells().unchanged == 1
    tries.pulled.clear()
    assert tries.pull_cells().unchanged == 1
    assert (tries.store / "desk.jsonl").stat().st_mtime_ns == before
