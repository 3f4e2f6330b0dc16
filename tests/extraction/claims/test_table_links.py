"""The cells that state the same fact as a claim."""

from __future__ import annotations

import pytest

from extraction.claims.indicators import load_rules
from extraction.claims.table_links import claim_to_cells, load_links, sum_of
from extraction.tables.form import FORM_IDS, TABLE_IDS, load_form

CELLS: dict[str, int | float | None] = {
    "t1.art20_1.rules.issued": 1,
    "t1.art20_1.normative_documents.issued": 4,
    "t1.art20_8.admin_fees.amount_10k_yuan": 12.34,
    "t2.new_received.total": 46,
    "t2.carried_in.total": 2,
    "t2.new_received.legal_commercial": 3,
    "t2.new_received.legal_other": 2,
    "t2.granted.total": 23,
    "t2.partially_granted.total": 5,
    "t2.unable.not_held.total": 9,
    "t2.unable.needs_creation.total": 0,
    "t2.processed_total.total": 45,
    "t3.review.total": 2,
    "t3.suit_direct.total": 0,
    "t3.suit_after_review.total": 4,
}


def cells_of(indicator: str | None, item: str | None, value: float, unit: str = "件") -> list[str]:
    return [
        cell.removeprefix("t2.") for cell in claim_to_cells(indicator, item, unit, value, CELLS)
    ]


@pytest.mark.parametrize(
    ("value", "cells"),
    [
        (46, ["new_received.total"]),
        (48, ["new_received.total", "carried_in.total"]),
        (45, ["processed_total.total"]),
        (99, ["new_received.total"]),
    ],
)
def test_the_sum_that_agrees_else_the_first(value: int, cells: list[str]) -> None:
    assert cells_of("request.received", "申请", value) == cells


@pytest.mark.parametrize(
    ("indicator", "item", "cells"),
    [
        ("request.partially_granted", "部分公开", ["partially_granted.total"]),
        (
            "request.partially_granted",
            "予以公开及部分公开",
            ["granted.total", "partially_granted.total"],
        ),
        ("request.unable", "无法提供", ["unable.not_held.total", "unable.needs_creation.total"]),
        ("request.unable", "信息不存在", ["unable.not_held.total"]),
        ("request.legal_person", "商业企业", ["new_received.legal_commercial"]),
        (
            "request.legal_person",
            "法人或其他组织",
            ["new_received.legal_commercial", "new_received.legal_other"],
        ),
        ("request.not_processed", "咨询类申请", []),
        ("request.other", "主动撤回", []),
        (
            "remedy.reviews",
            "行政复议、行政诉讼案件",
            ["t3.review.total", "t3.suit_direct.total", "t3.suit_after_review.total"],
        ),
        ("remedy.lawsuits", "行政诉讼", ["t3.suit_direct.total", "t3.suit_after_review.total"]),
        ("remedy.lawsuits", "复议后起诉", ["t3.suit_after_review.total"]),
        ("remedy.lawsuits", "二审", []),
        ("manage.documents_issued", "规范性文件", ["t1.art20_1.normative_documents.issued"]),
        ("manage.documents_issued", "规章", ["t1.art20_1.rules.issued"]),
        ("request.by_channel", "网上申请", []),
        (None, "申请", []),
    ],
)
def test_an_item_that_names_less_or_more(
    indicator: str | None, item: str, cells: list[str]
) -> None:
    assert cells_of(indicator, item, 99) == cells


@pytest.mark.parametrize(
    ("unit", "linked"), [("件", True), ("条", True), ("人次", False), ("%", False)]
)
def test_the_unit_must_count_what_cells_count(unit: str, linked: bool) -> None:
    assert (cells_of("request.received", "申请", 46, unit) != []) is linked


def test_fees_are_money() -> None:
    fees = ["t1.art20_8.admin_fees.amount_10k_yuan"]
    assert cells_of("domain.money", "行政事业性收费", 9, "元") == fees
    assert cells_of("domain.money", "行政事业性收费", 9, "件") == []
    assert cells_of("domain.money", "专项经费", 9, "元") == []
    assert sum_of(fees, CELLS) == 123400


def test_a_sum_with_an_unknown_cell_is_unknown() -> None:
    assert sum_of(["a", "b"], {"a": 1, "b": None}) is None
    assert sum_of(["a", "c"], {"a": 1}) is None


def test_a_way_whose_cells_the_form_lacks_is_none() -> None:
    assert claim_to_cells("request.carried_out", "结转", "件", 1, CELLS) == ()


def test_links_speak_of_indicators_and_cells_that_exist() -> None:
    links = load_links()
    indicators = {rule.id for rule in load_rules()}
    assert {*links.ways, *(name for name, _, _ in links.named)} <= indicators
    cells = {
        cell
        for form in FORM_IDS
        for table in TABLE_IDS
        for cell in load_form(form).table(table).cell_ids()
    }
    named = [cell for _, _, ways in links.named for way in ways for cell in way]
    listed = [cell for ways in links.ways.values() for way in ways for cell in way]
    assert {cell for cell in (*named, *listed) if "*" not in cell} <= cells
