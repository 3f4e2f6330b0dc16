"""One worker on another machine, as the run's machine asks for it: chunks in, events out.

It keeps the worker with the same ``Supervisor`` that a run on one machine has: so a report's time
and memory are watched right beside it, a crash is told by its signal, and what holds of limits
holds everywhere. The host itself reads nothing; when it ends, its machine did it. Who calls it,
and over what, is left to ``ray_engine``.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extraction.bulk.engine import Event
from extraction.bulk.settings import BulkLimits, WorkerSettings
from extraction.bulk.sources import path_to_stamp
from extraction.bulk.supervisor import Supervisor
from extraction.bulk.worker import Task

# Seconds that a call waits for something to tell: by their end the run knows the host is alive.
TURN_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Turn:
    """What happened since the call before, and how the host stands.

    Attributes:
        unseen: the chunk was not taken: it names files that are not the same ones here.
        made_by: see ``Ready``; None while the worker starts.
    """

    machine: str
    events: tuple[Event, ...]
    unseen: bool
    busy: bool
    made_by: str | None
    memory_mb: float
    asked: int
    hits: int
    restarts: int


class Host:
    """``home`` is the folder that relative paths start from, where this machine has it."""

    def __init__(
        self,
        settings: WorkerSettings,
        limits: BulkLimits,
        *,
        home: str,
        machine: Callable[[], str],
    ) -> None:
        with contextlib.suppress(OSError):
            os.chdir(home)
        self._machine = machine()
        self._supervisor = Supervisor(1, settings, limits)

    def turn(self, tasks: Sequence[Task] = ()) -> Turn:
        """Takes a chunk, if one is given, and returns when something happened.

        Raises:
            WorkersCannotStart: when workers end again and again before they are ready.
        """
        supervisor = self._supervisor
        if not all(map(_is_seen, tasks)):
            return self._to_turn((), unseen=True)
        if tasks:
            supervisor.give(tasks)
        events: list[Event] = []
        deadline = time.monotonic() + TURN_SECONDS
        while not events and time.monotonic() < deadline:
            events.extend(supervisor.events())
            if supervisor.idle_count():
                break
        return self._to_turn(events)

    def stop(self) -> None:
        """Ends the worker."""
        self._supervisor.stop()

    def _to_turn(self, events: Sequence[Event], *, unseen: bool = False) -> Turn:
        supervisor = self._supervisor
        asked, hits = supervisor.cache_use()
        return Turn(
            machine=self._machine,
            events=tuple(events),
            unseen=unseen,
            busy=supervisor.busy,
            made_by=supervisor.made_by if supervisor.busy or supervisor.idle_count() else None,
            memory_mb=sum(supervisor.memory_mb()),
            asked=asked,
            hits=hits,
            restarts=supervisor.restarts,
        )


def _is_seen(task: Task) -> bool:
    """A file of another machine may have the same name here."""
    if task.stamp is None or task.data is not None or task.refusal is not None:
        return True
    return path_to_stamp(task.path) == task.stamp
