"""The straight lines drawn on a PDF page: strokes, thin rectangles, edges of filled areas.

Producers draw a table border as a stroked line, as a stroked rectangle, as a filled rectangle a
point thin, or as many of these end to end. All become rulings, joined end to end where they lie
on one line. Which rulings make a table is the task of ``pdf_lattice``.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extraction.errors import UnreadableReport
from extraction.readers.pdf_chars import Extent, Frame

# The drawn form on one page has some 160 paths; maps and charts reach tens of thousands.
MAX_PAGE_OBJECTS = 200_000
MAX_PAGE_SEGMENTS = 300_000
_MAX_FORM_DEPTH = 16

# Points. Borders are 0.5 to 2.25 thick and pdfium's bounds add up to the width on each side.
_THIN = 3.0
_THICK_STROKE = 9.0
# Shorter strokes are dots, corners and tick marks; dots in a row make a line from here on.
_SHORTEST = 4.0
_SHORTEST_DOTTED = 12.0
# Segments count as level when they rise by less; hand-placed lines drift by up to 0.5.
_LEVEL = 1.0
# Ends of one line drawn in pieces lie 0 to 2.5 apart (separated cell borders); rows of the
# narrowest tables 8.
JOIN = 3.0

_SEGMENT_LINE, _SEGMENT_MOVE = 0, 2


class Ruling(NamedTuple):
    """A straight line: ``at`` is its y (level) or x (upright), ``lo`` to ``hi`` its reach."""

    at: float
    lo: float
    hi: float


@dataclass(slots=True)
class Drawn:
    """What a page draws besides text, in the reading frame.

    ``fills`` are the rectangles of filled areas too thick to be lines; ``segments`` counts the
    pieces of paths that were looked at one by one.
    """

    level: list[Ruling] = field(default_factory=list)
    upright: list[Ruling] = field(default_factory=list)
    fills: list[Extent] = field(default_factory=list)
    dots: list[Extent] = field(default_factory=list)
    images: int = 0
    paths: int = 0
    segments: int = 0

    def add(self, extent: Extent, *, thin: float = _THIN) -> bool:
        """Takes the rectangle as a ruling if it is thin; says whether it was."""
        width, height = extent.x1 - extent.x0, extent.bottom - extent.top
        if width < _SHORTEST and height < _SHORTEST:
            self.dots.append(extent)
            return True
        if height <= thin and height <= width:
            middle = (extent.top + extent.bottom) / 2
            self.level.append(Ruling(middle, extent.x0, extent.x1))
            return True
        if width <= thin:
            middle = (extent.x0 + extent.x1) / 2
            self.upright.append(Ruling(middle, extent.top, extent.bottom))
            return True
        return False

    def join_dots(self) -> None:
        """Takes dots that stand close in a row as a ruling."""
        level = [Ruling((dot.top + dot.bottom) / 2, dot.x0, dot.x1) for dot in self.dots]
        upright = [Ruling((dot.x0 + dot.x1) / 2, dot.top, dot.bottom) for dot in self.dots]
        for rulings, dots in ((self.level, level), (self.upright, upright)):
            rulings += [
                ruling
                for ruling in join_rulings(dots, snap=_LEVEL / 2)
                if ruling.hi - ruling.lo >= _SHORTEST_DOTTED
            ]
        self.dots.clear()


class _Matrix(NamedTuple):
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, outer: _Matrix) -> _Matrix:
        return _Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e,
            self.e * outer.b + self.f * outer.d + outer.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


_IDENTITY = _Matrix()


def page_to_drawn(page: Any, *, frame: Frame, detail: str) -> Drawn:
    """All rulings of an open pdfium page, those inside Form XObjects included, not yet joined."""
    drawn = Drawn()
    bounds = _Bounds()
    for item, kind, outer in _objects(page, detail=detail):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            drawn.images += 1
            continue
        drawn.paths += 1
        found = bounds.of(item, outer)
        if found is None:
            continue
        extent = frame.extent(*found)
        if drawn.add(extent):
            continue
        drawn.segments += _add_thick_path(item, outer, extent, frame=frame, drawn=drawn)
        if drawn.segments > MAX_PAGE_SEGMENTS:
            raise UnreadableReport("too_complex", f"{detail}: {drawn.segments} line segments")
    drawn.join_dots()
    return drawn


def join_rulings(rulings: list[Ruling], *, snap: float = 2.0) -> list[Ruling]:
    """Rulings within ``snap`` points of each other put on one line, their pieces joined.

    A chain of near lines is cut after twice that distance.
    """
    joined: list[Ruling] = []
    group: list[Ruling] = []
    for ruling in sorted(rulings):
        if group and (ruling.at - group[-1].at > snap or ruling.at - group[0].at > 2 * snap):
            joined += _joined_group(group)
            group = []
        group.append(ruling)
    return joined + _joined_group(group)


def _joined_group(group: list[Ruling]) -> list[Ruling]:
    if not group:
        return []
    weights = [max(ruling.hi - ruling.lo, 0.01) for ruling in group]
    at = sum(r.at * weight for r, weight in zip(group, weights, strict=True)) / sum(weights)
    pieces: list[Ruling] = []
    for _, lo, hi in sorted(group, key=lambda ruling: ruling.lo):
        if pieces and lo - pieces[-1].hi <= JOIN:
            if hi > pieces[-1].hi:
                pieces[-1] = pieces[-1]._replace(hi=hi)
        else:
            pieces.append(Ruling(at, lo, hi))
    return pieces


def _objects(page: Any, *, detail: str) -> Iterator[tuple[Any, int, _Matrix]]:
    """Paths and images of the page and of its forms, each with the matrix of its form."""
    path, image = pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE
    form = pdfium.FPDF_PAGEOBJ_FORM
    kind_of, object_at = pdfium.FPDFPageObj_GetType, pdfium.FPDFPage_GetObject
    seen = 0
    forms: list[tuple[Any, _Matrix, int]] = []
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(count):
        item = object_at(page, index)
        kind = kind_of(item)
        if kind in (path, image):
            yield item, kind, _IDENTITY
        elif kind == form:
            forms.append((item, _IDENTITY, 1))
    seen += max(count, 0)
    while forms:
        parent, outer, depth = forms.pop()
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(parent, ctypes.byref(own))
        matrix = _Matrix(own.a, own.b, own.c, own.d, own.e, own.f).then(outer)
        count = pdfium.FPDFFormObj_CountObjects(parent)
        seen += max(count, 0)
        if seen > MAX_PAGE_OBJECTS:
            raise UnreadableReport("too_complex", f"{detail}: more than {seen} drawn objects")
        for index in range(count):
            item = pdfium.FPDFFormObj_GetObject(parent, index)
            kind = kind_of(item)
            if kind in (path, image):
                yield item, kind, matrix
            elif kind == form and depth < _MAX_FORM_DEPTH:
                forms.append((item, matrix, depth + 1))
    if seen > MAX_PAGE_OBJECTS:
        raise UnreadableReport("too_complex", f"{detail}: {seen} drawn objects")


class _Bounds:
    """Reads bounds into one set of buffers."""

    def __init__(self) -> None:
        self._edges = [ctypes.c_float() for _ in range(4)]
        self._refs = [ctypes.byref(edge) for edge in self._edges]

    def of(self, item: Any, outer: _Matrix) -> tuple[float, float, float, float] | None:
        if not pdfium.FPDFPageObj_GetBounds(item, *self._refs):
            return None
        left, bottom, right, top = (edge.value for edge in self._edges)
        if outer is _IDENTITY:
            return left, bottom, right, top
        xs, ys = zip(outer.point(left, bottom), outer.point(right, top), strict=True)
        return min(xs), min(ys), max(xs), max(ys)


def _add_thick_path(
    item: Any, outer: _Matrix, extent: Extent, *, frame: Frame, drawn: Drawn
) -> int:
    """Rulings of a path that is no line as a whole; returns the segments read."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    count: int = pdfium.FPDFPath_CountSegments(item)
    if stroke.value and count == 2 and drawn.add(extent, thin=_THICK_STROKE):
        return 2
    if drawn.segments + count > MAX_PAGE_SEGMENTS:
        return count
    if not stroke.value and count <= 5:
        if fill.value:
            drawn.fills.append(extent)
        return 0
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(own))
    matrix = _Matrix(own.a, own.b, own.c, own.d, own.e, own.f).then(outer)
    for points in _outlines(item, count, matrix, frame):
        if stroke.value:
            for start, end in pairwise(points):
                _add_segment(start, end, drawn)
        elif len(points) <= 6:
            xs, ys = zip(*points, strict=True)
            piece = Extent(min(xs), min(ys), max(xs), max(ys))
            if not drawn.add(piece):
                drawn.fills.append(piece)
    return max(count, 0)


def _add_segment(start: tuple[float, float], end: tuple[float, float], drawn: Drawn) -> None:
    extent = Extent(
        min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])
    )
    if min(extent.x1 - extent.x0, extent.bottom - extent.top) <= _LEVEL:
        drawn.add(extent)


def _outlines(
    item: Any, count: int, matrix: _Matrix, frame: Frame
) -> Iterator[list[tuple[float, float]]]:
    """The straight outlines of a path in the reading frame; curves break an outline."""
    a, b, c, d, e, f = frame.matrix
    to_frame = _Matrix(a, b, c, d, e, f)
    x, y = ctypes.c_float(), ctypes.c_float()
    x_ref, y_ref = ctypes.byref(x), ctypes.byref(y)
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x_ref, y_ref)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        point = to_frame.point(*matrix.point(x.value, y.value))
        if kind == _SEGMENT_LINE:
            points.append(point)
        else:
            if len(points) > 1:
                yield points
            points = [point]
        if kind == _SEGMENT_LINE and pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points
