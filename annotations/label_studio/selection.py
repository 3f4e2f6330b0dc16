"""Which tasks of the reports are brought, in which order, and what annotators are told of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.disagreement import (
    Found,
    cell_to_disagreement,
    read_found,
    stretch_to_disagreement,
)
from annotations.label_studio.reports import CandidateTask
from annotations.label_studio.task_data import TextTask
from annotations.messages import say
from annotations.sampling import Candidate, Order, rank_candidates


@dataclass(frozen=True, slots=True)
class Runs:
    """Two runs of the extractor over the same files, by digest of the source file."""

    first: Mapping[str, Found]
    second: Mapping[str, Found]


@dataclass(frozen=True, slots=True)
class Selection:
    """Tasks with the reason for their place, the most urgent first."""

    ordered: tuple[tuple[CandidateTask, str], ...]
    left_out: int


def read_runs(first: Path, second: Path) -> Runs:
    """See ``disagreement.read_found``."""
    return Runs(read_found(first), read_found(second))


def select_tasks(
    candidates: Sequence[CandidateTask],
    *,
    order: Order,
    per_kind: int | None = None,
    limit: int | None = None,
    runs: Runs | None = None,
) -> Selection:
    """The tasks to bring; ``runs`` only matter to the order by disagreement."""
    by_id = {each.task.id: each for each in candidates}
    ranking = rank_candidates(
        [_candidate(each, runs) for each in candidates], order=order, per_kind=per_kind
    )
    ordered = tuple(
        (by_id[each.candidate.id], say("zh", f"desk.why.{each.reason}", amount=f"{each.amount:g}"))
        for each in ranking.shown[:limit]
    )
    return Selection(ordered, ranking.left_out)


def _candidate(each: CandidateTask, runs: Runs | None) -> Candidate:
    return Candidate(
        id=each.task.id,
        text=each.task.text if isinstance(each.task, TextTask) else None,
        uncertainty=each.uncertainty,
        disagreement=0.0 if runs is None else round(_disagreement(each, runs), 4),
        contradictions=each.contradictions,
        failed_checks=each.failed_checks,
    )


def _disagreement(each: CandidateTask, runs: Runs) -> float:
    digest = each.task.origin.source_sha256
    first, second = runs.first.get(digest), runs.second.get(digest)
    if first is None or second is None:
        return 0.0
    if isinstance(each.task, TextTask):
        end = each.task.start + len(each.task.text)
        return stretch_to_disagreement(first, second, each.task.start, end)
    return cell_to_disagreement(first, second, each.task.cell)
