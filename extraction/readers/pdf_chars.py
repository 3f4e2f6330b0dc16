"""The characters of a PDF page, each with its box, in the frame in which the page is read.

pdfium hands out characters in the order of the content stream, in the page's own coordinates,
and adds blanks, line ends and hyphens of its own. What leaves here is only what the file draws,
in a frame whose y axis runs down and in which most of the page's text runs from left to right,
whatever /Rotate says and however the text is turned. Lines are the task of ``pdf_lines``.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extraction.document.layout import Box
from extraction.errors import UnreadableReport

# A dense printed page holds some 3,000 characters, a page of fine print 20,000.
MAX_PAGE_CHARS = 200_000
# Degrees. Slanted scans lie within 3, watermarks across the page start at 15.
_SKEW = 8.0
# Points. Fonts below it are marks for machines.
_SMALLEST_EM = 0.5
# Share of the em that a glyph reaches below its baseline, where the font does not say.
_DESCENT = 0.12
_SPACES = frozenset({0x09, 0x20, 0xA0, 0x3000, *range(0x2000, 0x200B)})
_UNSEEN = frozenset(
    {*range(0x09), *range(0x0A, 0x20), *range(0x7F, 0xA0), 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF}
    | {*range(0xFFF9, 0xFFFE), 0xFFFF}
)
# pdfium replaces a hyphen at the end of a line by one of these
_LINE_END_HYPHENS = frozenset({0x02, 0xFFFE})


class Char(NamedTuple):
    """One drawn code point in the reading frame.

    ``base`` is its baseline, ``em`` its font size; ``turn`` counts quarter turns clockwise from
    the reading direction; ``order`` is its place in the content stream.
    """

    code: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    em: float
    turn: int
    order: int

    @property
    def x_mid(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def y_mid(self) -> float:
        """The middle of the letter body, which does not depend on the font's line height."""
        return self.base - 0.35 * self.em if self.turn == 0 else (self.top + self.bottom) / 2

    @property
    def is_space(self) -> bool:
        return ord(self.code) in _SPACES


