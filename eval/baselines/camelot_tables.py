"""camelot's tables by its methods: by ruled lines, by both lines and text, by text alone."""

from __future__ import annotations

import importlib
import tempfile
import warnings
from pathlib import Path

from eval.baselines.label_mapper import tables_to_record
from eval.baselines.plain_rows import Table
from extraction.record import ReportRecord


def extract_lattice(data: bytes, name: str) -> ReportRecord:
    return tables_to_record(data, name, pdf_to_tables(data, "lattice"))


def extract_hybrid(data: bytes, name: str) -> ReportRecord:
    return tables_to_record(data, name, pdf_to_tables(data, "hybrid"))


def extract_stream(data: bytes, name: str) -> ReportRecord:
    return tables_to_record(data, name, pdf_to_tables(data, "stream"))


def pdf_to_tables(data: bytes, flavor: str) -> list[Table]:
    """camelot reads paths, so the file is written down for it."""
    camelot = importlib.import_module("camelot")
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = Path(folder) / "report.pdf"
        path.write_bytes(data)
        found = camelot.read_pdf(str(path), pages="all", flavor=flavor)
        return [[list(map(str, row)) for row in table.df.to_numpy()] for table in found]
