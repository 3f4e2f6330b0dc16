"""Runs as tables: rows of figures, Markdown, JSON, and the block inside the READMEs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.layouts.families import FAMILIES
from eval.layouts.intervals import clustered_wilson
from eval.layouts.noise.catalogue import NOISES, SEVERITIES
from eval.layouts.runner import FileScore, Run
from eval.layouts.scoring import CellCounts, sum_counts
from eval.readme import write_block


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what it is about, its counts, the interval of its accuracy."""

    name: str
    counts: CellCounts
    interval: tuple[float, float]


def scores_to_row(name: str, scores: Sequence[FileScore]) -> Row:
    clusters = [(score.counts.surviving_right, score.counts.surviving) for score in scores]
    return Row(name, sum_counts(score.counts for score in scores), clustered_wilson(clusters))


def rows_by(
    scores: Iterable[FileScore], key: Callable[[FileScore], str], order: Iterable[str]
) -> list[Row]:
    """A row for each key that occurs, in the given order."""
    groups: dict[str, list[FileScore]] = {}
    for score in scores:
        groups.setdefault(key(score), []).append(score)
    return [scores_to_row(name, groups[name]) for name in order if name in groups]


def run_to_rows(run: Run) -> dict[str, list[Row]]:
    """The tables of a run by title: in sum, by layout without and with damage, by noise."""
    sums = [
        scores_to_row(name, scores)
        for name, scores in (("undamaged", run.clean), ("damaged", run.noisy))
        if scores
    ]
    return {
        "in sum": sums,
        "layouts, undamaged": rows_by(run.clean, lambda score: score.family, FAMILIES),
        "layouts, damaged": rows_by(run.noisy, lambda score: score.family, FAMILIES),
        "noises": rows_by(run.noisy, lambda score: score.noise or "", NOISES),
        "severities": rows_by(run.noisy, lambda score: score.severity or "", SEVERITIES),
    }


HEADER = (
    "",
    "files",
    "cells stated",
    "right",
    "95 %",
    "non-zero right",
    "lost cells right",
    "silent errors",
    "flagged errors",
    "right but flagged",
    "confidence ≥ 0.99",
    "of these wrong",
)


def row_to_texts(row: Row) -> tuple[str, ...]:
    counts = row.counts
    low, high = row.interval
    return (
        describe(row.name),
        str(counts.files),
        str(counts.surviving),
        percent(counts.accuracy),
        f"{percent(low)}–{percent(high)}",
        percent(counts.nonzero_accuracy),
        percent(counts.destroyed_accuracy),
        str(counts.silent),
        str(counts.flagged),
        str(counts.alarms),
        percent(counts.certain_share),
        percent(counts.certain_error),
    )


def describe(name: str) -> str:
    if name in FAMILIES:
        return FAMILIES[name].text
    return f"{name} {NOISES[name].name}" if name in NOISES else name


def percent(share: float | None) -> str:
    """Two decimals, and never 100.00 % where something is missing; a dash without any case."""
    if share is None:
        return "–"
    text = f"{100 * share:.2f}"
    if share < 1 and text == "100.00":
        text = "99.99"
    return f"{text} %"


def rows_to_markdown(rows: Sequence[Row]) -> str:
    lines = [HEADER, ("---",) + ("---:",) * (len(HEADER) - 1)]
    lines += [row_to_texts(row) for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def run_to_markdown(run: Run) -> str:
    parts = [f"# Layouts, seed {run.seed}, {len(run.scores)} files"]
    for title, rows in run_to_rows(run).items():
        if rows:
            parts += [f"## {title}", rows_to_markdown(rows)]
    parts += [f"Skipped: {describe(name)}: {reason}." for name, reason in run.skipped.items()]
    return "\n\n".join(parts) + "\n"


def run_to_json(run: Run) -> str:
    """The counts of every file; sums can be made of them, not the other way round."""
    return json.dumps(
        {
            "seed": run.seed,
            "total": asdict(run.total),
            "skipped": run.skipped,
            "files": [_score_to_counts(score) for score in run.scores],
        },
        ensure_ascii=False,
        indent=1,
    )


def _score_to_counts(score: FileScore) -> dict[str, object]:
    """All but the list of misread cells."""
    entry = asdict(score)
    del entry["wrong"]
    return entry


def run_to_wrong_lines(run: Run) -> str:
    """One JSON line for every misread cell, silent ones first."""
    found = [(not wrong.silent, score, wrong) for score in run.scores for wrong in score.wrong]
    found.sort(key=lambda each: (each[0], each[1].number))
    lines = []
    for _, score, wrong in found:
        origin = {name: getattr(score, name) for name in ("number", "family", "noise", "severity")}
        lines.append(json.dumps(origin | asdict(wrong), ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines)


def write_readme_block(path: Path, run: Run) -> None:
    """Puts the tables between the marks of the file; see ``readme.write_block``."""
    tables = run_to_rows(run)
    write_block(
        path,
        "layouts",
        "\n\n".join(
            rows_to_markdown(tables[title])
            for title in ("in sum", "layouts, undamaged")
            if tables[title]
        ),
    )
