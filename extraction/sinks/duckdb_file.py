"""The tables in one DuckDB file, ``DIR/gongkai.duckdb``, with views for common questions.

The rows are in the file itself, so that it can be moved or sent away. They come from the
Parquet files, which DuckDB reads faster than records could be read again.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import duckdb

from extraction.sinks.files import PartFiles, written_whole
from extraction.sinks.parquet import HOME, SUFFIX
from extraction.sinks.role import InputReport, Needs
from extraction.sinks.tables import TABLES, TABLES_VERSION

FILE_NAME = "gongkai.duckdb"


@cache
def load_views() -> dict[str, dict[str, str]]:
    """Name -> ``about`` and ``query``, from ``views.toml``."""
    source = files("extraction.sinks").joinpath("views.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


class DuckdbSink:
    name = "duckdb"
    needs: Needs = "parquet"

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._files = PartFiles(folder / HOME, SUFFIX)

    def stands(self, part: int) -> bool:  # noqa: ARG002
        return self._path.is_file()

    def take(self, part: int, reports: Sequence[InputReport]) -> None:
        """Nothing: the rows come from the Parquet files."""

    def finish(self, parts: Sequence[int]) -> None:
        with written_whole(self._path) as path, duckdb.connect(str(path)) as base:
            base.execute("CREATE TABLE tables_version AS SELECT ? AS version", [TABLES_VERSION])
            for table in TABLES:
                paths = [str(self._files.path(table.name, part)) for part in parts]
                base.execute(f"CREATE TABLE {table.name} AS FROM read_parquet(?)", [paths])
                for column in table.columns:
                    _comment(base, f'COLUMN {table.name}."{column.name}"', column.about)
            for name, view in load_views().items():
                base.execute(f"CREATE VIEW {name} AS {view['query']}")
                _comment(base, f"VIEW {name}", view["about"])

    def abandon(self) -> None:
        """The file is made in ``finish``, and there whole or not at all."""


def _comment(base: duckdb.DuckDBPyConnection, what: str, about: str) -> None:
    quoted = about.replace("'", "''")
    base.execute(f"COMMENT ON {what} IS '{quoted}'")
