from __future__ import annotations

from typing import Any

from extraction.record.model import Check
from tests.extraction.show.builder import balance, check, number, report
from tests.extraction.show.pages import by_id, page_of, words

COLUMN = {
    "t2.new_received.natural_person": number(12),
    "t2.processed_total.natural_person": number(11),
    "t2.granted.natural_person": number(5),
    "t2.denied.state_secret.natural_person": number(3),
}


def sentences(checks: list[Check], lang: Any = "zh") -> list[str]:
    tree = page_of(report(COLUMN, checks=checks), lang)
    return [words(each) for each in tree.xpath("//*[@class='sentence']")]


def result_sum(left: float, **more: Any) -> Check:
    rows = ["granted", "partially_granted", "denied.state_secret", "processed_total"]
    cells = [f"t2.{row}.natural_person" for row in rows]
    return check("T2_RESULT_SUM", "natural_person", left, 11, cells, **more)


def test_a_failed_balance_in_plain_words() -> None:
    assert sentences([balance("natural_person", 12, 11)]) == [
        "自然人一栏：新收 12 + 上年结转 0 应等于 办理总计 11 + 结转下年 0，相差 1"
    ]


def test_a_failed_balance_in_english() -> None:
    assert sentences([balance("natural_person", 12, 11)], "en") == [
        (
            "Column Natural persons: received 12 + carried in 0 should equal results in all 11"
            " + carried out 0; they differ by 1"
        )
    ]


def test_a_long_sum_names_only_what_is_not_zero() -> None:
    assert sentences([result_sum(8)]) == [
        "自然人一栏：各项办理结果之和 8（予以公开 5 + 属于国家秘密 3）应等于 办理总计 11，相差 3"
    ]


def test_a_long_sum_of_nothing_says_so() -> None:
    cells = ["t2.carried_in.natural_person", "t2.carried_out.natural_person"]
    failing = check("T2_RESULT_SUM", "natural_person", 0, 1, cells)
    assert "（各项都是 0）" in sentences([failing])[0]


def test_a_row_total_names_the_row() -> None:
    columns = ["natural_person", "legal_commercial", "total"]
    failing = check("T2_ROW_TOTAL", "granted", 5, 0, [f"t2.granted.{name}" for name in columns])
    assert sentences([failing]) == [
        "予以公开一行：自然人与各类组织之和 5（自然人 5）应等于 总计 0，相差 5"
    ]


def test_a_review_total_names_its_block() -> None:
    names = ("upheld", "corrected", "other_result", "pending", "total")
    failing = check("T3_SUIT_DIRECT_TOTAL", "suit_direct", 0, 4,
                    [f"t3.suit_direct.{name}" for name in names])  # fmt: skip
    assert sentences([failing])[0].startswith("未经复议直接起诉：维持 0 + 纠正 0")


def test_a_bound_says_at_least() -> None:
    stock = ("in_force", "repealed", "issued")
    failing = check("T1_STOCK_BOUND", "rules", 4, 5, [f"t1.art20_1.rules.{name}" for name in stock],
                    severity="soft", op="ge")  # fmt: skip
    tree = page_of(report(checks=[failing]))
    failure = by_id(tree, "checks").xpath(".//li[contains(@class, 'failure')]")[0]
    assert "应不少于" in words(failure)
    assert "提示" in words(failure)


def test_fees_differ_by_what_they_differ() -> None:
    failing = balance("natural_person", 0.1 + 0.2, 0.3 - 0.1)
    assert sentences([failing])[0].endswith("相差 0.1")


def test_a_rule_of_a_later_version_is_told_by_its_name() -> None:
    failing = check("T9_NEW", "natural_person", 3, 5, ["t2.granted.natural_person"])
    assert sentences([failing]) == ["规则 T9_NEW（自然人）：左边 3 与右边 5 不符，相差 2"]


def test_every_number_of_a_sentence_leads_to_its_cell() -> None:
    tree = page_of(report(COLUMN, checks=[balance("natural_person", 12, 11)]))
    links = tree.xpath("//*[@class='sentence']//a")
    assert [(words(link), link.get("href")) for link in links] == [
        ("12", "#c-t2.new_received.natural_person"),
        ("0", "#c-t2.carried_in.natural_person"),
        ("11", "#c-t2.processed_total.natural_person"),
        ("0", "#c-t2.carried_out.natural_person"),
    ]


def test_all_cells_of_a_failed_check_can_be_marked() -> None:
    tree = page_of(report(checks=[balance("total", 1, 2)]))
    assert by_id(tree, "checks").xpath(".//button/@data-cells") == [
        (
            "c-t2.new_received.total c-t2.carried_in.total"
            " c-t2.processed_total.total c-t2.carried_out.total"
        )
    ]


def test_failures_come_first_then_the_counts() -> None:
    checks = [
        balance("total", 1, 1, status="pass"),
        balance("legal_other", None, 1, status="not_checkable"),
        balance("natural_person", 12, 11),
    ]
    text = words(by_id(page_of(report(checks=checks)), "checks"))
    assert text.index("自然人一栏") < text.index("1 项未通过") < text.index("1 项无法校验")


def test_rule_by_rule_names_what_failed_or_stayed_open() -> None:
    checks = [
        balance("total", 1, 1, status="pass"),
        balance("legal_other", None, 1, status="not_checkable"),
        balance("natural_person", 12, 11),
    ]
    tree = page_of(report(checks=checks))
    row = by_id(tree, "checks").xpath(".//tbody/tr")[0]
    assert [words(box) for box in row] == [
        "新收 + 上年结转 = 办理总计 + 结转下年（逐列）T2_BALANCE", "1", "1自然人", "1其他组织",
    ]  # fmt: skip


def test_without_failures_the_page_says_so() -> None:
    tree = page_of(report(checks=[balance("total", 1, 1, status="pass")]))
    assert "没有未通过的校验。" in words(by_id(tree, "checks"))


def test_without_checks_the_page_says_so() -> None:
    assert "没有可校验的表格" in words(by_id(page_of(report()), "checks"))
