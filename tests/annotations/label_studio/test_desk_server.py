"""The whole way on a real Label Studio server, started here and stopped after."""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from annotations.annotate_cli import run
from annotations.label_studio.config import text_config
from annotations.label_studio.connection import TOKEN_VARIABLE
from annotations.label_studio.desk import Desk, NewTask, Prediction
from annotations.label_studio.faults import DeskError
from annotations.label_studio.regions import MarkedText, marked_to_results, results_to_marked
from annotations.label_studio.task_data import TextTask, data_to_task, task_to_data
from annotations.schema import Span
from annotations.store import read_store, write_store
from models.rule_tagger import RuleTagger
from tests.annotations.builder import document
from tests.annotations.label_studio.builder import (
    Json,
    cell_answer,
    report,
    text_task,
    write_reports,
)
from tests.annotations.label_studio.server import (
    CACHE,
    ROOT,
    TOKEN,
    Server,
    call,
    free_port,
    start,
)
from tests.annotations.label_studio.texts import LABELS, TORTURE, valid_places

pytestmark = [pytest.mark.desk, pytest.mark.enable_socket, pytest.mark.timeout(1500)]
REASON = "label-studio-sdk is not installed: [annotate]"
LICENCES = "r1.txt#t1.art20_5.licensing.decisions"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    pytest.importorskip("label_studio_sdk", reason=REASON)
    folder = CACHE / f"run-{os.getpid()}"
    started = start(folder)
    yield started
    started.stop()
    shutil.rmtree(folder)


@contextmanager
def sdk_desk(server: Server, token: str = TOKEN) -> Iterator[Desk]:
    with importlib.import_module("annotations.label_studio.sdk_desk").SdkDesk(
        server.url, token
    ) as player:
        yield player


@dataclass(frozen=True, slots=True)
class Place:
    """A working folder with two reports, and the desk's projects once they are made."""

    server: Server
    folder: Path

    def annotate(self, *words: str) -> int:
        return run(["annotate", *words, "--desk", str(self.folder / "desk")], "en")

    def pull(self) -> int:
        return self.annotate("pull", "--store", str(self.folder / "gold"))

    @property
    def projects(self) -> dict[str, Any]:
        settings = importlib.import_module("annotations.label_studio.ledger").read_settings
        found = settings(self.folder / "desk")
        return {"text": found.text, "cells": found.cells}

    def tasks(self, kind: str) -> dict[str, Json]:
        query = f"project={self.projects[kind]}&page_size=100&fields=all"
        listed: Any = self.server.get(f"/api/tasks/?{query}")
        return {task["data"]["id"]: task for task in listed["tasks"]}

    def save(self, task: Json, results: list[Json], prediction: bool = True) -> Json:
        """What the editor sends when an annotator submits."""
        body: Json = {"result": results, "lead_time": 3.0}
        if prediction and task["predictions"]:
            body["parent_prediction"] = task["predictions"][0]["id"]
        made: Any = call(self.server.url, "POST", f"/api/tasks/{task['id']}/annotations/", body)
        return dict(made)

    def change(self, annotation: Json, results: list[Json]) -> None:
        path = f"/api/annotations/{annotation['id']}/"
        call(self.server.url, "PATCH", path, {"result": results})


@pytest.fixture
def place(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)
    monkeypatch.chdir(tmp_path)
    write_reports(tmp_path / "in", report(), report("青禾县教育局", licences="3O"))
    found = Place(server, tmp_path)
    assert found.annotate("init", "--url", server.url) == 0
    return found


def test_a_round_changes_the_store_by_the_correction_only(place: Place) -> None:
    write_store(place.folder / "gold", {"authored.jsonl": [document("{q1:3次}。")]})
    untouched = (place.folder / "gold" / "authored.jsonl").read_bytes()
    assert place.annotate("push", "in") == 0
    tasks, cells = place.tasks("text"), place.tasks("cells")
    assert place.annotate("push", "in") == 0
    assert place.tasks("text").keys() == tasks.keys()
    assert len(place.tasks("text")) == len(tasks) == 8

    first, second = tasks["r0.txt#s1.1"], tasks["r1.txt#s1.1"]
    accepted = place.save(first, first["predictions"][0]["result"])
    place.save(second, second["predictions"][0]["result"])
    place.save(tasks["r0.txt#s6.1"], [])
    place.save(cells[LICENCES], cell_answer("30"))
    assert place.pull() == 0
    before = {each.id: each for each in read_store(place.folder / "gold")}
    assert set(before) == {"mu-1", "r0.txt#s1.1", "r1.txt#s1.1", "r0.txt#s6.1", "r1.txt#cells"}
    assert before["r0.txt#s6.1"].spans == ()
    assert [span.value for span in before["r0.txt#s1.1"].spans if span.value] == [128, 12]
    assert before["r1.txt#cells"].cells[0].value == 30
    lines = (place.folder / "gold" / "desk.jsonl").read_bytes()
    assert place.pull() == 0
    assert (place.folder / "gold" / "desk.jsonl").read_bytes() == lines

    corrected = [
        each for each in first["predictions"][0]["result"] if each.get("id") not in ("n1", "i3")
    ]
    gone = {"n1", "i3"}
    kept = [e for e in corrected if not gone & {e.get("from_id"), e.get("to_id")}]
    for each in kept:
        if each.get("id") == "q1" and each["type"] == "number":
            each["value"]["number"] = 130
    place.change(accepted, kept)
    assert place.pull() == 0
    after = {each.id: each for each in read_store(place.folder / "gold")}
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"r0.txt#s1.1"}
    spans = {span.id: span for span in after["r0.txt#s1.1"].spans}
    assert spans["q1"].value == 130
    assert "n1" not in spans
    assert (place.folder / "gold" / "authored.jsonl").read_bytes() == untouched


