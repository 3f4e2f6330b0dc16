"""A system over a data set: its findings and scores, with the digests of all three.

What the scores add up to, and how they are shown, is for ``summary`` and the scorecard.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import Field

import extraction
import models
from annotations.schema import GUIDELINE_VERSION
from eval.datasets import Dataset, EvalDocument
from eval.findings import Finding, Findings
from eval.scoring import DocumentScore, require_same_text, score_document
from eval.systems import System
from extraction.errors import UnreadableReport
from extraction.readers import Limits, read

_CODE = ("*.py", "*.toml", "*.json")
# Models are named by their versions: installing another one leaves the code as it was.
_WEIGHTS = Path(models.__file__ or "").parent / "weights"


class FindingsError(ValueError):
    """Findings that do not belong to the data set; the message says which."""


class RunCard(Finding):
    """What was measured with what: a figure stands with its card.

    Attributes:
        code: digest of the extractor's and the taggers' sources; None where others made the
            findings.
        skipped: layout family -> program that was not found.
    """

    system: str
    version: str
    code: str | None
    data: str
    data_digest: str
    documents: int
    guideline_version: int
    day: str
    machine: str
    python: str
    skipped: Mapping[str, str] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """``findings`` and ``scores`` in the order of the data set."""

    card: RunCard
    findings: tuple[Findings, ...]
    scores: tuple[DocumentScore, ...]


def run_system(
    system: System,
    dataset: Dataset,
    *,
    progress: Callable[[int], None] | None = None,
) -> Run:
    """Raises ``VersionMismatch`` where the data set was annotated over other texts."""
    findings: list[Findings] = []
    scores: list[DocumentScore] = []
    for number, document in enumerate(dataset.documents()):
        found = system.find(document)
        findings.append(found)
        scores.append(score_document(document, found, _text_of(document)))
        if progress is not None:
            progress(number + 1)
    card = dataset_to_card(dataset, system.name, system.version, code_digest())
    return Run(card, tuple(findings), tuple(scores))


def score_findings(name: str, version: str, findings: Sequence[Findings], dataset: Dataset) -> Run:
    """Findings that somebody else made, scored.

    Raises:
        FindingsError: for documents that are missing, stand twice, or are not of the set.
        VersionMismatch: for findings of another text version.
    """
    by_id = _index(findings)
    documents = list(dataset.documents())
    _require_all(by_id, documents)
    for document in documents:
        require_same_text(document, by_id[document.id])
    scores = tuple(
        score_document(document, by_id[document.id], _text_of(document)) for document in documents
    )
    ordered = tuple(by_id[document.id] for document in documents)
    return Run(dataset_to_card(dataset, name, version, None), ordered, scores)


def _index(findings: Iterable[Findings]) -> dict[str, Findings]:
    by_id: dict[str, Findings] = {}
    for found in findings:
        if found.document in by_id:
            raise FindingsError(f"{found.document} stands twice among the findings")
        by_id[found.document] = found
    return by_id


def _require_all(by_id: dict[str, Findings], documents: Sequence[EvalDocument]) -> None:
    known = {document.id for document in documents}
    missing = sorted(known - set(by_id))
    if missing:
        raise FindingsError(
            f"{len(missing)} documents have no findings, {missing[0]} first: a document in which"
            " nothing was found has a line too"
        )
    unknown = sorted(set(by_id) - known)
    if unknown:
        raise FindingsError(f"{unknown[0]} is no document of the data set ({len(unknown)} in all)")


def dataset_to_card(dataset: Dataset, system: str, version: str, code: str | None) -> RunCard:
    return RunCard(
        system=system,
        version=version,
        code=code,
        data=dataset.name,
        data_digest=dataset.digest,
        documents=dataset.size,
        guideline_version=GUIDELINE_VERSION,
        day=datetime.now(tz=UTC).date().isoformat(),
        machine=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        skipped=dict(dataset.skipped),
    )


def code_digest() -> str:
    """Of the sources of the taggers and the extractor, their data included, without any weights."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _sources() -> Iterator[Path]:
    for package in (models, extraction):
        folder = Path(package.__file__ or "").parent
        for pattern in _CODE:
            found = folder.rglob(pattern)
            yield from sorted(path for path in found if _WEIGHTS not in path.parents)


def _text_of(document: EvalDocument) -> str | None:
    """The frozen text that cases are shown in; None where only cells are known."""
    if document.text is not None:
        return document.text
    if document.gold.spans is None:
        return None
    try:
        return read(document.load(), name=document.file_name, limits=Limits()).text
    except UnreadableReport:
        return None
