"""What an annotated document is: standoff spans, relations and attributes over a text.

Label names come from ``models.labels`` and field types from extraction's record; nothing is typed
a second time. Offsets are half-open code points of ``text``. Real reports have no ``text``: their
place is ``source`` with ``text_sha256`` and the ``text_rules`` under which the offsets hold, and
instead of quotes the first 12 hex digits of the quotes' SHA-256.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, Protocol, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from extraction.record import Approx, CellStatus, Number
from models import SPAN_LABELS, Place, SpanLabel, StatementLabel

GUIDELINE_VERSION = 1

RelationKind = Literal["item", "channel", "period", "part_of", "target", "answers"]
Part = Literal["spans", "relations", "indicators", "themes", "cells", "sections", "fields"]
Split = Literal["train", "dev", "test"]
Level = Literal[
    "ministry", "province", "city", "county", "township", "institution", "vertical", "unknown"
]

# kind of relation -> labels of its head and of its tail
ENDS: dict[RelationKind, tuple[frozenset[str], frozenset[str]]] = {
    "item": (frozenset({"quantity", "negation"}), frozenset({"item"})),
    "channel": (frozenset({"quantity"}), frozenset({"channel"})),
    "period": (frozenset({"quantity", "negation"}), frozenset({"period"})),
    "part_of": (frozenset({"quantity"}), frozenset({"quantity"})),
    "target": (frozenset({"quantity"}), frozenset({"commitment", "measure_taken", "problem"})),
    "answers": (frozenset({"commitment", "measure_taken"}), frozenset({"problem"})),
}
TEXT_PARTS: tuple[Part, ...] = ("spans", "relations", "indicators", "themes")
"""What is complete where a text was marked in full."""

WITH_INDICATOR: tuple[SpanLabel, ...] = ("quantity", "negation", "item", "channel")

EdgeFault = Literal["white_space", "punctuation"]
# Signs that no span ends with; white space is at neither edge (guide, decision 23).
_CLOSING = "，。；：、！？,;:!?"
EDGE_TEXTS: dict[EdgeFault, str] = {
    "white_space": "has white space at an edge",
    "punctuation": "ends with punctuation",
}


class Entry(BaseModel):
    """Base of every part of a document: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Entry):
    """[start, end) with its label and what it says.

    ``value`` to ``approx`` belong to quantities, ``indicator`` to quantities and negations, or to
    their items or channels where several of one head differ in it, ``theme`` to problems, measures
    and commitments. ``digest`` stands for the quote where the
    document has no text.
    """

    id: str
    label: SpanLabel | StatementLabel
    start: int
    end: int
    digest: str | None = None
    value: Number | None = None
    value_max: Number | None = None
    unit: str | None = None
    unit_norm: str | None = None
    approx: Approx | None = None
    indicator: str | None = None
    theme: str | None = None


class Relation(Entry):
    """A link from the span ``head`` to the span ``tail``, e.g. quantity to its item."""

    kind: RelationKind
    head: str
    tail: str


class CellGold(Entry):
    """What the source prints in one cell of the form."""

    id: str
    value: Number | None = None
    status: CellStatus
    raw: str | None = None


class SectionGold(Entry):
    id: str
    start: int
    end: int


class Meta(Entry):
    """Whose text it is; ``agency`` is what splits and intervals go by."""

    agency: str
    level: Level
    field: str
    year: int | None
    layout: str | None = None
    kind: Literal["real", "authored"]
    split: Split
    place: Place = "unknown"


