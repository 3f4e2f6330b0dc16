"""What an annotated document is: standoff spans, relations and attributes over a text.

Label names come from ``models.labels`` and field types from extraction's record; nothing is typed
a second time. Offsets are half-open code points of ``text``. Real reports have no ``text``: their
place is ``source`` with ``text_sha256`` and the ``text_rules`` under which the offsets hold, and
instead of quotes, headings, titles and names they hold the first 12 hex digits of their SHA-256.

Where the guide leaves several answers open, the judged one comes first and the others stand beside
it (``also``, ``other_starts``, ``title_also`` ...); ``notes`` say why.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Annotated, Literal, Protocol, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from extraction.record import Approx, CellStatus, FormId, Number, ReadStatus, TableStatus
from models import SPAN_LABELS, Place, SpanLabel, StatementLabel

GUIDELINE_VERSION = 3

RelationKind = Literal["item", "channel", "period", "part_of", "target", "answers"]
Part = Literal["spans", "relations", "indicators", "themes", "cells", "sections", "fields"]
Split = Literal["train", "dev", "test"]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
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

WITH_VALUE: tuple[CellStatus, ...] = ("value", "zero", "ocr_fixed", "split", "derived")
WITH_READING: tuple[CellStatus, ...] = ("ocr_fixed", "split", "derived")
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
    and commitments. ``digest`` stands for the quote where the document has no text.
    """

    id: str
    label: SpanLabel | StatementLabel
    start: int
    end: int
    digest: Digest | None = None
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


class CellState(Entry):
    """What a record may say of one cell; ``reading`` is the status of the reading kept beside it.

    Numbers are told apart by their kind too: 1 is not 1.0.
    """

    value: Number | None = None
    status: CellStatus
    reading: ReadStatus | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        fault = _state_to_fault(self.value, self.status, self.reading)
        if fault is not None:
            raise ValueError(fault)
        return self


