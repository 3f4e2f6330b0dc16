"""Marked passages into documents of the store."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from annotations.markup import Mark, MarkedPassage, MarkupError, markup_to_passages
from annotations.quotes import quote_to_quantity, unit_to_norm
from annotations.schema import (
    TEXT_PARTS,
    AnnotatedDocument,
    Meta,
    Relation,
    RelationKind,
    Span,
    Split,
    text_to_sha256,
)
from extraction.record import Number
from models import SPAN_LABELS

KINDS: dict[str, RelationKind] = {
    "i": "item", "c": "channel", "p": "period", "w": "part_of", "k": "target", "b": "answers",
}  # fmt: skip


def folder_to_documents(folder: Path) -> dict[Split, list[AnnotatedDocument]]:
    """The passages of every split's folder.

    Raises:
        MarkupError: with the file's name.
    """
    found: dict[Split, list[AnnotatedDocument]] = {}
    for split in get_args(Split):
        found[split] = []
        for path in sorted((folder / split).glob("*.txt")):
            try:
                passages = markup_to_passages(path.read_text(encoding="utf-8"))
            except MarkupError as error:
                raise MarkupError(f"{path.name}: {error}") from error
            found[split].extend(passage_to_document(passage, split) for passage in passages)
    return found


def passage_to_document(passage: MarkedPassage, split: Split) -> AnnotatedDocument:
    """Values and units are read from the quotes, unless the mark states them."""
    fields = passage.fields
    meta = Meta.model_validate(
        {
            "agency": fields["agency"],
            "level": fields["level"],
            "field": fields["field"],
            "year": int(fields["year"]),
            "kind": "authored",
            "split": split,
            "place": fields["place"],
        }
    )
    return AnnotatedDocument(
        id=passage.id,
        text=passage.text,
        text_sha256=text_to_sha256(passage.text),
        meta=meta,
        spans=tuple(_mark_to_span(passage, mark) for mark in passage.marks),
        relations=tuple(
            Relation(kind=KINDS[letter], head=mark.id, tail=other)
            for mark in passage.marks
            for letter, other in mark.links
        ),
        annotator="author",
        complete=TEXT_PARTS,
    )


def _mark_to_span(passage: MarkedPassage, mark: Mark) -> Span:
    span = Span(id=mark.id, label=mark.label, start=mark.start, end=mark.end)
    if mark.label == "quantity":
        return span.model_copy(update=_quantity(passage, mark) | {"indicator": mark.kind or None})
    if mark.label in SPAN_LABELS:
        return span.model_copy(update={"indicator": mark.kind or None})
    return span.model_copy(update={"theme": mark.kind or None})


def _quantity(passage: MarkedPassage, mark: Mark) -> dict[str, object]:
    quote = passage.text[mark.start : mark.end]
    values: dict[str, object] = {**quote_to_quantity(quote)}
    if mark.value is not None:
        low, _, high = mark.value.partition("/")
        values |= {"value": _number(low), "value_max": _number(high) if high else None}
    if mark.unit is not None:
        values |= {"unit": mark.unit, "unit_norm": unit_to_norm(mark.unit)}
    if mark.approx is not None:
        values["approx"] = None if mark.approx == "exact" else mark.approx
    if values.get("value") is None:
        raise MarkupError(f"{passage.id}: {mark.id} states no value: {quote!r}")
    return values


def _number(text: str) -> Number:
    return float(text) if "." in text else int(text)
