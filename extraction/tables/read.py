"""The three statutory tables of a report: found, aligned, checked, solved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extraction.document import Document
from extraction.normalisation.numbers import Number
from extraction.normalisation.offsets import MatchingCopy
from extraction.sections.split import SectionSpan
from extraction.sections.wordings import FIRST_NATIONAL_STATISTICS_YEAR
from extraction.tables.align import (
    AlignedTable,
    align_labelled,
    align_review,
    missing_table,
)
from extraction.tables.confidence import slot_to_confidence
from extraction.tables.derive import derive
from extraction.tables.form.model import TABLE_IDS, load_form
from extraction.tables.identities import Outcome, check
from extraction.tables.pieces import document_to_rows
from extraction.tables.regions import find_labelled_table, find_review_table
from extraction.tables.slots import Slot

FormId = Literal["f2021", "f2019", "stat_2014", "stat_local_2008"]

FIRST_STATUTORY_YEAR = 2019
FIRST_YEAR_OF_2021_FORM = 2021
# a statistics annex's title stands right before its column labels; in prose it does not
_ANNEX_TITLE = re.compile(
    r"(?:附[件表][\d一二三]?[:、]?)?[^\s。,;:]{0,30}信息公开[^\s。,;]{0,12}统计表"
    r"(?=\s*(?:\(\S{1,16}\)\s*)?(?:统计指标|指标|项\s*目|序\s*号|单位|填报|\n|$))"
)
# wordings that the form's own headings have and free-form reports do not
_STATUTORY_HEADINGS = ("收到和处理", "主动公开政府信息情况", "行政复议、行政诉讼", "其他需要报告")
_LEAST_HEADINGS = 2


@dataclass(frozen=True, slots=True)
class ReadCell:
    """One cell: its slot, the solved value where the arithmetic forces one, its confidence."""

    id: str
    slot: Slot
    derived: Number | None
    derived_by: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadTable:
    """``cells`` in form order. ``start`` and ``end`` are None for a missing table."""

    id: str
    form: FormId
    status: Literal["read", "partial", "missing", "not_read"]
    start: int | None
    end: int | None
    cells: tuple[ReadCell, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


def document_to_tables(
    document: Document,
    folded: MatchingCopy,
    sections: Sequence[SectionSpan],
    year: int | None,
) -> tuple[ReadTable, ...]:
    """The three tables of a statutory report, or the statistics annexes of an older one."""
    cuts = [offset for section in sections for offset in (section.start, section.heading_end)]
    rows = document_to_rows(document, folded, cuts)
    body = sections[0].start if sections else 0
    rows_of_body = [row for row in rows if any(piece.end > body for piece in row.pieces)]
    pieces = [piece for row in rows_of_body for piece in row.pieces]
    first = find_labelled_table(pieces, sections, "t1_disclosure")
    second = find_labelled_table(pieces, sections, "t2_requests")
    review = find_review_table(pieces, sections, second.anchors[-1].piece if second else None)
    statutory = second is not None or (first is not None and review is not None)
    if not statutory and not _is_statutory(folded, sections, year):
        return _annexes(folded, sections, year)
    requests = align_labelled(second, pieces, rows) if second else None
    fused = requests is not None and requests.fused
    aligned: list[AlignedTable | None] = [
        align_labelled(first, pieces, rows) if first else None,
        requests,
        align_review(review, pieces, rows, fused=fused) if review else None,
    ]
    form_id = _majority_form(aligned, year)
    tables = []
    for table_id, found in zip(TABLE_IDS, aligned, strict=True):
        table = found or missing_table(load_form(form_id).table(table_id))
        form = form_id if table_id == "t3_review_litigation" else table.form.form
        tables.append(_read(table, form, found is not None))
    return tuple(tables)


def _is_statutory(folded: MatchingCopy, sections: Sequence[SectionSpan], year: int | None) -> bool:
    """A report on 2019 or later with headings of the form is, whatever was lost of its tables.

    Universities and companies go on writing free-form reports; older reports are never statutory.
    """
    if year is not None and year < FIRST_STATUTORY_YEAR:
        return False
    ids = {section.id for section in sections}
    squeezed = "".join(folded.text.split())
    worded = sum(heading in squeezed for heading in _STATUTORY_HEADINGS)
    return worded >= _LEAST_HEADINGS and len({"s2", "s3", "s4", "s6"} & ids) >= _LEAST_HEADINGS


def _majority_form(aligned: Sequence[AlignedTable | None], year: int | None) -> FormId:
    """The form that the labelled tables share; where they differ or are lost, the year's."""
    votes = Counter(table.form.form for table in aligned[:2] if table is not None)
    if len(votes) == 1:
        return next(iter(votes))
    return "f2021" if year is None or year >= FIRST_YEAR_OF_2021_FORM else "f2019"


