"""One report counts for each agency and year; the others are named with what they are."""

from __future__ import annotations

from tests.extraction.corpus.builder import record, views_of

BODY = "全年围绕财政资金主动公开各类信息并及时更新栏目。预算和决算按规定时限在门户网站上公开。"
OTHER = "本年度组织开展河道巡查并公布巡查结果。水库大坝安全信息由专人负责按月公布。"


def test_the_file_with_more_numbers_is_taken() -> None:
    poor = record(cells={"t2.new_received.total": None})
    rich = record(cells={"t2.new_received.total": 4})
    with views_of(poor, rich) as views:
        assert [report.number for report in views.corpus.taken()] == [1]


def test_page_and_text_of_one_report_are_told_apart_from_another_report() -> None:
    taken = record(text=BODY, cells={})
    with views_of(taken, record(text=f"{BODY}\n"), record(text=OTHER)) as views:
        assert [each.twin for each in views.corpus.duplicates] == ["same_report", "other_report"]


def test_the_same_text_and_the_same_file_are_named() -> None:
    taken = record(text=BODY, cells={})
    with views_of(taken, record(text=BODY), taken) as views:
        assert [each.twin for each in views.corpus.duplicates] == ["same_file", "same_text"]


def test_records_without_text_cannot_be_compared() -> None:
    with views_of(record(cells={}), record()) as views:
        assert views.corpus.duplicates[0].twin == "unknown"


def test_a_report_without_year_is_in_no_view_across_years() -> None:
    with views_of(record(year=None), record()) as views:
        assert [report.number for report in views.corpus.loose] == [0]
        assert len(views.corpus.taken()) == 1


def test_a_failed_record_is_not_counted() -> None:
    failed = record(year=None, agency=None, status="failed")
    with views_of(failed, record()) as views:
        assert len(views.corpus.taken()) == 1
        assert not views.corpus.loose
