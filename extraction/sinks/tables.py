"""The tables that records become: every column with its type, what it means, and its value.

``docs/tables.md`` is written from here. Columns may be added; a column that is renamed, removed or
of another type raises ``TABLES_VERSION``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from extraction.record.model import ReportRecord
from extraction.sinks.role import InputReport

TABLES_VERSION = 1

Type = Literal["integer", "number", "text", "truth", "texts"]
"""64-bit integer, 64-bit float, Unicode, true or false, list of Unicode."""
Value = int | float | str | bool | list[str] | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``value`` takes a report and one of its items: a cell, a claim …; of reports, its record.

    ``about`` says what it means, for the documentation.
    """

    name: str
    type: Type
    about: str
    value: Callable[[InputReport, Any], Value]


@dataclass(frozen=True, slots=True)
class Table:
    """``items`` gives what has a row each."""

    name: str
    about: str
    columns: tuple[Column, ...]
    items: Callable[[InputReport], Iterable[Any]]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def rows(self, reports: Sequence[InputReport]) -> Iterator[Row]:
        """In the order of the reports and of their records."""
        getters = [column.value for column in self.columns]
        for report in reports:
            for item in self.items(report):
                yield tuple([get(report, item) for get in getters])


def _of_item(name: str) -> Callable[[InputReport, Any], Value]:
    def value(_: InputReport, item: Any) -> Value:
        found = getattr(item, name)
        return list(found) if isinstance(found, tuple) else found

    return value


def _of_report(name: str) -> Callable[[InputReport, Any], Value]:
    def value(report: InputReport, _: Any) -> Value:
        found: Value = getattr(report, name)
        return found

    return value


def _of_record(get: Callable[[ReportRecord], Value]) -> Callable[[InputReport, Any], Value]:
    """None for an input without a record."""

    def value(report: InputReport, _: Any) -> Value:
        return None if report.record is None else get(report.record)

    return value


def _side(index: int) -> Callable[[InputReport, Any], Value]:
    def value(_: InputReport, item: Any) -> Value:
        return None if item.bbox is None else item.bbox[index]

    return value


def _reading(name: str) -> Callable[[InputReport, Any], Value]:
    def value(_: InputReport, item: Any) -> Value:
        return None if item.reading is None else getattr(item.reading, name)

    return value


def _as_json(name: str) -> Callable[[InputReport, Any], Value]:
    def value(_: InputReport, item: Any) -> Value:
        parts = [part.model_dump() for part in getattr(item, name)]
        return json.dumps(parts, ensure_ascii=False) if parts else None

    return value


def _field(name: str) -> Callable[[ReportRecord], Value]:
    return lambda record: record.fields[name].confidence if name in record.fields else None


def _model_to_text(record: ReportRecord) -> str | None:
    return None if record.model is None else f"{record.model.name} {record.model.version}"


def _column(
    name: str, kind: Type, about: str, value: Callable[[InputReport, Any], Value] | None = None
) -> Column:
    return Column(name, kind, about, value or _of_item(name))


_REPORT = Column("report", "integer", "number of the input: `reports.report`", _of_report("number"))
_PLACE = (
    _column("start", "integer", "first character in the frozen text; null without a place"),
    _column("end", "integer", "behind its last character"),
    _column("page", "integer", "from 1; null for sources without pages"),
    _column("x0", "number", "left edge on that page, points from the top left", _side(0)),
    _column("top", "number", "upper edge", _side(1)),
    _column("x1", "number", "right edge", _side(2)),
    _column("bottom", "number", "lower edge", _side(3)),
)

