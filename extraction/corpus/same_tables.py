"""Tables that are identical to last year's, cell by cell.

All zeros say nothing, and neither do stocks that did not move: a table counts only where some
number that counts the year's events is other than 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extraction.corpus.facts import Report
from extraction.record.model import Number

_PREFIXES = {"t1_disclosure": "t1.", "t2_requests": "t2.", "t3_review_litigation": "t3."}
# State at a day, not events of the year: these may rightly stand unchanged (form.md, 1.5).
_STOCKS = ("carried_in", "carried_out", "in_force", "total_disclosed", "items_prev_year", "pending")
# A table of which less than half can be compared is not called identical.
_LEAST_KNOWN = 0.5


@dataclass(frozen=True, slots=True)
class SameTable:
    """A table whose every cell is as last year.

    Attributes:
        cells: how many cells it has; ``events``: those that count events and are not 0.
        largest: the largest of these; small numbers may meet by chance.
    """

    agency: str
    year: int
    table: str
    form: str
    cells: int
    events: int
    largest: Number
    last_report: int
    report: int


def years_to_same_tables(agency: str, last: Report, this: Report) -> Iterator[SameTable]:
    """Tables of ``this`` that equal those of the same form a year before."""
    before = {table.id: table for table in last.tables}
    for table in this.tables:
        twin = before.get(table.id)
        prefix = _PREFIXES.get(table.id)
        if this.year is None or prefix is None or twin is None or twin.form != table.form:
            continue
        one, other = _cells(last, prefix), _cells(this, prefix)
        known = [value for value in other.values() if value is not None]
        if one != other or len(known) < _LEAST_KNOWN * len(other):
            continue
        events = [value for cell, value in other.items() if value and not _is_stock(cell)]
        if events:
            yield SameTable(
                agency=agency,
                year=this.year,
                table=table.id,
                form=table.form,
                cells=len(other),
                events=len(events),
                largest=max(events),
                last_report=last.number,
                report=this.number,
            )


def _cells(report: Report, prefix: str) -> dict[str, Number | None]:
    pairs = zip(report.cells.ids, report.cells.values, strict=True)
    return {cell: value for cell, value in pairs if cell.startswith(prefix)}


def _is_stock(cell: str) -> bool:
    return any(part in _STOCKS for part in cell.split("."))
