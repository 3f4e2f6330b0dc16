"""Tables of PDF pages: ruled in all the ways producers rule them, and not ruled at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from extraction.document.document import Document
from extraction.document.grid import Grid
from extraction.readers.pdf import read_pdf
from extraction.readers.role import Limits
from tests.extraction.readers.pdf_builder import Cell, PdfBuilder

XS = [80, 200, 280, 360, 440]
YS = [200, 225, 250, 275]
HEADER = [Cell(0, 0, "信息内容"), Cell(0, 1, "制发"), Cell(0, 2, "废止"), Cell(0, 3, "有效")]
ROWS = [
    *(Cell(1, col, text) for col, text in enumerate(["规章", "7", "14", "21"])),
    *(Cell(2, col, text) for col, text in enumerate(["规范性文件", "28", "35", "42"])),
]
HEADER_TEXTS = ["信息内容", "制发", "废止", "有效"]
EXPECTED = [
    HEADER_TEXTS,
    ["规章", "7", "14", "21"],
    ["规范性文件", "28", "35", "42"],
]


def read(builder: PdfBuilder) -> Document:
    return read_pdf(builder.to_bytes(), limits=Limits())


def texts(document: Document, grid: Grid) -> list[list[str]]:
    """The text of each cell, row by row."""
    rows: list[list[str]] = [[] for _ in range(grid.n_rows)]
    for cell in grid.cells:
        rows[cell.row].append(document.text[cell.start : cell.end])
    return rows


def only_grid(document: Document) -> list[list[str]]:
    (grid,) = document.grids
    return texts(document, grid)


def write_cells(builder: PdfBuilder, cells: Sequence[Cell]) -> None:
    builder.table(XS, YS, cells, ruled=False)


def test_a_table_is_a_line_a_row_with_tabs_between_cells() -> None:
    builder = PdfBuilder()
    builder.text(80, 150, "二、主动公开政府信息情况")
    builder.table(XS, YS, [*HEADER, *ROWS])
    builder.text(80, 300, "三、收到申请情况")
    document = read(builder)
    assert document.text.split("\n") == [
        "二、主动公开政府信息情况",
        "信息内容\t制发\t废止\t有效",
        "规章\t7\t14\t21",
        "规范性文件\t28\t35\t42",
        "三、收到申请情况",
    ]
    (grid,) = document.grids
    assert document.text[grid.start : grid.end].count("\n") == 2
    assert (grid.n_rows, grid.n_cols, grid.ruled) == (3, 4, True)


def test_cells_know_their_place_and_box() -> None:
    builder = PdfBuilder()
    builder.table(XS, YS, [*HEADER, *ROWS])
    document = read(builder)
    cell = next(cell for cell in document.grids[0].cells if (cell.row, cell.col) == (2, 3))
    assert document.text[cell.start : cell.end] == "42"
    assert cell.page == 1
    assert cell.box is not None
    assert (cell.box.x0, cell.box.x1) == pytest.approx((360, 440), abs=1)
    assert (cell.box.top, cell.box.bottom) == pytest.approx((250, 275), abs=1)


def test_merged_cells_stand_once_where_they_start() -> None:
    builder = PdfBuilder()
    builder.table(
        XS,
        YS,
        [
            Cell(0, 0, "办理结果", rowspan=3),
            Cell(0, 1, "申请人情况", colspan=3),
            *(Cell(1, col, text) for col, text in ((1, "1"), (2, "2"), (3, "3"))),
            Cell(2, 1, "4"),
            Cell(2, 2, "56", colspan=2),
        ],
    )
    document = read(builder)
    (grid,) = document.grids
    places = [
        (cell.row, cell.col, cell.rowspan, cell.colspan, document.text[cell.start : cell.end])
        for cell in grid.cells
    ]
    assert places == [
        (0, 0, 3, 1, "办理结果"),
        (0, 1, 1, 3, "申请人情况"),
        (1, 1, 1, 1, "1"),
        (1, 2, 1, 1, "2"),
        (1, 3, 1, 1, "3"),
        (2, 1, 1, 1, "4"),
        (2, 2, 1, 2, "56"),
    ]
    assert document.text == "办理结果\t申请人情况\n1\t2\t3\n4\t56"


def test_empty_cells_keep_their_place() -> None:
    builder = PdfBuilder()
    builder.table(XS, YS, [*HEADER, Cell(1, 0, "规章"), Cell(1, 1, ""), *ROWS[2:]])
    document = read(builder)
    assert only_grid(document)[1] == ["规章", "", "14", "21"]
    empty = next(cell for cell in document.grids[0].cells if (cell.row, cell.col) == (1, 1))
    assert empty.start == empty.end == document.text.index("规章\t") + 3


def test_lines_inside_a_cell_are_joined_by_nothing() -> None:
    builder = PdfBuilder()
    builder.table(XS, YS, [Cell(0, 0, "社会公\n益组织"), Cell(1, 1, "3")])
    assert read(builder).text.startswith("社会公益组织")


def test_a_label_column_written_downwards() -> None:
    builder = PdfBuilder()
    builder.table(
        [80, 100, 200, 300],
        [200, 230, 260, 290],
        [
            Cell(0, 0, "\n".join("办理结果"), rowspan=3),
            *(Cell(row, 1, f"（{row}）公开") for row in range(3)),
            *(Cell(row, 2, str(40 + row)) for row in range(3)),
        ],
    )
    assert only_grid(read(builder)) == [
        ["办理结果", "（0）公开", "40"],
        ["（1）公开", "41"],
        ["（2）公开", "42"],
    ]


def test_two_columns_of_vertical_text_run_from_right_to_left() -> None:
    builder = PdfBuilder()
    builder.table([80, 120, 200], [200, 300], [Cell(0, 0, ""), Cell(0, 1, "12")])
    for column, label in ((104, "本年度"), (86, "结果")):
        for index, code in enumerate(label):
            builder.text(column, 210 + 12 * index, code, size=10)
    assert only_grid(read(builder)) == [["本年度结果", "12"]]


def test_a_header_turned_upwards_in_its_cell() -> None:
    builder = PdfBuilder()
    builder.lines(80, 100, ["二、收到和处理政府信息公开申请情况", "本年收到申请三件"])
    builder.table([80, 120, 200], [200, 270, 300], [Cell(0, 1, "其他"), Cell(1, 1, "12")])
    builder.rule(80, 200, 80, 300)
    builder.rule(80, 200, 120, 200)
    builder.rule(80, 270, 120, 270)
    builder.rule(80, 300, 120, 300)
    builder.text(106, 260, "自然人", size=10, angle=90)
    assert only_grid(read(builder))[0] == ["自然人", "其他"]


@pytest.mark.parametrize("width", [0.5, 2.25, 5.0])
def test_borders_as_strokes_end_to_end(width: float) -> None:
    builder = PdfBuilder()
    for y in YS:
        for x0, x1 in pairwise(XS):
            builder.rule(x0, y, x1, y, width=width)
    for x in XS:
        for y0, y1 in pairwise(YS):
            builder.rule(x, y0, x, y1, width=width)
    write_cells(builder, [*HEADER, *ROWS])
    assert only_grid(read(builder)) == EXPECTED


def test_borders_as_thin_filled_rectangles() -> None:
    builder = PdfBuilder()
    for y in YS:
        builder.fill(XS[0], y, XS[-1], y + 0.5)
    for x in XS:
        builder.fill(x, YS[0], x + 0.5, YS[-1])
    write_cells(builder, [*HEADER, *ROWS])
    assert only_grid(read(builder)) == EXPECTED


def test_borders_as_rows_of_dots() -> None:
    builder = PdfBuilder()
    for y in YS:
        for step in range(XS[0], XS[-1], 2):
            builder.fill(step, y, step + 1, y + 1)
    for x in XS:
        for step in range(YS[0], YS[-1], 2):
            builder.fill(x, step, x + 1, step + 1)
    write_cells(builder, [*HEADER, *ROWS])
    assert only_grid(read(builder)) == EXPECTED


def test_cells_as_white_areas_on_a_dark_ground() -> None:
    builder = PdfBuilder()
    builder.fill(XS[0] - 1, YS[0] - 1, XS[-1] + 1, YS[-1] + 1)
    for y0, y1 in pairwise(YS):
        for x0, x1 in pairwise(XS):
            builder.fill(x0 + 0.5, y0 + 0.5, x1 - 0.5, y1 - 0.5, gray=1.0)
    write_cells(builder, [*HEADER, *ROWS])
    assert only_grid(read(builder)) == EXPECTED


def test_cells_with_borders_of_their_own() -> None:
    builder = PdfBuilder()
    for y0, y1 in pairwise(YS):
        for x0, x1 in pairwise(XS):
            builder.canvas.rect(x0 + 1, 842 - y1 + 1, x1 - x0 - 2, y1 - y0 - 2)
    write_cells(builder, [*HEADER, *ROWS])
    assert only_grid(read(builder)) == EXPECTED


def test_borders_inside_a_form_are_found_where_the_form_is_drawn() -> None:
    builder = PdfBuilder()
    canvas = builder.canvas
    canvas.beginForm("table")
    for y in (0, 50, 100):
        canvas.line(0, y, 200, y)
    for x in (0, 100, 200):
        canvas.line(x, 0, x, 100)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(100, 400)
    canvas.scale(0.5, 0.5)
    canvas.doForm("table")
    canvas.restoreState()
    cells = [Cell(0, 0, "规章"), Cell(0, 1, "7"), Cell(1, 0, "文件"), Cell(1, 1, "28")]
    builder.table([100, 150, 200], [392, 417, 442], cells, ruled=False)
    assert only_grid(read(builder)) == [["规章", "7"], ["文件", "28"]]


def test_a_table_open_at_its_sides() -> None:
    builder = PdfBuilder()
    for y in YS:
        builder.rule(XS[0], y, XS[-1], y)
    for x in XS[1:-1]:
        builder.rule(x, YS[0], x, YS[-1])
    write_cells(builder, [*HEADER, *ROWS])
    assert only_grid(read(builder)) == EXPECTED


def test_a_row_cut_by_the_page_end_is_a_row() -> None:
    builder = PdfBuilder()
    for y in YS[:-1]:
        builder.rule(XS[0], y, XS[-1], y)
    for x in XS:
        builder.rule(x, YS[0], x, YS[-1])
    write_cells(builder, [*HEADER, *ROWS])
    assert only_grid(read(builder)) == EXPECTED


def test_a_row_split_over_two_pages_leaves_its_tail_in_its_column() -> None:
    builder = PdfBuilder()
    builder.table(
        XS,
        [750, 775, 800],
        [
            *(Cell(0, col, text) for col, text in enumerate(["重复申请", "1", "2", "3"])),
            *(Cell(1, col, text) for col, text in enumerate(["确认或重新", "4", "5", "6"])),
        ],
    )
    builder.end_page()
    builder.table(
        XS,
        [60, 85, 110],
        [
            *(Cell(0, col, text) for col, text in enumerate(["出具信息", "", "", ""])),
            *(Cell(1, col, text) for col, text in enumerate(["总计", "7", "8", "9"])),
        ],
    )
    document = read(builder)
    first, second = document.grids
    assert texts(document, first)[1] == ["确认或重新", "4", "5", "6"]
    assert texts(document, second) == [["出具信息", "", "", ""], ["总计", "7", "8", "9"]]
    assert {cell.page for cell in second.cells} == {2}


def test_a_missing_line_between_two_numbers_of_a_row() -> None:
    builder = PdfBuilder()
    builder.table(XS, YS, [*HEADER, *ROWS[:4], *ROWS[4:5], Cell(2, 1, "", colspan=2), ROWS[7]])
    write_cells(builder, ROWS[5:7])
    assert only_grid(read(builder)) == EXPECTED


def test_a_missing_line_between_two_numbers_of_a_column() -> None:
    builder = PdfBuilder()
    kept = [cell for cell in ROWS if cell.col != 3]
    builder.table(XS, YS, [*HEADER, *kept, Cell(1, 3, "", rowspan=2)])
    write_cells(builder, [cell for cell in ROWS if cell.col == 3])
    assert only_grid(read(builder)) == EXPECTED


def test_rows_without_lines_between_them() -> None:
    builder = PdfBuilder()
    builder.table(XS, YS, [*HEADER, *(Cell(1, col, "", rowspan=2) for col in range(4))])
    write_cells(builder, ROWS)
    assert only_grid(read(builder)) == EXPECTED


def test_rows_without_lines_and_with_blanks() -> None:
    builder = PdfBuilder()
    builder.table([*XS], [200, 275], [Cell(0, col, "") for col in range(4)])
    write_cells(builder, [*HEADER, ROWS[0], ROWS[1], ROWS[3], *ROWS[4:]])
    assert only_grid(read(builder)) == [HEADER_TEXTS, ["规章", "7", "", "21"], EXPECTED[2]]


def test_a_number_wrapped_in_a_narrow_cell_is_one_number() -> None:
    builder = PdfBuilder()
    builder.table(
        [80, 100, 120, 140],
        [200, 240],
        [Cell(0, 0, "136\n5"), Cell(0, 1, "0"), Cell(0, 2, "247\n8")],
    )
    assert only_grid(read(builder)) == [["1365", "0", "2478"]]


def test_a_table_with_one_rule_and_open_sides() -> None:
    builder = PdfBuilder()
    builder.rule(XS[0], YS[0], XS[-1], YS[0])
    for x in XS[1:-1]:
        builder.rule(x, YS[0], x, YS[-1])
    write_cells(builder, [*HEADER, *ROWS])
    assert only_grid(read(builder)) == EXPECTED


def test_a_heading_right_above_a_table_is_no_part_of_it() -> None:
    builder = PdfBuilder()
    builder.text(80, YS[0] - 13, "二、主动公开政府信息情况")
    builder.table(XS, YS, [*HEADER, *ROWS])
    document = read(builder)
    assert document.text.startswith("二、主动公开政府信息情况\n信息内容\t")
    assert only_grid(document) == EXPECTED


def test_a_heading_printed_over_the_upper_border_is_no_part_of_the_table() -> None:
    builder = PdfBuilder()
    builder.table(XS, [200, 225, 260, 275], [*HEADER, *ROWS])
    builder.text(150, YS[0] - 5, "二、主动公开政府信息情况", size=14)
    document = read(builder)
    assert document.text.startswith("二、主动公开政府信息情况\n信息内容\t")
    assert only_grid(document) == EXPECTED


def test_a_label_that_overflows_its_cell_stays_in_one_piece() -> None:
    builder = PdfBuilder()
    builder.table(XS, YS, [*HEADER, Cell(1, 0, ""), *ROWS[1:]])
    builder.text(82, 233, "第八项规章和规范性文件数量合计", size=9)
    assert only_grid(read(builder))[1] == ["第八项规章和规范性文件数量合计", "7", "14", "21"]


def test_a_page_frame_is_no_table() -> None:
    builder = PdfBuilder()
    builder.canvas.rect(40, 40, 515, 762)
    builder.text(80, 150, "二、主动公开政府信息情况")
    builder.table(XS, YS, [*HEADER, *ROWS])
    document = read(builder)
    assert document.text.startswith("二、主动公开政府信息情况\n信息内容\t")
    assert only_grid(document) == EXPECTED


def test_shaded_paragraphs_and_underlines_are_no_tables() -> None:
    builder = PdfBuilder()
    for top in (100, 130, 160):
        builder.fill(60, top, 500, top + 28, gray=0.9)
        builder.text(70, top + 6, "主动公开政府信息12条，依申请公开3件。")
        builder.rule(70, top + 20, 300, top + 20)
    document = read(builder)
    assert document.grids == ()
    assert document.text == "\n".join(["主动公开政府信息12条，依申请公开3件。"] * 3)


def test_two_tables_on_a_page_with_text_between() -> None:
    builder = PdfBuilder()
    builder.table(XS, YS, [*HEADER, *ROWS])
    builder.text(80, 300, "三、收到申请情况")
    builder.table(XS, [330, 355], [Cell(0, col, str(col)) for col in range(4)])
    document = read(builder)
    assert [(grid.n_rows, grid.n_cols) for grid in document.grids] == [(3, 4), (1, 4)]
    assert document.text[document.grids[0].end : document.grids[1].start] == "\n三、收到申请情况\n"


def test_a_table_on_a_turned_page() -> None:
    builder = PdfBuilder((842, 842))
    builder.canvas.setPageRotation(90)
    builder.text(80, 150, "二、主动公开政府信息情况")
    builder.table(XS, YS, [*HEADER, *ROWS])
    document = read(builder)
    assert document.text.startswith("二、主动公开政府信息情况\n信息内容\t")
    assert only_grid(document) == EXPECTED
    box = document.grids[0].cells[0].box
    assert box is not None
    assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx((617, 80, 642, 200), abs=1)


def borderless(rows: Sequence[Sequence[str]], *, top: float = 200.0) -> PdfBuilder:
    """Labels at the left, numbers centred in columns of 60 points."""
    builder = PdfBuilder()
    for number, row in enumerate(rows):
        y = top + 24 * number
        builder.text(80, y, row[0], size=10)
        for col, text in enumerate(row[1:]):
            x0 = 250 + 60 * col
            builder.cell_text(x0, y - 1, x0 + 60, y + 13, text)
    return builder


def test_aligned_numbers_without_borders_are_a_table() -> None:
    builder = borderless([["本年新收", "95", "0", "3"], ["上年结转", "0", "12", "7"]])
    builder.text(80, 150, "三、收到和处理政府信息公开申请情况", size=14)
    document = read(builder)
    (grid,) = document.grids
    assert not grid.ruled
    assert texts(document, grid) == [["本年新收", "95", "0", "3"], ["上年结转", "0", "12", "7"]]
    assert document.text.startswith("三、收到和处理政府信息公开申请情况\n本年新收\t95")


def test_a_blank_in_a_table_without_borders_keeps_its_column() -> None:
    rows = [
        ["本年新收", "95", "1", "2", "3"],
        ["上年结转", "4", "", "5", "6"],
        ["总计", "99", "1", "7", "9"],
    ]
    document = read(borderless(rows))
    assert only_grid(document) == rows


def test_column_names_belong_to_a_table_without_borders() -> None:
    rows = [
        ["", "自然人", "企业", "总计"],
        ["本年新收", "95", "0", "95"],
        ["上年结转", "0", "12", "12"],
    ]
    assert only_grid(read(borderless(rows))) == rows


def test_a_wrapped_label_joins_the_row_of_its_numbers() -> None:
    builder = borderless(
        [["本年新收", "95", "0", "3"], ["", "0", "12", "7"], ["总计", "1", "2", "3"]]
    )
    builder.text(80, 218, "要求确认或者", size=10)
    builder.text(80, 230, "重新出具", size=10)
    assert only_grid(read(builder)) == [
        ["本年新收", "95", "0", "3"],
        ["要求确认或者重新出具", "0", "12", "7"],
        ["总计", "1", "2", "3"],
    ]


def test_running_text_with_numbers_is_no_table() -> None:
    builder = PdfBuilder()
    builder.lines(80, 100, ["公开 12 条、3 条和 5 条", "办理 10 件、2 件和 7 件"])
    assert read(builder).grids == ()