class AnnotatedDocument(Entry):
    """One document; ``complete`` names what was annotated in full, all else proves nothing.

    ``stretch`` is the part of the text [start, end) that was annotated, None where all of it was;
    outside it nothing is proved either.

    Raises ``ValueError`` on construction for anything that breaks the rules of the guide about
    spans, or whose text is not the one annotated.
    """

    id: str
    text: str | None = None
    text_sha256: str
    text_rules: int | None = None
    source: str | None = None
    stretch: tuple[int, int] | None = None
    meta: Meta
    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    cells: tuple[CellGold, ...] = ()
    sections: tuple[SectionGold, ...] = ()
    title: str | None = None
    agency: str | None = None
    year: int | None = None
    annotator: str
    guideline_version: int = GUIDELINE_VERSION
    complete: tuple[Part, ...] = Field(default=())

    @model_validator(mode="after")
    def _check(self) -> Self:
        faults = list(document_to_faults(self))
        if faults:
            raise ValueError(f"{self.id}: " + "; ".join(faults))
        return self

    def quote(self, span: Span) -> str | None:
        """The span's text, None where the document has none."""
        return None if self.text is None else self.text[span.start : span.end]


def text_to_sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def quote_to_digest(quote: str) -> str:
    """What stands for a quote of a real report."""
    return text_to_sha256(quote)[:12]


def edge_faults(quote: str) -> Iterator[EdgeFault]:
    """What no span may begin or end with."""
    bare = quote.strip()
    if bare != quote:
        yield "white_space"
    if bare[-1:] in _CLOSING:
        yield "punctuation"


class Labelled(Protocol):
    """Whatever marks a place of a text with a label."""

    @property
    def label(self) -> SpanLabel | StatementLabel: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Marked = TypeVar("Marked", bound=Labelled)


def overlaps(spans: Iterable[Marked]) -> Iterator[tuple[Marked, Marked]]:
    """Neighbours of one layer that share characters; spans of the two layers may."""
    ordered = sorted(spans, key=lambda span: (span.start, -span.end))
    for in_layer in (True, False):
        layer = [span for span in ordered if (span.label in SPAN_LABELS) == in_layer]
        yield from ((one, other) for one, other in pairwise(layer) if other.start < one.end)


def can_lead(kind: RelationKind, head: str | None, tail: str | None) -> bool:
    """Whether a relation of this kind may lead from a span of one label to one of the other."""
    heads, tails = ENDS[kind]
    return head in heads and tail in tails


def document_to_faults(document: AnnotatedDocument) -> Iterator[str]:
    """What is wrong with a document, in words for the annotator."""
    text = document.text
    if text is not None and text_to_sha256(text) != document.text_sha256:
        yield "the text is not the one that was annotated (text_sha256 differs)"
    if text is None and (document.source is None or document.text_rules is None):
        yield "a document without text needs source and text_rules"
    twice = [name for name, count in Counter(s.id for s in document.spans).items() if count > 1]
    if twice:
        yield f"spans that stand twice: {', '.join(twice)}"
    first, last = document.stretch or (0, math.inf)
    for span in document.spans:
        yield from _span_to_faults(span, text)
        if not first <= span.start < span.end <= last:
            yield f"{span.id} lies outside the stretch that was annotated"
    for one, other in overlaps(document.spans):
        yield f"{one.id} and {other.id} overlap"
    labels = {span.id: span.label for span in document.spans}
    for relation in document.relations:
        if not can_lead(relation.kind, labels.get(relation.head), labels.get(relation.tail)):
            yield f"{relation.kind} cannot lead from {relation.head} to {relation.tail}"


def _span_to_faults(span: Span, text: str | None) -> Iterator[str]:
    if not 0 <= span.start < span.end:
        yield f"{span.id} is empty or reversed"
        return
    if text is None:
        if span.digest is None:
            yield f"{span.id} has neither text nor digest"
    elif span.end > len(text):
        yield f"{span.id} ends beyond the text"
    else:
        quote = text[span.start : span.end]
        for fault in edge_faults(quote):
            yield f"{span.id} {EDGE_TEXTS[fault]}: {quote!r}"
    if span.label == "quantity" and span.value is None:
        yield f"{span.id} is a quantity without a value"
    if span.label != "quantity" and (span.value, span.unit, span.approx) != (None, None, None):
        yield f"{span.id} is no quantity and has a value"
    if span.theme is not None and span.label in SPAN_LABELS:
        yield f"{span.id} is no statement and has a theme"
    if span.indicator is not None and span.label not in WITH_INDICATOR:
        yield f"{span.id} has an indicator"
