"""Which reader reads a file: the one table of who reads what, and the look that decides.

The content decides; the name's suffix only breaks ties between plain text and loose markup, and
tells Word from WPS, which lie in the same container. What is wrong inside a file is left to its
reader.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from pathlib import PurePath
from typing import Literal

from extraction.document import Document
from extraction.errors import UnreadableReport
from extraction.readers.ole import is_compound, stream_names
from extraction.readers.role import Limits

Kind = Literal["text", "html", "archive", "pdf", "docx", "office"]

# Loaded by name when a file of the kind comes, so that a text file costs no PDF library.
READERS: dict[Kind, str] = {
    "text": "extraction.readers.text:read_text",
    "html": "extraction.readers.html:read_html",
    "archive": "extraction.readers.html_archive:read_archive",
    "pdf": "extraction.readers.pdf:read_pdf",
    "docx": "extraction.readers.docx:read_docx",
    "office": "extraction.readers.office:read_office",
}
DEFAULT_LIMITS = Limits()

_PDF = re.compile(rb"%PDF-\d")
# Marks and declarations that may stand before the first word or tag.
_LEADING = re.compile(rb"(?:\xef\xbb\xbf|\s+|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*", re.DOTALL)
_OFFICE_SUFFIXES = (".doc", ".wps")
_TEXT_SUFFIXES = frozenset((".txt", ".text", ".md", ".markdown"))
_HTML_SUFFIXES = frozenset(".html .htm .shtml .xhtml .jhtml .jsp .asp .aspx .php".split())
# First bytes of kinds that are taken for reports by mistake. Those of one or two letters could
# open a text too and count only before control characters.
_OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"RIFF", "a WebP picture, a sound or a film"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"7z\xbc\xaf\x27", "a 7z archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"%!PS", "a PostScript file"),
    (b"AC10", "a drawing"),
)
# How names inside a ZIP begin -> what the ZIP is.
_ZIP_KINDS: tuple[tuple[bytes, str], ...] = (
    (rb"OFD\.xml", "an OFD file"),
    (rb"xl/", "an Excel workbook"),
    (rb"ppt/", "a presentation"),
    (rb"content\.xml", "an OpenDocument file"),
    (rb"OEBPS/|META-INF/container\.xml", "an electronic book"),
)
_XML_KINDS: tuple[tuple[bytes, str], ...] = (
    (rb"<w:wordDocument\b|progid=\"Word\.Document\"|<pkg:package\b", "a Word XML file"),
    (rb"<office:document\b", "an OpenDocument file"),
    (rb"progid=\"Excel\.Sheet\"", "an Excel XML file"),
)
_ARCHIVE = re.compile(
    rb"\s*(?:MIME-Version|From):.{0,4000}?\bmultipart/related\b", re.IGNORECASE | re.DOTALL
)
_LOOK_BYTES = 1 << 20
# Tags that nothing but a page begins with, and those that loose markup begins with.
_PAGE_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|link|style|script)\b", re.IGNORECASE
)
_LOOSE_START = re.compile(
    r"<(?:div|table|tbody|tr|p|span|center|font|h[1-6]|section|article|main|form|ul|ol|br|b|strong"
    r"|a|img)\b",
    re.IGNORECASE,
)
_PAGE_TAG = re.compile(r"<(?:html|body|table)\b[^<>]*>", re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:p|div|td|tr|li|h[1-6])\s*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?(?:p|div|br|span|td|table|h[1-6]|strong|b|font|a|img)\b", re.IGNORECASE)
_WRITTEN_LINE = re.compile(r"^.*\S", re.MULTILINE)
# Text and Markdown hold a tag here and there; a page without html and body holds them throughout.
_LOOSE_ENDS = 3
_LINES_A_LOOSE_END = 2


def read(data: bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Reads a report file of any kind.

    Args:
        name: the file's name, where it has one; a wrong suffix does no harm.

    Raises:
        UnreadableReport: with the code that says why.
    """
    if not data:
        raise UnreadableReport("empty")
    if len(data) > limits.file_bytes:
        raise UnreadableReport("too_large", f"more than {limits.file_bytes} bytes")
    suffix = PurePath(name).suffix.lower() if name else ""
    kind = bytes_to_kind(data, suffix)
    reader = _load(READERS[kind])
    if kind == "office":
        return reader(data, limits=limits, suffix=suffix if suffix in _OFFICE_SUFFIXES else ".doc")
    return reader(data, limits=limits)


