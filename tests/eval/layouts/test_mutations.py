"""Ten mutations over layouts of every kind: a cell may get lost, never wrong without a flag."""

from __future__ import annotations

from random import Random

import pytest

from eval.layouts.families import FAMILIES
from eval.layouts.generate import sheet_to_rendered
from eval.layouts.mutations import MUTATIONS
from eval.layouts.scoring import judge_file
from eval.layouts.sheet import Sheet
from extraction import extract
from tests.eval.layouts.sheets import make_sheet

LAYOUTS = (
    "html_trs",
    "html_word",
    "text_tsv",
    "text_pipe_open",
    "text_space",
    "docx",
    "pdf_ruled",
    "pdf_borderless",
)
# A province without a zero in most rows, a county of some dozens, a body that nobody asked.
SEEDS = ("k", "b", "n")


def _mutated(mutation: str, seed: str) -> Sheet:
    return MUTATIONS[mutation](make_sheet(seed), Random(f"{mutation}:{seed}"))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_no_silent_shift(mutation: str, layout: str, seed: str) -> None:
    sheet = _mutated(mutation, seed)
    rendered = sheet_to_rendered(sheet, FAMILIES[layout], Random(seed))
    record = extract(rendered.data, name=rendered.name)
    silent = [
        (verdict.id, verdict.truth, verdict.got)
        for verdict in judge_file(record, rendered.truths)
        if verdict.silent
    ]
    assert silent == []


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_mutations_change_the_sheet(mutation: str) -> None:
    assert _mutated(mutation, "a") != make_sheet("a")


def test_a_lost_column_narrows_the_table() -> None:
    sheet = _mutated("column_lost", "a")
    table = next(table for table in sheet.tables if table.id == "t2")
    assert table.n_cols == 9
    assert {len(row.values) for row in table.rows if row.kind == "data"} == {6}


def test_a_page_number_pushes_merged_cells_down() -> None:
    sheet = _mutated("page_number_inside", "a")
    table = next(table for table in sheet.tables if table.id == "t2")
    assert [row.id for row in table.rows].count("t2.page") == 1
