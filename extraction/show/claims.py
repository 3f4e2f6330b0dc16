"""The figures of the running text by indicator, each row leading to its place and to the tables.

Parts stand indented under their total where both state one indicator; a part of another
indicator's total names it. Which cells print the same fact is the record's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extraction.messages import load_messages
from extraction.record.model import Claim
from extraction.show.amounts import claim_to_amount
from extraction.show.cells import PATH_SEPARATOR, mark_to_html
from extraction.show.entries import counted_heading, entry_to_html, lists_to_section, quote_to_line
from extraction.show.labels import cell_to_path
from extraction.show.markup import NOTHING, Html, element, join, text_to_html, text_to_isolated
from extraction.show.places import (
    PARTS,
    cell_to_element_id,
    claim_to_element_id,
)
from extraction.show.view import View, is_low, number_to_text

# Figures without an indicator, and families of a later version.
_OTHER = "other"
# Deeper parts stand where the third level does; the deepest of real reports is the second.
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Nested:
    """A claim with how deep it stands under its total."""

    claim: Claim
    depth: int


def claims_to_html(view: View) -> Html:
    families = claims_to_families(view.record.claims)
    lists = [_family(view, family, indicators) for family, indicators in families]
    return lists_to_section(view, "claims", lists)


def claims_to_families(
    claims: Sequence[Claim],
) -> Iterator[tuple[str, Mapping[str | None, list[Claim]]]]:
    """(family, its indicators with their claims in text order), in the order of the messages;
    what has no name of its own stands last."""
    order = {key: number for number, key in enumerate(load_messages())}
    found: dict[str, dict[str | None, list[Claim]]] = {}
    for claim in claims:
        family = (claim.indicator or _OTHER).partition(".")[0]
        known = family if f"family.{family}" in order else _OTHER
        found.setdefault(known, {}).setdefault(claim.indicator, []).append(claim)
    for family in sorted(found, key=lambda name: order[f"family.{name}"]):
        indicators = found[family]
        ids = sorted(indicators, key=lambda each: order.get(f"indicator.{each}", len(order)))
        yield family, {indicator: indicators[indicator] for indicator in ids}


def claims_to_nested(claims: Sequence[Claim]) -> Iterator[Nested]:
    """Claims of one indicator, parts straight after their total."""
    within = {claim.id for claim in claims}
    parts: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.part_of in within and claim.part_of is not None:
            parts.setdefault(claim.part_of, []).append(claim)
    waiting = [
        Nested(claim, 0 if claim.part_of is None else 1)
        for claim in reversed(claims)
        if claim.part_of not in within
    ]
    seen: set[str] = set()
    while waiting:
        nested = waiting.pop()
        seen.add(nested.claim.id)
        yield nested
        depth = min(nested.depth + 1, _DEEPEST)
        waiting += [Nested(part, depth) for part in reversed(parts.get(nested.claim.id, []))]
    # parts of each other have no total to stand under
    yield from (Nested(claim, 0) for claim in claims if claim.id not in seen)


def _family(view: View, family: str, indicators: Mapping[str | None, list[Claim]]) -> Html:
    count = sum(map(len, indicators.values()))
    heading = counted_heading(view.say(f"family.{family}"), count)
    groups = [_indicator(view, indicator, claims) for indicator, claims in indicators.items()]
    return element("div", {"class": "family"}, heading, *groups)


def _indicator(view: View, indicator: str | None, claims: Sequence[Claim]) -> Html:
    within = {claim.id for claim in claims}
    rows = [
        _row(view, nested, apart=nested.claim.part_of not in within)
        for nested in claims_to_nested(claims)
    ]
    listed = element("ul", {"class": "entries"}, *rows)
    if indicator is None:
        return element("div", {"class": "indicator is-unnamed"}, listed)
    name = element("h4", None, text_to_isolated(indicator_to_name(view, indicator)))
    return element("div", {"class": "indicator"}, name, listed)


def indicator_to_name(view: View, indicator: str) -> str:
    return view.find(f"indicator.{indicator}") or indicator


def _row(view: View, nested: Nested, *, apart: bool) -> Html:
    """``apart`` says that its total, if it has one, stands elsewhere."""
    claim = nested.claim
    contradicted = claim.id in view.contradicted
    marks = ["failed"] * contradicted + ["low"] * is_low(claim)
    amount = element("span", {"class": "amount fact"}, claim_to_amount(view, claim))
    if marks:
        drawn = join(mark_to_html(view, mark) for mark in marks)
        amount = element("span", {"class": "marked"}, drawn, amount)
    picked = entry_to_html(
        view,
        claim_to_element_id(claim.id),
        (amount, element("span", {"class": "about"}, *_about(view, claim))),
        note=_note(view, claim),
        page=claim.page,
        bbox=claim.bbox,
        parts=[view.places.of_part(claim, part) for part in PARTS],
    )
    classes = "entry" + (f" d{nested.depth}" if nested.depth else "")
    links = [*_total(view, claim, apart=apart), *_same_in_tables(view, claim)]
    beside = element("span", {"class": "beside"}, *links) if links else NOTHING
    return element("li", {"class": classes}, picked, beside)


def _about(view: View, claim: Claim) -> Iterator[Html]:
    """Item, channel and period, then what else is to be known, each a fact of its own."""
    if claim.item is None:
        missing = text_to_html(view.say("claims.no_item"))
        yield element("span", {"class": "fact quiet"}, missing)
    else:
        yield view.printed(quote_to_line(claim.item), "fact item")
    for part, value in (("channel", claim.channel), ("period", claim.period)):
        if value is not None:
            label = element("small", None, text_to_html(view.say(f"claims.{part}")))
            shown = view.printed(quote_to_line(value))
            yield element("span", {"class": "fact"}, label, Html(" "), shown)
    if claim.zero:
        yield _flag(view.say("claims.zero"))
    if is_low(claim):
        confidence = number_to_text(claim.confidence)
        yield _flag(view.say("claims.low", confidence=confidence), doubt="low")
    if claim.id in view.contradicted:
        yield _flag(view.say("claims.contradicts"), doubt="failed")


def _flag(text: str, *, doubt: str = "") -> Html:
    classes = f"fact tag {doubt}".strip()
    return element("span", {"class": classes}, text_to_html(text))


def _note(view: View, claim: Claim) -> list[str]:
    confidence = number_to_text(claim.confidence)
    return [
        view.say("claims.quote", quote=quote_to_line(claim.quote)),
        view.say("note.confidence", confidence=confidence),
    ]


def _total(view: View, claim: Claim, *, apart: bool) -> Iterator[Html]:
    whole = view.claims.get(claim.part_of or "")
    if whole is None or not apart:
        return
    item = NOTHING
    if whole.item is not None:
        item = join((view.printed(quote_to_line(whole.item)), Html(" ")))
    href = {"class": "term", "href": f"#{claim_to_element_id(whole.id)}"}
    link = element("a", href, item, claim_to_amount(view, whole))
    yield element("span", {"class": "of"}, view.fill("claims.part_of", whole=link))


def _same_in_tables(view: View, claim: Claim) -> Iterator[Html]:
    cells = [cell for cell in claim.cells if cell in view.cells]
    if not cells:
        return
    if len(cells) == 1:
        path = PATH_SEPARATOR.join(cell_to_path(view.lang, cells[0]))
        href = {"class": "term", "href": f"#{cell_to_element_id(cells[0])}"}
        link = element("a", href, text_to_isolated(path))
    else:
        link = cells_to_button(view, cells)
    yield element("span", {"class": "of"}, view.fill("claims.in_tables", cells=link))


def cells_to_button(view: View, cells: Sequence[str]) -> Html:
    """Several cells that together state one fact: the button marks them all."""
    attributes = {
        "type": "button",
        "class": "go",
        "data-cells": " ".join(cell_to_element_id(cell) for cell in cells),
    }
    return element("button", attributes, text_to_html(view.say("claims.cells", count=len(cells))))
