from __future__ import annotations

from random import Random

from eval.layouts.cells import Truths
from eval.layouts.render.fused import FusedRow, crawler_header, fused_truths, sheet_to_fused_text
from eval.layouts.sheet import DrawnCell
from tests.eval.layouts.sheets import make_sheet


def _fused_rows(sheet_seed: str, breaks: bool = False) -> tuple[Truths, dict[str, FusedRow]]:
    sheet = make_sheet(sheet_seed)
    rows = {
        row.id: FusedRow(row.values, (breaks,) * (len(row.values) - 1))
        for table in sheet.tables
        for row in table.rows
        if row.kind == "data"
    }
    return fused_truths(sheet, rows), rows


def test_rows_whose_separators_all_survive_are_plain() -> None:
    truths, _ = _fused_rows("a", breaks=True)
    assert {truth.status for truth in truths.values()} <= {"value", "zero"}


def test_sums_split_rows_of_requests() -> None:
    truths, _ = _fused_rows("a")
    statuses = {truth.status for cell, truth in truths.items() if cell.startswith("t2.")}
    assert "split" in statuses


def test_a_single_column_of_table_one_is_no_fusion() -> None:
    truths, _ = _fused_rows("a")
    assert truths["t1.art20_6.penalty.decisions"].status in ("value", "zero")


def test_several_columns_of_table_one_stay_unreadable() -> None:
    for seed in "abcdefgh":
        truths, rows = _fused_rows(seed)
        row = rows["t1.art20_1.normative_documents"]
        if len(row.text) > 3:
            cells = [
                truths[f"t1.art20_1.normative_documents.{name}"] for name in ("issued", "in_force")
            ]
            assert {cell.status for cell in cells} <= {"unreadable", "split"}
            assert all(cell.fate in ("destroyed", "open") for cell in cells)
            return
    raise AssertionError("no seed gave a row of more than three digits")


def test_a_cell_between_two_spaces_may_be_called_plain() -> None:
    cells = tuple(DrawnCell(text, "value", id=text) for text in ("23", "0", "0"))
    row = FusedRow(cells, (True, False))
    assert row.text == "23 00"
    assert row.stands_alone(0)
    assert not row.stands_alone(1)


def test_the_dump_is_one_line_after_its_header() -> None:
    sheet = make_sheet("b")
    text, _ = sheet_to_fused_text(sheet, Random(4), crawler_header(sheet, Random(4)))
    header, _, body = text.partition("正文")
    assert header.startswith("标题: ")
    assert len(body.strip().split("\n")) == 2 or "\n" not in body.strip("= \n")


def test_headings_run_into_the_text_before_them() -> None:
    sheet = make_sheet("b")
    text, _ = sheet_to_fused_text(sheet, Random(4), [])
    assert "三、收到和处理政府信息公开申请情况（本列数据" in text.replace(" ", "")
