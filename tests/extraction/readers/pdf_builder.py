"""Small PDF files built by hand for the tests of the reader.

Coordinates are those of the reader: points from the top left corner of the page. Chinese text is
set in STSong-Light, a font that viewers supply, so that no font file is needed.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import reportlab
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

A4 = (595.0, 842.0)
FONT = "STSong-Light"
# The letter A in Vera, the font that ReportLab brings along; letters follow.
_FIRST_GLYPH = 36


class Cell(NamedTuple):
    """A cell of a table to draw, with its place, spans and text (``\\n`` breaks lines)."""

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1


class PdfBuilder:
    """Draws page after page; ``to_bytes`` ends the file."""

    def __init__(
        self, size: tuple[float, float] = A4, *, password: str | None = None, title: str = ""
    ) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self._buffer = io.BytesIO()
        encrypt = StandardEncryption(password) if password else None
        self.canvas = Canvas(
            self._buffer, pagesize=size, invariant=1, encrypt=encrypt, pageCompression=0
        )
        self.canvas.setTitle(title)
        self._height = size[1]

    def text(
        self,
        x: float,
        top: float,
        text: str,
        *,
        size: float = 12.0,
        angle: float = 0.0,
        font: str = FONT,
    ) -> None:
        """One line whose letters start ``top`` below the page's edge; angle counter-clockwise."""
        self.canvas.setFont(font, size)
        if angle:
            self.canvas.saveState()
            self.canvas.translate(x, self._height - top)
            self.canvas.rotate(angle)
            self.canvas.drawString(0, 0, text)
            self.canvas.restoreState()
        else:
            self.canvas.drawString(x, self._height - top - 0.88 * size, text)

    def lines(
        self, x: float, top: float, lines: Sequence[str], *, size: float = 12.0, step: float = 20.0
    ) -> None:
        for number, line in enumerate(lines):
            self.text(x, top + number * step, line, size=size)

    def rule(self, x0: float, top: float, x1: float, bottom: float, *, width: float = 0.5) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self._height - top, x1, self._height - bottom)

    def fill(self, x0: float, top: float, x1: float, bottom: float, *, gray: float = 0.0) -> None:
        self.canvas.setFillGray(gray)
        self.canvas.rect(x0, self._height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def picture(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A small grey picture stretched over the rectangle, drawn without PIL."""
        self.canvas.drawImage(
            ImageReader(io.BytesIO(_pixel())), x0, self._height - bottom, x1 - x0, bottom - top
        )

    def table(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        cells: Sequence[Cell],
        *,
        ruled: bool = True,
        size: float = 10.0,
    ) -> None:
        """Cells between the given lines, each with its border, its text in the middle."""
        for cell in cells:
            x0, x1 = xs[cell.col], xs[cell.col + cell.colspan]
            top, bottom = ys[cell.row], ys[cell.row + cell.rowspan]
            if ruled:
                self.canvas.setLineWidth(0.5)
                self.canvas.rect(x0, self._height - bottom, x1 - x0, bottom - top)
            self.cell_text(x0, top, x1, bottom, cell.text, size=size)

    def cell_text(
        self, x0: float, top: float, x1: float, bottom: float, text: str, *, size: float = 10.0
    ) -> None:
        lines = text.split("\n") if text else []
        first = (top + bottom) / 2 - len(lines) * size * 0.6
        for number, line in enumerate(lines):
            width = pdfmetrics.stringWidth(line, FONT, size)
            self.text(
                (x0 + x1 - width) / 2, first + number * size * 1.2 + size * 0.1, line, size=size
            )

    def end_page(self) -> None:
        self.canvas.showPage()

    def to_bytes(self) -> bytes:
        self.canvas.save()
        return self._buffer.getvalue()


def composite_pdf(text: str, *, vertical: bool = False, unit: float = 1.0) -> bytes:
    """A page with one line of 20 points from (100, 142), in a font of Latin shapes.

    The codes of the font are mapped to the text by ToUnicode, as in subset fonts. With
    ``vertical`` the line runs down the page, as word processors write upright labels. ``unit``
    is the scale of the text space: some producers set fonts of hundreds of units scaled down.
    """
    codes = range(_FIRST_GLYPH, _FIRST_GLYPH + len(text))
    mapping = "\n".join(
        f"<{code:04x}> <{char.encode('utf-16-be').hex()}>"
        for code, char in zip(codes, text, strict=True)
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def\n"
        "/CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(text)} beginbfchar\n{mapping}\nendbfchar endcmap end end"
    )
    shown = "".join(f"{code:04x}" for code in codes)
    content = f"q {unit} 0 0 {unit} 0 0 cm BT /F {20 / unit} Tf {100 / unit} {700 / unit} Td"
    encoding = "Identity-V" if vertical else "Identity-H"
    return _objects_to_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                b" /Resources << /Font << /F 5 0 R >> >> >>"
            ),
            _stream(f"{content} <{shown}> Tj ET Q".encode()),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Vera /Encoding /%b"
            b" /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>" % encoding.encode(),
            (
                b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Vera /DW 1000"
                b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
                b" /CIDToGIDMap /Identity /FontDescriptor 7 0 R >>"
            ),
            (
                b"<< /Type /FontDescriptor /FontName /Vera /Flags 4 /FontBBox [0 -120 1000 880]"
                b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80"
                b" /FontFile2 9 0 R >>"
            ),
            _stream(cmap.encode()),
            _stream((Path(reportlab.__file__).parent / "fonts" / "Vera.ttf").read_bytes()),
        ]
    )


def forms_pdf(forms: Sequence[bytes], content: bytes, *, filtered: bytes = b"") -> bytes:
    """A page with this content stream; the n-th form, from 1, is called ``/Xn`` everywhere.

    ``filtered`` names the filters through which the content has gone.
    """
    names = b" ".join(b"/X%d %d 0 R" % (n, n + 5) for n in range(1, len(forms) + 1))
    resources = b"/Resources << /Font << /F 5 0 R >> /XObject << %b >> >>" % names
    kind = b"/Type /XObject /Subtype /Form /BBox [0 0 500 500]"
    return _objects_to_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %b >>"
            % resources,
            _stream(content, b"/Filter [%b]" % filtered),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *(_stream(form, kind + b" " + resources) for form in forms),
        ]
    )


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(content), content)


def _objects_to_pdf(objects: Sequence[bytes]) -> bytes:
    out = b"%PDF-1.7\n"
    offsets: list[int] = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )


def _pixel() -> bytes:
    """A one-pixel PNG."""
    return bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
        "0000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
    )
