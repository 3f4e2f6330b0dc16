"""Pages of a paged source in small: their outline and bars where text stands.

The page's script copies a sketch and draws the chosen number's box into it. Without the document
only pages that hold something shown are drawn, empty and in the size of A4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extraction.document import Glyph, Page
from extraction.record.model import Cell, Claim, Statement
from extraction.show.markup import NOTHING, Attributes, Html, element, join
from extraction.show.view import View

# A4 in points
_A4 = (595.28, 841.89)
# Glyphs farther apart than this share of their height belong to other columns or cells.
_GAP = 1.5


@dataclass(slots=True)
class _Bar:
    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    def takes(self, glyph: Glyph) -> bool:
        box = glyph.box
        return (
            glyph.page == self.page
            and self.top <= box.y_mid <= self.bottom
            and -_GAP * box.height <= box.x0 - self.x1 <= _GAP * box.height
        )

    def add(self, glyph: Glyph) -> None:
        box = glyph.box
        self.x0, self.top = min(self.x0, box.x0), min(self.top, box.top)
        self.x1, self.bottom = max(self.x1, box.x1), max(self.bottom, box.bottom)


def pages_to_html(view: View) -> Html:
    """Hidden sketches by page number; nothing for sources without pages."""
    pages = _pages(view)
    if not pages:
        return NOTHING
    bars: dict[int, list[_Bar]] = {}
    for bar in _glyphs_to_bars(view.document.glyphs if view.document else ()):
        bars.setdefault(bar.page, []).append(bar)
    sheets = [_sheet(page, bars.get(page.number, ())) for page in pages]
    unsized = view.say("page.sketch_unsized") if _is_unsized(view) else None
    return element("div", {"id": "sheets", "hidden": "", "data-note": unsized}, *sheets)


def _is_unsized(view: View) -> bool:
    return view.document is None or not view.document.pages


def _pages(view: View) -> Sequence[Page]:
    if view.document is not None and view.document.pages:
        return view.document.pages
    record = view.record
    shown: list[Cell | Claim | Statement]
    shown = [*record.cells, *record.claims, *record.statements]
    numbers = {each.page for each in shown if each.page is not None and each.bbox}
    return [Page(number, *_A4) for number in sorted(numbers)]


def _glyphs_to_bars(glyphs: Iterable[Glyph]) -> Iterator[_Bar]:
    bar: _Bar | None = None
    for glyph in glyphs:
        if bar is not None and bar.takes(glyph):
            bar.add(glyph)
            continue
        if bar is not None:
            yield bar
        box = glyph.box
        bar = _Bar(glyph.page, box.x0, box.top, box.x1, box.bottom)
    if bar is not None:
        yield bar


def _sheet(page: Page, bars: Iterable[_Bar]) -> Html:
    width, height = f"{page.width:.0f}", f"{page.height:.0f}"
    outline = element("rect", {"width": width, "height": height, "class": "paper"})
    drawn = "".join(
        f"M{bar.x0:.0f} {bar.top:.0f}H{bar.x1:.0f}V{bar.bottom:.0f}H{bar.x0:.0f}Z" for bar in bars
    )
    attributes: Attributes = {
        "viewBox": f"0 0 {width} {height}",
        "data-page": page.number,
        "role": "img",
    }
    lines = element("path", {"d": drawn, "class": "bars"}) if drawn else NOTHING
    return element("svg", attributes, join((outline, lines)))
