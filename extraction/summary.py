"""Records as a table that a person reads: one line a report."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from extraction.language import Lang
from extraction.messages import error_to_text, message
from extraction.record.model import ReportRecord

_FLAG_CONFIDENCE = 0.5
# the columns fit side by side
_LOG_WIDTH = 150
_COLUMNS = ("file", "agency", "year", "form", "status", "cells", "flagged", "checks")
_STYLES = {"ok": "green", "partial": "yellow", "failed": "red"}


class Summary:
    """Collects what the summary shows as records pass by, so that none need be kept."""

    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang
        self._rows: list[tuple[str, ...]] = []
        self._counts: Counter[str] = Counter()

    def add(self, record: ReportRecord) -> None:
        self._counts[record.status] += 1
        self._rows.append(_row(record, self._lang))

    def print_out(self) -> None:
        """On standard output: as wide as the terminal, or as a line of a log needs."""
        self.print_to(Console(width=None if sys.stdout.isatty() else _LOG_WIDTH))

    def print_to(self, console: Console) -> None:
        table = Table(title=message(self._lang, "summary.title"), title_justify="left")
        for name in _COLUMNS:
            numeric = name in ("year", "cells", "flagged")
            heading = message(self._lang, f"summary.{name}")
            table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
        for row in self._rows:
            table.add_row(*row)
        console.print(table)
        console.print(
            message(
                self._lang,
                "summary.total",
                total=sum(self._counts.values()),
                ok=self._counts["ok"],
                partial=self._counts["partial"],
                failed=self._counts["failed"],
            )
        )


def _row(record: ReportRecord, lang: Lang) -> tuple[str, ...]:
    name = Path(record.source.path).name if record.source.path else "-"
    status = message(lang, f"record_status.{record.status}")
    styled = f"[{_STYLES[record.status]}]{status}[/]"
    if record.status == "failed":
        what = " ".join(error_to_text(error.code, error.message, lang) for error in record.errors)
        return (_plain(name), _plain(what), "", "", styled, "", "", "")
    stated = sum(cell.value is not None for cell in record.cells)
    doubtful = sum(
        cell.status == "unreadable" or cell.confidence < _FLAG_CONFIDENCE for cell in record.cells
    )
    checks = Counter(check.status for check in record.checks)
    told = message(
        lang,
        "summary.checks_value",
        passed=checks["pass"],
        failed=checks["fail"],
        open=checks["not_checkable"],
    )
    return (
        _plain(name),
        _plain(record.agency or "?"),
        str(record.year or "?"),
        "+".join(dict.fromkeys(table.form for table in record.tables)),
        styled,
        f"{stated}/{len(record.cells)}" if record.cells else "",
        str(doubtful) if record.cells else "",
        told if record.checks else "",
    )


def _plain(text: str) -> str:
    """Text of a report is no markup: brackets stay brackets."""
    return text.replace("[", "\\[")
