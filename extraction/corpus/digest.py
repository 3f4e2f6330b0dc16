"""A record to the small facts that the views look at; the record itself is let go."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from sys import intern

from extraction.corpus.facts import (
    CellPlace,
    Cells,
    Evidence,
    Report,
    StatementFact,
    TableFact,
)
from extraction.corpus.identities import compared_cells
from extraction.corpus.indicators import record_to_indicators
from extraction.corpus.reading import Line
from extraction.corpus.stale import record_to_stale_years
from extraction.record.model import Cell, Number, ReportRecord

_compared = cache(compared_cells)


def line_to_report(line: Line, number: int, evidence: Evidence) -> Report:
    """``evidence`` says what of the text was at hand."""
    record = line.record
    return Report(
        number=number,
        file=intern(line.file),
        line=line.number,
        path=record.source.path or "",
        sha256=record.source.sha256,
        text_sha256=record.text_sha256,
        status=record.status,
        agency=None if record.agency is None else intern(record.agency),
        aliases=record.agency_aliases,
        year=record.year,
        title=record.title,
        tables=tuple(TableFact(table.id, table.form, table.status) for table in record.tables),
        cells=_record_to_cells(record),
        failed_checks=sum(check.status == "fail" for check in record.checks),
        statements=_record_to_statements(record),
        indicators=record_to_indicators(record),
        stale=record_to_stale_years(record),
        evidence=evidence,
        overview_start=_section_start(record, "s1"),
        problems_start=_section_start(record, "s5"),
    )


def _record_to_cells(record: ReportRecord) -> Cells:
    return Cells(
        ids=_shared(tuple(intern(cell.id) for cell in record.cells)),
        values=tuple(cell.value for cell in record.cells),
        statuses=tuple(cell.status for cell in record.cells),
        places=_places({cell.id: cell for cell in record.cells}, _told_alone(record)),
    )


def _section_start(record: ReportRecord, section: str) -> int | None:
    return next((each.start for each in record.sections if each.id == section), None)


def _told_alone(record: ReportRecord) -> dict[str, Number]:
    """Cell -> the exact number that the text gives for it; none where it gives several."""
    found: dict[str, set[Number]] = {}
    for claim in record.claims:
        if len(claim.cells) == 1 and claim.approx is None and claim.value_max is None:
            found.setdefault(claim.cells[0], set()).add(claim.value)
    return {cell: min(values) for cell, values in found.items() if len(values) == 1}


def _places(cells: Mapping[str, Cell], told: Mapping[str, Number]) -> dict[str, CellPlace]:
    return {
        name: CellPlace(cell.start, cell.end, cell.page, cell.raw, told.get(name))
        for name in sorted(_compared() & cells.keys())
        for cell in [cells[name]]
    }


@cache
def _shared(ids: tuple[str, ...]) -> tuple[str, ...]:
    """One tuple for all reports that print the same rows."""
    return ids


def _record_to_statements(record: ReportRecord) -> tuple[StatementFact, ...]:
    return tuple(
        StatementFact(
            id=each.id,
            kind=each.kind,
            quote=each.quote,
            start=each.start,
            end=each.end,
            page=each.page,
            theme=each.theme,
            answers=each.answers,
        )
        for each in record.statements
    )
