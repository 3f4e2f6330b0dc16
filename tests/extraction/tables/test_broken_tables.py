"""Tables that pages, columns or line ends broke: nothing moves into a neighbour's cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extraction import extract
from extraction.record import Cell
from tests.extraction.tables.builder import (
    NUMBERS,
    ROWS,
    report_text,
    request_rows,
    text_to_tables,
)

LEAVES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
Line = tuple[str, Sequence[object]]


def page(*tables: Sequence[Line]) -> bytes:
    """A web page whose table 2 is broken into several tables."""
    grids = "".join(
        "<table>"
        + "".join(
            f"<tr><td>{label}</td>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
            for label, cells in lines
        )
        + "</table>"
        for lines in tables
    )
    return (
        "<html><body><h1>云澜市档案局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p>"
        "<p>本局依法公开。</p><p>三、收到和处理政府信息公开申请情况</p>"
        f"{grids}<p>四、政府信息公开行政复议、行政诉讼情况</p></body></html>"
    ).encode()


def lines_of(rows: Mapping[str, tuple[str, list[str]]]) -> list[Line]:
    return list(rows.values())


def cells_of(data: bytes) -> dict[str, Cell]:
    return {cell.id: cell for cell in extract(data, name="report.html").cells}


def row_of(cells: Mapping[str, Cell], row: str) -> list[object]:
    columns = [cell for name, cell in cells.items() if name.startswith(f"t2.{row}.")]
    return [cell.value for cell in columns]


def test_a_row_cut_by_a_page_break_keeps_its_numbers() -> None:
    numbers = NUMBERS | {"other.correction_overdue": (17, 3, 0, 0, 2, 0, 22)}
    rows = request_rows(numbers)
    at = list(rows).index("other.correction_overdue")
    label, values = rows["other.correction_overdue"]
    two = {row: (f"</td><td>{name}", cells) for row, (name, cells) in rows.items()}
    head = [("</td><td>", LEAVES), *lines_of(two)[:at], (f"（六</td><td>{label[:3]}", values)]
    rest: Line = (f"）其他处理</td><td>{label[3:]}", ("",) * 7)
    cells = cells_of(page(head, [rest, *lines_of(two)[at + 1 :]]))
    assert row_of(cells, "other.correction_overdue") == [17, 3, 0, 0, 2, 0, 22]
    assert cells["t2.other.correction_overdue.total"].status == "value"
    assert row_of(cells, "not_processed.confirm_or_reissue") == [0] * 7


def test_an_empty_row_at_the_head_of_a_page_stays_empty() -> None:
    rows = request_rows()
    at = list(rows).index("unable.not_held")
    rows["unable.not_held"] = (rows["unable.not_held"][0], [""] * 7)
    cells = cells_of(page([("", LEAVES), *lines_of(rows)[:at]], lines_of(rows)[at:]))
    before = list(rows)[at - 1]
    assert row_of(cells, before) == list(NUMBERS.get(before, (0,) * 7))
    states = {cell.status for name, cell in cells.items() if name.startswith("t2.unable.not_held.")}
    assert states <= {"blank", "derived"}


def test_a_header_broken_over_pages_does_not_shift_rows_that_lost_their_last_column() -> None:
    first = [("", ("自", "法人或其他组织", "总计")), ("", ("然人", "", ""))]
    lines: list[Line] = [("", ("", *LEAVES[1:6], ""))]
    lines += [(label, values[:6]) for label, values in lines_of(request_rows())]
    cells = cells_of(page(first, lines))
    for row in ROWS:
        assert row_of(cells, row.id)[:6] == list(NUMBERS.get(row.id, (0,) * 7))[:6], row.id


def test_totals_below_their_parts_refute_a_column_that_the_header_lacks() -> None:
    header = [label for label in LEAVES if label != "自然人"]
    rows = "\n".join(" ".join((label, *values[:6])) for label, values in request_rows().values())
    text = report_text(rows, header="\n".join(("申请人情况", " ".join(header))))
    cells = {cell.id: cell for cell in text_to_tables(text)["t2_requests"].cells}
    assert cells["t2.new_received.legal_commercial"].slot.value != NUMBERS["new_received"][0]


def test_two_numbers_of_three_in_running_text_are_no_row_of_table_1() -> None:
    text = report_text("一、本年新收政府信息公开申请数量 0 0 0 0 0 0 0")
    text = text.replace(
        "本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n",
        "本年制发件数本年废止件数 现行有效件数规章3121",
    )
    text = text.replace("行政规范性文件\t5\t2\t14\n", "行政规范性文件27 28251")
    cells = {cell.id: cell for cell in text_to_tables(text)["t1_disclosure"].cells}
    row = [cell for name, cell in cells.items() if ".normative_documents." in name]
    assert [cell.slot.status for cell in row] == ["unreadable"] * 3


def test_numbers_after_a_broken_label_stay_with_it() -> None:
    """The line end falls inside a label; the next line holds its rest, its values, and a label."""
    label, values = request_rows()["denied.internal_affairs"]
    spaced = {row: " ".join((name, *cells)) for row, (name, cells) in request_rows().items()}
    spaced["denied.internal_affairs"] = f"{label[:5]}\n{label[5:]} {' '.join(values)}"
    text = report_text("".join(spaced.values()))
    cells = {cell.id: cell for cell in text_to_tables(text)["t2_requests"].cells}
    for row in (
        "denied.third_party_rights",
        "denied.internal_affairs",
        "denied.deliberative_process",
    ):
        found = [cell.slot.value for name, cell in cells.items() if name.startswith(f"t2.{row}.")]
        assert found == list(NUMBERS.get(row, (0,) * 7)), row
