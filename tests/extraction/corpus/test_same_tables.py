"""A table is identical to last year's where all its cells are, and some event is not 0."""

from __future__ import annotations

from extraction.corpus.same_tables import SameTable
from extraction.record.model import ReportRecord
from tests.extraction.corpus.builder import record, views_of


def same(*records: ReportRecord) -> list[SameTable]:
    with views_of(*records) as views:
        return list(views.same_tables)


def test_a_table_with_the_same_events_is_found() -> None:
    cells = {"t1.art20_6.penalty.decisions": 118, "t1.art20_5.licensing.decisions": 7}
    (found,) = same(record(2022, cells=cells), record(2023, cells=cells))
    assert (found.table, found.events, found.largest) == ("t1_disclosure", 2, 118)


def test_zeros_say_nothing() -> None:
    assert not same(record(2022, cells={}), record(2023, cells={}))


def test_a_stock_that_did_not_move_says_nothing() -> None:
    cells = {"t1.art20_1.normative_documents.in_force": 8}
    assert not same(record(2022, cells=cells), record(2023, cells=cells))


def test_one_other_cell_makes_it_another_table() -> None:
    before = {"t1.art20_6.penalty.decisions": 118}
    after = {**before, "t1.art20_6.coercion.decisions": 1}
    assert not same(record(2022, cells=before), record(2023, cells=after))
