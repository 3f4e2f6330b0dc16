"""One cell of a table as the page shows it: its value or its state, and all that is known of it.

A state shows by words or a mark first and by colour second. The note, a line a fact, is the
cell's tooltip and what the panel of the selected number shows.
"""

from __future__ import annotations

from collections.abc import Sequence

from extraction.record.model import Cell
from extraction.show.entries import bbox_to_text, quote_to_line
from extraction.show.labels import cell_to_path
from extraction.show.markup import NOTHING, Html, element, join, text_to_html, text_to_isolated
from extraction.show.places import cell_to_element_id
from extraction.show.view import View, is_doubtful, is_low, number_to_text

PATH_SEPARATOR = " › "
# Statuses whose value is not simply what is printed carry a mark of their own.
MARKED = ("ocr_fixed", "split", "derived")
# What is printed there and is no number is shown as printed, up to so many characters: the
# longest run of seven columns' digits in real reports has 19.
_LONGEST_RAW = 24
# A mended number has at most six digits in real reports; digit runs are left to the note.
_LONGEST_BEFORE = 6

# A total is told at most three times in real reports; the list of claims has them all.
_MOST_QUOTES = 3


def cell_to_html(view: View, cell: Cell, row: Sequence[Cell | None], *, colspan: int = 1) -> Html:
    """The ``td``. ``row`` are the cells beside it, which tell where an unprinted one would be."""
    owner = cell_to_element_id(cell.id)
    place = view.places.of(owner)
    near = [] if place else _places_of(view, row)
    classes = ["v", f"is-{cell.status}"]
    classes += ["is-failed"] * (cell.id in view.failed) + ["is-low"] * is_low(cell)
    attributes: dict[str, str | int | None] = {
        "class": " ".join(classes),
        "id": owner,
        "title": "\n".join(cell_to_note(view, cell, near=bool(near))),
    }
    if place is not None:
        attributes["href"] = f"#{place.id}"
        attributes["data-places"] = place.id
        attributes["data-page"] = cell.page
        attributes["data-box"] = bbox_to_text(cell.bbox)
        return _td(colspan, element("a", attributes, _content(view, cell)))
    attributes["type"] = "button"
    attributes["data-near"] = " ".join(near) or None
    return _td(colspan, element("button", attributes, _content(view, cell)))


def absent_cell_to_html(view: View, *, colspan: int = 1) -> Html:
    """A cell of the form that the record does not list."""
    text = element("span", {"class": "state"}, text_to_html(view.say("status.absent.short")))
    return _td(colspan, text, title=view.say("status.absent.text"))


def _td(colspan: int, content: Html, *, title: str | None = None) -> Html:
    spans = {"colspan": colspan if colspan > 1 else None, "title": title}
    return element("td", spans, content)


def cell_to_note(view: View, cell: Cell, *, near: bool) -> list[str]:
    """The cell's path, then what is known of it. ``near`` says that its row has printed cells."""
    lines = [
        PATH_SEPARATOR.join(cell_to_path(view.lang, cell.id)),
        _state_line(view, cell),
    ]
    told = cell.reading is not None and cell.reading.raw == cell.raw
    if cell.raw is not None and not told and cell.raw != number_to_text(cell.value):
        lines.append(view.say("note.printed", raw=cell.raw))
    if cell.reading is not None:
        lines.append(_reading_line(view, cell))
    if cell.derived_by:
        rules = (f"{rule} {rule_to_text(view, rule)}" for rule in cell.derived_by)
        lines.append(view.say("note.derived_by", rules="; ".join(rules)))
    lines.extend(
        view.say("note.failed_check", rule=f"{check.rule} {rule_to_text(view, check.rule)}")
        for check in view.failed.get(cell.id, ())
    )
    if cell.id in view.told:
        quotes = view.say("page.comma").join(
            f"“{quote_to_line(claim.quote)}”" for claim in view.told[cell.id][:_MOST_QUOTES]
        )
        lines.append(view.say("note.in_text", quotes=quotes))
    place = view.places.of(cell_to_element_id(cell.id))
    if place is not None and len(place.cells) > 1:
        lines.append(view.say("note.shared", count=len(place.cells)))
    lines.append(view.say("note.confidence", confidence=number_to_text(cell.confidence)))
    lines.append(_place_line(view, cell, near=near))
    return lines


def rule_to_text(view: View, rule: str) -> str:
    from_form = view.find(f"check.{rule}.rule")
    return view.say("check.other.rule", rule=rule) if from_form is None else from_form


def _state_line(view: View, cell: Cell) -> str:
    value = "" if cell.value is None else f"{number_to_text(cell.value)} — "
    line = value + view.say(f"status.{cell.status}.text")
    return line + view.say("mark_text.low") if is_low(cell) else line


def _reading_line(view: View, cell: Cell) -> str:
    assert cell.reading is not None
    status = view.say(f"status.{cell.reading.status}.name")
    if cell.reading.raw is None:
        return view.say("note.was_nothing", status=status)
    return view.say("note.was", raw=cell.reading.raw, status=status)


def _place_line(view: View, cell: Cell, *, near: bool) -> str:
    place = view.places.of(cell_to_element_id(cell.id))
    if place is None:
        return view.say("note.no_place" if near else "note.nowhere")
    if cell.page is None:
        return view.say("note.place", start=place.start, end=place.end)
    return view.say("note.place_page", start=place.start, end=place.end, page=cell.page)


def _content(view: View, cell: Cell) -> Html:
    marks = ["failed"] * (cell.id in view.failed) + ["low"] * is_doubtful(cell)
    marks += [mark for mark in MARKED if mark == cell.status]
    drawn = join(mark_to_html(view, mark) for mark in marks)
    return join((drawn, _before(view, cell), _shown(view, cell)))


def _before(view: View, cell: Cell) -> Html:
    """What was read before, where it is short enough to stand beside the value."""
    reading = cell.reading
    if reading is None or cell.status == "split" or len(reading.raw or "") > _LONGEST_BEFORE:
        return NOTHING
    raw = text_to_isolated(reading.raw) if reading.raw is not None else None
    short = raw or text_to_html(view.find(f"status.{reading.status}.short") or "")
    return element("small", {"class": "before"}, short) if short else NOTHING


def mark_to_html(view: View, mark: str) -> Html:
    text = text_to_html(view.say(f"mark.{mark}"))
    return element("span", {"class": f"mark mark-{mark}"}, text)


def _shown(view: View, cell: Cell) -> Html:
    if cell.value is not None:
        return text_to_html(number_to_text(cell.value))
    if cell.raw is not None and cell.status in ("unreadable", "not_applicable_mark"):
        return element("span", {"class": "raw"}, text_to_isolated(_raw(view, cell, cell.raw)))
    short = view.find(f"status.{cell.status}.short") or view.say(f"status.{cell.status}.name")
    return element("span", {"class": "state"}, text_to_html(short))


def _raw(view: View, cell: Cell, raw: str) -> str:
    """What is printed; of cells that share it only the first repeats it."""
    owner = cell_to_element_id(cell.id)
    place = view.places.of(owner)
    if place is not None and place.cells[0] != owner:
        return "⋯"
    return raw if len(raw) <= _LONGEST_RAW else f"{raw[:_LONGEST_RAW]}…"


def _places_of(view: View, row: Sequence[Cell | None]) -> list[str]:
    found = (view.places.of(cell_to_element_id(cell.id)) for cell in row if cell is not None)
    return list(dict.fromkeys(place.id for place in found if place is not None))
