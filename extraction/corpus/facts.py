"""What is kept of each record: small facts with their places, so that 100,000 records fit.

Made by ``digest``; the views over years and agencies look at nothing else. Offsets are those of
the record: half-open code points of its frozen text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from extraction.record.model import CellStatus, FormId, Number, TableStatus
from models import StatementLabel

Evidence = Literal["text", "quotes", "none"]
Where = Literal["title", "period", "claim", "commitment"]
Method = Literal["cells", "single", "repeated", "parts", "largest"]


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell stands, as printed, and what the running text says of it alone, if it does."""

    start: int | None
    end: int | None
    page: int | None
    raw: str | None = None
    told: Number | None = None


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one report. ``ids`` is shared by all reports that print the same rows.

    ``places`` are kept for the cells that are compared across years only.
    """

    ids: tuple[str, ...]
    values: tuple[Number | None, ...]
    statuses: tuple[CellStatus, ...]
    places: Mapping[str, CellPlace]

    def value_of(self, cell: str) -> Number | None:
        return self.values[self.ids.index(cell)] if cell in self.ids else None

    def status_of(self, cell: str) -> CellStatus | None:
        return self.statuses[self.ids.index(cell)] if cell in self.ids else None


@dataclass(frozen=True, slots=True)
class TableFact:
    id: str
    form: FormId
    status: TableStatus


@dataclass(frozen=True, slots=True)
class StatementFact:
    id: str
    kind: StatementLabel
    quote: str
    start: int
    end: int
    page: int | None
    theme: str | None
    answers: str | None


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """One indicator of one report in one unit; how the value came about is its ``method``.

    Attributes:
        indicator: an id of the indicators, or the id of a cell of table 1 that has none.
        claims: how many claims of the text were looked at, repeated ones included.
        apart: the claims added up, where they might be parts of no stated total.
        told: what the text says, where the value comes from the tables.
        quote: the words behind the value; None where only cells state it.
    """

    indicator: str
    unit: str
    value: Number
    method: Method
    claims: int
    apart: Number | None = None
    told: Number | None = None
    is_rough: bool = False
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaleYear:
    """A year other than the report's own where its own should stand.

    Attributes:
        where: title, period (the statistical period), claim or commitment.
        context: the sentence around it, or the title.
    """

    where: Where
    year: int
    quote: str
    start: int | None
    end: int | None
    context: str


@dataclass(frozen=True, slots=True)
class Report:
    """One record, digested.

    Attributes:
        number: counts the records in the order in which they were read, from 0.
        file, line: where the record stands; ``path`` is the report's own.
        overview_start, problems_start: where sections one and five begin; None without them.
    """

    number: int
    file: str
    line: int
    path: str
    sha256: str
    text_sha256: str | None
    status: str
    agency: str | None
    aliases: tuple[str, ...]
    year: int | None
    title: str | None
    tables: tuple[TableFact, ...]
    cells: Cells
    failed_checks: int
    statements: tuple[StatementFact, ...]
    indicators: tuple[IndicatorFact, ...]
    stale: tuple[StaleYear, ...]
    evidence: Evidence
    overview_start: int | None = None
    problems_start: int | None = None
