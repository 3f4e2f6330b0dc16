"""Runs an extractor over generated files and keeps the counts of each.

The extractor comes in as a function, so that rivals and stubs are measured by the same code;
what the counts look like on paper is ``tabulate``'s affair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from eval.layouts.families import FAMILIES
from eval.layouts.generate import (
    LayoutFile,
    families_to_makeable,
    plan_to_batched_files,
    size_to_plan,
)
from eval.layouts.noise.catalogue import Severity
from eval.layouts.scoring import (
    CellCounts,
    WrongCell,
    judge_file,
    sum_counts,
    verdicts_to_counts,
    verdicts_to_wrong,
)
from extraction.record import ReportRecord

Extractor = Callable[[bytes, str], ReportRecord]


@dataclass(frozen=True, slots=True)
class FileScore:
    """The counts of one file, with what is needed to make it again.

    ``number`` is its place in the plan of the run; ``wrong`` lists the cells that were misread.
    """

    number: int
    family: str
    noise: str | None
    severity: Severity | None
    counts: CellCounts
    wrong: tuple[WrongCell, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """All scores of a run.

    Attributes:
        skipped: family -> the program that making it needs and that was not found.
    """

    seed: int
    scores: tuple[FileScore, ...]
    skipped: dict[str, str]

    @property
    def total(self) -> CellCounts:
        return sum_counts(score.counts for score in self.scores)

    @property
    def clean(self) -> tuple[FileScore, ...]:
        return tuple(score for score in self.scores if score.noise is None)

    @property
    def noisy(self) -> tuple[FileScore, ...]:
        return tuple(score for score in self.scores if score.noise is not None)


def run_layouts(
    extractor: Extractor,
    *,
    size: int,
    seed: int = 0,
    families: Iterable[str] | None = None,
    noisy: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Run:
    """Scores ``size`` files.

    Args:
        families: names of ``FAMILIES``; all of them when not given.
        progress: told the number of files done.

    Raises:
        PrintingError: when a browser or office program is there but fails.
    """
    wanted = list(FAMILIES) if families is None else list(families)
    kept, skipped = families_to_makeable(wanted)
    plan = size_to_plan(size, seed=seed, families=kept, noisy=noisy) if kept else []
    scores = []
    for number, file in enumerate(plan_to_batched_files(plan)):
        scores.append(score_layout(extractor, file, number))
        if progress is not None:
            progress(number + 1)
    return Run(seed, tuple(scores), skipped)


def score_layout(extractor: Extractor, file: LayoutFile, number: int = 0) -> FileScore:
    record = extractor(file.data, file.name)
    verdicts = judge_file(record, file.truths)
    return FileScore(
        number,
        file.family.name,
        file.noise,
        file.severity,
        verdicts_to_counts(record, verdicts),
        verdicts_to_wrong(verdicts),
    )
