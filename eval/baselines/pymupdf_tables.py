"""PyMuPDF's tables of every page. Its licence is the AGPL: never a dependency of this project."""

from __future__ import annotations

import importlib

from eval.baselines.label_mapper import tables_to_record
from eval.baselines.plain_rows import Table
from extraction.record import ReportRecord


def extract(data: bytes, name: str) -> ReportRecord:
    return tables_to_record(data, name, pdf_to_tables(data))


def pdf_to_tables(data: bytes) -> list[Table]:
    pymupdf = importlib.import_module("pymupdf")
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return [table.extract() for page in document for table in page.find_tables().tables]
