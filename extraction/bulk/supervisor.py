"""Workers from outside: started, given chunks, watched by clock and memory, ended and replaced.

What a lost worker's reports become (tried again, quarantined) is decided by ``run``.
"""

from __future__ import annotations

import contextlib
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing.connection import Connection, Pipe, wait
from typing import IO

from extraction.bulk.engine import Event, LossCode, Lost, WorkersCannotStart, pending_to_shares
from extraction.bulk.settings import BulkLimits, BulkSettings, WorkerSettings
from extraction.bulk.watch import end_family, family_to_mb, process_to_family
from extraction.bulk.worker import Finished, Idle, Message, Ready, Started, Task, program

# Seconds between two looks at memory: a reader fills some 100 MB in that time.
LOOK_SECONDS = 0.05
_FATAL_STARTS = 3
_LOG_TAIL = 8000

# of no use to anyone, and longer than all the rest
_LIST_OF_MODULES = "Extension modules:"


class _Worker:
    """One process; ``ready`` when its tagger is loaded, ``idle`` when it has no chunk."""

    def __init__(self, settings: WorkerSettings) -> None:
        self.log: IO[bytes] = tempfile.TemporaryFile(prefix="gongkai-worker-")  # noqa: SIM115
        theirs_in, self._chunks = Pipe(duplex=False)
        self.answers, theirs_out = Pipe(duplex=False)
        descriptors = (theirs_in.fileno(), theirs_out.fileno())
        self.process = subprocess.Popen(
            program(receive=descriptors[0], send=descriptors[1]),
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            pass_fds=descriptors,
            start_new_session=True,
        )
        theirs_in.close()
        theirs_out.close()
        self.made_by: str | None = None
        self.waiting: dict[int, None] = {}
        self.at: tuple[int, ...] = ()
        self.since = time.monotonic()
        self.busy = False
        self.memory_mb = 0.0
        with contextlib.suppress(OSError):
            self._chunks.send(settings)

    @property
    def idle(self) -> bool:
        return self.made_by is not None and not self.busy

    def give(self, tasks: Sequence[Task]) -> None:
        self.waiting = dict.fromkeys(task.seq for task in tasks)
        self.at, self.since, self.busy = (), time.monotonic(), True
        # a worker that ended meanwhile is found out by its closed pipe
        with contextlib.suppress(OSError):
            self._chunks.send(tasks)

    def end(self) -> str:
        """Ends it and its children; the end of what it wrote."""
        end_family(self.process.pid)
        self.process.wait()
        self.answers.close()
        self._chunks.close()
        size = self.log.seek(0, 2)
        self.log.seek(max(0, size - _LOG_TAIL))
        said = self.log.read().decode("utf-8", "replace")
        self.log.close()
        lines = said.splitlines()
        return "\n".join(line for line in lines if not line.startswith(_LIST_OF_MODULES))


class Supervisor:
    """A number of workers on this machine that is kept up."""

    reaches_addresses = False

    def __init__(
        self, count: int, settings: WorkerSettings, limits: BulkLimits, *, chunk: int = 1
    ) -> None:
        self.chunk = chunk
        self._settings = settings
        self._limits = limits
        self._failed_starts = 0
        self.restarts = 0
        # see ``Ready``; None until the first worker is
        self.made_by: str | None = None
        self.asked: dict[int, tuple[int, int]] = {}
        self._workers = [_Worker(settings) for _ in range(count)]

    def __enter__(self) -> Supervisor:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Ends all workers, whatever they are at."""
        for worker in self._workers:
            worker.end()
        self._workers = []

    @property
    def busy(self) -> bool:
        return any(worker.busy for worker in self._workers)

    def memory_mb(self) -> list[float]:
        """What each worker holds, as of the last look."""
        return [worker.memory_mb for worker in self._workers]

    def cache_use(self) -> tuple[int, int]:
        """Passages asked for and found in the caches of all workers, ended ones included."""
        counts = self.asked.values()
        return sum(asked for asked, _ in counts), sum(hits for _, hits in counts)

    def finished_by_machine(self) -> Mapping[str, int]:
        """Empty: there is one machine only."""
        return {}

    def idle_count(self) -> int:
        return sum(worker.idle for worker in self._workers)

    def give(self, tasks: Sequence[Task]) -> None:
        """To a worker that is idle; there must be one."""
        next(worker for worker in self._workers if worker.idle).give(tasks)

    def events(self) -> Iterator[Event]:
        """Waits for a moment at most, then tells what happened.

        Raises:
            WorkersCannotStart: when new workers end again and again before they are ready.
        """
        by_pipe = {worker.answers: worker for worker in self._workers}
        for pipe in wait(list(by_pipe), timeout=LOOK_SECONDS):
            if isinstance(pipe, Connection):
                yield from self._hear(by_pipe[pipe])
        for worker in list(self._workers):
            yield from self._look_at(worker)

    def _hear(self, worker: _Worker) -> Iterator[Event]:
        try:
            while worker.answers.poll():
                message: Message = worker.answers.recv()
                match message:
                    case Ready(made_by):
                        worker.made_by = self.made_by = made_by
                        self._failed_starts = 0
                    case Started(seqs):
                        worker.at, worker.since = seqs, time.monotonic()
                    case Finished(outcomes, asked, hits):
                        for outcome in outcomes:
                            worker.waiting.pop(outcome.seq, None)
                        worker.at, worker.since = (), time.monotonic()
                        self.asked[worker.process.pid] = asked, hits
                        yield message
                    case Idle():
                        worker.busy = False
        except (EOFError, OSError):
            worker.process.wait()
            yield from self._replace(worker, "crashed", _death_to_reason(worker.process.returncode))

    def _look_at(self, worker: _Worker) -> Iterator[Event]:
        if worker not in self._workers:
            return
        limits = self._limits
        elapsed = time.monotonic() - worker.since
        if worker.made_by is None:
            if elapsed > limits.start_seconds:
                yield from self._replace(worker, "timeout", "the worker did not start")
            return
        worker.memory_mb = family_to_mb(process_to_family(worker.process.pid))
        if not worker.busy:
            return
        if worker.memory_mb > limits.memory_mb:
            yield from self._replace(worker, "memory", f"more than {limits.memory_mb:g} MB")
        elif elapsed > limits.seconds * max(1, len(worker.at)):
            yield from self._replace(worker, "timeout", f"more than {limits.seconds:g} s")

    def _replace(self, worker: _Worker, code: LossCode, reason: str) -> Iterator[Event]:
        said = worker.end()
        place = self._workers.index(worker)
        del self._workers[place]
        self.restarts += 1
        if worker.made_by is None:
            self._failed_starts += 1
            if self._failed_starts >= _FATAL_STARTS:
                raise WorkersCannotStart(said.strip() or reason)
        self._workers.insert(place, _Worker(self._settings))
        # one that ends between two reports is told by none: each is then tried alone
        blamed = tuple(seq for seq in worker.at or worker.waiting if seq in worker.waiting)
        others = tuple(seq for seq in worker.waiting if seq not in blamed)
        if worker.waiting:
            yield Lost(blamed, others, code, reason, said)


def open_local(settings: BulkSettings, pending: int) -> Supervisor:
    """As many workers as were asked for and so many reports keep busy."""
    chunk, count = pending_to_shares(pending, max(1, settings.workers), settings.chunk_reports)
    return Supervisor(count, settings.worker, settings.limits, chunk=chunk)


def _death_to_reason(code: int) -> str:
    """The signal by its name, which is the same on every machine."""
    if code < 0:
        return f"the reading process ended by {signal.Signals(-code).name}"
    return f"the reading process ended with code {code}"
