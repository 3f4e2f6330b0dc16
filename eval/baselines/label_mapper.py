"""Plain tables to the form's cells: one mapper for all rivals, as generous as can honestly be.

What is done for a rival, so that nobody can say it was handicapped:

- The tables of a file are read as one run of rows, so that tables split over pages are whole.
- Labels are compared after NFKC without white space, signs and enumerators; equality,
  containment and fuzzy likeness all count, of each label cell by itself and of all together.
- Rows are laid along the form in order with the greatest sum of likenesses, so that a label that
  occurs twice goes where the order puts it. Both vintages are tried and the better one is kept.
- Pieces of a label that a rival put in rows of their own are tried before and behind the row.
- Rows whose label was lost are placed between recognised ones when just as many are missing.
- Values are taken in cells, several in one cell, behind the label in its own cell, in the columns
  that other rows of the table use, under their column labels, and from merged cells repeated or
  left empty. A number broken within its cell is joined.
- Empty cells are blank and marks are marks wherever the table shows which cells they are.

What is not done: no number is guessed, and a row that holds too few values without showing where
they belong stays missing. Nothing is checked, since no rival checks anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from eval.baselines.block_rows import rows_to_blocks
from eval.baselines.form_cells import form_to_ids
from eval.baselines.plain_rows import (
    PlainRow,
    Table,
    row_to_exact,
    row_to_ordered,
    tables_to_rows,
)
from eval.baselines.request_rows import rows_to_requests
from eval.baselines.values import Value
from eval.layouts.labels import FormLabels, load_labels
from extraction.record import Cell, ErrorEntry, ReportRecord, Source

Found = Mapping[str, Value]


def tables_to_record(data: bytes, name: str, tables: Iterable[Table]) -> ReportRecord:
    """The record of a rival's tables; a failed one where no row of the form was found."""
    rows = tables_to_rows(tables)
    forms = load_labels()
    requests = max(
        (rows_to_requests(rows, form) for form in forms.values()), key=lambda found: found.score
    )
    blocks = max(
        (rows_to_blocks(rows, form) for form in forms.values()), key=lambda found: found.score
    )
    found = {**blocks.cells, **requests.cells, **rows_to_remedies(rows, requests.form)}
    first = blocks.form if blocks.cells else requests.form
    others = requests.form if requests.cells else first
    return found_to_record(data, name, found, form_to_ids(first, others))


def rows_to_remedies(rows: Sequence[PlainRow], form: FormLabels) -> Found:
    """Table 3: the last row without a label that has fifteen values, or cells for them."""
    ids = [f"t3.{outcome.id}" for outcome in form.outcomes]
    for row in reversed(rows):
        values = row_to_exact(row, len(ids)) or row_to_ordered(row, len(ids))
        if values is not None:
            return dict(zip(ids, values, strict=True))
    return {}


def found_to_record(data: bytes, name: str, found: Found, ids: Sequence[str]) -> ReportRecord:
    """All cells of the form, those that were not found as missing rows; nothing is doubted."""
    if not found:
        return failed_record(data, name, "no_tables", "no row of the form was found")
    cells = tuple(_cell(cell, found.get(cell)) for cell in ids)
    return ReportRecord(
        status="ok", source=_source(data, name), cells=cells, extractor_version="rival"
    )


def failed_record(data: bytes, name: str, code: str, message: str) -> ReportRecord:
    return ReportRecord(
        status="failed",
        errors=(ErrorEntry(stage="read", code=code, message=message),),
        source=_source(data, name),
        extractor_version="rival",
    )


def _cell(name: str, value: Value | None) -> Cell:
    if value is None:
        return Cell(id=name, value=None, raw=None, status="missing_row", confidence=1.0)
    return Cell(id=name, value=value.number, raw=value.raw, status=value.status, confidence=1.0)


def _source(data: bytes, name: str) -> Source:
    return Source(path=name, sha256=hashlib.sha256(data).hexdigest())
