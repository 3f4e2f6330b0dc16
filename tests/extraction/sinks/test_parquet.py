"""The Parquet files as the libraries that people use read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.sinks.tables import TABLES, TABLES_VERSION
from tests.extraction.sinks.builder import input_reports

parquet = pytest.importorskip("pyarrow.parquet")
ParquetSink = pytest.importorskip("extraction.sinks.parquet").ParquetSink


@pytest.fixture
def written(tmp_path: Path) -> Path:
    sink = ParquetSink(tmp_path)
    sink.take(0, input_reports())
    sink.take(1, input_reports(first=4)[2:3])
    sink.finish([0, 1])
    return tmp_path / "parquet"


def test_all_parts_of_a_table_have_one_schema(written: Path) -> None:
    for table in TABLES:
        first, second = (
            parquet.read_schema(written / table.name / f"part-0000{part}.parquet")
            for part in (0, 1)
        )
        assert first.equals(second, check_metadata=True)
        assert tuple(first.names) == table.names


def test_the_schema_says_its_version_and_what_columns_mean(written: Path) -> None:
    schema = parquet.read_schema(written / "cells" / "part-00000.parquet")
    assert schema.metadata[b"gongkai_tables"] == str(TABLES_VERSION).encode()
    assert schema.field("raw").metadata[b"about"] == b"as printed"


def test_pandas_reads_it(written: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_parquet(written / "cells")
    assert frame[frame["id"] == "t2.new_received.total"]["value"].tolist() == [46.0]


def test_polars_reads_it(written: Path) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.read_parquet(written / "reports" / "*.parquet")
    assert frame["report"].to_list() == [0, 1, 2, 3, 6]
    assert frame["duplicate_of"].to_list() == [None, None, None, 0, None]


def test_duckdb_reads_it(written: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as base:
        found = base.execute(
            f"SELECT report, claimed FROM '{written}/contradictions/*.parquet'"
        ).fetchall()
    assert found == [(1, 49.0)]


def test_hugging_face_datasets_reads_it(written: Path, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    loaded = datasets.load_dataset(
        "parquet",
        data_files=[str(path) for path in sorted((written / "claims").iterdir())],
        split="train",
        cache_dir=str(tmp_path / "cache"),
    )
    assert 271.0 in loaded["value"]
    assert loaded.features["cells"].feature.dtype == "string"


def test_half_a_pair_in_a_text_does_not_stop_the_part(tmp_path: Path) -> None:
    (report, *_) = input_reports()
    assert report.record is not None
    record = report.record.model_copy(update={"title": "标题\ud800"})
    broken = type(report)(0, "a.txt", "done", record)
    ParquetSink(tmp_path).take(0, [broken])
    table = parquet.read_table(tmp_path / "parquet" / "reports" / "part-00000.parquet")
    assert table["title"].to_pylist() == ["标题\\ud800"]
