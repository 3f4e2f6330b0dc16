"""Tables of a DOCX: merges, rows, cells' text, frames and tables in tables."""

from __future__ import annotations

import pytest

from extraction.document import Document, Grid
from extraction.errors import UnreadableReport
from extraction.readers.docx import read_docx
from extraction.readers.role import Limits
from tests.extraction.readers.docx_builder import cell, docx, paragraph, row, run, table

Placed = tuple[int, int, int, int, str]


def read(body: str, limits: Limits | None = None) -> Document:
    return read_docx(docx(body), limits=limits or Limits())


def placed(document: Document, index: int = 0) -> list[Placed]:
    """row, col, rowspan, colspan and text of each cell of a grid."""
    return [
        (found.row, found.col, found.rowspan, found.colspan, document.text[found.start : found.end])
        for found in document.grids[index].cells
    ]


def bounds(document: Document, grid: Grid) -> str:
    return document.text[grid.start : grid.end]


def test_a_row_is_a_line_with_its_cells_joined_by_tabs() -> None:
    document = read(paragraph("上") + table(row("甲", "1"), row("乙", "2")) + paragraph("下"))
    assert document.text == "上\n甲\t1\n乙\t2\n下"
    assert bounds(document, document.grids[0]) == "甲\t1\n乙\t2"
    assert (document.grids[0].n_rows, document.grids[0].n_cols) == (2, 2)
    assert document.grids[0].ruled
    assert [block.kind for block in document.blocks] == ["paragraph", "table", "paragraph"]


def test_a_cell_over_columns_moves_those_behind_it() -> None:
    document = read(table(row(cell("申请人情况", span=2), "总计"), row("甲", "乙", "丙")))
    assert document.text == "申请人情况\t总计\n甲\t乙\t丙"
    assert placed(document)[:2] == [(0, 0, 1, 2, "申请人情况"), (0, 2, 1, 1, "总计")]
    assert document.grids[0].n_cols == 3


def test_a_cell_over_rows_stands_once_where_it_starts() -> None:
    document = read(
        table(
            row(cell("结果", vertical="restart"), "公开", "1"),
            row(cell(vertical="continue"), "不予公开", "2"),
            row(cell("结转", vertical="restart"), "无", "3"),
        )
    )
    assert document.text == "结果\t公开\t1\n不予公开\t2\n结转\t无\t3"
    assert placed(document) == [
        (0, 0, 2, 1, "结果"),
        (0, 1, 1, 1, "公开"),
        (0, 2, 1, 1, "1"),
        (1, 1, 1, 1, "不予公开"),
        (1, 2, 1, 1, "2"),
        (2, 0, 1, 1, "结转"),
        (2, 1, 1, 1, "无"),
        (2, 2, 1, 1, "3"),
    ]


def test_a_merge_over_rows_and_columns_at_once() -> None:
    document = read(
        table(
            row(cell("角", span=2, vertical="restart"), "1"),
            row(cell(span=2, vertical="continue"), "2"),
        )
    )
    assert placed(document)[0] == (0, 0, 2, 2, "角")
    assert [found[:2] for found in placed(document)] == [(0, 0), (0, 2), (1, 2)]


def test_a_continued_merge_without_a_start_is_a_cell_of_its_own() -> None:
    document = read(table(row("甲", "乙"), row(cell("丙", vertical="continue"), "丁")))
    assert placed(document)[2] == (1, 0, 1, 1, "丙")


def test_old_horizontal_merges_widen_the_cell_before() -> None:
    document = read(
        table(
            row(cell("题", horizontal="restart"), cell(horizontal="continue"), "1"),
            row("甲", "乙", "2"),
        )
    )
    assert document.text == "题\t1\n甲\t乙\t2"
    assert placed(document)[:2] == [(0, 0, 1, 2, "题"), (0, 2, 1, 1, "1")]


def test_columns_left_free_at_the_start_of_a_row_are_skipped() -> None:
    late = row("乙", properties='<w:gridBefore w:val="1"/>')
    document = read(table(row("甲", "1"), late))
    assert document.text == "甲\t1\n乙"
    assert placed(document)[2] == (1, 1, 1, 1, "乙")


def test_an_empty_cell_lies_where_its_content_would_stand() -> None:
    document = read(table(row("甲", cell(), "丙")))
    assert document.text == "甲\t\t丙"
    empty = document.grids[0].cells[1]
    assert (empty.start, empty.end) == (2, 2)


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("属于国家", "秘密", "属于国家秘密"),
        ("（一）", "项", "（一）项"),
        ("1.", "属于国家秘密", "1. 属于国家秘密"),
        ("12", "34", "12 34"),
        ("  自然 ", "\u3000人\u3000", "自然人"),
        ("自然人", " ", "自然人"),
    ],
)
def test_paragraphs_of_a_cell_are_one_line(first: str, second: str, text: str) -> None:
    document = read(table(row(cell(first, second), "1")))
    assert document.text == f"{text}\t1"
    assert placed(document)[0][4] == text


