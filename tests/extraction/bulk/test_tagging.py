"""Company and cache change nothing that a tagger says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from extraction.bulk.tagging import CachingTagger, finish_reports
from extraction.pipeline import prepare_report
from models import Calibration, Passage, ScoredSpan, load_tagger
from models.model_tagger import ModelTagger
from tests.extraction.bulk.builder import report_text


@dataclass
class CountingTagger:
    """One span over each passage; keeps what it was asked."""

    calls: list[list[str]] = field(default_factory=list)
    breaks_on: str = ""
    name: str = "counting"
    version: str = "0"

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        texts = [passage.text for passage in passages]
        self.calls.append(texts)
        if self.breaks_on and any(self.breaks_on in text for text in texts):
            raise RuntimeError("broken")
        return [[ScoredSpan(0, len(text), "problem", 0.5)] for text in texts]


def passages(*texts: str) -> list[Passage]:
    return [Passage(text) for text in texts]


def test_answers_come_in_the_order_of_the_questions() -> None:
    tagger = CachingTagger(CountingTagger(), capacity=0)
    assert [spans[0].end for spans in tagger.tag(passages("aaa", "a", "aa"))] == [3, 1, 2]


def test_passages_go_sorted_by_length() -> None:
    inner = CountingTagger()
    CachingTagger(inner, capacity=0).tag(passages("aaa", "a", "aa"))
    CachingTagger(inner, capacity=0, sort_by_length=False).tag(passages("aaa", "a"))
    assert inner.calls == [["a", "aa", "aaa"], ["aaa", "a"]]


def test_what_is_known_is_not_asked_again() -> None:
    inner = CountingTagger()
    tagger = CachingTagger(inner, capacity=10)
    first = tagger.tag(passages("aa", "b", "aa"))
    second = tagger.tag(passages("b", "c", "aa"))
    assert inner.calls == [["b", "aa"], ["c"]]
    assert [spans[0].end for spans in (*first, *second)] == [2, 1, 2, 1, 1, 2]
    assert (tagger.asked, tagger.hits) == (6, 3)


def test_the_same_words_in_another_place_are_another_passage() -> None:
    inner = CountingTagger()
    CachingTagger(inner, capacity=10).tag([Passage("a", "overview"), Passage("a", "problems")])
    assert inner.calls == [["a", "a"]]


def test_the_cache_forgets_what_was_not_asked_for_longest() -> None:
    inner = CountingTagger()
    tagger = CachingTagger(inner, capacity=2)
    for text in ("a", "b", "a", "c", "a", "b"):
        tagger.tag(passages(text))
    assert inner.calls == [["a"], ["b"], ["c"], ["b"]]


def test_a_caller_that_changes_an_answer_changes_no_later_one() -> None:
    tagger = CachingTagger(CountingTagger(), capacity=2)
    tagger.tag(passages("a"))[0].clear()
    assert len(tagger.tag(passages("a"))[0]) == 1


def test_records_name_the_weights_of_the_tagger_inside() -> None:
    inner = ModelTagger(CountingTagger(), "ab" * 32)
    tagger = CachingTagger(inner, capacity=10)
    report = prepare_report(report_text(7).encode())
    together, alone = finish_reports([report], tagger)[0], finish_reports([report], inner)[0]
    assert together.record == alone.record
    assert together.record.model is not None
    assert together.record.model.sha256 == "ab" * 32


@dataclass
class CalibratedTagger(CountingTagger):
    """One certain quantity in each passage, and what its claims can be trusted with."""

    claim_calibration: Calibration = field(default_factory=lambda: Calibration(0.5, -1.0))

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        found = [passage.text.index("信息") + 2 for passage in passages]
        return [[ScoredSpan(at, at + 2, "quantity", 0.9)] for at in found]


def test_claims_are_trusted_as_the_tagger_inside_says() -> None:
    report = prepare_report(report_text(7).encode())
    inner = CalibratedTagger()
    (together,) = finish_reports([report], CachingTagger(inner, capacity=10))
    (alone,) = finish_reports([report], inner)
    assert together.record == alone.record
    (claim,) = together.record.claims
    # 0.72 as it was found; half its log-odds less one
    assert claim.confidence == pytest.approx(0.371, abs=1e-3)


def test_reports_tagged_together_are_as_those_tagged_alone() -> None:
    reports = [prepare_report(report_text(number).encode()) for number in (7, 8, 7)]
    tagger = CachingTagger(load_tagger("rules"), capacity=10)
    together = [each.record.to_json() for each in finish_reports(reports, tagger)]
    alone = [finish_reports([each], load_tagger("rules"))[0].record.to_json() for each in reports]
    assert together == alone
    assert [claim.value for claim in finish_reports(reports, tagger)[1].record.claims] == [8]


def test_a_report_that_cannot_be_tagged_costs_no_other() -> None:
    reports = [prepare_report(report_text(number).encode()) for number in (7, 8, 9)]
    found = finish_reports(reports, CountingTagger(breaks_on="信息8条"))
    assert [each.record.status for each in found] == ["ok", "partial", "ok"]
    assert [each.code for each in found[1].record.errors] == ["stage_failed"]
