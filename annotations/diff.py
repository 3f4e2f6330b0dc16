"""What changed between two stores: documents, spans, cells, sections, and every other field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from annotations.schema import AnnotatedDocument, Entry, Span

Change = Literal["added", "removed", "changed"]

# What is compared part by part; every other field is compared as a whole, under its name.
_IN_PARTS = frozenset({"id", "text", "text_sha256", "spans", "relations", "cells", "sections"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One change.

    ``what`` is "document", "text", "relations", the label of a span, "cell" or "section" with its
    id, or the name of another field.
    """

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
    cells = {each.id: each for each in one.cells}, {each.id: each for each in other.cells}
    yield from _diff_parts(one.id, "cell", *cells)
    sections = {each.id: each for each in one.sections}, {each.id: each for each in other.sections}
    yield from _diff_parts(one.id, "section", *sections)
    yield from _diff_fields(one, other)


def _diff_parts(
    document: str, kind: str, before: Mapping[str, Entry], after: Mapping[str, Entry]
) -> Iterator[Difference]:
    """In the order of the first, what is new after it."""
    for name in (*before, *(each for each in after if each not in before)):
        old, new = before.get(name), after.get(name)
        if old is None and new is not None:
            yield Difference(document, "added", f"{kind} {name}", after=_say_entry(new))
        elif new is None and old is not None:
            yield Difference(document, "removed", f"{kind} {name}", before=_say_entry(old))
        elif old is not None and new is not None and _say_entry(old) != _say_entry(new):
            said = _say_entry(old), _say_entry(new)
            yield Difference(document, "changed", f"{kind} {name}", *said)


def _diff_fields(one: AnnotatedDocument, other: AnnotatedDocument) -> Iterator[Difference]:
    before, after = (each.model_dump(exclude=set(_IN_PARTS)) for each in (one, other))
    for name, old in before.items():
        new = after[name]
        if old == new:
            continue
        empty, filled = old in (None, ()), new not in (None, ())
        change: Change = "added" if empty else "changed" if filled else "removed"
        said = ("" if empty else str(old)), (str(new) if filled else "")
        yield Difference(one.id, change, name, *said)


def _attributes(span: Span) -> dict[str, object]:
    return span.model_dump(exclude={"id", "start", "end", "label", "digest"}, exclude_none=True)


def _say(document: AnnotatedDocument, span: Span) -> str:
    quote = document.quote(span) or span.digest or ""
    said = ", ".join(f"{name} {value}" for name, value in _attributes(span).items())
    place = f"{span.start}-{span.end} {quote}"
    return f"{place} ({said})" if said else place


def _say_entry(entry: Entry) -> str:
    """What differs between two entries differs here too: 1 and 1.0 are told apart."""
    said = entry.model_dump(exclude={"id"}, exclude_defaults=True)
    return ", ".join(f"{name} {value}" for name, value in said.items())


def _links(document: AnnotatedDocument) -> set[tuple[str, tuple[int, int], tuple[int, int]]]:
    """Relations by the places of their ends, so that other ids make no difference."""
    places = {span.id: (span.start, span.end) for span in document.spans}
    return {(each.kind, places[each.head], places[each.tail]) for each in document.relations}
