"""The tables as Arrow tables with a fixed schema, for Parquet and DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow

from extraction.sinks.role import InputReport
from extraction.sinks.tables import TABLES_VERSION, Table, Type, Value

_TYPES: dict[Type, Any] = {
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "text": pyarrow.string(),
    "truth": pyarrow.bool_(),
    "texts": pyarrow.list_(pyarrow.string()),
}


def table_to_schema(table: Table) -> Any:
    """Column meanings and the version of the tables are in its metadata."""
    fields = [
        pyarrow.field(column.name, _TYPES[column.type], metadata={"about": column.about})
        for column in table.columns
    ]
    return pyarrow.schema(fields, metadata={"gongkai_tables": str(TABLES_VERSION)})


def table_to_arrow(table: Table, reports: Sequence[InputReport]) -> Any:
    schema = table_to_schema(table)
    columns = list(zip(*table.rows(reports), strict=True)) or [()] * len(table.columns)
    arrays = [
        _values_to_array(values, field.type) for values, field in zip(columns, schema, strict=True)
    ]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def _values_to_array(values: Sequence[Value], kind: Any) -> Any:
    """Halves of surrogate pairs, which cannot be written, become backslash codes."""
    try:
        return pyarrow.array(values, type=kind)
    except UnicodeEncodeError:
        return pyarrow.array([_mend(value) for value in values], type=kind)


def _mend(value: Value) -> Value:
    if isinstance(value, list):
        return [text.encode("utf-8", "backslashreplace").decode("utf-8") for text in value]
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    return value
