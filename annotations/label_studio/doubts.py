"""Which table cells a person should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.record import Cell, ReportRecord

# Cells below this confidence are wrong more often than once in a hundred (extraction's confidences
# are calibrated on eval/layouts: 0.9 is an untouched cell of a failed sum, 0.96 a damaged label).
SURE = 0.95
# A cell split off another is as good as its sums say, which its confidence tells.
MENDED = frozenset({"ocr_fixed", "derived", "unreadable"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell with the checks that it fails and the claims of the text that differ from it."""

    cell: Cell
    failed_checks: int
    contradictions: int


def record_to_doubts(record: ReportRecord) -> Iterator[Doubt]:
    """The doubtful cells in the record's order; none of a table that is missing altogether."""
    failed = Counter(
        cell for check in record.checks if check.status == "fail" for cell in check.cells
    )
    differing = Counter(cell for each in record.contradictions for cell in each.cells)
    for cell in record.cells:
        if cell.status == "missing_table":
            continue
        doubtful = cell.status in MENDED or cell.confidence < SURE
        if doubtful or failed[cell.id] or differing[cell.id]:
            yield Doubt(cell, failed[cell.id], differing[cell.id])
