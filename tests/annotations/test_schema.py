"""Documents that break the guide, or whose text changed, are refused on load."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from annotations.schema import (
    AnnotatedDocument,
    CellGold,
    CellState,
    CheckGold,
    Relation,
    SectionGold,
    Span,
    TableGold,
    name_to_digest,
    quote_to_digest,
)
from tests.annotations.builder import REPORT, document, real_report

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


def test_a_stretch_ends_within_the_text() -> None:
    with pytest.raises(ValidationError, match="ends beyond the text"):
        changed(stretch=(0, 99))


def test_lengths_are_those_of_the_stretch_or_the_text() -> None:
    whole = real_report()
    assert (whole.length, whole.annotated_length) == (len(REPORT), len(REPORT))
    assert real_report(stretch=(3, 8)).annotated_length == 5
    assert DOCUMENT.annotated_length == len(DOCUMENT.text or "")
    unknown = real_report(text_length=None, sections=())
    assert (unknown.length, unknown.annotated_length) == (None, None)


def section(**update: object) -> dict[str, object]:
    """The second section of the report, changed."""
    return real_report().sections[1].model_dump() | update


@pytest.mark.parametrize(
    ("update", "said"),
    [
        ({"cells": [CellGold(id="a", status="blank")] * 2}, "cells that stand twice: a"),
        ({"tables": [TableGold(id="t", forms=("f2021",), status="read")] * 2}, "stand twice: t"),
        ({"failed_checks": [CheckGold(rule="R", scope="x")] * 2}, "stand twice: R x"),
        ({"sections": [section(), section(start=40, end=41)]}, "sections that stand twice: s1"),
        ({"sections": [section(end=20)]}, "s1 is empty or reversed"),
        ({"sections": [section(), section(id="s2", start=30)]}, "s2 overlaps the section before"),
        ({"sections": [section(end=len(REPORT) + 1)]}, "s1 ends beyond the text"),
        ({"sections": [section(end=24)]}, "s1 has a heading beyond its end"),
        ({"sections": [section(heading=None)]}, "s1 needs both digest and length"),
        ({"sections": [section(other_starts=(20,))]}, "s1 may start where it starts already"),
        ({"sections": [section(other_starts=(99,))]}, "s1 may start .* in another section"),
        ({"text_length": None}, "need its text_length"),
        ({"text": REPORT, "text_length": 7}, "text_length is not that of the text"),
        ({"title": "年度报告"}, "stand as digests .* not as '年度报告'"),
        ({"aliases": ("云澜市文物局",)}, "stand as digests"),
        ({"spans": span(start=90, end=92, digest="0" * 12)}, "x ends beyond the text"),
    ],
)
def test_faults_of_whole_reports_are_refused(update: dict[str, object], said: str) -> None:
    assert [each.start for each in real_report().sections] == [3, 20, 36]
    with pytest.raises(ValidationError, match=said):
        real_report(**update)


def test_headings_are_compared_where_there_is_a_text() -> None:
    whole = {"text": REPORT, "title": "云澜市文旅局2023年年度报告"}
    assert real_report(**whole).sections == real_report().sections
    with pytest.raises(ValidationError, match="s1 does not start with its heading"):
        real_report(**whole, sections=[section(heading="0" * 12)])


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ({"status": "value"}, "a: value does not go with the value None"),
        ({"status": "blank", "value": 0}, "a: blank does not go with the value 0"),
        ({"status": "zero", "value": 1}, "a: 1 is not zero"),
        ({"status": "value", "value": 0}, "a: 0 is not value"),
        ({"status": "zero", "value": 0, "reading": "blank"}, "a: zero keeps no reading"),
        ({"value": 1}, "Field required"),
        ({"status": "blank", "also": [{"status": "split"}]}, "split does not go with the value"),
        ({"status": "blank", "also": [{"status": "blank"}]}, "another state is the judged one"),
    ],
)
def test_states_that_cannot_be_are_refused(cell: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        CellGold.model_validate({"id": "a"} | cell)


def test_a_cell_accepts_what_was_judged_and_its_alternatives() -> None:
    printed, derived, amount = real_report().cells
    assert printed.accepts(CellState(value=3, status="value"))
    assert not printed.accepts(CellState(value=3, status="split"))
    assert derived.accepts(CellState(value=0, status="derived", reading="blank"))
    assert derived.accepts(CellState(value=0, status="zero"))
    assert derived.accepts(CellState(status="unreadable"))
    assert not derived.accepts(CellState(value=0, status="derived", reading="unreadable"))
    assert amount.accepts(CellState(value=2.0, status="value"))
    assert not amount.accepts(CellState(value=2, status="value"))


def test_alternatives_are_known_wherever_they_stand() -> None:
    bare = {
        "cells": (),
        "tables": (),
        "sections": (SectionGold(id="s0", start=3, end=9),),
        "title_also": (),
    }
    assert not real_report(**bare).has_alternatives
    for part in bare:
        assert real_report(**{name: bare[name] for name in bare if name != part}).has_alternatives
    assert real_report(**bare, agency_also=("0" * 12,)).has_alternatives


def test_white_space_in_a_name_does_not_count() -> None:
    assert name_to_digest("一、 总体\n情况") == name_to_digest("一、总体情况")
