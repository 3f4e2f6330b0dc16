"""Lines and tables of all pages to one ``Document``: the frozen text and what points into it.

Text rules, number 1: lines joined by ``\\n`` within a page, pages joined by ``\\f`` alone, so that
the n-th part of the text between form feeds is page n, empty where the page holds no text. A
table is one line a row, its cells joined by ``\\t``, a merged cell once where it starts, the lines
inside a cell joined by nothing, two numbers below each other by a blank. No Unicode
normalisation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extraction.document.document import Document
from extraction.document.grid import Grid, GridCell
from extraction.document.layout import Box, Furniture, Glyph, Line, Page
from extraction.readers.pdf_blocks import PlacedLine, lines_to_blocks
from extraction.readers.pdf_chars import Char, Frame
from extraction.readers.pdf_drafts import CellDraft, TableDraft
from extraction.readers.pdf_lines import TextLine

TEXT_RULES = 1


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A page with what is left of it once furniture is taken out."""

    page: Page
    frame: Frame
    lines: Sequence[TextLine]
    tables: Sequence[TableDraft]
    furniture: Sequence[Furniture]


def pages_to_document(pages: Sequence[PageDraft], *, metadata: Mapping[str, str]) -> Document:
    """The document; ``pages`` are numbered from 1 without gaps."""
    writer = _Writer()
    for draft in pages:
        if draft.page.number > 1:
            writer.write("\f")
        writer.write_page(draft)
    return Document(
        text=writer.text,
        media_type="application/pdf",
        reader="pdf",
        text_rules=TEXT_RULES,
        pages=tuple(draft.page for draft in pages),
        lines=tuple(writer.lines),
        blocks=lines_to_blocks(writer.placed),
        grids=tuple(writer.grids),
        glyphs=tuple(writer.glyphs),
        furniture=tuple(item for draft in pages for item in draft.furniture),
        metadata=metadata,
    )


class _Writer:
    """Writes the frozen text once, from front to back, and notes where everything went."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.lines: list[Line] = []
        self.placed: list[PlacedLine] = []
        self.grids: list[Grid] = []
        self.glyphs: list[Glyph] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def write(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)

    def write_page(self, draft: PageDraft) -> None:
        items: list[tuple[float, float, TextLine | TableDraft]] = [
            *((_height(line, draft.tables), line.x0, line) for line in draft.lines),
            *((table.extent.top, table.extent.x0, table) for table in draft.tables),
        ]
        items.sort(key=lambda item: item[:2])
        for number, (_, _, item) in enumerate(items):
            if number:
                self.write("\n")
            if isinstance(item, TableDraft):
                self._write_table(item, draft)
            else:
                start = self._length
                self._write_line(item, draft)
                self._close_line(start, draft, item)

    def _close_line(self, start: int, draft: PageDraft, line: TextLine | None) -> None:
        self.lines.append(Line(start, self._length, draft.page.number))
        if line is not None:
            self.placed.append(PlacedLine(start, self._length, draft.page.number, line))

    def _write_line(self, line: TextLine, draft: PageDraft) -> None:
        offset, number, frame = self._length, draft.page.number, draft.frame
        self.write(line.text)
        for at, char in enumerate(line.chars, offset):
            if char is not None:
                self.glyphs.append(Glyph(at, number, _box(char, frame)))

    def _write_table(self, table: TableDraft, draft: PageDraft) -> None:
        first = self._length
        cells: list[GridCell] = []
        for number, row in enumerate(_rows(table)):
            if number:
                self.write("\n")
            start = self._length
            for place, cell in enumerate(row):
                if place:
                    self.write("\t")
                cells.append(self._write_cell(cell, draft))
            self._close_line(start, draft, None)
        self.placed.append(PlacedLine(first, self._length, draft.page.number, None))
        self.grids.append(
            Grid(first, self._length, table.n_rows, table.n_cols, tuple(cells), table.ruled)
        )

    def _write_cell(self, cell: CellDraft, draft: PageDraft) -> GridCell:
        start = self._length
        above: TextLine | None = None
        for line in cell.lines:
            if above and cell.parts_numbers(above, line):
                self.write(" ")
            self._write_line(line, draft)
            above = line
        return GridCell(
            cell.row,
            cell.col,
            cell.rowspan,
            cell.colspan,
            start,
            self._length,
            draft.page.number,
            draft.frame.shown(*cell.extent),
        )


def _height(line: TextLine, tables: Sequence[TableDraft]) -> float:
    """Where a line comes in reading order; one beside or over a table before or after it."""
    for table in tables:
        if table.extent.top <= line.y_mid < table.extent.bottom:
            middle = (table.extent.top + table.extent.bottom) / 2
            return table.extent.top - 0.1 if line.y_mid < middle else table.extent.bottom
    return line.y_mid


def _rows(table: TableDraft) -> list[list[CellDraft]]:
    """The cells that start in each row; rows in which none starts are left out."""
    rows: dict[int, list[CellDraft]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    return [rows[row] for row in sorted(rows)]


def _box(char: Char, frame: Frame) -> Box:
    return frame.shown(char.x0, char.top, char.x1, char.bottom)
