"""Training of the class models: examples as inference sees them, files that extraction reads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from annotations.schema import AnnotatedDocument, Meta, Relation, Span, Split, text_to_sha256
from annotations.store import write_store
from extraction.claims import indicator_model as indicators
from extraction.claims import spans_to_claims
from extraction.claims.indicators import ClaimFacts, IndicatorRule
from extraction.normalisation import folded_to_running, text_to_folded
from models import ScoredSpan

pytest.importorskip("sklearn", reason="scikit-learn belongs to the extra train")

from training.classes import (
    ClassExample,
    crossed_share,
    document_to_claims,
    document_to_statements,
    learn,
    main,
    share_right,
    tasks,
    train_classes,
)
from training.dataset.gold import DataError, store_to_documents

CLAIMS, STATEMENTS = tasks()
TEXT = "全年发布{item}{count}条。没有专职人员,{count}个科室兼管。"


def document(
    agency: str, split: Split = "train", *, item: str = "图解", count: int = 3
) -> AnnotatedDocument:
    """One claim about ``item`` and one problem about staff."""
    text = TEXT.format(item=item, count=count)
    amount = text.index(f"{count}条")
    problem = text.index("没有")
    return AnnotatedDocument(
        id=f"{agency}-{count}",
        text=text,
        text_sha256=text_to_sha256(text),
        meta=Meta(
            agency=agency, level="county", field="general", year=2023, kind="authored", split=split
        ),
        spans=(
            Span(id="i1", label="item", start=4, end=4 + len(item)),
            Span(
                id="q1",
                label="quantity",
                start=amount,
                end=amount + len(f"{count}条"),
                value=count,
                unit="条",
                unit_norm="条",
                indicator="interpret.multimedia" if item == "图解" else "publish.news",
            ),
            Span(id="b1", label="problem", start=problem, end=len(text) - 1, theme="staffing"),
        ),
        relations=(Relation(kind="item", head="q1", tail="i1"),),
        annotator="author",
        complete=("spans", "relations", "indicators", "themes"),
    )


def examples(agencies: int = 10) -> list[ClassExample]:
    """Two classes that one character tells apart."""
    return [
        ClassExample(f"agency {number}", frozenset({f"Z{number}", letter, "both"}), name)
        for number in range(agencies)
        for letter, name in (("a", "one"), ("b", "two"))
    ]


def composed_features(each: AnnotatedDocument, monkeypatch: pytest.MonkeyPatch) -> Sequence[object]:
    """What the model is shown when the extractor composes the claims of the annotated spans."""
    seen: list[object] = []
    make = indicators.facts_to_features

    def watched(facts: ClaimFacts, rules: Sequence[IndicatorRule]) -> object:
        seen.append(make(facts, rules))
        return seen[-1]

    monkeypatch.setattr(indicators, "facts_to_features", watched)
    running = folded_to_running(text_to_folded(each.text or "")).text
    spans_to_claims(running, [ScoredSpan(s.start, s.end, s.label, 1.0) for s in each.spans[:2]])
    monkeypatch.undo()
    return seen


def test_a_claim_is_learned_as_it_is_composed(monkeypatch: pytest.MonkeyPatch) -> None:
    each = document("云澜市水务局", item="公告", count=12)
    composed = composed_features(each, monkeypatch)
    assert [set(example.features) for example in document_to_claims(each)] == composed


def test_a_claim_has_peoples_class_and_what_it_may_not_be() -> None:
    (claim,) = document_to_claims(document("云澜市水务局"))
    assert claim.answer == "interpret.multimedia"
    assert {"request.received", "remedy.reviews", "manage.documents_issued"} <= claim.refused
    assert "publish.news" not in claim.refused


def test_claims_are_told_of_those_before_them() -> None:
    model = learn(CLAIMS, examples())
    first = ClassExample("x", frozenset({"a"}), "one")
    second = ClassExample("x", frozenset({"b"}), "two", before=1, whole=0)
    assert CLAIMS.answers(model, [first, second, first]) == ["one", "two", "one"]


def test_a_claim_is_learned_with_peoples_answers_to_the_others() -> None:
    (claim,) = document_to_claims(document("云澜市水务局"))
    assert claim.around == {">p^", ">w^"}
    assert claim.learned == claim.features | claim.around


def test_a_statement_has_peoples_theme() -> None:
    (problem,) = document_to_statements(document("云澜市水务局"))
    assert problem.answer == "staffing"
    assert {"Kproblem", "=rstaffing"} <= problem.features
    assert problem.answers is None


def test_a_commitment_knows_how_far_off_its_problem_stands() -> None:
    text = "网页陈旧。将更新网页。"
    each = document("云澜市水务局").model_copy(
        update={
            "text": text,
            "text_sha256": text_to_sha256(text),
            "spans": (
                Span(id="b1", label="problem", start=0, end=4, theme="timeliness"),
                Span(id="k1", label="commitment", start=5, end=10, theme="timeliness"),
            ),
            "relations": (),
        }
    )
    assert [example.answers for example in document_to_statements(each)] == [None, -1]


def test_what_was_not_marked_in_full_teaches_nothing() -> None:
    bare = document("云澜市水务局").model_copy(update={"complete": ("spans", "relations")})
    assert not list(document_to_claims(bare))
    assert not list(document_to_statements(bare))


def test_a_model_learns_what_tells_the_classes_apart() -> None:
    model = learn(STATEMENTS, examples())
    assert model.classes == ("one", "two")
    assert [model.best({"a"}), model.best({"b"})] == ["one", "two"]
    assert crossed_share(STATEMENTS, examples()) == 1.0


def test_features_of_too_few_texts_are_left_out() -> None:
    model = learn(STATEMENTS, examples())
    assert 1 <= len(model.rows) <= 3


def test_the_same_examples_make_the_same_weights() -> None:
    assert learn(STATEMENTS, examples()).rows == learn(STATEMENTS, examples()).rows


def test_one_class_is_refused() -> None:
    with pytest.raises(DataError, match="two classes"):
        learn(STATEMENTS, [each for each in examples() if each.answer == "one"])


def test_a_refused_class_becomes_none() -> None:
    model = learn(CLAIMS, examples())
    refused = ClassExample("x", frozenset({"a"}), "", refused=frozenset({"one"}))
    assert share_right(CLAIMS, model, [refused]) == 1.0


def test_test_documents_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="test split"):
        train_classes([document("云澜市水务局", "test")], digest="0", root=tmp_path)


def test_one_call_trains_and_writes_both_models(tmp_path: Path) -> None:
    train = [document(f"第{n}局", item="图解" if n % 2 else "公告", count=n + 1) for n in range(10)]
    train = [
        each
        if n % 2
        else each.model_copy(
            update={
                "spans": (
                    *each.spans[:2],
                    each.spans[2].model_copy(update={"theme": "capability"}),
                )
            }
        )
        for n, each in enumerate(train)
    ]
    write_store(tmp_path / "gold", {"authored-train.jsonl": train})
    words = ["--store", str(tmp_path / "gold"), "--out", str(tmp_path / "out")]
    assert main([*words, "--names", "authored-train"]) == 0
    for folder, name in (("claims", "indicator_model"), ("statements", "theme_model")):
        card = json.loads((tmp_path / "out" / folder / f"{name}.json").read_text("utf-8"))
        assert card["examples"] == 10
        assert len(card["classes"]) == 2
        assert (tmp_path / "out" / folder / f"{name}.bin").stat().st_size > 5 * card["rows"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    write_store(tmp_path, {"authored-train.jsonl": [document("云澜市水务局")]})
    with pytest.raises(DataError, match="authored-dev"):
        store_to_documents(tmp_path, ["authored-dev"])
