"""The table of formats: which sink writes each, and what it needs."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extraction.sinks.role import Sink


@dataclass(frozen=True, slots=True)
class Format:
    """``place`` is loaded when it is asked for; ``libraries`` are of the extra ``data``.

    ``made_of``: the format that must be written before it.
    """

    place: str
    libraries: tuple[str, ...] = ()
    made_of: str | None = None


FORMATS: dict[str, Format] = {
    "jsonl": Format("extraction.sinks.jsonl:JsonlSink"),
    "csv": Format("extraction.sinks.csv_files:CsvSink"),
    "parquet": Format("extraction.sinks.parquet:ParquetSink", ("pyarrow",)),
    "duckdb": Format("extraction.sinks.duckdb_file:DuckdbSink", ("duckdb", "pyarrow"), "parquet"),
    "excel": Format("extraction.sinks.excel:ExcelSink", ("openpyxl",)),
}
# Written where nothing is said, as far as their libraries are there. A workbook takes ten times as
# long as all others together, and is written when it is asked for.
DEFAULT_FORMATS = ("jsonl", "csv", "parquet", "duckdb")


def missing_libraries(name: str) -> tuple[str, ...]:
    """What must be installed before the format can be written."""
    return tuple(
        library for library in FORMATS[name].libraries if importlib.util.find_spec(library) is None
    )


def choose_sinks(names: Sequence[str], folder: Path) -> list[Sink]:
    """A sink for each format, in order, behind those that they are made of.

    Raises:
        KeyError: for a format that there is none of.
        ModuleNotFoundError: for a format whose libraries are missing.
    """
    sinks: list[Sink] = []
    before = [needed for name in names if (needed := FORMATS[name].made_of) is not None]
    for name in dict.fromkeys((*before, *names)):
        module, _, attribute = FORMATS[name].place.partition(":")
        sinks.append(getattr(importlib.import_module(module), attribute)(folder))
    return sinks
