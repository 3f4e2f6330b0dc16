"""PDF drawn line by line: ruled, borderless, broken over pages, with vertical labels.

Needs no program beside the interpreter. Printed PDF of web pages and of DOCX comes from
``chromium`` and ``office``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from eval.layouts.placing import settle_undrawn_rows
from eval.layouts.render.pdf_page import (
    LANDSCAPE,
    PORTRAIT,
    Pen,
    pages_to_pdf,
    text_width,
    wrap_text,
)
from eval.layouts.render.pdf_table import TableManner, draw_table, lay_table, leave_room
from eval.layouts.render.rendered import Rendered
from eval.layouts.sheet import Sheet

MANNERS: Mapping[str, TableManner] = {
    "pdf_ruled": TableManner(),
    "pdf_borderless": TableManner(ruled=False),
    "pdf_split": TableManner(broken_rows=True, last_label_share=0.2),
    "pdf_vertical": TableManner(turned_groups=True, stacked_heads=True),
}

PROSE_SIZE = 13.0
TITLE_SIZE = 18.0


def sheet_to_pdf(sheet: Sheet, rng: Random, *, manner_name: str) -> Rendered:
    """The report as PDF in one of ``MANNERS``."""
    manner = replace(MANNERS[manner_name], size=rng.choice((8.5, 9.5, 10.0)))
    pen = Pen(margin=rng.choice((48.0, 62.0)), size=PORTRAIT)
    if manner_name == "pdf_vertical" and rng.random() < 0.3:
        pen.size = LANDSCAPE
    pen.turn_page()
    for line in sheet.title:
        _write_title(pen, line)
    for section in sheet.sections:
        if section.heading:
            _write_paragraph(pen, section.heading)
        for paragraph in section.paragraphs:
            _write_paragraph(pen, paragraph)
        if section.table is not None:
            pen.y += 6
            table = lay_table(pen, section.table, manner)
            if manner.broken_rows:
                leave_room(pen, table, rng)
            draw_table(pen, table)
    data = pages_to_pdf(
        pen.pages,
        title="".join(sheet.title) if rng.random() < 0.5 else "",
        writing=sheet.manner.writing,
        page_numbers=sheet.manner.page_numbers,
    )
    truths = sheet.truths if manner.ruled else settle_undrawn_rows(sheet.truths, sheet.rows)
    return Rendered(data, f"{sheet.year}.pdf", truths)


def _write_title(pen: Pen, text: str) -> None:
    for line in wrap_text(text, pen.width, TITLE_SIZE):
        x = pen.margin + (pen.width - text_width(line, TITLE_SIZE)) / 2
        pen.y += TITLE_SIZE * 1.5
        pen.write(x, pen.y, TITLE_SIZE, line, "prose")
    pen.y += 8


def _write_paragraph(pen: Pen, text: str) -> None:
    """Justified to the left, its first line set in by two characters."""
    for line in wrap_text(f"　　{text}", pen.width, PROSE_SIZE):
        if pen.y + PROSE_SIZE * 1.6 > pen.bottom:
            pen.turn_page()
        pen.y += PROSE_SIZE * 1.6
        indent = PROSE_SIZE * 2 if line.startswith("　　") else 0
        pen.write(pen.margin + indent, pen.y, PROSE_SIZE, line.strip("　"), "prose")
