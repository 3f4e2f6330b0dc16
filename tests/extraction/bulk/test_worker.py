"""What a worker says and sends, in this process."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from extraction import extract
from extraction.bulk.settings import WorkerSettings
from extraction.bulk.worker import Finished, Idle, Message, Reader, Ready, Started, Task
from extraction.bulk.writer import unpack
from tests.extraction.bulk.builder import report_text, write_reports

Read = Callable[[list[Task]], list[Message]]


@pytest.fixture
def read() -> Read:
    said: list[Message] = []
    reader = Reader(WorkerSettings(batch_chars=90), said.append)
    assert isinstance(said.pop(), Ready)

    def read_chunk(tasks: list[Task]) -> list[Message]:
        reader.read_chunk(tasks)
        return said

    return read_chunk


def records(said: list[Message]) -> list[str]:
    return [unpack(o.record) for each in said if isinstance(each, Finished) for o in each.outcomes]


def test_it_says_what_it_is_at(tmp_path: Path, read: Read) -> None:
    paths = write_reports(tmp_path, 2)
    said = read([Task(number, str(path)) for number, path in enumerate(paths)])
    assert [each for each in said if isinstance(each, Started)] == [
        Started((0,)),
        Started((1,)),
        Started((0, 1)),
    ]
    assert said[-1] == Idle()


def test_a_batch_ends_when_its_text_is_long_enough(tmp_path: Path, read: Read) -> None:
    paths = write_reports(tmp_path, 5)
    said = read([Task(number, str(path)) for number, path in enumerate(paths)])
    batches = [len(each.outcomes) for each in said if isinstance(each, Finished)]
    assert batches == [3, 2]


def test_records_are_those_of_single_extractions(tmp_path: Path, read: Read) -> None:
    paths = write_reports(tmp_path, 5)
    said = read([Task(number, str(path)) for number, path in enumerate(paths)])
    assert records(said) == [extract(path).to_json() for path in paths]


def test_bytes_are_named_by_their_file_and_placed_by_their_path(read: Read) -> None:
    data = report_text(3).encode()
    said = read([Task(0, "a.zip!/x/y.txt", name="y.txt", data=data)])
    wanted = extract(data, name="y.txt").to_json()
    assert records(said) == [wanted.replace('"path":"y.txt"', '"path":"a.zip!/x/y.txt"')]


@pytest.mark.parametrize(
    ("task", "code"),
    [
        (Task(0, "/no/such/file.txt"), "unreachable"),
        (Task(0, "a.zip!/x.txt", refusal=("unsafe_path", "why")), "unsafe_path"),
        (Task(0, "x.txt", data=b""), "empty"),
    ],
)
def test_what_cannot_be_read_is_a_failed_record(task: Task, code: str, read: Read) -> None:
    (outcome,) = next(each for each in read([task]) if isinstance(each, Finished)).outcomes
    assert (outcome.state, outcome.code, outcome.status) == ("failed", code, "failed")


def test_a_name_that_is_no_unicode_is_read(tmp_path: Path, read: Read) -> None:
    raw = os.fsencode(tmp_path) + b"/\xff.txt"
    path = Path(os.fsdecode(raw))
    path.write_text(report_text(3), encoding="utf-8")
    (record,) = records(read([Task(0, str(path))]))
    assert '"status":"ok"' in record
    assert "\\\\xff.txt" in record
