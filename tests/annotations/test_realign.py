"""Annotations follow their quotes into a new text, or are listed as lost."""

from __future__ import annotations

from annotations.realign import realign
from annotations.schema import AnnotatedDocument, SectionGold, quote_to_digest, text_to_sha256
from tests.annotations.builder import document

OLD = document("发布{i1:信息}{q1>i1:12条}。举办{i2:培训}{q2>i2:3次}。")


def without_text(old: AnnotatedDocument) -> AnnotatedDocument:
    spans = [
        span.model_dump() | {"digest": quote_to_digest(old.quote(span) or "")} for span in old.spans
    ]
    update = {"text": None, "source": "x.txt", "text_rules": 1, "spans": spans}
    return AnnotatedDocument.model_validate(old.model_dump() | update)


def test_spans_move_with_what_was_put_before_them() -> None:
    text = "第1页\n发布信息12条。\n第2页\n举办培训3次。"
    found = realign(OLD, text)
    assert [found.document.quote(span) for span in found.document.spans] == [
        "信息",
        "12条",
        "培训",
        "3次",
    ]
    assert found.document.relations == OLD.relations
    assert found.document.text_sha256 == text_to_sha256(text)
    assert found.lost == ()


def test_real_reports_are_followed_by_their_digests() -> None:
    text = "甲乙丙发布信息12条。举办 培训3次。"
    found = realign(without_text(OLD), text, text_rules=2)
    assert [text[span.start : span.end] for span in found.document.spans] == [
        "信息",
        "12条",
        "培训",
        "3次",
    ]
    assert found.document.text is None
    assert found.document.text_rules == 2


def test_what_is_gone_is_listed_with_its_relations() -> None:
    found = realign(OLD, "发布信息12条。举办讲座3次。")
    assert [OLD.quote(span) for span in found.lost] == ["培训"]
    assert [relation.head for relation in found.document.relations] == ["q1"]


def test_of_two_mentions_the_nearer_wins() -> None:
    old = document("一次。{q1:3次}。")
    found = realign(old, "3次一次。3次。")
    assert found.document.spans[0].start == 5


def test_sections_move_too() -> None:
    old = OLD.model_copy(
        update={"sections": (SectionGold(id="s1", start=0, end=len(OLD.text or "")),)}
    )
    moved = realign(old, "封面\n" + (OLD.text or "")).document.sections[0]
    assert (moved.start, moved.end) == (3, 3 + len(OLD.text or ""))
