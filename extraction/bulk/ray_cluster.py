"""A Ray cluster to be had: the one at an address, the one of this machine, or one started here."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import ray

from extraction.bulk.engine import NoCluster
from extraction.bulk.stopping import SIGNALS

AUTO = "auto"
# Seconds until an address counts as closed; Ray itself tries for two minutes and ends the process.
_KNOCK_SECONDS = 5.0
# Of a cluster that is started here: one chunk and its answers; what is more goes to the disk.
_STORE_BYTES = 100 * 1024**2
# Of a cluster that is started here, too. Ray puts its workers behind everything else on a machine,
# where a run would stand still beside a busy program, as a run of the local engine does not.
_SYSTEM = {"worker_niceness": 0}
_NO_USAGE_REPORTS = {"RAY_USAGE_STATS_ENABLED": "0"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """``cpus`` of all its machines now; ``ours`` if it ends with the run's use of it."""

    cpus: int
    ours: bool


def join_cluster(address: str | None, *, cpus: int) -> Cluster:
    """Connects this process to a cluster; one that it is connected to already stays.

    Args:
        address: "auto", or host:port of the head; None starts a cluster of this machine alone.
        cpus: of a cluster that is started; 0 for all of the machine.

    Raises:
        NoCluster: with what Ray, or the network, says.
    """
    ours = not ray.is_initialized()
    if ours:
        if address not in {None, AUTO}:
            _knock(str(address))
        for name, value in _NO_USAGE_REPORTS.items():
            os.environ.setdefault(name, value)
        try:
            with _signals_kept():
                _connect(address, cpus)
        except (OSError, RuntimeError, ValueError, SystemExit) as error:
            raise NoCluster(" ".join(str(error).split())) from error
    return Cluster(max(1, int(ray.cluster_resources().get("CPU", 1))), ours)


def leave_cluster(cluster: Cluster) -> None:
    """Ends what ``join_cluster`` began: the connection, or the cluster that it started."""
    if cluster.ours:
        ray.shutdown()


def _connect(address: str | None, cpus: int) -> None:
    # what Ray tells of its machines is told by the run in its own words
    logging.getLogger("ray").setLevel(logging.CRITICAL)
    if address is not None:
        ray.init(address=address, log_to_driver=False, logging_level=logging.CRITICAL)
        return
    ray.init(
        address="local",
        num_cpus=cpus or os.cpu_count() or 1,
        object_store_memory=_STORE_BYTES,
        include_dashboard=False,
        log_to_driver=False,
        logging_level=logging.CRITICAL,
        _system_config=_SYSTEM,
    )


def _knock(address: str) -> None:
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        raise NoCluster(f"{address} is not host:port")
    try:
        socket.create_connection((host, int(port)), timeout=_KNOCK_SECONDS).close()
    except OSError as error:
        raise NoCluster(f"{address}: {error.strerror or error}") from error


@contextmanager
def _signals_kept() -> Iterator[None]:
    """Ray takes SIGTERM for itself; the run hears it to come to an orderly end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
