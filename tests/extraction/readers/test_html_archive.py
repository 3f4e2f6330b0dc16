from __future__ import annotations

import base64
import quopri

import pytest

from extraction.errors import UnreadableReport
from extraction.readers.detect import read
from extraction.readers.html_archive import read_archive
from extraction.readers.role import Limits
from tests.extraction.readers.html_builder import TITLE, page

HEAD = (
    "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
    '\ttype="text/html"; boundary="----Next_01"\r\n\r\npreface\r\n'
)


def archive(
    content: bytes, transfer: str, *, charset: str = "utf-8", kind: str = "text/html"
) -> bytes:
    head = (
        f'------Next_01\r\nContent-Type: {kind};\r\n\tcharset="{charset}"\r\n'
        f"Content-Transfer-Encoding: {transfer}\r\n\r\n"
    )
    picture = "------Next_01\r\nContent-Type: image/png\r\n\r\nxx\r\n------Next_01--\r\n"
    return (HEAD + head).encode() + content + b"\r\n" + picture.encode()


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
def test_the_page_inside_is_read(transfer: str, codec: str) -> None:
    content = page(f"<p>{TITLE}</p>").encode(codec)
    encoded = {
        "quoted-printable": quopri.encodestring(content),
        "base64": base64.encodebytes(content),
        "8bit": content,
    }[transfer]
    document = read(archive(encoded, transfer, charset=codec), name="report.mht")
    assert document.text == f"{TITLE}\n"
    assert (document.reader, document.media_type) == ("html", "multipart/related")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (archive(b"x", "8bit", kind="text/css"), "unknown_format"),
        (HEAD.encode(), "unknown_format"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "unknown_format"),
        (archive(b"<p>", "8bit"), "no_text"),
    ],
)
def test_archives_without_a_page_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableReport) as caught:
        read_archive(data, limits=Limits())
    assert caught.value.code == code


def test_a_damaged_page_is_refused() -> None:
    with pytest.raises(UnreadableReport):
        read_archive(archive(b"abcde", "base64"), limits=Limits())