REPORTS = Table(
    "reports",
    "One row an input, whether it was read, refused or the same as an earlier one.",
    (
        Column("report", "integer", "number of the input in this folder", _of_report("number")),
        Column("path", "text", "how it was named", _of_report("path")),
        Column(
            "state",
            "text",
            "`done`, `failed`, `quarantined` (ended its process twice), `duplicate`",
            _of_report("state"),
        ),
        Column(
            "status",
            "text",
            "of the record: `ok`, `partial`, `failed`; null for a duplicate",
            _of_record(lambda record: record.status),
        ),
        Column(
            "duplicate_of",
            "integer",
            "the earlier input with the same bytes, whose rows stand for this one too",
            _of_report("duplicate_of"),
        ),
        Column("sha256", "text", "digest of the file's bytes", _of_report("sha256")),
        Column("manifest_agency", "text", "as the manifest has it", _of_report("agency")),
        Column("manifest_year", "text", "as the manifest has it", _of_report("year")),
        Column("manifest_address", "text", "as the manifest has it", _of_report("address")),
        Column("title", "text", "as printed", _of_record(lambda record: record.title)),
        Column("agency", "text", "reporting agency", _of_record(lambda record: record.agency)),
        Column("agency_confidence", "number", "0 to 1", _of_record(_field("agency"))),
        Column(
            "agency_aliases",
            "texts",
            "its other names",
            _of_record(lambda record: list(record.agency_aliases)),
        ),
        Column("year", "integer", "reported on", _of_record(lambda record: record.year)),
        Column("year_confidence", "number", "0 to 1", _of_record(_field("year"))),
        Column(
            "forms",
            "texts",
            "form of each table listed",
            _of_record(lambda record: [table.form for table in record.tables]),
        ),
        Column(
            "media_type", "text", "of the file", _of_record(lambda record: record.source.media_type)
        ),
        Column("reader", "text", "that read it", _of_record(lambda record: record.source.reader)),
        Column("pages", "integer", "null without", _of_record(lambda record: record.source.pages)),
        Column(
            "chars",
            "integer",
            "length of the frozen text",
            _of_record(lambda record: record.source.chars),
        ),
        Column(
            "text_sha256",
            "text",
            "digest of the frozen text that offsets refer to",
            _of_record(lambda record: record.text_sha256),
        ),
        Column(
            "cells_stated",
            "integer",
            "cells with a number",
            _of_record(lambda record: sum(cell.value is not None for cell in record.cells)),
        ),
        Column(
            "checks_failed",
            "integer",
            "identities of the form that do not hold",
            _of_record(lambda record: sum(check.status == "fail" for check in record.checks)),
        ),
        Column(
            "model",
            "text",
            "tagger of the running text and its version",
            _of_record(_model_to_text),
        ),
        Column(
            "extractor_version",
            "text",
            "of gongkai",
            _of_record(lambda record: record.extractor_version),
        ),
    ),
    lambda report: (report.record,),
)


def _items(name: str) -> Callable[[InputReport], Iterable[Any]]:
    return lambda report: () if report.record is None else getattr(report.record, name)


