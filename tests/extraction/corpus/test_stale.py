"""Years of an older report where the report's own are meant."""

from __future__ import annotations

import pytest

from extraction.corpus.stale import record_to_stale_years
from extraction.corpus.year_words import text_to_years
from extraction.record.model import ReportRecord
from tests.extraction.corpus.builder import claim, record, statement


def found_in(made: ReportRecord) -> list[tuple[str, int]]:
    return [(each.where, each.year) for each in record_to_stale_years(made)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2022年", {2022}),
        ("２０２２年度", {2022}),
        ("2022-2023学年", {2022, 2023}),
        ("国办发〔2014〕32号", set()),
        ("电话12022", set()),
    ],
)
def test_years_in_words(text: str, years: set[int]) -> None:
    assert text_to_years(text) == years


def test_the_title_of_another_year() -> None:
    made = record(2023, title="云岭县财政局2022年政府信息公开工作年度报告")
    assert found_in(made) == [("title", 2022)]


def test_the_statistical_period_of_another_year() -> None:
    text = "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。"
    (found,) = record_to_stale_years(record(2023, text=text))
    assert (found.where, found.year) == ("period", 2022)
    assert text[found.start : found.end] == "2022年1月1日"


def test_a_law_in_force_from_such_a_day_is_no_period() -> None:
    assert not found_in(record(2023, text="新办法自2020年1月1日起施行。"))


def period_claim(text: str) -> ReportRecord:
    start = text.index("2022年")
    given = claim(
        0,
        12,
        "supervise.trainings",
        quote="12次",
        start=text.index("12次"),
        end=text.index("12次") + 3,
        period="2022年",
        period_start=start,
        period_end=start + 5,
    )
    return record(2023, text=text, claims=[given])


def test_a_figure_of_another_year_is_told_with_its_sentence() -> None:
    (found,) = record_to_stale_years(period_claim("工作稳步推进。2022年共举办培训12次。其他。"))
    assert (found.where, found.quote, found.context) == (
        "claim",
        "2022年",
        "2022年共举办培训12次。",
    )


def test_a_comparison_with_another_year_is_not_stale() -> None:
    assert not found_in(period_claim("共举办培训若干，比2022年的12次有所增加。"))


@pytest.mark.parametrize(("named", "stale"), [(2023, True), (2022, True), (2024, False)])
def test_a_commitment_is_for_a_later_year(named: int, stale: bool) -> None:
    made = record(2023, statements=[statement(0, "commitment", f"{named}年，我局将举办培训")])
    assert bool(found_in(made)) is stale


def test_a_report_without_year_says_nothing() -> None:
    assert not found_in(record(None, title="2022年报告"))