def _annexes(
    folded: MatchingCopy, sections: Sequence[SectionSpan], year: int | None
) -> tuple[ReadTable, ...]:
    """Statistics annexes are listed but not read: their forms differ from place to place.

    An annex is a section of its own, or stands under a bare title at the end of another.
    """
    national = year is not None and year >= FIRST_NATIONAL_STATISTICS_YEAR
    form: FormId = "stat_2014" if national else "stat_local_2008"
    found = []
    for section in sections:
        place = folded.to_copy(section.start, section.end)
        title = _ANNEX_TITLE.search(folded.text, place.start, place.end)
        if title:
            start = max(place.start, title.start())
            span = folded.to_source(start, place.end)
            found.append(ReadTable(form, form, "not_read", span.start, span.end))
    return tuple(found)


def _read(table: AlignedTable, form: FormId, found: bool) -> ReadTable:
    solved = _without_contradicted(table, derive(table.slots, table.equations))
    values: dict[str, Number | None] = {cell: slot.value for cell, slot in table.slots.items()}
    values.update((cell, value) for cell, (value, _) in solved.items())
    outcomes = tuple(check(equation, values) for equation in table.equations)
    by_cell: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        for cell in outcome.equation.cells:
            by_cell.setdefault(cell, []).append(outcome)
    cells = tuple(_cell(table, cell, slot, solved, by_cell) for cell, slot in table.slots.items())
    if not found:
        return ReadTable(table.form.id, form, "missing", None, None, cells, outcomes)
    lost = any(
        cell.derived is None and cell.slot.status in ("unreadable", "missing_cell", "missing_row")
        for cell in cells
    )
    status: Literal["read", "partial"] = "partial" if lost else "read"
    return ReadTable(table.form.id, form, status, table.start, table.end, cells, outcomes)


def _cell(
    table: AlignedTable,
    cell: str,
    slot: Slot,
    solved: Mapping[str, tuple[Number, tuple[str, ...]]],
    by_cell: Mapping[str, Sequence[Outcome]],
) -> ReadCell:
    value, rules = solved.get(cell, (None, ()))
    confidence = slot_to_confidence(
        slot,
        derived=value is not None,
        similarity=table.similarities.get(cell, 1.0),
        layout=table.layouts.get(cell, "flow"),
        outcomes=by_cell.get(cell, ()),
    )
    return ReadCell(cell, slot, value, rules, confidence)


def _without_contradicted(
    table: AlignedTable, solved: dict[str, tuple[Number, tuple[str, ...]]]
) -> dict[str, tuple[Number, tuple[str, ...]]]:
    """Drops solutions for rows whose print is there but reads otherwise.

    Solved values must contain what is printed: a run of digits that could not be cut alone has to
    be exactly the solved values in order.
    """
    by_run: dict[tuple[int, int], list[str]] = {}
    for cell, slot in table.slots.items():
        if slot.status == "unreadable" and slot.start is not None and slot.end is not None:
            by_run.setdefault((slot.start, slot.end), []).append(cell)
    kept = dict(solved)
    for cells in by_run.values():
        if len(cells) > 1 and not all(cell in solved for cell in cells):
            for cell in cells:
                kept.pop(cell, None)
    return kept
