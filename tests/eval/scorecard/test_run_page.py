"""The page of a run: its figures are the summary's, and it says how sure they are."""

from __future__ import annotations

import pytest

from eval.scorecard import run_to_html
from eval.summary import scores_to_summary
from eval.wording import row_to_texts
from extraction.language import LANGUAGES, Lang
from tests.eval.scorecard.builder import (
    data_of,
    mixed,
    rows_of,
    run,
    score,
    texts,
    tree_of,
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_are_those_of_the_summary_to_the_last_digit(lang: Lang) -> None:
    made = mixed()
    shown = {row[0]: row[1:6] for row in rows_of(run_to_html(made, lang=lang), "metrics")}
    for row in scores_to_summary(made.scores).rows:
        name, right, given, asked, value, bounds = row_to_texts(row, lang)
        if row.interval.lack is None:
            assert shown[name] == [value, bounds, right, given, asked]
        else:
            assert shown[name][:1] + shown[name][2:] == [value, right, given, asked]


def test_values_were_checked_by_hand() -> None:
    rows = {row[0]: row for row in rows_of(run_to_html(mixed(), lang="en"), "metrics")}
    # 12 documents of two claims, one wrong in four of them: 20 / 24
    assert rows["claims"][1] == "83.33"
    assert rows["claims"][3:] == ["20", "24", "24", "F1"]
    # 10 cells each: 116 / 120
    assert rows["non-zero cells"][1] == "96.67"
    assert rows["non-zero cells"][3:] == ["116", "120", "120", "accuracy"]


def test_an_undefined_ratio_is_no_zero() -> None:
    rows = {row[0]: row for row in rows_of(run_to_html(mixed(), lang="en"), "metrics")}
    assert rows["channels"][1] == "–"


def test_headline_metrics_stand_first_with_their_intervals() -> None:
    page = run_to_html(mixed(), lang="en")
    assert texts(page, "//header//ul[@class='tiles']/li/h2") == ["claims", "non-zero cells"]
    row = next(row for row in scores_to_summary(mixed().scores).rows if row.metric.name == "claim")
    bounds = row_to_texts(row, "en")[5]
    assert texts(page, "//header//p[@class='bounds']")[0] == f"95 % interval {bounds}"
    assert texts(page, "//header//p[@class='figure']")[0] == "83.33 %"


def test_the_card_says_what_was_measured_with_what() -> None:
    page = run_to_html(mixed(), lang="en")
    names = texts(page, "//section[@class='card']//dt")
    values = texts(page, "//section[@class='card']//dd")
    assert dict(zip(names, values, strict=True)) == {
        "System": "rules 2",
        "Code digest": "c0de",
        "Data": "authored-dev",
        "Data digest": "da7a",
        "Documents": "12",
        "Agencies": "12",
        "Guideline version": "1",
        "Day": "2025-03-01",
        "Machine": "Linux x86_64, Python 3.11.7",
    }


def test_few_agencies_have_counts_and_no_interval_and_it_is_said() -> None:
    page = run_to_html(mixed(agencies=9), lang="en")
    assert texts(page, "//header/p[@class='notice']")[0].startswith(
        "Only 9 agencies, fewer than 10"
    )
    # 9 documents of two claims, four of them with one wrong
    assert texts(page, "//header//p[@class='figure']")[0] == "14 / 18"
    rows = {row[0]: row for row in rows_of(page, "metrics")}
    assert rows["claims"][2] == "too few agencies (9; 10 are needed)"
    assert tree_of(page).xpath("//line[@class='interval']") == []
    assert len(data_of(page)["cases"]) == 8


def test_ten_agencies_are_enough() -> None:
    page = run_to_html(mixed(agencies=10), lang="en")
    assert texts(page, "//header/p[@class='notice']") == []


def test_strata_stand_with_documents_and_times() -> None:
    rows = {row[0]: row for row in rows_of(run_to_html(mixed(), lang="en"), "strata")}
    # numbers 1, 3, 5, 7, 9, 11 are docx, of 20 to 120 ms; two of the four wrong ones among them
    assert rows["DOCX, merged cells"] == [
        "DOCX, merged cells",
        "6",
        "70.0",
        "83.3310 / 12 / 12",
        "96.6758 / 60 / 60",
    ]


def test_errors_are_counted_by_class() -> None:
    rows = rows_of(run_to_html(mixed(), lang="en"), "errors")
    assert ["claim", "other value", "4"] in rows
    assert ["claim", "other item", "4"] in rows
    assert ["cell", "silent: nothing warns", "4"] in rows


def test_confidences_are_told_by_bins() -> None:
    page = run_to_html(mixed(), lang="en")
    # 0.72 is right always, 0.9 in eight of twelve
    assert rows_of(page, "confidence") == [
        ["0.70–0.75", "12", "12", "100.00"],
        ["0.90–0.95", "12", "8", "66.67"],
    ]


def test_an_empty_run_says_that_nothing_was_measured() -> None:
    page = run_to_html(run(), lang="en")
    assert texts(page, "//section[@id='metrics']/p") == ["Nothing was measured."]
    assert texts(page, "//section[@id='cases']/p") == ["There is no case that went wrong."]
    assert data_of(page)["cases"] == []


def test_refused_documents_are_told() -> None:
    page = run_to_html(run(*(score(n, failed="encrypted") for n in range(10))), lang="en")
    assert texts(page, "//header/p[@class='notice']") == [
        "Refused (encrypted): 10 documents; all that was asked of them counts as missed."
    ]


def test_a_page_is_the_same_every_time() -> None:
    assert run_to_html(mixed(), lang="zh") == run_to_html(mixed(), lang="zh")


def test_links_of_metrics_name_filters_that_cases_answer() -> None:
    page = run_to_html(mixed(), lang="en")
    assert tree_of(page).xpath("//section[@id='metrics']//th/a/@href") == ["#metric=claim"]


@pytest.mark.parametrize(("kind", "notices"), [("real", 1), ("authored", 0)])
def test_a_page_that_quotes_real_reports_says_so(kind: str, notices: int) -> None:
    made = run(*(score(n, is_right=False, strata={"kind": kind}) for n in range(10)))
    assert len(texts(run_to_html(made, lang="en"), "//header/p[@class='notice']")) == notices
