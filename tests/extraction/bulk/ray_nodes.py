"""A Ray cluster of two machines on this one, as a program: a head and a second node, one CPU each.

Says a line of JSON when it stands; on the line "kill" it ends the second node with all its
processes, as a power cut does, and says when; at the end of its input it ends itself.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
_STORE_BYTES = 100 * 1024**2
# a dead node is told after some three seconds rather than fifteen
_SYSTEM = {
    "worker_niceness": 0,
    "health_check_initial_delay_ms": 500,
    "health_check_period_ms": 500,
    "health_check_timeout_ms": 3000,
    "health_check_failure_threshold": 3,
}


@dataclass(slots=True)
class Nodes:
    """The program at work; ``second`` is the start of the second node's number."""

    address: str
    second: str
    _process: subprocess.Popen[str]

    def kill_second(self) -> float:
        """By the clock, when every process of the node had been ended."""
        return float(self._ask("kill")["time"])

    def _ask(self, word: str) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def two_nodes() -> Iterator[Nodes]:
    process = subprocess.Popen(
        [sys.executable, "-m", __name__],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "RAY_USAGE_STATS_ENABLED": "0"},
    )
    with process:
        assert process.stdout is not None
        assert process.stdin is not None
        told = json.loads(process.stdout.readline())
        yield Nodes(told["address"], told["second"], process)
        process.stdin.close()
        process.wait(timeout=60)


def main() -> None:
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - tests without Ray import this module

    sizes = {"num_cpus": 1, "object_store_memory": _STORE_BYTES, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args={**sizes, "_system_config": _SYSTEM})
    second = cluster.add_node(num_cpus=1, object_store_memory=_STORE_BYTES)
    cluster.wait_for_nodes()
    _say({"address": cluster.address, "second": second.node_id[:8]})
    for _ in sys.stdin:
        _kill_all(second.all_processes["raylet"][0].process.pid)
        _say({"time": time.time()})
    cluster.shutdown()


def _kill_all(raylet: int) -> None:
    """The raylet before its workers, which a living one would start anew."""
    from extraction.bulk.watch import process_to_family  # noqa: PLC0415

    for member in process_to_family(raylet):
        os.kill(member, signal.SIGKILL)


def _say(what: object) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
