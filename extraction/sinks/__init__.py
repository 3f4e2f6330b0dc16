"""Records as tables and files that other programs read; one module a format.

In: reports with their records, part by part. Out: files under the folder of a run. ``tables`` is
the schema, ``choose_sinks`` the table of formats. Imports the record only; pyarrow, duckdb and
openpyxl (extra ``data``) load when their format is asked for.
"""

from extraction.sinks.formats import (
    DEFAULT_FORMATS,
    FORMATS,
    choose_sinks,
    missing_libraries,
)
from extraction.sinks.role import InputReport, Sink
from extraction.sinks.tables import TABLES, TABLES_VERSION, Column, Table

__all__ = [
    "DEFAULT_FORMATS",
    "FORMATS",
    "TABLES",
    "TABLES_VERSION",
    "Column",
    "InputReport",
    "Sink",
    "Table",
    "choose_sinks",
    "missing_libraries",
]
