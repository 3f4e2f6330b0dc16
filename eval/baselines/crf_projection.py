"""Annotated passages as the extractor would show them to a tagger, with their spans mapped along.

Every tagger sees the matching copy (widths folded, broken lines joined), so that one that learns
must be taught on it. Spans that the copy does not hold are counted, not hidden.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotations.schema import AnnotatedDocument
from extraction.normalisation import folded_to_running, text_to_folded
from models import Passage, ScoredSpan


@dataclass(frozen=True, slots=True)
class TaughtPassage:
    """A passage with its true spans, sorted, each with the score 1."""

    passage: Passage
    spans: tuple[ScoredSpan, ...]


@dataclass(frozen=True, slots=True)
class Projection:
    """Attributes:
    spans: all that were annotated; ``dropped`` of them have no characters in the copy.
    left_out: documents without a text, or whose spans were not annotated in full.
    """

    passages: tuple[TaughtPassage, ...]
    spans: int
    dropped: int
    left_out: int


def documents_to_projection(documents: Iterable[AnnotatedDocument]) -> Projection:
    passages: list[TaughtPassage] = []
    spans = dropped = left_out = 0
    for document in documents:
        taught = _document_to_taught(document)
        if taught is None:
            left_out += 1
            continue
        passages.append(taught)
        spans += len(document.spans)
        dropped += len(document.spans) - len(taught.spans)
    return Projection(tuple(passages), spans, dropped, left_out)


def _document_to_taught(document: AnnotatedDocument) -> TaughtPassage | None:
    is_whole = "spans" in document.complete and document.stretch is None
    if document.text is None or not is_whole:
        return None
    running = folded_to_running(text_to_folded(document.text))
    found: list[ScoredSpan] = []
    for span in document.spans:
        place = running.to_copy(span.start, span.end)
        if place.start < place.end:
            found.append(ScoredSpan(place.start, place.end, span.label, 1.0))
    return TaughtPassage(Passage(running.text, document.meta.place), tuple(sorted(found)))
