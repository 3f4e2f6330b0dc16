"""Documents that break the guide, or whose text changed, are refused on load."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from annotations.schema import AnnotatedDocument, Relation, Span, quote_to_digest
from tests.annotations.builder import document

DOCUMENT = document("{i1:信息}{q1>i1:1.2万余条}，{i2:图解}{q2>i2,w1=3/5:三五个}。")


def changed(**update: object) -> AnnotatedDocument:
    return AnnotatedDocument.model_validate(DOCUMENT.model_dump() | update)


def span(**update: object) -> tuple[Span, ...]:
    return (Span.model_validate({"id": "x", "label": "item", "start": 0, "end": 2} | update),)


def test_values_are_read_from_the_quote_or_stated() -> None:
    first, second = (span for span in DOCUMENT.spans if span.label == "quantity")
    assert (first.value, first.unit, first.approx) == (12000, "条", "over")
    assert (second.value, second.value_max) == (3, 5)
    assert DOCUMENT.quote(first) == "1.2万余条"


def test_the_printed_unit_stays_and_the_norm_is_simplified() -> None:
    found = document("{q1:１２ 條}").spans[0]
    assert (found.value, found.unit, found.unit_norm) == (12, "條", "条")


@pytest.mark.parametrize(
    ("update", "said"),
    [
        ({"text": "信息12000余条"}, "text_sha256 differs"),
        ({"spans": span(start=2, end=2), "relations": ()}, "empty or reversed"),
        ({"spans": span(end=99), "relations": ()}, "beyond the text"),
        ({"spans": span(end=9), "relations": ()}, "ends with punctuation"),
        ({"spans": span(label="quantity"), "relations": ()}, "without a value"),
        ({"spans": span(value=3), "relations": ()}, "no quantity and has a value"),
        ({"spans": span(theme="general"), "relations": ()}, "no statement"),
        ({"spans": span() + span(), "relations": ()}, "stand twice"),
        ({"relations": (Relation(kind="item", head="i1", tail="q1"),)}, "cannot lead"),
        ({"text": None}, "needs source and text_rules"),
    ],
)
def test_faults_are_refused_with_their_reason(update: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        changed(**update)


def test_real_reports_hold_digests_in_place_of_quotes() -> None:
    quoted = span(digest=quote_to_digest("信息"))
    real = changed(text=None, source="x.txt", text_rules=1, spans=quoted, relations=())
    assert real.quote(real.spans[0]) is None
    with pytest.raises(ValidationError, match="neither text nor digest"):
        changed(text=None, source="x.txt", text_rules=1, spans=span(), relations=())


def test_spans_lie_within_the_stretch_that_was_annotated() -> None:
    assert changed(stretch=(0, len(DOCUMENT.text or ""))).spans == DOCUMENT.spans
    with pytest.raises(ValidationError, match="q2 lies outside the stretch"):
        changed(stretch=(0, 13))
