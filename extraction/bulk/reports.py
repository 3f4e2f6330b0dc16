"""The inputs of a part with their records, as sinks take them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extraction.bulk.entries import Entry
from extraction.bulk.ledger import Ledger
from extraction.bulk.writer import part_to_path, part_to_records
from extraction.record.model import ReportRecord
from extraction.sinks import InputReport

_WITH_RECORD = frozenset({"done", "failed", "quarantined"})


def part_to_reports(ledger: Ledger, folder: Path, part: int) -> list[InputReport]:
    """All inputs of a part, in order, with the records that they have."""
    path = part_to_path(folder, part)
    lines = part_to_records(folder, part) if path.is_file() else iter(())
    return [_entry_to_report(entry, lines) for entry in ledger.entries_of_part(part)]


def _entry_to_report(entry: Entry, lines: Iterator[str]) -> InputReport:
    record = None
    if entry.state in _WITH_RECORD:
        record = ReportRecord.model_validate_json(next(lines))
    return InputReport(
        number=entry.seq,
        path=entry.key,
        state=entry.state,
        record=record,
        sha256=record.source.sha256 if record is not None else entry.sha256,
        duplicate_of=entry.duplicate_of,
        agency=entry.about.agency,
        year=entry.about.year,
        address=entry.about.address,
    )
