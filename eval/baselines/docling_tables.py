"""docling's reader of web pages, which needs no model; its reader of PDFs does (``LEFT_OUT``)."""

from __future__ import annotations

import importlib
import io
from typing import Any

from eval.baselines.label_mapper import tables_to_record
from eval.baselines.plain_rows import Row, Table
from extraction.record import ReportRecord


def extract(data: bytes, name: str) -> ReportRecord:
    return tables_to_record(data, name, page_to_tables(data))


def page_to_tables(data: bytes) -> list[Table]:
    backend = importlib.import_module("docling.backend.html_backend").HTMLDocumentBackend
    model = importlib.import_module("docling.datamodel.document")
    kinds = importlib.import_module("docling.datamodel.base_models").InputFormat
    source = model.InputDocument(
        path_or_stream=io.BytesIO(data), format=kinds.HTML, backend=backend, filename="page.html"
    )
    page = backend(in_doc=source, path_or_stream=io.BytesIO(data)).convert()
    return [[_row(cells) for cells in table.data.grid] for table in page.tables]


def _row(cells: list[Any]) -> Row:
    """A merged cell is given in all its places: it counts where it begins, labels in every row."""
    return [
        cell.text if cell.start_col_offset_idx == column else None
        for column, cell in enumerate(cells)
    ]
