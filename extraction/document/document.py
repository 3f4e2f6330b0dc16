"""The layout-neutral form every reader produces and every later stage reads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from extraction.document.grid import Grid
from extraction.document.layout import Block, Box, Furniture, Glyph, Line, Page, union


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a span stands: its first page, its box there, and one box for each line it covers."""

    page: int | None
    box: Box | None
    boxes: tuple[tuple[int, Box], ...]


NOWHERE = Placement(None, None, ())


@dataclass(frozen=True, slots=True)
class Document:
    """A report file as text with layout.

    ``text`` is frozen: the rules by which a reader makes it carry the number ``text_rules``,
    raised whenever the same bytes would give another text.

    Attributes:
        media_type: e.g. ``text/html``.
        reader: name of the reader, e.g. ``html``.
        encoding: of the bytes, where they were text; else None.
        glyphs: sorted by offset; empty for sources without pages.
        metadata: what the file says of itself outside its text, under the keys ``title``,
            ``agency``, ``published`` (ISO date), ``url``, ``author``; only those present.
    """

    text: str
    media_type: str
    reader: str
    text_rules: int
    encoding: str | None = None
    pages: tuple[Page, ...] = ()
    lines: tuple[Line, ...] = ()
    blocks: tuple[Block, ...] = ()
    grids: tuple[Grid, ...] = ()
    glyphs: tuple[Glyph, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)

    def place(self, start: int, end: int) -> Placement:
        """Page and boxes of [start, end); ``NOWHERE`` for sources without pages.

        Boxes are one for each visual line: glyphs whose vertical middles lie within each other
        are joined.
        """
        if not self.glyphs:
            return NOWHERE
        first = bisect_left(self.glyphs, start, key=lambda glyph: glyph.offset)
        rows: list[tuple[int, Box]] = []
        for glyph in self.glyphs[first:]:
            if glyph.offset >= end:
                break
            if rows:
                page, box = rows[-1]
                if page == glyph.page and box.top <= glyph.box.y_mid <= box.bottom:
                    joined = union((box, glyph.box))
                    assert joined is not None
                    rows[-1] = (page, joined)
                    continue
            rows.append((glyph.page, glyph.box))
        if not rows:
            return NOWHERE
        page = rows[0][0]
        return Placement(page, union(box for number, box in rows if number == page), tuple(rows))
