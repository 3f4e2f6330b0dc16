"""Annotated reports become one example a passage, on the copy that taggers read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval.datasets import EvalDocument
from eval.findings import Findings, FoundSpan
from extraction import extract
from training.dataset.reports import ReportError, reports_to_examples

REPORT = Path(__file__).parents[3] / "examples" / "jiyuan-hospital-2021.txt"


def marked(*quotes: str) -> EvalDocument:
    """The sample report with these quotes of its text as quantities."""
    text = extract(REPORT, with_text=True).text or ""
    digest = extract(REPORT).text_sha256
    spans = tuple(
        FoundSpan(label="quantity", start=text.index(quote), end=text.index(quote) + len(quote))
        for quote in quotes
    )
    return EvalDocument(
        id="hospital",
        agency="某医院",
        strata={},
        text_sha256=digest,
        text=None,
        place="unknown",
        file_name=REPORT.name,
        load=REPORT.read_bytes,
        gold=Findings(document="hospital", text_sha256=digest, spans=spans),
    )


def quote() -> str:
    """A figure of the sample's running text."""
    claim = extract(REPORT).claims[0]
    return claim.quote


def test_each_passage_is_an_example_with_the_spans_inside_it() -> None:
    examples = list(reports_to_examples([marked(quote())]))
    assert len(examples) > 1
    found = [(each, span) for each in examples for span in each.spans]
    assert [example.quote(span) for example, span in found] == [quote()]
    assert len({each.id for each in examples}) == len(examples)
    assert {each.agency for each in examples} == {"某医院"}
    assert "overview" in {each.place for each in examples}


def test_what_lies_outside_the_running_text_is_not_learned_from() -> None:
    assert not any(each.spans for each in reports_to_examples([marked("本年制发件数")]))


def test_a_report_read_otherwise_than_it_was_annotated_is_refused() -> None:
    other = replace(marked(), text_sha256="0" * 64)
    with pytest.raises(ReportError, match="hospital"):
        list(reports_to_examples([other]))
