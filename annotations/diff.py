"""What changed between two stores, document by document and span by span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from annotations.schema import AnnotatedDocument, Span

Change = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One change; ``what`` is "document", "relations" or the label of a span."""

    document: str
    change: Change
    what: str
    before: str = ""
    after: str = ""


def diff_documents(
    first: Sequence[AnnotatedDocument], second: Sequence[AnnotatedDocument]
) -> Iterator[Difference]:
    """Changes that lead from the first to the second, by document id."""
    before = {document.id: document for document in first}
    after = {document.id: document for document in second}
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield Difference(name, "removed", "document")
        elif name not in before:
            yield Difference(name, "added", "document")
        else:
            yield from _diff_document(before[name], after[name])


def _diff_document(one: AnnotatedDocument, other: AnnotatedDocument) -> Iterator[Difference]:
    if one.text_sha256 != other.text_sha256:
        yield Difference(one.id, "changed", "text", one.text_sha256[:12], other.text_sha256[:12])
    before = {(span.label, span.start, span.end): span for span in one.spans}
    after = {(span.label, span.start, span.end): span for span in other.spans}
    for place in sorted(before.keys() | after.keys(), key=lambda key: (key[1], key[2], key[0])):
        old, new = before.get(place), after.get(place)
        if old is None and new is not None:
            yield Difference(one.id, "added", place[0], after=_say(other, new))
        elif new is None and old is not None:
            yield Difference(one.id, "removed", place[0], before=_say(one, old))
        elif old and new and _attributes(old) != _attributes(new):
            yield Difference(one.id, "changed", place[0], _say(one, old), _say(other, new))
    if _links(one) != _links(other):
        yield Difference(one.id, "changed", "relations")


def _attributes(span: Span) -> dict[str, object]:
    return span.model_dump(exclude={"id", "start", "end", "label", "digest"}, exclude_none=True)


def _say(document: AnnotatedDocument, span: Span) -> str:
    quote = document.quote(span) or span.digest or ""
    said = ", ".join(f"{name} {value}" for name, value in _attributes(span).items())
    place = f"{span.start}-{span.end} {quote}"
    return f"{place} ({said})" if said else place


def _links(document: AnnotatedDocument) -> set[tuple[str, tuple[int, int], tuple[int, int]]]:
    """Relations by the places of their ends, so that other ids make no difference."""
    places = {span.id: (span.start, span.end) for span in document.spans}
    return {(each.kind, places[each.head], places[each.tail]) for each in document.relations}
