"""The frozen text, whole and in order, cut where sections, tables and places begin and end.

One pass over the sorted cuts; every piece knows the section and table it lies in and the places
that cover it. No character is left out: line ends stay as they are (the style keeps them), the
form feed between pages carries the next page's number, unseen characters are written out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extraction.record.model import Section
from extraction.show.marks import empty_place_to_html, marks_to_key, piece_to_html
from extraction.show.markup import (
    Attributes,
    Html,
    element,
    join,
    start_tag,
    text_to_html,
    text_to_isolated,
)
from extraction.show.places import Place
from extraction.show.view import View

_LINE_END = re.compile(r"\r\n|\n|\r")
# Longer labels would fill the list of sections; headings of the form have at most 25 characters.
_LONGEST_LINK = 28


@dataclass(frozen=True, slots=True)
class Stretch:
    """[start, end) of the text that is set apart, with the id of its element."""

    start: int
    end: int
    id: str


@dataclass(slots=True)
class Outline:
    """What lies in the text: sections, their headings, sub-headings and the tables."""

    sections: list[Stretch] = field(default_factory=list)
    headings: list[Stretch] = field(default_factory=list)
    subs: list[Stretch] = field(default_factory=list)
    tables: list[Stretch] = field(default_factory=list)

    def cuts(self) -> Iterator[int]:
        for stretches in (self.sections, self.headings, self.subs, self.tables):
            for stretch in stretches:
                yield stretch.start
                yield stretch.end


def section_element_id(section: str) -> str:
    return f"sec-{section}"


def text_to_panel(view: View) -> Html:
    """The panel: list of sections, the text, and what was left out of it."""
    title = element("h2", None, text_to_html(view.say("page.text")))
    if not view.text:
        empty = element("p", {"class": "quiet"}, text_to_html(view.say("page.no_text")))
        return element("section", {"id": "text", "tabindex": 0}, title, empty)
    body = element("div", {"class": "frozen", "lang": "zh"}, *_pieces(view))
    attributes: Attributes = {"id": "text", "tabindex": 0, "aria-label": view.say("page.text")}
    lists = (_section_list(view), marks_to_key(view))
    return element("section", attributes, title, *lists, body, _furniture(view))


def record_to_outline(view: View) -> Outline:
    """Stretches inside the text, in order; what lies outside of it or overlaps is left out."""
    length = len(view.text)
    outline = Outline()
    for section in view.record.sections:
        _add(outline.sections, section_element_id(section.id), section.start, section.end, length)
        heading = _find_heading(view.text, section.heading, section.start, section.end)
        if heading is not None:
            end = _over_line_end(view.text, heading[1])
            _add(outline.headings, f"h-{section.id}", heading[0], end, length)
        for sub in section.sub:
            found = _find_heading(view.text, sub.heading, sub.start, sub.end)
            if found is not None:
                _add(outline.subs, section_element_id(sub.id), *found, length)
    for table in view.record.tables:
        if table.start is not None and table.end is not None:
            _add(outline.tables, f"text-{table.id}", table.start, table.end, length)
    return outline


def _add(stretches: list[Stretch], stretch_id: str, start: int, end: int, length: int) -> None:
    begins = stretches[-1].end if stretches else 0
    if begins <= start < end <= length:
        stretches.append(Stretch(start, end, stretch_id))


def _find_heading(text: str, heading: str, start: int, end: int) -> tuple[int, int] | None:
    at = text.find(heading, start, end) if heading else -1
    return None if at < 0 else (at, at + len(heading))


def _over_line_end(text: str, at: int) -> int:
    """A block's last line end is not drawn, so the heading takes the one after it."""
    found = _LINE_END.match(text, at)
    return at if found is None else found.end()


def _pieces(view: View) -> Iterator[Html]:
    outline = record_to_outline(view)
    cursor = _Cursor(outline)
    places = view.places.ordered
    cuts = {0, len(view.text), *outline.cuts()}
    for place in places:
        cuts.update((place.start, place.end))
    waiting = 0
    open_places: list[Place] = []
    page = 1
    ordered = sorted(cuts)
    for start, end in zip(ordered, [*ordered[1:], len(view.text)], strict=True):
        yield from cursor.move_to(start)
        open_places = [place for place in open_places if place.end > start]
        begun: list[Place] = []
        while waiting < len(places) and places[waiting].start <= start:
            begun.append(places[waiting])
            waiting += 1
        yield from (empty_place_to_html(place) for place in begun if place.start == place.end)
        begun = [place for place in begun if place.start < place.end]
        open_places += begun
        if start == end:
            continue
        piece, page = _plain(view, view.text[start:end], page)
        if cursor.in_sub(start):
            piece = element("strong", {"id": cursor.new_sub(start)}, piece)
        if open_places:
            yield from piece_to_html(view, open_places, begun, piece)
        else:
            yield piece
    yield from cursor.close()


