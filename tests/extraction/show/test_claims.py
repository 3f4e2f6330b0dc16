from __future__ import annotations

from typing import Any

import pytest

from extraction.record.model import Claim
from extraction.show.claims import claims_to_nested
from tests.extraction.show.builder import report
from tests.extraction.show.pages import by_id, marks, note, page_of, words
from tests.extraction.show.spoken import MODEL, claim, spoken


def entry(tree: Any, claim_id: str) -> Any:
    return by_id(tree, f"claim-{claim_id}").getparent()


def facts(tree: Any, claim_id: str) -> list[str]:
    found = by_id(tree, f"claim-{claim_id}").xpath(".//*[contains(@class, 'fact')]")
    return [words(fact) for fact in found]


def beside(tree: Any, claim_id: str) -> list[str]:
    return [words(each) for each in entry(tree, claim_id).xpath("./*[@class='beside']/*")]


def bare(claim_id: str, part_of: str | None = None) -> Claim:
    return Claim(id=claim_id, quote="", start=0, end=0, value=1, part_of=part_of, confidence=1)


def headings(tree: Any) -> list[str]:
    return [words(each) for each in by_id(tree, "claims").xpath(".//h3|.//h4")]


def test_claims_stand_by_family_and_indicator() -> None:
    assert headings(page_of(spoken())) == [
        "主动公开 2", "主动公开信息总数", "原创信息",
        "依申请公开 2", "收到申请", "予以公开",
        "复议诉讼与投诉 2", "行政复议", "行政诉讼",
        "未归类的数字 1",
    ]  # fmt: skip


def test_families_and_indicators_are_named_in_english() -> None:
    assert headings(page_of(spoken(), "en"))[:3] == [
        "Disclosure 2", "Disclosed in all", "Original items",
    ]  # fmt: skip


def test_a_row_tells_amount_item_channel_and_period() -> None:
    assert facts(page_of(spoken()), "c1") == [
        "271 条", "原创信息", "渠道 微信公众号", "时间 全年",
    ]  # fmt: skip


def test_an_approximation_is_told() -> None:
    assert facts(page_of(spoken()), "c0")[0] == "近 1.2 万 条"
    assert facts(page_of(spoken(), "en"), "c0")[0] == "nearly 12,000 条"


def test_a_claim_without_item_says_so() -> None:
    record, text = spoken()
    made = (record.model_copy(update={"claims": (claim(text, "c0", "11件", 11),)}), text)
    assert facts(page_of(made), "c0") == ["11", "正文没有写明事项"]


def test_a_negation_is_told_from_a_written_zero() -> None:
    assert facts(page_of(spoken()), "c4") == ["0", "行政复议", "正文写明没有"]


def test_a_low_confidence_is_marked_and_told() -> None:
    tree = page_of(spoken())
    assert marks(entry(tree, "c6")) == ["疑"]
    assert "可信度 0.41" in facts(tree, "c6")
    assert not any("可信度" in fact for fact in facts(tree, "c0"))


def test_a_contradicted_claim_is_marked() -> None:
    tree = page_of(spoken())
    assert marks(entry(tree, "c2")) == ["!"]
    assert "与表格不符" in facts(tree, "c2")


def test_the_note_has_the_quote_confidence_and_place() -> None:
    record, text = spoken()
    start = record.claims[0].start
    assert note(by_id(page_of((record, text)), "claim-c0")) == [
        "正文写作“近1.2万条”", "可信度 0.82", f"原文第 {start}–{start + 6} 字",
    ]  # fmt: skip


def test_a_part_of_another_indicators_total_names_it() -> None:
    tree = page_of(spoken())
    assert entry(tree, "c1").get("class") == "entry d1"
    assert beside(tree, "c1") == ["属于 政府信息 近 1.2 万 条"]
    assert entry(tree, "c1").xpath(".//*[@class='term']/@href") == ["#claim-c0"]


def test_a_part_of_the_same_indicator_stands_under_its_total() -> None:
    record, text = spoken()
    whole = claim(text, "c0", "11件", 11, indicator="request.received")
    other = claim(text, "c1", "3个", 3, indicator="request.received")
    part = claim(text, "c2", "7件", 7, indicator="request.received", part_of="c0")
    update = {"claims": (whole, other, part), "contradictions": ()}
    tree = page_of((record.model_copy(update=update), text))
    listed = by_id(tree, "claims").xpath(".//a[@class='pick']/@id")
    assert listed == ["claim-c0", "claim-c2", "claim-c1"]
    assert entry(tree, "c2").get("class") == "entry d1"
    assert beside(tree, "c2") == []


@pytest.mark.parametrize(
    ("claims", "nested"),
    [
        ([bare("a"), bare("b")], [("a", 0), ("b", 0)]),
        ([bare("b", "a"), bare("c", "b"), bare("a")], [("a", 0), ("b", 1), ("c", 2)]),
        ([bare("b", "elsewhere"), bare("c", "b")], [("b", 1), ("c", 2)]),
        ([bare("a", "b"), bare("b", "a")], [("a", 0), ("b", 0)]),
        ([bare("a", "a")], [("a", 0)]),
    ],
    ids=["two", "parts of parts", "a part of what is elsewhere", "a ring", "a part of itself"],
)
def test_parts_stand_under_their_totals(claims: list[Claim], nested: list[tuple[str, int]]) -> None:
    assert [(each.claim.id, each.depth) for each in claims_to_nested(claims)] == nested


def test_parts_stop_going_deeper() -> None:
    chain = [bare("0"), *(bare(str(number), str(number - 1)) for number in range(1, 6))]
    assert [each.depth for each in claims_to_nested(chain)] == [0, 1, 2, 3, 3, 3]


def test_a_claim_leads_to_the_cell_that_states_the_same() -> None:
    tree = page_of(spoken())
    assert beside(tree, "c2") == ["表中：表二 › 本年新收 › 总计"]
    assert entry(tree, "c2").xpath(".//*[@class='term']/@href") == ["#c-t2.new_received.total"]


def test_several_cells_are_marked_together() -> None:
    record, text = spoken()
    cells = ("t2.granted.total", "t2.partially_granted.total", "t2.no_such_row.total")
    summed = claim(text, "c0", "11件", 11, cells=cells)
    tree = page_of((record.model_copy(update={"claims": (summed,)}), text))
    assert beside(tree, "c0") == ["表中：2 格之和"]
    assert entry(tree, "c0").xpath(".//button/@data-cells") == [
        "c-t2.granted.total c-t2.partially_granted.total"
    ]


def test_the_cell_tells_what_the_text_has() -> None:
    cell = by_id(page_of(spoken()), "c-t2.new_received.total")
    assert "正文写作 “11件”" in note(cell)


def test_indicators_of_a_later_version_show_their_ids() -> None:
    record, text = spoken()
    later = (
        claim(text, "c0", "11件", 11, indicator="request.by_robot"),
        claim(text, "c1", "7件", 7, indicator="space.flights"),
    )
    update = {"claims": later, "contradictions": ()}
    tree = page_of((record.model_copy(update=update), text))
    assert headings(tree) == [
        "依申请公开 1", "request.by_robot", "未归类的数字 1", "space.flights",
    ]  # fmt: skip


def test_without_claims_the_page_says_whether_they_were_looked_for() -> None:
    assert "没有找到数字" in words(by_id(page_of(report(model=MODEL)), "claims"))
    assert "没有读取正文中的数字" in words(by_id(page_of(report()), "claims"))
