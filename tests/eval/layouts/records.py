"""Records that say exactly what the truth says, for tests that need no extractor."""

from __future__ import annotations

from eval.layouts.cells import Truths
from extraction.record import Cell, ReportRecord, Source


def truths_to_record(truths: Truths) -> ReportRecord:
    """What a perfect reader would write."""
    cells = tuple(
        Cell(id=name, value=truth.value, raw=truth.raw, status=truth.status, confidence=1.0)
        for name, truth in truths.items()
    )
    return ReportRecord(
        status="ok",
        source=Source(path=None, sha256="0" * 64),
        cells=cells,
        extractor_version="test",
    )


def empty_record(_data: bytes, _name: str) -> ReportRecord:
    """What an extractor writes that can read nothing."""
    return ReportRecord(
        status="failed", source=Source(path=None, sha256="0" * 64), extractor_version="test"
    )