class CellGold(Entry):
    """What the source prints in one cell of the form, and further states that are right as well."""

    id: str
    value: Number | None = None
    status: CellStatus
    raw: str | None = None
    reading: ReadStatus | None = None
    also: tuple[CellState, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        fault = _state_to_fault(self.value, self.status, self.reading)
        if fault is None and self.state in self.also:
            fault = "another state is the judged one"
        if fault is not None:
            raise ValueError(f"{self.id}: {fault}")
        return self

    @property
    def state(self) -> CellState:
        return CellState(value=self.value, status=self.status, reading=self.reading)

    def accepts(self, state: CellState) -> bool:
        """Whether a record that says this of the cell is right."""
        return any(
            state == allowed and type(state.value) is type(allowed.value)
            for allowed in (self.state, *self.also)
        )


class TableGold(Entry):
    """A table of the report in its forms, the judged one first; no id where it has no cells."""

    id: str | None = None
    forms: tuple[FormId, ...] = Field(min_length=1)
    status: TableStatus


class CheckGold(Entry):
    """An identity of the form, by the name that the record gives it."""

    rule: str
    scope: str


class SectionGold(Entry):
    """A section from its heading to the next one.

    ``heading`` is the digest of the heading without white space, ``heading_length`` its length in
    the text, white space included; None for a preamble. An ``optional`` section may be absent, its
    text then belongs to the one before.
    """

    id: str
    start: int
    end: int
    other_starts: tuple[int, ...] = ()
    heading: Digest | None = None
    heading_length: int | None = None
    optional: bool = False


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
    outside it nothing is proved either. ``text_length`` is the length of the whole text where it is
    not in the store, ``source_sha256`` the digest of the file's bytes.

    ``title``, ``agency`` and ``aliases`` are digests where there is no text. ``cells`` in
    ``complete`` covers ``tables`` and ``failed_checks``: all other identities hold or lack a value.
    ``fields`` covers title, agency, aliases and year: None is then "none stated".

    Raises ``ValueError`` on construction for anything that breaks the rules of the guide about
    spans, for entries that stand twice, overlap or lie outside the text, for names that are no
    digests where there is no text, or where the text is not the one annotated.
    """

    id: str
    text: str | None = None
    text_sha256: str
    text_rules: int | None = None
    text_length: int | None = None
    source: str | None = None
    source_sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    stretch: tuple[int, int] | None = None
    meta: Meta
    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    cells: tuple[CellGold, ...] = ()
    tables: tuple[TableGold, ...] = ()
    failed_checks: tuple[CheckGold, ...] = ()
    sections: tuple[SectionGold, ...] = ()
    title: str | None = None
    title_also: tuple[str, ...] = ()
    agency: str | None = None
    agency_also: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    year: int | None = None
    annotator: str
    guideline_version: int = GUIDELINE_VERSION
    complete: tuple[Part, ...] = Field(default=())
    notes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        faults = list(document_to_faults(self))
        if faults:
            raise ValueError(f"{self.id}: " + "; ".join(faults))
        return self

    def quote(self, span: Span) -> str | None:
        """The span's text, None where the document has none."""
        return None if self.text is None else self.text[span.start : span.end]

    @property
    def length(self) -> int | None:
        """Code points of the whole text; None where the document does not know."""
        return self.text_length if self.text is None else len(self.text)

    @property
    def annotated_length(self) -> int | None:
        """Code points of ``stretch``, else of the whole text."""
        return self.length if self.stretch is None else self.stretch[1] - self.stretch[0]

    @property
    def has_alternatives(self) -> bool:
        """Whether a person left more than one answer open anywhere."""
        return bool(
            self.title_also
            or self.agency_also
            or any(cell.also for cell in self.cells)
            or any(len(table.forms) > 1 for table in self.tables)
            or any(section.optional or section.other_starts for section in self.sections)
        )


def text_to_sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def quote_to_digest(quote: str) -> str:
    """What stands for a quote of a real report."""
    return text_to_sha256(quote)[:12]


def name_to_digest(name: str) -> str:
    """What stands for a heading, a title or a name: white space in it does not count."""
    return quote_to_digest(re.sub(r"\s+", "", name))


def edge_faults(quote: str) -> Iterator[EdgeFault]:
    """What no span may begin or end with."""
    bare = quote.strip()
    if bare != quote:
        yield "white_space"
    if bare[-1:] in _CLOSING:
        yield "punctuation"


def _state_to_fault(
    value: Number | None, status: CellStatus, reading: ReadStatus | None
) -> str | None:
    if (value is not None) != (status in WITH_VALUE):
        return f"{status} does not go with the value {value}"
    if status in ("value", "zero") and (value == 0) != (status == "zero"):
        return f"{value} is not {status}"
    if reading is not None and status not in WITH_READING:
        return f"{status} keeps no reading"
    return None


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
    text, length = document.text, document.length
    if text is not None and text_to_sha256(text) != document.text_sha256:
        yield "the text is not the one that was annotated (text_sha256 differs)"
    if text is not None and document.text_length not in (None, len(text)):
        yield "text_length is not that of the text"
    if text is None and (document.source is None or document.text_rules is None):
        yield "a document without text needs source and text_rules"
    yield from _names_to_faults(document)
    first, last = document.stretch or (0, math.inf)
    if length is not None and document.stretch is not None and last > length:
        yield "the stretch that was annotated ends beyond the text"
    for span in document.spans:
        yield from _span_to_faults(span, text, length)
        if not first <= span.start < span.end <= last:
            yield f"{span.id} lies outside the stretch that was annotated"
    for one, other in overlaps(document.spans):
        yield f"{one.id} and {other.id} overlap"
    yield from _sections_to_faults(document)
    labels = {span.id: span.label for span in document.spans}
    for relation in document.relations:
        if not can_lead(relation.kind, labels.get(relation.head), labels.get(relation.tail)):
            yield f"{relation.kind} cannot lead from {relation.head} to {relation.tail}"


def _names_to_faults(document: AnnotatedDocument) -> Iterator[str]:
    parts: dict[str, list[str]] = {
        "spans": [span.id for span in document.spans],
        "cells": [cell.id for cell in document.cells],
        "tables": [table.id for table in document.tables if table.id is not None],
        "failed checks": [f"{each.rule} {each.scope}" for each in document.failed_checks],
        "sections": [section.id for section in document.sections],
    }
    for part, ids in parts.items():
        twice = [name for name, count in Counter(ids).items() if count > 1]
        if twice:
            yield f"{part} that stand twice: {', '.join(twice)}"
    names = (document.title, document.agency, *document.title_also, *document.agency_also)
    for name in (*names, *document.aliases):
        if document.text is None and name is not None and not re.fullmatch("[0-9a-f]{12}", name):
            yield f"title and names stand as digests in a document without text, not as {name!r}"


def _sections_to_faults(document: AnnotatedDocument) -> Iterator[str]:
    text, length = document.text, document.length
    if document.sections and length is None:
        yield "sections of a document without text need its text_length"
    before = 0
    for section in sorted(document.sections, key=lambda each: each.start):
        name, start, end = section.id, section.start, section.end
        if not 0 <= start < end:
            yield f"{name} is empty or reversed"
        elif start < before:
            yield f"{name} overlaps the section before it"
        elif length is not None and end > length:
            yield f"{name} ends beyond the text"
        if not all(before <= other < end and other != start for other in section.other_starts):
            yield f"{name} may start where it starts already or in another section"
        if (section.heading is None) != (section.heading_length is None):
            yield f"{name} needs both digest and length of its heading, or neither"
        elif section.heading is not None and section.heading_length is not None:
            stop = start + section.heading_length
            if not start < stop <= end:
                yield f"{name} has a heading beyond its end"
            elif text is not None and name_to_digest(text[start:stop]) != section.heading:
                yield f"{name} does not start with its heading"
        before = max(before, end)


def _span_to_faults(span: Span, text: str | None, length: int | None) -> Iterator[str]:
    if not 0 <= span.start < span.end:
        yield f"{span.id} is empty or reversed"
        return
    if text is None and span.digest is None:
        yield f"{span.id} has neither text nor digest"
    if length is not None and span.end > length:
        yield f"{span.id} ends beyond the text"
    elif text is not None:
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
