"""The scorecard in a real browser: its filters, marks, keys and widths, in light and dark."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from eval.cases import CaseSide
from eval.comparison import compare_runs
from eval.runner import Run
from eval.scorecard import comparison_to_html, run_to_html
from extraction.language import Lang
from tests.browser.probes import CONTRAST, in_sight
from tests.browser.tab import Tab, find_chromium
from tests.eval.scorecard.builder import attacked, mixed, run, score, wrong_cell, wrong_claim

PROGRAM = find_chromium()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(PROGRAM is None, reason="Chromium was not found"),
]
WIDE, NARROW = 1280, 375
CARDS = "document.querySelectorAll('#case-list article').length"
COUNT = "document.querySelector('#case-count').firstChild.data"
HASH = "decodeURIComponent(location.hash)"
FOCUSED = "document.activeElement.closest('article') !== null"


def save(folder: Path, made: Run, second: Run | None = None, *, lang: Lang = "en") -> Path:
    path = folder / "scorecard.html"
    if second is None:
        path.write_text(run_to_html(made, lang=lang), encoding="utf-8")
    else:
        page = comparison_to_html(compare_runs(made, second), lang=lang)
        path.write_text(page, encoding="utf-8")
    return path


def choose(tab: Tab, name: str, value: str) -> None:
    tab.evaluate(
        f"(() => {{ const field = document.querySelector('[name={name}]');"
        f"field.value = {value!r};"
        "field.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


def wait_for(tab: Tab, script: str, value: object) -> None:
    """An address is followed after the script that asks for it has ended."""
    last = time.monotonic() + 10
    while tab.evaluate(script) != value and time.monotonic() < last:
        time.sleep(0.02)
    assert tab.evaluate(script) == value


def many(count: int) -> Run:
    """Cells of one document after the other, 100 wrong in each."""
    return run(
        *(
            score(n, cases=tuple(wrong_cell(f"mu-{n}", number) for number in range(100)))
            for n in range(count // 100)
        )
    )


def test_every_case_is_drawn_and_counted(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, mixed(wrong=4)), width=WIDE)
    assert tab.evaluate(CARDS) == 8
    assert tab.evaluate(COUNT) == "8 of 8 cases match; 8 are shown"
    assert tab.complaints == []


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("label", "cell", 4),
        ("class", "item", 4),
        ("metric", "report.cells", 4),
        # numbers 1 and 3 of the four wrong ones are docx, with two cases each
        ("layout", "docx", 4),
        ("q", "微信公众号", 4),
        ("q", "MU-2", 2),
        ("q", "270 全年", 4),
        ("q", "nowhere", 0),
    ],
)
def test_a_filter_leaves_what_answers_it(
    tab: Tab, tmp_path: Path, name: str, value: str, left: int
) -> None:
    tab.open(save(tmp_path, mixed(wrong=4)), width=WIDE)
    choose(tab, name, value)
    assert tab.evaluate(CARDS) == left
    assert tab.evaluate(COUNT) == f"{left} of 8 cases match; {left} are shown"
    assert f"{name}=" in tab.evaluate(HASH)


def test_filters_work_together_and_are_cleared(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, mixed(wrong=4)), width=WIDE)
    choose(tab, "label", "cell")
    choose(tab, "layout", "docx")
    assert tab.evaluate(CARDS) == 2
    tab.click("#case-filters button")
    wait_for(tab, CARDS, 8)
    assert tab.evaluate(HASH) == "#cases"


def test_an_address_names_a_choice(tab: Tab, tmp_path: Path) -> None:
    path = save(tmp_path, mixed(wrong=4))
    tab.open(path, width=WIDE)
    tab.evaluate("location.hash = 'label=claim&layout=docx'")
    wait_for(tab, CARDS, 2)
    assert tab.evaluate("document.querySelector('[name=layout]').value") == "docx"
    assert in_sight(tab, "#cases h2")


def test_a_link_leads_to_one_case_and_back_to_all(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, mixed(wrong=4)), width=WIDE)
    tab.click("article .link")
    wait_for(tab, CARDS, 1)
    assert tab.evaluate(HASH) == "#document=mu-0&key=claim:13-17:11-13:4-9"
    tab.click(".only")
    assert tab.evaluate(CARDS) == 8


def test_a_metric_leads_to_its_cases(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, mixed(wrong=4)), width=WIDE)
    tab.click("#metrics tbody a")
    wait_for(tab, CARDS, 4)
    assert tab.evaluate("document.querySelector('[name=metric]').value") == "claim"


def test_both_sides_are_marked_and_what_differs_says_so(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, run(score(0, cases=(wrong_claim("mu-0"),)))), width=WIDE)
    told = (
        "[...document.querySelectorAll('.side:nth-child(%d) mark')]"
        ".map((e) => [e.textContent, e.dataset.name])"
    )
    assert tab.evaluate(told % 1) == [
        ["全年", "period"],
        ["微信公众号", "channel"],
        ["信息", "≠ item"],
        ["271条", "claim"],
    ]
    assert tab.evaluate(told % 2)[2] == ["息", "≠ item"]
    words = "[...document.querySelectorAll('.words')].map((e) => e.textContent)"
    assert tab.evaluate(words) == ["全年通过微信公众号发布信息271条，其中原创64条。"] * 2
    wrong = "[...document.querySelectorAll('.says .wrong')].map((e) => e.textContent)"
    assert tab.evaluate(wrong) == ["≠ value271", "≠ value270"]


def test_a_statement_is_marked_by_its_kind(tab: Tab, tmp_path: Path) -> None:
    side = CaseSide(start=0, end=4, says={"kind": "problem", "theme": "staffing"})
    case = wrong_claim("mu-0", label="statement", classes=("theme",), gold=side, found=side)
    tab.open(save(tmp_path, run(score(0, cases=(case,)))), width=WIDE)
    names = "[...document.querySelectorAll('mark')].map((e) => e.dataset.name)"
    assert tab.evaluate(names) == ["Problem", "Problem"]


def test_parts_differ_by_more_than_colour(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, mixed(wrong=1)), width=WIDE)
    looks = (
        "[...document.querySelectorAll('.key .k')].map((e) => { const s = getComputedStyle(e);"
        "return [s.borderBottomStyle, s.outlineStyle, s.textDecorationStyle].join(); })"
    )
    found = tab.evaluate(looks)
    assert len(found) == 6
    assert len(set(found)) == 6


def test_offsets_count_code_points(tab: Tab, tmp_path: Path) -> None:
    """𠮷 is two units of the script's strings and one of ours."""
    shifted = wrong_claim("mu-0", context="𠮷𠮷全年通过微信公众号发布信息271条。", context_start=-2)
    tab.open(save(tmp_path, run(score(0, cases=(shifted,)))), width=WIDE)
    marks = "[...document.querySelectorAll('.side:first-child mark')].map((e) => e.textContent)"
    assert tab.evaluate(marks) == ["全年", "微信公众号", "信息", "271条"]


