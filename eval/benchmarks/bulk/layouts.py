"""Reports a second by layout with one and two workers, and what a whole country would take."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from eval.benchmarks.bulk.generated import (
    START_SECONDS,
    folder_to_seconds,
    foretell,
    usual_families,
    write_reports,
)
from eval.layouts import FAMILIES
from extraction.bulk import BulkInputs, BulkSettings, WorkerSettings, run_bulk

WHOLE_COUNTRY = 150_000
_RECORDS_ONLY = ("jsonl",)
_WORKERS = (1, 2)
Rates = dict[str, dict[int, list[float]]]
"""Reports a second of each round, by layout and number of workers."""


def measure_layouts(
    reports: int, rounds: int, home: Path, tagger: str, *, outside: bool = False
) -> str:
    """Below some 100 reports of each layout the last chunk tells more than the layout does.

    Args:
        outside: also the layouts that Chromium and LibreOffice print.
    """
    families = list(FAMILIES) if outside else usual_families()
    costs = {}
    for family in families:
        write_reports(home / family, reports, [family])
        costs[family] = folder_to_seconds(home / family, tagger)
    runs = rounds * len(_WORKERS) * len(families)
    reading = reports * sum(costs.values()) * sum(1 / workers for workers in _WORKERS)
    foretell(rounds * reading + runs * START_SECONDS)
    rates: Rates = {family: {workers: [] for workers in _WORKERS} for family in families}
    for _ in range(rounds):
        for family in families:
            for workers in _WORKERS:
                rates[family][workers].append(_folder_to_rate(home / family, workers, tagger))
    told = (
        f"{reports} reports of each layout, every second round of them damaged; median of {rounds} "
        "rounds and, in brackets, the least and the most. Without the start of the workers.\n"
    )
    return "\n".join([told, *rates_to_table(rates), "", tell_country(rates, WHOLE_COUNTRY)])


def _folder_to_rate(source: Path, workers: int, tagger: str) -> float:
    with tempfile.TemporaryDirectory(dir=source.parent) as out:
        settings = BulkSettings(
            workers=workers, formats=_RECORDS_ONLY, worker=WorkerSettings(tagger=tagger)
        )
        progress = run_bulk(BulkInputs((str(source),)), Path(out), settings).progress
    return progress.here / progress.seconds


def rates_to_table(rates: Rates) -> list[str]:
    heads = " | ".join(f"{workers} worker{'s'[: workers - 1]}, reports/s" for workers in _WORKERS)
    lines = [f"| layout | {heads} | ratio |", "|---|" + "---|" * (len(_WORKERS) + 1)]
    for family, by_workers in rates.items():
        told = " | ".join(_spread(by_workers[workers]) for workers in _WORKERS)
        one, two = (statistics.median(by_workers[workers]) for workers in _WORKERS)
        lines.append(f"| {family} | {told} | {two / one:.2f} |")
    alike = {workers: _mixtures(rates, workers) for workers in _WORKERS}
    one, two = (statistics.median(alike[workers]) for workers in _WORKERS)
    told = " | ".join(_spread(alike[workers]) for workers in _WORKERS)
    lines.append(f"| all alike | {told} | {two / one:.2f} |")
    return lines


def _spread(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.1f} ({min(values):.1f}–{max(values):.1f})"


def _mixtures(rates: Rates, workers: int) -> list[float]:
    """Of each round the reports a second where every layout is as frequent as the others."""
    rounds = zip(*(by_workers[workers] for by_workers in rates.values()), strict=True)
    return [len(rates) / sum(1 / rate for rate in each) for each in rounds]


def tell_country(rates: Rates, reports: int) -> str:
    hours = {
        workers: _spread([reports / rate / 3600 for rate in _mixtures(rates, workers)])
        for workers in _WORKERS
    }
    each = ", ".join(
        f"{told} h with {workers} worker{'s'[: workers - 1]}" for workers, told in hours.items()
    )
    return (
        f"{reports} reports: {each}. Assumes the layouts in equal shares, texts as long as the "
        "generated ones, a core for each worker, a disk "
        "that keeps up, no DOC, WPS or RTF file (LibreOffice takes seconds for each), and "
        "no tables written at the end."
    )
