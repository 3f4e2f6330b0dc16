"""Lines of running text: blanks, order, characters as they stand."""

from __future__ import annotations

import pytest

from extraction.readers.pdf import read_pdf
from extraction.readers.role import Limits
from tests.extraction.readers.pdf_builder import PdfBuilder, composite_pdf


def text_of(data: bytes) -> str:
    return read_pdf(data, limits=Limits()).text


def drawn(*pieces: tuple[float, str], size: float = 12.0) -> str:
    """The text of a page with these pieces on one line, each at its x."""
    builder = PdfBuilder()
    for x, piece in pieces:
        builder.text(x, 100, piece, size=size)
    return text_of(builder.to_bytes())


def test_justified_characters_are_not_spaced() -> None:
    assert drawn(*((100 + 20 * index, code) for index, code in enumerate("邮编地址电话"))) == (
        "邮编地址电话"
    )


def test_a_blank_of_the_file_is_kept() -> None:
    assert drawn((100, "公开 WeChat 文章")) == "公开 WeChat 文章"


def test_blanks_of_the_file_in_a_row_are_one() -> None:
    assert drawn((100, "公开   十二件")) == "公开 十二件"


def test_blanks_at_the_ends_of_a_line_are_dropped() -> None:
    assert drawn((100, "　　公开十二件  ")) == "公开十二件"


def test_words_set_apart_without_a_blank_are_spaced() -> None:
    assert drawn((100, "Open"), (130, "data")) == "Open data"


def test_a_number_set_apart_from_characters_is_spaced() -> None:
    assert drawn((100, "许可"), (140, "550")) == "许可 550"


def test_the_usual_space_around_numbers_is_none() -> None:
    assert drawn((100, "2024"), (127.5, "年公开"), (166, "12"), (181, "件")) == "2024年公开12件"


def test_fields_on_one_line_are_spaced() -> None:
    assert drawn((100, "青川市测试局"), (260, "二〇二五年一月")) == "青川市测试局 二〇二五年一月"


def test_raised_and_larger_characters_stay_on_the_line() -> None:
    builder = PdfBuilder()
    builder.text(100, 100, "公开", size=16)
    builder.text(134, 104, "十二件", size=12)
    builder.text(172, 101, "注", size=8)
    assert text_of(builder.to_bytes()) == "公开十二件注"


def test_text_printed_twice_for_bold_is_read_once() -> None:
    assert drawn((100, "总计110件"), (100.4, "总计110件")) == "总计110件"


def test_a_hyphen_at_a_line_end_is_a_hyphen() -> None:
    builder = PdfBuilder()
    builder.lines(100, 100, ["tel 0517-", "87222589 re-", "port"])
    assert text_of(builder.to_bytes()) == "tel 0517-\n87222589 re-\nport"


@pytest.mark.parametrize("text", ["⼀、本年⼈", "㈠公开①項", "﹣１２", "𠮷野𠮷"])
def test_compatibility_characters_stay_as_they_are(text: str) -> None:
    assert text_of(composite_pdf(text)) == text


@pytest.mark.parametrize("unit", [1.0, 0.05])
def test_vertical_text_runs_down_its_column(unit: float) -> None:
    document = read_pdf(
        composite_pdf("三、本年度办理结果", vertical=True, unit=unit), limits=Limits()
    )
    assert document.text == "三、本年度办理结果"
    tops = [glyph.box.top for glyph in document.glyphs]
    assert tops == sorted(tops)
    assert all(glyph.box.height == pytest.approx(20, abs=0.1) for glyph in document.glyphs)


def test_characters_typed_one_below_the_other_are_a_line() -> None:
    builder = PdfBuilder()
    for index, code in enumerate("办理结果"):
        builder.text(100, 100 + 14 * index, code)
    assert text_of(builder.to_bytes()) == "办理结果"


def test_a_page_whose_text_is_turned_is_read_along_its_text() -> None:
    builder = PdfBuilder()
    builder.text(200, 500, "一、总体情况", angle=90)
    builder.text(230, 500, "全年公开三百条", angle=90)
    document = read_pdf(builder.to_bytes(), limits=Limits())
    assert document.text == "一、总体情况\n全年公开三百条"
    first, second = (document.glyphs[index].box for index in (0, 1))
    assert first.top > second.top
    assert first.x0 == pytest.approx(second.x0)
    assert first.bottom == pytest.approx(500, abs=1)


def test_text_outside_the_page_is_not_there() -> None:
    builder = PdfBuilder()
    builder.text(100, 100, "公开")
    builder.text(700, 100, "裁切")
    assert text_of(builder.to_bytes()) == "公开"
