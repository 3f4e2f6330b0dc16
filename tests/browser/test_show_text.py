"""Figures and statements of the text in a real browser: there and back, under pointer and focus."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.probes import CONTRAST, in_sight, save
from tests.browser.tab import Tab, find_chromium
from tests.extraction.show.spoken import spoken
from tests.extraction.show.test_page import dense

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="Chromium was not found"),
]
WIDE, NARROW = 1280, 390
ACTIVE = "document.activeElement.id"
CHOSEN = "document.querySelector('.is-chosen').id"


def texts(tab: Tab, selector: str) -> list[str]:
    found = tab.evaluate(f"[...document.querySelectorAll({selector!r})].map((e) => e.textContent)")
    return list(found)


def focus(tab: Tab, selector: str) -> None:
    tab.evaluate(f"document.querySelector({selector!r}).focus()")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_click_on_a_figure_marks_it_with_its_parts(tab: Tab, tmp_path: Path, width: int) -> None:
    tab.open(save(tmp_path, spoken()), width=width)
    tab.click("#claim-c1")
    assert texts(tab, ".m.is-hit") == ["271条"]
    assert texts(tab, ".at-item") == ["原创信息"]
    assert texts(tab, ".at-channel") == ["微信公众号"]
    assert texts(tab, ".at-period") == ["全年"]
    assert in_sight(tab, ".m.is-hit")
    assert tab.complaints == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_click_on_a_figure_in_the_text_leads_to_its_entry(
    tab: Tab, tmp_path: Path, width: int
) -> None:
    tab.open(save(tmp_path, spoken()), width=width)
    tab.click("a[href='#claim-c2']")
    assert tab.evaluate(ACTIVE) == "claim-c2"
    assert in_sight(tab, "#claim-c2")
    assert texts(tab, ".at-item") == ["政府信息公开申请"]


def test_the_pointer_over_an_entry_lights_its_figure_and_parts(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, spoken()), width=WIDE)
    tab.hover("#claim-c1")
    assert texts(tab, ".m.is-lit") == ["271条"]
    assert texts(tab, ".on-item") == ["原创信息"]
    assert texts(tab, ".on-channel") == ["微信公众号"]
    tab.hover("h1")
    assert texts(tab, ".is-lit, .on-item, .on-channel, .on-period") == []


def test_the_pointer_over_a_figure_in_the_text_lights_its_entry(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, spoken()), width=WIDE)
    tab.hover("a[href='#claim-c1']")
    assert tab.evaluate("document.querySelector('.pick.is-lit').id") == "claim-c1"
    assert texts(tab, ".on-item") == ["原创信息"]


def test_the_focus_lights_as_the_pointer_does(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, spoken()), width=WIDE)
    focus(tab, "a[href='#claim-c1']")
    assert tab.evaluate("document.querySelector('.pick.is-lit').id") == "claim-c1"
    focus(tab, "#claim-c2")
    assert texts(tab, ".m.is-lit") == ["11件"]
    assert texts(tab, ".on-period") == ["2023年"]


def test_enter_leads_there_and_back(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, spoken()), width=WIDE)
    focus(tab, "#claim-c1")
    tab.press("Enter")
    assert tab.evaluate("document.activeElement.textContent") == "271条"
    tab.press("Enter")
    assert tab.evaluate(ACTIVE) == "claim-c1"


def test_arrows_walk_over_the_entries_and_escape_leaves(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, spoken()), width=WIDE)
    focus(tab, "#claim-c0")
    tab.press("ArrowDown")
    tab.press("ArrowDown")
    assert tab.evaluate(ACTIVE) == "claim-c2"
    assert texts(tab, ".m.is-hit") == ["11件"]
    tab.press("Escape")
    assert texts(tab, ".is-hit, .at-item, .at-period") == []
    assert tab.evaluate(ACTIVE) == "claim-c2"


def test_a_statement_is_marked_whole_with_the_figure_inside(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, spoken()), width=WIDE)
    tab.click("#said-p0")
    assert "".join(texts(tab, ".m.is-told")) == "更新不及时，有3个栏目超过半年没有更新"
    assert texts(tab, ".is-hit") == []


def test_a_figure_inside_a_statement_leads_to_the_figure(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, spoken()), width=WIDE)
    tab.click("a[href='#claim-c6']")
    assert tab.evaluate(CHOSEN) == "claim-c6"
    tab.click("a[href='#said-p0']")
    assert tab.evaluate(CHOSEN) == "said-p0"


def test_clicks_on_one_place_go_through_all_that_cover_it(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, spoken()), width=WIDE)
    chosen = []
    for _ in range(3):
        tab.click("a[href='#claim-c4']")
        chosen.append(tab.evaluate(CHOSEN))
    assert chosen == ["claim-c4", "claim-c5", "claim-c4"]


def test_a_problem_and_its_answer_lead_to_each_other(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, spoken()), width=WIDE)
    tab.click("a.term[href='#said-p2']")
    assert tab.evaluate(CHOSEN) == "said-p2"
    assert in_sight(tab, "#said-p2")
    tab.click("a.term[href='#said-p0']")
    assert tab.evaluate(CHOSEN) == "said-p0"


def test_a_target_leads_into_its_commitment(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, spoken()), width=WIDE)
    tab.click("#target-p3-0")
    assert texts(tab, ".m.is-hit") == ["不少于12期"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_both_ends_of_a_contradiction_lead_to_where_they_stand(
    tab: Tab, tmp_path: Path, width: int
) -> None:
    tab.open(save(tmp_path, spoken()), width=width)
    tab.click("[data-of='claim-c2']")
    assert texts(tab, ".m.is-hit") == ["11件"]
    assert in_sight(tab, ".m.is-hit")
    tab.click(".sentence a:not([data-of])")
    assert tab.evaluate(CHOSEN) == "c-t2.new_received.total"
    assert in_sight(tab, ".v.is-chosen")


def test_the_panel_tells_what_is_known_of_a_figure(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, spoken()), width=WIDE)
    tab.click("#claim-c2")
    assert texts(tab, "#inspector .facts p")[:6] == [
        "依申请公开 › 收到申请",
        "11 件",
        "政府信息公开申请",
        "时间 2023年",
        "与表格不符",
        "正文写作“11件”",
    ]


def test_the_panel_tells_what_is_known_of_a_statement(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, spoken()), width=WIDE)
    tab.click("#said-p1")
    lines = texts(tab, "#inspector .facts p")
    assert lines[:3] == ["存在的问题", "专职人员不足", "可信度 0.9"]


def test_the_way_back_leads_to_the_entry(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, spoken()), width=NARROW)
    tab.click("#claim-c1")
    tab.click("#back")
    assert tab.evaluate(ACTIVE) == "claim-c1"
    assert in_sight(tab, "#claim-c1")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("chosen", ["#claim-c2", "#said-p0", "#claim-c6", "#said-p3"])
def test_marked_text_stands_out_from_its_ground(
    tab: Tab, tmp_path: Path, chosen: str, dark: bool
) -> None:
    """Contrast of all text is at least 4.5 : 1 whatever is chosen and under the pointer."""
    tab.open(save(tmp_path, spoken()), width=WIDE, dark=dark)
    tab.click(chosen)
    tab.hover("#claim-c1")
    assert tab.evaluate(CONTRAST) == []


def test_a_long_dense_report_is_ready_within_two_seconds(tab: Tab, tmp_path: Path) -> None:
    """1,260 entries took 0.4 s on a machine with two cores."""
    tab.open(save(tmp_path, dense()), width=WIDE)
    taken = tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    assert 0 < taken < 2000