def test_predictions_name_their_model_and_are_shown(place: Place) -> None:
    assert place.annotate("push", "in") == 0
    task = place.tasks("text")["r0.txt#s1.1"]
    prediction = task["predictions"][0]
    assert prediction["model_version"].startswith(f"rules-{RuleTagger.version}+gongkai-")
    assert 0 < prediction["score"] <= 1
    project: Any = place.server.get(f"/api/projects/{place.projects['text']}/")
    assert project["model_version"] == prediction["model_version"]
    assert place.tasks("text")["r0.txt#s6.1"]["predictions"] == []


def test_every_span_of_the_torture_set_comes_back(place: Place) -> None:
    """Texts and offsets as the server stored them, read by the SDK."""
    with sdk_desk(place.server) as player:
        _send_torture(place, player)


def _send_torture(place: Place, player: Desk) -> None:
    number = player.create_project("torture", text_config())
    sent: dict[str, tuple[TextTask, MarkedText]] = {}
    new = []
    for at, text in enumerate(TORTURE):
        task = text_task(text, f"t{at}")
        marked = MarkedText(text, tuple(apart(text)))
        sent[task.id] = (task, marked)
        data = task_to_data(task, priority=at, why="")
        new.append(NewTask(data, Prediction(marked_to_results(marked), 0.5, "v1")))
    player.add_tasks(number, new)
    listed: Any = place.server.get(f"/api/tasks/?project={number}&page_size=100&fields=all")
    for entry in listed["tasks"]:
        place.save(entry, entry["predictions"][0]["result"])
    back = {task.data["id"]: task for task in player.answers(number)}
    assert back.keys() == sent.keys()
    for name, (task, marked) in sent.items():
        assert data_to_task(TextTask, back[name].data) == task
        again = results_to_marked(task.text, back[name].answers[0].results)
        assert places(again.spans) == places(marked.spans)


def apart(text: str) -> Iterator[Span]:
    """Valid spans that do not overlap, as long as three signs."""
    end = 0
    for first, stop in valid_places(text):
        if first >= end and stop - first == min(3, len(text) - first):
            place = {"start": first, "end": stop}
            label = LABELS[first % len(LABELS)]
            yield Span.model_validate({"id": f"x{first}", "label": label, **place})
            end = stop


def places(spans: Any) -> list[tuple[int, int, str]]:
    return [(span.start, span.end, span.label) for span in spans]


@pytest.fixture
def service() -> Iterator[str]:
    """The prediction service as a process of its own, as a user starts it."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "gongkai.py"), "annotate", "backend", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "GONGKAI_BACKEND_TOKEN": "sesam"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    yield f"http://127.0.0.1:{port}"
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=20)
    process.stdout.close()


def test_the_server_asks_our_service_for_predictions(
    place: Place, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_BACKEND_TOKEN", "sesam")
    _wait_for(service)
    assert place.annotate("init", "--url", place.server.url, "--backend", service) == 0
    number = place.projects["text"]
    task = text_task(name="asked#s1.1")
    with sdk_desk(place.server) as player:
        player.add_tasks(number, [NewTask(task_to_data(task, priority=1, why=""))])
    body = {"selectedItems": {"all": True, "excluded": []}}
    path = f"/api/dm/actions?id=retrieve_tasks_predictions&project={number}"
    call(place.server.url, "POST", path, body)
    prediction = place.tasks("text")["asked#s1.1"]["predictions"][0]
    quotes = [e["value"]["text"] for e in prediction["result"] if e["type"] == "labels"]
    assert "128条" in quotes
    assert prediction["model_version"].startswith(f"rules-{RuleTagger.version}+gongkai-")
    backends: Any = place.server.get(f"/api/ml/?project={number}")
    assert [each["state"] for each in backends] == ["CO"]


def _wait_for(url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{url}/versions", timeout=1)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the service did not start")


def test_a_wrong_token_is_told_by_the_real_server(server: Server) -> None:
    pytest.importorskip("label_studio_sdk", reason=REASON)
    with sdk_desk(server, "0" * 40) as player, pytest.raises(DeskError, match="does not accept"):
        player.counts(1)


def test_a_service_that_is_not_there_is_told(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    assert place.annotate("init", "--url", place.server.url, "--backend", nowhere) == 1
    assert f"cannot use the prediction service {nowhere}" in capsys.readouterr().err


def test_an_unknown_label_is_refused_by_the_real_server(place: Place) -> None:
    """Its check of predictions is on here; without it pull's own check is what remains."""
    span = {"start": 0, "end": 2, "text": "20", "labels": ["Person"]}
    wrong = {"id": "a", "from_name": "label", "to_name": "text", "type": "labels", "value": span}
    task = NewTask(task_to_data(text_task(), priority=1, why=""), Prediction([wrong], 0.5, "v1"))
    number = place.projects["text"]
    with sdk_desk(place.server) as player, pytest.raises(DeskError, match="does not take"):
        player.add_tasks(number, [task])
