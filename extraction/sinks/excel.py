"""The tables as one Excel workbook, ``DIR/gongkai.xlsx``, a sheet each.

A sheet ends at Excel's last row, and says so in its name; the whole is in the other formats.
Texts are written as text, whatever they begin with.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from extraction.sinks.csv_files import value_to_field
from extraction.sinks.files import written_whole
from extraction.sinks.role import InputReport, Needs
from extraction.sinks.tables import TABLES, Value

FILE_NAME = "gongkai.xlsx"
# Excel's own bounds: rows of a sheet with its heading, characters of a cell.
LAST_ROW = 1_048_576
_LONGEST_TEXT = 32_767
_CUT = "…"


class ExcelSink:
    name = "excel"
    needs: Needs = "all parts"

    def __init__(self, folder: Path, *, last_row: int = LAST_ROW) -> None:
        self._path = folder / FILE_NAME
        self._last_row = last_row
        self._book: Any = None
        self._sheets: dict[str, Any] = {}
        self._counts: dict[str, int] = {}

    def stands(self, part: int) -> bool:  # noqa: ARG002
        return self._path.is_file()

    def take(self, part: int, reports: Sequence[InputReport]) -> None:  # noqa: ARG002
        if self._book is None:
            self._open()
        for table in TABLES:
            sheet = self._sheets[table.name]
            for row in table.rows(reports):
                if self._counts[table.name] >= self._last_row:
                    sheet.title = f"{table.name} (cut)"
                    break
                sheet.append([_value_to_cell(sheet, value) for value in row])
                self._counts[table.name] += 1

    def _open(self) -> None:
        self._book = Workbook(write_only=True)
        for table in TABLES:
            sheet = self._book.create_sheet(table.name)
            sheet.freeze_panes = "A2"
            heading = [WriteOnlyCell(sheet, name) for name in table.names]
            for cell in heading:
                cell.font = Font(bold=True)
            sheet.append(heading)
            self._sheets[table.name] = sheet
            self._counts[table.name] = 1

    def finish(self, parts: Sequence[int]) -> None:  # noqa: ARG002
        if self._book is not None:
            with written_whole(self._path) as path, path.open("wb") as file:
                self._book.save(file)
        self._book = None

    def abandon(self) -> None:
        self._book = None


def _value_to_cell(sheet: Any, value: Value) -> object:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub(_CUT, str(value_to_field(value)))
    if len(text) > _LONGEST_TEXT:
        text = text[: _LONGEST_TEXT - 1] + _CUT
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell
