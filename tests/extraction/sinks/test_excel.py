from __future__ import annotations

from pathlib import Path

import pytest

from extraction.sinks.tables import TABLES
from tests.extraction.sinks.builder import input_reports

openpyxl = pytest.importorskip("openpyxl")
ExcelSink = pytest.importorskip("extraction.sinks.excel").ExcelSink
FILE_NAME = "gongkai.xlsx"


def write(folder: Path, last_row: int = 1000) -> object:
    sink = ExcelSink(folder, last_row=last_row)
    sink.take(0, input_reports())
    sink.take(1, input_reports(first=4))
    sink.finish([0, 1])
    return openpyxl.load_workbook(folder / FILE_NAME)


def test_each_table_is_a_sheet(tmp_path: Path) -> None:
    book = write(tmp_path)
    assert book.sheetnames == [table.name for table in TABLES]  # type: ignore[attr-defined]
    sheet = book["reports"]  # type: ignore[index]
    assert [cell.value for cell in sheet["A"]] == ["report", *range(8)]


def test_a_text_that_begins_like_a_formula_is_text(tmp_path: Path) -> None:
    cell = write(tmp_path)["reports"]["B5"]  # type: ignore[index]
    assert (cell.value, cell.data_type) == ("=1+1.txt", "s")


def test_a_sheet_that_is_full_says_so(tmp_path: Path) -> None:
    book = write(tmp_path, last_row=5)
    assert "reports (cut)" in book.sheetnames  # type: ignore[attr-defined]
    assert book["reports (cut)"].max_row == 5  # type: ignore[index]
    assert "errors" in book.sheetnames  # type: ignore[attr-defined]
