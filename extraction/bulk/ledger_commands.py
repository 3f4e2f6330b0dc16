"""``gongkai bulk status``, ``retry`` and ``quarantine``: looks into a ledger and small changes."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import typer

from extraction.bulk.entries import State
from extraction.bulk.ledger import FILE_NAME, Ledger, lock
from extraction.bulk.writer import reopen_reports
from extraction.command_group import WRONG_USAGE
from extraction.language import Lang
from extraction.messages import message

STATES: tuple[State, ...] = ("done", "failed", "quarantined", "pending", "running", "duplicate")


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the commands with their help texts in one language."""

    def text(key: str) -> str:
        return message(lang, f"bulk.help.{key}")

    folder_argument = typer.Argument(help=text("folder"))
    code_option = typer.Option([], "--code", help=text("code"))

    @app.command("status", help=text("status"))
    def status_command(folder: Path = folder_argument) -> None:
        with closing(_open(folder, lang)) as ledger:
            print("\n".join(ledger_to_lines(ledger, lang)))

    @app.command("retry", help=text("retry"))
    def retry_command(folder: Path = folder_argument, codes: list[str] = code_option) -> None:
        with closing(_open(folder, lang)) as ledger, lock(folder):
            count = retry_failed(ledger, folder, codes)
        print(message(lang, "bulk.status.retried", count=count, path=folder))

    @app.command("quarantine", help=text("quarantine"))
    def quarantine_command(folder: Path = folder_argument) -> None:
        with closing(_open(folder, lang)) as ledger:
            entries = list(ledger.entries("quarantined"))
        for entry in entries:
            shown = {"key": entry.key, "code": entry.code, "reason": entry.reason}
            print(json.dumps(shown, ensure_ascii=False))
        if not entries:
            print(message(lang, "bulk.status.none_quarantined"), file=sys.stderr)


def _open(folder: Path, lang: Lang) -> Ledger:
    if not (folder / FILE_NAME).is_file():
        print(message(lang, "bulk.no_ledger", path=folder), file=sys.stderr)
        raise typer.Exit(WRONG_USAGE)
    return Ledger(folder)


def retry_failed(ledger: Ledger, folder: Path, codes: Sequence[str] = ()) -> int:
    """Makes failed and quarantined reports pending; how many. Of all codes if none is named."""
    seqs = [
        entry.seq
        for entry in ledger.entries("failed", "quarantined")
        if not codes or entry.code in codes
    ]
    reopen_reports(ledger, folder, seqs)
    return len(seqs)


def ledger_to_lines(ledger: Ledger, lang: Lang) -> list[str]:
    """Counts by state, failures by reason, versions, parts."""

    def text(key: str) -> str:
        return message(lang, f"bulk.status.{key}")

    states = ledger.count_by_state()
    lines = [f"{states[state]:>9}  {text(state)}" for state in STATES if states[state]]
    lines.append(f"{states.total():>9}  {text('total')}")
    for heading, counts in (
        ("reasons", ledger.count_by_code()),
        ("makers", ledger.count_by_maker()),
    ):
        if counts:
            lines.append(f"\n{text(heading)}")
            lines.extend(f"{count:>9}  {name}" for name, count in counts.most_common())
    parts = ledger.parts()
    lines.append(f"\n{text('parts')}\n{len(parts):>9}")
    return lines
