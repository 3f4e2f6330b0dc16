"""What a process and its children hold in memory, seen from outside, and the end of all of them."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

_PROC = Path("/proc")
_PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1024**2
_HAS_PROC = sys.platform == "linux"


def process_to_family(pid: int) -> list[int]:
    """The process and its children's children, parents first."""
    family = [pid]
    for member in family:
        family.extend(_children(member))
    return family


def _children(pid: int) -> list[int]:
    if _HAS_PROC:
        try:
            tasks = list((_PROC / str(pid) / "task").iterdir())
            listed = " ".join((task / "children").read_text(encoding="ascii") for task in tasks)
        except OSError:
            return []
        return [int(child) for child in listed.split()]
    found = subprocess.run(
        ["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    return [int(child) for child in found.split()]


def family_to_mb(family: list[int]) -> float:
    """Resident memory of all of them together; what has ended holds nothing."""
    return sum(_resident_mb(pid) for pid in family)


def _resident_mb(pid: int) -> float:
    if _HAS_PROC:
        try:
            statm = (_PROC / str(pid) / "statm").read_text(encoding="ascii")
        except OSError:
            return 0.0
        return int(statm.split()[1]) * _PAGE_MB
    said = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    return int(said.strip() or 0) / 1024


def end_family(pid: int) -> None:
    """Ends the process and its children, as LibreOffice, which has a session of its own."""
    for member in process_to_family(pid):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(member, signal.SIGKILL)
