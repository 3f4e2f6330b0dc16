"""A rival that fills cells by position: all numbers of a section in the order of the text.

This is how template-bound extractors of these reports work: they strike out enumerators, read
the numbers that remain and deal them out to the cells in turn. Here the vintage is chosen by the
count of numbers and a mark takes a place, both in its favour; a blank takes none, so that every
cell behind it is wrong.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium

from eval.baselines.form_cells import form_to_ids
from eval.baselines.label_mapper import failed_record, found_to_record
from eval.baselines.lxml_tables import bytes_to_page
from eval.baselines.values import Value, text_to_value
from eval.layouts.labels import FormLabels, load_labels
from extraction.record import ReportRecord

PROGRAM = "pdftotext"
_PAGE_NUMBER = re.compile(r"(?m)^\s*[-—]+\s*\d{1,3}\s*[-—]+\s*$")
# One file of six pages takes 0.1 s.
_SECONDS = 60
_HEADS = (
    re.compile(r"二、\s*主动公开"),
    re.compile(r"三、\s*收到和处理"),
    re.compile(r"四、\s*政府信息公开行政复议|四、\s*因政府信息公开"),
    re.compile(r"五、\s*(?:政府信息公开工作)?存在"),
)


def extract(data: bytes, name: str) -> ReportRecord:
    sources = (pdf_to_laid_text, pdf_to_text) if data.startswith(b"%PDF") else (page_to_text,)
    texts = [source(data) for source in sources]
    parts = next((parts for text in texts if (parts := _text_to_parts(text))), None)
    if parts is None:
        return failed_record(data, name, "no_sections", "a heading was not found")
    forms = [_nearest_form(values, f"t{number}.") for number, values in enumerate(parts, 1)]
    first, others = forms[0], forms[1]
    ids = form_to_ids(first, others)
    found: dict[str, Value] = {}
    for number, values in enumerate(parts, 1):
        cells = [cell for cell in ids if cell.startswith(f"t{number}.")]
        found.update(zip(cells, values, strict=False))
    return found_to_record(data, name, found, ids)


def _text_to_parts(text: str) -> list[list[Value]] | None:
    """The values of each section that holds a table; the last heading of a kind is its own."""
    places = [list(head.finditer(text)) for head in _HEADS]
    if not all(places):
        return None
    starts = [found[-1].start() for found in places]
    return [_values(text[start:end]) for start, end in pairwise(starts)]


def pdf_to_text(data: bytes) -> str:
    """PDFium's text in the order of the file: it has the maps of fonts that Poppler may lack."""
    with closing(pdfium.PdfDocument(data)) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def pdf_to_laid_text(data: bytes) -> str:
    """Poppler's text in the layout of the page."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise FileNotFoundError(PROGRAM)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        path.write_bytes(data)
        done = subprocess.run(
            [program, "-layout", str(path), "-"], capture_output=True, timeout=_SECONDS, check=True
        )
    return done.stdout.decode("utf-8", errors="replace")


def page_to_text(data: bytes) -> str:
    """One line a cell."""
    page = bytes_to_page(data)
    if page is None:
        return ""
    return "\n".join(str(text).strip() for text in page.itertext() if str(text).strip())


def _values(text: str) -> list[Value]:
    """Numbers and marks that stand alone; page numbers between dashes go."""
    kept = _PAGE_NUMBER.sub("", text)
    return [value for part in kept.split() if (value := text_to_value(part)) is not None]


def _nearest_form(values: Sequence[Value], table: str) -> FormLabels:
    return min(
        load_labels().values(),
        key=lambda form: abs(
            len(values) - sum(cell.startswith(table) for cell in form_to_ids(form, form))
        ),
    )
