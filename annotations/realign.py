"""Moves annotations to a new text of the same source, as when a reader's text rules change.

A span survives where its exact quote stands in the new text near where it should stand: the shift
of what came before it is carried on, and the nearest place wins. Sections follow their headings in
the same way. Quotes and headings are known by their text or, for real reports, by their digests
alone. What does not survive is listed, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from annotations.schema import (
    AnnotatedDocument,
    Part,
    SectionGold,
    Span,
    name_to_digest,
    quote_to_digest,
    text_to_sha256,
)

# How far from its expected place a quote is looked for, in code points: a page head or a table
# row put in between; further away the same words are likely another mention.
_REACH = 600
# Parts that a lost span leaves incomplete.
_OF_SPANS: frozenset[Part] = frozenset({"spans", "relations", "indicators", "themes"})

# (place in the old text, how far what stood there has moved), in order of places
Shifts = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Realigned:
    """``lost`` and ``lost_sections`` were not found; relations of lost spans are dropped."""

    document: AnnotatedDocument
    lost: tuple[Span, ...]
    lost_sections: tuple[SectionGold, ...] = ()


def realign(document: AnnotatedDocument, text: str, *, text_rules: int | None = None) -> Realigned:
    """The document over the new text; a part that lost something is no longer ``complete``.

    Cells hold no offsets and stay. What has no words of its own (the start of a preamble, the
    edges of ``stretch``) moves by the shift of what was found before it.
    """
    headings, unfound = _move_headings(document, text)
    shifts: Shifts = []
    moved: list[Span] = []
    lost: list[Span] = []
    for span in sorted(document.spans, key=lambda each: (each.start, -each.end)):
        start = _find_span(document, span, text, span.start + _shift_before(shifts, headings, span))
        if start is None:
            lost.append(span)
            continue
        shifts.append((span.start, start - span.start))
        end = start + span.end - span.start
        moved.append(span.model_copy(update={"start": start, "end": end}))
    shifts = sorted(shifts + headings)
    sections = _move_sections(document, unfound, shifts, text)
    there = {section.id for section in sections}
    lost_sections = tuple(each for each in document.sections if each.id not in there)
    kept = {span.id for span in moved}
    gone: frozenset[Part] = _OF_SPANS if lost else frozenset()
    gone |= {"sections"} if lost_sections else frozenset()
    update: dict[str, object] = {
        "text": text if document.text is not None else None,
        "text_sha256": text_to_sha256(text),
        "text_rules": document.text_rules if text_rules is None else text_rules,
        "text_length": None if document.text_length is None else len(text),
        "stretch": _move_stretch(document.stretch, moved, shifts, text),
        "spans": tuple(moved),
        "relations": tuple(
            each for each in document.relations if each.head in kept and each.tail in kept
        ),
        "sections": tuple(sections),
        "complete": tuple(part for part in document.complete if part not in gone),
    }
    made = AnnotatedDocument.model_validate(document.model_copy(update=update).model_dump())
    return Realigned(made, tuple(lost), lost_sections)


def _move_headings(document: AnnotatedDocument, text: str) -> tuple[Shifts, set[str]]:
    """How far each heading moved, and the sections whose heading was not found."""
    shifts: Shifts = []
    lost: set[str] = set()
    for section in _by_place(document):
        if section.heading is None or section.heading_length is None:
            continue
        expected = section.start + (shifts[-1][1] if shifts else 0)
        fits = partial(_is_name, section.heading)
        start = _find(text, section.heading_length, expected, fits)
        if start is None:
            lost.add(section.id)
        else:
            shifts.append((section.start, start - section.start))
    return shifts, lost


def _move_sections(
    document: AnnotatedDocument, unfound: Collection[str], shifts: Shifts, text: str
) -> list[SectionGold]:
    """A section that reached to the next one, or to the end of the text, does so again.

    Those that have no room left are left out.
    """
    ordered = _by_place(document)
    starts = [max(each.start + _shift_at(shifts, each.start), 0) for each in ordered]
    moved: list[SectionGold] = []
    before = 0
    for at, section in enumerate(ordered):
        start, end = starts[at], section.end + _shift_at(shifts, section.end - 1)
        if at + 1 < len(ordered) and section.end == ordered[at + 1].start:
            end = starts[at + 1]
        elif section.end == document.length:
            end = len(text)
        if section.id in unfound or not before <= start < end <= len(text):
            continue
        others = (other + _shift_at(shifts, other) for other in section.other_starts)
        update = {
            "start": start,
            "end": end,
            "other_starts": tuple(each for each in others if before <= each < end),
        }
        moved.append(section.model_copy(update=update))
        before = end
    return moved


def _move_stretch(
    stretch: tuple[int, int] | None, moved: Sequence[Span], shifts: Shifts, text: str
) -> tuple[int, int] | None:
    """The stretch holds the spans that it held."""
    if stretch is None:
        return None
    first, last = stretch
    start = max(first + _shift_at(shifts, first), 0)
    end = min(last + _shift_at(shifts, last - 1), len(text))
    starts, ends = (span.start for span in moved), (span.end for span in moved)
    return min((start, *starts)), max((end, *ends))


def _by_place(document: AnnotatedDocument) -> list[SectionGold]:
    return sorted(document.sections, key=lambda section: section.start)


def _shift_before(shifts: Shifts, headings: Shifts, span: Span) -> int:
    """The shift of the last span or heading that was found before a span."""
    before = [each for each in (*headings, *shifts[-1:]) if each[0] <= span.start]
    return max(before)[1] if before else 0


def _find_span(document: AnnotatedDocument, span: Span, text: str, expected: int) -> int | None:
    length = span.end - span.start
    quote = document.quote(span)
    if quote is not None:
        return _find(text, length, expected, lambda found: found == quote)
    return _find(text, length, expected, lambda found: quote_to_digest(found) == span.digest)


def _is_name(digest: str, found: str) -> bool:
    return name_to_digest(found) == digest


def _find(text: str, length: int, expected: int, fits: Callable[[str], bool]) -> int | None:
    """Where what fits begins in the new text: the place nearest to where it is expected."""
    for distance in range(_REACH + 1):
        for start in {expected - distance, expected + distance}:
            if start < 0 or start + length > len(text):
                continue
            if fits(text[start : start + length]):
                return start
    return None


def _shift_at(shifts: Shifts, place: int) -> int:
    """The shift of the last that stood at or before the place, else that of the first."""
    before = [shift for start, shift in shifts if start <= place]
    return before[-1] if before else (shifts[0][1] if shifts else 0)
