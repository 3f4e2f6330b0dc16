from __future__ import annotations

from extraction.document import Box, Document, Glyph, Page
from tests.extraction.show.builder import number, report
from tests.extraction.show.pages import by_id, page_of

NAME = "t2.granted.natural_person"


def document(text: str, glyphs: tuple[Glyph, ...] = ()) -> Document:
    pages = (Page(1, 595.3, 841.9), Page(2, 841.9, 595.3))
    return Document(text, "application/pdf", "pdf", 1, pages=pages, glyphs=glyphs)


def glyph(offset: int, x: float, top: float, page: int = 1) -> Glyph:
    return Glyph(offset, page, Box(x, top, x + 10, top + 10))


def test_pages_have_their_own_sizes() -> None:
    record, text = report()
    tree = page_of((record, text), document=document(text))
    sheets = by_id(tree, "sheets").xpath("./svg")
    assert [(each.get("data-page"), each.get("viewbox")) for each in sheets] == [
        ("1", "0 0 595 842"), ("2", "0 0 842 595"),
    ]  # fmt: skip


def test_lines_are_bars_and_columns_stay_apart() -> None:
    record, text = report()
    glyphs = (glyph(0, 50, 100), glyph(1, 60, 100), glyph(2, 200, 100), glyph(3, 50, 120))
    tree = page_of((record, text), document=document(text, glyphs))
    assert by_id(tree, "sheets").xpath(".//path/@d") == [
        "M50 100H70V110H50ZM200 100H210V110H200ZM50 120H60V130H50Z"
    ]


def test_without_the_document_only_pages_with_cells_are_drawn() -> None:
    record, text = report({NAME: number(5, page=3, bbox=(10, 20, 30, 40))})
    tree = page_of((record, text))
    sheets = by_id(tree, "sheets")
    assert sheets.xpath("./svg/@data-page") == ["3"]
    assert sheets.get("data-note") == "页面大小未知，按 A4 画出"


def test_sources_without_pages_have_no_sketches() -> None:
    assert not page_of(report()).xpath("//*[@id='sheets']")
