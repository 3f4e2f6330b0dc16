"""Training of the linking weights: choices as extraction puts them, files that it reads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from annotations.schema import AnnotatedDocument, Meta, Relation, Span, Split, text_to_sha256
from annotations.store import write_store
from extraction.claims.choices import ChoiceWeights, most_probable
from models import ScoredSpan

pytest.importorskip("sklearn", reason="scikit-learn belongs to the extra train")

from training.dataset.gold import DataError
from training.linking import (
    QUESTIONS,
    Choice,
    crossed,
    document_to_passage,
    documents_to_notes,
    learn,
    main,
    share_right,
    train_linking,
)

ITEMS, PARTS, PERIODS = QUESTIONS
TEXT = "全年收到申请9件,采纳5件,比上年增加2件。"


def span(name: str, label: str, quote: str) -> Span:
    start = TEXT.index(quote)
    facts = {"value": int(quote[0]), "unit": "件", "unit_norm": "件"} if quote[0].isdigit() else {}
    return Span.model_validate(
        {"id": name, "label": label, "start": start, "end": start + len(quote), **facts}
    )


def document(agency: str, split: Split = "train", *, padding: str = "") -> AnnotatedDocument:
    return AnnotatedDocument(
        id=f"{agency}-1",
        text=TEXT + padding,
        text_sha256=text_to_sha256(TEXT + padding),
        meta=Meta(
            agency=agency, level="county", field="general", year=2023, kind="authored", split=split
        ),
        spans=(
            span("p1", "period", "全年"),
            span("i1", "item", "申请"),
            span("q1", "quantity", "9件"),
            span("i2", "item", "采纳"),
            span("q2", "quantity", "5件"),
            span("q3", "quantity", "2件"),
        ),
        relations=(
            Relation(kind="item", head="q1", tail="i1"),
            Relation(kind="item", head="q2", tail="i2"),
            Relation(kind="item", head="q3", tail="i1"),
            Relation(kind="part_of", head="q2", tail="q1"),
            Relation(kind="period", head="q1", tail="p1"),
            Relation(kind="period", head="q2", tail="p1"),
        ),
        annotator="author",
        complete=("spans", "relations"),
    )


def agencies(count: int = 10) -> list[AnnotatedDocument]:
    return [document(f"agency {number}", padding=f" {number}") for number in range(count)]


def choices(count: int = 10) -> list[Choice]:
    """Two candidates that one feature tells apart."""
    return [
        Choice(f"agency {number}", (("both", "a"), ("both", "b")), 1) for number in range(count)
    ]


def test_links_of_a_passage() -> None:
    passage = document_to_passage(document("a"))
    assert passage is not None
    nine, five, two = (each for each in passage.spans if each.label == "quantity")

    def quote(found: ScoredSpan) -> str:
        return passage.text[found.start : found.end]

    assert [[quote(item) for item in passage.items[each]] for each in (nine, five, two)] == [
        ["申请"],
        ["采纳"],
        ["申请"],
    ]
    assert passage.wholes == {five: nine}
    assert set(passage.periods) == {nine, five}


def test_a_document_without_relations_has_no_passage() -> None:
    assert document_to_passage(document("a").model_copy(update={"complete": ("spans",)})) is None


def test_questions_are_noted_with_their_answers() -> None:
    notes = documents_to_notes([document("a")])
    assert [len(notes[each.name].choices) for each in QUESTIONS] == [3, 1, 3]
    (part,) = notes[PARTS.name].choices
    assert part.answer == 1
    assert part.candidates[0][0] == "0"
    # the nearest, the nearest, none
    assert [each.answer for each in notes[PERIODS.name].choices] == [0, 0, 1]
    assert all(notes[each.name].lost == 0 for each in QUESTIONS)


def test_an_answer_among_no_candidates_is_counted() -> None:
    plain = document("a")
    whole = Relation(kind="part_of", head="q1", tail="q2")
    wrong = plain.model_copy(update={"relations": (*plain.relations[:3], whole)})
    notes = documents_to_notes([wrong, plain])
    assert (len(notes[PARTS.name].choices), notes[PARTS.name].lost) == (2, 0)
    crossing = Relation(kind="part_of", head="q2", tail="q3")
    wrong = plain.model_copy(update={"relations": (*plain.relations[:3], crossing)})
    assert documents_to_notes([wrong])[PARTS.name].lost == 1


def test_learned_weights_choose_as_people_did() -> None:
    weights = ChoiceWeights(learn(ITEMS, choices()))
    found = weights.probabilities(
        ScoredSpan(0, 1, "quantity", 1.0), (0, 1), (["a", "both"], ["b", "both"])
    )
    assert most_probable(found) == 1
    assert share_right(learn(ITEMS, choices()), choices()) == 1
    assert crossed(ITEMS, choices()) == 1


def test_nothing_is_learned_from_nothing() -> None:
    with pytest.raises(DataError):
        learn(ITEMS, [])


def test_no_test_split() -> None:
    with pytest.raises(DataError):
        train_linking([document("a", "test")], digest="0")


def cards(folder: Path) -> Sequence[dict[str, object]]:
    return [json.loads((folder / f"{each.name}.json").read_text()) for each in QUESTIONS]


def test_files_are_written_alike_each_time(tmp_path: Path) -> None:
    store = tmp_path / "store"
    write_store(store, {"authored-train.jsonl": agencies()})
    for name in ("one", "other"):
        assert main(["--store", str(store), "--out", str(tmp_path / name)]) == 0
    for question in QUESTIONS:
        one, other = ((tmp_path / each / f"{question.name}.bin") for each in ("one", "other"))
        assert one.read_bytes() == other.read_bytes()
    assert [card["choices"] for card in cards(tmp_path / "one")] == [30, 10, 30]
