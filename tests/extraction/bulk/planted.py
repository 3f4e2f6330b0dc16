"""Faults planted in the workers of a test run, by the name of the report."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

HOOK = "tests.extraction.bulk.planted:misbehave"
_PIECE = 8 << 20


def misbehave(path: str) -> None:
    name = Path(path).stem
    if "hang" in name:
        time.sleep(600)
    elif "segfault" in name:
        os.kill(os.getpid(), signal.SIGSEGV)
    elif "memory" in name:
        held = [b"\x01" * _PIECE for _ in range(500)]
        time.sleep(600)
        del held
    elif "once" in name and not Path(path).with_suffix(".seen").exists():
        Path(path).with_suffix(".seen").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    elif "slow" in name:
        time.sleep(0.2)
