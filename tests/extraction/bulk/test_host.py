"""A host in this process: what it takes, what it tells, and what it does not see."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extraction import extract
from extraction.bulk.engine import Lost
from extraction.bulk.entries import Outcome
from extraction.bulk.host import Host, Turn
from extraction.bulk.settings import BulkLimits, WorkerSettings
from extraction.bulk.sources import path_to_stamp
from extraction.bulk.worker import Finished, Task
from extraction.bulk.writer import unpack
from tests.extraction.bulk.builder import report_text, write_reports
from tests.extraction.bulk.planted import HOOK


def ready_host(home: Path, hook: str | None = None) -> Host:
    host = Host(
        WorkerSettings(before_read=hook), BulkLimits(), home=str(home), machine=lambda: "here"
    )
    while host.turn().made_by is None:
        pass
    return host


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    monkeypatch.chdir(tmp_path)
    host = ready_host(tmp_path)
    yield host
    host.stop()


def turns_until(host: Host, done: Callable[[Turn], bool], first: Turn) -> list[Turn]:
    turns = [first]
    while not done(turns[-1]):
        turns.append(host.turn())
    return turns


def outcomes(turns: list[Turn]) -> list[Outcome]:
    events = [event for turn in turns for event in turn.events]
    return [each for event in events if isinstance(event, Finished) for each in event.outcomes]


def test_a_chunk_is_read_as_on_one_machine(tmp_path: Path, host: Host) -> None:
    paths = write_reports(tmp_path, 2)
    tasks = [Task(n, str(path), stamp=path_to_stamp(str(path))) for n, path in enumerate(paths)]
    turns = turns_until(host, lambda turn: not turn.busy, host.turn(tasks))
    assert {turn.machine for turn in turns} == {"here"}
    assert [unpack(each.record) for each in outcomes(turns)] == [
        extract(path).to_json() for path in paths
    ]


def test_a_relative_path_starts_from_the_home_of_the_run(tmp_path: Path, host: Host) -> None:
    write_reports(tmp_path / "in", 1)
    first = host.turn([Task(0, "in/001.txt", stamp=path_to_stamp("in/001.txt"))])
    (outcome,) = outcomes(turns_until(host, lambda turn: not turn.busy, first))
    assert outcome.status == "ok"


def test_another_file_of_the_same_name_is_not_taken(tmp_path: Path, host: Host) -> None:
    (path,) = write_reports(tmp_path, 1)
    stamp = path_to_stamp(str(path))
    os.utime(path, ns=(1, 1))
    turn = host.turn([Task(0, str(path), stamp=stamp)])
    assert (turn.unseen, turn.busy, turn.events) == (True, False, ())


def test_bytes_are_taken_where_no_file_is(tmp_path: Path, host: Host) -> None:
    data = report_text(7).encode()
    task = Task(0, "/elsewhere/7.txt", name="7.txt", data=data, stamp=(len(data), 1))
    (outcome,) = outcomes(turns_until(host, lambda turn: not turn.busy, host.turn([task])))
    wanted = extract(data, name="7.txt").to_json()
    assert unpack(outcome.record) == wanted.replace('"path":"7.txt"', '"path":"/elsewhere/7.txt"')


def test_a_crash_is_told_by_its_signal_and_the_worker_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "segfault.txt").write_text(report_text(1), encoding="utf-8")
    host = ready_host(tmp_path, HOOK)
    try:
        first = host.turn([Task(5, "segfault.txt", stamp=path_to_stamp("segfault.txt"))])
        turns = turns_until(host, lambda turn: not turn.busy, first)
        (lost,) = [event for turn in turns for event in turn.events if isinstance(event, Lost)]
    finally:
        host.stop()
    assert (lost.blamed, lost.others, lost.code) == ((5,), (), "crashed")
    assert lost.reason == "the reading process ended by SIGSEGV"
    assert (turns[-1].restarts, turns[-1].made_by) == (1, None)
