"""How a stretch of the text looks that places cover: a flat piece, however spans overlap.

Pieces never lie inside each other. Each names all places that cover it, carries the look of each
kind, and leads to the owner of the innermost; only a place's first piece is a stop of the Tab key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.show.markup import NOTHING, Attributes, Html, element, text_to_html
from extraction.show.places import Kind, Place
from extraction.show.view import View

# Look of each kind, in the order in which classes are written; numbers of tables need none.
LOOKS: tuple[tuple[Kind, str], ...] = (
    ("claim", "q"),
    ("target", "g"),
    ("problem", "s s-problem"),
    ("measure_taken", "s s-measure_taken"),
    ("commitment", "s s-commitment"),
)


def piece_to_html(
    view: View, covering: Sequence[Place], begun: Sequence[Place], piece: Html
) -> Iterator[Html]:
    """The piece as one element. ``covering`` are its places from the outermost; ``begun`` those
    of them that start here."""
    owned = [place for place in covering if place.owners]
    names = " ".join(place.id for place in covering)
    if not owned:
        yield element("span", {"class": "w", "data-places": names}, piece)
        return
    named = [place for place in begun if place.owners]
    # an element has one id: the others get an anchor of their own before it
    yield from (element("span", {"id": place.id}) for place in named[1:])
    attributes: Attributes = {
        "class": _classes(owned),
        "id": named[0].id if named else None,
        "href": f"#{owned[-1].owners[0]}",
        "tabindex": None if owned[-1] in named else -1,
        "data-places": names,
        "data-label": _label(view, named),
    }
    yield element("a", attributes, piece)


def empty_place_to_html(place: Place) -> Html:
    """The anchor of a place without extent."""
    attributes: Attributes = {
        "class": "m is-empty",
        "id": place.id,
        "href": f"#{place.owners[0]}",
        "data-places": place.id,
    }
    return element("a", attributes)


def marks_to_key(view: View) -> Html:
    """What the marks of the running text mean, for the kinds that the report has."""
    kinds = {kind for place in view.places.ordered for kind in place.kinds}
    samples = []
    for kind, look in LOOKS:
        if kind in kinds:
            name = view.find(f"kind.{kind}.one") or view.say(f"marks.{kind}")
            sample = element("span", {"class": f"m {look}"}, text_to_html(name))
            samples.append(element("li", None, sample))
    return element("ul", {"class": "key"}, *samples) if samples else NOTHING


def _classes(places: Sequence[Place]) -> str:
    kinds = frozenset().union(*(place.kinds for place in places))
    return " ".join(["m", *(look for kind, look in LOOKS if kind in kinds)])


def _label(view: View, named: Sequence[Place]) -> str | None:
    """The marks of the statements that start here, as their list has them."""
    marks = [view.marks[statement] for place in named for statement in place.statements]
    return " ".join(marks) or None
