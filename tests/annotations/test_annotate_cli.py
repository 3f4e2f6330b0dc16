"""The desk's commands, as a user gives them, on a desk in memory."""

from __future__ import annotations

import builtins
import importlib
import json
from contextlib import nullcontext
from pathlib import Path

import pytest

from annotations.annotate_cli import run
from annotations.label_studio.connection import TOKEN_VARIABLE, open_desk
from annotations.label_studio.faults import DeskError
from annotations.store import read_store
from extraction import extract
from extraction.messages import load_messages
from models import StubTagger
from tests.annotations.label_studio.builder import (
    StubDesk,
    cell_answer,
    region,
    report,
    write_reports,
)

URL = "http://desk.example"


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> StubDesk:
    """The desk that every command finds, in a folder with two reports."""
    stub = StubDesk()
    for module in ("annotations.desk_commands", "annotations.push_commands"):
        monkeypatch.setattr(f"{module}.open_desk", lambda *_: nullcontext(stub))
    monkeypatch.chdir(tmp_path)
    write_reports(tmp_path / "in", report(), report("青禾县教育局", licences="3O"))
    return stub


def annotate(*words: str, lang: str = "en") -> int:
    return run(["annotate", *words], "zh" if lang == "zh" else "en")


def ids(desk: StubDesk, project: int) -> list[str]:
    return [task.data["id"] for task in desk.projects[project].values()]


def test_a_round_from_reports_to_gold(desk: StubDesk, capsys: pytest.CaptureFixture[str]) -> None:
    assert annotate("init", "--url", URL) == 0
    assert annotate("push", "in") == 0
    assert "r0.txt#s1.1" in ids(desk, 1)
    licences = "r1.txt#t1.art20_5.licensing.decisions"
    assert licences in ids(desk, 2)
    text = next(t.data["text"] for t in desk.projects[1].values() if t.data["id"] == "r0.txt#s1.1")
    desk.answer(1, "r0.txt#s1.1", region(text, "信息", "item", "a"))
    desk.answer(2, licences, cell_answer("30"))
    assert annotate("pull", "--store", "gold") == 0
    found = {each.id: each for each in read_store(Path("gold"))}
    assert set(found) == {"r0.txt#s1.1", "r1.txt#cells"}
    assert found["r1.txt#cells"].cells[0].value == 30
    assert annotate("status") == 0
    said = capsys.readouterr().out
    assert "1 written" in said
    assert "Answers taken: 2" in said


def test_init_makes_each_project_once(desk: StubDesk, capsys: pytest.CaptureFixture[str]) -> None:
    assert annotate("init", "--url", URL, "--backend", "http://127.0.0.1:9090") == 0
    desk.configs[2] = "<View/>"
    assert annotate("init", "--url", f"{URL}/", "--backend", "http://127.0.0.1:9090") == 0
    assert len(desk.projects) == 2
    assert desk.backends == [(1, "http://127.0.0.1:9090", None)]
    said = capsys.readouterr().out
    assert "Project 1 made" in said
    assert "Project 1 is unchanged" in said
    assert "Project 2 has the current configuration" in said


def test_an_interrupted_init_goes_on_where_it_stopped(desk: StubDesk) -> None:
    desk.fails_after = 1
    assert annotate("init", "--url", URL) == 1
    desk.fails_after = None
    assert annotate("init", "--url", URL) == 0
    assert len(desk.projects) == 2


def test_a_folder_belongs_to_one_server(desk: StubDesk, capsys: pytest.CaptureFixture[str]) -> None:
    annotate("init", "--url", URL)
    assert annotate("init", "--url", "http://other.example") == 1
    assert "belongs to http://desk.example" in capsys.readouterr().err


