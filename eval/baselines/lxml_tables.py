"""A page's tables as twenty lines of lxml read them: the cells of each row, spans left alone."""

from __future__ import annotations

from lxml import etree, html

from eval.baselines.label_mapper import tables_to_record
from eval.baselines.plain_rows import Row, Table
from extraction.record import ReportRecord


def extract(data: bytes, name: str) -> ReportRecord:
    return tables_to_record(data, name, page_to_tables(data))


def page_to_tables(data: bytes) -> list[Table]:
    page = bytes_to_page(data)
    if page is None:
        return []
    return [[_row(row) for row in _rows(table)] for table in page.iter("table")]


def bytes_to_page(data: bytes) -> html.HtmlElement | None:
    """None where there is no page at all."""
    parser = html.HTMLParser(encoding=bytes_to_encoding(data))
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def bytes_to_encoding(data: bytes) -> str:
    """UTF-8 where that fits; else the superset of all that Chinese pages declare too narrowly."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _rows(table: html.HtmlElement) -> list[html.HtmlElement]:
    """Those of the table itself, not of one inside it."""
    parts = [table, *table.iterchildren("tbody", "thead", "tfoot")]
    return [row for part in parts for row in part.iterchildren("tr")]


def _row(row: html.HtmlElement) -> Row:
    return [_text(cell) for cell in row.iterchildren("td", "th")]


def _text(cell: html.HtmlElement) -> str:
    """A cell that holds a table of its own says nothing here: that table is read by itself."""
    if cell.find(".//table") is not None:
        return ""
    return " ".join(map(str, cell.itertext())).strip()
