"""The real metric: the harness over the development data, with the model in training.

What ends a run early and chooses its best state is the mean of the F1 of claims and that of
statements, over all development documents together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.datasets import Dataset
from eval.metrics.catalogue import METRICS
from eval.metrics.counts import Counts, sum_counts
from eval.runner import run_system
from eval.scoring import DocumentScore
from eval.systems import PipelineSystem
from models import Tagger

DECIDING = ("claim", "statement")
SHOWN = ("quantity", "claim", "zero", "channel", "part_of", "statement", "span.exact")


@dataclass(frozen=True, slots=True)
class DevScore:
    """``figures``: metric -> value in [0, 1], of those that the data say something about."""

    score: float
    figures: Mapping[str, float]


def score_tagger(tagger: Tagger, datasets: Sequence[Dataset]) -> DevScore:
    """The tagger over all development data."""
    runs = [run_system(PipelineSystem(tagger), dataset) for dataset in datasets]
    return scores_to_dev([score for run in runs for score in run.scores])


def scores_to_dev(scores: Sequence[DocumentScore]) -> DevScore:
    """The figures of these documents."""
    figures = {name: value for name in SHOWN if (value := _value(scores, name)) is not None}
    return DevScore(sum(figures.get(name, 0.0) for name in DECIDING) / len(DECIDING), figures)


def _value(scores: Sequence[DocumentScore], name: str) -> float | None:
    found: list[Counts] = [score.counts[name] for score in scores if name in score.counts]
    return sum_counts(found).statistic(METRICS[name].statistic) if found else None
