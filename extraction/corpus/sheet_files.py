"""The sheets as files: CSV always, Parquet where pyarrow is installed.

CSV as the sinks write it: UTF-8 with a byte-order mark, an empty field for null, ``true`` and
``false``; texts stand as the reports have them.
"""

from __future__ import annotations

import csv
import importlib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from extraction.corpus.sheets import SHEETS, Sheet, Value
from extraction.corpus.views import Views
from extraction.sinks.files import written_whole

CSV, PARQUET = "csv", "parquet"


def views_to_folder(views: Views, folder: Path) -> list[str]:
    """Writes ``FOLDER/csv/<sheet>.csv`` and ``FOLDER/parquet/<sheet>.parquet``; the formats.

    Raises:
        OSError: where the folder cannot be written.
    """
    for sheet in SHEETS:
        with written_whole(folder / CSV / f"{sheet.name}.csv") as path:
            _write_csv(sheet, views, path)
    if find_spec("pyarrow") is None:
        return [CSV]
    write: Callable[[Sheet, Views, Path], None] = importlib.import_module(
        "extraction.corpus.parquet_sheets"
    ).sheet_to_parquet
    for sheet in SHEETS:
        with written_whole(folder / PARQUET / f"{sheet.name}.parquet") as path:
            write(sheet, views, path)
    return [CSV, PARQUET]


def _write_csv(sheet: Sheet, views: Views, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as to:
        rows = csv.writer(to)
        rows.writerow([name for name, _ in sheet.columns])
        rows.writerows([_to_field(value) for value in row] for row in sheet.rows(views))


def _to_field(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
