from __future__ import annotations

from dataclasses import replace
from random import Random

import pypdfium2
import pytest

from eval.layouts.render.pdf_drawn import MANNERS, sheet_to_pdf
from eval.layouts.sheet import Sheet
from tests.eval.layouts.sheets import make_sheet, raws


def _words(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = []
    for page in document:
        textpage = page.get_textpage()
        text.append(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return "\n".join(text)


@pytest.mark.parametrize("manner_name", MANNERS)
def test_every_row_is_printed(manner_name: str) -> None:
    sheet = make_sheet("c")
    text = " ".join(_words(sheet_to_pdf(sheet, Random(2), manner_name=manner_name).data).split())
    for values in raws(sheet):
        if len(values) == 7:
            assert " ".join(values) in text


@pytest.mark.parametrize("manner_name", MANNERS)
def test_long_reports_take_several_pages(manner_name: str) -> None:
    data = sheet_to_pdf(make_sheet(), Random(2), manner_name=manner_name).data
    document = pypdfium2.PdfDocument(data)
    assert 2 <= len(document) <= 8
    document.close()


def _first_value_before_label(sheet: Sheet) -> bool:
    text = _words(sheet_to_pdf(sheet, Random(2), manner_name="pdf_ruled").data)
    value = sheet.truths["t2.new_received.total"].raw or ""
    return text.index(value, text.index("三、收到")) < text.index("一、本年新收")


def test_page_numbers_can_be_left_out() -> None:
    sheet = make_sheet()
    bare = replace(sheet, manner=replace(sheet.manner, page_numbers=False))
    numbered = _words(sheet_to_pdf(sheet, Random(2), manner_name="pdf_ruled").data)
    assert "- 1 -" in numbered
    assert "- 1 -" not in _words(sheet_to_pdf(bare, Random(2), manner_name="pdf_ruled").data)


def test_rows_break_over_pages() -> None:
    """The first half of a long label ends one page, the rest begins the next."""
    document = pypdfium2.PdfDocument(
        sheet_to_pdf(make_sheet("d"), Random(11), manner_name="pdf_split").data
    )
    begins = []
    for page in document:
        textpage = page.get_textpage()
        begins.append(textpage.get_text_range().split("\r\n")[0].strip())
        textpage.close()
        page.close()
    document.close()
    assert any(not begin[:1].isdigit() and begin[:1] not in "（一二三四" for begin in begins[1:])
