"""Contradictions between text and tables: which are told, and which stay silent."""

from __future__ import annotations

import pytest

from extraction.record.consistency import find_contradictions
from extraction.record.model import Cell, Check, Claim, Contradiction

RECEIVED = "t2.new_received.total"
ISSUED = "t1.art20_1.normative_documents.issued"
IN_FORCE = "t1.art20_1.normative_documents.in_force"
REVIEWS = "t3.review.total"
BUREAU = "云澜市水务局"
SENTENCE = "2023年,我局收到政府信息公开申请"


def cell(cell_id: str, value: float | None, status: str = "value") -> Cell:
    return Cell.model_validate(
        {"id": cell_id, "value": value, "raw": str(value), "status": status, "confidence": 1.0}
    )


def claim(value: float, **fields: object) -> Claim:
    filled: dict[str, object] = {
        "id": "c0",
        "quote": f"{value}件",
        "start": 0,
        "end": 2,
        "value": value,
        "unit": "件",
        "unit_norm": "件",
        "item": "政府信息公开申请",
        "indicator": "request.received",
        "cells": (RECEIVED,),
        "section": "s1",
        "confidence": 0.9,
    }
    return Claim.model_validate({**filled, **fields})


def find(
    *claims: Claim,
    cells: tuple[Cell, ...] = (cell(RECEIVED, 7),),
    checks: tuple[Check, ...] = (),
    agency: str | None = BUREAU,
    sentence: str = SENTENCE,
) -> tuple[Contradiction, ...]:
    clauses = {each.id: sentence for each in claims}
    return find_contradictions(claims, cells, checks, agency=agency, clauses=clauses)


def test_another_number_contradicts() -> None:
    assert find(claim(9)) == (
        Contradiction(claim="c0", cells=(RECEIVED,), claimed=9, printed=7, verdict="contradicts"),
    )


def test_the_same_number_does_not() -> None:
    assert find(claim(7)) == ()


def test_a_sum_is_compared_as_a_sum() -> None:
    cells = (cell(RECEIVED, 7), cell("t2.carried_in.total", 2))
    both = (RECEIVED, "t2.carried_in.total")
    assert find(claim(9, cells=both), cells=cells) == ()
    assert [each.printed for each in find(claim(8, cells=both), cells=cells)] == [9]


def test_money_is_compared_in_yuan() -> None:
    fees = "t1.art20_8.admin_fees.amount_10k_yuan"
    paid = {"indicator": "domain.money", "item": "行政事业性收费", "unit": "元", "cells": (fees,)}
    assert find(claim(123_400, **paid), cells=(cell(fees, 12.34),)) == ()
    assert [each.printed for each in find(claim(9, **paid), cells=(cell(fees, 12.34),))] == [123400]


@pytest.mark.parametrize(
    ("approx", "value", "agrees"),
    [
        ("under", 7, True),
        ("under", 14, True),
        ("under", 15, False),
        ("under", 6, False),
        ("over", 7, True),
        ("over", 3.5, True),
        ("over", 3, False),
        ("over", 8, False),
        ("about", 7, True),
        ("about", 7.7, True),
        ("about", 6.4, True),
        ("about", 8, False),
        ("about", 6, False),
    ],
)
def test_an_approximate_claim_leaves_room(approx: str, value: float, agrees: bool) -> None:
    assert (find(claim(value, approx=approx)) == ()) is agrees


def test_a_solved_cell_never_contradicts() -> None:
    assert find(claim(9), cells=(cell(RECEIVED, 7, "derived"),)) == ()


@pytest.mark.parametrize("status", ["blank", "unreadable", "missing_table", "not_applicable_mark"])
def test_a_cell_without_a_number_never_contradicts(status: str) -> None:
    assert find(claim(9), cells=(cell(RECEIVED, None, status),)) == ()


@pytest.mark.parametrize("status", ["zero", "split", "ocr_fixed"])
def test_a_mended_cell_may(status: str) -> None:
    assert len(find(claim(9), cells=(cell(RECEIVED, 0, status),))) == 1


@pytest.mark.parametrize(("status", "found"), [("fail", 0), ("pass", 1), ("not_checkable", 1)])
def test_a_cell_in_a_failed_check_never_contradicts(status: str, found: int) -> None:
    check = Check.model_validate(
        {
            "rule": "T2_BALANCE",
            "scope": "total",
            "severity": "hard",
            "op": "eq",
            "status": status,
            "left": 7,
            "right": 8,
            "cells": (RECEIVED,),
        }
    )
    assert len(find(claim(9), checks=(check,))) == found


def test_one_unknown_summand_is_enough_for_silence() -> None:
    both = (RECEIVED, "t2.carried_in.total")
    assert find(claim(9, cells=both)) == ()


def test_a_claim_without_cells_says_nothing_of_tables() -> None:
    assert find(claim(9, cells=())) == ()