def test_flips_are_grouped_by_change(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, mixed(wrong=2), mixed(wrong=5)), width=WIDE)
    heads = "[...document.querySelectorAll('#case-list > h3')].map((e) => e.textContent)"
    assert tab.evaluate(heads) == ["▼ Broken: 6", "= Still wrong: 4"]
    choose(tab, "change", "still_wrong")
    assert tab.evaluate(heads) == ["= Still wrong: 4"]
    assert tab.evaluate(CARDS) == 4
    assert tab.evaluate("document.querySelectorAll('article:first-of-type .side').length") == 3


def test_thousands_of_cases_are_drawn_a_few_at_a_time(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, many(3000)), width=WIDE)
    # warm machines take 0.2 s; the page is 1.3 MB
    assert tab.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") < 3000
    assert tab.evaluate(CARDS) == 40
    taken = tab.evaluate(
        "(() => { const field = document.querySelector('[name=q]'); field.value = 'mu-7';"
        "const begin = performance.now();"
        "field.dispatchEvent(new Event('input', {bubbles: true}));"
        "document.body.offsetHeight; return performance.now() - begin; })()"
    )
    assert taken < 500
    assert tab.evaluate(COUNT) == "100 of 3,000 cases match; 40 are shown"
    tab.click("#case-more")
    tab.click("#case-more")
    assert tab.evaluate(CARDS) == 100
    assert tab.evaluate("document.querySelector('#case-more').hidden")


