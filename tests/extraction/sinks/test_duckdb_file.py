from __future__ import annotations

from pathlib import Path

import pytest

from extraction.sinks.tables import TABLES
from tests.extraction.sinks.builder import input_reports

pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")
DuckdbSink = pytest.importorskip("extraction.sinks.duckdb_file").DuckdbSink
ParquetSink = pytest.importorskip("extraction.sinks.parquet").ParquetSink
VIEWS = pytest.importorskip("extraction.sinks.duckdb_file").load_views()
FILE_NAME = "gongkai.duckdb"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    tables = ParquetSink(tmp_path)
    tables.take(0, input_reports())
    tables.take(1, input_reports(first=4))
    DuckdbSink(tmp_path).finish([0, 1])
    for path in (tmp_path / "parquet").rglob("*.parquet"):
        path.unlink()
    return tmp_path / FILE_NAME


def ask(path: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as base:
        return base.execute(query).fetchall()


def test_the_file_holds_the_rows_of_all_parts_itself(written: Path) -> None:
    assert ask(written, "SELECT report FROM reports ORDER BY report") == [(n,) for n in range(8)]


def test_columns_say_what_they_mean(written: Path) -> None:
    query = "SELECT count(*) FROM duckdb_columns() WHERE comment IS NOT NULL"
    assert ask(written, query) == [(sum(len(table.columns) for table in TABLES),)]


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_can_be_asked(written: Path, view: str) -> None:
    assert isinstance(ask(written, f"SELECT * FROM {view}"), list)


def test_views_answer_what_they_say(written: Path) -> None:
    query = "SELECT agency, claimed, printed, item FROM contradicted_claims ORDER BY report"
    found = ask(written, query)
    assert [(claimed, printed) for _, claimed, printed, _ in found] == [(49.0, 46.0)] * 2
    assert ask(written, "SELECT path, code FROM failures") == [("c.txt", "empty")] * 2


def test_a_second_run_takes_the_place_of_the_first(tmp_path: Path) -> None:
    tables = ParquetSink(tmp_path)
    for part in (0, 1):
        tables.take(part, input_reports(first=4 * part))
        DuckdbSink(tmp_path).finish(range(part + 1))
    assert ask(tmp_path / FILE_NAME, "SELECT count(*) FROM reports") == [(8,)]
