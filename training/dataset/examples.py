"""A text with its spans, as augmenters change it and the model learns it, and how it is edited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotations.schema import AnnotatedDocument
from models import Passage, Place
from models.tags import TaggedSpan


@dataclass(frozen=True, slots=True)
class Example:
    """``text`` is frozen text, not yet the copy that taggers read; ``spans`` are sorted."""

    id: str
    text: str
    spans: tuple[TaggedSpan, ...]
    place: Place = "unknown"
    agency: str = ""

    @property
    def passage(self) -> Passage:
        return Passage(self.text, self.place)

    def quote(self, span: TaggedSpan) -> str:
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """``text`` in place of [start, end) of an example."""

    start: int
    end: int
    text: str


def document_to_example(document: AnnotatedDocument) -> Example:
    """The whole text of a document with all its spans.

    Raises:
        ValueError: for a document without text, or one whose spans were not marked in full.
    """
    if document.text is None or "spans" not in document.complete:
        raise ValueError(f"{document.id} has no text, or its spans were not marked in full")
    spans = (TaggedSpan(span.start, span.end, span.label) for span in document.spans)
    return Example(
        document.id,
        document.text,
        tuple(sorted(spans)),
        document.meta.place,
        document.meta.agency,
    )


def edit_example(example: Example, edits: Iterable[Edit]) -> Example:
    """The example with its text changed and its spans on the same words as before.

    An edit that would cut through the edge of a span is passed over, as is one that overlaps the
    edit before it. What is inserted at a span's edge stays outside the span.
    """
    kept: list[Edit] = []
    edges = sorted({edge for span in example.spans for edge in (span.start, span.end)})
    for edit in sorted(set(edits)):
        overlaps = kept and edit.start < kept[-1].end
        if not overlaps and not any(edit.start < edge < edit.end for edge in edges):
            kept.append(edit)
    if not kept:
        return example
    parts: list[str] = []
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    waiting = iter(edges)
    edge = next(waiting, None)
    at = shift = 0
    for edit in kept:
        while edge is not None and edge <= edit.start:
            starts[edge] = ends[edge] = edge + shift
            if edge == edit.start == edit.end:
                starts[edge] += len(edit.text)
            edge = next(waiting, None)
        parts += [example.text[at : edit.start], edit.text]
        at = edit.end
        shift += len(edit.text) - (edit.end - edit.start)
    while edge is not None:
        starts[edge] = ends[edge] = edge + shift
        edge = next(waiting, None)
    spans = (TaggedSpan(starts[s.start], ends[s.end], s.label) for s in example.spans)
    return replace(example, text="".join((*parts, example.text[at:])), spans=tuple(spans))
