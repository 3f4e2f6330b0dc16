"""Answers as documents of the store.

Text of real reports is not kept: spans carry offsets into the report's text and digests of their
quotes. ``with_text`` keeps the passage instead, with offsets into it, for reports whose text may be
passed on.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotations.label_studio.faults import AnswerError, Fault
from annotations.label_studio.regions import MarkedText
from annotations.label_studio.task_data import Origin, TextTask
from annotations.schema import (
    TEXT_PARTS,
    AnnotatedDocument,
    CellGold,
    Meta,
    Span,
    Split,
    quote_to_digest,
    text_to_sha256,
)
from models import Place


def marked_to_document(
    task: TextTask, marked: MarkedText, *, annotator: str, split: Split, with_text: bool = False
) -> AnnotatedDocument:
    """The answer to one text task.

    Raises:
        AnswerError: for whatever the schema refuses beyond the checks of ``regions``.
    """
    meta = _meta(task.origin, split, task.place)
    try:
        whole = AnnotatedDocument(
            id=task.id,
            text=task.text,
            text_sha256=text_to_sha256(task.text),
            source=task.origin.source,
            meta=meta,
            spans=marked.spans,
            relations=marked.relations,
            annotator=annotator,
            complete=TEXT_PARTS,
        )
    except ValueError as error:
        raise AnswerError([Fault("refused_by_schema", {"reason": error})]) from error
    if with_text:
        return whole
    return AnnotatedDocument(
        id=task.id,
        text_sha256=task.origin.text_sha256,
        text_rules=task.origin.text_rules,
        source=task.origin.source,
        stretch=(task.start, task.start + len(task.text)),
        meta=meta,
        spans=tuple(_standoff(task, span) for span in marked.spans),
        relations=marked.relations,
        annotator=annotator,
        complete=TEXT_PARTS,
    )


def cells_to_document(
    origin: Origin, cells: Sequence[CellGold], *, annotator: str, split: Split
) -> AnnotatedDocument:
    """The answers to a report's cell tasks; only the cells named are known."""
    return AnnotatedDocument(
        id=cells_id(origin.source),
        text_sha256=origin.text_sha256,
        text_rules=origin.text_rules,
        source=origin.source,
        meta=_meta(origin, split, "unknown"),
        cells=tuple(sorted(cells, key=lambda cell: cell.id)),
        annotator=annotator,
    )


def cells_id(source: str) -> str:
    return f"{source}#cells"


def _standoff(task: TextTask, span: Span) -> Span:
    quote = task.text[span.start : span.end]
    return span.model_copy(
        update={
            "start": task.start + span.start,
            "end": task.start + span.end,
            "digest": quote_to_digest(quote),
        }
    )


def _meta(origin: Origin, split: Split, place: Place) -> Meta:
    return Meta(
        agency=origin.agency,
        level=origin.level,
        field=origin.field,
        year=origin.year,
        layout=origin.layout,
        kind="real",
        split=split,
        place=place,
    )
