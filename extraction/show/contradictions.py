"""Where the text says one number and the tables another, in plain words; both ends lead there."""

from __future__ import annotations

from extraction.record.model import Claim, Contradiction
from extraction.show.amounts import claim_to_amount, number_to_amount
from extraction.show.cells import PATH_SEPARATOR, mark_to_html
from extraction.show.claims import cells_to_button, indicator_to_name
from extraction.show.entries import quote_to_line
from extraction.show.labels import cell_to_path
from extraction.show.markup import (
    NOTHING,
    Attributes,
    Html,
    element,
    join,
    text_to_html,
    text_to_isolated,
)
from extraction.show.places import cell_to_element_id, claim_to_element_id
from extraction.show.view import View, difference, number_to_text


def contradictions_to_html(view: View) -> Html:
    """Nothing where text and tables agree."""
    found = view.record.contradictions
    if not found:
        return NOTHING
    title = element("h3", None, text_to_html(view.say("contradiction.title")))
    listed = element("ol", {"class": "failures"}, *(_contradiction(view, each) for each in found))
    note = element("p", {"class": "quiet"}, text_to_html(view.say("contradiction.note")))
    return join((title, listed, note))


def _contradiction(view: View, found: Contradiction) -> Html:
    soft = found.verdict == "scope_may_differ"
    claim = view.claims.get(found.claim)
    unit = None if claim is None else claim.unit
    sentence = view.fill(
        f"contradiction.{found.verdict}",
        item=_item(view, found),
        claimed=_claimed(view, found),
        cells=_cells(view, found, unit),
        difference=_difference(view, found, claim),
    )
    parts = [mark_to_html(view, "failed"), element("span", {"class": "sentence"}, sentence)]
    if soft:
        hint = text_to_html(view.say("contradiction.hint"))
        parts.append(element("span", {"class": "tag"}, hint))
    return element("li", {"class": f"failure is-{'soft' if soft else 'hard'}"}, *parts)


def _difference(view: View, found: Contradiction, claim: Claim | None) -> Html:
    apart = difference(found.claimed, found.printed)
    amount = number_to_amount(view, apart, None if claim is None else claim.unit)
    rounded = claim is not None and claim.approx is not None
    return view.fill("approx.about", amount=amount) if rounded else amount


def _item(view: View, found: Contradiction) -> Html:
    claim = view.claims.get(found.claim)
    if claim is not None and claim.item is not None:
        return view.printed(f"“{quote_to_line(claim.item)}”")
    if claim is not None and claim.indicator is not None:
        return text_to_isolated(indicator_to_name(view, claim.indicator))
    return text_to_html(view.say("contradiction.no_item"))


def _claimed(view: View, found: Contradiction) -> Html:
    """What the text says, leading to where it says so."""
    claim = view.claims.get(found.claim)
    if claim is None:
        return number_to_amount(view, found.claimed, None)
    owner = claim_to_element_id(claim.id)
    place = view.places.of(owner)
    amount = claim_to_amount(view, claim)
    if place is None:
        return element("a", {"class": "term", "href": f"#{owner}"}, amount)
    # the entry is chosen and the text scrolls to it
    attributes: Attributes = {"class": "term", "href": f"#{place.id}", "data-of": owner}
    return element("a", attributes, amount)


def _cells(view: View, found: Contradiction, unit: str | None) -> Html:
    """Each cell with its value, of summands those that are not 0; their sum where it is none."""
    printed = number_to_amount(view, found.printed, unit)
    values = {cell: view.cells[cell].value for cell in found.cells if cell in view.cells}
    telling = [cell for cell in found.cells if len(found.cells) == 1 or values.get(cell) != 0]
    if not telling:
        button = cells_to_button(view, found.cells)
        return view.fill("contradiction.cell", path=button, value=printed)
    comma = text_to_html(view.say("page.comma"))
    listed = join(part for cell in telling for part in (comma, _cell(view, cell)))
    cells = Html(listed.removeprefix(comma))
    if [values.get(cell) for cell in found.cells] == [found.printed]:
        return cells
    return view.fill("contradiction.sum", cells=cells, printed=printed)


def _cell(view: View, cell_id: str) -> Html:
    path = text_to_isolated(PATH_SEPARATOR.join(cell_to_path(view.lang, cell_id)))
    cell = view.cells.get(cell_id)
    value = text_to_html(number_to_text(None if cell is None else cell.value))
    if cell is not None:
        href = {"class": "term", "href": f"#{cell_to_element_id(cell_id)}"}
        value = element("a", href, value)
    return view.fill("contradiction.cell", path=path, value=value)
