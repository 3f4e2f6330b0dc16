"""Alternating measurement of several arms, and what the machine is."""

from __future__ import annotations

import platform
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one arm over all rounds."""

    least: float
    median: float
    most: float


def time_arms(
    arms: Mapping[str, Callable[[], object]],
    *,
    rounds: int,
    warm_up: int = 2,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Timing]:
    """Runs every arm in turn, round after round, after some rounds that do not count.

    Args:
        clock: in seconds; ``time.process_time`` for work of this process alone, on a machine
            that has other work to do.
    """
    taken: dict[str, list[float]] = {name: [] for name in arms}
    for number in range(warm_up + rounds):
        for name, arm in arms.items():
            start = clock()
            arm()
            if number >= warm_up:
                taken[name].append((clock() - start) * 1000)
    return {
        name: Timing(min(values), statistics.median(values), max(values))
        for name, values in taken.items()
    }


def machine() -> str:
    """Processor, cores and Python in one line."""
    name = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    cores = 0
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                name = line.split(":", 1)[1].strip()
                cores += 1
    return f"{name}, {cores or '?'} cores, Python {platform.python_version()}"


def today() -> str:
    return datetime.now(UTC).date().isoformat()