CELLS = Table(
    "cells",
    "One row a cell of a statutory table, whether a number is stated or not.",
    (
        _REPORT,
        _column("id", "text", "cell of the form, see form.md"),
        _column("value", "number", "null wherever no number is stated"),
        _column("raw", "text", "as printed"),
        _column("status", "text", "what stands in the source, see record.md"),
        _column("read_value", "number", "before it was mended or solved", _reading("value")),
        _column("read_raw", "text", "before it was mended or solved", _reading("raw")),
        _column("read_status", "text", "before it was mended or solved", _reading("status")),
        _column("derived_by", "texts", "checks that a derived value comes from"),
        _column("confidence", "number", "0 to 1"),
        *_PLACE,
    ),
    _items("cells"),
)
CLAIMS = Table(
    "claims",
    "One row a figure of the running text.",
    (
        _REPORT,
        _column("id", "text", "within the report"),
        _column("quote", "text", "slice of the text"),
        _column("value", "number", "in `unit_norm`"),
        _column("value_max", "number", "upper end of a range"),
        _column("unit", "text", "as printed"),
        _column("unit_norm", "text", "normalised"),
        _column("approx", "text", "`under`, `about`, `over`; null where exact"),
        _column("item", "text", "what is counted"),
        _column("item_start", "integer", "in the frozen text"),
        _column("item_end", "integer", "in the frozen text"),
        _column("channel", "text", "through which it was done"),
        _column("channel_start", "integer", "in the frozen text"),
        _column("channel_end", "integer", "in the frozen text"),
        _column("period", "text", "for which it holds"),
        _column("period_start", "integer", "in the frozen text"),
        _column("period_end", "integer", "in the frozen text"),
        _column("zero", "truth", "says that something did not happen"),
        _column("part_of", "text", "claim that it is a part of"),
        _column("indicator", "text", "key of what is counted"),
        _column("cells", "texts", "table cells that state the same fact"),
        _column("section", "text", "it stands in"),
        _column("confidence", "number", "0 to 1"),
        *_PLACE,
        _column("boxes", "text", "JSON list of page and box, one a line", _as_json("boxes")),
    ),
    _items("claims"),
)
STATEMENTS = Table(
    "statements",
    "One row a problem, measure taken or commitment.",
    (
        _REPORT,
        _column("id", "text", "within the report"),
        _column("kind", "text", "`problem`, `measure_taken`, `commitment`"),
        _column("quote", "text", "slice of the text"),
        _column("theme", "text", "what it is about"),
        _column("answers", "text", "problem that it answers"),
        _column("targets", "text", "JSON list of planned figures", _as_json("targets")),
        _column("section", "text", "it stands in"),
        _column("confidence", "number", "0 to 1"),
        *_PLACE,
        _column("boxes", "text", "JSON list of page and box, one a line", _as_json("boxes")),
    ),
    _items("statements"),
)
CHECKS = Table(
    "checks",
    "One row an identity of the form, by report and scope.",
    (
        _REPORT,
        _column("rule", "text", "see form.md"),
        _column("scope", "text", "row or column"),
        _column("severity", "text", "`hard`, `soft`"),
        _column("op", "text", "`eq`, `ge`: left ≥ right"),
        _column("status", "text", "`pass`, `fail`, `not_checkable`"),
        _column("left", "number", "sum of the left side"),
        _column("right", "number", "sum of the right side"),
        _column("cells", "texts", "that take part"),
    ),
    _items("checks"),
)
CONTRADICTIONS = Table(
    "contradictions",
    "One row a figure of the text that disagrees with the tables.",
    (
        _REPORT,
        _column("claim", "text", "`claims.id`"),
        _column("cells", "texts", "whose sum it disagrees with"),
        _column("claimed", "number", "by the text"),
        _column("printed", "number", "by the cells"),
        _column("verdict", "text", "`contradicts`, `scope_may_differ`"),
    ),
    _items("contradictions"),
)
ERRORS = Table(
    "errors",
    "One row an error of a record; a report that was read in part has some too.",
    (
        _REPORT,
        _column("stage", "text", "that failed"),
        _column("code", "text", "stable, see record.md"),
        _column("message", "text", "for people"),
    ),
    _items("errors"),
)

TABLES: tuple[Table, ...] = (
    REPORTS,
    CELLS,
    CLAIMS,
    STATEMENTS,
    CHECKS,
    CONTRADICTIONS,
    ERRORS,
)

_TYPE_NAMES: Mapping[Type, str] = {
    "integer": "integer",
    "number": "number",
    "text": "text",
    "truth": "true or false",
    "texts": "list of text",
}


def tables_to_markdown() -> str:
    """The columns of all tables, as in ``docs/tables.md``."""
    lines = []
    for table in TABLES:
        lines += [f"## {table.name}", "", table.about, "", "| column | type | meaning |"]
        lines.append("|---|---|---|")
        lines += [
            f"| `{column.name}` | {_TYPE_NAMES[column.type]} | {column.about} |"
            for column in table.columns
        ]
        lines.append("")
    return "\n".join(lines)
