"""Composed claims and statements as parts of the record: frozen-text places, slices, ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extraction.claims.compose import ComposedClaim
from extraction.claims.quantities import text_to_quantity
from extraction.claims.sentences import sentence_of
from extraction.claims.table_links import claim_to_cells
from extraction.document import Document, Span
from extraction.normalisation.numbers import Number
from extraction.normalisation.offsets import MatchingCopy
from extraction.record.boxes import box_to_bbox
from extraction.record.model import Bbox, Claim, PageBox, Statement, Target
from extraction.statements.compose import ComposedStatement
from models import ScoredSpan


@dataclass(frozen=True, slots=True)
class Stretch:
    """Running text of one section: text == running.text[start : start + len(text)]."""

    text: str
    start: int
    section: str


@dataclass(frozen=True, slots=True)
class Places:
    """From offsets of the running copy to slices of the frozen text."""

    document: Document
    running: MatchingCopy

    def span(self, stretch: Stretch, start: int, end: int) -> Span:
        return self.running.to_source(stretch.start + start, stretch.start + end)

    def slice(self, span: Span | None) -> str | None:
        return None if span is None else span.slice(self.document.text)

    def printed(self, stretch: Stretch, start: int, end: int) -> str:
        """The characters of the frozen text behind [start, end), what lies between left out."""
        copy, source = self.running, self.document.text
        at, stop = stretch.start + start, stretch.start + end
        return "".join(
            source[copy.starts[index] : copy.ends[index]]
            for index in range(at, stop)
            if index == at or copy.starts[index] != copy.starts[index - 1]
        )


def claims_to_record(
    found: Sequence[tuple[Stretch, Sequence[ComposedClaim]]],
    places: Places,
    cells: Mapping[str, Number | None],
) -> tuple[tuple[Claim, ...], dict[str, str]]:
    """The record's claims in order of (start, end), and each claim's sentence by id."""
    rows: list[tuple[Span, int, Stretch, ComposedClaim, int | None]] = []
    for stretch, claims in found:
        first = len(rows)
        for claim in claims:
            whole = None if claim.part_of is None else first + claim.part_of
            span = places.span(stretch, claim.start, claim.end)
            rows.append((span, len(rows), stretch, claim, whole))
    ordered = sorted(rows, key=lambda row: (row[0].start, row[0].end, row[1]))
    ids = {row[1]: f"c{number}" for number, row in enumerate(ordered)}
    clauses = {ids[row[1]]: sentence_of(row[2].text, row[3].start, row[3].end) for row in ordered}
    return (
        tuple(
            _claim(
                ids[number],
                span,
                stretch,
                claim,
                whole=None if whole is None else ids[whole],
                places=places,
                cells=cells,
            )
            for span, number, stretch, claim, whole in ordered
        ),
        clauses,
    )


def _claim(
    claim_id: str,
    span: Span,
    stretch: Stretch,
    claim: ComposedClaim,
    *,
    whole: str | None,
    places: Places,
    cells: Mapping[str, Number | None],
) -> Claim:
    quantity = claim.quantity
    item, channel, period = (
        None if part is None else places.span(stretch, *part)
        for part in (claim.item, claim.channel, claim.period)
    )
    page, bbox, boxes = _boxes(places.document, span)
    return Claim(
        id=claim_id,
        quote=span.slice(places.document.text),
        start=span.start,
        end=span.end,
        page=page,
        bbox=bbox,
        boxes=boxes,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=_printed_unit(stretch, claim.start, claim.end, quantity.unit, places),
        unit_norm=quantity.unit,
        approx=quantity.approx,
        item=places.slice(item),
        item_start=item.start if item else None,
        item_end=item.end if item else None,
        channel=places.slice(channel),
        channel_start=channel.start if channel else None,
        channel_end=channel.end if channel else None,
        period=places.slice(period),
        period_start=period.start if period else None,
        period_end=period.end if period else None,
        zero=claim.zero,
        part_of=whole,
        indicator=claim.indicator,
        cells=claim_to_cells(
            claim.indicator, _matched(stretch, claim.item), quantity.unit, quantity.value, cells
        ),
        section=stretch.section,
        confidence=round(claim.score, 4),
    )


def _matched(stretch: Stretch, part: tuple[int, int] | None) -> str | None:
    return None if part is None else stretch.text[slice(*part)]


def _printed_unit(
    stretch: Stretch, start: int, end: int, unit: str | None, places: Places
) -> str | None:
    """The measure word in the source's own script; a % written as a word has none of its own."""
    if unit is None:
        return None
    at = stretch.text.rfind(unit, start, end)
    if at < 0:
        return unit
    return "".join(places.printed(stretch, at, at + len(unit)).split())


def statements_to_record(
    found: Sequence[tuple[Stretch, ComposedStatement]], places: Places
) -> tuple[Statement, ...]:
    """The record's statements; ``answers`` of the composed ones counts in ``found``."""
    rows = [
        (places.span(stretch, statement.start, statement.end), number, stretch, statement)
        for number, (stretch, statement) in enumerate(found)
    ]
    ordered = sorted(rows, key=lambda row: (row[0].start, row[0].end, row[1]))
    ids = {row[1]: f"p{number}" for number, row in enumerate(ordered)}
    statements = []
    for span, number, stretch, statement in ordered:
        page, bbox, boxes = _boxes(places.document, span)
        statements.append(
            Statement(
                id=ids[number],
                kind=statement.kind,
                quote=span.slice(places.document.text),
                start=span.start,
                end=span.end,
                page=page,
                bbox=bbox,
                boxes=boxes,
                theme=statement.theme,
                answers=None if statement.answers is None else ids[statement.answers],
                targets=tuple(
                    target
                    for each in statement.targets
                    for target in _target(stretch, each, places)
                ),
                section=stretch.section,
                confidence=round(statement.score, 4),
            )
        )
    return tuple(statements)


def _target(stretch: Stretch, planned: ScoredSpan, places: Places) -> list[Target]:
    """One target for a planned figure; none where it holds no number."""
    quantity = text_to_quantity(stretch.text[planned.start : planned.end])
    if quantity is None:
        return []
    span = places.span(stretch, planned.start, planned.end)
    return [
        Target(
            quote=span.slice(places.document.text),
            start=span.start,
            end=span.end,
            value=quantity.value,
            unit=_printed_unit(stretch, planned.start, planned.end, quantity.unit, places),
            approx=quantity.approx,
        )
    ]


def _boxes(document: Document, span: Span) -> tuple[int | None, Bbox | None, tuple[PageBox, ...]]:
    if not document.glyphs:
        return None, None, ()
    place = document.place(span.start, span.end)
    boxes = tuple(
        PageBox(page=page, bbox=bbox)
        for page, box in place.boxes
        for bbox in (box_to_bbox(box),)
        if bbox is not None
    )
    return place.page, box_to_bbox(place.box), boxes
