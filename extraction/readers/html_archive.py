"""Web archives (MHT): the page inside, which ``html`` reads; pictures and styles are left alone."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import replace

from extraction.document import Document
from extraction.errors import UnreadableReport
from extraction.readers.html import read_html
from extraction.readers.role import Limits

MEDIA_TYPE = "multipart/related"
_HEAD_BYTES = 8192
# A saved page has some 100 pictures.
_MOST_PARTS = 2000
_BOUNDARY = re.compile(rb"^content-type:\s*multipart/[^\n]*?(?:\n[ \t][^\n]*)*?\bboundary=\"?"
                       rb"([^\"\s;]{1,200})", re.IGNORECASE | re.MULTILINE)  # fmt: skip
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_PAGE = re.compile(rb"^content-type:\s*text/html\b", re.IGNORECASE | re.MULTILINE)
_CHARSET = re.compile(rb"\bcharset=\"?([\w\-]{2,30})", re.IGNORECASE)
_TRANSFER = re.compile(rb"^content-transfer-encoding:\s*([\w\-]+)", re.IGNORECASE | re.MULTILINE)


def read_archive(data: bytes, *, limits: Limits) -> Document:
    """The first page of the archive.

    Raises:
        UnreadableReport: unknown_format, truncated, and all that ``read_html`` raises.
    """
    for head, body in _parts(data):
        if _PAGE.search(head):
            charset = _CHARSET.search(head)
            declared = charset[1].decode("ascii") if charset else None
            page = read_html(_decode(head, body), limits=limits, declared=declared)
            return replace(page, media_type=MEDIA_TYPE)
    raise UnreadableReport("unknown_format", "a web archive without a page")


def _parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Headers and content of each part."""
    boundary = _BOUNDARY.search(data[:_HEAD_BYTES])
    for part in data.split(b"--" + boundary[1], _MOST_PARTS) if boundary else ():
        blank = _BLANK_LINE.search(part)
        if blank:
            yield part[: blank.start()], part[blank.end() :]


def _decode(head: bytes, body: bytes) -> bytes:
    transfer = _TRANSFER.search(head)
    name = transfer[1].lower() if transfer else b""
    if name == b"quoted-printable":
        return binascii.a2b_qp(body)
    if name == b"base64":
        try:
            return binascii.a2b_base64(body)
        except binascii.Error as error:
            raise UnreadableReport("truncated", f"the archived page: {error}") from error
    return body
