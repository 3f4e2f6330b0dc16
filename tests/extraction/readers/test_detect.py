from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import pytest

from extraction.errors import UnreadableReport
from extraction.readers.detect import READERS, Kind, bytes_to_kind, read
from extraction.readers.role import Limits
from tests.extraction.readers.docx_builder import docx, paragraph
from tests.extraction.readers.html_builder import REPORT, TITLE, page
from tests.extraction.readers.ole_builder import compound
from tests.extraction.readers.pdf_builder import PdfBuilder

TEXT = f"{TITLE}\n\n一、总体情况\n主动公开政府信息128条。\n".encode()
PAGE = page(f"<h1>{TITLE}</h1>{REPORT}").encode()
WORD = docx(paragraph(TITLE))
SUFFIXES = ("", ".txt", ".md", ".html", ".pdf", ".docx", ".doc", ".wps", ".jpg")


def pdf() -> bytes:
    builder = PdfBuilder(title=TITLE)
    builder.text(60, 60, TITLE)
    return builder.to_bytes()


def zipped(names: Iterable[str], *, comment: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.comment = comment
        for name in names:
            archive.writestr(name, b"x" * 100)
    return target.getvalue()


def refusal(data: bytes, suffix: str = "") -> UnreadableReport:
    with pytest.raises(UnreadableReport) as caught:
        bytes_to_kind(data, suffix)
    return caught.value


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (TEXT, "text"),
        (TEXT.decode().encode("gb18030"), "text"),
        (TEXT.decode().encode("utf-16"), "text"),
        (PAGE, "html"),
        (PAGE.decode().encode("gb18030"), "html"),
        (PAGE.decode().encode("utf-16"), "html"),
        (b"\xef\xbb\xbf\r\n" + PAGE, "html"),
        (REPORT.encode(), "html"),
        (WORD, "docx"),
        (zipped(["[Content_Types].xml", "word/document.xml"], comment=b"c" * 300), "docx"),
        (pdf(), "pdf"),
        (b"\xef\xbb\xbf\n" + pdf(), "pdf"),
        (b"junk before the header " * 40 + pdf(), "pdf"),
        (compound({"WordDocument": b"x"}), "office"),
        (b"{\\rtf1\\ansi " + TEXT, "office"),
        (b"\r\n{\\rtf1\\ansi}", "office"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b", "archive"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_content_decides_whatever_the_suffix(data: bytes, kind: Kind, suffix: str) -> None:
    assert bytes_to_kind(data, suffix) == kind


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        ("<!DOCTYPE html>\n", "html"),
        ("<!-- 公开 -->\n<html>", "html"),
        ('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "x">', "html"),
        ("<HTML><BODY>", "html"),
        ("<div class='a'>", "html"),
        ("<table><tr><td>", "html"),
        ("<p>", "html"),
        ("<2023年度报告>", "text"),
        ("< p > 3", "text"),
        ("# 标题<br>\n\n| 甲<br>乙 | 1 |\n", "text"),
    ],
)
def test_the_first_tag_tells_a_page(start: str, kind: Kind) -> None:
    assert bytes_to_kind(f"{start}政府信息公开\n".encode()) == kind


@pytest.mark.parametrize("suffix", [".md", ".txt"])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# 甲\n\n<div align=center>乙</div>\n\n丙\n", "text"),
        ("甲<br>乙\n" * 9, "text"),
        ("<p align=center>甲</p>\n" + "乙\n" * 30 + "<p>丙</p>\n<p>丁</p>\n", "text"),
        ("<p>甲</p>\n<p>乙</p>\n<p>丙</p>\n", "html"),
        ("# 甲\n\n<table><tr><td>1</td></tr></table>\n", "html"),
    ],
)
def test_a_few_tags_in_a_text_file_make_no_page(text: str, kind: Kind, suffix: str) -> None:
    assert bytes_to_kind(text.encode(), suffix) == kind


