"""What the run asks of whatever brings reports to workers and their answers back.

The run decides what is read, tried again and quarantined; an engine hands out, watches and tells.
Engines differ in where their workers are: ``supervisor`` has processes on this machine,
``ray_engine`` machines of a Ray cluster. Which is used is chosen by ``engines``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from extraction.bulk.worker import Finished, Task

LossCode = Literal["timeout", "memory", "crashed"]
# Chunks that each worker gets at least, as far as there are reports.
_SHARES = 4


class WorkersCannotStart(RuntimeError):
    """Workers end before they are ready, so that no report would ever be read."""


class NoCluster(RuntimeError):
    """The machines that reports should go to cannot be had; the text says why."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A worker ended, and what it had is to be handed out anew.

    Attributes:
        blamed: what it was at: one report, or all that were tagged together. Counted against it.
        others: neither blamed nor finished; all there are where a machine was lost.
        code: why.
        reason: for the record; the same whenever the same happens.
        said: the end of what the worker wrote to standard error.
        machine: that was lost with the worker; None where only the worker ended.
    """

    blamed: tuple[int, ...]
    others: tuple[int, ...]
    code: LossCode
    reason: str
    said: str
    machine: str | None = None


Event = Finished | Lost


class Engine(Protocol):
    """A number of workers that is kept up; each has one chunk at most."""

    chunk: int
    """Reports that a worker is to be given at a time, at most."""
    restarts: int
    made_by: str | None
    """See ``Ready``; None until the first worker is."""
    reaches_addresses: bool
    """Workers open addresses themselves, so that the run need not send their bytes."""

    def __enter__(self) -> Engine: ...

    def __exit__(self, *_: object) -> None: ...

    @property
    def busy(self) -> bool:
        """Whether any worker has a chunk."""

    def idle_count(self) -> int:
        """Workers that may be given a chunk."""

    def give(self, tasks: Sequence[Task]) -> None:
        """To a worker that is idle; there must be one."""

    def events(self) -> Iterator[Event]:
        """Waits for a moment at most, then tells what happened.

        Raises:
            WorkersCannotStart: when no worker will ever be ready.
        """

    def memory_mb(self) -> list[float]:
        """What each worker holds, as of the last look."""

    def cache_use(self) -> tuple[int, int]:
        """Passages asked for and found in the caches of all workers, ended ones included."""

    def finished_by_machine(self) -> Mapping[str, int]:
        """Reports that each machine finished; empty where there is one machine only."""


def pending_to_shares(pending: int, workers: int, chunk_reports: int) -> tuple[int, int]:
    """Reports in a chunk, and how many workers there is work for.

    A short run is cut finer, so that no worker waits long for the last one.
    """
    chunk = max(1, min(chunk_reports, pending // (workers * _SHARES)))
    return chunk, min(workers, -(-pending // chunk))
