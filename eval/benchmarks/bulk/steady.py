"""Whether a long run loses or doubles anything, grows, or gets slower."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eval.benchmarks.bulk.generated import (
    START_SECONDS,
    folder_to_seconds,
    foretell,
    usual_families,
    write_reports,
)
from eval.benchmarks.bulk.outputs import folder_to_lines, table_to_column
from extraction.bulk import (
    BulkInputs,
    BulkSettings,
    Progress,
    SilentWatcher,
    WorkerSettings,
    run_bulk,
)

# Tables take about a quarter of the time of reading by rules.
_TABLES = 1.25


@dataclass(frozen=True, slots=True)
class Mark:
    """A run at a moment: reports finished, seconds, MB of each worker."""

    finished: int
    seconds: float
    memory_mb: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of a run's reports, up to ``last``; the most memory that each worker had in it."""

    last: int
    rate: float
    memory_mb: tuple[float, ...]


@dataclass(slots=True)
class Recorder(SilentWatcher):
    """Keeps every look at the run."""

    marks: list[Mark] = field(default_factory=list)

    def progress(self, now: Progress) -> None:
        if now.memory_mb and now.here:
            self.marks.append(Mark(now.here, now.seconds, now.memory_mb))


def marks_to_stretches(marks: Sequence[Mark], count: int = 10) -> list[Stretch]:
    """The run in so many parts of about equally many reports, as far as looks tell them apart."""
    found = []
    total = marks[-1].finished
    start, before = 0.0, 0
    for number in range(1, count + 1):
        end = next(mark for mark in marks if mark.finished * count >= total * number)
        if end.finished == before:
            continue
        passed = end.seconds - start
        rate = (end.finished - before) / passed if passed > 0 else 0.0
        inside = [mark.memory_mb for mark in marks if start <= mark.seconds <= end.seconds]
        found.append(Stretch(end.finished, rate, tuple(map(max, zip(*inside, strict=False)))))
        start, before = end.seconds, end.finished
    return found


def measure_steady(reports: int, workers: int, home: Path, tagger: str) -> str:
    source, out = home / "reports", home / "out"
    write_reports(source, reports, usual_families())
    each = folder_to_seconds(source, tagger)
    foretell(_TABLES * reports * each / workers + START_SECONDS)
    settings = BulkSettings(workers=workers, formats=("csv",), worker=WorkerSettings(tagger=tagger))
    recorder = Recorder()
    start = time.perf_counter()
    progress = run_bulk(BulkInputs((str(source),)), out, settings, recorder).progress
    whole = time.perf_counter() - start
    counted = count_outputs(source, out, progress.duplicates)
    stretches = marks_to_stretches(recorder.marks)
    told = (
        f"{reports} reports, {workers} workers: {counted}; failed {progress.failed}, "
        f"workers replaced {progress.restarts}. {progress.here / progress.seconds:.2f} reports a "
        f"second; {whole:.0f} s with start and CSV tables."
    )
    if progress.asked:
        told += f" The caches had {progress.hits / progress.asked:.1%} of the passages."
    heads = " | ".join(f"worker {number + 1}, MB" for number in range(workers))
    lines = [
        f"{told}\n",
        f"| reports | reports a second and worker | {heads} |",
        "|---|---|" + "---|" * workers,
        *(stretch_to_row(stretch, workers) for stretch in stretches),
        "",
        compare_ends(stretches),
    ]
    return "\n".join(lines)


def count_outputs(source: Path, out: Path, duplicates: int) -> str:
    """Lost and doubled inputs, in the records and in the rows of the table of reports."""
    wanted = {str(path) for path in source.iterdir()}
    records = Counter(json.loads(line)["source"]["path"] for line in folder_to_lines(out))
    rows = Counter(table_to_column(out, "reports", "path"))
    lost = len(wanted - set(records)) - duplicates
    return (
        f"records lost {lost}, doubled {records.total() - len(records)}; "
        f"table rows lost {len(wanted - set(rows))}, doubled {rows.total() - len(rows)}; "
        f"files with the bytes of another {duplicates}"
    )


def stretch_to_row(stretch: Stretch, workers: int) -> str:
    memory = " | ".join(f"{each:.0f}" for each in stretch.memory_mb)
    return f"| to {stretch.last} | {stretch.rate / workers:.2f} | {memory} |"


def compare_ends(stretches: Sequence[Stretch]) -> str:
    """The last part beside the first, and the slowest and fastest of all."""
    first, last = stretches[0], stretches[-1]
    rates = [stretch.rate for stretch in stretches]
    middle = sum(rates) / len(rates)
    grown = ", ".join(
        f"{after - before:+.0f} MB ({after / before - 1:+.1%})"
        for before, after in zip(first.memory_mb, last.memory_mb, strict=False)
    )
    return (
        f"Last part beside the first: throughput {last.rate / first.rate - 1:+.1%}, memory of the "
        f"workers {grown}. All parts: throughput {min(rates) / middle - 1:+.1%} to "
        f"{max(rates) / middle - 1:+.1%} of the mean."
    )
