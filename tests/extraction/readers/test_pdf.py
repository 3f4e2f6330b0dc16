"""The front of the PDF reader: which files are refused, what a document holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.document.document import Document
from extraction.errors import UnreadableReport
from extraction.readers.pdf import read_pdf
from extraction.readers.role import Limits
from tests.extraction.readers.pdf_builder import A4, Cell, PdfBuilder, composite_pdf

LIMITS = Limits()
BODY = [
    "青川市测试局坚持以公开为常态、不公开为例外，全年主动公开政府信息",
    "三百条，依申请公开办理政府信息公开申请十二件，均已按时办结答复，",
    "没有引起行政复议和行政诉讼。",
]


def read(data: bytes) -> Document:
    return read_pdf(data, limits=LIMITS)


def refusal(data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(UnreadableReport) as refused:
        read_pdf(data, limits=limits)
    return refused.value.code


def page_of_text(*lines: str, title: str = "") -> bytes:
    builder = PdfBuilder(title=title)
    builder.lines(100, 100, lines)
    return builder.to_bytes()


def pages_with_edges(edges: list[tuple[str, str]], *, head_top: float = 40.0) -> bytes:
    """A page for each (head, foot), with the same running text between."""
    builder = PdfBuilder()
    for head, foot in edges:
        if head:
            builder.text(100, head_top, head, size=9)
        builder.lines(100, 120, BODY)
        if foot:
            builder.text(290, 800, foot, size=9)
        builder.end_page()
    return builder.to_bytes()


def test_names_itself_and_its_rules() -> None:
    document = read(page_of_text("一、总体情况"))
    assert (document.reader, document.media_type) == ("pdf", "application/pdf")
    assert document.text_rules == 1
    assert document.encoding is None


def test_lines_are_joined_by_line_ends_and_pages_by_form_feeds() -> None:
    builder = PdfBuilder()
    builder.lines(100, 100, ["一、总体情况", "全年公开三百条。"])
    builder.end_page()
    builder.end_page()
    builder.lines(100, 100, ["二、主动公开"])
    document = read(builder.to_bytes())
    assert document.text == "一、总体情况\n全年公开三百条。\f\f二、主动公开"
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert [(line.start, line.end, line.page) for line in document.lines] == [
        (0, 6, 1),
        (7, 15, 1),
        (17, 23, 3),
    ]


def test_page_sizes_are_in_points() -> None:
    (page,) = read(page_of_text("一、总体情况")).pages
    assert (page.width, page.height) == A4


def test_lines_come_from_top_to_bottom_whatever_the_drawing_order() -> None:
    builder = PdfBuilder()
    builder.text(100, 200, "第二行")
    builder.text(100, 300, "第三行")
    builder.text(100, 100, "第一行")
    assert read(builder.to_bytes()).text == "第一行\n第二行\n第三行"


def test_every_glyph_draws_its_code_point_in_order_inside_the_page() -> None:
    builder = PdfBuilder()
    builder.lines(60, 60, [*BODY, "WeChat 2024"])
    builder.table([60, 160, 260], [200, 230, 260], [Cell(0, 0, "规章"), Cell(1, 1, "12")])
    document = read(builder.to_bytes())
    drawn = [index for index, code in enumerate(document.text) if not code.isspace()]
    assert [glyph.offset for glyph in document.glyphs] == drawn
    for glyph in document.glyphs:
        assert 0 <= glyph.box.x0 < glyph.box.x1 <= 595
        assert 0 <= glyph.box.top < glyph.box.bottom <= 842


def test_a_span_is_placed_where_it_was_drawn() -> None:
    builder = PdfBuilder()
    builder.text(100, 300, "公开十二件")
    document = read(builder.to_bytes())
    at = document.text.index("十二")
    place = document.place(at, at + 2)
    assert place.page == 1
    assert place.box is not None
    assert place.box.x0 == pytest.approx(124, abs=0.5)
    assert place.box.x1 == pytest.approx(148, abs=0.5)
    assert place.box.top == pytest.approx(300, abs=3)
    assert place.box.bottom == pytest.approx(312, abs=3)


def test_title_of_the_file_is_metadata() -> None:
    document = read(page_of_text("正文", title="青川市测试局年度报告"))
    assert document.metadata == {"title": "青川市测试局年度报告"}


@pytest.mark.parametrize("title", ["untitled", "Microsoft Word - 报告.doc", "报告.docx", "无标题"])
def test_titles_that_programs_fill_in_are_not(title: str) -> None:
    assert "title" not in read(page_of_text("正文", title=title)).metadata


def test_an_empty_file() -> None:
    assert refusal(b"") == "empty"


def test_a_password_protected_file() -> None:
    builder = PdfBuilder(password="secret")
    builder.text(100, 100, "一、总体情况")
    assert refusal(builder.to_bytes()) == "encrypted"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_that_breaks_off(share: float) -> None:
    data = page_of_text(*BODY)
    assert refusal(data[: int(len(data) * share)]) == "truncated"


def test_a_damaged_cross_reference_is_repaired() -> None:
    data = page_of_text("一、总体情况")
    start = data.rindex(b"startxref")
    assert read(data[:start]).text == "一、总体情况"


def test_pictures_without_text() -> None:
    builder = PdfBuilder()
    builder.picture(50, 50, 500, 700)
    assert refusal(builder.to_bytes()) == "no_text_layer"


def test_pictures_with_nothing_but_page_numbers() -> None:
    builder = PdfBuilder()
    for number in (1, 2):
        builder.picture(50, 50, 500, 700)
        builder.text(290, 800, f"- {number} -", size=9)
        builder.end_page()
    assert refusal(builder.to_bytes()) == "no_text_layer"


def test_pages_without_anything() -> None:
    builder = PdfBuilder()
    builder.end_page()
    assert refusal(builder.to_bytes()) == "no_text"


def test_a_page_of_pictures_among_pages_of_text() -> None:
    builder = PdfBuilder()
    builder.text(100, 100, "一、总体情况")
    builder.end_page()
    builder.picture(50, 50, 500, 700)
    builder.end_page()
    builder.text(100, 100, "五、存在问题")
    assert read(builder.to_bytes()).text == "一、总体情况\f\f五、存在问题"


def test_more_pages_than_allowed() -> None:
    data = pages_with_edges([("", "")] * 3)
    assert refusal(data, replace(LIMITS, pages=2)) == "too_large"


def test_more_text_than_allowed() -> None:
    assert refusal(page_of_text(*BODY), replace(LIMITS, text_chars=20)) == "too_large"


def test_more_cells_than_allowed() -> None:
    builder = PdfBuilder()
    cells = [Cell(row, col, "12") for row in (0, 1) for col in (0, 1)]
    for top in (100, 200, 300):
        builder.table([60, 160, 260], [top, top + 30, top + 60], cells)
    assert refusal(builder.to_bytes(), replace(LIMITS, table_cells=11)) == "too_complex"


def test_more_tables_than_allowed() -> None:
    builder = PdfBuilder()
    for top in (100, 200, 300):
        builder.table([60, 160, 260], [top, top + 30], [Cell(0, 0, "12"), Cell(0, 1, "7")])
    assert refusal(builder.to_bytes(), replace(LIMITS, tables=2)) == "too_complex"


@pytest.mark.parametrize("foot", ["- {} -", "— {} —", "第 {} 页", "第{}页 共3页", "{}/3", "{}"])
def test_page_numbers_are_furniture(foot: str) -> None:
    feet = [foot.format(number) for number in (1, 2, 3)]
    document = read(pages_with_edges([("", one) for one in feet]))
    assert document.text == "\f".join(["\n".join(BODY)] * 3)
    assert [item.page for item in document.furniture] == [1, 2, 3]
    box = document.furniture[0].box
    assert box is not None
    assert 790 < box.top < box.bottom < 820


def test_running_heads_are_furniture() -> None:
    document = read(pages_with_edges([("青川市测试局年度报告", "")] * 2))
    assert document.text == "\f".join(["\n".join(BODY)] * 2)
    assert [(item.text, item.page) for item in document.furniture] == [
        ("青川市测试局年度报告", 1),
        ("青川市测试局年度报告", 2),
    ]


def test_heads_of_left_and_right_pages_are_furniture() -> None:
    heads = ["青川市测试局", "年度报告"] * 3
    document = read(pages_with_edges([(head, "") for head in heads]))
    assert [item.text for item in document.furniture] == heads


def test_a_first_line_that_does_not_return_stays() -> None:
    document = read(pages_with_edges([("二〇二四年度报告", ""), ("", "")]))
    assert document.text.startswith("二〇二四年度报告\n")
    assert document.furniture == ()


def test_a_number_at_the_foot_that_counts_no_pages_stays() -> None:
    document = read(pages_with_edges([("", "7"), ("", "7")]))
    assert document.furniture == ()


def test_text_across_the_page_is_furniture() -> None:
    builder = PdfBuilder()
    builder.lines(100, 120, BODY)
    builder.text(150, 500, "内部资料", size=60, angle=45)
    document = read(builder.to_bytes())
    assert document.text == "\n".join(BODY)
    assert [item.text for item in document.furniture] == ["内部资料"]


def test_a_page_shown_turned() -> None:
    data = composite_pdf("公开年度").replace(b"/MediaBox [0", b"/Rotate 90 /MediaBox [0")
    document = read(data)
    assert document.text == "公开年度"
    (page,) = document.pages
    assert (page.width, page.height) == (842.0, 595.0)
    first = document.glyphs[0].box
    assert (first.x0, first.top) == pytest.approx((697.6, 100.0), abs=0.1)


def test_boxes_count_from_the_corner_of_the_crop_box() -> None:
    data = composite_pdf("公开年度").replace(
        b"/MediaBox [0", b"/CropBox [50 60 500 800] /MediaBox [0"
    )
    document = read(data)
    assert (document.pages[0].width, document.pages[0].height) == (450.0, 740.0)
    assert document.glyphs[0].box.x0 == pytest.approx(50.0)


def test_paragraphs_are_told_by_their_indent() -> None:
    builder = PdfBuilder()
    builder.text(160, 60, "青川市测试局年度报告", size=20)
    builder.text(124, 120, BODY[0][:-2])
    builder.lines(100, 140, BODY[1:])
    builder.text(124, 180, BODY[0][:-2])
    document = read(builder.to_bytes())
    assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks] == [
        ("heading", "青川市测试局年度报告"),
        ("paragraph", "\n".join([BODY[0][:-2], *BODY[1:]])),
        ("paragraph", BODY[0][:-2]),
    ]


def test_a_paragraph_runs_on_over_a_page_end() -> None:
    builder = PdfBuilder()
    builder.text(100, 700, BODY[0])
    builder.end_page()
    builder.text(100, 100, BODY[1])
    builder.text(100, 120, BODY[2])
    document = read(builder.to_bytes())
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        f"{BODY[0]}\f{BODY[1]}\n{BODY[2]}"
    ]


def test_a_table_is_one_block() -> None:
    builder = PdfBuilder()
    builder.text(100, 100, "二、主动公开政府信息情况")
    builder.table([100, 200, 300], [130, 150, 170], [Cell(0, 0, "规章"), Cell(1, 1, "12")])
    document = read(builder.to_bytes())
    (table,) = (block for block in document.blocks if block.kind == "table")
    (grid,) = document.grids
    assert (table.start, table.end) == (grid.start, grid.end)
