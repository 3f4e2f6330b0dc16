"""Records of agencies that do not exist, written out with their text so that every offset is true.

Every cell of the form is printed as 0 unless a test says otherwise; sections, table ranges and
digests follow from what was written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extraction.record.model import Cell, Check, ErrorEntry, Field, ReportRecord, Section, Source
from extraction.record.model import Table as TableEntry
from extraction.tables.form import TableForm, cell_id, load_form

AGENCY = "云岭县财政局"
TITLE = f"{AGENCY}2023年政府信息公开工作年度报告"
NOT_PRINTED = ("blank", "missing_cell", "missing_row", "missing_table")
HEADINGS = {"t1_disclosure": "二", "t2_requests": "三", "t3_review_litigation": "四"}


@dataclass(frozen=True)
class Printed:
    """How a cell stands in the report; ``raw`` None where nothing is printed."""

    raw: str | None
    more: Mapping[str, Any] = field(default_factory=dict)


def number(value: int, **more: Any) -> Printed:
    return Printed(str(value), {"value": value, "status": "value" if value else "zero", **more})


def state(status: str, raw: str | None = None, **more: Any) -> Printed:
    return Printed(raw, {"value": None, "status": status, **more})


@dataclass
class Writer:
    """Text so far and the cells written into it."""

    text: str = ""
    cells: list[Cell] = field(default_factory=list)
    tables: list[TableEntry] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def section(self, section_id: str, heading: str, body: str) -> None:
        start = len(self.text)
        self.text += f"{heading}\n{body}\n" if heading else f"{body}\n"
        self.sections.append(
            Section(id=section_id, heading=heading, start=start, end=len(self.text))
        )

    def table(
        self, form: TableForm, printed: Mapping[str, Printed], *, skip: Sequence[str]
    ) -> None:
        start = len(self.text)
        for block, row in form.lines():
            ids = [cell_id(form.prefix, block.id, row.id, column.id) for column in block.columns]
            if row.id in skip:
                continue
            self.text += row.label
            for each in ids:
                self.cell(each, printed.get(each, number(0)))
            self.text += "\n"
        self.tables.append(
            TableEntry(id=form.id, form=form.form, status="read", start=start, end=len(self.text))
        )

    def cell(self, each: str, printed: Printed) -> None:
        self.text += "\t"
        start = len(self.text)
        self.text += printed.raw or ""
        place = {"start": start, "end": len(self.text)} if printed.raw is not None else {}
        facts = {"id": each, "raw": printed.raw, "confidence": 0.995, **place, **printed.more}
        self.cells.append(Cell(**facts))


def report(
    printed: Mapping[str, Printed] | None = None,
    *,
    form: str = "f2021",
    checks: Sequence[Check] = (),
    body: str = "全年公开政府信息120条。",
    title: str = TITLE,
    path: str | None = "reports/yunling-finance-2023.txt",
    skip: Sequence[str] = (),
    **more: Any,
) -> tuple[ReportRecord, str]:
    """A report with its three tables. ``skip`` are rows that neither record nor text holds."""
    writer = Writer(text=f"{title}\n")
    writer.section("s0", "", "根据《中华人民共和国政府信息公开条例》编制本报告。")
    writer.section("s1", "一、总体情况", body)
    for table in load_form(form).tables:
        numeral = HEADINGS[table.id]
        writer.section(table.section, f"{numeral}、{table.label}", "")
        writer.table(table, printed or {}, skip=skip)
        last = writer.sections[-1]
        writer.sections[-1] = last.model_copy(update={"end": len(writer.text)})
    writer.section("s5", "五、存在的主要问题及改进情况", "公开内容还不够全面。下一步将加强培训。")
    writer.section("s6", "六、其他需要报告的事项", "无。")
    fields = {"title": Field(value=title, start=0, end=len(title), source="text", confidence=0.98)}
    if AGENCY in title:
        at = title.index(AGENCY)
        fields["agency"] = Field(
            value=AGENCY, start=at, end=at + len(AGENCY), source="text", confidence=0.98
        )
    fields["year"] = Field(value=2023, source="file_name", confidence=0.7)
    facts: dict[str, Any] = {
        "status": "ok",
        "source": source(path, chars=len(writer.text)),
        "title": title,
        "agency": AGENCY,
        "year": 2023,
        "fields": fields,
        "sections": tuple(writer.sections),
        "tables": tuple(writer.tables),
        "cells": tuple(writer.cells),
        "checks": tuple(checks),
        "extractor_version": "0.1.0",
        **more,
    }
    return ReportRecord(text_sha256=digest_of(writer.text), **facts), writer.text


def source(path: str | None, **more: Any) -> Source:
    facts = {
        "sha256": "ab" * 32,
        "media_type": "text/plain",
        "reader": "text",
        "text_rules": 1,
        "encoding": "gb18030",
    }
    return Source(path=path, **{**facts, **more})


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def failed(code: str = "truncated", message: str = "the file breaks off: zip") -> ReportRecord:
    return ReportRecord(
        status="failed",
        errors=(ErrorEntry(stage="read", code=code, message=message),),
        source=Source(path="reports/yunling-finance-2023.docx", sha256="cd" * 32),
        extractor_version="0.1.0",
    )


def check(
    rule: str,
    scope: str,
    left: float | None,
    right: float | None,
    cells: Sequence[str],
    *,
    status: str = "fail",
    **more: Any,
) -> Check:
    facts: dict[str, Any] = {"severity": "hard", "op": "eq", **more}
    return Check(
        rule=rule, scope=scope, status=status, left=left, right=right, cells=tuple(cells), **facts
    )


def balance(column: str, left: float | None, right: float | None, **more: Any) -> Check:
    rows = ("new_received", "carried_in", "processed_total", "carried_out")
    return check("T2_BALANCE", column, left, right, [f"t2.{row}.{column}" for row in rows], **more)


def reading(value: int | None, raw: str | None, status: str) -> dict[str, Any]:
    return {"value": value, "raw": raw, "status": status}


def rich() -> tuple[ReportRecord, str]:
    """One of every state of a cell, failed, passed and open checks, long labels, a hint."""
    denied = "t2.denied.state_secret"
    run = reading(None, "120003", "unreadable")
    printed = {
        "t1.art20_1.rules.issued": state("not_applicable_mark", "/"),
        "t1.art20_1.normative_documents.issued": number(5),
        "t1.art20_1.normative_documents.repealed": number(0),
        "t1.art20_1.normative_documents.in_force": number(4),
        "t1.art20_5.licensing.decisions": number(18352),
        "t1.art20_6.penalty.decisions": Printed(
            "l2O", {"value": 120, "status": "ocr_fixed", "confidence": 0.9,
                    "reading": reading(None, "l2O", "unreadable")},
        ),
        "t1.art20_6.coercion.decisions": state("missing_row", confidence=0.9),
        "t1.art20_8.admin_fees.amount_10k_yuan": Printed(
            "59,237.2449", {"value": 59237.2449, "status": "value"}
        ),
        "t2.new_received.natural_person": number(12, confidence=0.6),
        "t2.processed_total.natural_person": number(11, confidence=0.6),
        "t2.new_received.total": number(12),
        "t2.granted.natural_person": number(5),
        "t2.partially_granted.natural_person": number(6),
        "t2.granted.legal_research": state("blank"),
        "t2.granted.legal_other": state("missing_cell", confidence=0.45),
        f"{denied}.natural_person": Printed(
            "12", {"value": 12, "status": "split", "reading": run}
        ),
        f"{denied}.total": Printed(
            None, {"value": 12, "status": "derived", "derived_by": ("T2_ROW_TOTAL",),
                   "confidence": 0.9, "reading": reading(None, None, "blank")},
        ),
        "t2.denied.law_prohibited.natural_person": state("unreadable", "1 2", confidence=0.3),
        "t2.carried_out.total": number(7, confidence=0.45),
        "t3.review.upheld": number(7),
        "t3.review.corrected": number(1),
    }  # fmt: skip
    outcomes = ("upheld", "corrected", "other_result", "pending", "total")
    stock = [
        f"t1.art20_1.normative_documents.{name}" for name in ("in_force", "repealed", "issued")
    ]
    checks = [
        balance("natural_person", 12, 11),
        balance("legal_other", 0, 0, status="pass"),
        balance("legal_research", None, 0, status="not_checkable"),
        check("T3_REVIEW_TOTAL", "review", 8, 0, [f"t3.review.{name}" for name in outcomes]),
        check("T1_STOCK_BOUND", "normative_documents", 4, 5, stock, severity="soft", op="ge"),
    ]
    return report(printed, checks=checks)
