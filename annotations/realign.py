"""Moves annotations to a new text of the same source, as when a reader's text rules change.

A span survives where its exact quote stands in the new text near where it should stand: the shift
of the spans before it is carried on, and the nearest place wins. Quotes are known by their text or,
for real reports, by their digests alone. What does not survive is listed, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotations.schema import AnnotatedDocument, Span, quote_to_digest, text_to_sha256

# How far from its expected place a quote is looked for, in code points: a page head or a table
# row put in between; further away the same words are likely another mention.
_REACH = 600


@dataclass(frozen=True, slots=True)
class Realigned:
    """``lost`` are the spans whose quotes were not found; relations of theirs are dropped."""

    document: AnnotatedDocument
    lost: tuple[Span, ...]


def realign(document: AnnotatedDocument, text: str, *, text_rules: int | None = None) -> Realigned:
    """The document over the new text.

    Sections are moved by the shift of the spans around them; cells hold no offsets.
    """
    moved: list[Span] = []
    lost: list[Span] = []
    shifts: list[tuple[int, int]] = []
    for span in sorted(document.spans, key=lambda each: (each.start, -each.end)):
        expected = span.start + (shifts[-1][1] if shifts else 0)
        start = _find(document, span, text, expected)
        if start is None:
            lost.append(span)
            continue
        shifts.append((span.start, start - span.start))
        end = start + span.end - span.start
        moved.append(span.model_copy(update={"start": start, "end": end}))
    kept = {span.id for span in moved}
    update: dict[str, object] = {
        "text": text if document.text is not None else None,
        "text_sha256": text_to_sha256(text),
        "text_rules": document.text_rules if text_rules is None else text_rules,
        "spans": tuple(moved),
        "relations": tuple(
            each for each in document.relations if each.head in kept and each.tail in kept
        ),
        "sections": tuple(
            section.model_copy(
                update={
                    "start": section.start + _shift_at(shifts, section.start),
                    "end": min(section.end + _shift_at(shifts, section.end), len(text)),
                }
            )
            for section in document.sections
        ),
    }
    made = AnnotatedDocument.model_validate(document.model_dump() | _dumped(update))
    return Realigned(made, tuple(lost))


def _dumped(update: dict[str, object]) -> dict[str, object]:
    return {
        key: tuple(entry.model_dump() for entry in value) if isinstance(value, tuple) else value
        for key, value in update.items()
    }


def _find(document: AnnotatedDocument, span: Span, text: str, expected: int) -> int | None:
    """Where the quote begins in the new text: the place nearest to where it is expected."""
    length = span.end - span.start
    quote = document.quote(span)
    digest = span.digest if quote is None else quote_to_digest(quote)
    for distance in range(_REACH + 1):
        for start in {expected - distance, expected + distance}:
            if start < 0 or start + length > len(text):
                continue
            found = text[start : start + length]
            if found == quote or (quote is None and quote_to_digest(found) == digest):
                return start
    return None


def _shift_at(shifts: list[tuple[int, int]], place: int) -> int:
    """The shift of the last span that began at or before the place; of the first one before it."""
    before = [shift for start, shift in shifts if start <= place]
    return before[-1] if before else (shifts[0][1] if shifts else 0)