def _load(place: str) -> Callable[..., Document]:
    module, _, attribute = place.partition(":")
    loaded: Callable[..., Document] = getattr(importlib.import_module(module), attribute)
    return loaded


def bytes_to_kind(data: bytes, suffix: str = "") -> Kind:
    """The kind of a file by its content.

    Args:
        suffix: of the file's name, in lower case and with its dot; breaks ties only.

    Raises:
        UnreadableReport: unknown_format, encrypted.
    """
    if _PDF.search(data[:1024]):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        _refuse_other_zip(data)
        return "docx"
    if is_compound(data):
        _refuse_other_compound(data)
        return "office"
    if data[:64].lstrip().startswith(b"{\\rtf"):
        return "office"
    for magic, kind in _OTHER_KINDS:
        if data.startswith(magic) and (len(magic) > 2 or any(byte < 9 for byte in data[:512])):
            raise UnreadableReport("unknown_format", f"the file is {kind}")
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        _refuse_other_xml(data[:4096])
    if _ARCHIVE.match(data):
        return "archive"
    return "html" if is_markup(data, suffix) else "text"


def _refuse_other_xml(head: bytes) -> None:
    """Raises UnreadableReport for XML that is no page: unknown_format."""
    for sign, kind in _XML_KINDS:
        if re.search(sign, head):
            raise UnreadableReport("unknown_format", f"the file is {kind}")


def _refuse_other_zip(data: bytes) -> None:
    """Raises UnreadableReport for a ZIP that is no Word file: unknown_format."""
    listed = _zip_directory(data)
    if _names(listed, rb"word/"):
        return
    for name, kind in _ZIP_KINDS:
        if _names(listed, name):
            raise UnreadableReport("unknown_format", f"the file is {kind}")
    # a Word file that breaks off before its document part is the reader's to refuse
    if not _names(listed, rb"\[Content_Types\]\.xml"):
        raise UnreadableReport("unknown_format", "the file is a ZIP archive")


def _zip_directory(data: bytes) -> bytes:
    """The central directory; all of the file where it has none that stands where it says."""
    end = data.rfind(b"PK\x05\x06")
    if end >= 0:
        size = int.from_bytes(data[end + 12 : end + 16], "little")
        start = int.from_bytes(data[end + 16 : end + 20], "little")
        if data.startswith(b"PK\x01\x02", start):
            return data[start : start + size]
    return data


def _names(listed: bytes, beginning: bytes) -> bool:
    """Whether an entry's name begins so; names stand behind headers of fixed length."""
    headers = rb"(?s:PK\x01\x02.{42}|PK\x03\x04.{26})"
    return re.search(headers + rb"(?:" + beginning + rb")", listed) is not None


def _refuse_other_compound(data: bytes) -> None:
    """Raises UnreadableReport for an OLE file that is no open Word file."""
    names = stream_names(data)
    if "EncryptedPackage" in names:
        raise UnreadableReport("encrypted", "the document lies in an encrypted package")
    if "WordDocument" not in names:
        if names & {"Workbook", "Book"}:
            raise UnreadableReport("unknown_format", "the file is an Excel workbook")
        if "PowerPoint Document" in names:
            raise UnreadableReport("unknown_format", "the file is a presentation")


def is_markup(data: bytes, suffix: str = "") -> bool:
    """Whether the bytes are a web page or a piece of one rather than plain text."""
    look = _look(data)
    if _PAGE_START.match(look) or _PAGE_TAG.search(look):
        return True
    if suffix in _TEXT_SUFFIXES:
        ends = len(_BLOCK_END.findall(look))
        lines = len(_WRITTEN_LINE.findall(look))
        return ends >= _LOOSE_ENDS and lines <= ends * _LINES_A_LOOSE_END
    if _LOOSE_START.match(look) or len(_BLOCK_END.findall(look)) >= _LOOSE_ENDS:
        return True
    return suffix in _HTML_SUFFIXES and _ANY_TAG.search(look) is not None


def _look(data: bytes) -> str:
    """The beginning of the file as far as its markup matters: ASCII in any encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        wide = data[: _LOOK_BYTES // 2 * 2].decode("utf-16", errors="replace")
        return wide.lstrip("\ufeff \t\r\n")
    leading = _LEADING.match(data)
    start = leading.end() if leading else 0
    return data[start : start + _LOOK_BYTES].decode("ascii", errors="replace")
