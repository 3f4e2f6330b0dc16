"""Parts become tables once, and again where they changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction import extract
from extraction.bulk.entries import Outcome
from extraction.bulk.export import export_parts
from extraction.bulk.export_program import ExportFailed, write_parts
from extraction.bulk.ledger import Ledger
from extraction.bulk.sources import ManifestRow, WorkItem
from extraction.bulk.writer import pack, part_to_path, publish_part, reopen_reports
from tests.extraction.bulk.builder import report_text


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Five inputs in parts of two; the last is a duplicate, alone in its part."""
    made = Ledger(tmp_path, part_reports=2)
    digests = ("a", "b", "c", "d", "a")
    made.add(
        WorkItem(f"{number}.txt", f"{number}.txt", size=1, sha256=digest)
        for number, digest in enumerate(digests)
    )
    made.settle_duplicates()
    read_all(made, tmp_path)
    return made


def read_all(ledger: Ledger, folder: Path, year: int = 2023) -> None:
    outcomes = []
    for entry in ledger.take(10):
        record = extract(report_text(entry.seq + 1, year).encode(), name=entry.key)
        outcomes.append(Outcome(entry.seq, "done", pack(record.to_json()), "ok", None, "v"))
    ledger.finish(outcomes)
    for part in ledger.ready_parts():
        publish_part(ledger, folder, part)


def times(folder: Path) -> list[int]:
    return [path.stat().st_mtime_ns for path in sorted((folder / "csv" / "claims").iterdir())]


def lines(folder: Path, table: str) -> list[str]:
    paths = sorted((folder / "csv" / table).iterdir())
    return [
        line for path in paths for line in path.read_text(encoding="utf-8-sig").splitlines()[1:]
    ]


def test_every_input_is_in_the_tables_once(tmp_path: Path, ledger: Ledger) -> None:
    assert export_parts(ledger, tmp_path, ["csv"])
    assert [line.split(",")[:3] for line in lines(tmp_path, "reports")] == [
        ["0", "0.txt", "done"],
        ["1", "1.txt", "done"],
        ["2", "2.txt", "done"],
        ["3", "3.txt", "done"],
        ["4", "4.txt", "duplicate"],
    ]
    assert [line.split(",")[3] for line in lines(tmp_path, "claims")] == ["1", "2", "3", "4"]


def test_a_part_that_stands_is_not_written_again(tmp_path: Path, ledger: Ledger) -> None:
    export_parts(ledger, tmp_path, ["csv"])
    before = times(tmp_path)
    export_parts(ledger, tmp_path, ["csv"])
    assert times(tmp_path) == before


def test_a_part_that_was_read_again_is(tmp_path: Path, ledger: Ledger) -> None:
    export_parts(ledger, tmp_path, ["csv"])
    before = times(tmp_path)
    reopen_reports(ledger, tmp_path, [2])
    read_all(ledger, tmp_path, year=2021)
    export_parts(ledger, tmp_path, ["csv"])
    after = times(tmp_path)
    assert [old == new for old, new in zip(before, after, strict=True)] == [True, False, True]
    assert [",2021," in line for line in lines(tmp_path, "reports")] == [
        *(False, False, True, False, False)
    ]


def test_a_manifest_that_came_later_reaches_the_table(tmp_path: Path, ledger: Ledger) -> None:
    export_parts(ledger, tmp_path, ["csv"])
    item = WorkItem("1.txt", "1.txt", size=1, sha256="b", about=ManifestRow("博原市档案局"))
    ledger.renew([item])
    export_parts(ledger, tmp_path, ["csv"])
    assert ["博原市档案局" in line for line in lines(tmp_path, "reports")][:2] == [False, True]


def test_a_file_that_is_gone_is_written_again(tmp_path: Path, ledger: Ledger) -> None:
    export_parts(ledger, tmp_path, ["csv"])
    (tmp_path / "csv" / "cells" / "part-00001.csv").unlink()
    export_parts(ledger, tmp_path, ["csv"])
    assert (tmp_path / "csv" / "cells" / "part-00001.csv").is_file()


def test_it_can_be_stopped_between_parts_and_goes_on(tmp_path: Path, ledger: Ledger) -> None:
    assert not export_parts(ledger, tmp_path, ["csv"], stopped=lambda: True)
    assert len(times(tmp_path)) == 1
    assert export_parts(ledger, tmp_path, ["csv"])
    assert len(times(tmp_path)) == 3


def test_several_processes_write_the_same(tmp_path: Path, ledger: Ledger) -> None:
    export_parts(ledger, tmp_path, ["csv"])
    alone = {table: lines(tmp_path, table) for table in ("reports", "claims")}
    for path in (tmp_path / "csv").rglob("*.csv"):
        path.unlink()
    told: list[tuple[int, int]] = []
    export_parts(
        ledger, tmp_path, ["csv"], processes=2, told=lambda done, total: told.append((done, total))
    )
    assert {table: lines(tmp_path, table) for table in alone} == alone
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_process_that_fails_is_told(tmp_path: Path, ledger: Ledger) -> None:
    part_to_path(tmp_path, 0).write_bytes(b"no record\n")
    with pytest.raises(ExportFailed):
        list(write_parts(tmp_path, ["csv"], ledger.part_numbers(), processes=2))


@pytest.mark.parametrize("name", ["duckdb", "excel"])
def test_files_of_all_parts_are_made_anew_when_one_changed(
    name: str, tmp_path: Path, ledger: Ledger
) -> None:
    pytest.importorskip({"duckdb": "duckdb", "excel": "openpyxl"}[name])
    path = tmp_path / {"duckdb": "gongkai.duckdb", "excel": "gongkai.xlsx"}[name]
    export_parts(ledger, tmp_path, [name])
    first = path.stat().st_mtime_ns
    export_parts(ledger, tmp_path, [name])
    assert path.stat().st_mtime_ns == first
    reopen_reports(ledger, tmp_path, [2])
    read_all(ledger, tmp_path, year=2021)
    export_parts(ledger, tmp_path, [name])
    assert path.stat().st_mtime_ns > first
