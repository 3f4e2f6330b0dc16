"""An indicator is one number a report: nothing is counted twice."""

from __future__ import annotations

from extraction.corpus.facts import IndicatorFact
from extraction.corpus.indicators import record_to_indicators
from extraction.record.model import ReportRecord
from tests.extraction.corpus.builder import claim, record

KEY = "supervise.trainings"


def fact_of(made: ReportRecord, indicator: str = KEY) -> IndicatorFact:
    (found,) = [fact for fact in record_to_indicators(made) if fact.indicator == indicator]
    return found


def test_a_part_of_the_total_is_not_added_to_it() -> None:
    made = record(claims=[claim(0, 9, KEY), claim(1, 4, KEY, part_of="c0")])
    assert (fact_of(made).value, fact_of(made).method) == (9, "single")


def test_a_part_of_a_part_is_not_added_either() -> None:
    middle = claim(1, 6, "supervise.meetings", part_of="c0")
    made = record(claims=[claim(0, 9, KEY), middle, claim(2, 2, KEY, part_of="c1")])
    assert fact_of(made).value == 9


def test_a_total_told_twice_counts_once() -> None:
    made = record(claims=[claim(0, 9, KEY), claim(1, 9, KEY)])
    assert (fact_of(made).value, fact_of(made).method) == (9, "repeated")


def test_parts_of_one_total_of_another_indicator_are_added() -> None:
    channels = [claim(at, 10 - at, "request.by_channel", part_of="c0") for at in (1, 2)]
    made = record(claims=[claim(0, 17, "request.received"), *channels])
    found = fact_of(made, "request.by_channel")
    assert (found.value, found.method) == (17, "parts")


def test_of_several_without_a_total_the_largest_stands_and_the_sum_is_told() -> None:
    made = record(claims=[claim(0, 3, KEY), claim(1, 8, KEY)])
    found = fact_of(made)
    assert (found.value, found.apart, found.method) == (8, 11, "largest")


def test_rates_are_never_added() -> None:
    rates = [claim(at, 90 + at, KEY, unit="%", unit_norm="%") for at in (0, 1)]
    assert fact_of(record(claims=rates)).apart is None


def test_another_year_is_left_out() -> None:
    made = record(claims=[claim(0, 3, KEY), claim(1, 8, KEY, period="2022年")])
    assert fact_of(made).value == 3


def test_units_are_not_mixed() -> None:
    made = record(claims=[claim(0, 3, KEY), claim(1, 40, KEY, unit="人", unit_norm="人")])
    found = {fact.unit: fact.value for fact in record_to_indicators(made)}
    assert found == {"件": 3, "人": 40}


def test_the_tables_come_before_the_text_and_the_text_is_told_beside() -> None:
    made = record(
        cells={"t2.new_received.total": 21},
        claims=[claim(0, 20, "request.received", unit="条", unit_norm="条")],
    )
    found = fact_of(made, "request.received")
    assert (found.value, found.told, found.method) == (21, 20, "cells")


def test_cells_of_a_group_are_added() -> None:
    made = record(cells={"t2.denied.state_secret.total": 2, "t2.denied.internal_affairs.total": 3})
    assert fact_of(made, "request.denied").value == 5


def test_the_single_row_of_the_older_form_is_the_group() -> None:
    made = record(year=2020, form="f2019", cells={"t2.other.total": 4})
    assert fact_of(made, "request.other").value == 4


def test_a_group_with_an_unknown_cell_has_no_total() -> None:
    made = record(cells={"t2.denied.state_secret.total": None})
    assert not [fact for fact in record_to_indicators(made) if fact.indicator == "request.denied"]
