"""Feeds the worker, waits no longer than a file may take, and starts a new one when it must."""

from __future__ import annotations

import json
import selectors
import subprocess
import sys
from pathlib import Path

from tests.hostile.worker import Ending

# Files must end within 10 s; the worker gets longer, so that slow ones are measured and named.
_PATIENCE_S = 25.0
# Memory that one file leaves behind would be counted against the next.
_RENEW_MB = 400.0


class Worker:
    """One child process; replaced by a new one after a hang, a crash or a large file."""

    def __init__(self, folder: Path) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._said = folder / "standard-error.log"

    def ask(self, path: Path, name: str) -> Ending:
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps([str(path), name]) + "\n")
        process.stdin.flush()
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            ready = bool(selector.select(_PATIENCE_S))
        answer = process.stdout.readline() if ready else ""
        if not answer:
            self.stop()
            end = "crashed" if ready else "hung"
            return Ending(name, end, (end, self._said_tail()), _PATIENCE_S, 0.0)
        found = json.loads(answer)
        ending = Ending(**{**found, "faults": tuple(found["faults"])})
        if ending.peak_mb > _RENEW_MB:
            self.stop()
        return ending

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _said_tail(self) -> str:
        return self._said.read_text(encoding="utf-8", errors="replace")[-500:]

    def _start(self) -> subprocess.Popen[str]:
        with self._said.open("w", encoding="utf-8") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.hostile.worker"],
                cwd=Path(__file__).parents[2],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
            )
        return self._process
