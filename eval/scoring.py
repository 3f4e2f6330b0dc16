"""One document scored: every metric's counts, confidences, cases and seconds.

A system that refused a document has found nothing in it: whatever was asked is missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eval.cases import Case
from eval.context import add_context
from eval.datasets import EvalDocument
from eval.findings import Findings
from eval.metrics.calibration import Reliability
from eval.metrics.cells import score_cells
from eval.metrics.claims import score_claims
from eval.metrics.counts import Counts
from eval.metrics.places import SolidText
from eval.metrics.reports import (
    score_checks,
    score_contradictions,
    score_fields,
    score_sections,
)
from eval.metrics.spans import score_spans
from eval.metrics.statements import score_statements
from eval.metrics.tally import Tally

# The parts that stand or fall with the running text.
_TEXT = ("spans", "claims", "statements")


class VersionMismatch(ValueError):
    """Findings about another text than the one that was annotated."""


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """What one document adds to every sum."""

    document: str
    agency: str
    strata: Mapping[str, str]
    counts: Mapping[str, Counts]
    reliability: Mapping[str, Reliability]
    cases: tuple[Case, ...]
    seconds: float | None
    failed: str | None = None


def score_document(document: EvalDocument, found: Findings, text: str | None) -> DocumentScore:
    """Scores what a system found.

    Args:
        text: the frozen text where it is at hand; items are compared without its blanks, and
            cases carry the sentence around them.

    Raises:
        VersionMismatch: for findings of another text version.
    """
    require_same_text(document, found)
    if found.failed is not None:
        empty = {name: () for name in _TEXT if getattr(document.gold, name) is not None}
        found = found.model_copy(update=empty)
    tally = Tally()
    solid = SolidText(text)
    score_spans(document.gold, found, solid, tally)
    score_claims(document.gold, found, solid, tally)
    score_statements(document.gold, found, tally)
    score_cells(document.id, document.cells, found, tally)
    score_checks(document.id, document.failed_checks, found, tally)
    score_sections(document.gold, found, tally)
    score_fields(document.gold, found, tally)
    score_contradictions(document.gold, found, tally)
    _score_whole(document.gold, tally)
    return DocumentScore(
        document.id,
        document.agency,
        document.strata,
        tally.counts,
        tally.reliability,
        tuple(add_context(case, text) for case in tally.cases),
        found.seconds,
        found.failed,
    )


def require_same_text(document: EvalDocument, found: Findings) -> None:
    """Raises ``VersionMismatch`` for findings of another text version."""
    expected, got = document.text_sha256, found.text_sha256
    if expected is not None and got is not None and got != expected:
        raise VersionMismatch(
            f"{document.id}: the findings are of a text with digest {got[:12]}, annotated was"
            f" {expected[:12]}; run the system again, or realign the annotations"
        )


def _score_whole(gold: Findings, tally: Tally) -> None:
    """Whether every claim, and every statement, of the document is right."""
    for metric, part in (("claim", gold.claims), ("statement", gold.statements)):
        counts = tally.counts.get(metric)
        if part is not None and counts is not None:
            exact = counts.right == counts.predicted == counts.gold
            tally.answer(f"report.{metric}s", right=exact)
