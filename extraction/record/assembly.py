"""What the stages found, put together as a record with every place filled in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from extraction.document import Document
from extraction.record.boxes import box_to_bbox
from extraction.record.model import (
    Cell,
    Check,
    ErrorEntry,
    Field,
    FurnitureEntry,
    Reading,
    ReadStatus,
    ReportRecord,
    Section,
    Source,
    SubSection,
    Table,
)
from extraction.sections.fields import Fields, Found
from extraction.sections.split import SectionSpan
from extraction.tables.identities import Outcome
from extraction.tables.read import ReadCell, ReadTable
from extraction.tables.slots import Slot


def stages_to_record(
    document: Document,
    source: Source,
    fields: Fields,
    sections: Sequence[SectionSpan],
    tables: Sequence[ReadTable],
    *,
    errors: Sequence[ErrorEntry],
    extractor_version: str,
) -> ReportRecord:
    """The record of a report that could be read; partial where a stage failed."""
    encoded = document.text.encode("utf-8", "surrogatepass")
    return ReportRecord(
        status="partial" if errors else "ok",
        errors=tuple(errors),
        source=source,
        text_sha256=hashlib.sha256(encoded).hexdigest(),
        title=fields.title.value if fields.title else None,
        agency=fields.agency.value if fields.agency else None,
        agency_aliases=fields.aliases,
        year=int(fields.year.value) if fields.year else None,
        fields=_fields(fields),
        sections=tuple(_section(document.text, section) for section in sections),
        tables=tuple(
            Table(
                id=table.id, form=table.form, status=table.status, start=table.start, end=table.end
            )
            for table in tables
        ),
        cells=tuple(_cell(document, cell) for table in tables for cell in table.cells),
        checks=tuple(_check(outcome) for table in tables for outcome in table.outcomes),
        furniture=tuple(
            FurnitureEntry(text=left.text, page=left.page, bbox=box_to_bbox(left.box))
            for left in document.furniture
        ),
        extractor_version=extractor_version,
    )


def failed_record(source: Source, error: ErrorEntry, extractor_version: str) -> ReportRecord:
    return ReportRecord(
        status="failed", errors=(error,), source=source, extractor_version=extractor_version
    )


def document_to_source(document: Document, path: str | None, sha256: str) -> Source:
    return Source(
        path=path,
        sha256=sha256,
        media_type=document.media_type,
        reader=document.reader,
        text_rules=document.text_rules,
        encoding=document.encoding,
        pages=len(document.pages) or None,
        chars=len(document.text),
    )


def _fields(fields: Fields) -> dict[str, Field]:
    found = {"title": fields.title, "agency": fields.agency, "year": fields.year}
    return {name: _field(name, value) for name, value in found.items() if value is not None}


def _field(name: str, found: Found) -> Field:
    return Field(
        value=int(found.value) if name == "year" else found.value,
        start=found.start,
        end=found.end,
        source=found.source,
        confidence=found.confidence,
    )


def _section(text: str, section: SectionSpan) -> Section:
    return Section(
        id=section.id,
        heading=text[section.heading_start : section.heading_end],
        start=section.start,
        end=section.end,
        sub=tuple(
            SubSection(
                id=sub.id,
                heading=text[sub.heading_start : sub.heading_end],
                start=sub.start,
                end=sub.end,
            )
            for sub in section.subs
        ),
    )


def _raw(text: str, slot: Slot) -> str | None:
    if slot.start is None or slot.end is None:
        return None
    return text[slot.start : slot.end]


def _cell(document: Document, cell: ReadCell) -> Cell:
    slot, text = cell.slot, document.text
    raw = _raw(text, slot)
    page = bbox = None
    if slot.start is not None and slot.end is not None and document.glyphs:
        place = document.place(slot.start, slot.end)
        page, bbox = place.page, box_to_bbox(place.box)
    reading = None
    if cell.derived is not None:
        reading = Reading(value=None, raw=raw, status=_plain_status(slot))
    elif slot.status == "split" and slot.run is not None:
        reading = Reading(value=None, raw=text[slot.run[0] : slot.run[1]], status="unreadable")
    elif slot.status == "ocr_fixed":
        reading = Reading(value=None, raw=raw, status="unreadable")
    return Cell(
        id=cell.id,
        value=slot.value if cell.derived is None else cell.derived,
        raw=raw,
        status=slot.status if cell.derived is None else "derived",
        reading=reading,
        derived_by=cell.derived_by,
        confidence=cell.confidence,
        start=slot.start,
        end=slot.end,
        page=page,
        bbox=bbox,
    )


def _plain_status(slot: Slot) -> ReadStatus:
    """What stood in a cell whose value had to be solved; such a cell was never mended or cut."""
    if slot.status == "ocr_fixed" or slot.status == "split":  # noqa: PLR1714 (narrows the type)
        raise ValueError(f"a {slot.status} cell has a value and is not solved")
    return slot.status


def _check(outcome: Outcome) -> Check:
    equation = outcome.equation
    return Check(
        rule=equation.rule,
        scope=equation.scope,
        severity=equation.severity,
        op=equation.op,
        status=outcome.status,
        left=_rounded(outcome.left),
        right=_rounded(outcome.right),
        cells=equation.cells,
    )


def _rounded(side: int | float | None) -> int | float | None:
    return round(side, 6) if isinstance(side, float) else side
