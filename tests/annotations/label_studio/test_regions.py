"""Marked text to the desk and back, and what is refused on the way."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotations.label_studio.faults import AnswerError
from annotations.label_studio.regions import MarkedText, marked_to_results, results_to_marked
from annotations.schema import AnnotatedDocument, Span
from annotations.store import read_documents
from tests.annotations.builder import document
from tests.annotations.label_studio.builder import placed, region, relation
from tests.annotations.label_studio.texts import LABELS, TORTURE, valid_places
from tests.test_layers import ROOT

TEXT = "通过微信公众号发布信息12条，其中原创3条。存在人手不足的问题。"


def test_the_texts_are_forty_and_differ() -> None:
    assert len(set(TORTURE)) == 40


@pytest.mark.parametrize("text", TORTURE)
def test_every_valid_span_goes_round_unchanged(text: str) -> None:
    """The editor's spoiled copies of the quotes do no harm."""
    for number, (start, end) in enumerate(valid_places(text)):
        label = LABELS[number % len(LABELS)]
        saved = json.loads(json.dumps(placed(start, end, text, label, "x9f_-")))
        span = results_to_marked(text, saved).spans[0]
        assert (span.start, span.end, span.label) == (start, end, label)
        again = marked_to_results(MarkedText(text, (span,)))[0]["value"]
        assert again == {
            "start": start,
            "end": end,
            "text": text[start:end],
            "labels": [label],
        }


def gold() -> list[AnnotatedDocument]:
    return [
        each
        for split in ("train", "dev")
        for each in read_documents(ROOT / "annotations" / "gold" / f"authored-{split}.jsonl")
    ]


def test_whole_documents_come_back_as_they_were() -> None:
    """Spans, relations and attributes; ids are numbered anew, so they are compared by place."""
    for each in gold():
        assert each.text is not None
        results = marked_to_results(MarkedText(each.text, each.spans, each.relations))
        back = results_to_marked(each.text, json.loads(json.dumps(results)))
        assert _by_place(back.spans) == _by_place(each.spans)
        assert _links(back.spans, back.relations) == _links(each.spans, each.relations)


def _by_place(spans: Any) -> dict[tuple[int, int, str], dict[str, object]]:
    return {(s.start, s.end, s.label): s.model_dump(exclude={"id"}) for s in spans}


def _links(spans: Any, relations: Any) -> set[tuple[object, ...]]:
    places = {span.id: (span.start, span.end, span.label) for span in spans}
    return {(each.kind, places[each.head], places[each.tail]) for each in relations}


def test_scores_go_out_with_every_entry_of_their_span() -> None:
    marked = document("{q1#publish.total:12条}")
    results = marked_to_results(MarkedText(marked.text or "", marked.spans, (), {"q1": 0.91234}))
    assert {entry["score"] for entry in results} == {0.9123}
    assert [entry["from_name"] for entry in results] == ["label", "value", "unit", "indicator"]


def test_ids_follow_the_order_of_the_text() -> None:
    saved = [
        *region(TEXT, "3条", "quantity", "zz"),
        *region(TEXT, "12条", "quantity", "aa"),
        *region(TEXT, "原创", "item", "q1"),
        relation("zz", "q1", "计数事项"),
    ]
    marked = results_to_marked(TEXT, saved)
    assert [(span.id, TEXT[span.start : span.end]) for span in marked.spans] == [
        ("q1", "12条"),
        ("i1", "原创"),
        ("q2", "3条"),
    ]
    found = [(each.kind, each.head, each.tail) for each in marked.relations]
    assert found == [("item", "q2", "i1")]


def test_an_empty_answer_is_an_answer() -> None:
    assert results_to_marked(TEXT, []).spans == ()


def test_an_arrow_drawn_backwards_is_turned() -> None:
    saved = [*region(TEXT, "12条", "quantity", "q"), *region(TEXT, "信息", "item", "i")]
    turned = relation("i", "q", "计数事项") | {"direction": "left"}
    assert results_to_marked(TEXT, [*saved, turned]).relations[0].head == "q1"