def test_a_fact_that_the_text_states_rightly_elsewhere_is_left_alone() -> None:
    assert find(claim(9), claim(7, id="c1")) == ()


def test_what_adds_up_with_its_neighbour_is_left_alone() -> None:
    """现有规范性文件12件,新制发3件: the table holds 15."""
    cells = (cell(IN_FORCE, 15),)
    fields = {"item": "规范性文件", "indicator": "manage.documents_in_force", "cells": (IN_FORCE,)}
    held = claim(12, **fields)
    made = claim(3, id="c1", item="规范性文件", indicator="manage.documents_issued", cells=())
    assert len(find(held, cells=cells, sentence="现行有效规范性文件12件")) == 1
    together = "现行有效规范性文件12件,新制3件"
    assert find(held, made, cells=cells, sentence=together) == ()
    apart = {"c0": "现行有效规范性文件12件", "c1": "举办培训3件"}
    found = find_contradictions([held, made], cells, (), agency=BUREAU, clauses=apart)
    assert [each.claim for each in found] == ["c0"]


@pytest.mark.parametrize(
    "fields",
    [
        {"channel": "门户网站", "channel_start": 0, "channel_end": 4},
        {"value_max": 12},
        {"period": "上半年", "period_start": 0, "period_end": 3},
        {"period": "每月", "period_start": 0, "period_end": 2},
        {"period": "上年", "period_start": 0, "period_end": 2},
    ],
)
def test_a_narrower_claim_is_another_fact(fields: dict[str, object]) -> None:
    assert find(claim(9, **fields)) == ()


@pytest.mark.parametrize("period", ["2023年", "全年", "本年度"])
def test_a_claim_for_the_year_is_the_tables_fact(period: str) -> None:
    assert len(find(claim(9, period=period, period_start=0, period_end=4))) == 1


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("全年收到政府信息公开申请9件", 1),
        ("全年收到来件9件", 0),
        ("窗口受理政府信息公开申请和审批申请9件", 0),
        ("收到申请9件,同比增长12%", 0),
        ("收到职称评审申请9件", 0),
    ],
)
def test_a_request_must_be_named_and_be_of_no_other_business(sentence: str, found: int) -> None:
    assert len(find(claim(9), sentence=sentence)) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("因政府信息公开引发行政复议9件", 1),
        ("依申请公开工作被申请行政复议9件", 1),
        ("全年办理行政复议案件9件", 0),
        ("作为复议机关审理政府信息公开行政复议9件", 0),
    ],
)
def test_a_review_must_be_about_disclosure(sentence: str, found: int) -> None:
    review = claim(9, item="行政复议", indicator="remedy.reviews", cells=(REVIEWS,))
    assert len(find(review, cells=(cell(REVIEWS, 2),), sentence=sentence)) == found


@pytest.mark.parametrize(("item", "found"), [("行政规范性文件", 1), ("文件", 0), ("规章制度", 0)])
def test_only_normative_documents_are_what_table_1_counts(item: str, found: int) -> None:
    issued = claim(9, item=item, indicator="manage.documents_issued", cells=(ISSUED,))
    assert len(find(issued, cells=(cell(ISSUED, 2),), sentence=f"制发{item}9件")) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [("现行有效规范性文件9件", 1), ("集中公开现行有效规范性文件9件", 0)],
)
def test_what_was_published_is_not_all_that_is_in_force(sentence: str, found: int) -> None:
    held = claim(9, item="规范性文件", indicator="manage.documents_in_force", cells=(IN_FORCE,))
    assert len(find(held, cells=(cell(IN_FORCE, 2),), sentence=sentence)) == found


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("未收到政府信息公开申请", 1),
        ("未收到\n任何政府信息公开申请", 1),
        ("未收到法人提出的政府信息公开申请", 0),
        ("未收到涉及商业秘密的政府信息公开申请", 0),
    ],
)
def test_a_zero_with_a_condition_is_another_fact(quote: str, found: int) -> None:
    zero = claim(0, quote=quote, zero=True, unit=None, unit_norm=None)
    assert len(find(zero, sentence=quote)) == found


@pytest.mark.parametrize(
    ("value", "agency", "sentence", "verdict"),
    [
        (5, BUREAU, SENTENCE, "contradicts"),
        (5, "泊远县人民政府", SENTENCE, "scope_may_differ"),
        (9, "泊远县人民政府", SENTENCE, "contradicts"),
        (5, BUREAU, "县政府办公室收到政府信息公开申请", "scope_may_differ"),
        (5, None, SENTENCE, "contradicts"),
    ],
)
def test_a_wider_table_may_cover_more_than_the_office(
    value: int, agency: str | None, sentence: str, verdict: str
) -> None:
    found = find(claim(value), agency=agency, sentence=sentence.replace("我局", ""))
    assert [each.verdict for each in found] == [verdict]
