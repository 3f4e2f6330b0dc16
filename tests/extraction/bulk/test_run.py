"""Whole runs with real worker processes: the same output whatever happens on the way."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from extraction import extract
from extraction.bulk import (
    BulkInputs,
    BulkLimits,
    BulkSettings,
    Progress,
    Refresh,
    SilentWatcher,
    WorkersCannotStart,
    WorkerSettings,
    folder_to_records,
    run_bulk,
)
from extraction.bulk.ledger import Ledger
from extraction.bulk.ledger_commands import retry_failed
from extraction.record.model import ReportRecord
from tests.extraction.bulk.builder import named, report_text, write_reports, write_tar, write_zip
from tests.extraction.bulk.planted import HOOK
from tests.sizes import scaled

ROOT = Path(__file__).parents[3]
SMALL = BulkSettings(workers=2, chunk_reports=4, part_reports=8)
PLANTED = BulkSettings(
    workers=2,
    chunk_reports=4,
    part_reports=8,
    worker=WorkerSettings(before_read=HOOK),
    limits=BulkLimits(seconds=4.0, memory_mb=600.0),
)


@dataclass(slots=True)
class Counter(SilentWatcher):
    """How many reports a run read by itself, and what failed."""

    here: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)

    def progress(self, now: Progress) -> None:
        self.here = now.here

    def failure(self, key: str, code: str, detail: str) -> None:  # noqa: ARG002
        self.failures.append((Path(key).name, code))


def lines(out: Path) -> list[str]:
    parts = sorted((out / "records").glob("*"))
    return [line for part in parts for line in part.read_text(encoding="utf-8").splitlines()]


def claims(out: Path) -> list[int | float | str]:
    """Of each record its one claim, or its error."""
    return [_claim(record) for record in folder_to_records(out)]


def _claim(record: ReportRecord) -> int | float | str:
    return record.errors[0].code if record.status == "failed" else record.claims[0].value


def test_records_are_those_of_single_extractions_in_order(tmp_path: Path) -> None:
    paths = write_reports(tmp_path / "in", 20)
    (tmp_path / "in" / "005.txt").write_bytes(b"")
    run_bulk(named(tmp_path / "in"), tmp_path / "out", SMALL)
    assert lines(tmp_path / "out") == [extract(path).to_json() for path in paths]
    assert [path.name for path in sorted((tmp_path / "out" / "records").iterdir())] == [
        "part-00000.jsonl",
        "part-00001.jsonl",
        "part-00002.jsonl",
    ]


def test_a_finished_run_reads_nothing_again(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 6)
    first = run_bulk(named(tmp_path / "in"), tmp_path / "out", SMALL)
    before = lines(tmp_path / "out")
    second = run_bulk(named(tmp_path / "in"), tmp_path / "out", SMALL)
    assert (first.progress.here, second.progress.here) == (6, 0)
    assert lines(tmp_path / "out") == before


def test_faulty_reports_cost_only_themselves(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write_reports(folder, 10)
    for name in ("003-hang", "004-segfault", "007-memory", "008-once"):
        (folder / f"{name}.txt").write_text(report_text(500, year=2020) + name, encoding="utf-8")
    watcher = Counter()
    result = run_bulk(named(folder), tmp_path / "out", PLANTED, watcher)
    assert claims(tmp_path / "out") == [
        *(1, 2, "timeout", 3, "crashed", 4, 5, 6, "memory", 7, 500, 8, 9, 10),
    ]
    assert sorted(watcher.failures) == [
        ("003-hang.txt", "timeout"),
        ("004-segfault.txt", "crashed"),
        ("007-memory.txt", "memory"),
    ]
    assert result.progress.quarantined == 3
    reasons = {entry.code: entry.reason or "" for entry in Ledger(tmp_path / "out").entries()}
    assert reasons["timeout"].startswith("more than 4 s")
    assert reasons["memory"].startswith("more than 600 MB")
    assert reasons["crashed"].startswith("the reading process ended by SIGSEGV")
    assert "planted.py" in reasons["crashed"]


def test_what_failed_can_be_tried_again_and_takes_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write_reports(folder, 3)
    (folder / "001-segfault.txt").write_text(report_text(77), encoding="utf-8")
    run_bulk(named(folder), tmp_path / "out", PLANTED)
    assert claims(tmp_path / "out") == ["crashed", 1, 2, 3]
    ledger = Ledger(tmp_path / "out")
    assert retry_failed(ledger, tmp_path / "out", ["timeout"]) == 0
    assert retry_failed(ledger, tmp_path / "out") == 1
    watcher = Counter()
    run_bulk(named(folder), tmp_path / "out", SMALL, watcher)
    assert claims(tmp_path / "out") == [77, 1, 2, 3]
    assert watcher.here == 1


def test_archives_are_read_without_being_unpacked(tmp_path: Path) -> None:
    members = {f"乡镇/{number}.txt": report_text(number).encode() for number in (1, 2)}
    members["../3.txt"] = report_text(3).encode()
    paths = [write_zip(tmp_path / "a.zip", members)]
    members = {name: data.replace(b"2023", b"2022") for name, data in members.items()}
    paths.append(write_tar(tmp_path / "b.tar.gz", members))
    run_bulk(named(*paths), tmp_path / "out", SMALL)
    assert claims(tmp_path / "out") == [1, 2, "unsafe_path"] * 2
    records = list(folder_to_records(tmp_path / "out"))
    assert [record.source.path for record in records] == [
        f"{path}!/{name}" for path in paths for name in members
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "b.tar.gz", "out"]


def test_the_same_bytes_are_read_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(report_text(1 if name != "b.txt" else 2), encoding="utf-8")
    inputs = BulkInputs(tuple(str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")))
    result = run_bulk(inputs, tmp_path / "out", SMALL)
    assert claims(tmp_path / "out") == [1, 2]
    assert result.progress.duplicates == 1
    assert [entry.duplicate_of for entry in Ledger(tmp_path / "out").entries()] == [None, None, 0]


def test_a_changed_file_is_read_again_only_when_asked(tmp_path: Path) -> None:
    paths = write_reports(tmp_path / "in", 3)
    inputs = named(tmp_path / "in")
    run_bulk(inputs, tmp_path / "out", SMALL)
    paths[1].write_text(report_text(999), encoding="utf-8")
    assert run_bulk(inputs, tmp_path / "out", SMALL).changed == 1
    assert claims(tmp_path / "out") == [1, 2, 3]
    asked = BulkSettings(workers=1, refresh=(Refresh.CHANGED,))
    result = run_bulk(inputs, tmp_path / "out", asked)
    assert (result.progress.here, result.changed) == (1, 0)
    assert claims(tmp_path / "out") == [1, 999, 3]


def test_other_settings_make_records_outdated(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 2)
    inputs = named(tmp_path / "in")
    run_bulk(inputs, tmp_path / "out", SMALL)
    with_text = WorkerSettings(with_text=True)
    result = run_bulk(inputs, tmp_path / "out", BulkSettings(worker=with_text))
    assert (result.progress.here, result.outdated) == (0, 2)
    asked = BulkSettings(worker=with_text, refresh=(Refresh.OUTDATED,))
    assert run_bulk(inputs, tmp_path / "out", asked).progress.here == 2
    assert all(json.loads(line)["text"] for line in lines(tmp_path / "out"))


def test_records_of_other_code_are_outdated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_reports(tmp_path / "in", 2)
    one = BulkSettings(workers=1)
    run_bulk(named(tmp_path / "in"), tmp_path / "out", one)
    (made_by,) = Ledger(tmp_path / "out").count_by_maker()
    # the worker's own digest: the code may be edited while the tests run
    (code,) = re.findall(r"\(code (\w+)\)", made_by)
    monkeypatch.setattr("extraction.bulk.maker.code_to_digest", lambda: code)
    assert run_bulk(named(tmp_path / "in"), tmp_path / "out", one).outdated == 0
    monkeypatch.setattr("extraction.bulk.maker.code_to_digest", lambda: "0" * 64)
    assert run_bulk(named(tmp_path / "in"), tmp_path / "out", one).outdated == 2


def test_new_files_come_behind_those_that_are_there(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 3, first=2)
    run_bulk(named(tmp_path / "in"), tmp_path / "out", SMALL)
    write_reports(tmp_path / "in", 1)
    run_bulk(named(tmp_path / "in"), tmp_path / "out", SMALL)
    assert claims(tmp_path / "out") == [2, 3, 4, 1]


def test_a_worker_that_cannot_start_is_told(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 1)
    settings = BulkSettings(worker=WorkerSettings(before_read="no.such.module:hook"))
    with pytest.raises(WorkersCannotStart, match=r"no\.such|No module"):
        run_bulk(named(tmp_path / "in"), tmp_path / "out", settings)


def test_addresses_are_read_where_they_are(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 2)
    write_zip(tmp_path / "a.zip", {"3.txt": report_text(3).encode()})
    inputs = BulkInputs((f"file://{tmp_path}/in", f"zip://::file://{tmp_path}/a.zip"))
    run_bulk(inputs, tmp_path / "out", SMALL)
    assert claims(tmp_path / "out") == [1, 2, 3]
    assert [record.source.path for record in folder_to_records(tmp_path / "out")] == [
        f"file://{tmp_path}/in/001.txt",
        f"file://{tmp_path}/in/002.txt",
        f"zip://3.txt::file://{tmp_path}/a.zip",
    ]
    assert run_bulk(inputs, tmp_path / "out", SMALL).progress.here == 0


def test_an_archive_at_an_address_says_how_it_is_named(tmp_path: Path) -> None:
    write_zip(tmp_path / "in.zip", {"3.txt": report_text(3).encode()})
    run_bulk(BulkInputs((f"file://{tmp_path}/in.zip",)), tmp_path / "out", SMALL)
    (record,) = folder_to_records(tmp_path / "out")
    assert record.errors[0].code == "unreachable"
    assert record.errors[0].message.endswith(f"zip://**::file://{tmp_path}/in.zip")


def test_the_output_is_copied_to_its_address(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 2)
    settings = BulkSettings(formats=("csv",), copy_to=f"file://{tmp_path}/there")
    run_bulk(named(tmp_path / "in"), tmp_path / "here", settings)
    for name in ("records/part-00000.jsonl", "csv/claims/part-00000.csv", "summary.html"):
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()
    assert not (tmp_path / "there" / "ledger.sqlite").exists()


def start_command(folder: Path, out: Path) -> subprocess.Popen[str]:
    script = (
        "import sys; from pathlib import Path; from extraction.bulk import *;"
        f"settings = BulkSettings(workers=2, chunk_reports=4, part_reports=8,"
        f" worker=WorkerSettings(before_read={HOOK!r}));"
        "result = run_bulk(BulkInputs((sys.argv[1],)), Path(sys.argv[2]), settings);"
        "sys.exit(result.stopped_by or 0)"
    )
    return subprocess.Popen(
        [sys.executable, "-c", script, str(folder), str(out)], cwd=ROOT, text=True
    )


def write_slow(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        path = folder / f"{number:03d}-slow.txt"
        path.write_text(report_text(number + 1), encoding="utf-8")


def test_a_run_killed_again_and_again_ends_as_if_undisturbed(tmp_path: Path) -> None:
    write_slow(tmp_path / "in", 40)
    run_bulk(named(tmp_path / "in"), tmp_path / "calm", SMALL)
    rng = random.Random(7)
    out = tmp_path / "out"
    for _ in range(scaled(20, least=3)):
        process = start_command(tmp_path / "in", out)
        time.sleep(rng.uniform(0.5, 6))
        process.kill()
        process.wait()
    assert start_command(tmp_path / "in", out).wait() == 0
    assert lines(out) == lines(tmp_path / "calm")
    assert claims(out) == list(range(1, 41))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_finishes_what_it_has_and_says_so(
    tmp_path: Path, number: signal.Signals
) -> None:
    write_slow(tmp_path / "in", 40)
    out = tmp_path / "out"
    process = start_command(tmp_path / "in", out)
    while not _some_are_done(out) and process.poll() is None:
        time.sleep(0.1)
    process.send_signal(number)
    assert process.wait(timeout=60) == number
    ledger = Ledger(out)
    states = ledger.count_by_state()
    assert states["running"] == 0
    assert 0 < states["done"] < 40
    # what was finished stands in the parts, the last of them still open
    assert len(lines(out)) == states["done"]
    assert _workers_of(process.pid) == []


def _some_are_done(out: Path) -> bool:
    if not (out / "ledger.sqlite").exists():
        return False
    ledger = Ledger(out)
    try:
        return ledger.count_by_state()["done"] > 0
    finally:
        ledger.close()


def _workers_of(parent: int) -> list[int]:
    """Processes whose command line names this parent, as workers' do."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if b"extraction.bulk.worker" in line and f", {parent})".encode() in line:
            found.append(int(process.name))
    return found


def test_workers_do_not_outlive_a_run_that_was_killed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "hang.txt").write_text(report_text(1), encoding="utf-8")
    process = start_command(tmp_path / "in", tmp_path / "out")
    deadline = time.monotonic() + 60
    while not _workers_of(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _workers_of(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    while _workers_of(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _workers_of(process.pid) == []
