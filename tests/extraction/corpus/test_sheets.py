"""The tables on disk: one row a finding, places included, in CSV and in Parquet."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extraction.corpus.sheet_files import views_to_folder
from extraction.corpus.sheets import SHEETS
from extraction.record.model import ReportRecord
from tests.extraction.corpus.builder import AGENCY, claim, record, statement, views_of


def reports() -> list[ReportRecord]:
    return [
        record(
            2022,
            cells={"t2.carried_out.total": 3},
            statements=[statement(0, "commitment", "配备专职\n工作人员，定期轮训")],
        ),
        record(
            2023,
            cells={"t2.carried_in.total": 5},
            claims=[claim(0, 12, "supervise.trainings", item="=培训")],
        ),
        record(2023),
    ]


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_sheet_is_written_with_its_columns(tmp_path: Path) -> None:
    with views_of(*reports()) as views:
        views_to_folder(views, tmp_path)
    for sheet in SHEETS:
        head = (tmp_path / "csv" / f"{sheet.name}.csv").read_text("utf-8-sig").splitlines()[0]
        assert head.split(",") == [name for name, _ in sheet.columns]


def test_the_documentation_names_every_sheet() -> None:
    text = (Path(__file__).parents[3] / "docs" / "corpus.md").read_text(encoding="utf-8")
    assert [sheet.name for sheet in SHEETS if f"| `{sheet.name}` |" not in text] == []


def test_rows_have_a_value_for_every_column() -> None:
    with views_of(*reports()) as views:
        for sheet in SHEETS:
            assert all(len(row) == len(sheet.columns) for row in sheet.rows(views))


def test_a_check_tells_both_years_numbers(tmp_path: Path) -> None:
    with views_of(*reports()) as views:
        views_to_folder(views, tmp_path)
    (found,) = [
        row
        for row in rows_of(tmp_path, "year_checks")
        if (row["rule"], row["scope"]) == ("T2_YEAR_CARRY", "total")
    ]
    assert (found["verdict"], found["left"], found["right"]) == ("fail", "5", "3")
    assert found["terms"] == "+t2.carried_in.total@2023 +t2.carried_out.total@2022"


def test_the_report_that_was_not_counted_names_the_one_that_was(tmp_path: Path) -> None:
    with views_of(*reports()) as views:
        views_to_folder(views, tmp_path)
    found = rows_of(tmp_path, "reports")
    assert [row["counted"] for row in found] == ["true", "true", "false"]
    assert found[2]["counted_instead"] == f"reports/{AGENCY}-2023.txt"


def test_parquet_holds_the_same_rows(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    with views_of(*reports()) as views:
        assert views_to_folder(views, tmp_path) == ["csv", "parquet"]
    for sheet in SHEETS:
        table = parquet.read_table(tmp_path / "parquet" / f"{sheet.name}.parquet")
        assert table.num_rows == len(rows_of(tmp_path, sheet.name))


def test_without_pyarrow_csv_alone_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extraction.corpus.sheet_files.find_spec", lambda _: None)
    with views_of(*reports()) as views:
        assert views_to_folder(views, tmp_path) == ["csv"]
    assert not (tmp_path / "parquet").exists()
