"""Annotated documents as findings: what a system would say that makes no mistake.

Claims are composed from spans and relations as the annotation guide says: one for each item or
channel of a quantity, one for each item of a negation, none for a planned figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotations.schema import AnnotatedDocument, RelationKind, Span
from eval.findings import (
    Findings,
    FoundClaim,
    FoundSection,
    FoundSpan,
    FoundStatement,
    Offsets,
)
from models import SPAN_LABELS, STATEMENT_LABELS


@dataclass(frozen=True, slots=True)
class _Links:
    """Relations by head, as the spans that they lead to."""

    tails: Mapping[tuple[str, RelationKind], Sequence[Span]]

    def of(self, head: Span, kind: RelationKind) -> Sequence[Span]:
        return self.tails.get((head.id, kind), ())

    def first(self, head: Span, kind: RelationKind) -> Span | None:
        return next(iter(self.of(head, kind)), None)


def annotated_to_findings(document: AnnotatedDocument) -> Findings:
    """The parts that were annotated in full; all others are None. Cells stay with the document."""
    links = _document_to_links(document)
    has_links = "spans" in document.complete and "relations" in document.complete
    return Findings(
        document=document.id,
        text_sha256=document.text_sha256,
        spans=_spans(document) if "spans" in document.complete else None,
        claims=_claims(document, links) if has_links else None,
        statements=_statements(document, links) if has_links else None,
        sections=tuple(
            FoundSection(id=each.id, start=each.start, end=each.end, other_starts=each.other_starts)
            for each in document.sections
            if not each.optional
        )
        if "sections" in document.complete
        else None,
        fields=_fields(document) if "fields" in document.complete else None,
    )


def _fields(document: AnnotatedDocument) -> dict[str, tuple[str | int, ...]]:
    stated = {
        "title": (document.title, *document.title_also),
        "agency": (document.agency, *document.agency_also),
        "year": (document.year,),
    }
    return {
        name: tuple(each for each in accepted if each is not None)
        for name, accepted in stated.items()
    }


def _document_to_links(document: AnnotatedDocument) -> _Links:
    spans = {span.id: span for span in document.spans}
    tails: dict[tuple[str, RelationKind], list[Span]] = defaultdict(list)
    for relation in document.relations:
        tails[relation.head, relation.kind].append(spans[relation.tail])
    for found in tails.values():
        found.sort(key=lambda span: span.start)
    return _Links(tails)


def _spans(document: AnnotatedDocument) -> tuple[FoundSpan, ...]:
    return tuple(
        FoundSpan(
            label=span.label,
            start=span.start,
            end=span.end,
            value=span.value,
            unit_norm=span.unit_norm,
        )
        for span in document.spans
    )


def _claims(document: AnnotatedDocument, links: _Links) -> tuple[FoundClaim, ...]:
    """In order of (start, end), as the record has them."""
    made: list[tuple[str, FoundClaim]] = []
    wholes: dict[str, str] = {}
    for span in document.spans:
        if span.label == "quantity" and not links.of(span, "target"):
            made.extend((span.id, claim) for claim in _counted(span, links))
            whole = links.first(span, "part_of")
            if whole is not None:
                wholes[span.id] = whole.id
        elif span.label == "negation":
            made.extend((span.id, claim) for claim in _denied(span, links))
    made.sort(key=lambda entry: (entry[1].start, entry[1].end))
    first_of: dict[str, int] = {}
    for index, (name, _) in enumerate(made):
        first_of.setdefault(name, index)
    return tuple(
        claim.model_copy(update={"part_of": first_of.get(wholes.get(name, ""))})
        for name, claim in made
    )


def _counted(span: Span, links: _Links) -> Iterator[FoundClaim]:
    period = links.first(span, "period")
    for item in links.of(span, "item") or (None,):
        for channel in links.of(span, "channel") or (None,):
            yield FoundClaim(
                start=span.start,
                end=span.end,
                value=span.value if span.value is not None else 0,
                value_max=span.value_max,
                unit_norm=span.unit_norm,
                approx=span.approx,
                item=_place(item),
                channel=_place(channel),
                period=_place(period),
                indicator=_indicator(item, channel, span),
            )


def _denied(span: Span, links: _Links) -> Iterator[FoundClaim]:
    items = links.of(span, "item")
    for item in items:
        yield FoundClaim(
            start=min(span.start, items[0].start),
            end=max(span.end, item.end),
            value=0,
            zero=True,
            item=_place(item),
            period=_place(links.first(span, "period")),
            indicator=_indicator(item, None, span),
        )


def _indicator(item: Span | None, channel: Span | None, head: Span) -> str | None:
    """An item's or channel's own class goes before that of the head."""
    named = (span.indicator for span in (item, channel, head) if span is not None)
    return next((each for each in named if each is not None), None)


def _place(span: Span | None) -> Offsets | None:
    return None if span is None else (span.start, span.end)


def _statements(document: AnnotatedDocument, links: _Links) -> tuple[FoundStatement, ...]:
    units = sorted(
        (span for span in document.spans if span.label not in SPAN_LABELS),
        key=lambda span: (span.start, span.end),
    )
    order = {span.id: index for index, span in enumerate(units)}
    targets: dict[str, list[Offsets]] = defaultdict(list)
    for span in document.spans:
        for unit in links.of(span, "target"):
            targets[unit.id].append((span.start, span.end))
    found: list[FoundStatement] = []
    for span in units:
        answered = links.first(span, "answers")
        found.extend(
            FoundStatement(
                kind=kind,
                start=span.start,
                end=span.end,
                theme=span.theme,
                answers=None if answered is None else order[answered.id],
                targets=tuple(sorted(targets[span.id])),
            )
            for kind in STATEMENT_LABELS
            if kind == span.label
        )
    return tuple(found)
