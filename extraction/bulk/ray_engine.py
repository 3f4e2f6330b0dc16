"""Workers on the machines of a Ray cluster: one ``Host`` for each CPU, an actor of its own.

Each host is asked one thing at a time and answers within a second, so what is under way is one
chunk a host. A report that ends its worker is told by its host. A host that ends, or falls silent,
was lost with its machine: what it had is handed out again and nothing is counted against it,
unless that happens to a report time after time.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import ray
from ray.exceptions import RayError, RayTaskError

from extraction.addresses import address_to_name, is_address
from extraction.bulk.engine import Event, Lost, WorkersCannotStart, pending_to_shares
from extraction.bulk.host import Host, Turn
from extraction.bulk.ray_cluster import Cluster, join_cluster, leave_cluster
from extraction.bulk.settings import BulkSettings
from extraction.bulk.sources import path_to_bytes
from extraction.bulk.supervisor import LOOK_SECONDS
from extraction.bulk.worker import Finished, Task

# Seconds without an answer after which a host is given up: Ray itself tells of a machine's end
# after some 15, and a host at the lowest priority of a full machine took more than 60 to answer.
_SILENT_SECONDS = 180.0
# Machines that end while they have a report, until it is taken for the cause: two happen to be
# lost in a night on machines that are rented by the hour.
_LOSSES_TO_BLAME = 3
_FATAL_STARTS = 3
_MB = 1024 * 1024


class _RemoteHost:
    """An actor, the call that it is at, and what it has."""

    def __init__(self, actor: Any) -> None:
        self.actor = actor
        self.tasks: Sequence[Task] = ()
        self.waiting: dict[int, None] = {}
        self.turn: Turn | None = None
        self.blind = False
        self.ask(())

    def ask(self, tasks: Sequence[Task]) -> None:
        self.call: Any = self.actor.turn.remote(tasks)
        self.since = time.monotonic()

    @property
    def idle(self) -> bool:
        return self.call is None

    @property
    def machine(self) -> str | None:
        return None if self.turn is None else self.turn.machine


class RayEngine:
    """Hosts that are kept up; one that has no machine yet starts when there is a free CPU."""

    reaches_addresses = True

    def __init__(self, cluster: Cluster, settings: BulkSettings, *, count: int, chunk: int) -> None:
        self.chunk = chunk
        self.made_by: str | None = None
        self._cluster = cluster
        self._settings = settings
        self._lost_hosts = 0
        self._failed_starts = 0
        self._without_host_since = time.monotonic()
        self._losses: Counter[int] = Counter()
        self._by_machine: Counter[str] = Counter()
        # of hosts that ended: passages asked for and found, workers replaced
        self._ended = (0, 0, 0)
        self._hosts = [self._start_host() for _ in range(count)]

    def _start_host(self) -> _RemoteHost:
        settings = self._settings
        actor = (
            ray.remote(Host)
            .options(
                num_cpus=1,
                memory=int(settings.limits.memory_mb * _MB),
                max_restarts=0,
                max_task_retries=0,
                scheduling_strategy="SPREAD",
            )
            .remote(settings.worker, settings.limits, home=str(Path.cwd()), machine=machine_name)
        )
        return _RemoteHost(actor)

    def __enter__(self) -> RayEngine:
        return self

    def __exit__(self, *_: object) -> None:
        """Ends all hosts, whatever they are at; their workers end with them."""
        for host in self._hosts:
            _kill(host)
        self._hosts = []
        leave_cluster(self._cluster)

    @property
    def restarts(self) -> int:
        here = sum(host.turn.restarts for host in self._hosts if host.turn is not None)
        return self._lost_hosts + self._ended[2] + here

    @property
    def busy(self) -> bool:
        return any(host.waiting for host in self._hosts)

    def memory_mb(self) -> list[float]:
        return [host.turn.memory_mb for host in self._hosts if host.turn is not None]

    def cache_use(self) -> tuple[int, int]:
        turns = [host.turn for host in self._hosts if host.turn is not None]
        asked = self._ended[0] + sum(turn.asked for turn in turns)
        return asked, self._ended[1] + sum(turn.hits for turn in turns)

    def finished_by_machine(self) -> Mapping[str, int]:
        return dict(self._by_machine)

    def idle_count(self) -> int:
        return sum(host.idle for host in self._hosts)

    def give(self, tasks: Sequence[Task]) -> None:
        """To a host that is idle; there must be one."""
        host = next(host for host in self._hosts if host.idle)
        host.tasks = tasks
        host.waiting = dict.fromkeys(task.seq for task in tasks)
        host.ask([self._task_to_bytes(task) for task in tasks] if host.blind else tasks)

    def events(self) -> Iterator[Event]:
        """Waits for a moment at most, then tells what happened.

        Raises:
            WorkersCannotStart: when no machine has room for a host, or none can start a worker.
        """
        by_call = {host.call: host for host in self._hosts if host.call is not None}
        if by_call:
            ray.wait(list(by_call), num_returns=1, timeout=LOOK_SECONDS)
            heard, _ = ray.wait(list(by_call), num_returns=len(by_call), timeout=0)
            for call in heard:
                yield from self._hear(by_call[call])
        for host in list(self._hosts):
            silent = time.monotonic() - host.since > _SILENT_SECONDS
            if host.turn is not None and host.call is not None and silent:
                yield self._replace(host, f"no answer for {_SILENT_SECONDS:g} s")
        self._look_for_machines()

    def _hear(self, host: _RemoteHost) -> Iterator[Event]:
        try:
            turn: Turn = ray.get(host.call)
        except WorkersCannotStart as error:
            raise WorkersCannotStart(f"{host.machine or ''} {error}".strip()) from error
        except RayTaskError:
            # a fault of the host's own code, which another machine would not mend
            raise
        except RayError as error:
            yield self._replace(host, str(error))
            return
        host.turn = turn
        self._failed_starts = 0
        self._check_version(turn)
        if turn.unseen:
            host.blind = True
            host.ask([self._task_to_bytes(task) for task in host.tasks])
            return
        for event in turn.events:
            self._note(host, event)
        if turn.busy or turn.made_by is None:
            host.ask(())
        else:
            host.call = None
        yield from turn.events

    def _note(self, host: _RemoteHost, event: Event) -> None:
        if isinstance(event, Finished):
            seqs = tuple(outcome.seq for outcome in event.outcomes)
            self._by_machine[host.machine or ""] += len(seqs)
        else:
            seqs = (*event.blamed, *event.others)
        for seq in seqs:
            host.waiting.pop(seq, None)

    def _check_version(self, turn: Turn) -> None:
        """Records of two versions in one folder would differ without anyone seeing why."""
        self.made_by = self.made_by or turn.made_by
        if turn.made_by not in {None, self.made_by}:
            raise WorkersCannotStart(f"{turn.machine} has {turn.made_by}, others {self.made_by}")

    def _replace(self, host: _RemoteHost, why: str) -> Lost:
        _kill(host)
        if host.turn is None:
            self._failed_starts += 1
            if self._failed_starts >= _FATAL_STARTS:
                raise WorkersCannotStart(why)
        else:
            turn, (asked, hits, restarts) = host.turn, self._ended
            self._ended = (asked + turn.asked, hits + turn.hits, restarts + turn.restarts)
        self._lost_hosts += 1
        self._hosts.remove(host)
        self._hosts.append(self._start_host())
        self._losses.update(list(host.waiting))
        blamed = tuple(seq for seq in host.waiting if self._losses[seq] >= _LOSSES_TO_BLAME)
        for seq in blamed:
            del self._losses[seq]
        others = tuple(seq for seq in host.waiting if seq not in blamed)
        reason = f"{_LOSSES_TO_BLAME} machines were lost that had it"
        return Lost(blamed, others, "crashed", reason, why, host.machine or "")

    def _look_for_machines(self) -> None:
        if any(host.turn is not None for host in self._hosts):
            self._without_host_since = time.monotonic()
            return
        limits = self._settings.limits
        if time.monotonic() - self._without_host_since > limits.start_seconds:
            need = f"a free CPU and {limits.memory_mb:g} MB"
            raise WorkersCannotStart(f"no machine of the cluster has {need}")

    def _task_to_bytes(self, task: Task) -> Task:
        """For a host that does not see the file: its bytes, or why there are none."""
        if task.data is not None or task.refusal is not None:
            return task
        try:
            data = path_to_bytes(task.path, self._settings.archives.member_bytes)
        except OSError as error:
            return replace(task, refusal=("unreachable", error.strerror or str(error)))
        name = address_to_name(task.path) if is_address(task.path) else Path(task.path).name
        return replace(task, name=name, data=data)


def open_ray(settings: BulkSettings, pending: int) -> RayEngine:
    """As many hosts as were asked for, else one for each CPU, and as so many reports keep busy.

    Raises:
        NoCluster: when there is no cluster at the address.
    """
    cluster = join_cluster(settings.ray_address, cpus=settings.workers)
    workers = settings.workers or cluster.cpus
    chunk, count = pending_to_shares(pending, workers, settings.chunk_reports)
    return RayEngine(cluster, settings, count=count, chunk=chunk)


def machine_name() -> str:
    """Of the machine that this runs on; its node's number tells apart two of one name."""
    return f"{socket.gethostname()}-{ray.get_runtime_context().get_node_id()[:8]}"


def _kill(host: _RemoteHost) -> None:
    with contextlib.suppress(RayError, ValueError):
        ray.kill(host.actor)
