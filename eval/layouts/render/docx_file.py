"""DOCX with truly merged cells, written as XML into python-docx's blank document.

Cell by cell through python-docx a table takes most of a second; as XML it takes a millisecond.
"""

from __future__ import annotations

from io import BytesIO
from random import Random
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from eval.layouts.expand import Place, table_to_grid
from eval.layouts.render.rendered import Rendered
from eval.layouts.sheet import DrawnTable, Sheet

EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
BORDERS = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for edge in EDGES
)
# Twentieths of a point: the text width of an A4 page with the margins of the blank document.
TABLE_WIDTH = 8_300


def sheet_to_docx(sheet: Sheet, rng: Random) -> Rendered:
    """The report as a word processor stores it."""
    document = Document()
    headings_are_styled = rng.random() < 0.5
    for line in sheet.title:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).font.size = Pt(20)
    for section in sheet.sections:
        if section.heading:
            if headings_are_styled:
                document.add_heading(section.heading, level=1)
            else:
                document.add_paragraph().add_run(section.heading).bold = True
        for text in section.paragraphs:
            document.add_paragraph(text)
        if section.table is not None:
            body = document.element.body
            body.insert(len(body) - 1, parse_xml(table_to_xml(section.table)))
            document.add_paragraph("")
    document.core_properties.title = "".join(sheet.title)
    stream = BytesIO()
    document.save(stream)
    return Rendered(stream.getvalue(), f"{sheet.year}.docx", sheet.truths)


def table_to_xml(table: DrawnTable) -> str:
    """A ``w:tbl`` whose merged cells are ``gridSpan`` and ``vMerge``."""
    grid = table_to_grid(table)
    width = TABLE_WIDTH // table.n_cols
    columns = f'<w:gridCol w:w="{width}"/>' * table.n_cols
    rows = "".join(_row_to_xml(places, row, width) for row, places in enumerate(grid))
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{TABLE_WIDTH}" w:type="dxa"/>'
        f"<w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _row_to_xml(places: list[Place | None], row: int, width: int) -> str:
    cells = []
    for col, place in enumerate(places):
        if place is None or place.col != col:
            continue
        span = place.cell.colspan
        properties = [f'<w:tcW w:w="{width * span}" w:type="dxa"/>']
        if span > 1:
            properties.append(f'<w:gridSpan w:val="{span}"/>')
        starts = place.row == row
        if place.cell.rowspan > 1:
            restart = ' w:val="restart"' if starts else ""
            properties.append(f"<w:vMerge{restart}/>")
        text = _runs(place.cell.text) if starts else ""
        cells.append(f"<w:tc><w:tcPr>{''.join(properties)}</w:tcPr><w:p>{text}</w:p></w:tc>")
    return f"<w:tr>{''.join(cells)}</w:tr>"


def _runs(text: str) -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>"
