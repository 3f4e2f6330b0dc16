"""Lists that lead to their places in the text, as claims, statements and targets do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.record.model import Bbox
from extraction.show.markup import Attributes, Html, element, text_to_html
from extraction.show.places import Place
from extraction.show.view import View

# Lines of a source break anywhere; a quote is shown as the one line that it says.
_BREAK = re.compile(r"[^\S\n\r\f]*[\n\r\f]\s*")
# Two or three lines of a list; the whole stands in the text beside it.
LONGEST_QUOTE = 160


def lists_to_section(view: View, name: str, lists: Sequence[Html]) -> Html:
    """The section ``name`` with its lists; without any it says whether they were looked for."""
    title = element("h2", None, text_to_html(view.say(f"{name}.title")))
    if lists:
        return element("section", {"id": name}, title, *lists)
    key = f"{name}.not_read" if view.record.model is None else f"{name}.none"
    empty = element("p", {"class": "quiet"}, text_to_html(view.say(key)))
    return element("section", {"id": name}, title, empty)


def counted_heading(text: str, count: int) -> Html:
    """The heading of one list."""
    small = element("small", {"class": "quiet"}, text_to_html(str(count)))
    return element("h3", None, text_to_html(text), Html(" "), small)


def entry_to_html(
    view: View,
    owner: str,
    content: Sequence[Html],
    *,
    note: Sequence[str] = (),
    page: int | None = None,
    bbox: Bbox | None = None,
    parts: Sequence[Place | None] = (),
) -> Html:
    """The link to the text; a plain block where the entry has no place in it.

    ``note`` is what the panel of the selected entry tells besides what the entry shows; the place
    in the text is added. ``parts`` are marked along with the entry, each by its position.
    """
    place = view.places.of(owner)
    if place is None:
        return element("span", {"class": "pick", "id": owner}, *content)
    attributes: Attributes = {
        "class": "pick",
        "id": owner,
        "href": f"#{place.id}",
        "title": "\n".join((*note, _place_line(view, place, page))),
        "data-places": place.id,
        "data-page": page,
        # a page is drawn so small that whole points are exact enough
        "data-box": None if bbox is None else bbox_to_text(tuple(map(round, bbox))),
        "data-parts": _parts_to_text(parts),
    }
    return element("a", attributes, *content)


def quote_to_line(quote: str, longest: int = LONGEST_QUOTE) -> str:
    """A slice of the text without its line ends, cut where it is long."""
    line = _BREAK.sub("", quote).strip()
    return line if len(line) <= longest else f"{line[:longest]}…"


def _parts_to_text(parts: Sequence[Place | None]) -> str | None:
    """Ids by position, "-" for a part that has no place."""
    if not any(parts):
        return None
    return " ".join("-" if part is None else part.id for part in parts)


def bbox_to_text(bbox: Sequence[float] | None) -> str | None:
    return None if bbox is None else " ".join(f"{side:g}" for side in bbox)


def _place_line(view: View, place: Place, page: int | None) -> str:
    if page is None:
        return view.say("note.place", start=place.start, end=place.end)
    return view.say("note.place_page", start=place.start, end=place.end, page=page)