def test_more_cases_by_keyboard_take_the_focus_along(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, many(100)), width=WIDE)
    tab.evaluate("document.querySelector('#case-more').focus()")
    tab.press("Enter")
    assert tab.evaluate(CARDS) == 80
    assert tab.evaluate(
        "[...document.querySelectorAll('article')].indexOf("
        "document.activeElement.closest('article'))"
    ) == 40  # fmt: skip


def test_filters_are_reached_and_changed_by_keys(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, mixed(wrong=4)), width=WIDE)
    tab.evaluate("document.querySelector('[name=label]').focus()")
    tab.press("ArrowDown")
    assert tab.evaluate("document.querySelector('[name=label]').value") == "claim"
    assert tab.evaluate(CARDS) == 4
    for _ in range(12):
        tab.press("Tab")
        if tab.evaluate(FOCUSED):
            break
    assert tab.evaluate(FOCUSED)
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert tab.evaluate(outline) == "solid"


def test_the_first_tab_stop_skips_to_the_cases(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, mixed()), width=WIDE)
    tab.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == "#cases"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "made",
    [
        (mixed(wrong=4), None),
        (attacked(), None),
        (run(), None),
        (mixed(24, 2), mixed(24, 18)),
        (attacked(), attacked()),
    ],
    ids=["run", "attacked", "empty", "comparison", "attacked twice"],
)
def test_nothing_overflows_and_nothing_complains(
    tab: Tab, tmp_path: Path, made: tuple[Run, Run | None], lang: Lang
) -> None:
    path = save(tmp_path, *made, lang=lang)
    for width in (320, NARROW, 768, WIDE, 1920):
        for dark in (False, True):
            tab.open(path, width=width, dark=dark)
            tab.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
            assert tab.evaluate("document.documentElement.scrollWidth") <= width
            assert tab.complaints == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "made",
    [(mixed(9, 4), None), (mixed(24, 2), mixed(24, 18)), (attacked(), None)],
    ids=["run", "comparison", "attacked"],
)
def test_text_stands_out_from_its_ground(
    tab: Tab, tmp_path: Path, made: tuple[Run, Run | None], dark: bool
) -> None:
    """Contrast of all text is at least 4.5 : 1, as WCAG AA asks."""
    tab.open(save(tmp_path, *made), width=WIDE, dark=dark)
    tab.evaluate("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
    assert tab.evaluate(CONTRAST) == []


@pytest.mark.parametrize("dark", [False, True])
def test_plots_take_their_colours_from_the_page(tab: Tab, tmp_path: Path, dark: bool) -> None:
    tab.open(save(tmp_path, mixed(wrong=4)), width=WIDE, dark=dark)
    same = (
        "getComputedStyle(document.querySelector('.plot')).fill"
        " === getComputedStyle(document.body).color"
    )
    assert tab.evaluate(same)


def test_an_attack_runs_nothing_and_is_seen_as_text(tab: Tab, tmp_path: Path) -> None:
    tab.open(save(tmp_path, attacked()), width=WIDE)
    assert tab.evaluate("document.querySelectorAll('img, script[src], iframe').length") == 0
    assert tab.evaluate("document.scripts.length") == 2
    shown = tab.evaluate("document.querySelector('.words').textContent")
    assert shown.startswith("\"'></script><script>alert(1)</script><img src=x onerror=alert(1)>")
    assert shown.endswith("U+202E")
    tab.click("article .link")
    wait_for(tab, CARDS, 1)
    assert tab.complaints == []


def test_smuggled_script_would_be_stopped_by_the_policy(tab: Tab, tmp_path: Path) -> None:
    path = save(tmp_path, mixed())
    smuggled = "<script>window.ran = true</script><p onclick='window.ran = true' id=bad>x</p>"
    path.write_text(
        path.read_text(encoding="utf-8").replace("</h1>", f"</h1>{smuggled}"), encoding="utf-8"
    )
    tab.open(path, width=WIDE)
    tab.click("#bad")
    assert tab.evaluate("window.ran === undefined")
    assert any("Content Security Policy" in str(complaint) for complaint in tab.complaints)
