"""Containers that are damaged, foreign or made to harm."""

from __future__ import annotations

import io
import zipfile

import pytest

from extraction.errors import UnreadableReport
from extraction.readers.docx import read_docx
from extraction.readers.role import Limits
from tests.extraction.readers.docx_builder import NAMESPACES, docx, pack, paragraph, row, table

GOOD = docx(paragraph("甲县水务局政府信息公开工作年度报告") * 40)


def code_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableReport) as caught:
        read_docx(data, limits=limits or Limits())
    return caught.value.code


def with_document(xml: str | bytes) -> bytes:
    return docx("", parts={"word/document.xml": xml})


def document_xml(body: str, *, before: str = "") -> str:
    return f"{before}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9, 0.99])
def test_a_file_that_breaks_off_is_truncated(share: float) -> None:
    assert code_of(GOOD[: int(len(GOOD) * share)]) == "truncated"


def test_a_part_with_wrong_bytes_is_truncated() -> None:
    stored = docx(paragraph("甲县水务局"), compression=zipfile.ZIP_STORED)
    assert code_of(stored.replace("水务".encode(), "农业".encode())) == "truncated"


@pytest.mark.parametrize(
    "xml",
    [
        document_xml(paragraph("甲"))[:-20],
        document_xml("<w:p><w:r><w:t>&#0;</w:t></w:r></w:p>"),
        document_xml("<w:p><w:r><w:t>&missing;</w:t></w:r></w:p>"),
        b"",
        b"\xff\xfe\x00",
    ],
)
def test_xml_that_is_not_well_formed_is_truncated(xml: str | bytes) -> None:
    assert code_of(with_document(xml)) == "truncated"


@pytest.mark.parametrize(
    "files",
    [
        {"readme.txt": "not a document"},
        {"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"},
        {"word/document.xml": "<html><body/></html>"},
    ],
)
def test_other_zip_files_are_of_unknown_format(files: dict[str, str]) -> None:
    assert code_of(pack(files)) == "unknown_format"


def test_a_document_type_is_refused_before_entities_unfold() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    body = "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"
    assert code_of(with_document(document_xml(body, before=bomb))) == "too_complex"


def test_a_document_type_in_utf_16_is_refused_too() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]>'
    xml = document_xml("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", before=bomb)
    assert code_of(with_document(xml.encode("utf-16"))) == "too_complex"


def test_a_part_may_be_utf_16() -> None:
    data = with_document(document_xml(paragraph("甲县水务局")).encode("utf-16"))
    assert read_docx(data, limits=Limits()).text == "甲县水务局"


def test_strict_files_read_like_transitional_ones() -> None:
    xml = document_xml(paragraph("甲") + table(row("乙", "1"))).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read_docx(with_document(xml), limits=Limits()).text == "甲\n乙\t1"


def test_a_part_that_unpacks_beyond_the_limit_is_too_large() -> None:
    assert code_of(GOOD, Limits(unpacked_bytes=1000)) == "too_large"


def test_a_part_that_unpacks_to_a_thousandfold_is_too_large() -> None:
    padding = " " * (20 * 1024 * 1024)
    assert code_of(with_document(document_xml(padding))) == "too_large"


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    data = bytearray(with_document(document_xml(paragraph("甲") + " " * 100_000)))
    target = io.BytesIO(bytes(data))
    info = zipfile.ZipFile(target).getinfo("word/document.xml")
    size = info.file_size.to_bytes(4, "little")
    lied = bytes(data).replace(size, (200).to_bytes(4, "little"))
    assert lied != bytes(data)
    assert code_of(lied) == "truncated"


@pytest.mark.parametrize("tag", ["w:ins", "w:smartTag", "w:hyperlink"])
def test_nesting_beyond_the_limit_is_too_complex(tag: str) -> None:
    nested = f"<{tag}>" * 60 + "<w:r><w:t>甲</w:t></w:r>" + f"</{tag}>" * 60
    data = docx(f"<w:p>{nested}</w:p>")
    assert read_docx(data, limits=Limits()).text == "甲"
    assert code_of(data, Limits(nesting=50)) == "too_complex"


@pytest.mark.parametrize("depth", [90, 3000])
def test_tables_nested_beyond_the_limit_are_too_complex(depth: int) -> None:
    opening = "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" * depth
    closing = "<w:p/></w:tc></w:tr></w:tbl>" * depth
    assert code_of(docx(opening + closing)) == "too_complex"


def test_more_tags_than_a_report_can_have_are_too_complex() -> None:
    data = docx("<w:p/>" * 2_000_001, compression=zipfile.ZIP_STORED)
    assert code_of(data) == "too_complex"


def test_a_text_longer_than_the_limit_is_too_large() -> None:
    assert code_of(GOOD, Limits(text_chars=100)) == "too_large"


def test_names_that_point_outside_are_never_followed() -> None:
    data = docx(paragraph("甲"), parts={"../../evil.txt": b"x", "/etc/passwd": b"x"})
    assert read_docx(data, limits=Limits()).text == "甲"


def test_relations_to_the_outside_are_not_parts() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="a/header" Target="http://192.0.2.1/x" TargetMode="External"/>'
        '<Relationship Id="r2" Type="a/header" Target="../../../etc/passwd"/></Relationships>'
    )
    data = docx(paragraph("甲"), parts={"word/_rels/document.xml.rels": relations})
    assert read_docx(data, limits=Limits()).furniture == ()


def test_an_encrypted_entry_is_encrypted() -> None:
    data = bytearray(GOOD)
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[at + 8] |= 1
    assert code_of(bytes(data)) == "encrypted"


def test_an_encrypted_package_is_encrypted() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    assert code_of(data) == "encrypted"


def test_a_main_part_of_another_name_is_found() -> None:
    xml = document_xml(paragraph("甲"))
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="x/officeDocument" Target="/word/document2.xml"/>'
        "</Relationships>"
    )
    data = pack({"_rels/.rels": relations, "word/document2.xml": xml})
    assert read_docx(data, limits=Limits()).text == "甲"
