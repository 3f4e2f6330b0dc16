"""Report files as tasks."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.label_studio.faults import AnswerError
from annotations.label_studio.regions import MarkedText
from annotations.label_studio.reports import (
    Provenance,
    ReadReport,
    marked_to_uncertainty,
    paths_to_sources,
    report_to_tasks,
)
from annotations.label_studio.task_data import (
    CellTask,
    TextTask,
    data_to_task,
    task_to_data,
)
from extraction.readers import Limits, read
from models import load_tagger
from tests.annotations.label_studio.builder import (
    OVERVIEW,
    PROBLEMS,
    cell_task,
    report,
    text_task,
    write_reports,
)

PROVENANCE = Provenance("city", "culture", "dev")


def tasks(folder: Path, text: str) -> ReadReport:
    write_reports(folder, text)
    path = folder / "r0.txt"
    return report_to_tasks(path, "r0.txt", provenance=PROVENANCE, tagger=load_tagger("rules"))


def test_each_section_of_text_is_a_task_at_its_place(tmp_path: Path) -> None:
    found = tasks(tmp_path, report())
    texts = [each.task for each in found.passages if isinstance(each.task, TextTask)]
    assert [(task.id, task.place, task.text.strip()) for task in texts] == [
        ("r0.txt#s0.1", "unknown", "云澜市文旅局2023年政府信息公开工作年度报告"),
        ("r0.txt#s1.1", "overview", OVERVIEW),
        ("r0.txt#s5.1", "problems", PROBLEMS),
        ("r0.txt#s6.1", "other", "无。"),
    ]
    whole = read((tmp_path / "r0.txt").read_bytes(), name="r0.txt", limits=Limits()).text
    for task in texts:
        assert whole[task.start : task.start + len(task.text)] == task.text


def test_tasks_say_whose_report_it_is(tmp_path: Path) -> None:
    origin = tasks(tmp_path, report()).passages[0].task.origin
    assert (origin.agency, origin.year, origin.level, origin.split) == (
        "云澜市文旅局",
        2023,
        "city",
        "dev",
    )


def test_a_sound_table_asks_nothing(tmp_path: Path) -> None:
    assert [each.task.id for each in tasks(tmp_path, report()).cells if "t1" in each.task.id] == []


def test_a_misread_cell_is_asked_with_what_was_read(tmp_path: Path) -> None:
    found = tasks(tmp_path, report(licences="3O"))
    cells = [each.task for each in found.cells if isinstance(each.task, CellTask)]
    asked = next(task for task in cells if task.cell == "t1.art20_5.licensing.decisions")
    assert (asked.prefill, asked.state) == ("30", "printed")
    assert asked.where == "表一 / 行政许可 / 处理决定"
    assert "行政许可\t【3O】" in asked.context


def test_a_file_that_is_no_report_has_a_code_and_no_tasks(tmp_path: Path) -> None:
    found = tasks(tmp_path, "今天天气很好。")
    assert (found.code, found.passages, found.cells) == ("not_a_report", (), ())


def test_uncertainty_is_what_the_least_certain_spans_lack() -> None:
    scores = {f"q{n}": score for n, score in enumerate((1.0, 0.9, 0.8, 0.7, 0.6, 0.5))}
    assert marked_to_uncertainty(MarkedText("12条", (), (), scores)) == pytest.approx(0.3)
    assert marked_to_uncertainty(MarkedText("12条")) == 0.5
    assert marked_to_uncertainty(MarkedText("云澜市2023年报告，3月2日")) == 0.0


def test_sources_are_paths_below_the_folder_given(tmp_path: Path) -> None:
    paths = [str(tmp_path / "a" / "x.txt"), str(tmp_path / "b" / "x.txt")]
    named = [source for _, source in paths_to_sources([str(tmp_path)], paths)]
    assert named == ["a/x.txt", "b/x.txt"]
    with pytest.raises(ValueError, match=r"^x\.txt$"):
        paths_to_sources(paths, paths)


def test_task_data_goes_round() -> None:
    for task in (text_task(), cell_task()):
        assert data_to_task(type(task), task_to_data(task, priority=1, why="x")) == task


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": OVERVIEW + "又"}, "changed_text"),
        ({"start": 31}, "changed_text"),
        ({"text": None}, "not_our_task"),
        ({"colour": "red"}, "not_our_task"),
        ({"seal": None}, "changed_text"),
    ],
)
def test_changed_data_is_refused(changes: dict[str, object], code: str) -> None:
    data = task_to_data(text_task(), priority=1, why="x") | changes
    with pytest.raises(AnswerError) as told:
        data_to_task(TextTask, data)
    assert told.value.faults[0].code == code


def test_the_place_in_the_queue_may_change() -> None:
    data = task_to_data(text_task(), priority=1, why="x") | {"priority": 7, "why": "y"}
    assert data_to_task(TextTask, data) == text_task()
