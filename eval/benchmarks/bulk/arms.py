"""What batching, order and cache are worth end to end, and what plain loops take beside.

All arms run in turn, round after round, and are compared within each round: what disturbs the
machine for minutes disturbs all arms of a round.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eval.benchmarks.bulk.generated import (
    START_SECONDS,
    folder_to_seconds,
    foretell,
    usual_families,
    write_reports,
)
from eval.benchmarks.bulk.loops import run_commands, run_loops
from eval.benchmarks.bulk.outputs import folder_to_lines
from extraction.bulk import BulkInputs, BulkSettings, WorkerSettings, run_bulk

CACHE_OFF, CACHE_ON = "bulk, cache off", "bulk, cache on"
COMMANDS = "a command for each report, two at a time"
ONE_LOOP = "loop in one process, a model with two threads"
TWO_LOOPS = "loops in two processes, half of the reports each"
# Reports that get a command of their own: the second that each takes is nearly the same for all.
_COMMANDS_AT_MOST = 24
_COMMAND_SECONDS = 1.5
_RECORDS_ONLY = ("jsonl",)
_TWO = 2


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds a report.

    Attributes:
        clock: once the processes are ready; from their start where each report has its own.
        processor: of all processes, their start included.
    """

    clock: float
    processor: float


Arm = Callable[[], float]
"""Returns the seconds that count."""


def measure_arms(reports: int, rounds: int, home: Path, tagger: str, model: str | None) -> str:
    source = home / "reports"
    write_reports(source, reports, usual_families())
    paths = sorted(map(str, source.iterdir()))
    hit_rates: list[float] = []
    arms = _bulk_arms(source, home, tagger, hit_rates)
    some = paths[:: -(-len(paths) // _COMMANDS_AT_MOST)]
    arms |= {
        TWO_LOOPS: lambda: _in_scratch(home, lambda out: run_loops(paths, tagger, _TWO, out)),
        ONE_LOOP: lambda: _in_scratch(home, lambda out: run_loops(paths, tagger, 1, out)),
        COMMANDS: lambda: run_commands(some, model),
    }
    each = folder_to_seconds(source, tagger)
    once = each * reports * (len(arms) - 2) / _TWO + each * reports
    once += len(arms) * START_SECONDS + len(some) * (each + _COMMAND_SECONDS) / _TWO
    foretell(rounds * once)
    agreed = "as" if _loops_agree(source, paths, home, tagger) else "OTHER THAN"
    counts = dict.fromkeys(arms, len(paths)) | {COMMANDS: len(some)}
    taken: dict[str, list[Taken]] = {name: [] for name in arms}
    for _ in range(rounds):
        for name, arm in arms.items():
            before = processor_seconds()
            clock = arm()
            processor = processor_seconds() - before
            taken[name].append(Taken(1000 * clock / counts[name], 1000 * processor / counts[name]))
    told = (
        f"{reports} reports, {rounds} rounds; {COMMANDS}: {len(some)} of them. Ratios are of the "
        "same round: median, least and most. Clock: once the processes are ready (of commands "
        f"with their start); processor: all processes with their start. Records {agreed} the "
        "loops'.\n"
    )
    lines = [told, *taken_to_table(taken)]
    if hit_rates:
        lines.append(f"\nhits of the caches: {statistics.median(hit_rates):.1%} of the passages")
    return "\n".join(lines)


def processor_seconds() -> float:
    """Of this process and all children that ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _bulk_arms(source: Path, home: Path, tagger: str, hit_rates: list[float]) -> dict[str, Arm]:
    plain = WorkerSettings(tagger=tagger, cache_passages=0)
    base = BulkSettings(workers=_TWO, worker=plain, formats=_RECORDS_ONLY)
    settings = {
        CACHE_OFF: base,
        "bulk, cache off, one report a call": replace(base, chunk_reports=1),
        "bulk, cache off, not by length": replace(
            base, worker=replace(plain, sort_by_length=False)
        ),
        CACHE_ON: replace(base, worker=WorkerSettings(tagger=tagger)),
    }

    def to_arm(name: str) -> Arm:
        def arm() -> float:
            with tempfile.TemporaryDirectory(dir=home) as out:
                inputs = BulkInputs((str(source),))
                progress = run_bulk(inputs, Path(out), settings[name]).progress
            if progress.hits:
                hit_rates.append(progress.hits / progress.asked)
            return progress.seconds

        return arm

    return {name: to_arm(name) for name in settings}


def _in_scratch(home: Path, run: Callable[[Path], float]) -> float:
    with tempfile.TemporaryDirectory(dir=home) as out:
        return run(Path(out))


def _loops_agree(source: Path, paths: Sequence[str], home: Path, tagger: str) -> bool:
    """Whether a bulk run and a loop write the same records; warms the machine's caches too."""
    settings = BulkSettings(
        workers=_TWO, worker=WorkerSettings(tagger=tagger), formats=_RECORDS_ONLY
    )
    with tempfile.TemporaryDirectory(dir=home) as scratch:
        out = Path(scratch)
        run_bulk(BulkInputs((str(source),)), out, settings)
        run_loops(paths, tagger, 1, out)
        with (out / "0.jsonl").open(encoding="utf-8") as file:
            return [line.rstrip("\n") for line in file] == list(folder_to_lines(out))


def taken_to_table(taken: Mapping[str, Sequence[Taken]]) -> list[str]:
    """Each arm's times, and how many times those of a bulk run they are."""
    heads = [
        *("arm", "clock, ms a report", "processor, ms a report"),
        *("to bulk, cache off: clock", "processor", "to bulk, cache on: clock", "processor"),
    ]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for name, own in taken.items():
        cells = [
            _spread([each.clock for each in own], 1),
            _spread([each.processor for each in own], 1),
        ]
        for base in (CACHE_OFF, CACHE_ON):
            pairs = list(zip(own, taken[base], strict=True))
            cells.append(_spread([one.clock / other.clock for one, other in pairs], 2))
            cells.append(_spread([one.processor / other.processor for one, other in pairs], 2))
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def _spread(values: Sequence[float], digits: int) -> str:
    least, middle, most = min(values), statistics.median(values), max(values)
    return f"{middle:.{digits}f} ({least:.{digits}f}–{most:.{digits}f})"
