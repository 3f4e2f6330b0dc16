"""Pages under a pen: where text and lines go, and the order in which a PDF writes them.

Positions are in points from the top left corner. ``pdf_table`` and ``pdf_drawn`` decide what is
drawn; this module only keeps pages and turns them into PDF.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
PORTRAIT = (595.0, 842.0)
LANDSCAPE = (842.0, 595.0)

Ink = Literal["prose", "label", "value", "furniture"]


@cache
def register_font() -> None:
    """The one Chinese font that every PDF viewer brings along."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def text_width(text: str, size: float) -> float:
    register_font()
    width: float = pdfmetrics.stringWidth(text, FONT, size)
    return width


def wrap_text(text: str, width: float, size: float) -> list[str]:
    """Lines no wider than ``width``; a break in the text is kept; never empty."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for char in paragraph:
            if line and text_width(line + char, size) > width:
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return lines


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of text at its baseline, or turned upwards by a quarter."""

    x: float
    y: float
    size: float
    text: str
    ink: Ink
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Sheetlet:
    """One page."""

    width: float
    height: float
    strokes: list[Stroke] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


@dataclass(slots=True)
class Pen:
    """The pages so far and how far down the last one is filled."""

    margin: float = 62.0
    size: tuple[float, float] = PORTRAIT
    pages: list[Sheetlet] = field(default_factory=list)
    y: float = 0.0

    @property
    def page(self) -> Sheetlet:
        return self.pages[-1]

    @property
    def bottom(self) -> float:
        return self.page.height - self.margin

    @property
    def width(self) -> float:
        return self.page.width - 2 * self.margin

    def turn_page(self) -> None:
        self.pages.append(Sheetlet(*self.size))
        self.y = self.margin

    def write(self, x: float, y: float, size: float, text: str, ink: Ink) -> None:
        if text.strip():
            self.page.strokes.append(Stroke(x, y, size, text, ink))

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.page.rules.append(Rule(x0, y0, x1, y1))


def pages_to_pdf(pages: list[Sheetlet], *, title: str, writing: int, page_numbers: bool) -> bytes:
    """The pages as PDF; ``writing`` is the order of ``Manner.writing``."""
    register_font()
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=PORTRAIT, invariant=1)
    canvas.setTitle(title)
    for number, page in enumerate(pages, start=1):
        canvas.setPageSize((page.width, page.height))
        canvas.setLineWidth(0.6)
        for rule in page.rules:
            canvas.line(rule.x0, page.height - rule.y0, rule.x1, page.height - rule.y1)
        for stroke in in_writing_order(page.strokes, writing):
            _put(canvas, page, stroke)
        if page_numbers:
            foot = Stroke(page.width / 2 - 10, page.height - 34, 10.5, f"- {number} -", "furniture")
            _put(canvas, page, foot)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def in_writing_order(strokes: list[Stroke], writing: int) -> list[Stroke]:
    if writing == 1:
        return sorted(strokes, key=lambda stroke: stroke.ink != "value")
    if writing == 2:
        return sorted(
            strokes,
            key=lambda stroke: (
                (0, round(stroke.x / 8), stroke.y) if stroke.ink == "value" else (1, 0, 0.0)
            ),
        )
    return strokes[::-1] if writing == 3 else strokes


def _put(canvas: Canvas, page: Sheetlet, stroke: Stroke) -> None:
    canvas.setFont(FONT, stroke.size)
    if not stroke.turned:
        canvas.drawString(stroke.x, page.height - stroke.y, stroke.text)
        return
    canvas.saveState()
    canvas.translate(stroke.x, page.height - stroke.y)
    canvas.rotate(90)
    canvas.drawString(0, 0, stroke.text)
    canvas.restoreState()
