"""Runs on disk: ``run.json``, ``findings.jsonl`` and ``scores.jsonl`` of one folder.

Findings of real reports quote nothing; the cases among the scores do, so that a folder of a run
over real reports stays where their texts may lie.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from eval.findings import Findings
from eval.runner import Run, RunCard
from eval.scoring import DocumentScore

CARD, FINDINGS, SCORES = "run.json", "findings.jsonl", "scores.jsonl"
_SCORES = TypeAdapter(DocumentScore)
Line = TypeVar("Line")


class RunError(ValueError):
    """A folder that holds no run, or a damaged one; the message says what to do."""


def write_run(run: Run, folder: Path) -> None:
    """Overwrites a run that lies there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CARD).write_text(run.card.model_dump_json(indent=1) + "\n", encoding="utf-8")
    findings = (each.model_dump_json(exclude_defaults=True) for each in run.findings)
    (folder / FINDINGS).write_text(_lines(findings), encoding="utf-8")
    scores = (_SCORES.dump_json(each).decode() for each in run.scores)
    (folder / SCORES).write_text(_lines(scores), encoding="utf-8")


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"{text}\n" for text in texts)


def read_run(folder: Path) -> Run:
    """Raises ``RunError`` for a folder that holds no whole run."""
    for name in (CARD, FINDINGS, SCORES):
        if not (folder / name).is_file():
            raise RunError(f"{folder} holds no run: {name} is missing; gongkai eval run makes one")
    try:
        card = RunCard.model_validate_json((folder / CARD).read_bytes())
    except ValidationError as error:
        raise RunError(f"{folder / CARD} cannot be read: {error.errors()[0]['msg']}") from error
    findings = read_findings(folder / FINDINGS)
    scores = _read_scores(folder / SCORES)
    if not len(findings) == len(scores) == card.documents:
        raise RunError(f"{folder}: the run was cut off; gongkai eval run makes it anew")
    return Run(card, findings, scores)


def read_findings(path: Path) -> tuple[Findings, ...]:
    """Findings, one document a line.

    Raises:
        RunError: with the line that cannot be read.
    """
    return tuple(_read_lines(path, Findings.model_validate_json))


def _read_scores(path: Path) -> tuple[DocumentScore, ...]:
    return tuple(_read_lines(path, _SCORES.validate_json))


def _read_lines(path: Path, read: Callable[[str], Line]) -> Iterator[Line]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                yield read(line)
            except ValidationError as error:
                reason = error.errors()[0]["msg"]
                raise RunError(f"{path.name}, line {number}: {reason}") from error
