"""What a bulk run costs and withstands, on generated reports of all layouts.

    python -m eval.benchmarks.bulk steady   [--reports N] [--workers N]
    python -m eval.benchmarks.bulk layouts  [--reports N]            N of each layout
    python -m eval.benchmarks.bulk arms     [--reports N] [--rounds N]
    python -m eval.benchmarks.bulk kills    [--reports N] [--kills N]
    python -m eval.benchmarks.bulk hostile  [--reports N]

``steady``: nothing lost or doubled, memory and throughput of the first and last part of a run.
``layouts``: reports a second by layout for one and two workers, and what 150,000 would take.
``arms``: batching, bucketing and the cache each switched off alone, and plain loops of single
extractions, alternating. ``kills``: the run is killed again and again, and its output compared
with that of an undisturbed one. ``hostile``: reports that hang, fill the memory or crash the
reader, and archives that are bombs or lead out of themselves, among good ones.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import io
import json
import random
import signal
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

from eval.benchmarks.timing import machine, time_arms, today
from eval.layouts import FAMILIES, plan_to_files, size_to_plan
from extraction import extract
from extraction.bulk import (
    BulkInputs,
    BulkLimits,
    BulkSettings,
    Progress,
    SilentWatcher,
    WorkerSettings,
    folder_to_records,
    run_bulk,
)

SEED = 2026
# Layouts that need an outside program to be made are left out unless they are named.
OUTSIDE = frozenset({"chromium", "office"})
WHOLE_COUNTRY = 150_000
_RECORDS_ONLY = ("jsonl",)
_KILL_FROM_S, _KILL_TO_S = 0.3, 12.0
_PLANTED_LIMITS = BulkLimits(seconds=8.0, memory_mb=700.0)
_PLANT = "eval.benchmarks.bulk:plant"
_MB = 1024 * 1024


def write_reports(folder: Path, count: int, families: Sequence[str], seed: int = SEED) -> None:
    """Generated reports of these layouts in turn, every second round damaged."""
    folder.mkdir(parents=True, exist_ok=True)
    plan = size_to_plan(count, seed=seed, families=families)
    for number, file in enumerate(plan_to_files(plan)):
        name = f"{number:06d}-{file.family.name}{Path(file.name).suffix}"
        (folder / name).write_bytes(file.data)


def usual_families() -> list[str]:
    return [name for name, family in FAMILIES.items() if family.kind not in OUTSIDE]


@dataclass(slots=True)
class Recorder(SilentWatcher):
    """Keeps (reports finished, seconds, largest worker in MB) each time the count moves."""

    marks: list[tuple[int, float, float]] = field(default_factory=list)

    def progress(self, now: Progress) -> None:
        if now.memory_mb and (not self.marks or now.here > self.marks[-1][0]):
            self.marks.append((now.here, now.seconds, max(now.memory_mb)))


def folder_to_digest(out: Path) -> str:
    """Of all records in order, whatever parts they are in."""
    digest = hashlib.sha256()
    for part in sorted((out / "records").glob("part-*.jsonl")):
        digest.update(part.read_bytes())
    return digest.hexdigest()


def folder_to_tables(out: Path) -> dict[str, bytes]:
    """The CSV files by their names."""
    home = out / "csv"
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*.csv")}


def measure_steady(reports: int, workers: int, home: Path) -> str:
    source, out = home / "reports", home / "out"
    write_reports(source, reports, usual_families())
    recorder = Recorder()
    result = run_bulk(BulkInputs((str(source),)), out, BulkSettings(workers=workers), recorder)
    paths = Counter(record.source.path for record in folder_to_records(out))
    wanted = {str(path) for path in source.iterdir()}
    lost = len(wanted - set(paths))
    doubled = sum(count - 1 for count in paths.values())
    told = (
        f"{reports} reports, {workers} workers: lost {lost - result.progress.duplicates}, "
        f"doubled {doubled}, duplicates {result.progress.duplicates}, "
        f"failed {result.progress.failures}"
    )
    lines = [
        told,
        "| reports | reports a second and worker | largest worker, MB |",
        "|---|---|---|",
    ]
    lines += [
        f"| to {end} | {rate / workers:.2f} | {memory:.0f} |"
        for end, rate, memory in marks_to_tenths(recorder.marks)
    ]
    return "\n".join(lines)


def marks_to_tenths(
    marks: Sequence[tuple[int, float, float]], tenths: int = 10
) -> list[tuple[int, float, float]]:
    """(last report, reports a second, most memory) of each tenth of a run."""
    found = []
    total = marks[-1][0]
    for tenth in range(tenths):
        low, high = total * tenth / tenths, total * (tenth + 1) / tenths
        inside = [mark for mark in marks if low <= mark[0] <= high]
        if len(inside) >= 2:
            (first, start, _), (last, end, _) = inside[0], inside[-1]
            rate = (last - first) / (end - start) if end > start else 0.0
            found.append((last, rate, max(memory for _, _, memory in inside)))
    return found


def measure_layouts(reports: int, home: Path) -> str:
    """A table; its last line is the mean over layouts, each as frequent as the others.

    Below some 100 reports of each layout the workers' start and the last chunk tell more than
    the layout does.
    """
    lines = ["| layout | 1 worker, reports/s | 2 workers, reports/s |", "|---|---|---|"]
    costs: dict[int, list[float]] = {1: [], 2: []}
    for family in usual_families():
        source = home / family
        write_reports(source, reports, [family])
        rates = []
        for workers in (1, 2):
            out = home / f"{family}-{workers}"
            settings = BulkSettings(workers=workers, formats=_RECORDS_ONLY)
            progress = run_bulk(BulkInputs((str(source),)), out, settings).progress
            rates.append(progress.here / progress.seconds)
            costs[workers].append(1 / rates[-1])
        lines.append(f"| {family} | {rates[0]:.1f} | {rates[1]:.1f} |")
    means = {workers: statistics.mean(each) for workers, each in costs.items()}
    lines.append(f"| all alike | {1 / means[1]:.1f} | {1 / means[2]:.1f} |")
    hours = {workers: mean * WHOLE_COUNTRY / 3600 for workers, mean in means.items()}
    lines.append(
        f"\n{WHOLE_COUNTRY} reports: {hours[1]:.1f} h with one worker, {hours[2]:.1f} h with two; "
        "assumes the layouts in equal shares, texts as long as the generated ones, no LibreOffice, "
        "and a disk that keeps up. Start of the workers left out."
    )
    return "\n".join(lines)


_LOOP = get_context("spawn")


def _extract_path(path: str) -> int:
    return len(extract(path).to_json())


def _warm() -> None:
    extract("政府信息公开工作年度报告\n一、总体情况\n发布信息1条。".encode(), name="a.txt")


def measure_arms(reports: int, rounds: int, home: Path) -> str:
    source = home / "reports"
    write_reports(source, reports, usual_families())
    paths = sorted(map(str, source.iterdir()))
    plain = WorkerSettings(cache_passages=0)
    base_settings = BulkSettings(workers=2, worker=plain, formats=_RECORDS_ONLY)
    settings = {
        "bulk, cache off": base_settings,
        "bulk, one report a call": replace(base_settings, chunk_reports=1),
        "bulk, not sorted by length": replace(
            base_settings, worker=replace(plain, sort_by_length=False)
        ),
        "bulk, cache on": replace(base_settings, worker=WorkerSettings()),
    }
    seconds: dict[str, list[float]] = {name: [] for name in settings}
    hit_rates: list[float] = []

    def bulk(name: str) -> Callable[[], object]:
        def arm() -> None:
            with tempfile.TemporaryDirectory(dir=home) as out:
                inputs = BulkInputs((str(source),))
                progress = run_bulk(inputs, Path(out), settings[name]).progress
                seconds[name].append(progress.seconds)
                if progress.hits:
                    hit_rates.append(progress.hits / progress.asked)

        return arm

    with ProcessPoolExecutor(2, mp_context=_LOOP, initializer=_warm) as pool:
        arms: dict[str, Callable[[], object]] = {name: bulk(name) for name in settings}
        arms["loop in one process"] = lambda: [_extract_path(path) for path in paths]
        arms["loop in two processes"] = lambda: list(pool.map(_extract_path, paths))
        timings = time_arms(arms, rounds=rounds, warm_up=1)
    # runs are compared without the start of their workers, as the loops are warm
    medians = {name: timing.median / 1000 for name, timing in timings.items()}
    medians |= {name: statistics.median(taken[1:]) for name, taken in seconds.items()}
    base = medians["bulk, cache off"]
    lines = ["| arm | seconds, median | to bulk with the cache off |", "|---|---|---|"]
    lines += [f"| {name} | {value:.1f} | {value / base:.2f} |" for name, value in medians.items()]
    if hit_rates:
        lines.append(f"\nhits of the cache: {statistics.median(hit_rates):.1%} of the passages")
    return "\n".join(lines)


def measure_kills(reports: int, kills: int, home: Path, seed: int = SEED) -> str:
    """Kills the command at random moments until it has been killed often enough, then lets it end.

    A run that ends by itself before that is followed by one into a new folder.
    """
    source = home / "reports"
    write_reports(source, reports, usual_families())
    calm = home / "calm"
    _command(source, calm).wait()
    wanted = folder_to_digest(calm)
    rng = random.Random(seed)
    done, runs, wrong = 0, 0, 0
    while done < kills:
        out = home / f"killed-{runs}"
        here = 0
        while done < kills:
            process = _command(source, out)
            try:
                process.wait(timeout=rng.uniform(_KILL_FROM_S, _KILL_TO_S))
                break
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                done, here = done + 1, here + 1
        code = _command(source, out).wait()
        runs += 1
        same = folder_to_digest(out) == wanted and folder_to_tables(out) == folder_to_tables(calm)
        wrong += not same
        told = f"{'same' if same else 'OTHER'} output, exit {code}"
        print(f"folder {runs}: {here} kills, {told}", flush=True)
    return f"{done} kills in {runs} folders of {reports} reports; other output: {wrong}"


def _command(source: Path, out: Path) -> subprocess.Popen[bytes]:
    arguments = ["extract", str(source), "--out", str(out), "--workers", "2", "--quiet"]
    arguments += ["--format", "csv"]
    return subprocess.Popen([sys.executable, "-m", "gongkai", *arguments])


def plant(path: str) -> None:
    """What a faulty reader would do, by the name of the report."""
    name = Path(path).name
    if "plant-hang" in name:
        time.sleep(3600)
    elif "plant-memory" in name:
        held = []
        while True:
            held.append(b"\x01" * (8 * _MB))
    elif "plant-segfault" in name:
        ctypes.string_at(0)


def write_hostile(folder: Path) -> dict[str, str]:
    """Hostile inputs among the reports; key -> the code that each must end with."""
    sample = b"<html><body><p>plain</p></body></html>"
    expected = {}
    for kind, code in (("hang", "timeout"), ("memory", "memory"), ("segfault", "crashed")):
        for number in range(2):
            path = folder / f"00001{number}-plant-{kind}.html"
            path.write_bytes(sample + f"{kind}{number}".encode())
            expected[str(path)] = code
    sparse = folder / "000012-sparse.html"
    with sparse.open("wb") as file:
        file.truncate(10 * 1024 * _MB)
    expected[str(sparse)] = "too_large"
    slip = folder / "000013-slip.zip"
    with zipfile.ZipFile(slip, "w") as archive:
        archive.writestr("../../outside.html", sample)
    expected[f"{slip}!/../../outside.html"] = "unsafe_path"
    bomb = folder / "000014-bomb.tar.gz"
    with tarfile.open(bomb, "w:gz", compresslevel=9) as tar:
        entry = tarfile.TarInfo("zeros.txt")
        entry.size = 600 * _MB
        tar.addfile(entry, _Zeros(entry.size))
    expected[f"{bomb}!/zeros.txt"] = "too_large"
    expected[str(bomb)] = "archive_limit"
    return expected


class _Zeros(io.RawIOBase):
    """So many zero bytes."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._left = size

    def read(self, size: int = -1) -> bytes:
        given = self._left if size < 0 else min(size, self._left)
        self._left -= given
        return bytes(given)


