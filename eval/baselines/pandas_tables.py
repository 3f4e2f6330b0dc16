"""pandas.read_html: every table of a page, merged cells repeated."""

from __future__ import annotations

import importlib
import io
from itertools import groupby
from typing import Any

from eval.baselines.label_mapper import tables_to_record
from eval.baselines.lxml_tables import bytes_to_encoding
from eval.baselines.plain_rows import Row, Table
from extraction.record import ReportRecord


def extract(data: bytes, name: str) -> ReportRecord:
    return tables_to_record(data, name, page_to_tables(data))


def page_to_tables(data: bytes) -> list[Table]:
    """Texts as printed: no guess at missing values or thousands; heads come first, as rows."""
    pandas = importlib.import_module("pandas")
    try:
        frames = pandas.read_html(
            io.BytesIO(data),
            flavor="lxml",
            keep_default_na=False,
            thousands=None,
            encoding=bytes_to_encoding(data),
        )
    except ValueError:  # its way of saying that a page has no table
        return []
    return [frame_to_table(frame) for frame in frames]


def frame_to_table(frame: Any) -> Table:
    """A frame's own column names are numbers where the page marks no head."""
    names = [name if isinstance(name, tuple) else (name,) for name in frame.columns]
    heads: list[Row] = [
        [str(part) for part in level]
        for level in zip(*names, strict=True)
        if any(isinstance(part, str) for part in level)
    ]
    distinct = [head for head, _ in groupby(heads)]
    return [*distinct, *([str(cell) for cell in row] for row in frame.to_numpy(dtype=object))]
