"""Readers given noise and mutated files: a document, or ``UnreadableReport`` and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extraction.document import Document
from extraction.errors import UnreadableReport
from extraction.readers.detect import read
from extraction.readers.docx import read_docx
from extraction.readers.html import read_html
from extraction.readers.pdf import read_pdf
from extraction.readers.role import Limits
from extraction.readers.text import read_text
from tests.extraction.readers.docx_builder import NAMESPACES, pack
from tests.hostile.good import docx_report, formats, html_report, text_report
from tests.hostile.promises import document_to_faults
from tests.sizes import scaled

# Smaller than the real limits, so that an example takes milliseconds.
LIMITS = Limits(
    file_bytes=1_000_000,
    unpacked_bytes=4_000_000,
    text_chars=100_000,
    pages=20,
    tables=200,
    table_cells=5_000,
    nesting=100,
)
READERS: dict[str, Callable[..., Document]] = {
    "text": read_text,
    "html": read_html,
    "pdf": read_pdf,
    "docx": read_docx,
}
GOOD: dict[str, bytes] = {
    "text": text_report().encode("utf-8"),
    "html": html_report().encode("utf-8"),
    "pdf": formats()[".pdf"],
    "docx": docx_report(),
}
# What the formats are made of: spliced in, they break more than random bytes do.
TOKENS: dict[str, tuple[bytes, ...]] = {
    "text": (
        "一、总体情况".encode(),
        b"\r\n",
        b"\t",
        b"\x00",
        b"\xff",
        b"\x81\x30",
        b"999999999999",
    ),
    "html": (
        b"<table>",
        b"</table>",
        b"<tr>",
        b"<td colspan=99 rowspan=99>",
        b"</td>",
        b"<br>",
        b"<p>",
        b"</div>",
        b"<div class=nav>",
        b"<!--",
        b"-->",
        b"<script>",
        b'"',
        b"'",
        b"<",
        b">",
        b"&#x0;",
        b"&#xD800;",
        b"&nbsp;",
        b"<a href=x>",
        b"<h1>",
        b"<pre>\n",
        b"<meta charset=hex>",
    ),
    "pdf": (
        b"endobj",
        b"obj",
        b"stream\n",
        b"endstream",
        b"<<",
        b">>",
        b"[",
        b"]",
        b"1 0 R",
        b"99 0 R",
        b"/Length 9",
        b"/Kids",
        b"/Count -1",
        b"/Contents",
        b"BT",
        b"ET",
        b"Tj",
        b"q ",
        b"Q ",
        b"0 0 0 0 0 0 cm ",
        b"1e9 0 0 1e9 0 0 Tm ",
        b"re f ",
        b"l S ",
        b"startxref",
        b"trailer",
    ),
    "docx": (
        b"<w:p>",
        b"</w:p>",
        b"<w:p/>",
        b"<w:tbl>",
        b"</w:tbl>",
        b"<w:tr>",
        b"</w:tr>",
        b"<w:tc>",
        b"</w:tc>",
        b'<w:gridSpan w:val="9"/>',
        b"<w:vMerge/>",
        b'<w:vMerge w:val="restart"/>',
        b"<w:hMerge/>",
        b"<w:r>",
        b"</w:r>",
        b"<w:t>",
        b"</w:t>",
        b"<w:br/>",
        b"<w:tab/>",
        b'<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        b"<w:sdt><w:sdtContent>",
        b"<w:ins>",
        b'<w:numPr><w:numId w:val="1"/></w:numPr>',
        b"<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
        b"<w:txbxContent>",
        b"</w:txbxContent>",
        b"<w:pict>",
        b"</w:pict>",
        b"&#0;",
        b"<!DOCTYPE a>",
    ),
}
NAMES = ("a.txt", "a.html", "a.pdf", "a.docx", "a", None)

fuzzed = settings(
    max_examples=scaled(1_500, least=40),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def keeps_its_promise(reader: Callable[..., Document], data: bytes, **options: object) -> None:
    try:
        document = reader(data, limits=LIMITS, **options)
    except UnreadableReport:
        return
    assert document.text.strip()
    assert len(document.text) <= LIMITS.text_chars
    assert document_to_faults(document) == []


@st.composite
def mutated(draw: st.DrawFn, kind: str, source: bytes) -> bytes:
    """The source with pieces cut out, doubled, moved, overwritten or put in."""
    data = source
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 400))
        piece = draw(
            st.one_of(
                st.sampled_from(TOKENS[kind]),
                st.binary(max_size=20),
                st.integers(0, len(data)).map(lambda start, data=data: data[start : start + 300]),
            )
        )
        times = draw(st.sampled_from((1, 1, 1, 2, 30)))
        data = data[:at] + piece * times + data[at + length :]
    return data


@pytest.mark.parametrize("kind", READERS)
def test_noise(kind: str) -> None:
    @fuzzed
    @given(st.binary(max_size=3_000))
    def check(data: bytes) -> None:
        keeps_its_promise(READERS[kind], data)

    check()


@pytest.mark.parametrize("kind", READERS)
def test_mutated_files(kind: str) -> None:
    @fuzzed
    @given(mutated(kind, GOOD[kind]))
    def check(data: bytes) -> None:
        keeps_its_promise(READERS[kind], data)

    check()


@pytest.mark.parametrize("part", ["document", "styles", "numbering"])
def test_mutated_xml_inside_a_sound_package(part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD["docx"])) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = f"word/{part}.xml"

    @fuzzed
    @given(mutated("docx", files[name]))
    def check(xml: bytes) -> None:
        keeps_its_promise(read_docx, pack({**files, name: xml}))

    check()


@fuzzed
@given(
    body=st.recursive(
        st.sampled_from(TOKENS["docx"]).map(bytes.decode),
        lambda inner: (
            st.lists(inner, max_size=5)
            .map("".join)
            .map(lambda content: f"<w:tbl><w:tr><w:tc>{content}</w:tc><w:tc/></w:tr></w:tbl>")
        ),
    )
)
def test_word_markup_in_any_order(body: str) -> None:
    xml = docx_report({"word/document.xml": _wrapped(body)})
    keeps_its_promise(read_docx, xml)


@fuzzed
@given(st.lists(st.sampled_from(TOKENS["html"] + TOKENS["text"]), max_size=60))
def test_web_markup_in_any_order(pieces: list[bytes]) -> None:
    keeps_its_promise(read_html, b"<html><body>" + b"".join(pieces))


@fuzzed
@given(name=st.sampled_from(NAMES), data=st.data())
def test_any_bytes_under_any_name(name: str | None, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(GOOD)))
    content = data.draw(st.one_of(st.binary(max_size=200), mutated(kind, GOOD[kind])))
    if b"{\\rtf" not in content[:2_000]:
        keeps_its_promise(read, content, name=name)


def _wrapped(body: str) -> str:
    return f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
