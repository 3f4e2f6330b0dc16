"""The report's element as frozen text with lines, blocks and grids, in document order.

A block or a ``<br>`` ends a line. A data table is one line a row, cells joined by tabs. A row that
only arranges paragraphs or tables is no row of a grid: its cells are blocks, one behind the other,
so that a table inside a table is a grid of its own and no grid lies in another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.document import Block, Grid, GridCell, Line
from extraction.document.layout import BlockKind
from extraction.errors import UnreadableReport
from extraction.readers.html_content import FURNITURE_CHARS, is_furniture
from extraction.readers.html_facts import Page, shown_text
from extraction.readers.html_line import LineBuilder, join_lines
from extraction.readers.html_table import TableRow, lay_out, rows_to_stretches, table_to_parts
from extraction.readers.html_tree import SILENT_TAGS, Node
from extraction.readers.html_words import load_words
from extraction.readers.role import Limits

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BOLD_TAGS = frozenset("b strong".split())
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_KEEPS_LINES = frozenset("pre listing plaintext xmp".split())
# A bold line is a heading up to here: the longest headings of the form have 30 characters.
_HEADING_CHARS = 60
# Lines of page furniture: a breadcrumb has up to 100 characters.
_CHROME_CHARS = 200


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came out of an element; ``left_out`` are the texts of the furniture inside it."""

    text: str
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    grids: tuple[Grid, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Close:
    """The step that ends an element."""

    node: Node


@dataclass(frozen=True, slots=True)
class _LineEnd:
    """The step that ends a line."""


@dataclass(frozen=True, slots=True)
class _GridRows:
    """The step that draws rows as a grid."""

    rows: tuple[TableRow, ...]


_Step = Node | str | _Close | _LineEnd | _GridRows


class Renderer:
    """Collects text in document order. One renderer serves one document.

    Args:
        keep_lines: line ends in the source are line ends (text that holds nothing but tables).
    """

    def __init__(self, page: Page, limits: Limits, *, keep_lines: bool = False) -> None:
        self._page = page
        self._limits = limits
        self._keep_lines = keep_lines
        self._parts: list[str] = []
        self._length = 0
        self._line = LineBuilder()
        self._preformatted = self._bold = self._headings = 0
        self._blocks: list[Block] = []
        self._grids: list[Grid] = []
        self._left_out: list[str] = []

    def add_title(self, title: str) -> None:
        """A heading that stands before the element."""
        for line in title.split("\n"):
            self._headings += 1
            self._line.add(line)
            self._end_line()
            self._headings -= 1

    def render(self, root: Node) -> None:
        """Depth first without recursion; children wait on the stack behind their parent's end."""
        stack: list[_Step] = [_LineEnd(), _Close(root), *reversed(root.children)]
        if root.tag == "table":
            stack = [_LineEnd(), *reversed(self._table_to_steps(root))]
        else:
            self._enter(root)
        while stack:
            step = stack.pop()
            if isinstance(step, str):
                self._add(step)
            elif isinstance(step, Node):
                stack.extend(reversed(self._node_to_steps(step)))
            elif isinstance(step, _Close):
                self._leave(step.node)
            elif isinstance(step, _GridRows):
                self._draw_grid(step.rows)
            else:
                self._end_line()

    def finish(self) -> Drawn:
        """All that was collected; the text ends with one line end."""
        text = "".join(self._parts)
        last = text.find("\n", len(text.rstrip()))
        text = text[: max(last, 0)]
        lines, at = [], 0
        for line in text.split("\n") if text else ():
            lines.append(Line(at, at + len(line)))
            at += len(line) + 1
        return Drawn(
            f"{text}\n" if text else "",
            tuple(lines),
            tuple(self._blocks),
            tuple(self._grids),
            tuple(self._left_out),
        )

    def _node_to_steps(self, node: Node) -> Sequence[_Step]:
        if node.tag == "br":
            self._break_line()
            return ()
        if node.tag in SILENT_TAGS:
            return ()
        if node.is_hidden or is_furniture(self._page, node):
            self._leave_out(shown_text(node, FURNITURE_CHARS))
            return ()
        if node.tag == "table":
            return self._table_to_steps(node)
        self._enter(node)
        children = node.children
        if node.tag == "pre" and children and isinstance(children[0], str):
            # a line end right behind the tag does not count
            children = [children[0].removeprefix("\n"), *children[1:]]
        return [*children, _Close(node)]

    def _enter(self, node: Node) -> None:
        if node.is_block:
            self._end_line()
        self._step_into(node, 1)

    def _leave(self, node: Node) -> None:
        if node.is_block:
            self._end_line()
        self._step_into(node, -1)

    def _step_into(self, node: Node, count: int) -> None:
        if node.tag in _HEADINGS:
            self._headings += count
        if node.tag in _KEEPS_LINES:
            self._preformatted += count
        style = node.attributes.get("style", "").lower()
        if node.tag in _BOLD_TAGS or ("weight" in style and _BOLD_STYLE.search(style)):
            self._bold += count

    def _add(self, text: str) -> None:
        bold = self._bold > 0
        if not self._preformatted and not self._keep_lines:
            self._line.add(text, bold=bold)
            return
        add = self._line.add_kept if self._preformatted else self._line.add
        for number, line in enumerate(text.split("\n")):
            if number:
                self._break_line()
            add(line, bold=bold)

    def _break_line(self) -> None:
        """A line break of its own: an empty line stays one, behind the first line of text."""
        behind_table = bool(self._grids) and self._grids[-1].end + 1 == self._length
        if not self._end_line() and self._length and not (self._keep_lines and behind_table):
            self._emit("\n")

    def _end_line(self) -> bool:
        """Ends the line; whether anything stood on it."""
        is_bold = self._line.is_bold
        line = self._line.take()
        if not line:
            return False
        if len(line) <= _CHROME_CHARS and load_words().is_chrome_line(line):
            self._leave_out(line.strip()[:FURNITURE_CHARS])
            return True
        written = len(line.strip())
        if written:
            is_heading = self._headings or (is_bold and written <= _HEADING_CHARS)
            kind: BlockKind = "heading" if is_heading else "paragraph"
            self._blocks.append(Block(kind, self._length, self._length + len(line)))
        self._emit(line)
        self._emit("\n")
        return True

    def _leave_out(self, text: str) -> None:
        if text:
            self._left_out.append(text)

    def _emit(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > self._limits.text_chars:
            raise UnreadableReport("too_large", f"more than {self._limits.text_chars} characters")

    def _table_to_steps(self, table: Node) -> Sequence[_Step]:
        """Text outside of cells, then grids and the blocks of rows that only arrange."""
        parts = table_to_parts(table)
        steps: list[_Step] = [_LineEnd()]
        for stray in parts.stray:
            steps += (stray, _LineEnd())
        for is_grid, rows in rows_to_stretches(parts.rows, self._page):
            if is_grid:
                steps.append(_GridRows(tuple(rows)))
                continue
            for row in rows:
                for cell in row.cells:
                    steps += (cell, _LineEnd())
        return steps

    def _draw_grid(self, rows: Sequence[TableRow]) -> None:
        laid = lay_out(rows)
        start = self._length
        cells: list[GridCell] = []
        row = 0
        for cell in laid:
            if cell.row > row:
                self._emit("\n" * (cell.row - row))
                row = cell.row
            elif cells:
                self._emit("\t")
            text = cell_to_text(cell.element)
            written = text.strip()
            at = self._length + (len(text) - len(text.lstrip()) if written else 0)
            self._emit(text)
            cells.append(
                GridCell(cell.row, cell.col, cell.rowspan, cell.colspan, at, at + len(written))
            )
        width = max(cell.col + cell.colspan for cell in cells)
        self._grids.append(Grid(start, self._length, len(rows), width, tuple(cells)))
        self._blocks.append(Block("table", start, self._length))
        self._emit("\n")


def cell_to_text(cell: Node) -> str:
    """A cell's text on one line; its own line breaks are bridged by ``join_lines``."""
    lines: list[str] = []
    line = LineBuilder()
    stack: list[Node | str | _LineEnd] = [_LineEnd(), *reversed(cell.children)]
    while stack:
        step = stack.pop()
        if isinstance(step, str):
            line.add(step)
        elif not isinstance(step, Node):
            lines.append(line.take())
        elif step.is_shown:
            if step.is_block or step.tag == "br":
                lines.append(line.take())
                stack.append(_LineEnd())
            stack.extend(reversed(step.children))
    return join_lines(lines)
