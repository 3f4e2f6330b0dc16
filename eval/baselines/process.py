"""One system over a list of files in a process of its own, under a limit of time for each file.

A system that hangs, dies or eats memory costs the file that it was at; the next file meets a
fresh process. Seconds are those of the call alone, with the first file of every process read
twice so that loading is not counted. What is made of the records is ``bench_cells``'s affair.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import perf_counter
from typing import Literal, cast

from eval.systems import CellSystem
from extraction.record import ReportRecord

Failure = Literal["time", "crash", "load"]

# Loading camelot with its image library takes 3 s on two cores, spaCy as much.
LOAD_SECONDS = 120.0
# The slowest rival takes 6 s for six pages.
FILE_SECONDS = 60.0
# How long a dead process may take to be gone.
_JOIN_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class NamedFile:
    """``name`` as it is on disk: systems tell kinds of files apart by it."""

    id: str
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class FileRun:
    """What became of one file; record and times are None where it failed.

    Attributes:
        cpu_seconds: what the system and its programs used of all cores, which a busy machine
            does not lengthen.
    """

    id: str
    record: ReportRecord | None
    seconds: float | None
    cpu_seconds: float | None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class SystemRun:
    """``peak_mb``: the most memory that a process of the system or one of its programs held."""

    files: tuple[FileRun, ...]
    peak_mb: float | None


@dataclass(frozen=True, slots=True)
class _Answer:
    record: ReportRecord
    seconds: float
    cpu_seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection

    def end(self) -> None:
        """Ends the process and every program that it started: all are of one group."""
        self.connection.close()
        if self.process.pid is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join(_JOIN_SECONDS)


def run_apart(
    load: Callable[[], CellSystem],
    files: Iterable[NamedFile],
    *,
    seconds_a_file: float = FILE_SECONDS,
    seconds_to_load: float = LOAD_SECONDS,
) -> SystemRun:
    """Reads every file with the system that ``load`` gives in the other process.

    Args:
        load: is sent to the other process, so it must be a function of a module or a ``partial``
            of one.
    """
    runs: list[FileRun] = []
    peaks: list[float] = []
    worker: _Worker | None = None
    loads = True
    try:
        for file in files:
            if worker is None and loads:
                worker = _start(load, seconds_to_load)
                loads = worker is not None
            if worker is None:
                runs.append(FileRun(file.id, None, None, None, "load"))
                continue
            answer = _ask(worker, file, seconds_a_file)
            if isinstance(answer, _Answer):
                peaks.append(answer.peak_mb)
                runs.append(FileRun(file.id, answer.record, answer.seconds, answer.cpu_seconds))
                continue
            runs.append(FileRun(file.id, None, None, None, answer))
            worker.end()
            worker = None
    finally:
        if worker is not None:
            worker.end()
    return SystemRun(tuple(runs), max(peaks, default=None))


def _start(load: Callable[[], CellSystem], seconds: float) -> _Worker | None:
    """A process that has loaded the system; None where it died or took too long."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, load), daemon=True)
    process.start()
    there.close()
    worker = _Worker(process, here)
    if _receive(worker, seconds) is True:
        return worker
    worker.end()
    return None


def _ask(worker: _Worker, file: NamedFile, seconds: float) -> _Answer | Failure:
    try:
        worker.connection.send(file)
    except OSError:
        return "crash"
    answer = _receive(worker, seconds)
    return cast("_Answer | Failure", answer)


def _receive(worker: _Worker, seconds: float) -> object:
    try:
        return worker.connection.recv() if worker.connection.poll(seconds) else "time"
    except (EOFError, OSError):
        return "crash"


def _serve(connection: Connection, load: Callable[[], CellSystem]) -> None:
    """The other process: leads a group of its own, says nothing, answers until it is ended."""
    os.setsid()
    _silence()
    system = load()
    connection.send(True)
    warm = False
    while True:
        try:
            file: NamedFile = connection.recv()
        except EOFError:
            return
        if not warm:
            system.extractor(file.data, file.name)
            warm = True
        begin, cpu_begin = perf_counter(), _cpu_seconds()
        record = system.extractor(file.data, file.name)
        seconds, cpu_seconds = perf_counter() - begin, _cpu_seconds() - cpu_begin
        connection.send(_Answer(record, seconds, cpu_seconds, _peak_mb()))


def _silence() -> None:
    """Libraries that print would mix their lines with the table of results."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def _cpu_seconds() -> float:
    """Of this process and of the programs that it ran to their end."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    programs = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + programs.ru_utime + programs.ru_stime


def _peak_mb() -> float:
    """Of this process, or of the largest program that it ran.

    ``ru_maxrss`` of a spawned process begins at the size of the one that spawned it, so the
    kernel's own high water is read where there is one.
    """
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="utf-8").splitlines()
        own = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), own)
    programs = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(own, programs) / 1024
