"""img2table on a PDF's own text layer, without recognition of characters."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

from eval.baselines.label_mapper import tables_to_record
from eval.baselines.plain_rows import Row, Table
from extraction.record import ReportRecord


def extract(data: bytes, name: str) -> ReportRecord:
    return tables_to_record(data, name, pdf_to_tables(data, unruled=False))


def extract_unruled(data: bytes, name: str) -> ReportRecord:
    """Its further searches too: tables without lines, rows that lines do not part."""
    return tables_to_record(data, name, pdf_to_tables(data, unruled=True))


def pdf_to_tables(data: bytes, *, unruled: bool) -> list[Table]:
    document = importlib.import_module("img2table.document").PDF(src=data)
    pages = document.extract_tables(implicit_rows=unruled, borderless_tables=unruled)
    return [
        [_row(cells) for cells in table.content.values()]
        for page in sorted(pages)
        for table in pages[page]
    ]


def _row(cells: Sequence[Any]) -> Row:
    """A merged cell is given in all its places with one box: it counts in the first of them."""
    boxes = [None, *(cell.bbox for cell in cells)]
    return [
        None if cell.bbox == before else str(cell.value or "")
        for before, cell in zip(boxes, cells, strict=False)
    ]
