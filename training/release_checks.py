"""Whether a new model may become the default: beside the present one, and held to the floors.

The verdicts are those of ``eval compare``, the floors those of ``eval gate``. Where the model comes
from and where it goes is left to ``release``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Literal

import numpy as np

from eval.comparison import compare_runs
from eval.datasets import Dataset
from eval.gate import FloorSet, run_to_breaches
from eval.metrics.counts import ZERO, Counts
from eval.runner import Run, code_digest, run_system
from eval.summary import MetricRow, scores_to_summary
from eval.systems import PipelineSystem
from eval.verdicts import Comparison, DocumentPair, Question, compare_counts
from models import Tagger
from models.card import Answer, Figure, Held, Measured, Release
from training.metric import DECIDING

TOGETHER = "claim+statement"
"""The name of the question that adds the counts of both."""

Tell = Callable[[str, str], None]
"""Is told the name of a system and of a data set before a run."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A figure that speaks against the release.

    ``key``: worse than the default was; not shown to be better than it, where it must be; below
    a floor. ``figures`` are shares: before and after, or least and value.
    """

    key: Literal["worse", "not_better", "below"]
    data: str
    metric: str
    figures: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Judgement:
    """``record`` is what goes into the card; the model may be released if nothing is refused."""

    record: Release
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True)
class Contest:
    """A new tagger, the one that is the default, and what they are measured on.

    Attributes:
        before: the default, by name and version.
        must_be_better: whether not being worse is too little, as beside the rules.
        compared: the data of the comparison.
        floors: what the new one is held to; ``unheld`` names the data of others, not at hand.
        open_data: opens the data of a floor by its name.
    """

    new: Tagger
    present: Tagger
    before: str
    must_be_better: bool
    compared: Sequence[Dataset]
    floors: Sequence[FloorSet]
    open_data: Callable[[str], Dataset]
    unheld: tuple[str, ...] = ()
    tell: Tell = field(default=lambda *_: None)

    @cached_property
    def runs(self) -> Mapping[str, Run]:
        """Of the new tagger, one a data set, by the names of the sets."""
        named = {each.name: each for each in self.compared}
        for floors in self.floors:
            if floors.data not in named:
                named[floors.data] = self.open_data(floors.data)
        return {name: self._run(self.new, dataset) for name, dataset in named.items()}

    def _run(self, tagger: Tagger, dataset: Dataset) -> Run:
        self.tell(f"{tagger.name} {tagger.version}", dataset.name)
        return run_system(PipelineSystem(tagger), dataset)

    def run_present(self, dataset: Dataset) -> Run:
        """Of the tagger that is the default."""
        return self._run(self.present, dataset)


def judge(contest: Contest) -> Judgement:
    """Measures and compares.

    Raises:
        FloorError: where floors were measured on other gold.
        ComparisonError: cannot happen: both taggers read the same data.
    """
    answers = [answer for each in contest.compared for answer in compare(contest, each)]
    record = Release(
        day=datetime.now(tz=UTC).date().isoformat(),
        code=code_digest(),
        before=contest.before,
        measured=tuple(run_to_measured(run) for run in contest.runs.values()),
        answers=tuple(answers),
        gate=tuple(
            Held(data=each.data, digest=each.digest, floors=len(each.floors))
            for each in contest.floors
        ),
        unheld=contest.unheld,
    )
    refusals = (
        *answers_to_refusals(answers, must_be_better=contest.must_be_better),
        *(refusal for each in contest.floors for refusal in hold(contest.runs[each.data], each)),
    )
    return Judgement(record, refusals)


def compare(contest: Contest, dataset: Dataset) -> Iterator[Answer]:
    """Claims and statements as ``eval compare`` answers, then both as one question."""
    first, second = contest.run_present(dataset), contest.runs[dataset.name]
    for each in compare_runs(first, second).comparisons:
        if each.stratum is None and each.metric in DECIDING:
            yield _to_answer(each, dataset.name)
    question = Question(TOGETHER, runs_to_pairs(first, second), headline=True)
    (together,) = compare_counts([question], rng=np.random.default_rng(0))
    yield _to_answer(together, dataset.name)


def runs_to_pairs(first: Run, second: Run) -> list[DocumentPair]:
    """The counts of claims and statements of each document, added."""
    others = {score.document: score.counts for score in second.scores}
    return [
        DocumentPair(score.agency, _add(score.counts), _add(others[score.document]))
        for score in first.scores
    ]


def _add(counts: Mapping[str, Counts]) -> Counts:
    found = ZERO
    for name in DECIDING:
        found += counts.get(name, ZERO)
    return found


def _to_answer(each: Comparison, data: str) -> Answer:
    interval = each.interval
    return Answer(
        data=data,
        metric=each.metric,
        before=_rounded(interval.a),
        after=_rounded(interval.b),
        difference=_rounded(interval.difference),
        low=_rounded(interval.low),
        high=_rounded(interval.high),
        verdict=each.verdict,
    )


def answers_to_refusals(answers: Iterable[Answer], *, must_be_better: bool) -> Iterator[Refusal]:
    """What is worse anywhere, and what is nowhere better where it must be.

    Data of too few agencies have no verdict: what they say is held by the floors alone.
    """
    listed = list(answers)
    for each in listed:
        if each.verdict == "worse":
            yield Refusal("worse", each.data, each.metric, (each.before, each.after))
    if not must_be_better:
        return
    for metric in DECIDING:
        asked = [each for each in listed if each.metric == metric]
        if any(each.verdict in ("better", "worse") for each in asked):
            continue
        for each in asked:
            yield Refusal("not_better", each.data, metric, (each.before, each.after))


def hold(run: Run, floors: FloorSet) -> Iterator[Refusal]:
    """The metrics of the run that lie below the floors.

    Raises:
        FloorError: where the floors were measured on other gold.
    """
    for breach in run_to_breaches(run, floors):
        yield Refusal("below", floors.data, breach.floor.metric, (breach.floor.least, breach.value))


def run_to_measured(run: Run) -> Measured:
    """Every figure with its interval, as ``eval run`` shows it."""
    return Measured(
        data=run.card.data,
        digest=run.card.data_digest,
        documents=run.card.documents,
        figures={
            row.metric.name: _row_to_figure(row) for row in scores_to_summary(run.scores).rows
        },
    )


def _row_to_figure(row: MetricRow) -> Figure:
    return Figure(
        right=row.counts.right,
        given=row.counts.predicted,
        asked=row.counts.gold,
        value=_rounded(row.value),
        low=_rounded(row.interval.low),
        high=_rounded(row.interval.high),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
