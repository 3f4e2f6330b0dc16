"""The page of two runs: the verdict first, figures as compared, every flip."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.comparison import RunComparison, compare_runs
from eval.scorecard import comparison_to_html
from eval.wording import comparison_to_texts, headline_to_text
from extraction.language import LANGUAGES, Lang
from tests.eval.scorecard.builder import (
    data_of,
    mixed,
    rows_of,
    run,
    score,
    texts,
    tree_of,
    wrong_cell,
    wrong_claim,
)


def worse() -> RunComparison:
    return compare_runs(mixed(24, 2), mixed(24, 18, system="tagger", version="7"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_verdict_is_the_sentence_of_the_terminal(lang: Lang) -> None:
    found = worse()
    page = comparison_to_html(found, lang=lang)
    (told,) = texts(page, "//header/p[contains(@class, 'verdict')]")
    assert told == " ".join(headline_to_text(found, lang).split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_are_those_of_the_comparison_to_the_last_digit(lang: Lang) -> None:
    found = worse()
    shown = {row[0]: row[1:] for row in rows_of(comparison_to_html(found, lang=lang), "metrics")}
    for each in found.comparisons:
        if each.stratum is None:
            name, _, first, second, points, bounds, p, verdict = comparison_to_texts(each, lang)
            assert shown[name][:3] == [first, second, points]
            assert shown[name][3].endswith(verdict)
            if each.interval.lack is None:
                assert shown[name][4] == bounds
            assert shown[name][5] in (p, "< 0.001")


def test_values_were_checked_by_hand() -> None:
    rows = {row[0]: row for row in rows_of(comparison_to_html(worse(), lang="en"), "metrics")}
    # 48 claims: 2 wrong before, 18 after; 16 agencies differ
    assert rows["claims"][1:5] == ["95.83", "62.50", "-33.33", "▼ worse"]
    assert rows["claims"][7] == "16 of 24"


def test_a_p_below_a_thousandth_is_not_called_zero() -> None:
    rows = {row[0]: row for row in rows_of(comparison_to_html(worse(), lang="en"), "metrics")}
    assert rows["claims"][6] == "< 0.001"


def test_where_it_is_worse_and_better_stands_on_top() -> None:
    page = comparison_to_html(worse(), lang="en")
    assert texts(page, "//header//section[contains(@class, 'is-worse')]//li/strong") == [
        "claims",
        "non-zero cells",
    ]
    assert texts(page, "//header//section[contains(@class, 'is-better')]/p") == ["Nowhere."]


def test_both_cards_stand_side_by_side() -> None:
    page = comparison_to_html(worse(), lang="en")
    assert texts(page, "//section[@class='card']/h2") == ["First run (baseline)", "Second run"]
    systems = texts(page, "//section[@class='card']//dd[1]")
    assert [systems[0], systems[9]] == ["rules 2", "tagger 7"]


def test_a_run_against_itself_is_not_distinguishable() -> None:
    made = mixed(24, 6)
    page = comparison_to_html(compare_runs(made, made), lang="en")
    rows = rows_of(page, "metrics")
    assert {row[4] for row in rows} == {"≈ not distinguishable", "· too few agencies"}
    assert all(row[1] == row[2] for row in rows)
    assert texts(page, "//header//section[contains(@class, 'changes')]/p") == ["Nowhere."] * 2
    assert {case["change"] for case in data_of(page)["cases"]} == {"still_wrong"}


def test_why_there_is_no_interval_is_said() -> None:
    first, second = mixed(24, 2), mixed(24, 5)
    rows = {
        row[0]: row
        for row in rows_of(comparison_to_html(compare_runs(first, second), lang="en"), "metrics")
    }
    assert rows["claims"][5] == "too few agencies differ (3; 6 are needed)"
    assert rows["channels"][4] == "· too few agencies"


def test_a_conflict_of_interval_and_verdict_is_told() -> None:
    found = worse()
    odd = tuple(replace(each, conflict="holds_zero") for each in found.comparisons)
    rows = rows_of(comparison_to_html(replace(found, comparisons=odd), lang="en"), "metrics")
    assert rows[0][4].endswith("(though the interval holds zero)")


def test_few_agencies_have_no_verdict_and_it_is_said() -> None:
    page = comparison_to_html(compare_runs(mixed(9, 1), mixed(9, 8)), lang="en")
    assert texts(page, "//header/p[@class='notice']")[0].startswith("Only 9 agencies")
    assert {row[4] for row in rows_of(page, "metrics")} == {"· too few agencies"}


def test_two_empty_runs_have_a_page() -> None:
    page = comparison_to_html(compare_runs(run(), run()), lang="en")
    assert texts(page, "//section[@id='metrics']/p") == ["Nothing was measured."]


def test_every_flip_is_a_case_what_broke_first() -> None:
    good, bad = score(1), score(1, is_right=False)
    still = score(2, cases=(wrong_claim("mu-2"), wrong_cell("mu-2")))
    half = score(2, cases=(wrong_claim("mu-2"),))
    found = compare_runs(run(good, still), run(bad, half))
    cases = data_of(comparison_to_html(found, lang="en"))["cases"]
    told = [(case["change"], case["label"], case["document"]) for case in cases]
    assert told == [
        ("broken", "claim", 0),
        ("broken", "cell", 0),
        ("fixed", "cell", 1),
        ("still_wrong", "claim", 1),
    ]
    assert [answer == 0 for answer in cases[0]["answers"]] == [True, False]
    assert [answer == 0 for answer in cases[2]["answers"]] == [False, True]


def test_changes_are_counted_by_what_they_are_about() -> None:
    rows = rows_of(comparison_to_html(worse(), lang="en"), "errors")
    assert rows == [["claim", "16", "–", "2"], ["cell", "16", "–", "2"]]


def test_layouts_without_a_name_are_shown_as_they_are() -> None:
    strata = [{"layout": "text"}, {"layout": "html"}]
    made = run(*(score(n, strata=strata[n % 2]) for n in range(12)))
    page = comparison_to_html(compare_runs(made, made), lang="en")
    assert texts(page, "//section[@id='strata']//tbody//th/a")[0] == "html"


def test_two_runs_are_told_apart_by_shape() -> None:
    tree = tree_of(comparison_to_html(worse(), lang="en"))
    figure = "//section[@id='strata']//*[local-name()='svg']"
    assert len(tree.xpath(f"{figure}//circle[@class='first']")) > 0
    assert len(tree.xpath(f"{figure}//circle[@class='first']")) == len(
        tree.xpath(f"{figure}//polygon[@class='second']")
    )
