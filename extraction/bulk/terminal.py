"""What ``gongkai extract … --out DIR`` shows and says: a live line or lines of a log, and the end.

A terminal gets a bar that is renewed; a log gets a line now and then, and each failure.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
from rich.progress import Progress as Bar

from extraction.addresses import AddressUnreachable
from extraction.bulk.engine import NoCluster, WorkersCannotStart
from extraction.bulk.ledger import LedgerBusy, LedgerUnknown
from extraction.bulk.progress import Progress, SilentWatcher, Watcher, seconds_to_clock
from extraction.bulk.run import BulkResult, folder_to_records, run_bulk
from extraction.bulk.settings import BulkInputs, BulkSettings
from extraction.bulk.sources import BadManifest
from extraction.inputs import NothingFound
from extraction.language import Lang
from extraction.messages import error_to_text, find_message, message
from extraction.summary import Summary
from models import ModelError, model_error_to_text

# Seconds between two lines of a log; a night has some 500.
_LINE_SECONDS = 60.0
_PLANNING_SECONDS = 10.0
_STEPS = 10
_SHOWN_REASONS = 4
READ, FAILED, WRONG_USAGE = 0, 1, 2
_SIGNAL_BASE = 128
# error -> key of what is said of it; NothingFound, an OSError too, has its own
_TOLD: dict[type[Exception], str] = {
    BadManifest: "bulk.bad_manifest",
    LedgerBusy: "bulk.busy",
    LedgerUnknown: "bulk.unknown_ledger",
    WorkersCannotStart: "bulk.cannot_start",
    NoCluster: "bulk.no_cluster",
    AddressUnreachable: "bulk.no_address",
    sqlite3.Error: "bulk.bad_ledger",
    OSError: "usage.not_writable",
}


def extract_to_folder(
    inputs: BulkInputs,
    out: Path,
    settings: BulkSettings,
    lang: Lang,
    *,
    summary: bool = False,
    quiet: bool = False,
) -> int:
    """Runs ``run_bulk``, says what happens, and returns the exit code."""
    console = Console(stderr=True)
    watcher: Watcher = SilentWatcher()
    live: AbstractContextManager[object] = nullcontext()
    if not quiet and console.is_terminal:
        watcher = _TerminalWatcher(lang, console)
        live = watcher.bar
    elif not quiet:
        watcher = _LogWatcher(lang, _say)
    try:
        with live:
            result = run_bulk(inputs, out, settings, watcher)
    except ModelError as error:
        # a model that was whole when the command began
        _say(model_error_to_text(error, lang))
        return WRONG_USAGE
    except tuple(_TOLD) as error:
        place = settings.copy_to if isinstance(error, AddressUnreachable) else out
        _say(_error_to_line(error, place, lang))
        return FAILED if isinstance(error, WorkersCannotStart) else WRONG_USAGE
    if not quiet:
        _tell_end(result, out, lang)
        if settings.copy_to:
            _say(message(lang, "bulk.copied", address=settings.copy_to))
    if summary:
        _print_summary(out, lang)
    if result.stopped_by is not None:
        return _SIGNAL_BASE + result.stopped_by
    return FAILED if result.progress.failed else READ


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _error_to_line(error: Exception, out: Path | str | None, lang: Lang) -> str:
    if isinstance(error, NothingFound):
        return message(lang, "usage.nothing_found", argument=error.args[0])
    for kind, key in _TOLD.items():
        if isinstance(error, kind):
            return message(lang, key, path=out, reason=getattr(error, "strerror", None) or error)
    raise error


def _tell_end(result: BulkResult, out: Path, lang: Lang) -> None:
    if result.stopped_by is not None:
        _say(message(lang, "progress.stopped"))
        _say(message(lang, "bulk.go_on"))
    if result.changed:
        _say(message(lang, "bulk.changed", count=result.changed))
    if result.outdated:
        _say(message(lang, "bulk.outdated", count=result.outdated))
    if result.progress.duplicates:
        _say(message(lang, "bulk.duplicates", count=result.progress.duplicates))
    _say(message(lang, "progress.records_written", path=out / "records"))
    if result.exported.formats and result.stopped_by is None:
        named = ", ".join(result.exported.formats)
        _say(message(lang, "bulk.exported", formats=named, path=out))
    if result.page is not None:
        _say(message(lang, "progress.page_written", path=result.page))
    if result.exported.missing:
        named = ", ".join(result.exported.missing)
        libraries = sorted({each for some in result.exported.missing.values() for each in some})
        _say(message(lang, "bulk.no_extra", formats=named, libraries=", ".join(libraries)))


def _print_summary(out: Path, lang: Lang) -> None:
    told = Summary(lang)
    for record in folder_to_records(out):
        told.add(record)
    told.print_out()


class _LogWatcher:
    """Plain lines: at every tenth of the run, and once a minute."""

    def __init__(self, lang: Lang, say: Callable[[str], None]) -> None:
        self._lang: Lang = lang
        self._say = say
        self._next_time = 0.0
        self._next_count = 0
        self._told = -1
        self._next_planning = time.monotonic() + _PLANNING_SECONDS

    def planning(self, named: int) -> None:
        if time.monotonic() < self._next_planning:
            return
        self._next_planning = time.monotonic() + _PLANNING_SECONDS
        self._say(message(self._lang, "bulk.planned", count=named))

    def progress(self, now: Progress) -> None:
        if not now.here or now.finished == self._told:
            return
        moment = time.monotonic()
        if now.finished < min(self._next_count, now.total) and moment < self._next_time:
            return
        self._told = now.finished
        self._next_time = moment + _LINE_SECONDS
        self._next_count = now.finished + max(1, now.total // _STEPS)
        self._say(progress_to_line(now, self._lang))

    def exporting(self, done: int, total: int) -> None:
        if done == total or done % max(1, total // _STEPS) == 0:
            self._say(message(self._lang, "bulk.exporting", done=done, total=total))

    def failure(self, key: str, code: str, detail: str) -> None:  # noqa: ARG002
        self._say(failure_to_line(key, code, self._lang))

    def machine_lost(self, machine: str, reports: int) -> None:
        self._say(message(self._lang, "bulk.machine_lost", machine=machine, count=reports))


class _TerminalWatcher:
    """One line at the foot of the terminal, renewed; failures pass above it."""

    def __init__(self, lang: Lang, console: Console) -> None:
        self._lang: Lang = lang
        self.bar = Bar(
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
            console=console,
            transient=True,
        )
        self._task: TaskID = self.bar.add_task("", total=None)

    def planning(self, named: int) -> None:
        line = message(self._lang, "bulk.planned", count=named)
        self.bar.update(self._task, description=escape(line))

    def progress(self, now: Progress) -> None:
        line = escape(progress_to_line(now, self._lang, counts=False))
        self.bar.update(self._task, total=now.total, completed=now.finished, description=line)

    def exporting(self, done: int, total: int) -> None:
        line = escape(message(self._lang, "bulk.exporting", done=done, total=total))
        self.bar.update(self._task, total=total, completed=done, description=line)

    def failure(self, key: str, code: str, detail: str) -> None:  # noqa: ARG002
        self.bar.console.print(escape(failure_to_line(key, code, self._lang)), highlight=False)

    def machine_lost(self, machine: str, reports: int) -> None:
        line = message(self._lang, "bulk.machine_lost", machine=machine, count=reports)
        self.bar.console.print(escape(line), highlight=False)


def progress_to_line(now: Progress, lang: Lang, *, counts: bool = True) -> str:
    """Done, rate, time left, and the failures by reason, the most frequent first."""
    parts = []
    if counts:
        parts.append(message(lang, "progress.reading", done=now.finished, total=now.total))
    parts.append(message(lang, "bulk.rate", rate=f"{now.rate:.1f}"))
    if now.seconds_left is not None and now.finished < now.total:
        left = seconds_to_clock(now.seconds_left)
        parts.append(message(lang, "bulk.left", time=left))
    if now.failed:
        reasons = list(now.failures.items())
        named = [f"{code} {count}" for code, count in reasons[:_SHOWN_REASONS]]
        rest = sum(count for _, count in reasons[_SHOWN_REASONS:])
        named += [f"+{rest}"] if rest else []
        parts.append(message(lang, "bulk.failures", count=now.failed, reasons=", ".join(named)))
    return " · ".join(parts)


def failure_to_line(key: str, code: str, lang: Lang) -> str:
    what = code
    if find_message(lang, f"error.{code}.what") is not None:
        what = error_to_text(code, "", lang)
    return message(lang, "progress.failed", name=key, what=what, remedy="").rstrip()
