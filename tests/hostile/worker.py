"""Reads hostile files one behind the other and says on standard output how each ended.

Run as a program: ``python -m tests.hostile.worker`` takes lines of JSON (path, name) on standard
input and answers each with one line of JSON (``Ending``). It runs apart from the tests so that a
reader that crashes, hangs or fills the memory takes nothing else with it.
"""

from __future__ import annotations

import dataclasses
import json
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from extraction.pipeline import extract_report
from tests.hostile.promises import record_to_faults

_CLEAR_PEAK = "5"


@dataclass(frozen=True, slots=True)
class Ending:
    """How one file ended.

    Attributes:
        end: ``ok``, ``partial`` or the error code of a failed record; ``raised`` when anything
            but a record came back.
        faults: what is wrong with the record or was raised; empty when all is well.
        seconds: processor time of reading, so that neighbours on the machine do not count.
        peak_mb: the most memory the process held while reading, its own size included.
    """

    name: str
    end: str
    faults: tuple[str, ...]
    seconds: float
    peak_mb: float


def read_one(path: Path, name: str) -> Ending:
    """Reads the file under its name and looks over what came back."""
    data = path.read_bytes()
    _forget_peak()
    started = time.process_time()
    try:
        report = extract_report(data, name=path.name)
        record, document = report.record, report.document
        line = record.to_json()
        seconds = time.process_time() - started
        faults = record_to_faults(record, document, line)
        end = (
            record.errors[0].code if record.status == "failed" and record.errors else record.status
        )
    except Exception as error:
        seconds = time.process_time() - started
        end = "raised"
        faults = [f"{type(error).__name__}: {error}"[:500]]
    return Ending(name, end, tuple(faults), round(seconds, 3), round(_peak_mb(), 1))


def _forget_peak() -> None:
    """Lets the peak of memory begin anew; without the means (not Linux) it only ever rises."""
    place = Path("/proc/self/clear_refs")
    if place.exists():
        place.write_text(_CLEAR_PEAK, encoding="ascii")


def _peak_mb() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    for line in sys.stdin:
        path, name = json.loads(line)
        ending = read_one(Path(path), name)
        print(json.dumps(dataclasses.asdict(ending)), flush=True)


if __name__ == "__main__":
    main()
