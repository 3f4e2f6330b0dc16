"""pdfplumber's tables of every page: by ruled lines, its default, or by the places of words."""

from __future__ import annotations

import importlib
import io

from eval.baselines.label_mapper import tables_to_record
from eval.baselines.plain_rows import Table
from extraction.record import ReportRecord


def extract(data: bytes, name: str) -> ReportRecord:
    return tables_to_record(data, name, pdf_to_tables(data, "lines"))


def extract_by_words(data: bytes, name: str) -> ReportRecord:
    return tables_to_record(data, name, pdf_to_tables(data, "text"))


def pdf_to_tables(data: bytes, strategy: str) -> list[Table]:
    pdfplumber = importlib.import_module("pdfplumber")
    settings = {"vertical_strategy": strategy, "horizontal_strategy": strategy}
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [table for page in pdf.pages for table in page.extract_tables(settings)]
