"""Labels of characters lead to spans and back; what the matching copy lacks is counted."""

from __future__ import annotations

from eval.baselines.crf_features import CLAIM_FEATURES, STATEMENT_FEATURES, passage_to_features
from eval.baselines.crf_labels import labels_to_spans, spans_to_labels, text_to_sentences
from eval.baselines.crf_projection import documents_to_projection
from models import Passage, ScoredSpan
from tests.eval.baselines.taught import annotate


def _sure(_label: str, _place: int) -> float:
    return 1.0


def test_labels_and_spans_are_one_another() -> None:
    spans = [ScoredSpan(2, 4, "item", 1.0), ScoredSpan(4, 5, "quantity", 1.0)]
    labels = spans_to_labels(spans, 1, 6)
    assert labels == ["O", "B-item", "E-item", "S-quantity", "O"]
    assert list(labels_to_spans(labels, 1, _sure)) == spans


def test_span_over_the_edge_of_a_window_is_cut_there() -> None:
    assert spans_to_labels([ScoredSpan(0, 9, "item", 1.0)], 2, 5) == ["B-item", "I-item", "E-item"]


def test_chain_that_breaks_the_scheme_is_read_leniently() -> None:
    labels = ["I-item", "I-item", "B-item", "I-channel", "O"]
    found = [(span.start, span.end, span.label) for span in labels_to_spans(labels, 0, _sure)]
    assert found == [(0, 2, "item"), (2, 3, "item"), (3, 4, "channel")]


def test_score_is_the_least_probability_of_the_characters() -> None:
    probabilities = (0.9, 0.4, 0.8)
    (span,) = labels_to_spans(
        ["B-item", "I-item", "E-item"], 0, lambda _, place: probabilities[place]
    )
    assert span.score == 0.4


def test_sentences_cover_the_text() -> None:
    assert text_to_sentences("甲。乙；丙;\n丁") == [(0, 2), (2, 6), (6, 7), (7, 8)]
    assert text_to_sentences("") == []


def test_spans_follow_into_the_matching_copy() -> None:
    text = "二〇二二年，县教育局围绕群众关注的重点发布信\n息　１２条。"
    projection = documents_to_projection(
        [annotate(text, ("item", "信\n息"), ("quantity", "１２条"))]
    )
    (taught,) = projection.passages
    quotes = [taught.passage.text[span.start : span.end] for span in taught.spans]
    assert quotes == ["信息", "12条"]
    assert taught.passage.place == "problems"
    assert (projection.spans, projection.dropped, projection.left_out) == (2, 0, 0)


def test_span_that_the_copy_lacks_is_dropped_and_counted() -> None:
    text = "发布\u200b信息3条。"
    document = annotate(text, ("item", "\u200b"), ("quantity", "3条"))
    projection = documents_to_projection([document])
    assert [span.label for span in projection.passages[0].spans] == ["quantity"]
    assert (projection.spans, projection.dropped) == (2, 1)


def test_document_whose_spans_are_not_complete_teaches_nothing() -> None:
    projection = documents_to_projection([annotate("发布信息3条。", complete=("fields",))])
    assert projection.passages == ()
    assert projection.left_out == 1


def test_every_character_has_its_features() -> None:
    passage = Passage("一是公开不及时。\n（二）全年通过网站发布信息3条", "problems")
    windows = text_to_sentences(passage.text)
    for chosen in (CLAIM_FEATURES, STATEMENT_FEATURES):
        found = passage_to_features(passage, windows, chosen)
        assert [len(window) for window in found] == [end - start for start, end in windows]
        assert "place=problems" in found[0][0]
    digit = passage_to_features(passage, [(22, 23)], CLAIM_FEATURES)[0][0]
    assert passage.text[22] == "3"
    assert {"0=0", "kind=d", "prep=通过,2", "verb-ends=2"} <= set(digit)
