"""The CRF learns an obvious pattern from a dozen sentences, with offsets that hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval.baselines.crf_tagger import CrfModel, CrfTagger, load_crf, train_crf
from eval.datasets import documents_to_dataset
from eval.systems import text_to_findings
from models import Passage
from tests.eval.baselines.taught import annotate, lessons


@pytest.fixture(scope="module")
def model() -> CrfModel:
    pytest.importorskip("pycrfsuite", reason="python-crfsuite belongs to the extra bench")
    return train_crf(lessons())


def _found(model: CrfModel, text: str) -> list[tuple[str, str]]:
    (spans,) = CrfTagger(model).tag([Passage(text, "problems")])
    return [(span.label, text[span.start : span.end]) for span in spans]


def test_learns_what_stands_before_a_figure(model: CrfModel) -> None:
    assert _found(model, "全年通过县政府网站发布通知258条。") == [
        ("period", "全年"),
        ("channel", "县政府网站"),
        ("item", "通知"),
        ("quantity", "258条"),
    ]


def test_learns_problems_from_plans(model: CrfModel) -> None:
    assert _found(model, "存在问题:一是解读形式单一。下一步,我局将完善公开目录。") == [
        ("problem", "解读形式单一"),
        ("commitment", "下一步,我局将完善公开目录"),
    ]


def test_scores_are_probabilities_and_spans_are_sorted(model: CrfModel) -> None:
    (spans,) = CrfTagger(model).tag([Passage("全年通过微信公众号推送图解70条。未收到举报。")])
    assert spans == sorted(spans)
    assert all(0 < span.score <= 1 for span in spans)
    assert min(span.score for span in spans) > 0.5


def test_empty_passage_and_blank_lines_hold_nothing(model: CrfModel) -> None:
    assert CrfTagger(model).tag([Passage(""), Passage("\n\n")]) == [[], []]


def test_offsets_hold_on_full_width_and_broken_lines(model: CrfModel) -> None:
    text = "本县教育部门围绕群众关注的入学问题，全年通过县政府网\n站发布通知　２５８条。"
    document = annotate(text, name="broken")
    (passage,) = documents_to_dataset("hand-made", [document], "0").documents()
    found = text_to_findings(passage, text, CrfTagger(model))
    quotes = {span.label: text[span.start : span.end] for span in found.spans or ()}
    assert quotes["channel"] == "县政府网\n站"
    assert quotes["quantity"] == "２５８条"
    assert [span.value for span in found.spans or () if span.label == "quantity"] == [258]


def test_saved_model_gives_the_same_spans(model: CrfModel, tmp_path: Path) -> None:
    model.save(tmp_path / "crf")
    loaded = load_crf(tmp_path / "crf")
    text = "全年通过县政府网站公开简报31条。"
    assert loaded.settings == model.settings
    assert loaded.card == model.card
    assert CrfTagger(loaded).version == CrfTagger(model).version
    assert CrfTagger(loaded).tag([Passage(text)]) == CrfTagger(model).tag([Passage(text)])


def test_same_documents_give_the_same_model(model: CrfModel) -> None:
    again = train_crf(lessons())
    assert again.digest == model.digest
    assert replace(again.card, seconds=0) == replace(model.card, seconds=0)


def test_card_counts_what_was_taught(model: CrfModel) -> None:
    assert (model.card.passages, model.card.spans) == (12, 56)
    assert (model.card.dropped, model.card.left_out) == (0, 0)
    assert model.size == len(model.claims) + len(model.statements)


def test_nothing_to_train_on() -> None:
    with pytest.raises(ValueError, match="no annotated text"):
        train_crf([])
