"""Runs on real Ray clusters: the same output as on one machine, whatever is lost on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from extraction.bulk import BulkSettings, folder_to_records, run_bulk
from extraction.bulk.ledger import Ledger
from extraction.bulk.watch import process_to_family
from tests.extraction.bulk.builder import named, report_text, write_reports, write_zip
from tests.extraction.bulk.ray_nodes import ROOT, Nodes, two_nodes
from tests.extraction.bulk.ray_run import RayRun, start_run
from tests.extraction.bulk.test_run import claims, lines, write_slow

pytestmark = [pytest.mark.ray, pytest.mark.timeout(300)]
pytest.importorskip("ray")
LOCAL = BulkSettings(workers=2, chunk_reports=4, part_reports=8, formats=("csv",))
# an answer that was on its way when its machine ended
_ON_ITS_WAY = 1.0


@pytest.fixture
def nodes() -> Iterator[Nodes]:
    with two_nodes() as nodes:
        yield nodes


def wait_until(happened: Callable[[], bool], run: RayRun, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert run.process.poll() is None, run.process.stderr and run.process.stderr.read()
        assert time.monotonic() < deadline, run.events()
        time.sleep(0.05)


def end(run: RayRun, seconds: float = 150) -> int:
    _, said = run.process.communicate(timeout=seconds)
    print(said)
    return run.process.returncode


def rows(out: Path) -> dict[str, str]:
    """Every table's rows as they stand in its files."""
    return {
        path.relative_to(out).as_posix(): path.read_text(encoding="utf-8-sig")
        for path in sorted((out / "csv").rglob("*.csv"))
    }


def test_a_node_that_is_killed_costs_nothing(tmp_path: Path, nodes: Nodes) -> None:
    write_slow(tmp_path / "in", 60)
    run_bulk(named(tmp_path / "in"), tmp_path / "local", LOCAL)
    run = start_run(tmp_path / "in", tmp_path / "ray", address=nodes.address)

    def second() -> int:
        return sum(n for name, n in run.counts().items() if name.endswith(nodes.second))

    wait_until(lambda: second() >= 4, run)
    killed = nodes.kill_second()
    assert end(run) == 0

    def after(event: dict[str, object]) -> bool:
        return float(str(event["time"])) > killed + _ON_ITS_WAY

    told = [event for event in run.events() if "machines" in event]
    of_second = [
        (after(event), sum(n for name, n in event["machines"].items() if nodes.second in name))
        for event in told
    ]
    at_kill = max(count for late, count in of_second if not late)
    # it was at work when it ended, gave nothing after, and others went on
    assert 4 <= at_kill < 30
    assert {count for late, count in of_second if late} == {at_kill}
    (lost,) = [event for event in run.events() if "lost" in event]
    assert lost["lost"].endswith(nodes.second)
    assert lost["reports"] > 0
    # each report was answered once: as many answers as reports, and each is in the output
    assert sum(run.counts().values()) == 60
    assert claims(tmp_path / "ray") == list(range(1, 61))
    assert lines(tmp_path / "ray") == lines(tmp_path / "local")
    assert rows(tmp_path / "ray") == rows(tmp_path / "local")
    with closing(Ledger(tmp_path / "ray")) as ledger:
        assert {entry.attempts for entry in ledger.entries()} == {0}


def test_faulty_reports_cost_only_themselves(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write_reports(folder, 10)
    for name in ("003-hang", "004-segfault", "007-memory", "008-once"):
        (folder / f"{name}.txt").write_text(report_text(500, year=2020) + name, encoding="utf-8")
    run = start_run(folder, tmp_path / "out", workers=2, seconds=4.0)
    assert end(run) == 0
    assert claims(tmp_path / "out") == [
        *(1, 2, "timeout", 3, "crashed", 4, 5, 6, "memory", 7, 500, 8, 9, 10),
    ]
    with closing(Ledger(tmp_path / "out")) as ledger:
        reasons = {entry.code: entry.reason or "" for entry in ledger.entries()}
        assert ledger.count_by_state()["quarantined"] == 3
    assert reasons["timeout"].startswith("more than 4 s")
    assert reasons["memory"].startswith("more than 600 MB")
    assert reasons["crashed"].startswith("the reading process ended by SIGSEGV")


def test_a_killed_run_goes_on_and_its_workers_do_not_outlive_it(tmp_path: Path) -> None:
    write_slow(tmp_path / "in", 40)
    run = start_run(tmp_path / "in", tmp_path / "out", workers=2)
    wait_until(lambda: sum(run.counts().values()) >= 5, run)
    workers = [pid for pid in process_to_family(run.process.pid) if is_reading(pid)]
    assert len(workers) == 2
    os.kill(run.process.pid, signal.SIGKILL)
    run.process.communicate()
    with closing(Ledger(tmp_path / "out")) as ledger:
        before = ledger.count_by_state()["done"]
    deadline = time.monotonic() + 30
    while any(map(is_reading, workers)) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not any(map(is_reading, workers))
    run.journal.unlink()
    again = start_run(tmp_path / "in", tmp_path / "out", workers=2)
    assert end(again) == 0
    assert sum(again.counts().values()) == 40 - before
    assert claims(tmp_path / "out") == list(range(1, 41))


def is_reading(pid: int) -> bool:
    """Whether a process is there and is a worker."""
    try:
        return b"extraction.bulk.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_finishes_what_it_has(tmp_path: Path, number: signal.Signals) -> None:
    write_slow(tmp_path / "in", 60)
    run = start_run(tmp_path / "in", tmp_path / "out", workers=2)
    wait_until(lambda: sum(run.counts().values()) >= 5, run)
    # as a terminal does it: to all processes of the session
    os.killpg(run.process.pid, number)
    assert end(run) == number
    with closing(Ledger(tmp_path / "out")) as ledger:
        states = ledger.count_by_state()
    assert (states["running"], states["quarantined"], states["failed"]) == (0, 0, 0)
    assert 0 < states["done"] < 60
    assert len(lines(tmp_path / "out")) == states["done"]
    assert len(list(folder_to_records(tmp_path / "out"))) == states["done"]


def test_members_of_archives_go_through_the_object_store(tmp_path: Path) -> None:
    members = {f"{number}.txt": report_text(number).encode() for number in (1, 2, 3)}
    path = write_zip(tmp_path / "a.zip", members)
    run_bulk(named(path), tmp_path / "local", LOCAL)
    run = start_run(path, tmp_path / "ray", workers=1)
    assert end(run) == 0
    assert claims(tmp_path / "ray") == [1, 2, 3]
    assert lines(tmp_path / "ray") == lines(tmp_path / "local")


def test_files_that_workers_do_not_see_are_sent_to_them(tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 5)
    run = start_run(tmp_path / "in", tmp_path / "out", workers=1, in_memory=True)
    assert end(run) == 0
    assert claims(tmp_path / "out") == [1, 2, 3, 4, 5]
    paths = [record.source.path for record in folder_to_records(tmp_path / "out")]
    assert paths[0] == "memory:///in/001.txt"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("127.0.0.1:9", "127.0.0.1:9: Connection refused"),
        ("nowhere", "nowhere is not host:port"),
    ],
)
def test_a_cluster_that_is_not_there_is_wrong_usage(
    address: str, said: str, tmp_path: Path
) -> None:
    write_reports(tmp_path / "in", 1)
    command = ["extract", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--engine", "ray"]
    done = subprocess.run(
        [sys.executable, "-m", "gongkai", "--lang", "en", *command, "--ray-address", address],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert f"There is no Ray cluster to be had: {said}. Start one with" in done.stderr