def test_an_arrow_without_a_name_is_what_it_can_be() -> None:
    saved = [*region(TEXT, "12条", "quantity", "q"), *region(TEXT, "信息", "item", "i")]
    assert results_to_marked(TEXT, [*saved, relation("q", "i")]).relations[0].kind == "item"


def faults(text: str, saved: list[dict[str, Any]]) -> list[str]:
    with pytest.raises(AnswerError) as told:
        results_to_marked(text, saved)
    return [fault.code for fault in told.value.faults]


@pytest.mark.parametrize(
    ("text", "start", "end", "code"),
    [
        ("信息 12条", 2, 6, "white_space"),
        ("信息\u300012条", 0, 3, "white_space"),
        ("信息\r\n12条", 0, 4, "white_space"),
        ("信息12条。", 2, 6, "punctuation"),
        ("信息12条", 3, 3, "offsets"),
        ("信息12条", 4, 2, "offsets"),
        ("信息12条", 2, 99, "offsets"),
        ("信息12条", -1, 2, "offsets"),
    ],
)
def test_places_that_break_the_guide_are_refused_not_mended(
    text: str, start: int, end: int, code: str
) -> None:
    assert faults(text, placed(start, end, text, "item", "a")) == [code]


@pytest.mark.parametrize("place", [1.0, "1", None, True])
def test_offsets_are_whole_numbers(place: object) -> None:
    saved = region(TEXT, "信息", "item", "a")
    saved[0]["value"]["start"] = place
    assert faults(TEXT, saved) == ["offsets"]


def test_labels_that_are_not_of_the_guide_are_refused() -> None:
    assert faults(TEXT, region(TEXT, "信息", "Person", "a")) == ["unknown_label"]


def test_overlaps_within_a_layer_are_refused() -> None:
    saved = [*region(TEXT, "发布信息", "item", "a"), *region(TEXT, "信息12条", "channel", "b")]
    assert faults(TEXT, saved) == ["overlap"]


def test_a_statement_may_hold_what_belongs_to_claims() -> None:
    text = "将制作图解不少于6期"
    saved = [*region(text, text, "commitment", "a"), *region(text, "不少于6期", "quantity", "b")]
    marked = results_to_marked(text, [*saved, relation("b", "a", "承诺的目标")])
    assert [span.id for span in marked.spans] == ["K1", "q1"]
    assert marked.relations[0].kind == "target"


def test_two_labels_on_one_region_are_refused() -> None:
    saved = [*region(TEXT, "信息", "item", "a"), *region(TEXT, "信息", "channel", "a")]
    assert faults(TEXT, saved) == ["region_twice"]


def test_relations_need_two_ends_that_fit() -> None:
    saved = [*region(TEXT, "信息", "item", "a"), *region(TEXT, "12条", "quantity", "b")]
    assert faults(TEXT, [*saved, relation("a", "gone", "计数事项")]) == ["relation_end"]
    assert faults(TEXT, [*saved, relation("a", "b", "计数事项")]) == ["relation_kind"]
    assert faults(TEXT, [*saved, relation("b", "a", "知道")]) == ["relation_kind"]


def test_an_attribute_of_nothing_is_refused() -> None:
    saved = region(TEXT, "12条", "quantity", "a", value=12)
    assert faults(TEXT, saved[1:]) == ["attribute_alone"]


def test_all_faults_are_told_at_once() -> None:
    saved = [*region(TEXT, "发布信息12条，", "item", "a"), *region(TEXT, "信息", "Person", "b")]
    assert faults(TEXT, saved) == ["punctuation", "unknown_label"]


def test_a_quantity_says_what_its_words_say() -> None:
    span = results_to_marked(TEXT, region(TEXT, "12条", "quantity", "a")).spans[0]
    assert span == Span(
        id="q1", label="quantity", start=11, end=14, value=12, unit="条", unit_norm="条"
    )
