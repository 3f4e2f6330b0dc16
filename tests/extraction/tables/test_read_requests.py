"""Table 2 in the text layouts, whole and damaged: values go to their labels or nowhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extraction.tables.builder import (
    NUMBERS,
    ROWS,
    report_text,
    request_cells,
    request_rows,
    row_states,
    row_values,
    rows_to_fused,
    rows_to_lines,
    rows_to_spaces,
    rows_to_tabs,
    text_to_tables,
)

ZEROS = (0,) * 7


def edited(row: str, edit: Callable[[str, list[str]], tuple[str, list[str]]]) -> dict:
    rows = request_rows()
    rows[row] = edit(*rows[row])
    return rows


@pytest.mark.parametrize("render", [rows_to_tabs, rows_to_spaces, rows_to_lines, rows_to_fused])
def test_every_layout_gives_every_number(render: Callable[[dict], str]) -> None:
    cells = request_cells(render(request_rows()))
    for row in ROWS:
        assert row_values(cells, row.id) == NUMBERS.get(row.id, ZEROS), row.id


def test_separated_numbers_are_plain_and_fused_ones_split() -> None:
    assert set(row_states(request_cells(rows_to_tabs(request_rows())), "granted")) == {
        "value",
        "zero",
    }
    assert set(row_states(request_cells(rows_to_fused(request_rows())), "granted")) == {"split"}


def test_a_split_cell_points_at_its_own_digits() -> None:
    text = report_text(rows_to_fused(request_rows()))
    table = text_to_tables(text)["t2_requests"]
    cell = next(cell for cell in table.cells if cell.id == "t2.new_received.total")
    assert cell.slot.start is not None
    assert text[cell.slot.start : cell.slot.end] == "46"
    assert cell.slot.run is not None
    assert text[slice(*cell.slot.run)] == "403010246"


def test_a_missing_row_is_missing_and_solved_from_its_columns() -> None:
    rows = request_rows()
    del rows["unable.not_held"]
    cells = request_cells(rows_to_tabs(rows))
    assert row_values(cells, "unable.not_held") == NUMBERS["unable.not_held"]
    assert {cells[f"unable.not_held.{c}"].slot.status for c in ("total", "legal_other")} == {
        "missing_row"
    }
    assert row_values(cells, "unable.needs_creation") == ZEROS


def test_a_blank_cell_is_blank_and_solved_by_its_row() -> None:
    rows = edited("new_received", lambda label, cells: (label, ["40", "", *cells[2:]]))
    cells = request_cells(rows_to_tabs(rows))
    cell = cells["new_received.legal_commercial"]
    assert (cell.slot.status, cell.derived) == ("blank", 3)
    assert set(cell.derived_by) == {"T2_ROW_TOTAL", "T2_BALANCE"}


def test_a_row_of_slashes_says_not_applicable_and_is_never_filled() -> None:
    rows = edited("denied.state_secret", lambda label, _: (label, ["/"] * 7))
    cells = request_cells(rows_to_tabs(rows))
    assert row_states(cells, "denied.state_secret") == ("not_applicable_mark",) * 7
    assert row_values(cells, "denied.law_prohibited") == ZEROS


def test_a_lost_cell_in_spaced_text_is_placed_by_the_sums() -> None:
    rows = edited("new_received", lambda label, cells: (label, [cells[0], *cells[2:]]))
    cells = request_cells(rows_to_spaces(rows))
    assert row_values(cells, "new_received") == NUMBERS["new_received"]


def test_a_lost_cell_that_no_sum_can_place_makes_the_row_unreadable() -> None:
    """Two rows lose a cell in a table whose balance rows are lost too."""
    rows = request_rows()
    for row in ("processed_total", "granted"):
        rows[row] = (rows[row][0], rows[row][1][1:])
    for row in ("carried_out", "partially_granted", "unable.not_held"):
        del rows[row]
    cells = request_cells(rows_to_spaces(rows))
    assert set(row_states(cells, "granted")) == {"unreadable"}


def test_two_swapped_rows_keep_their_numbers() -> None:
    rows = list(request_rows().items())
    rows[3], rows[8] = rows[8], rows[3]
    cells = request_cells(rows_to_tabs(dict(rows)))
    for row in ROWS:
        assert row_values(cells, row.id) == NUMBERS.get(row.id, ZEROS), row.id


def test_a_page_number_between_rows_is_no_cell() -> None:
    lines = rows_to_spaces(request_rows()).splitlines()
    lines.insert(9, "- 4 -")
    lines.insert(15, "5")
    cells = request_cells("\n".join(lines))
    for row in ROWS:
        assert row_values(cells, row.id) == NUMBERS.get(row.id, ZEROS), row.id


def test_misread_zeros_are_mended_and_say_so() -> None:
    rows = edited(
        "denied.state_secret", lambda label, _: (label, ["1", "O", "U", "0", "o", "0", "1"])
    )
    cells = request_cells(rows_to_tabs(rows))
    assert row_values(cells, "denied.state_secret") == NUMBERS["denied.state_secret"]
    assert row_states(cells, "denied.state_secret")[1:3] == ("ocr_fixed", "ocr_fixed")


def test_damaged_labels_still_find_their_rows() -> None:
    rows = request_rows()
    for row, label in {
        "denied.internal_affairs": "5.属于三粪内部事务信息",
        "unable.not_held": "1.本机关不掌握相关政俯信息",
        "processed_total": "（七）总证",
        "not_processed.repeated": "2.重复申青",
    }.items():
        rows[row] = (label, rows[row][1])
    cells = request_cells(rows_to_tabs(rows))
    for row in ROWS:
        assert row_values(cells, row.id) == NUMBERS.get(row.id, ZEROS), row.id


def test_a_lost_column_is_named_by_the_header() -> None:
    rows = {
        row: (label, [*cells[:2], *cells[3:]]) for row, (label, cells) in request_rows().items()
    }
    header = "自然人\t商业企业\t社会公益组织\t法律服务机构\t其他\t总计"
    cells = request_cells(rows_to_tabs(rows), header=header)
    for row in ROWS:
        assert row_values(cells, row.id) == NUMBERS.get(row.id, ZEROS), row.id
    assert cells["granted.legal_research"].slot.status == "missing_cell"


def test_a_lost_column_without_a_header_is_unreadable() -> None:
    rows = {
        row: (label, [*cells[:2], *cells[3:]]) for row, (label, cells) in request_rows().items()
    }
    cells = request_cells(rows_to_tabs(rows), header="申请人情况")
    assert set(row_states(cells, "granted")) == {"unreadable"}


def test_a_source_that_does_not_add_up_is_reported_and_left() -> None:
    rows = edited("granted", lambda label, cells: (label, ["21", *cells[1:]]))
    table = text_to_tables(report_text(rows_to_tabs(rows)))["t2_requests"]
    failed = {
        (outcome.equation.rule, outcome.equation.scope)
        for outcome in table.outcomes
        if outcome.status == "fail"
    }
    assert failed == {("T2_RESULT_SUM", "natural_person"), ("T2_ROW_TOTAL", "granted")}
    value = {cell.id: cell.slot.value for cell in table.cells}["t2.granted.natural_person"]
    assert value == 21


def test_the_single_row_of_the_older_form_decides_the_form() -> None:
    rows = request_rows()
    for row in ("other.correction_overdue", "other.fee_overdue", "other.other"):
        del rows[row]
    ordered = list(rows.items())
    at = [row for row, _ in ordered].index("processed_total")
    ordered.insert(at, ("other", ("（六）其他处理", ["1", "0", "0", "0", "0", "0", "1"])))
    table = text_to_tables(report_text(rows_to_tabs(dict(ordered))))["t2_requests"]
    assert table.form == "f2019"
    assert len(table.cells) == 161
    assert not [outcome for outcome in table.outcomes if outcome.status == "fail"]


def test_tables_that_are_pictures_are_missing() -> None:
    text = (
        "望川县水务局2022年政府信息公开工作年度报告\n一、总体情况\n依法公开。\n"
        "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
        "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n无。\n"
    )
    tables = text_to_tables(text)
    assert [table.status for table in tables.values()] == ["missing"] * 3
    assert sum(len(table.cells) for table in tables.values()) == 200
    assert {cell.slot.status for table in tables.values() for cell in table.cells} == {
        "missing_table"
    }