def test_an_interrupted_push_is_completed_by_the_next(
    desk: StubDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    annotate("init", "--url", URL)
    desk.fails_after = 1
    assert annotate("push", "in") == 1
    assert "run again for the rest" in capsys.readouterr().err
    desk.fails_after = None
    assert annotate("push", "in") == 0
    assert len(ids(desk, 1)) == len(set(ids(desk, 1))) == 8


def test_an_interrupted_pull_leaves_the_store_alone(desk: StubDesk) -> None:
    annotate("init", "--url", URL)
    annotate("push", "in")
    desk.answer(1, "r0.txt#s1.1", [])
    desk.fails_after = 1
    assert annotate("pull", "--store", "gold") == 1
    assert not Path("gold").exists()
    desk.fails_after = None
    assert annotate("pull", "--store", "gold") == 0
    assert [each.id for each in read_store(Path("gold"))] == ["r0.txt#s1.1"]


def test_refused_answers_are_told_in_the_users_language(
    desk: StubDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    annotate("init", "--url", URL)
    annotate("push", "in")
    text = next(t.data["text"] for t in desk.projects[1].values() if t.data["id"] == "r0.txt#s1.1")
    desk.answer(1, "r0.txt#s1.1", region(text, "信息", "Person", "a"))
    assert annotate("pull", "--store", "gold", lang="zh") == 1
    assert "r0.txt#s1.1：" in (said := capsys.readouterr().err)
    assert "标签无法识别：Person" in said


def test_two_annotators_fill_two_stores(desk: StubDesk, capsys: pytest.CaptureFixture[str]) -> None:
    annotate("init", "--url", URL)
    annotate("push", "in")
    text = next(t.data["text"] for t in desk.projects[1].values() if t.data["id"] == "r0.txt#s1.1")
    desk.answer(1, "r0.txt#s1.1", region(text, "信息", "item", "a"), annotator="annotator-1")
    desk.answer(1, "r0.txt#s1.1", [], annotator="annotator-2")
    for person in ("annotator-1", "annotator-2"):
        assert annotate("pull", "--store", person, "--annotator", person) == 0
    spans = [len(read_store(Path(person))[0].spans) for person in ("annotator-1", "annotator-2")]
    assert spans == [1, 0]
    assert "several" not in capsys.readouterr().err.lower()


def test_a_deleted_task_is_told_by_pull_and_push(
    desk: StubDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    annotate("init", "--url", URL)
    annotate("push", "in")
    desk.answer(1, "r0.txt#s1.1", [])
    annotate("pull", "--store", "gold")
    desk.delete(1, "r0.txt#s1.1")
    assert annotate("pull", "--store", "gold") == 0
    assert "1 tasks were deleted" in capsys.readouterr().err
    assert annotate("push", "in") == 1
    assert "not brought again" in capsys.readouterr().err


def test_files_that_cannot_be_read_are_told_and_the_rest_is_pushed(
    desk: StubDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    annotate("init", "--url", URL)
    Path("in/r2.txt").write_text("今天天气很好。", encoding="utf-8")
    assert annotate("push", "in") == 1
    assert "r2.txt: not read" in capsys.readouterr().err
    assert "r1.txt#s1.1" in ids(desk, 1)


def test_near_identical_passages_are_left_out(
    desk: StubDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    annotate("init", "--url", URL)
    assert annotate("push", "in", "--per-kind", "1", "--order", "file") == 0
    assert [name for name in ids(desk, 1) if "s5" in name] == ["r0.txt#s5.1"]
    assert "0 left out" not in capsys.readouterr().out.splitlines()[-2]


def test_the_order_by_disagreement_reads_two_folders(desk: StubDesk) -> None:
    annotate("init", "--url", URL)
    paths = [Path("in/r0.txt"), Path("in/r1.txt")]
    records = {path: extract(path) for path in paths}
    for folder, changed in (("a", None), ("b", paths[1])):
        Path(folder).mkdir()
        lines = [
            (extract(path, tagger=StubTagger()) if path == changed else record).to_json()
            for path, record in records.items()
        ]
        Path(folder, "part.jsonl").write_text("\n".join(lines), encoding="utf-8")
    words = ["push", "in", "--order", "disagreement"]
    assert annotate(*words) == 2
    assert annotate(*words, "--first", "a", "--second", "nowhere") == 2
    assert annotate(*words, "--first", "a", "--second", "b", "--limit", "2") == 0
    assert {name[:6] for name in ids(desk, 1)} == {"r1.txt"}


@pytest.mark.parametrize(
    "words",
    [
        ("--order", "age"),
        ("--level", "moon"),
        ("--split", "all"),
        ("--tagger", "oracle"),
        ("--model", "/no/model"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_words_that_are_not_offered_are_wrong_usage(words: tuple[str, str]) -> None:
    annotate("init", "--url", URL)
    assert annotate("push", "in", *words) == 2


@pytest.mark.parametrize("command", [("push", "in"), ("backend",)])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--model", "/no/model"), "(missing_model)"),
        (("--model", "text", "--tagger", "rules"), "Give either --model text or --tagger rules"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_a_model_that_cannot_be_had_is_told(
    command: tuple[str, ...], words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert annotate(*command, *words) == 2
    assert said in capsys.readouterr().err


@pytest.mark.usefixtures("desk")
def test_files_of_one_name_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    annotate("init", "--url", URL)
    write_reports(Path("more"), report("霁原市民政局"))
    assert annotate("push", "in/r0.txt", "more/r0.txt") == 2
    assert "r0.txt" in capsys.readouterr().err
    assert annotate("push", "nowhere") == 2


@pytest.mark.usefixtures("desk")
def test_without_init_the_way_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert annotate("push", "in") == 1
    assert "run gongkai annotate init first" in capsys.readouterr().err
    Path("desk").mkdir()
    Path("desk/desk.json").write_text("{", encoding="utf-8")
    assert annotate("status") == 1
    assert "cannot be read" in capsys.readouterr().err


def test_without_a_token_the_variable_is_told() -> None:
    with pytest.raises(DeskError, match=TOKEN_VARIABLE), open_desk(URL, {}):
        pass


def test_the_token_is_not_written(desk: StubDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, "a-secret")
    annotate("init", "--url", URL)
    saved = json.loads(Path("desk/desk.json").read_text(encoding="utf-8"))
    assert saved == {"url": URL, "text": 1, "cells": 2}
    assert len(desk.projects) == 2


def test_the_service_needs_a_token_beyond_this_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GONGKAI_BACKEND_TOKEN", raising=False)
    assert annotate("backend", "--host", "0.0.0.0") == 2
    assert "GONGKAI_BACKEND_TOKEN" in capsys.readouterr().err


def test_a_missing_library_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    load = importlib.import_module

    def fail(name: str) -> object:
        if name == "annotations.backend_commands":
            raise builtins.ModuleNotFoundError(name="uvicorn")
        return load(name)

    monkeypatch.setattr("extraction.command_group.importlib.import_module", fail)
    assert annotate("backend") == 2
    assert "uvicorn is missing" in capsys.readouterr().err


FAULTS = sorted(key for key in load_messages("annotations") if key.startswith("desk.fault."))


@pytest.mark.parametrize("key", FAULTS)
def test_every_fault_is_used(key: str) -> None:
    code = key.rpartition(".")[2]
    room = Path(__file__).parents[2] / "annotations"
    assert any(f'"{code}"' in path.read_text(encoding="utf-8") for path in room.rglob("*.py"))
