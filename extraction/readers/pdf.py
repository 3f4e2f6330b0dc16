"""PDF files with a text layer, through pypdfium2.

This module opens the file, walks its pages and says why a file cannot be read; characters,
rulings, tables, lines and furniture have a module each beside it. Recognising pictures of text
is left to others: such a file is refused with ``no_text_layer``.

pdfium is not thread-safe: calls from several threads of one process need a lock around them;
processes do not disturb each other.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extraction.document.document import Document
from extraction.document.layout import Furniture, Page
from extraction.errors import UnreadableReport
from extraction.readers.pdf_assembly import PageDraft, pages_to_document
from extraction.readers.pdf_bombs import refuse_bombs
from extraction.readers.pdf_cells import chars_to_tables
from extraction.readers.pdf_chars import Char, Frame, page_to_chars
from extraction.readers.pdf_columns import lines_to_tables
from extraction.readers.pdf_drafts import TableDraft
from extraction.readers.pdf_furniture import EdgeLine, pages_to_furniture
from extraction.readers.pdf_lattice import drawn_to_lattices
from extraction.readers.pdf_lines import TextLine, chars_to_lines, page_to_lines
from extraction.readers.pdf_rulings import Ruling, join_rulings, page_to_drawn
from extraction.readers.role import Limits

# Paths and their segments in one file; a million take some 6 s.
MAX_FILE_DRAWING = 1_000_000

_LOG = logging.getLogger(__name__)

_ENCRYPTED = frozenset({pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY})
# Titles and authors that programs fill in by themselves.
_EMPTY_NAME = re.compile(
    r"\s*|untitled.*|anonymous|unspecified|unknown|user|admin(?:istrator)?|lenovo|dell|hp|pc"
    r"|microsoft|windows.*|无标题|未命名.*|文档\s*\d*|document\s*\d*|about:blank|用户|管理员"
    r"|(?:microsoft (?:word|office|excel)|wps)\b.*|.*\.(?:docx?|wps|xlsx?|pdf|rtf|et|html?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _ReadPage:
    """A page before furniture is known."""

    page: Page
    frame: Frame
    lines: list[TextLine]
    tables: list[TableDraft]
    slanted: list[Char]
    level: list[Ruling]
    has_pictures: bool
    chars: int
    drawing: int

    def edge_lines(self) -> list[EdgeLine]:
        """The lines with their distance from the edges, of the page as shown or as read."""
        return [_edge_line(line, self.frame) for line in self.lines]


def read_pdf(data: bytes, *, limits: Limits) -> Document:
    """The text layer of a PDF file, page by page.

    Pages that cannot be opened are empty pages, with a warning in the log.

    Raises:
        UnreadableReport: empty, too_large, encrypted, truncated, no_text_layer, no_text or
            too_complex.
    """
    if not data:
        raise UnreadableReport("empty")
    if len(data) > limits.file_bytes:
        raise UnreadableReport("too_large", f"{len(data)} bytes")
    refuse_bombs(data, unpacked_bytes=limits.unpacked_bytes)
    with _opened(data) as file:
        pages = _read_pages(file, limits=limits)
        metadata = _metadata(file)
    if not any(page.lines or page.tables for page in pages):
        raise _no_text(pages)
    drafts = _without_furniture(pages)
    if not any(draft.lines or draft.tables for draft in drafts):
        raise _no_text(pages)
    return pages_to_document(drafts, metadata=metadata)


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in _ENCRYPTED:
            raise UnreadableReport("encrypted") from error
        raise UnreadableReport("truncated", str(error)) from error
    try:
        yield file
    finally:
        file.close()


def _read_pages(file: pypdfium2.PdfDocument, *, limits: Limits) -> list[_ReadPage]:
    count = len(file)
    if count > limits.pages:
        raise UnreadableReport("too_large", f"{count} pages")
    pages: list[_ReadPage] = []
    unopened = chars = tables = cells = drawing = 0
    for number in range(1, count + 1):
        handle = pdfium.FPDF_LoadPage(file.raw, number - 1)
        if not handle:
            _LOG.warning("page %d of %d cannot be opened", number, count)
            unopened += 1
            pages.append(_empty_page(number))
            continue
        try:
            page = _read_page(handle, number, limits=limits)
        finally:
            pdfium.FPDF_ClosePage(handle)
        pages.append(page)
        chars += page.chars
        tables += len(page.tables)
        cells += sum(len(table.cells) for table in page.tables)
        if chars > limits.text_chars:
            raise UnreadableReport("too_large", f"more than {limits.text_chars} characters")
        drawing += page.drawing
        if drawing > MAX_FILE_DRAWING:
            raise UnreadableReport("too_complex", f"{drawing} drawn lines by page {number}")
        if tables > limits.tables or cells > limits.table_cells:
            raise UnreadableReport("too_complex", f"{tables} tables with {cells} cells")
    if unopened == count:
        raise UnreadableReport("truncated", f"none of {count} pages can be opened")
    return pages


def _read_page(handle: Any, number: int, *, limits: Limits) -> _ReadPage:
    detail = f"page {number}"
    found = page_to_chars(handle, detail=detail)
    drawn = page_to_drawn(handle, frame=found.frame, detail=detail)
    lattices = drawn_to_lattices(drawn, max_boxes=limits.table_cells)
    tables, free = chars_to_tables(found.chars, lattices)
    return _ReadPage(
        Page(number, found.frame.width, found.frame.height),
        found.frame,
        page_to_lines(free),
        tables,
        found.slanted,
        join_rulings(drawn.level),
        has_pictures=bool(drawn.images or drawn.paths),
        chars=len(found.chars),
        drawing=drawn.paths + drawn.segments,
    )


def _empty_page(number: int) -> _ReadPage:
    frame = Frame((1.0, 0.0, 0.0, -1.0, 0.0, 0.0), 0, 0.0, 0.0)
    return _ReadPage(
        Page(number, 0.0, 0.0), frame, [], [], [], [], has_pictures=False, chars=0, drawing=0
    )


def _without_furniture(pages: Sequence[_ReadPage]) -> list[PageDraft]:
    """Furniture set apart, then tables without rulings found in what is left."""
    drafts: list[PageDraft] = []
    for page, left_out in zip(
        pages, pages_to_furniture([page.edge_lines() for page in pages]), strict=True
    ):
        furniture = [_furniture(page.lines[index], page) for index in sorted(left_out)] + [
            _furniture(line, page) for line in _slanted_lines(page.slanted)
        ]
        lines = [line for index, line in enumerate(page.lines) if index not in left_out]
        tables, lines = lines_to_tables(lines, level=page.level)
        drafts.append(PageDraft(page.page, page.frame, lines, [*page.tables, *tables], furniture))
    return drafts


def _edge_line(line: TextLine, frame: Frame) -> EdgeLine:
    box = frame.shown(line.x0, line.top, line.x1, line.bottom)
    shown = box.y_mid / frame.height
    read = line.y_mid / frame.read_height
    nearest = min(shown, read, 1 - shown, 1 - read)
    at_top = nearest in (shown, read)
    return EdgeLine(line, nearest if at_top else 1 - nearest, 1 - nearest if at_top else nearest)


def _slanted_lines(slanted: Sequence[Char]) -> list[TextLine]:
    """Text across the page, in content order, as one line."""
    drawn = tuple(char for char in slanted if not char.is_space)
    if not drawn:
        return []
    (line,) = chars_to_lines([drawn[0]])
    return [
        replace(
            line,
            text="".join(char.code for char in drawn),
            chars=drawn,
            x0=min(char.x0 for char in drawn),
            top=min(char.top for char in drawn),
            x1=max(char.x1 for char in drawn),
            bottom=max(char.bottom for char in drawn),
        )
    ]


def _furniture(line: TextLine, page: _ReadPage) -> Furniture:
    box = page.frame.shown(line.x0, line.top, line.x1, line.bottom)
    return Furniture(line.text, page.page.number, box)


def _no_text(pages: Sequence[_ReadPage]) -> UnreadableReport:
    count = len(pages)
    if any(page.page.width == 0 for page in pages):
        return UnreadableReport("truncated", f"not all of {count} pages can be opened")
    if any(page.has_pictures for page in pages):
        return UnreadableReport("no_text_layer", f"{count} pages")
    return UnreadableReport("no_text", f"{count} empty pages")


def _metadata(file: pypdfium2.PdfDocument) -> Mapping[str, str]:
    found = file.get_metadata_dict(skip_empty=True)
    named = {key.lower(): value.strip("\0 \t\r\n") for key, value in found.items()}
    return {
        key: named[key]
        for key in ("title", "author")
        if key in named and not _EMPTY_NAME.fullmatch(named[key])
    }
