"""What holds of every document and every record, however bad the file was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise

from extraction.document import Document, Grid
from extraction.errors import UNREADABLE
from extraction.record.model import Claim, ReportRecord

_MOST_FAULTS = 20


def record_to_faults(record: ReportRecord, document: Document | None, line: str) -> list[str]:
    """Which promises the record and the document it was made from break."""
    faults = []
    if json.loads(line)["schema_version"] != 1 or "\n" in line:
        faults.append("not one line of JSON")
    if (record.status == "failed") != (document is None):
        faults.append(f"status {record.status} with document {document is not None}")
    faults += [
        f"error {entry.code!r} without a message or unknown"
        for entry in record.errors
        if not entry.message or (entry.stage == "read" and entry.code not in UNREADABLE)
    ]
    if record.status == "failed":
        faults += _failed_faults(record)
    if document is not None:
        faults += document_to_faults(document)
        faults += _span_faults(record, document.text)
    return faults[:_MOST_FAULTS]


def document_to_faults(document: Document) -> list[str]:
    """Text that cannot be written, spans outside of it, cells and blocks out of order."""
    length = len(document.text)
    faults = [] if _can_be_written(document.text) else ["text with lone surrogates"]
    spans = [("line", part.start, part.end) for part in document.lines]
    spans += [("block", part.start, part.end) for part in document.blocks]
    spans += [("grid", part.start, part.end) for part in document.grids]
    spans += [("glyph", part.offset, part.offset + 1) for part in document.glyphs]
    faults += [
        f"{kind} {start}:{end} of {length}"
        for kind, start, end in spans
        if not 0 <= start <= end <= length
    ]
    for grid in document.grids:
        faults += _grid_faults(grid, document.text)
    if any(after.start < before.end for before, after in pairwise(document.blocks)):
        faults.append("blocks that overlap")
    return faults[:_MOST_FAULTS]


def _can_be_written(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _grid_faults(grid: Grid, text: str) -> Iterator[str]:
    places = [(cell.row, cell.col) for cell in grid.cells]
    if places != sorted(set(places)):
        yield "cells out of order or twice in one place"
    for cell in grid.cells:
        if not grid.start <= cell.start <= cell.end <= grid.end:
            yield f"cell {cell.start}:{cell.end} of grid {grid.start}:{grid.end}"
        content = text[cell.start : cell.end]
        if content != content.strip():
            yield f"a cell with blanks around it: {content[:40]!r}"


def _failed_faults(record: ReportRecord) -> Iterator[str]:
    named = (record.title, record.agency, record.year, record.text_sha256)
    if not record.errors or any(value is not None for value in named):
        yield "a failed record that names no error or holds content"
    if record.cells or record.claims or record.sections or record.tables:
        yield "a failed record with lists"


def _span_faults(record: ReportRecord, text: str) -> Iterator[str]:
    for quote, start, end in _quotes(record):
        if text[start:end] != quote:
            yield f"{quote[:40]!r} is not at {start}:{end}"
    for part in (*record.cells, *record.tables, *record.sections):
        if part.start is None and part.end is None:
            continue
        if part.start is None or part.end is None or not 0 <= part.start <= part.end <= len(text):
            yield f"{part.id} at {part.start}:{part.end} of {len(text)}"


def _quotes(record: ReportRecord) -> Iterator[tuple[str, int, int]]:
    for section in record.sections:
        yield section.heading, section.start, section.start + len(section.heading)
    for claim in record.claims:
        yield claim.quote, claim.start, claim.end
        yield from _claim_parts(claim)
    for statement in record.statements:
        yield statement.quote, statement.start, statement.end
        for target in statement.targets:
            yield target.quote, target.start, target.end


def _claim_parts(claim: Claim) -> Iterator[tuple[str, int, int]]:
    """Item, channel and period; a part that is only half there can stand nowhere."""
    for part, start, end in (
        (claim.item, claim.item_start, claim.item_end),
        (claim.channel, claim.channel_start, claim.channel_end),
        (claim.period, claim.period_start, claim.period_end),
    ):
        if part is not None and start is not None and end is not None:
            yield part, start, end
        elif part is not None or start is not None or end is not None:
            yield f"{part} half placed", 0, 0
