"""Small records of agencies that do not exist, and the views made from them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from extraction.corpus.passages import SentenceStore
from extraction.corpus.reading import Line
from extraction.corpus.views import Views, lines_to_views
from extraction.record.model import (
    Cell,
    Claim,
    Field,
    Number,
    ReportRecord,
    Section,
    Source,
    Statement,
    Table,
)
from extraction.tables.form import load_form

AGENCY = "云岭县财政局"


def record(
    year: int | None = 2023,
    agency: str | None = AGENCY,
    *,
    text: str | None = None,
    cells: Mapping[str, Number | None] | None = None,
    extra_cells: Sequence[Cell] = (),
    form: str = "f2021",
    claims: Sequence[Claim] = (),
    statements: Sequence[Statement] = (),
    **more: Any,
) -> ReportRecord:
    """``cells`` are those other than 0 of a full form; None of them leaves the tables out."""
    title = f"{agency}{year}年政府信息公开工作年度报告"
    written = f"{agency}-{year}-{text}-{cells}-{more}"
    facts: dict[str, Any] = {
        "status": "ok",
        "source": Source(
            path=f"reports/{agency}-{year}.txt",
            sha256=hashlib.sha256(written.encode("utf-8", "replace")).hexdigest(),
        ),
        "text_sha256": None if text is None else hashlib.sha256(text.encode()).hexdigest(),
        "title": title,
        "agency": agency,
        "year": year,
        "fields": {"title": Field(value=title, source="text", confidence=0.9)},
        "tables": () if cells is None else tables(form),
        "cells": () if cells is None else (*full_cells(form, cells, extra_cells),),
        "claims": tuple(claims),
        "statements": tuple(statements),
        "extractor_version": "0.1.0",
        "text": text,
        **more,
    }
    return ReportRecord(**facts)


def tables(form: str) -> tuple[Table, ...]:
    return tuple(
        Table.model_validate({"id": table.id, "form": form, "status": "read"})
        for table in load_form(form).tables
    )


def full_cells(
    form: str, values: Mapping[str, Number | None], instead: Sequence[Cell]
) -> Iterator[Cell]:
    others = {cell.id: cell for cell in instead}
    for table in load_form(form).tables:
        for name in table.cell_ids():
            yield others.get(name) or cell(name, values.get(name, 0))


def cell(name: str, value: Number | None, **more: Any) -> Cell:
    status = "blank" if value is None else "value" if value else "zero"
    raw = None if value is None else str(value)
    facts = {"value": value, "raw": raw, "status": status, "confidence": 0.99, **more}
    return Cell(id=name, **facts)


def run_of_digits(row: str, digits: str) -> list[Cell]:
    """The three cells of a row of table 1 printed as one run."""
    return [
        cell(f"t1.art20_1.{row}.{column}", None, raw=digits, status="unreadable")
        for column in ("issued", "repealed", "in_force")
    ]


def claim(number: int, value: Number, indicator: str, **more: Any) -> Claim:
    quote = f"{value}件"
    facts = {
        "quote": quote,
        "start": 10 * number,
        "end": 10 * number + len(quote),
        "unit": "件",
        "unit_norm": "件",
        "confidence": 0.9,
        **more,
    }
    return Claim(id=f"c{number}", value=value, indicator=indicator, **facts)


def statement(number: int, kind: str, quote: str, **more: Any) -> Statement:
    facts = {"start": 100 * number, "end": 100 * number + len(quote), "confidence": 0.9, **more}
    return Statement.model_validate({"id": f"p{number}", "kind": kind, "quote": quote, **facts})


def sections(text: str, *headings: tuple[str, str]) -> tuple[Section, ...]:
    """Sections by id and heading, each from its heading to the next."""
    starts = [text.index(heading) for _, heading in headings]
    ends = [*starts[1:], len(text)]
    return tuple(
        Section(id=name, heading=heading, start=start, end=end)
        for (name, heading), start, end in zip(headings, starts, ends, strict=True)
    )


@contextmanager
def views_of(*records: ReportRecord) -> Iterator[Views]:
    lines = (Line("records/part-00000.jsonl", at, each) for at, each in enumerate(records, 1))
    with SentenceStore() as store:
        yield lines_to_views(lines, store)
