"""Tabula's tables by ruled lines; the program is Java and comes inside the package."""

from __future__ import annotations

import importlib
import tempfile
from pathlib import Path

from eval.baselines.label_mapper import tables_to_record
from eval.baselines.plain_rows import Table
from extraction.record import ReportRecord


def extract(data: bytes, name: str) -> ReportRecord:
    return tables_to_record(data, name, pdf_to_tables(data))


def pdf_to_tables(data: bytes) -> list[Table]:
    """Tabula reads paths, so the file is written down for it."""
    tabula = importlib.import_module("tabula")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        path.write_bytes(data)
        found = tabula.read_pdf(path, pages="all", lattice=True, output_format="json", silent=True)
    return [[[cell["text"] for cell in row] for row in table["data"]] for table in found]
