"""Annotations follow their quotes into a new text, or are listed as lost."""

from __future__ import annotations

from annotations.realign import realign
from annotations.schema import AnnotatedDocument, SectionGold, quote_to_digest, text_to_sha256
from tests.annotations.builder import REPORT, document, real_report

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


def slices(found: AnnotatedDocument, text: str) -> list[str]:
    return [text[section.start : section.end] for section in found.sections]


def test_sections_follow_their_headings_without_any_span() -> None:
    text = "封面\n\f" + REPORT.replace("二、", "\f— 2 —\n二、")
    found = realign(real_report(), text, text_rules=2)
    assert found.lost_sections == ()
    assert slices(found.document, text) == [
        "云澜市文旅局2023年年度报告\n\n",
        "一、总体情况\n发布信息12条。\n\f— 2 —\n",
        "二、其他\n无。\n",
    ]
    assert found.document.sections[0].other_starts == (4,)
    assert found.document.text_length == len(text)
    assert found.document.complete == ("cells", "sections", "fields")
    assert found.document.cells == real_report().cells


def test_the_same_text_moves_nothing() -> None:
    assert realign(real_report(), REPORT).document == real_report()


def test_a_heading_that_is_gone_is_listed_and_its_part_no_longer_complete() -> None:
    text = REPORT.replace("一、总体情况", "一、概况")
    found = realign(real_report(), text)
    assert [section.id for section in found.lost_sections] == ["s1"]
    assert [section.id for section in found.document.sections] == ["s0", "s6"]
    assert slices(found.document, text)[1] == "二、其他\n无。\n"
    assert found.document.complete == ("cells", "fields")


def test_a_section_without_room_is_listed() -> None:
    found = realign(real_report(), REPORT[REPORT.index("一、") :])
    assert [section.id for section in found.lost_sections] == ["s0"]
    assert [section.start for section in found.document.sections] == [0, 16]


def test_spans_and_sections_carry_each_other_along() -> None:
    """The quote moved further than it is looked for, but less than that from its heading."""
    old = REPORT.replace("信息12条", "{q1:12条}")
    start = REPORT.index("12条")
    span = document(old).spans[0].model_copy(update={"start": start, "end": start + 3})
    placed = span.model_dump() | {"digest": quote_to_digest("12条")}
    text = "甲" * 590 + REPORT.replace("发布", "乙" * 590 + "发布")
    found = realign(real_report(spans=(placed,)), text)
    assert found.lost == ()
    assert text[found.document.spans[0].start :].startswith("12条")


def test_the_stretch_moves_with_what_it_holds() -> None:
    old = without_text(OLD).model_copy(update={"stretch": (2, 13)})
    text = "第1页\n发布信息12条。举办培训3次。附件"
    found = realign(old, text).document
    assert found.stretch is not None
    assert text[slice(*found.stretch)] == "信息12条。举办培训3次"


def test_a_lost_span_leaves_its_parts_incomplete() -> None:
    assert "spans" in OLD.complete
    assert realign(OLD, "发布信息12条。举办讲座3次。").document.complete == ()