@dataclass(slots=True)
class _Cursor:
    """Opens and closes the blocks around the pieces while the text goes by."""

    outline: Outline
    section: Stretch | None = None
    block: Stretch | None = None
    opened: bool = False
    seen: set[str] = field(default_factory=set)

    def move_to(self, at: int) -> Iterator[Html]:
        section = _covering(self.outline.sections, at)
        heading = _covering(self.outline.headings, at)
        block = heading or _covering(self.outline.tables, at)
        if self.opened and section is self.section and block is self.block:
            return
        yield from self._close_block()
        if section is not self.section:
            if self.section is not None:
                yield Html("</section>")
            if section is not None:
                yield start_tag("section", {"id": section.id})
        self.section, self.block, self.opened = section, block, True
        yield self._open_block(is_heading=heading is not None)

    def _open_block(self, *, is_heading: bool) -> Html:
        if self.block is None:
            return Html("<div>")
        new = self.block.id not in self.seen
        self.seen.add(self.block.id)
        attributes = {"id": self.block.id if new else None}
        if is_heading:
            return start_tag("h3", attributes)
        return start_tag("div", {**attributes, "class": "rows"})

    def _close_block(self) -> Iterator[Html]:
        if self.opened:
            is_heading = self.block is not None and self.block in self.outline.headings
            yield Html("</h3>" if is_heading else "</div>")
            self.opened = False

    def in_sub(self, at: int) -> bool:
        return _covering(self.outline.subs, at) is not None

    def new_sub(self, at: int) -> str | None:
        """The id of a sub-heading's first piece; None for the pieces after it."""
        sub = _covering(self.outline.subs, at)
        return sub.id if sub is not None and sub.start == at else None

    def close(self) -> Iterator[Html]:
        yield from self._close_block()
        if self.section is not None:
            yield Html("</section>")


def _covering(stretches: Sequence[Stretch], at: int) -> Stretch | None:
    """Of stretches in order that do not overlap the one around ``at``."""
    number = bisect_right(stretches, at, key=lambda stretch: stretch.start) - 1
    return stretches[number] if number >= 0 and at < stretches[number].end else None


def _plain(view: View, text: str, page: int) -> tuple[Html, int]:
    """A piece with its page ends, and the page that it ends on."""
    first, *rest = text.split("\f")
    parts = [text_to_html(first)]
    for part in rest:
        page += 1
        label = view.say("page.page_number", page=page)
        parts.append(element("span", {"class": "page-end", "data-label": label}, Html("\f")))
        parts.append(text_to_html(part))
    return join(parts), page


def _section_list(view: View) -> Html:
    links = [
        element(
            "li",
            None,
            element(
                "a",
                {"href": f"#{section_element_id(section.id)}", "data-go": ""},
                _section_name(view, section),
            ),
        )
        for section in view.record.sections
    ]
    attributes = {"class": "sections", "aria-label": view.say("page.sections")}
    return element("nav", attributes, element("ul", None, *links)) if links else Html("")


def _section_name(view: View, section: Section) -> Html:
    """In Chinese the heading as printed, in English its plain name where it is of the six."""
    plain = view.find(f"section.{section.id}")
    if plain is not None and (view.lang != "zh" or not section.heading):
        return text_to_html(plain)
    heading = section.heading or view.say("section.other")
    short = heading if len(heading) <= _LONGEST_LINK else f"{heading[:_LONGEST_LINK]}…"
    return text_to_isolated(short)


def _furniture(view: View) -> Html:
    left = view.record.furniture
    if not left:
        return Html("")
    items = [element("li", None, text_to_isolated(entry.text)) for entry in left]
    summary = view.say("page.furniture", count=len(left))
    return element(
        "details",
        {"class": "furniture"},
        element("summary", None, text_to_html(summary)),
        element("ul", {"lang": "zh"}, *items),
    )
