"""What the extractor's findings look like to an annotator."""

from __future__ import annotations

import pytest

from annotations.label_studio.predict import model_version, text_to_marked
from annotations.label_studio.regions import marked_to_results, results_to_marked
from models import ScoredSpan, StubTagger, load_tagger
from tests.annotations.label_studio.builder import OVERVIEW, PROBLEMS
from tests.annotations.label_studio.texts import TORTURE

RULES = load_tagger("rules")


def test_spans_relations_and_attributes_are_predicted() -> None:
    marked = text_to_marked(OVERVIEW, "overview", RULES)
    quotes = {span.id: OVERVIEW[span.start : span.end] for span in marked.spans}
    assert quotes["q1"] == "128条"
    assert ("n1", "未收到") in quotes.items()
    links = {(each.kind, quotes[each.head], quotes[each.tail]) for each in marked.relations}
    assert ("item", "128条", "信息") in links
    assert ("channel", "128条", "门户网站") in links
    assert ("part_of", "12条", "128条") in links
    assert ("item", "未收到", "政府信息公开申请") in links
    first = next(span for span in marked.spans if span.id == "q1")
    assert (first.value, first.unit, first.indicator) == (128, "条", "publish.website")
    assert set(marked.scores) == set(quotes)


def test_what_one_negation_denies_of_several_items_stands_on_each() -> None:
    text = "全年未发生行政复议和行政诉讼。"
    marked = text_to_marked(text, "other", RULES)
    found = {text[span.start : span.end]: span.indicator for span in marked.spans}
    assert found["未发生"] is None
    assert found["行政复议"] == "remedy.reviews"
    assert found["行政诉讼"] == "remedy.lawsuits"


def test_planned_figures_lead_to_their_commitment() -> None:
    marked = text_to_marked(PROBLEMS, "problems", RULES)
    kinds = {span.id: span.label for span in marked.spans}
    targets = [each for each in marked.relations if each.kind == "target"]
    assert [kinds[each.tail] for each in targets] == ["commitment"]
    assert {span.theme for span in marked.spans if span.label == "problem"} == {"interpretation"}


@pytest.mark.parametrize("text", [OVERVIEW, PROBLEMS, *TORTURE])
def test_accepting_a_prediction_never_fails(text: str) -> None:
    """And what is accepted is what was predicted."""
    marked = text_to_marked(text, "unknown", RULES)
    back = results_to_marked(text, marked_to_results(marked))
    assert (back.spans, back.relations) == (marked.spans, marked.relations)


def test_offsets_are_those_of_the_text_itself() -> None:
    """The tagger reads a narrow copy without the blanks; the desk shows the text as it is."""
    text = "😀发布信息１２８  条。"
    span = next(each for each in text_to_marked(text, "overview", RULES).spans if each.value)
    assert (text[span.start : span.end], span.value) == ("１２８  条", 128)


def test_spans_that_the_guide_refuses_are_left_out() -> None:
    text = "信息\n12条。若干"
    spans = (
        ScoredSpan(0, 3, "item", 0.9),
        ScoredSpan(3, 7, "quantity", 0.9),
        ScoredSpan(7, 9, "quantity", 0.9),
        ScoredSpan(0, 2, "channel", 0.5),
    )
    marked = text_to_marked(text, "unknown", StubTagger({text: spans}))
    assert [(each.label, each.start, each.end) for each in marked.spans] == [("channel", 0, 2)]


def test_the_version_names_tagger_and_extractor() -> None:
    assert model_version(StubTagger()).startswith("stub-1+gongkai-")
