from __future__ import annotations

from collections import Counter
from random import Random

import lxml.html
import pypdfium2
import pytest

from eval.layouts.render.chromium import find_chromium, html_to_pdf
from eval.layouts.render.html import load_sites, sheet_to_html
from eval.layouts.render.office import PrintingError
from tests.eval.layouts.sheets import make_sheet

PROGRAM = find_chromium()


def _digits(text: str) -> Counter[str]:
    return Counter(char for char in text if char in "0123456789")


def _pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        width, height = page.get_size()
        textpage = page.get_textpage()
        texts.append(textpage.get_text_bounded(left=0, bottom=0, right=width, top=height))
        textpage.close()
        page.close()
    document.close()
    return texts


@pytest.mark.browser
@pytest.mark.skipif(PROGRAM is None, reason="Chromium was not found")
def test_no_number_is_printed_off_the_page() -> None:
    assert PROGRAM is not None
    sheet = make_sheet("k")
    made = [sheet_to_html(sheet, Random(1), site_name=name) for name in load_sites()]
    printed = html_to_pdf(PROGRAM, [(item.data, item.name) for item in made])
    for name, item, data in zip(load_sites(), made, printed, strict=True):
        page = lxml.html.fromstring(item.data.decode(load_sites()[name].encoding))
        for hidden in page.xpath("//script | //style | //title"):
            hidden.drop_tree()
        assert _digits("".join(_pages(data))) == _digits(page.text_content()), name


@pytest.mark.browser
@pytest.mark.skipif(PROGRAM is None, reason="Chromium was not found")
def test_pages_are_printed_in_order() -> None:
    assert PROGRAM is not None
    pages = [
        (f"<meta charset=utf-8><table border=1><td>{text}</td></table>".encode(), f"{text}.html")
        for text in ("first", "second")
    ]
    texts = [_pages(data)[0].strip() for data in html_to_pdf(PROGRAM, pages)]
    assert texts == ["first", "second"]


def test_a_program_that_is_no_browser_is_an_error() -> None:
    with pytest.raises(PrintingError):
        html_to_pdf("/bin/false", [(b"<p>x</p>", "x.html")])
