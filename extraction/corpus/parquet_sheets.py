"""The sheets as Parquet, a batch of rows at a time; needs pyarrow, and is loaded where it is."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import parquet

from extraction.corpus.sheets import Row, Sheet, Type, Value
from extraction.corpus.views import Views

_TYPES: dict[Type, Any] = {
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "text": pyarrow.string(),
    "truth": pyarrow.bool_(),
}
# Rows a group.
_BATCH = 50_000


def sheet_to_parquet(sheet: Sheet, views: Views, path: Path) -> None:
    schema = pyarrow.schema([pyarrow.field(name, _TYPES[kind]) for name, kind in sheet.columns])
    rows = sheet.rows(views)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(rows, _BATCH)):
            writer.write_table(_to_arrow(batch, schema))


def _to_arrow(rows: list[Row], schema: Any) -> Any:
    columns = [
        pyarrow.array([_mend(value, kind) for value in column], type=kind)
        for column, kind in zip(zip(*rows, strict=True), schema.types, strict=True)
    ]
    return pyarrow.Table.from_arrays(columns, schema=schema)


def _mend(value: Value, kind: Any) -> Value:
    """Halves of surrogate pairs, which cannot be written, become backslash codes."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    return float(value) if value is not None and pyarrow.types.is_floating(kind) else value