def measure_hostile(reports: int, home: Path) -> str:
    source, out = home / "reports", home / "out"
    write_reports(source, reports, usual_families())
    expected = write_hostile(source)
    settings = BulkSettings(
        workers=2, limits=_PLANTED_LIMITS, worker=WorkerSettings(before_read=_PLANT)
    )
    run_bulk(BulkInputs((str(source),)), out, settings)
    found = {}
    good = 0
    for record in folder_to_records(out):
        if record.status == "failed":
            found[record.source.path] = record.errors[0].code
        else:
            good += 1
    told = json.dumps(found, ensure_ascii=False, indent=1)
    verdict = "as expected" if found == expected else f"expected {json.dumps(expected, indent=1)}"
    return f"{good} of {reports} good reports read; {len(found)} refused, {verdict}\n{told}"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["steady", "layouts", "arms", "kills", "hostile"])
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kills", type=int, default=50)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongkai-bulk-") as folder:
        home = Path(folder)
        measured = {
            "steady": lambda: measure_steady(options.reports, options.workers, home),
            "layouts": lambda: measure_layouts(options.reports, home),
            "arms": lambda: measure_arms(options.reports, options.rounds, home),
            "kills": lambda: measure_kills(options.reports, options.kills, home),
            "hostile": lambda: measure_hostile(options.reports, home),
        }[options.what]()
    print(f"{today()}, {machine()}\n\n{measured}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
