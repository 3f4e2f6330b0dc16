"""Floors below which no version may fall, pinned to the data that they were measured on.

``floors.toml`` holds a data set's digest and, for each pinned metric, the value of the shipped
version with what chance alone may take from it. A run passes while no metric falls below its
floor by more than that.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.metrics.catalogue import METRICS
from eval.metrics.counts import sum_counts
from eval.runner import Run
from eval.scoring import DocumentScore
from eval.summary import MetricRow, scores_to_summary

FLOORS = Path(__file__).with_name("floors.toml")
# What a floor allows where a metric has no interval (few agencies): half a point.
_LEAST_NOISE = 0.005


class FloorError(ValueError):
    """Floors that cannot be held against a run; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Floor:
    """``value`` was measured; ``noise`` is what chance may take from it before the gate closes."""

    metric: str
    value: float
    noise: float

    @property
    def least(self) -> float:
        return self.value - self.noise


@dataclass(frozen=True, slots=True)
class FloorSet:
    """The floors of one system on one data set."""

    system: str
    data: str
    digest: str
    floors: tuple[Floor, ...]

    @property
    def needs_corpus(self) -> bool:
        """Whether the real reports' files are needed to measure it."""
        return self.data.startswith("real-")


@dataclass(frozen=True, slots=True)
class Breach:
    """A metric below its floor; ``value`` None where the run does not measure it any more."""

    floor: Floor
    value: float | None


def read_floors(path: Path = FLOORS) -> tuple[FloorSet, ...]:
    """Raises ``FloorError`` for a file that is not as ``floors_to_toml`` writes it."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("set", [])
        return tuple(_to_set(entry) for entry in entries)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise FloorError(f"{path.name} cannot be read: {error}") from error


def _to_set(entry: Mapping[str, Any]) -> FloorSet:
    floors = tuple(
        Floor(name, float(value), float(noise)) for name, (value, noise) in entry["floors"].items()
    )
    unknown = [floor.metric for floor in floors if floor.metric not in METRICS]
    if unknown:
        raise ValueError(f"no metrics of these names: {', '.join(unknown)}")
    return FloorSet(entry["system"], entry["data"], entry["digest"], floors)


def run_to_breaches(run: Run, floors: FloorSet) -> tuple[Breach, ...]:
    """The metrics of the run that lie below their floors.

    Raises:
        FloorError: where the floors were measured on other gold than the run.
    """
    if run.card.data_digest != floors.digest:
        raise FloorError(
            f"{floors.data}: the floors were measured on {floors.digest}, the data are now"
            f" {run.card.data_digest}; renew them with gongkai eval gate --renew"
        )
    return tuple(
        Breach(floor, value)
        for floor in floors.floors
        for value in [_metric_to_value(floor.metric, run.scores)]
        if _is_below(value, floor)
    )


def _metric_to_value(name: str, scores: Iterable[DocumentScore]) -> float | None:
    counts = sum_counts(score.counts[name] for score in scores if name in score.counts)
    return counts.statistic(METRICS[name].statistic)


def _is_below(value: float | None, floor: Floor) -> bool:
    return value is None or value < floor.least


def run_to_floors(run: Run, metrics: Iterable[str]) -> FloorSet:
    """Floors at the run's own values; the noise is the lower half of their intervals."""
    rows = {row.metric.name: row for row in scores_to_summary(run.scores).rows}
    floors = tuple(
        _row_to_floor(rows[name])
        for name in metrics
        if name in rows and rows[name].value is not None
    )
    return FloorSet(run.card.system, run.card.data, run.card.data_digest, floors)


def _row_to_floor(row: MetricRow) -> Floor:
    value = row.value or 0.0
    low = row.interval.low
    noise = _LEAST_NOISE if low is None else max(_LEAST_NOISE, value - low)
    return Floor(row.metric.name, round(value, 4), round(noise, 4))


def lowered(old: FloorSet | None, new: FloorSet) -> tuple[str, ...]:
    """The metrics whose floor would fall, or go, by replacing the old set with the new one."""
    if old is None or old.digest != new.digest:
        return ()
    values = {floor.metric: floor for floor in new.floors}
    return tuple(
        floor.metric
        for floor in old.floors
        if floor.metric not in values or values[floor.metric].least < floor.least
    )


def floors_to_toml(sets: Iterable[FloorSet]) -> str:
    """``metric = [value, noise]``, a table a data set."""
    parts = [
        "# Written by gongkai eval gate --renew. [value measured, what chance may take from it].\n"
    ]
    for each in sets:
        lines = [
            "",
            "[[set]]",
            f'system = "{each.system}"',
            f'data = "{each.data}"',
            f'digest = "{each.digest}"',
            "[set.floors]",
            *(f'"{floor.metric}" = [{floor.value}, {floor.noise}]' for floor in each.floors),
        ]
        parts.append("\n".join(lines) + "\n")
    return "".join(parts)
