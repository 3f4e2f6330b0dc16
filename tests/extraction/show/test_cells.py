from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.show.builder import (
    Printed,
    balance,
    number,
    reading,
    report,
    rich,
    state,
)
from tests.extraction.show.pages import by_id, cell, marks, note, page_of, words

NAME = "t2.granted.natural_person"


def shown(printed: Printed, lang: Any = "zh", **more: Any) -> Any:
    return cell(page_of(report({NAME: printed}, **more), lang), NAME)


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        (number(12), "12"),
        (number(0), "0"),
        (Printed("59,237.2449", {"value": 59237.2449, "status": "value"}), "59237.2449"),
        (Printed("865.0", {"value": 865.0, "status": "value"}), "865"),
        (Printed("-3", {"value": -3, "status": "value"}), "-3"),
        (state("blank"), "空"),
        (state("not_applicable_mark", "/"), "/"),
        (state("unreadable", "1 2"), "疑1 2"),
        (state("missing_cell"), "缺格"),
        (state("missing_row"), "缺行"),
        (state("missing_table"), "缺表"),
    ],
)
def test_a_cell_shows_its_value_or_its_state(printed: Printed, text: str) -> None:
    assert words(shown(printed)) == text


STATES = [
    number(5),
    number(0),
    state("blank"),
    state("not_applicable_mark", "/"),
    state("unreadable", "5"),
    state("missing_cell"),
    state("missing_row"),
    state("missing_table"),
    Printed("S", {"value": 5, "status": "ocr_fixed", "reading": reading(None, "S", "unreadable")}),
    Printed("5", {"value": 5, "status": "split", "reading": reading(None, "50", "unreadable")}),
    Printed(None, {"value": 5, "status": "derived", "reading": reading(None, None, "blank")}),
]


def test_every_state_differs_from_all_others_without_colour() -> None:
    assert len({words(shown(printed)) for printed in STATES}) == len(STATES)


def test_a_long_run_is_cut_in_the_cell_and_whole_in_the_note() -> None:
    run = "123456789" * 5
    element = shown(state("unreadable", run))
    assert words(element) == f"疑{run[:24]}…"
    assert f"印作 {run}" in note(element)


def test_of_cells_that_share_a_run_only_the_first_repeats_it() -> None:
    record, text = report({NAME: state("unreadable", "8362")})
    first = next(each for each in record.cells if each.id == NAME)
    other = "t2.granted.legal_commercial"
    cells = tuple(
        first.model_copy(update={"id": other}) if each.id == other else each
        for each in record.cells
    )
    tree = page_of((record.model_copy(update={"cells": cells}), text))
    assert words(cell(tree, NAME)) == "疑8362"
    assert words(cell(tree, other)) == "疑⋯"
    assert "这段印出的内容由 2 格共有" in note(cell(tree, other))
    assert cell(tree, other).get("href") == cell(tree, NAME).get("href")


def test_a_repaired_cell_tells_what_was_printed() -> None:
    printed = Printed(
        "l2O",
        {"value": 120, "status": "ocr_fixed", "reading": reading(None, "l2O", "unreadable")},
    )
    element = shown(printed)
    assert marks(element) == ["修"]
    assert words(element) == "修l2O120"
    assert "原来读作 l2O（无法确定）" in note(element)


def test_a_split_cell_tells_the_run_it_was_cut_from() -> None:
    printed = Printed(
        "72", {"value": 72, "status": "split", "reading": reading(None, "729000081", "unreadable")}
    )
    element = shown(printed)
    assert marks(element) == ["拆"]
    assert words(element) == "拆72"
    assert "原来读作 729000081（无法确定）" in note(element)


def test_a_derived_cell_tells_what_was_there_and_which_rules_gave_it() -> None:
    printed = Printed(
        None,
        {"value": 12, "status": "derived", "derived_by": ("T2_ROW_TOTAL",),
         "reading": reading(None, None, "blank")},
    )  # fmt: skip
    element = shown(printed)
    assert marks(element) == ["推"]
    assert words(element) == "推空12"
    assert "原来：空白" in note(element)
    assert any(line.startswith("推算依据：T2_ROW_TOTAL ") for line in note(element))


@pytest.mark.parametrize(("confidence", "marked"), [(0.499, ["疑"]), (0.5, []), (0.9, [])])
def test_low_confidence_is_marked(confidence: float, marked: list[str]) -> None:
    element = shown(number(5, confidence=confidence))
    assert marks(element) == marked
    assert f"可信度 {confidence}" in note(element)


def test_cells_of_a_failed_check_are_marked_and_no_others() -> None:
    checks = [balance("natural_person", 12, 11), balance("total", 1, 1, status="pass")]
    tree = page_of(report(checks=checks))
    failed = tree.xpath("//td/*[contains(@class, 'is-failed')]/@id")
    assert failed == [
        "c-t2.new_received.natural_person",
        "c-t2.carried_in.natural_person",
        "c-t2.processed_total.natural_person",
        "c-t2.carried_out.natural_person",
    ]
    element = cell(tree, "t2.carried_in.natural_person")
    assert marks(element) == ["!"]
    assert any(line.startswith("未通过：T2_BALANCE") for line in note(element))


def test_a_printed_cell_leads_to_its_place_and_back() -> None:
    tree = page_of(report({NAME: number(57)}))
    element = cell(tree, NAME)
    place = by_id(tree, element.get("href")[1:])
    assert place.text_content() == "57"
    assert place.get("href") == f"#c-{NAME}"
    assert place.get("data-places") == element.get("data-places")


def test_a_blank_cell_is_reachable_and_points_at_its_row() -> None:
    tree = page_of(report({NAME: state("blank")}))
    element = cell(tree, NAME)
    assert element.tag == "button"
    beside = cell(tree, "t2.granted.total").get("data-places")
    assert beside in element.get("data-near").split()
    assert "没有印出" in note(element)[-1]


def test_a_cell_of_a_missing_row_has_no_place_at_all() -> None:
    element = shown(state("missing_row"), skip=())
    assert element.tag == "button"


def test_the_note_begins_with_the_cells_place_in_the_form() -> None:
    tree = page_of(rich())
    assert note(cell(tree, "t2.denied.state_secret.natural_person"))[0] == (
        "表二 › 不予公开 › 属于国家秘密 › 自然人"
    )
    assert note(cell(tree, "t3.suit_direct.upheld"))[0] == "表三 › 未经复议直接起诉 › 结果维持"


def test_the_note_names_the_place_in_the_text() -> None:
    made = report({NAME: number(57)})
    at = made[1].index("\t57") + 1
    assert f"原文第 {at}–{at + 2} 字" in note(cell(page_of(made), NAME))


def test_page_and_box_stand_with_the_cell() -> None:
    element = shown(number(57, page=2, bbox=(10.5, 20, 30.25, 40)))
    assert element.get("data-page") == "2"
    assert element.get("data-box") == "10.5 20 30.25 40"
    assert note(element)[-1].endswith("第 2 页")


def test_english_states() -> None:
    assert words(shown(state("blank"), "en")) == "blank"
    assert note(shown(state("blank"), "en"))[1].startswith("The cell is there with nothing in it")
