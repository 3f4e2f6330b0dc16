"""The record: what extraction promises everyone downstream, field by field.

Field names and their order are the contract (docs/record.md). Offsets are half-open code points
of ``Document.text``, whose digest is ``text_sha256``; boxes are ``[x0, top, x1, bottom]`` in points
from the top left corner; pages count from 1; confidences lie in [0, 1] with four decimals.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from models import StatementLabel

SCHEMA_VERSION = 1

Bbox = tuple[float, float, float, float]
Number = int | float

ReadStatus = Literal[
    "value",
    "zero",
    "blank",
    "not_applicable_mark",
    "unreadable",
    "missing_cell",
    "missing_row",
    "missing_table",
]
CellStatus = Literal[
    "value",
    "zero",
    "blank",
    "not_applicable_mark",
    "unreadable",
    "missing_cell",
    "missing_row",
    "missing_table",
    "ocr_fixed",
    "split",
    "derived",
]
FormId = Literal["f2021", "f2019", "stat_2014", "stat_local_2008", "other"]
TableStatus = Literal["read", "partial", "missing", "not_read"]
Approx = Literal["under", "about", "over"]


class Part(BaseModel):
    """Base of every part of a record: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ErrorEntry(Part):
    """What went wrong in which stage; ``message`` says what the reader of it can do."""

    stage: str
    code: str
    message: str


class Source(Part):
    """The file: digest of its bytes, how it was read. ``pages`` is None without pages."""

    path: str | None
    sha256: str
    media_type: str | None = None
    reader: str | None = None
    text_rules: int | None = None
    encoding: str | None = None
    pages: int | None = None
    chars: int | None = None


class Field(Part):
    """A title, agency or year with its evidence; start and end are None outside the text."""

    value: str | int
    start: int | None = None
    end: int | None = None
    source: Literal["text", "metadata", "file_name"]
    confidence: float


class SubSection(Part):
    id: str
    heading: str
    start: int
    end: int


class Section(Part):
    """A top-level section from its heading to the next one; ``heading`` is a slice of the text."""

    id: str
    heading: str
    start: int
    end: int
    sub: tuple[SubSection, ...] = ()


class Table(Part):
    """One statutory table or statistics annex; start and end are None when it is missing."""

    id: str
    form: FormId
    status: TableStatus
    start: int | None = None
    end: int | None = None


class Reading(Part):
    """What stood in a cell before it was mended, split or solved."""

    value: Number | None
    raw: str | None
    status: ReadStatus


class Cell(Part):
    """One cell of a statutory table.

    ``value`` is None wherever no number is stated. ``raw`` is the printed text, None when nothing
    is printed. ``reading`` stands only with ocr_fixed, split and derived.
    """

    id: str
    value: Number | None
    raw: str | None
    status: CellStatus
    reading: Reading | None = None
    derived_by: tuple[str, ...] = ()
    confidence: float
    start: int | None = None
    end: int | None = None
    page: int | None = None
    bbox: Bbox | None = None


class Check(Part):
    """One identity of the form within this report.

    ``left`` and ``right`` are the two sides' sums over known cells; None where a side has an
    unknown cell, and the check is then ``not_checkable``. ``op`` ge means left >= right.
    """

    rule: str
    scope: str
    severity: Literal["hard", "soft"]
    op: Literal["eq", "ge"]
    status: Literal["pass", "fail", "not_checkable"]
    left: Number | None
    right: Number | None
    cells: tuple[str, ...]


class PageBox(Part):
    page: int
    bbox: Bbox


class Claim(Part):
    """One amount that the running text reports; strings are slices of the text."""

    id: str
    quote: str
    start: int
    end: int
    page: int | None = None
    bbox: Bbox | None = None
    boxes: tuple[PageBox, ...] = ()
    value: Number
    value_max: Number | None = None
    unit: str | None = None
    unit_norm: str | None = None
    approx: Approx | None = None
    item: str | None = None
    item_start: int | None = None
    item_end: int | None = None
    channel: str | None = None
    channel_start: int | None = None
    channel_end: int | None = None
    period: str | None = None
    period_start: int | None = None
    period_end: int | None = None
    zero: bool = False
    part_of: str | None = None
    indicator: str | None = None
    cells: tuple[str, ...] = ()
    section: str | None = None
    confidence: float


class Target(Part):
    """A planned figure inside a commitment."""

    quote: str
    start: int
    end: int
    value: Number
    unit: str | None = None
    approx: Approx | None = None
    item: str | None = None


class Statement(Part):
    """A problem, a measure taken or a commitment."""

    id: str
    kind: StatementLabel
    quote: str
    start: int
    end: int
    page: int | None = None
    bbox: Bbox | None = None
    boxes: tuple[PageBox, ...] = ()
    theme: str | None = None
    answers: str | None = None
    targets: tuple[Target, ...] = ()
    section: str | None = None
    confidence: float


class Contradiction(Part):
    """A claim and the cells that state the same fact otherwise."""

    claim: str
    cells: tuple[str, ...]
    claimed: Number
    printed: Number
    verdict: Literal["contradicts", "scope_may_differ"]


class FurnitureEntry(Part):
    """Text left out of the frozen text."""

    text: str
    page: int | None = None
    bbox: Bbox | None = None


class ModelInfo(Part):
    name: str
    version: str
    sha256: str | None = None


class ReportRecord(Part):
    """Everything read from one report file.

    A failed report is a full record too: status failed, errors filled, title, agency, year and
    text_sha256 None, all lists empty.
    """

    schema_version: int = SCHEMA_VERSION
    status: Literal["ok", "partial", "failed"]
    errors: tuple[ErrorEntry, ...] = ()
    source: Source
    text_sha256: str | None = None
    title: str | None = None
    agency: str | None = None
    agency_aliases: tuple[str, ...] = ()
    year: int | None = None
    fields: dict[str, Field] = {}
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    cells: tuple[Cell, ...] = ()
    checks: tuple[Check, ...] = ()
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    furniture: tuple[FurnitureEntry, ...] = ()
    model: ModelInfo | None = None
    extractor_version: str
    text: str | None = None

    def to_json(self) -> str:
        """One line of JSON in the contract's field order; ``text`` only where it was asked for."""
        exclude = {"text"} if self.text is None else None
        return self.model_dump_json(exclude=exclude)