def test_breaks_and_tabs_inside_a_cell_do_not_look_like_rows_and_cells() -> None:
    broken = paragraph("<w:r><w:t>自然</w:t><w:br/><w:t>人</w:t><w:tab/><w:t>1</w:t></w:r>")
    assert read(table(row(cell(broken), "2"))).text == "自然人 1\t2"


def test_a_table_of_one_cell_is_only_a_frame() -> None:
    document = read(table(row(cell("甲", "乙"))))
    assert document.text == "甲\n乙"
    assert document.grids == ()
    assert [block.kind for block in document.blocks] == ["paragraph", "paragraph"]


def test_a_single_column_around_a_table_is_only_a_frame() -> None:
    inner = table(row("甲", "1"), row("乙", "2"))
    document = read(table(row("标题"), row(cell(inner, paragraph()))))
    assert document.text == "标题\n甲\t1\n乙\t2\n"
    assert len(document.grids) == 1


@pytest.mark.parametrize(
    ("paragraphs", "grids"), [(["长" * 201] * 2, 0), (["长" * 199] * 2, 1), (["长" * 500], 1)]
)
def test_a_cell_with_paragraphs_of_running_text_makes_a_frame(
    paragraphs: list[str], grids: int
) -> None:
    document = read(table(row("一、总体情况", cell(*paragraphs))))
    assert len(document.grids) == grids
    if not grids:
        assert document.text == "\n".join(["一、总体情况", *paragraphs])


def test_frames_are_unwrapped_at_any_depth() -> None:
    body = table(row("甲", "1"))
    for _ in range(3):
        body = table(row(cell(body)))
    document = read(body)
    assert document.text == "甲\t1"
    assert len(document.grids) == 1


def test_a_table_in_a_cell_is_a_grid_below_the_row_that_holds_it() -> None:
    inner = table(row("内甲", "1"), row("内乙", "2"))
    document = read(table(row(cell("外甲", inner, paragraph()), "外乙"), row("外丙", "外丁")))
    assert document.text == "外甲\t外乙\n内甲\t1\n内乙\t2\n外丙\t外丁"
    outer, within = document.grids
    assert [found[4] for found in placed(document, 0)] == ["外甲", "外乙", "外丙", "外丁"]
    assert [found[4] for found in placed(document, 1)] == ["内甲", "1", "内乙", "2"]
    assert bounds(document, outer) == document.text
    assert bounds(document, within) == "内甲\t1\n内乙\t2"
    assert [block.kind for block in document.blocks] == ["table"]


def test_a_frame_inside_a_cell_is_part_of_the_cell() -> None:
    document = read(table(row(cell(table(row("框"))), "1")))
    assert document.text == "框\t1"
    assert len(document.grids) == 1


def test_a_text_box_in_a_cell_is_part_of_the_cell() -> None:
    content = f"<w:txbxContent>{paragraph('框')}</w:txbxContent>"
    drawing = f"<w:r><w:pict><v:textbox>{content}</v:textbox></w:pict></w:r>"
    assert read(table(row(cell(paragraph("甲", drawing)), "1"))).text == "甲框\t1"


def test_rows_and_cells_inside_content_controls_count() -> None:
    controlled_cell = f"<w:sdt><w:sdtContent>{cell('甲')}</w:sdtContent></w:sdt>"
    controlled_row = f"<w:sdt><w:sdtContent>{row(controlled_cell, '1')}</w:sdtContent></w:sdt>"
    assert read(table(controlled_row, row("乙", "2"))).text == "甲\t1\n乙\t2"


@pytest.mark.parametrize("gone", ["<w:del/>", "<w:hidden/>"])
def test_deleted_and_hidden_rows_are_left_out(gone: str) -> None:
    document = read(table(row("甲", "1"), row("乙", "2", properties=gone), row("丙", "3")))
    assert document.text == "甲\t1\n丙\t3"
    assert document.grids[0].n_rows == 2


def test_deletions_inside_a_cell_are_left_out() -> None:
    changed = paragraph(
        "<w:del><w:r><w:delText>5</w:delText></w:r></w:del>", f"<w:ins>{run('6')}</w:ins>"
    )
    assert read(table(row("甲", cell(changed)))).text == "甲\t6"


def test_a_span_beyond_all_measure_is_cut() -> None:
    document = read(table(row(cell("甲", span=2**31 - 1), "乙")))
    assert document.grids[0].n_cols == 1001


@pytest.mark.parametrize(
    ("limits", "body"),
    [
        (Limits(tables=2), table(row("甲", "乙")) * 3),
        (Limits(table_cells=5), table(row("甲", "乙")) * 3),
        (Limits(table_cells=5), table(row(*"甲乙丙丁戊己"))),
    ],
)
def test_more_tables_or_cells_than_the_limit_are_refused(limits: Limits, body: str) -> None:
    with pytest.raises(UnreadableReport) as caught:
        read(body, limits)
    assert caught.value.code == "too_complex"
