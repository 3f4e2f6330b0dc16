"""The tables as CSV: UTF-8 with a byte-order mark, without which Excel takes it for GBK.

Null is an empty field, a list is its texts with a blank between, truth is ``true`` or ``false``.
Texts stand as the reports have them: one that begins with ``=`` is a formula to a spreadsheet that
opens the file; the Excel sink writes them as text.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from extraction.sinks.files import PartFiles
from extraction.sinks.role import InputReport, Needs
from extraction.sinks.tables import TABLES, Value


class CsvSink:
    name = "csv"
    needs: Needs = "changed parts"

    def __init__(self, folder: Path) -> None:
        self._files = PartFiles(folder / self.name, "csv")

    def stands(self, part: int) -> bool:
        return self._files.stand(part)

    def take(self, part: int, reports: Sequence[InputReport]) -> None:
        tables = {table.name: table for table in TABLES}

        def write(name: str, path: Path) -> None:
            with path.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as to:
                rows = csv.writer(to)
                rows.writerow(tables[name].names)
                for row in tables[name].rows(reports):
                    rows.writerow([value_to_field(value) for value in row])

        self._files.write(part, write)

    def finish(self, parts: Sequence[int]) -> None:
        self._files.keep_only(parts)

    def abandon(self) -> None:
        """Every part is whole as it is."""


def value_to_field(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(value) if isinstance(value, list) else value
