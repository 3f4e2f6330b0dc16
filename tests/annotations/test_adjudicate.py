"""What two annotators agree on stands; the rest is what a person decided."""

from __future__ import annotations

import json

import pytest

from annotations.adjudicate import (
    UndecidedError,
    adjudicate,
    cases_to_lines,
    lines_to_decisions,
    pairs_to_cases,
)
from annotations.agreement import pair_documents
from tests.annotations.builder import document

ONE = document("{c1:网站}发布{i1:政府信息}{q1>i1,c1:12条}，{n1>i2:未收到}{i2:申请}，{q2:3次}。")
OTHER = document("{c1:网站}发布政府{i1:信息}{q1>i1,c1:12条}，{n1>i2:未收到}{i2:申请}，3次。")
PAIRS = pair_documents([ONE], [OTHER])


def test_only_differences_are_cases() -> None:
    said = [
        (case.id.rpartition(":")[2], case.first is not None, case.second is not None)
        for case in pairs_to_cases(PAIRS)
    ]
    # the quantity is a case since its item stands elsewhere
    assert said == [("item", True, True), ("quantity", True, True), ("quantity", True, False)]


def test_undecided_cases_are_counted() -> None:
    with pytest.raises(UndecidedError, match="3 cases are not decided"):
        adjudicate(PAIRS, {})


def test_decisions_go_through_a_file_into_the_document() -> None:
    lines = cases_to_lines(pairs_to_cases(PAIRS), PAIRS).splitlines()
    assert json.loads(lines[0])["first"]["quote"] == "政府信息"
    chosen = ["second", "second", "neither"]
    filled = "\n".join(
        json.dumps(json.loads(line) | {"choose": choice})
        for line, choice in zip(lines, chosen, strict=True)
    )
    merged = adjudicate(PAIRS, lines_to_decisions(filled))[0]
    quotes = {span.id: merged.quote(span) for span in merged.spans}
    assert sorted(filter(None, quotes.values())) == ["12条", "信息", "未收到", "申请", "网站"]
    links = {(each.kind, quotes[each.head], quotes[each.tail]) for each in merged.relations}
    assert links == {
        ("item", "12条", "信息"),
        ("channel", "12条", "网站"),
        ("item", "未收到", "申请"),
    }
    assert merged.annotator == "adjudicated"


def test_unknown_choices_are_refused() -> None:
    with pytest.raises(ValueError, match="choose one of"):
        lines_to_decisions('{"id": "x", "choose": "maybe"}')
