from __future__ import annotations

from typing import Any

from extraction.record.model import Contradiction
from tests.extraction.show.builder import Printed, report
from tests.extraction.show.pages import by_id, marks, page_of, words
from tests.extraction.show.spoken import RECEIVED, claim, spoken


def failures(tree: Any) -> list[Any]:
    return list(by_id(tree, "checks").xpath(".//li[starts-with(@class, 'failure')]"))


def sentence(made: tuple[Any, str], lang: Any = "zh") -> str:
    (found,) = by_id(page_of(made, lang), "checks").xpath(".//*[@class='sentence']")
    return words(found)


def differing(cells: tuple[str, ...], claimed: float, printed: float, **more: Any) -> Contradiction:
    facts: dict[str, Any] = {"claim": "c2", "verdict": "contradicts", **more}
    return Contradiction(cells=cells, claimed=claimed, printed=printed, **facts)


def test_a_contradiction_in_plain_words() -> None:
    assert sentence(spoken()) == (
        "正文写“政府信息公开申请” 11 件，而表二 › 本年新收 › 总计为 12，相差 1 件"
    )


def test_a_contradiction_in_english() -> None:
    assert sentence(spoken(), "en") == (
        "The text gives 11 件 for “政府信息公开申请”, but Table 2 › Received this year › Total"
        " is 12; they differ by 1 件"
    )


def test_both_ends_lead_to_where_they_stand() -> None:
    tree = page_of(spoken())
    said, printed = failures(tree)[0].xpath(".//a[@class='term']")
    assert said.get("data-of") == "claim-c2"
    assert said.get("href")[1:] == by_id(tree, "claim-c2").get("data-places")
    assert printed.get("href") == f"#c-{RECEIVED}"


def test_a_contradiction_is_marked_as_a_failure() -> None:
    (found,) = failures(page_of(spoken()))
    assert marks(found) == ["!"]
    assert "is-hard" in found.get("class")


def test_a_difference_of_scope_is_a_hint() -> None:
    softer = differing((RECEIVED,), 11, 12, verdict="scope_may_differ")
    (found,) = failures(page_of(spoken(contradictions=(softer,))))
    assert "is-soft" in found.get("class")
    assert "统计范围可能不同" in words(found)
    assert words(found.xpath("./*[@class='tag']")[0]) == "范围或有不同"


def test_a_sum_names_the_cells_that_are_not_zero() -> None:
    cells = ("t2.granted.total", "t2.partially_granted.total", RECEIVED)
    assert sentence(spoken(contradictions=(differing(cells, 11, 19),))) == (
        "正文写“政府信息公开申请” 11 件，而表二 › 予以公开 › 总计为 7、"
        "表二 › 本年新收 › 总计为 12，合计 19 件，相差 8 件"
    )


def test_a_sum_of_nothing_marks_its_cells() -> None:
    cells = ("t2.carried_in.total", "t2.partially_granted.total")
    made = spoken(contradictions=(differing(cells, 11, 0),))
    assert "而2 格之和为 0 件，相差 11 件" in sentence(made)
    assert page_of(made).xpath("//*[@class='sentence']//button/@data-cells")


def test_fees_are_told_in_both_units() -> None:
    fees = "t1.art20_8.admin_fees.amount_10k_yuan"
    record, text = report({fees: Printed("4300", {"value": 4300, "status": "value"})},
                          body="收费金额4000万元。")  # fmt: skip
    said = claim(text, "c2", "4000万元", 40_000_000, unit="元", item="收费金额", cells=(fees,))
    found = differing((fees,), 40_000_000, 43_000_000)
    update = {"claims": (said,), "contradictions": (found,)}
    assert sentence((record.model_copy(update=update), text)) == (
        "正文写“收费金额” 4000 万 元，而表一 › 行政事业性收费 › 收费金额（万元）为 4300，"
        "合计 4300 万 元，相差 300 万 元"
    )


def test_the_difference_from_an_approximation_is_one_too() -> None:
    record, _ = spoken()
    rough = record.claims[2].model_copy(update={"approx": "over"})
    claims = (*record.claims[:2], rough, *record.claims[3:])
    assert sentence(spoken(claims=claims)).endswith("相差 约 1 件")


def test_a_claim_without_item_is_named_by_its_indicator() -> None:
    _, text = spoken()
    said = claim(text, "c2", "11件", 11, unit="件", indicator="request.received", cells=(RECEIVED,))
    assert sentence(spoken(claims=(said,))).startswith("正文写收到申请 11 件，而")


def test_a_claim_that_is_not_listed_is_told_by_its_number() -> None:
    assert sentence(spoken(claims=())).startswith("正文写的数字 11，而表二")


def test_contradictions_are_counted_at_the_top() -> None:
    assert "1 处正文与表格不符" in words(by_id(page_of(spoken()), "top"))


def test_without_contradictions_nothing_is_said() -> None:
    assert "正文与表格" not in words(by_id(page_of(spoken(contradictions=())), "checks"))
    assert "正文与表格" not in words(by_id(page_of(spoken(contradictions=())), "top"))
