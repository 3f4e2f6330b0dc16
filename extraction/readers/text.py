"""Text and Markdown dumps: the decoded file is the frozen text, nothing else changed.

Tables drawn with tabs or pipes stay lines here; ``extraction.tables`` reads them.
"""

from __future__ import annotations

import re

from extraction.document import Block, Document, Line
from extraction.errors import UnreadableReport
from extraction.readers.dates import text_to_iso_date
from extraction.readers.encodings import bytes_to_text
from extraction.readers.role import Limits

TEXT_RULES = 1
_LINE_END = re.compile(r"\r\n|[\r\n\f]")
# Marks and joiners that show nothing: a file of nothing else holds no text.
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\ufffd"

_CRAWLER_END = re.compile(r"^[=\-*—]{4,}[ \t]*正文[ \t]*[=\-*—]{4,}[ \t]*\r?$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_HEADER_LINE = re.compile(r"^[ \t]*(\w{1,12})[ \t]*[:：][ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
_HEADER_KEYS: dict[str, str] = {
    "标题": "title",
    "title": "title",
    "发布时间": "published",
    "发布日期": "published",
    "date": "published",
    "published": "published",
    "发布机构": "agency",
    "发布单位": "agency",
    "来源": "agency",
    "agency": "agency",
    "原文链接": "url",
    "链接": "url",
    "url": "url",
    "作者": "author",
    "author": "author",
}
# A crawler's header has some ten lines.
_HEADER_CHARS = 4000


def read_text(data: bytes, *, limits: Limits) -> Document:
    """The file as text, a block for each line that is not blank.

    Raises:
        UnreadableReport: binary, encoding, too_large, no_text.
    """
    decoded = bytes_to_text(data)
    text = decoded.text
    if len(text) > limits.text_chars:
        raise UnreadableReport("too_large", f"{len(text)} characters")
    if not text.strip().strip(_INVISIBLE).strip():
        raise UnreadableReport("no_text")
    lines = text_to_lines(text)
    return Document(
        text=text,
        media_type="text/plain",
        reader="text",
        text_rules=TEXT_RULES,
        encoding=decoded.encoding,
        lines=lines,
        blocks=tuple(
            Block("paragraph", line.start, line.end)
            for line in lines
            if text[line.start : line.end].strip()
        ),
        metadata=text_to_metadata(text),
    )


def text_to_lines(text: str) -> tuple[Line, ...]:
    """Lines without their ends; a form feed ends a line too."""
    lines = []
    at = 0
    for end in _LINE_END.finditer(text):
        lines.append(Line(at, end.start()))
        at = end.end()
    if at < len(text):
        lines.append(Line(at, len(text)))
    return tuple(lines)


def text_to_metadata(text: str) -> dict[str, str]:
    """What a crawler's header or a Markdown front matter says; empty values left out."""
    found: dict[str, str] = {}
    for match in _HEADER_LINE.finditer(_header(text[:_HEADER_CHARS])):
        key = _HEADER_KEYS.get(match[1].lower())
        value: str | None = match[2].strip("\"' ")
        if key == "published" and value:
            value = text_to_iso_date(value)
        if key and value:
            found.setdefault(key, value)
    return found


def _header(head: str) -> str:
    crawler = _CRAWLER_END.search(head)
    if crawler:
        return head[: crawler.start()]
    matter = _FRONT_MATTER.match(head)
    return matter[1] if matter else ""