def test_the_suffix_decides_between_text_and_loose_markup() -> None:
    data = "一、总体情况<br>无。".encode()
    assert bytes_to_kind(data, ".htm") == "html"
    assert bytes_to_kind(data, "") == "text"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "JPEG"),
        (b"GIF89a" + bytes(50), "GIF"),
        (b"II*\x00" + bytes(50), "TIFF"),
        (b"BM\x36\x00\x00\x00" + bytes(50), "BMP"),
        (b"\x1f\x8b\x08" + bytes(50), "gzip"),
        (b"Rar!\x1a\x07" + bytes(50), "RAR"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), "7z"),
        (b"MZ\x90\x00" + bytes(50), "program"),
        (b"\x7fELF" + bytes(50), "program"),
        (zipped(["OFD.xml", "Doc_0/Document.xml"]), "OFD"),
        (zipped(["[Content_Types].xml", "xl/workbook.xml"]), "Excel"),
        (zipped(["[Content_Types].xml", "ppt/presentation.xml"]), "presentation"),
        (zipped(["mimetype", "content.xml"]), "OpenDocument"),
        (zipped(["a.txt"]), "ZIP archive"),
        (zipped([]), "ZIP archive"),
        (compound({"Workbook": b"x"}), "Excel"),
        (compound({"PowerPoint Document": b"x"}), "presentation"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "Word XML"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_kinds_are_refused_by_name(data: bytes, named: str) -> None:
    error = refusal(data, ".txt")
    assert error.code == "unknown_format"
    assert named in error.detail


def test_texts_may_open_like_a_program_or_a_picture() -> None:
    assert bytes_to_kind(b"MZ Annual report") == "text"
    assert bytes_to_kind(b"BM 2023") == "text"


def test_a_word_file_inside_a_zip_is_not_taken_for_one() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("report.docx", WORD)
    assert refusal(target.getvalue()).code == "unknown_format"


def test_an_encrypted_word_file_is_named_so() -> None:
    assert refusal(compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y"})).code == "encrypted"


def test_a_word_file_that_breaks_off_is_left_to_its_reader() -> None:
    with pytest.raises(UnreadableReport) as caught:
        read(WORD[: len(WORD) // 2])
    assert caught.value.code == "truncated"


def test_nothing_is_empty() -> None:
    with pytest.raises(UnreadableReport) as caught:
        read(b"")
    assert caught.value.code == "empty"


def test_large_files_are_refused_before_they_are_looked_at() -> None:
    with pytest.raises(UnreadableReport) as caught:
        read(b"%PDF-1.7" + bytes(100), limits=Limits(file_bytes=100))
    assert caught.value.code == "too_large"


def test_the_limits_reach_the_reader() -> None:
    with pytest.raises(UnreadableReport) as caught:
        read(TEXT, limits=Limits(text_chars=5))
    assert caught.value.code == "too_large"


@pytest.mark.parametrize(
    ("data", "reader"), [(TEXT, "text"), (PAGE, "html"), (WORD, "docx"), (pdf(), "pdf")]
)
def test_each_kind_goes_to_its_reader(data: bytes, reader: str) -> None:
    document = read(data, name="报告.WRONG")
    assert document.reader == reader
    assert TITLE in document.text


def test_office_files_go_to_office_with_their_suffix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, "office", "tests.extraction.readers.test_detect:record_suffix")
    seen.clear()
    for name in ("a.wps", "a.DOC", "a.pdf", None):
        with pytest.raises(UnreadableReport):
            read(compound({"WordDocument": b"x"}), name=name)
    assert seen == [".wps", ".doc", ".doc", ".doc"]


seen: list[str] = []


def record_suffix(_data: bytes, *, limits: Limits, suffix: str) -> None:
    seen.append(suffix)
    raise UnreadableReport("needs_office")


def test_every_kind_has_a_reader() -> None:
    assert set(READERS) == {"text", "html", "archive", "pdf", "docx", "office"}