class Extent(NamedTuple):
    """A rectangle in the reading frame."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Frame:
    """From the page's own coordinates to the reading frame, and from there to the page as shown.

    Attributes:
        matrix: (a, b, c, d, e, f) with x' = a x + c y + e and y' = b x + d y + f.
        turn: quarter turns clockwise by which the reading frame is turned against the page shown.
        width, height: of the page as shown, in points.
    """

    matrix: tuple[float, float, float, float, float, float]
    turn: int
    width: float
    height: float

    @property
    def read_height(self) -> float:
        return self.width if self.turn % 2 else self.height

    def extent(self, left: float, bottom: float, right: float, top: float) -> Extent:
        """Of a rectangle in the page's own coordinates."""
        a, b, c, d, e, f = self.matrix
        x0, x1 = a * left + c * bottom + e, a * right + c * top + e
        y0, y1 = b * left + d * bottom + f, b * right + d * top + f
        return Extent(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def shown(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """The box on the page as shown, cut at its edges."""
        if self.turn == 1:
            x0, top, x1, bottom = self.width - bottom, x0, self.width - top, x1
        elif self.turn == 2:
            x0, top, x1, bottom = (
                self.width - x1,
                self.height - bottom,
                self.width - x0,
                self.height - top,
            )
        elif self.turn == 3:
            x0, top, x1, bottom = top, self.height - x1, bottom, self.height - x0
        return Box(
            min(max(x0, 0.0), self.width),
            min(max(top, 0.0), self.height),
            min(max(x1, 0.0), self.width),
            min(max(bottom, 0.0), self.height),
        )


@dataclass(frozen=True, slots=True)
class PageChars:
    """``chars`` in content order, blanks included; ``slanted`` is text across the page."""

    frame: Frame
    chars: list[Char]
    slanted: list[Char]


class _Drawn(NamedTuple):
    """A character in the page's own coordinates; ``quarter`` counts counter-clockwise."""

    code: int
    left: float
    bottom: float
    right: float
    top: float
    base_x: float
    base_y: float
    em: float
    quarter: int | None
    order: int


def page_to_chars(page: Any, *, detail: str) -> PageChars:
    """Every drawn character of an open pdfium page; ``detail`` names the page in errors."""
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return PageChars(_page_frame(page, 0), [], [])
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        if count > MAX_PAGE_CHARS:
            raise UnreadableReport("too_complex", f"{detail}: {count} characters")
        drawn = _drawn_chars(text_page, count)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    quarters = pdfium.FPDFPage_GetRotation(page)
    turns = Counter((quarters - one.quarter) % 4 for one in drawn if one.quarter is not None)
    turn, votes = turns.most_common(1)[0] if turns else (0, 0)
    frame = _page_frame(page, turn if votes * 2 > turns.total() else 0)
    chars: list[Char] = []
    slanted: list[Char] = []
    for one in drawn:
        x0, top, x1, bottom = frame.extent(one.left, one.bottom, one.right, one.top)
        if not _is_on_page(frame, (x0 + x1) / 2, (top + bottom) / 2):
            continue
        code = chr(one.code)
        if one.quarter is None:
            slanted.append(Char(code, x0, top, x1, bottom, bottom, one.em, 0, one.order))
            continue
        char_turn = (quarters - one.quarter - frame.turn) % 4
        base = bottom
        if char_turn == 0:
            _, b, _, d, _, f = frame.matrix
            base = b * one.base_x + d * one.base_y + f
        chars.append(Char(code, x0, top, x1, bottom, base, one.em, char_turn, one.order))
    return PageChars(frame, chars, slanted)


def turn_upright(char: Char) -> Char:
    """The character as it stands once its own direction is turned to run from left to right."""
    x0, top, x1, bottom = char.x0, char.top, char.x1, char.bottom
    if char.turn == 1:
        x0, top, x1, bottom = top, -x1, bottom, -x0
    elif char.turn == 2:
        x0, top, x1, bottom = -x1, -bottom, -x0, -top
    elif char.turn == 3:
        x0, top, x1, bottom = -bottom, x0, -top, x1
    else:
        return char
    base = bottom - _DESCENT * char.em
    return char._replace(x0=x0, top=top, x1=x1, bottom=bottom, base=base)


def _page_frame(page: Any, turn: int) -> Frame:
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(rect))
    left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
    a, b, c, d, e, f = (
        (1.0, 0.0, 0.0, -1.0, -left, top),
        (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        (0.0, -1.0, -1.0, 0.0, top, right),
    )[pdfium.FPDFPage_GetRotation(page) % 4]
    width, height = right - left, top - bottom
    if pdfium.FPDFPage_GetRotation(page) % 2:
        width, height = height, width
    if turn == 1:
        a, b, c, d, e, f = b, -a, d, -c, f, width - e
    elif turn == 2:
        a, b, c, d, e, f = -a, -b, -c, -d, width - e, height - f
    elif turn == 3:
        a, b, c, d, e, f = -b, a, -d, c, height - f, e
    return Frame((a, b, c, d, e, f), turn, width, height)


def _is_on_page(frame: Frame, x: float, y: float) -> bool:
    width, height = frame.width, frame.height
    if frame.turn % 2:
        width, height = height, width
    return 0.0 <= x <= width and 0.0 <= y <= height


def _drawn_chars(text_page: Any, count: int) -> list[_Drawn]:
    """One call for the code, one for the box, one for the baseline; the rest only on a change.

    Font size and direction are asked for where the height of the loose box changes, which it
    does with every change of font, size or direction.
    """
    unicode_of = pdfium.FPDFText_GetUnicode
    is_generated = pdfium.FPDFText_IsGenerated
    loose_box, origin = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    rect_ref, x_ref, y_ref = ctypes.byref(rect), ctypes.byref(x), ctypes.byref(y)
    drawn: list[_Drawn] = []
    known_height = math.nan
    style = _Style(0.0, 0, upright_box=True)
    high_surrogate = 0
    for order in range(count):
        code = unicode_of(text_page, order)
        if code in _LINE_END_HYPHENS:
            if not pdfium.FPDFText_IsHyphen(text_page, order):
                continue
            code = 0x2D
        elif code in _UNSEEN or (code == 0x20 and is_generated(text_page, order) == 1):
            continue
        if 0xD800 <= code < 0xDC00:
            high_surrogate = code
            continue
        if 0xDC00 <= code < 0xE000:
            if not high_surrogate:
                continue
            code = 0x10000 + ((high_surrogate - 0xD800) << 10) + (code - 0xDC00)
        high_surrogate = 0
        if code > 0x10FFFF:
            continue
        loose_box(text_page, order, rect_ref)
        origin(text_page, order, x_ref, y_ref)
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        height = top - bottom
        if height != known_height:
            style = _style_of(text_page, order, height)
            known_height = height if abs(height) > _SMALLEST_EM else math.nan
        if style.em < _SMALLEST_EM:
            continue
        if not style.upright_box or right <= left:
            inked = _inked_box(text_page, order)
            advance = style.em if code >= 0x2E80 else style.em / 2
            left, bottom, right, top = _own_box(inked, (x.value, y.value), style, advance)
        drawn.append(
            _Drawn(code, left, bottom, right, top, x.value, y.value, style.em, style.quarter, order)
        )
    return drawn


class _Style(NamedTuple):
    """``upright_box``: pdfium's loose box can be used as it is."""

    em: float
    quarter: int | None
    upright_box: bool


def _style_of(text_page: Any, order: int, height: float) -> _Style:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text_page, order, ctypes.byref(matrix)):
        return _Style(abs(height), 0, upright_box=True)
    size = abs(pdfium.FPDFText_GetFontSize(text_page, order))
    em = size * math.hypot(matrix.c, matrix.d)
    degrees = math.degrees(math.atan2(matrix.b, matrix.a))
    quarter = round(degrees / 90)
    if abs(degrees - quarter * 90) > _SKEW:
        return _Style(em, None, upright_box=False)
    # For vertical writing modes pdfium gives a square of the font size before scaling.
    unscaled = abs(abs(height) - size) < 0.01 * size and not 0.6 < em / size < 1.7
    return _Style(em, quarter % 4, upright_box=quarter == 0 and not unscaled)


def _inked_box(text_page: Any, order: int) -> tuple[float, float, float, float]:
    edges = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(text_page, order, *(ctypes.byref(edge) for edge in edges))
    left, right, bottom, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _own_box(
    inked: tuple[float, float, float, float],
    origin: tuple[float, float],
    style: _Style,
    advance: float,
) -> tuple[float, float, float, float]:
    """A box of one em across the writing direction, from the origin and the inked box."""
    left, bottom, right, top = inked
    x, y = origin
    below, above = _DESCENT * style.em, (1 - _DESCENT) * style.em
    if style.quarter == 0:
        return x, y - below, max(x + advance, right), y + above
    if style.quarter == 1:
        return x - above, y, x + below, max(y + advance, top)
    if style.quarter == 2:
        return min(x - advance, left), y - above, x, y + below
    if style.quarter == 3:
        return x - below, min(y - advance, bottom), x + above, y
    return left, bottom, right, top
