"""Runs as tables: rows of figures, Markdown, JSON, and the block inside the READMEs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.intervals import clustered_wilson
from eval.layouts.families import FAMILIES
from eval.layouts.noise.catalogue import NOISES, SEVERITIES
from eval.layouts.runner import FileScore, Run
from eval.layouts.scoring import CellCounts, sum_counts
from eval.messages import say
from eval.readme import READMES, rows_to_table, write_block
from extraction.language import Lang


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
    """The tables of a run by the key of their title in ``layouts.table`` of the messages."""
    sums = [
        scores_to_row(name, scores)
        for name, scores in (("undamaged", run.clean), ("damaged", run.noisy))
        if scores
    ]
    return {
        "sum": sums,
        "clean_families": rows_by(run.clean, lambda score: score.family, FAMILIES),
        "noisy_families": rows_by(run.noisy, lambda score: score.family, FAMILIES),
        "noises": rows_by(run.noisy, lambda score: score.noise or "", NOISES),
        "severities": rows_by(run.noisy, lambda score: score.severity or "", SEVERITIES),
    }


COLUMNS = (
    "files",
    "stated",
    "right",
    "interval",
    "nonzero",
    "lost",
    "silent",
    "flagged",
    "alarms",
    "certain",
    "certain_wrong",
)


def header(lang: Lang) -> tuple[str, ...]:
    """The heads of the columns that ``row_to_texts`` fills."""
    return ("", *(say(lang, f"layouts.column.{column}") for column in COLUMNS))


def row_to_texts(row: Row, lang: Lang) -> tuple[str, ...]:
    counts = row.counts
    low, high = row.interval
    return (
        describe(row.name, lang),
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


def describe(name: str, lang: Lang) -> str:
    """A layout, a noise or a row of sums as people call it."""
    if name in NOISES:
        return f"{name} {NOISES[name].name}"
    return say(lang, f"family.{name}" if name in FAMILIES else f"layouts.row.{name}")


def percent(share: float | None) -> str:
    """Two decimals, and never 100.00 % where something is missing; a dash without any case."""
    if share is None:
        return "–"
    text = f"{100 * share:.2f}"
    if share < 1 and text == "100.00":
        text = "99.99"
    return f"{text} %"


def rows_to_markdown(rows: Sequence[Row], lang: Lang) -> str:
    return rows_to_table(header(lang), (row_to_texts(row, lang) for row in rows))


def run_to_markdown(run: Run, lang: Lang) -> str:
    parts = [f"# {say(lang, 'layouts.title', seed=run.seed, files=len(run.scores))}"]
    for title, rows in run_to_rows(run).items():
        if rows:
            parts += [f"## {say(lang, f'layouts.table.{title}')}", rows_to_markdown(rows, lang)]
    parts += skipped_to_lines(run, lang)
    return "\n\n".join(parts) + "\n"


def skipped_to_lines(run: Run, lang: Lang) -> list[str]:
    return [
        say(
            lang,
            "layouts.skipped",
            name=describe(name, lang),
            reason=say(lang, f"layouts.missing.{program}"),
        )
        for name, program in run.skipped.items()
    ]


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


def write_readme_blocks(run: Run, readmes: Mapping[Lang, Path] = READMES) -> None:
    """Puts the tables between the marks of both READMEs; see ``readme.write_block``."""
    tables = run_to_rows(run)
    shown = [tables[title] for title in ("sum", "clean_families") if tables[title]]
    for lang, path in readmes.items():
        write_block(path, "layouts", "\n\n".join(rows_to_markdown(rows, lang) for rows in shown))
