from __future__ import annotations

import csv
from pathlib import Path

from extraction.sinks.csv_files import CsvSink, value_to_field
from tests.extraction.sinks.builder import input_reports


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_table_is_a_file_a_part(tmp_path: Path) -> None:
    sink = CsvSink(tmp_path)
    sink.take(4, input_reports())
    found = read(tmp_path / "csv" / "claims" / "part-00004.csv")
    assert [(row["report"], row["value"]) for row in found if row["unit"] == "件"] == [("1", "49")]
    assert sink.stands(4)
    assert not sink.stands(5)


def test_excel_is_told_that_it_is_utf8(tmp_path: Path) -> None:
    CsvSink(tmp_path).take(0, input_reports())
    path = tmp_path / "csv" / "contradictions" / "part-00000.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfreport,")


def test_values_become_fields() -> None:
    values = (None, True, 3, 2.5, "a\nb", ["x", "y"])
    assert [value_to_field(value) for value in values] == ["", "true", 3, 2.5, "a\nb", "x y"]
