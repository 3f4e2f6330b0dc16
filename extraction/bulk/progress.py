"""How far a run is, as figures; shown by the command, which knows terminal and language."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

# Rate and time left follow the last minutes: layouts come in blocks, and the machine is shared.
_RATE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Progress:
    """A run at one moment.

    Attributes:
        total: inputs, duplicates left out.
        finished: of these, by this run and earlier ones.
        here: finished by this run.
        failures: finished without a report, by error code.
        quarantined: of the failures, those that ended their worker twice.
        duplicates: inputs with the bytes of an earlier one.
        seconds: since the first worker was ready.
        rate: reports a second over the last two minutes.
        memory_mb: of each worker.
        asked: passages that the workers' caches were asked for; ``hits`` of them were there.
        restarts: workers that were replaced.
        machines: reports that each machine of a cluster finished.
    """

    total: int
    finished: int
    here: int
    failures: dict[str, int]
    quarantined: int
    duplicates: int
    seconds: float
    rate: float
    memory_mb: tuple[float, ...] = ()
    asked: int = 0
    hits: int = 0
    restarts: int = 0
    machines: Mapping[str, int] = field(default_factory=dict)

    @property
    def failed(self) -> int:
        return sum(self.failures.values())

    @property
    def seconds_left(self) -> float | None:
        """None while nothing can be said."""
        return (self.total - self.finished) / self.rate if self.rate > 0 else None


def seconds_to_clock(seconds: float) -> str:
    """Hours, minutes and seconds."""
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


class Watcher(Protocol):
    """Is told what happens; must return quickly."""

    def planning(self, named: int) -> None:
        """So many inputs were looked at."""

    def progress(self, now: Progress) -> None:
        """Called several times a second."""

    def exporting(self, done: int, total: int) -> None:
        """So many parts of the output were brought into the other formats."""

    def failure(self, key: str, code: str, detail: str) -> None:
        """A report could not be read."""

    def machine_lost(self, machine: str, reports: int) -> None:
        """A machine of a cluster ended; so many reports that it had are handed out again."""


class SilentWatcher:
    """Is told everything and says nothing."""

    def planning(self, named: int) -> None:
        """Nothing is said."""

    def progress(self, now: Progress) -> None:
        """Nothing is said."""

    def exporting(self, done: int, total: int) -> None:
        """Nothing is said."""

    def failure(self, key: str, code: str, detail: str) -> None:
        """Nothing is said."""

    def machine_lost(self, machine: str, reports: int) -> None:
        """Nothing is said."""


@dataclass(slots=True)
class Tally:
    """Counts that go on from where the ledger stood, without asking it again."""

    total: int
    finished: int
    failures: Counter[str]
    quarantined: int
    duplicates: int
    clock: Callable[[], float] = time.monotonic
    _start: float | None = field(default=None, init=False)
    _here: int = field(default=0, init=False)
    _marks: deque[tuple[float, int]] = field(default_factory=deque, init=False)

    def start(self) -> None:
        """From now on the rate is measured; calls after the first change nothing."""
        if self._start is None:
            self._start = self.clock()
            self._marks.append((self._start, 0))

    def add(self, count: int) -> None:
        self._here += count
        self.finished += count
        now = self.clock()
        self._marks.append((now, self._here))
        while len(self._marks) > 2 and self._marks[0][0] < now - _RATE_SECONDS:
            self._marks.popleft()

    def add_failure(self, code: str, *, quarantined: bool) -> None:
        self.failures[code] += 1
        self.quarantined += quarantined

    def now(
        self,
        *,
        memory_mb: tuple[float, ...],
        asked: int,
        hits: int,
        restarts: int,
        machines: Mapping[str, int] | None = None,
    ) -> Progress:
        now = self.clock()
        since, before = self._marks[0] if self._marks else (now, 0)
        passed = now - since
        return Progress(
            total=self.total,
            finished=self.finished,
            here=self._here,
            failures=dict(self.failures.most_common()),
            quarantined=self.quarantined,
            duplicates=self.duplicates,
            seconds=0.0 if self._start is None else now - self._start,
            rate=(self._here - before) / passed if passed > 0 else 0.0,
            memory_mb=memory_mb,
            asked=asked,
            hits=hits,
            restarts=restarts,
            machines=machines or {},
        )
