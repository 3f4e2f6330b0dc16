"""What stands in the tables, and that the documentation names every column."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.record.model import (
    Cell,
    Check,
    Claim,
    Contradiction,
    ErrorEntry,
    Part,
    Statement,
)
from extraction.sinks.tables import TABLES, Table, Value, tables_to_markdown
from tests.extraction.sinks.builder import input_reports

DOCS = Path(__file__).parents[3] / "docs" / "tables.md"
BY_NAME = {table.name: table for table in TABLES}
REPORTS = input_reports()


def rows(name: str) -> list[dict[str, Value]]:
    table = BY_NAME[name]
    return [dict(zip(table.names, row, strict=True)) for row in table.rows(REPORTS)]


def test_every_input_has_a_row_in_order() -> None:
    found = [(row["report"], row["path"], row["state"], row["status"]) for row in rows("reports")]
    assert found == [
        (0, "a.txt", "done", "ok"),
        (1, "b.txt", "done", "ok"),
        (2, "c.txt", "failed", "failed"),
        (3, "=1+1.txt", "duplicate", None),
    ]


def test_a_duplicate_points_to_the_first_and_keeps_its_manifest_row() -> None:
    row = rows("reports")[3]
    assert (row["duplicate_of"], row["title"], row["manifest_year"]) == (0, None, "2023")
    assert row["manifest_address"] == "http://yunlan.example/3"


def test_a_report_row_says_what_was_read() -> None:
    row = rows("reports")[0]
    assert (row["agency"], row["year"], row["model"]) == ("云澜市水务局", 2023, "rules 2")


def test_claims_are_rows_with_the_number_of_their_report() -> None:
    found = [(row["report"], row["value"], row["unit"]) for row in rows("claims")]
    assert (0, 271, "条") in found
    assert (1, 49, "件") in found


def test_cells_are_rows() -> None:
    found = [row for row in rows("cells") if row["report"] == 1]
    assert {row["id"]: row["value"] for row in found}["t2.new_received.total"] == 46
    assert len(found) == len(REPORTS[1].record.cells if REPORTS[1].record else ())


def test_contradictions_and_errors_are_rows() -> None:
    assert [(row["report"], row["claimed"], row["printed"]) for row in rows("contradictions")] == [
        (1, 49, 46)
    ]
    assert [(row["report"], row["code"]) for row in rows("errors")] == [(2, "empty")]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_value_is_of_the_type_of_its_column(table: Table) -> None:
    types = {"integer": int, "number": (int, float), "text": str, "truth": bool, "texts": list}
    for row in table.rows(REPORTS):
        for column, value in zip(table.columns, row, strict=True):
            assert value is None or isinstance(value, types[column.type]), column.name  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "part", "elsewhere"),
    [
        ("cells", Cell, {"reading", "bbox"}),
        ("claims", Claim, {"bbox"}),
        ("statements", Statement, {"bbox"}),
        ("checks", Check, set()),
        ("contradictions", Contradiction, set()),
        ("errors", ErrorEntry, set()),
    ],
)
def test_no_field_of_the_record_is_left_out(
    name: str, part: type[Part], elsewhere: set[str]
) -> None:
    assert set(part.model_fields) - elsewhere <= set(BY_NAME[name].names)


def test_the_documentation_is_written_from_the_tables() -> None:
    assert tables_to_markdown().strip() in DOCS.read_text(encoding="utf-8")
