"""The body of a DOCX written out as the frozen text, with lines, blocks and grids noted on the way.

A paragraph is a line, a table row is a line with its cells joined by tabs. A table that only
frames other content (one cell, one column around a table, or a cell with paragraphs of running
text) is unwrapped: its content stands as if the frame were not there. Any other table inside a
cell is written below the row that holds it, as a grid of its own; text boxes are written below the
paragraph they hang on, in a cell behind its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extraction.document import Block, Grid, GridCell, Line
from extraction.document.layout import BlockKind
from extraction.errors import UnreadableReport
from extraction.readers.docx_names import (
    ALTERNATIVES,
    CONTROL,
    CONTROL_CONTENT,
    PARAGRAPH,
    TABLE,
    TRANSPARENT,
    Element,
    branch,
)
from extraction.readers.docx_paragraph import ParagraphReader, joint
from extraction.readers.docx_table import PlacedCell, TableLayout, table_to_layout
from extraction.readers.role import Limits

_BREAKS = re.compile(r"[\n\t]+")


@dataclass(slots=True)
class BodyWriter:
    """Collects the text of one story while its blocks are walked.

    ``_open_line`` holds the text of paragraphs whose mark is gone and which the next one continues.
    """

    paragraphs: ParagraphReader
    limits: Limits
    blocks: list[Block] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _cells: int = 0
    _tables: int = 0
    _open_line: list[str] = field(default_factory=list)

    def text(self) -> str:
        """All that was written, without the last line end."""
        self._close_line()
        return "".join(self._pieces)[:-1]

    def write_blocks(self, parent: Element, depth: int = 0) -> None:
        """Writes paragraphs and tables in file order.

        Raises:
            UnreadableReport: too_complex or too_large beyond the limits.
        """
        self._check_depth(depth)
        for child in parent:
            tag = child.tag
            if tag == PARAGRAPH:
                self._read_paragraph(child, depth + 1)
            elif tag == TABLE:
                self._read_table(child, depth + 1)
            else:
                inner = _inside(child)
                if inner is not None:
                    self.write_blocks(inner, depth + 2)

    def _read_paragraph(self, element: Element, depth: int) -> None:
        paragraph = self.paragraphs.read(element, depth, joined=bool(self._open_line))
        if paragraph.text or not paragraph.joins_next:
            self._open_line.append(paragraph.text)
        if not paragraph.joins_next:
            self._close_line(heading=paragraph.heading)
        for box in paragraph.boxes:
            self.write_blocks(box, depth + 4)

    def _close_line(self, *, heading: bool = False) -> None:
        """Writes the open paragraph, if there is one."""
        if not self._open_line:
            return
        text = "".join(self._open_line)
        self._open_line = []
        start = self._length
        self._write(text + "\n")
        if text.strip():
            kind: BlockKind = "heading" if heading else "paragraph"
            self.blocks.append(Block(kind, start, start + len(text)))

    def _read_table(self, element: Element, depth: int) -> None:
        layout = self._layout(element)
        if layout.is_frame:
            for row in layout.rows:
                for cell in row:
                    self.write_blocks(cell.element, depth + 2)
            return
        self._close_line()
        start = self._length
        self._write_grid(layout, depth)
        self.blocks.append(Block("table", start, self._length - 1))

    def _layout(self, element: Element) -> TableLayout:
        self._tables += 1
        if self._tables > self.limits.tables:
            raise UnreadableReport("too_complex", f"more than {self.limits.tables} tables")
        room = self.limits.table_cells - self._cells
        layout = table_to_layout(element, max_cells=room, max_depth=self.limits.nesting)
        self._cells += sum(len(row) for row in layout.rows)
        return layout

    def _write_grid(self, layout: TableLayout, depth: int) -> None:
        place = len(self.grids)
        start = self._length
        end = start
        cells: list[GridCell] = []
        for row in layout.rows:
            inner: list[TableLayout] = []
            for index, cell in enumerate(row):
                if index:
                    self._write("\t")
                cells.append(self._write_cell(cell, depth + 2, inner))
            end = self._length
            self._write("\n")
            for table in inner:
                self._write_grid(table, depth + 3)
                end = self._length - 1
        if cells:
            grid = Grid(start, end, len(layout.rows), layout.n_cols, tuple(cells))
            self.grids.insert(place, grid)

    def _write_cell(self, cell: PlacedCell, depth: int, inner: list[TableLayout]) -> GridCell:
        pieces: list[str] = []
        self._read_cell(cell.element, depth, pieces, inner)
        start = self._length
        self._write("".join(pieces))
        return GridCell(cell.row, cell.col, cell.rowspan, cell.colspan, start, self._length)

    def _read_cell(
        self, parent: Element, depth: int, pieces: list[str], inner: list[TableLayout]
    ) -> None:
        """Collects the text of a cell in ``pieces`` and the tables in it in ``inner``."""
        self._check_depth(depth)
        joined = False
        for child in parent:
            tag = child.tag
            if tag == PARAGRAPH:
                paragraph = self.paragraphs.read(child, depth + 1, joined=joined)
                for line in _BREAKS.split(paragraph.text):
                    kept = line.strip()
                    if kept:
                        gap = "" if joined or not pieces else joint(pieces[-1], kept)
                        pieces += (gap, kept) if gap else (kept,)
                    joined = False
                joined = paragraph.joins_next and bool(paragraph.text)
                for box in paragraph.boxes:
                    self._read_cell(box, depth + 4, pieces, inner)
            elif tag == TABLE:
                self._read_inner_table(child, depth + 1, pieces, inner)
            else:
                wrapped = _inside(child)
                if wrapped is not None:
                    self._read_cell(wrapped, depth + 2, pieces, inner)

    def _read_inner_table(
        self, element: Element, depth: int, pieces: list[str], inner: list[TableLayout]
    ) -> None:
        layout = self._layout(element)
        if not layout.is_frame:
            inner.append(layout)
            return
        for row in layout.rows:
            for cell in row:
                self._read_cell(cell.element, depth + 2, pieces, inner)

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
        if self._length > self.limits.text_chars:
            raise UnreadableReport("too_large", f"more than {self.limits.text_chars} characters")

    def _check_depth(self, depth: int) -> None:
        if depth > self.limits.nesting:
            raise UnreadableReport("too_complex", f"nested deeper than {self.limits.nesting}")


def _inside(element: Element) -> Element | None:
    """What to read of an element around blocks; None for one that holds nothing to read."""
    if element.tag == CONTROL:
        return element.find(CONTROL_CONTENT)
    if element.tag == ALTERNATIVES:
        return branch(element)
    return element if element.tag in TRANSPARENT else None


def text_to_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that ends without a line end; none for an empty text."""
    lines: list[Line] = []
    start = 0
    for part in text.split("\n") if text else ():
        lines.append(Line(start, start + len(part)))
        start += len(part) + 1
    return tuple(lines)
