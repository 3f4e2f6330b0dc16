"""DOCX in, ``Document`` out: the front of the ``docx_*`` modules.

``docx_package`` unpacks, ``docx_styles`` and ``docx_numbering`` read what paragraphs refer to,
``docx_body`` walks the text. Old binary Word files are ``office``'s.
"""

from __future__ import annotations

import re

from extraction.document import Document, Furniture
from extraction.errors import UnreadableReport
from extraction.readers.docx_body import BodyWriter, text_to_lines
from extraction.readers.docx_names import Element, w
from extraction.readers.docx_numbering import definitions_to_numbering
from extraction.readers.docx_package import bytes_to_package
from extraction.readers.docx_paragraph import ParagraphReader
from extraction.readers.docx_styles import StyleSheet, styles_to_sheet
from extraction.readers.role import Limits

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT_RULES = 1

_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_METADATA: dict[str, str] = {_DUBLIN_CORE + "title": "title", _DUBLIN_CORE + "creator": "author"}

# The longest title of a report seen has 62 characters.
_MAX_METADATA_CHARS = 300
# Titles and authors that programs and machines fill in by themselves.
_NO_NAME = re.compile(
    r"python-docx|(?:ms|microsoft|windows|wps)\b.*|微软.*|user\d*|admin(?:istrator)?|unknown|lenovo"
    r"|dell|hp|asus|pc|thinkpad|用户|管理员|无标题|未命名.*|文档\s*\d*|(?:microsoft )?word.*文档",
    re.IGNORECASE,
)


def read_docx(data: bytes, *, limits: Limits) -> Document:
    """The document in reading order; headers and footers are its furniture.

    Raises:
        UnreadableReport: truncated, encrypted, unknown_format, too_large, too_complex, no_text or,
            where pictures are all it holds, no_text_layer.
    """
    package = bytes_to_package(data, limits=limits)
    sheet = styles_to_sheet(package.styles)
    numbering = definitions_to_numbering(package.numbering, sheet)
    writer = BodyWriter(ParagraphReader(sheet, numbering, limits.nesting), limits)
    body = package.document.find(w("body"))
    if package.document.tag != w("document") or body is None:
        raise UnreadableReport("unknown_format", "the main part is no Word document")
    writer.write_blocks(body)
    text = writer.text()
    if not text.strip():
        if package.has_pictures:
            raise UnreadableReport("no_text_layer", "the document holds pictures only")
        raise UnreadableReport("no_text", "no paragraph of the document holds text")
    return Document(
        text=text,
        media_type=MEDIA_TYPE,
        reader="docx",
        text_rules=TEXT_RULES,
        lines=text_to_lines(text),
        blocks=tuple(writer.blocks),
        grids=tuple(writer.grids),
        furniture=_furniture(package.margins, sheet, limits),
        metadata=_metadata(package.core),
    )


def _furniture(
    margins: tuple[Element, ...], sheet: StyleSheet, limits: Limits
) -> tuple[Furniture, ...]:
    """The lines of headers and footers, each once."""
    found: dict[str, None] = {}
    for margin in margins:
        numbering = definitions_to_numbering(None, sheet)
        writer = BodyWriter(ParagraphReader(sheet, numbering, limits.nesting), limits)
        writer.write_blocks(margin)
        for line in writer.text().split("\n"):
            if line.strip():
                found.setdefault(line.strip())
    return tuple(Furniture(line) for line in found)


def _metadata(core: Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for child in core if core is not None else ():
        key = _METADATA.get(str(child.tag))
        text = (child.text or "").strip()
        if key is not None and text and not _NO_NAME.fullmatch(text):
            found.setdefault(key, text[:_MAX_METADATA_CHARS])
    return found
