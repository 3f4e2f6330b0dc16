from __future__ import annotations

from pathlib import Path

from extraction.sinks.jsonl import JsonlSink
from tests.extraction.sinks.builder import input_reports


def test_records_stand_as_they_are_and_duplicates_have_none(tmp_path: Path) -> None:
    reports = input_reports()
    sink = JsonlSink(tmp_path)
    sink.take(0, reports)
    lines = (tmp_path / "records" / "part-00000.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines == [each.record.to_json() for each in reports if each.record is not None]
    assert len(lines) == 3


def test_parts_that_are_gone_disappear(tmp_path: Path) -> None:
    sink = JsonlSink(tmp_path)
    for part in (0, 1):
        sink.take(part, input_reports())
    sink.finish([1])
    assert [sink.stands(part) for part in (0, 1)] == [False, True]
