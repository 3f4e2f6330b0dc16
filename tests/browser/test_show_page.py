"""The page in a real browser: its links, keys and widths, in light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.document import Box, Document, Glyph, Page
from extraction.record.model import ReportRecord
from tests.browser.probes import CONTRAST, in_sight, save
from tests.browser.tab import Tab, find_chromium
from tests.extraction.show.builder import failed, number, report, rich
from tests.extraction.show.spoken import spoken
from tests.extraction.show.test_page import attacked

PROGRAM = find_chromium()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(PROGRAM is None, reason="Chromium was not found"),
]
WIDE, NARROW = 1280, 390
CELL = "t2.processed_total.natural_person"
HIT = "[...document.querySelectorAll('.m.is-hit')].map((e) => e.textContent)"


def cell(cell_id: str) -> str:
    return f'[id="c-{cell_id}"]'


def in_paged() -> tuple[tuple[ReportRecord, str], Document]:
    """A report on two pages with a cell on the second."""
    made = report({CELL: number(57, page=2, bbox=(100.0, 200.0, 110.0, 210.0))})
    glyph = Glyph(0, 2, Box(50, 60, 150, 70))
    pages = (Page(1, 595, 842), Page(2, 595, 842))
    return made, Document(made[1], "application/pdf", "pdf", 1, pages=pages, glyphs=(glyph,))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_click_on_a_cell_highlights_its_place_in_sight(
    tab: Tab, tmp_path: Path, width: int
) -> None:
    made = rich()
    tab.open(save(tmp_path, made), width=width)
    tab.click(cell(CELL))
    assert tab.evaluate(HIT) == ["11"]
    assert in_sight(tab, ".m.is-hit")
    start = next(each.start for each in made[0].cells if each.id == CELL)
    assert start is not None
    before = tab.evaluate(
        "(() => { const r = document.createRange(); const f = document.querySelector('.frozen');"
        "r.setStart(f, 0); r.setEndBefore(document.querySelector('.m.is-hit'));"
        "return r.toString().length; })()"
    )
    assert before == start
    assert tab.complaints == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_click_in_the_text_leads_back_to_the_cell(tab: Tab, tmp_path: Path, width: int) -> None:
    tab.open(save(tmp_path, rich()), width=width)
    tab.click(cell(CELL))
    tab.click(".m.is-hit")
    assert tab.evaluate("document.activeElement.id") == f"c-{CELL}"
    assert in_sight(tab, cell(CELL))


def test_the_panel_tells_what_is_known_of_the_cell(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, rich()), width=WIDE)
    tab.click(cell(CELL))
    lines = tab.evaluate(
        "[...document.querySelectorAll('#inspector .facts p')].map(p => p.textContent)"
    )
    assert lines[0] == "表二 › 办理总计 › 自然人"
    assert "可信度 0.6" in lines


def test_a_cell_that_is_not_printed_marks_its_row(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, rich()), width=WIDE)
    tab.click(cell("t2.denied.state_secret.total"))
    assert tab.evaluate(HIT) == []
    near = "[...document.querySelectorAll('.m.is-near')].map((e) => e.textContent)"
    assert tab.evaluate(near) == ["12", "0", "0", "0", "0", "0"]
    assert in_sight(tab, ".m.is-near")


def test_the_page_is_drawn_with_the_cells_box(tab: Tab, tmp_path: Path) -> None:
    made, document = in_paged()
    tab.open(save(tmp_path, made, document=document), width=WIDE)
    tab.click(cell(CELL))
    box = tab.evaluate(
        "(() => { const s = document.querySelector('.sketch svg');"
        "const b = s.querySelector('.box');"
        "return [s.dataset.page, ...['x', 'y', 'width', 'height'].map(n => b.getAttribute(n)),"
        "s.getBoundingClientRect().width > 40, s.querySelector('.bars').getBBox().width]; })()"
    )
    assert box == ["2", "94", "194", "22", "22", True, 100]


def test_enter_leads_there_and_back(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, rich()), width=WIDE)
    tab.evaluate(f"document.querySelector('{cell(CELL)}').focus()")
    tab.press("Enter")
    assert tab.evaluate("document.activeElement.matches('.m.is-hit')")
    tab.press("Enter")
    assert tab.evaluate("document.activeElement.id") == f"c-{CELL}"


def test_arrows_walk_over_the_cells_and_escape_leaves(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, rich()), width=WIDE)
    tab.evaluate(f"document.querySelector('{cell('t2.new_received.natural_person')}').focus()")
    tab.press("ArrowRight")
    tab.press("ArrowDown")
    assert tab.evaluate("document.activeElement.id") == "c-t2.carried_in.legal_commercial"
    assert tab.evaluate(HIT) == ["0"]
    tab.press("Escape")
    assert tab.evaluate(HIT) == []
    assert tab.evaluate("document.activeElement.id") == "c-t2.carried_in.legal_commercial"


def test_the_first_tab_stop_skips_to_the_text(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, rich()), width=WIDE)
    tab.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == "#text"


def test_the_focus_can_be_seen(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, rich()), width=WIDE)
    tab.evaluate(f"document.querySelector('{cell(CELL)}').focus()")
    tab.press("ArrowDown")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert tab.evaluate(outline) == "solid"


def test_a_failed_check_marks_its_cells(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, rich()), width=WIDE)
    tab.click("[data-cells]")
    assert tab.evaluate("[...document.querySelectorAll('.is-member')].map((e) => e.id)") == [
        "c-t2.new_received.natural_person",
        "c-t2.carried_in.natural_person",
        "c-t2.processed_total.natural_person",
        "c-t2.carried_out.natural_person",
    ]
    assert in_sight(tab, ".is-member")


def test_a_number_of_a_failed_check_leads_to_its_cell(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, rich()), width=WIDE)
    tab.click(".sentence a")
    assert tab.evaluate("document.querySelector('.is-chosen').id") == (
        "c-t2.new_received.natural_person"
    )
    assert in_sight(tab, ".v.is-chosen")


def test_evidence_of_the_agency_leads_to_the_text(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, rich()), width=NARROW)
    tab.click("#f-agency")
    assert tab.evaluate(HIT) == ["云岭县财政局"]
    assert in_sight(tab, ".m.is-hit")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "made",
    [rich(), (failed(), ""), attacked(), spoken()],
    ids=["rich", "failed", "attacked", "spoken"],
)
def test_nothing_overflows_and_nothing_complains(
    tab: Tab, tmp_path: Path, made: tuple[ReportRecord, str], lang: str
) -> None:
    path = save(tmp_path, made, lang=lang)
    for width in (320, NARROW, 768, WIDE, 1920):
        for dark in (False, True):
            tab.open(path, width=width, dark=dark)
            assert tab.evaluate("document.documentElement.scrollWidth") <= width
            assert tab.complaints == []


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_from_its_ground(tab: Tab, tmp_path: Path, dark: bool) -> None:
    """Contrast of all text is at least 4.5 : 1, as WCAG AA asks."""
    tab.open(save(tmp_path, rich()), width=WIDE, dark=dark)
    assert tab.evaluate(CONTRAST) == []


def test_an_attack_runs_nothing(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, attacked()), width=WIDE)
    tab.click(cell("t2.granted.total"))
    assert tab.evaluate("document.querySelectorAll('img, script[src]').length") == 0
    assert tab.evaluate("document.querySelectorAll('#inspector .facts *').length") == tab.evaluate(
        "document.querySelectorAll('#inspector .facts p').length"
    )
    assert tab.complaints == []


def test_smuggled_script_would_be_stopped_by_the_policy(tab: Tab, tmp_path: Path) -> None:
    path = save(tmp_path, rich())
    smuggled = "<script>window.ran = true</script><p onclick='window.ran = true' id=bad>x</p>"
    path.write_text(
        path.read_text(encoding="utf-8").replace("</h1>", f"</h1>{smuggled}"), encoding="utf-8"
    )
    tab.open(path, width=WIDE)
    tab.click("#bad")
    assert tab.evaluate("window.ran === undefined")
    assert any("Content Security Policy" in str(complaint) for complaint in tab.complaints)


def test_a_long_report_is_ready_within_a_second(tab: Tab, tmp_path: Path) -> None:
    made = report(body="本年度主动公开政府信息，做好依申请公开工作。\n" * 2_800)
    tab.open(save(tmp_path, made), width=WIDE)
    taken = tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    assert 0 < taken < 1000
