"""What carries over between two years: every column, both numbers, and why a check stays open."""

from __future__ import annotations

import pytest

from extraction.corpus.years import YearCheck
from extraction.record.model import ReportRecord
from tests.extraction.corpus.builder import cell, claim, record, run_of_digits, views_of

DOCUMENTS = "t1.art20_1.normative_documents"


def check_of(rule: str, scope: str, *records: ReportRecord) -> YearCheck:
    with views_of(*records) as views:
        (found,) = [each for each in views.checks if (each.rule, each.scope) == (rule, scope)]
    return found


def carry(out: int | None, into: int | None) -> YearCheck:
    return check_of(
        "T2_YEAR_CARRY",
        "total",
        record(2022, cells={"t2.carried_out.total": out}),
        record(2023, cells={"t2.carried_in.total": into}),
    )


@pytest.mark.parametrize(("out", "into", "verdict"), [(3, 3, "pass"), (3, 4, "fail")])
def test_what_was_carried_out_is_carried_in(out: int, into: int, verdict: str) -> None:
    found = carry(out, into)
    assert (found.verdict, found.left, found.right) == (verdict, into, out)


def test_a_cell_without_number_leaves_it_open() -> None:
    assert (carry(None, 3).verdict, carry(None, 3).reason) == ("not_checkable", "no_value")


def test_every_column_is_checked() -> None:
    with views_of(record(2022, cells={}), record(2023, cells={})) as views:
        scopes = [each.scope for each in views.checks if each.rule == "T2_YEAR_CARRY"]
    assert scopes == [
        "natural_person",
        "legal_commercial",
        "legal_research",
        "legal_public_welfare",
        "legal_law_service",
        "legal_other",
        "total",
    ]


def stock(last: ReportRecord, this: ReportRecord) -> YearCheck:
    return check_of("T1_YEAR_STOCK", "normative_documents", last, this)


def test_documents_in_force_follow_from_last_year() -> None:
    last = record(2022, cells={f"{DOCUMENTS}.in_force": 9})
    this = record(
        2023,
        cells={
            f"{DOCUMENTS}.issued": 4,
            f"{DOCUMENTS}.repealed": 2,
            f"{DOCUMENTS}.in_force": 12,
        },
    )
    found = stock(last, this)
    assert (found.verdict, found.left, found.right) == ("fail", 12, 11)


def test_two_forms_have_no_common_cell() -> None:
    found = stock(record(2020, form="f2019", cells={}), record(2021, cells={}))
    assert (found.verdict, found.reason) == ("not_checkable", "no_cell")


def test_a_run_that_agrees_in_one_reading_stays_open_and_names_it() -> None:
    last = record(2022, cells={f"{DOCUMENTS}.in_force": 30})
    this = record(2023, cells={}, extra_cells=run_of_digits("normative_documents", "7235"))
    found = stock(last, this)
    assert (found.verdict, found.reason) == ("not_checkable", "some_readings")
    assert found.agreeing == ((30, 7, 2, 35),)


def test_a_run_that_agrees_in_no_reading_fails() -> None:
    last = record(2022, cells={f"{DOCUMENTS}.in_force": 90})
    this = record(2023, cells={}, extra_cells=run_of_digits("normative_documents", "7235"))
    assert (stock(last, this).verdict, stock(last, this).reason) == ("fail", "no_reading")


def test_what_the_text_says_leaves_one_reading() -> None:
    last = record(2022, cells={f"{DOCUMENTS}.in_force": 31})
    told = [
        claim(0, 7, "manage.documents_issued", cells=(f"{DOCUMENTS}.issued",)),
        claim(1, 35, "manage.documents_in_force", cells=(f"{DOCUMENTS}.in_force",)),
    ]
    runs = run_of_digits("normative_documents", "7235")
    found = stock(last, record(2023, cells={}, extra_cells=runs, claims=told))
    assert (found.verdict, found.left, found.right) == ("fail", 35, 36)


def test_a_derived_number_is_marked() -> None:
    derived = cell("t2.carried_in.total", 3, status="derived", raw=None)
    found = check_of(
        "T2_YEAR_CARRY",
        "total",
        record(2022, cells={"t2.carried_out.total": 3}),
        record(2023, cells={}, extra_cells=[derived]),
    )
    assert (found.verdict, found.is_made) == ("pass", True)


def test_years_that_do_not_follow_are_not_compared() -> None:
    with views_of(record(2020, cells={}), record(2023, cells={})) as views:
        assert not views.checks
