"""A bulk run on Ray as a program, which writes down what happened and when.

Arguments: folder of reports, folder of the output, file for the journal, settings of the run as
JSON. The journal has a line of JSON for each moment at which a count changed or a machine was lost.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import fsspec

from extraction.bulk import (
    BulkInputs,
    BulkLimits,
    BulkSettings,
    Progress,
    SilentWatcher,
    WorkerSettings,
    run_bulk,
)
from tests.extraction.bulk.planted import HOOK

ROOT = Path(__file__).parents[3]


@dataclass(slots=True)
class Journal(SilentWatcher):
    path: Path
    _told: dict[str, int] = field(default_factory=dict)

    def progress(self, now: Progress) -> None:
        if dict(now.machines) != self._told:
            self._told = dict(now.machines)
            self._write({"machines": self._told, "restarts": now.restarts})

    def machine_lost(self, machine: str, reports: int) -> None:
        self._write({"lost": machine, "reports": reports})

    def _write(self, what: dict[str, Any]) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"time": time.time(), **what}) + "\n")


@dataclass(frozen=True, slots=True)
class RayRun:
    """A program at work, or one that has ended, and where it writes."""

    process: subprocess.Popen[str]
    out: Path
    journal: Path

    def events(self) -> list[dict[str, Any]]:
        if not self.journal.exists():
            return []
        lines = self.journal.read_text(encoding="utf-8").splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def counts(self) -> dict[str, int]:
        """Reports finished so far, by machine."""
        found = [event["machines"] for event in self.events() if "machines" in event]
        return dict(found[-1]) if found else {}


def start_run(folder: Path, out: Path, **settings: Any) -> RayRun:
    journal = out.with_suffix(".journal")
    arguments = [str(folder), str(out), str(journal), json.dumps(settings)]
    process = subprocess.Popen(
        [sys.executable, "-m", __name__, *arguments],
        cwd=ROOT,
        text=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    return RayRun(process, out, journal)


def main() -> None:
    folder, out, journal, told = sys.argv[1:]
    given = json.loads(told)
    settings = BulkSettings(
        engine="ray",
        workers=given.get("workers", 0),
        ray_address=given.get("address"),
        chunk_reports=given.get("chunk", 4),
        part_reports=8,
        formats=("csv",),
        worker=WorkerSettings(before_read=HOOK),
        limits=BulkLimits(seconds=given.get("seconds", 60.0), memory_mb=600.0),
    )
    if given.get("in_memory"):
        folder = _folder_to_memory(Path(folder))
    result = run_bulk(BulkInputs((folder,)), Path(out), settings, Journal(Path(journal)))
    sys.exit(result.stopped_by or 0)


def _folder_to_memory(folder: Path) -> str:
    """An address that no other process can open."""
    for path in folder.iterdir():
        fsspec.filesystem("memory").pipe(f"/in/{path.name}", path.read_bytes())
    return "memory://in"


if __name__ == "__main__":
    main()
