"""Annotated reports, whose texts are not in the store, as examples: a passage of a report each.

The files lie in the corpus. A report is read as extraction reads it, so that the model learns from
the passages that it will be given; what was annotated outside them is not learned from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotations.schema import overlaps
from eval.datasets import EvalDocument
from extraction.normalisation import MatchingCopy
from extraction.pipeline import prepare_report
from extraction.running_text import TextPassage
from models.labels import SPAN_LABELS, STATEMENT_LABELS
from models.tags import TaggedSpan
from training.dataset.examples import Example
from training.dataset.projection import place_on_copy


class ReportError(ValueError):
    """A report that nothing can be learned from; the message names it."""


def reports_to_examples(documents: Iterable[EvalDocument]) -> Iterator[Example]:
    """The passages of the reports, in order, with the spans that lie in them whole.

    Raises:
        ReportError: for a report that cannot be read, or not as it was annotated.
    """
    for document in documents:
        report = prepare_report(document.load(), name=document.file_name)
        if report.running is None or report.record.text_sha256 != document.text_sha256:
            raise ReportError(f"{document.id} is not read as it was annotated: realign the store")
        spans = list(_spans_on_copy(document, report.running))
        for number, passage in enumerate(report.passages):
            yield _passage_to_example(f"{document.id}#{number}", document.agency, passage, spans)


def _spans_on_copy(document: EvalDocument, running: MatchingCopy) -> Iterator[TaggedSpan]:
    labels = {label: label for label in (*SPAN_LABELS, *STATEMENT_LABELS)}
    for span in document.gold.spans or ():
        start, end = place_on_copy(running, span.start, span.end)
        if start < end:
            yield TaggedSpan(start, end, labels[span.label])


def _passage_to_example(
    name: str, agency: str, passage: TextPassage, spans: Iterable[TaggedSpan]
) -> Example:
    text = passage.passage.text
    inside = sorted(
        TaggedSpan(span.start - passage.start, span.end - passage.start, span.label)
        for span in spans
        if passage.start <= span.start and span.end <= passage.start + len(text)
    )
    clashing = {later for _, later in overlaps(inside)}
    kept = tuple(span for span in inside if span not in clashing)
    return Example(name, text, kept, passage.passage.place, agency)
