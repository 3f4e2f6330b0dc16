"""markitdown's Markdown: tables in pipes, and the lines around them as rows of one cell."""

from __future__ import annotations

import importlib
import io
import re
from pathlib import PurePath

from eval.baselines.label_mapper import tables_to_record
from eval.baselines.plain_rows import Row, Table
from extraction.record import ReportRecord

_RULE = re.compile(r"\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?\s*)?")
_BREAK = re.compile(r"<br\s*/?>")


def extract(data: bytes, name: str) -> ReportRecord:
    markitdown = importlib.import_module("markitdown")
    suffix = ".pdf" if data.startswith(b"%PDF") else PurePath(name).suffix
    suffix = suffix if suffix in (".pdf", ".docx") else ".html"
    found = markitdown.MarkItDown().convert_stream(io.BytesIO(data), file_extension=suffix)
    return tables_to_record(data, name, markdown_to_tables(found.text_content))


def markdown_to_tables(text: str) -> list[Table]:
    """Lines outside of tables keep their place: labels stand there when a table lost them."""
    tables: list[list[Row]] = []
    inside = False
    for line in text.splitlines():
        piped = line.strip().startswith("|")
        if not line.strip() or (piped and _RULE.fullmatch(line.strip())):
            continue
        if not tables or piped != inside:
            tables.append([])
            inside = piped
        tables[-1].append(_cells(line) if piped else [line.strip()])
    return list(tables)


def _cells(line: str) -> Row:
    parts = line.strip().removeprefix("|").removesuffix("|").split("|")
    return [_BREAK.sub("\n", part).replace("\\", "").strip() for part in parts]
