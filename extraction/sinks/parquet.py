"""The tables as Parquet: ``DIR/parquet/<table>/part-NNNNN.parquet``, one schema a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pyarrow import parquet

from extraction.sinks.arrow import table_to_arrow
from extraction.sinks.files import PartFiles
from extraction.sinks.role import InputReport, Needs
from extraction.sinks.tables import TABLES

_PACKING = "zstd"


HOME = "parquet"
SUFFIX = "parquet"


class ParquetSink:
    name = "parquet"
    needs: Needs = "changed parts"

    def __init__(self, folder: Path) -> None:
        self._files = PartFiles(folder / HOME, SUFFIX)

    def stands(self, part: int) -> bool:
        return self._files.stand(part)

    def take(self, part: int, reports: Sequence[InputReport]) -> None:
        tables = {table.name: table for table in TABLES}

        def write(name: str, path: Path) -> None:
            rows = table_to_arrow(tables[name], reports)
            with parquet.ParquetWriter(path, rows.schema, compression=_PACKING) as writer:
                # a group without rows is more than Hugging Face datasets can read
                if rows.num_rows:
                    writer.write_table(rows)

        self._files.write(part, write)

    def finish(self, parts: Sequence[int]) -> None:
        self._files.keep_only(parts)

    def abandon(self) -> None:
        """Every part is whole as it is."""
