"""The taggers side by side on one data set: the rules, the rivals, and any that is given.

All stand behind the tagger's role and their spans are composed by the same code, so that the rows
differ by nothing but the tagger. Rivals stand in ``eval.baselines``, scores in ``eval.runner``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from eval.baselines.taggers import (
    TAGGER_RIVALS,
    load_tagger_rival,
    name_to_rival,
    rival_to_megabytes,
)
from eval.datasets import Dataset
from eval.messages import say
from eval.readme import rows_to_table
from eval.runner import Run, run_system
from eval.summary import MetricRow, scores_to_summary
from eval.systems import PipelineSystem
from eval.wording import NOTHING, bounds_to_text, metric_to_text, share_to_text
from extraction.language import Lang
from models import Tagger, load_tagger

METRICS: tuple[str, ...] = (
    "quantity", "claim", "zero", "channel", "part_of", "statement", "indicator", "theme",
)  # fmt: skip
COSTS: tuple[str, ...] = ("speed", "training", "size")
# The taggers that have a name for readers.
_NAMED = ("rules", "crf", "lac")


@dataclass(frozen=True, slots=True)
class TextSystem:
    """A tagger with what it cost to get.

    Attributes:
        training_seconds: None for one that was not trained here.
        megabytes: installed size of what it needs beyond the extractor; 0 for nothing.
    """

    tagger: Tagger
    training_seconds: float | None = None
    megabytes: float = 0.0


@dataclass(frozen=True, slots=True)
class TextFigure:
    """A score between 0 and 1 with its interval; None where undefined or too few agencies."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class TextRow:
    """One system on one data set; ``figures`` by the names of ``METRICS``.

    ``seconds`` are those for 1,000 characters of the frozen texts, reading them into claims and
    statements included; None where the documents are files.
    """

    system: str
    version: str
    data: str
    documents: int
    agencies: int
    characters: int
    figures: Mapping[str, TextFigure]
    seconds: float | None
    training_seconds: float | None
    megabytes: float


def name_to_text_system(name: str) -> TextSystem:
    """A rival by its name, else the project's own tagger of that name.

    Raises:
        KeyError: for a name that neither table has.
        MissingRival: when a rival's package is absent.
    """
    if name not in TAGGER_RIVALS:
        return TextSystem(load_tagger(name))
    rival = name_to_rival(name)
    begin = perf_counter()
    tagger = load_tagger_rival(name)
    seconds = perf_counter() - begin
    return TextSystem(tagger, seconds if rival.trains else None, rival_to_megabytes(rival))


def bench_text(
    data: Dataset,
    systems: Iterable[TextSystem],
    *,
    progress: Callable[[str], None] | None = None,
) -> tuple[TextRow, ...]:
    """One row a system, in order.

    Args:
        progress: told the name of each system before it begins.
    """
    rows = []
    for system in systems:
        if progress is not None:
            progress(system.tagger.name)
        player = PipelineSystem(system.tagger)
        # what is loaded at the first document is no document's time
        player.find(next(data.documents()))
        rows.append(_run_to_row(run_system(player, data), system, data))
    return tuple(rows)


def _run_to_row(run: Run, system: TextSystem, data: Dataset) -> TextRow:
    summary = scores_to_summary(run.scores)
    found = {row.metric.name: row for row in summary.rows}
    characters = sum(len(document.text or "") for document in data.documents())
    total = summary.seconds.total if summary.seconds is not None else None
    return TextRow(
        system=run.card.system,
        version=run.card.version,
        data=data.name,
        documents=summary.documents,
        agencies=summary.agencies,
        characters=characters,
        figures={name: _row_to_figure(found.get(name)) for name in METRICS},
        seconds=1000 * total / characters if total is not None and characters else None,
        training_seconds=system.training_seconds,
        megabytes=system.megabytes,
    )


def _row_to_figure(row: MetricRow | None) -> TextFigure:
    if row is None:
        return TextFigure(None, None, None)
    return TextFigure(row.value, row.interval.low, row.interval.high)


def rows_to_markdown(rows: Sequence[TextRow], lang: Lang) -> str:
    """A column a system; scores in percent with their intervals, then what each costs."""
    header = (say(lang, "bench_text.metric"), *(system_to_text(row.system, lang) for row in rows))
    scores = [
        (metric_to_text(name, lang), *(_figure_to_text(row.figures[name]) for row in rows))
        for name in METRICS
    ]
    costs = [
        (say(lang, f"bench_text.cost.{name}"), *(_cost_to_text(row, name) for row in rows))
        for name in COSTS
    ]
    return rows_to_table(header, [*scores, *costs])


def rows_to_caption(rows: Sequence[TextRow], lang: Lang) -> str:
    """What was measured on, in one sentence.

    Raises:
        IndexError: without a row.
    """
    first = rows[0]
    return say(
        lang,
        "bench_text.caption",
        data=first.data,
        documents=first.documents,
        agencies=first.agencies,
        characters=f"{first.characters:,}",
    )


def system_to_text(name: str, lang: Lang) -> str:
    return say(lang, f"bench_text.system.{name}") if name in _NAMED else name


def _figure_to_text(figure: TextFigure) -> str:
    bounds = bounds_to_text(figure.low, figure.high)
    value = share_to_text(figure.value)
    return value if bounds == NOTHING else f"{value} ({bounds})"


def _cost_to_text(row: TextRow, name: str) -> str:
    if name == "speed":
        return NOTHING if row.seconds is None else f"{row.seconds:.3f}"
    if name == "training":
        return NOTHING if row.training_seconds is None else f"{row.training_seconds:.0f}"
    return f"{row.megabytes:.1f}" if row.megabytes else NOTHING
