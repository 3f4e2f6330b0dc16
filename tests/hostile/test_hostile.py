"""No file may hang the extractor, exhaust the machine, raise, or break what a record promises."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.case import Case
from tests.hostile.collection import all_cases, some_cases
from tests.hostile.run import Worker
from tests.sizes import scaled, share_to_run

CASES = some_cases(share_to_run())
# What a reader of one report may cost; the readers' limits are set to keep below it.
SECONDS = 10.0
PEAK_MB = 1024.0
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        started = Worker(Path(folder))
        yield started
        started.stop()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_hostile_file_ends_well(case: Case, worker: Worker, tmp_path: Path) -> None:
    path = tmp_path / case.file_name
    path.write_bytes(case.build())
    ending = worker.ask(path, case.name)
    assert ending.faults == ()
    assert ending.seconds <= SECONDS
    assert ending.peak_mb <= PEAK_MB
    if case.codes:
        assert ending.end in case.codes


def test_there_are_hundreds_of_files_and_each_has_a_name_of_its_own() -> None:
    names = [case.name for case in all_cases()]
    assert len(names) >= 300
    assert len(set(names)) == len(names)


def test_a_share_of_the_files_is_spread_over_all_families() -> None:
    families = {case.name.partition("/")[0] for case in all_cases()}
    chosen = {case.name.partition("/")[0] for case in some_cases(0.15)}
    assert len(families - chosen) <= len(families) // 4
    assert len(some_cases(1.0)) == len(all_cases())


def test_files_are_built_the_same_each_time() -> None:
    cases = some_cases(0.1)[: scaled(80, least=20)]
    assert [case.name for case in cases if case.build() != case.build()] == []


def test_the_command_survives_them_in_one_run(tmp_path: Path) -> None:
    """Through the real command: a record a line in the order of the files, no traceback."""
    paths = []
    for number, case in enumerate(some_cases(0.05)[: scaled(40, least=8)]):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / case.file_name
        path.write_bytes(case.build())
        paths.append(str(path))
    done = subprocess.run(
        [sys.executable, "-m", "gongkai", "extract", *paths],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["source"]["path"] for record in records] == paths
    assert {record["status"] for record in records} <= {"ok", "partial", "failed"}
