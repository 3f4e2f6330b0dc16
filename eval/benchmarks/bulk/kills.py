"""A run that is killed again and again, and its output beside that of an undisturbed one."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eval.benchmarks.bulk.generated import SEED, foretell, usual_families, write_reports
from eval.benchmarks.bulk.outputs import folder_to_digest, folder_to_tables
from extraction.bulk.ledger import FILE_NAME

_LOOK_SECONDS = 0.02
# Of all kills, those before the first report is read, and those while tables are written.
_AT_START, _AT_TABLES = 0.2, 0.1
# After the report that a kill waits for: within the reading of the next ones.
_LATER_SECONDS = 0.3
# A command that finds its report read already is killed in its start or shortly after.
_BEYOND_START = 1.3


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill: ``at`` is a share of the start, of the reports, or of the tables' writing."""

    stage: Literal["start", "reading", "tables"]
    at: float


@dataclass(frozen=True, slots=True)
class Calm:
    """Seconds of an undisturbed run: to its first report, to its last one, to its end."""

    start: float
    read: float
    end: float


def measure_kills(reports: int, kills: int, home: Path, model: str | None, seed: int = SEED) -> str:
    """One folder takes all kills, unless the run ends before; another follows then."""
    source = home / "reports"
    write_reports(source, reports, usual_families())
    calm = run_calm(source, home / "calm", model)
    foretell(calm.end + kills * (calm.start + _LATER_SECONDS))
    wanted = folder_to_digest(home / "calm"), folder_to_tables(home / "calm")
    rng = random.Random(seed)
    killer = Killer(source, model, reports, calm, rng)
    lines = ["| folder | kills: start | reading | tables | output | seconds | times undisturbed |"]
    lines.append("|---|---|---|---|---|---|---|")
    done = wrong = folders = 0
    while done < kills:
        out = home / f"killed-{folders}"
        start = time.perf_counter()
        killed = [
            moment.stage for moment in draw_moments(kills - done, rng) if killer.kill(moment, out)
        ]
        code = _command(source, out, model).wait()
        seconds = time.perf_counter() - start
        done, folders = done + len(killed), folders + 1
        same = (folder_to_digest(out), folder_to_tables(out)) == wanted
        wrong += not same
        counts = " | ".join(str(killed.count(each)) for each in ("start", "reading", "tables"))
        told = f"{'same' if same else 'OTHER'}, exit {code}"
        lines.append(
            f"| {folders} | {counts} | {told} | {seconds:.0f} | {seconds / calm.end:.1f} |"
        )
    lines.append(
        f"\n{done} kills of all processes at once, {reports} reports; folders whose records or CSV "
        f"tables differ in any byte from those of an undisturbed run: {wrong}. Undisturbed: first "
        f"report after {calm.start:.1f} s, last after {calm.read:.1f} s, end after {calm.end:.1f} "
        "s. Each kill costs a start and what was under way."
    )
    return "\n".join(lines)


def draw_moments(kills: int, rng: random.Random) -> list[Moment]:
    """Spread over the whole run: those while reading in order, those at the start among them."""
    start, tables = round(kills * _AT_START), round(kills * _AT_TABLES)
    reading = sorted(rng.random() for _ in range(kills - start - tables))
    moments = [Moment("reading", share) for share in reading]
    for _ in range(start):
        moments.insert(rng.randint(0, len(moments)), Moment("start", rng.random()))
    return moments + [Moment("tables", rng.random()) for _ in range(tables)]


def run_calm(source: Path, out: Path, model: str | None) -> Calm:
    begin = time.perf_counter()
    process = _command(source, out, model)
    first = last = None
    most = 0
    while process.poll() is None:
        now, finished = time.perf_counter() - begin, count_finished(out)
        if finished and first is None:
            first = now
        if finished > most:
            most, last = finished, now
        time.sleep(_LOOK_SECONDS)
    end = time.perf_counter() - begin
    return Calm(first or end, last or end, end)


@dataclass(frozen=True, slots=True)
class Killer:
    """Starts the command into a folder and kills it at a moment."""

    source: Path
    model: str | None
    reports: int
    calm: Calm
    rng: random.Random

    def kill(self, moment: Moment, out: Path) -> bool:
        """Whether it was killed before it ended by itself."""
        before = count_finished(out)
        wanted, later = self._moment_to_wait(moment, before)
        process = _command(self.source, out, self.model)
        for _ in _looks():
            if process.poll() is not None:
                return False
            if before >= wanted or count_finished(out) >= wanted:
                break
        try:
            process.wait(timeout=later)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return True
        return False

    def _moment_to_wait(self, moment: Moment, before: int) -> tuple[int, float]:
        """So many reports must be finished, and so many seconds pass then."""
        start = self.calm.start
        match moment.stage:
            case "start":
                return 0, moment.at * start
            case "reading":
                wanted = round(moment.at * self.reports)
                most = _BEYOND_START * start if before >= wanted else _LATER_SECONDS
                return wanted, self.rng.random() * most
            case "tables":
                later = moment.at * (self.calm.end - self.calm.read)
                return self.reports, later + (start / 2 if before >= self.reports else 0.0)


def _looks() -> Iterator[None]:
    while True:
        yield
        time.sleep(_LOOK_SECONDS)


def count_finished(out: Path) -> int:
    """From outside, without opening the ledger for writing."""
    path = out / FILE_NAME
    if not path.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
            (count,) = base.execute(
                "SELECT COUNT(*) FROM inputs WHERE state NOT IN ('pending', 'running')"
            ).fetchone()
    except sqlite3.OperationalError:
        # it is being made, or its last writer was killed a moment ago
        return 0
    return int(count)


def _command(source: Path, out: Path, model: str | None) -> subprocess.Popen[bytes]:
    """In a process group of its own; its workers end when it does."""
    arguments = ["extract", str(source), "--out", str(out), "--workers", "2", "--quiet"]
    arguments += ["--format", "csv"]
    arguments += [] if model is None else ["--model", model]
    return subprocess.Popen([sys.executable, "-m", "gongkai", *arguments], start_new_session=True)
