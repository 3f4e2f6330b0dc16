"""The commands of this room: ``gongkai extract`` and ``gongkai show``.

A command parses, calls the library function of its name, prints, and returns an exit code:
0 all read, if only in part; 1 at least one failed; 2 wrong usage.
"""

from __future__ import annotations

import logging
import os
import sys
import webbrowser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import typer
import typer.main
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from extraction.bulk.settings import (
    BulkInputs,
    BulkLimits,
    BulkSettings,
    Refresh,
    WorkerSettings,
)
from extraction.bulk.terminal import extract_to_folder
from extraction.inputs import STANDARD_INPUT, NothingFound, arguments_to_paths
from extraction.language import Lang
from extraction.many import extract_many
from extraction.messages import message
from extraction.pipeline import extract_report
from extraction.record.model import ReportRecord
from extraction.show import record_to_html
from extraction.sinks import FORMATS
from extraction.summary import Summary, error_to_text
from models import DEFAULT_TAGGER, tagger_names

# what an unknown option, a missing argument and a bad value have in common
UsageError: type[Exception] = typer.BadParameter.__bases__[0]
# the summary's columns fit side by side
_LOG_WIDTH = 150
READ, FAILED, WRONG_USAGE, STOPPED = 0, 1, 2, 130


def run(arguments: Sequence[str], lang: Lang) -> int:
    """Runs ``extract ...`` or ``show ...``; messages are in ``lang``."""
    # what the reading libraries warn of is told by the record, not on the terminal
    logging.getLogger().addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    command = typer.main.get_command(build_app(lang))
    try:
        code = command.main(list(arguments), prog_name="gongkai", standalone_mode=False)
    except UsageError as error:
        print(
            message(lang, "usage.bad_option", option=str(getattr(error, "message", error))),
            file=sys.stderr,
        )
        print(message(lang, "usage.hint", command=arguments[0]), file=sys.stderr)
        return WRONG_USAGE
    except (KeyboardInterrupt, typer.Abort):
        print(message(lang, "progress.stopped"), file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        # the reader of our output has gone: nothing more is wanted
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return READ
    return code if isinstance(code, int) else READ


def build_app(lang: Lang) -> typer.Typer:
    """The application with its help texts in one language."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

    def text(key: str) -> str:
        return message(lang, key)

    about = f"{text('extract.help.about')}\n\n{text('extract.help.exit_codes')}"

    @app.command("extract", help=about, no_args_is_help=True)
    def extract_command(  # noqa: PLR0917 - a command line has no positional options
        files: list[str] = typer.Argument(None, help=text("extract.help.files")),
        out: Path | None = typer.Option(None, help=text("extract.help.out")),
        summary: bool = typer.Option(False, "--summary", help=text("extract.help.summary")),
        with_text: bool = typer.Option(False, "--with-text", help=text("extract.help.with_text")),
        workers: int = typer.Option(1, min=1, help=text("extract.help.workers")),
        tagger: str = typer.Option(DEFAULT_TAGGER, help=text("extract.help.tagger")),
        quiet: bool = typer.Option(False, "--quiet", help=text("extract.help.quiet")),
        formats: list[str] = typer.Option([], "--format", help=text("extract.help.format")),
        lists: list[Path] = typer.Option([], "--list", help=text("extract.help.list")),
        manifest: Path | None = typer.Option(None, help=text("extract.help.manifest")),
        refresh: list[Refresh] = typer.Option([], help=text("extract.help.refresh")),
        time_limit: float | None = typer.Option(None, min=1, help=text("extract.help.time_limit")),
        memory_limit: float | None = typer.Option(
            None, min=256, help=text("extract.help.memory_limit")
        ),
    ) -> None:
        if tagger not in tagger_names():
            known = ", ".join(tagger_names())
            _refuse(message(lang, "usage.unknown_tagger", name=tagger, known=known))
        for_bulk = {
            "--format": formats,
            "--list": lists,
            "--manifest": manifest,
            "--refresh": refresh,
            "--time-limit": time_limit,
            "--memory-limit": memory_limit,
        }
        unknown = [name for name in formats if name not in FORMATS]
        if unknown:
            known = ", ".join(FORMATS)
            _refuse(message(lang, "usage.unknown_format", name=unknown[0], known=known))
        if not (files or lists or manifest):
            _refuse(message(lang, "usage.no_files"))
        if out is not None:
            inputs = BulkInputs(tuple(files or ()), tuple(lists), manifest)
            settings = BulkSettings(
                workers=workers,
                refresh=tuple(refresh),
                formats=tuple(formats),
                lang=lang,
                worker=WorkerSettings(tagger=tagger, with_text=with_text),
                limits=_limits(time_limit, memory_limit),
            )
            raise typer.Exit(
                extract_to_folder(inputs, out, settings, lang, summary=summary, quiet=quiet)
            )
        for option, value in for_bulk.items():
            if value:
                _refuse(message(lang, "usage.needs_out", option=option))
        paths = _paths(files, lang)
        records = extract_many(paths, with_text=with_text, workers=workers, tagger=tagger)
        code = _print_records(records, total=len(paths), lang=lang, summary=summary, quiet=quiet)
        raise typer.Exit(code)

    @app.command("show", help=text("show.help.about"), no_args_is_help=True)
    def show_command(
        file: str = typer.Argument(help=text("show.help.file")),
        out: Path | None = typer.Option(None, help=text("show.help.out")),
        open_page: bool = typer.Option(False, "--open", help=text("show.help.open")),
    ) -> None:
        paths = _paths([file], lang)
        if len(paths) != 1:
            _refuse(message(lang, "usage.one_file", count=len(paths)))
        raise typer.Exit(_show(paths[0], lang=lang, out=out, open_page=open_page))

    return app


def _limits(seconds: float | None, memory_mb: float | None) -> BulkLimits:
    usual = BulkLimits()
    return BulkLimits(seconds=seconds or usual.seconds, memory_mb=memory_mb or usual.memory_mb)


def _paths(arguments: Sequence[str], lang: Lang) -> list[str]:
    try:
        return arguments_to_paths(arguments)
    except NothingFound as error:
        _refuse(message(lang, "usage.nothing_found", argument=error.args[0]))


def _refuse(text: str) -> NoReturn:
    print(text, file=sys.stderr)
    raise typer.Exit(WRONG_USAGE)


def _print_records(
    records: Iterator[ReportRecord],
    *,
    total: int,
    lang: Lang,
    summary: bool,
    quiet: bool,
) -> int:
    """Prints every record, or the summary; tells failures as they come."""
    told = Summary(lang)
    failed = False
    for record in _with_progress(records, total, lang, quiet=quiet):
        if not summary:
            print(record.to_json(), flush=total == 1)
        told.add(record)
        if record.status == "failed":
            failed = True
            if not quiet:
                _tell_failure(record, lang)
    if summary:
        terminal = sys.stdout.isatty()
        told.print_to(Console(width=None if terminal else _LOG_WIDTH))
    return FAILED if failed else READ


def _with_progress(
    records: Iterator[ReportRecord], total: int, lang: Lang, *, quiet: bool
) -> Iterator[ReportRecord]:
    """A bar on a terminal, plain lines in a log, nothing for a single report."""
    if quiet or total == 1:
        yield from records
        return
    console = Console(stderr=True)
    if not console.is_terminal:
        for done, record in enumerate(records, start=1):
            if done == total or done % max(1, total // 10) == 0:
                print(message(lang, "progress.reading", done=done, total=total), file=sys.stderr)
            yield record
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    ) as progress:
        task = progress.add_task(message(lang, "progress.file", name=""), total=total)
        for record in records:
            name = Path(record.source.path or "-").name
            progress.update(task, advance=1, description=message(lang, "progress.file", name=name))
            yield record


def _tell_failure(record: ReportRecord, lang: Lang) -> None:
    name = record.source.path or STANDARD_INPUT
    for error in record.errors:
        text = error_to_text(error.code, error.message, lang)
        line = message(lang, "progress.failed", name=name, what=text, remedy="")
        print(line.rstrip(), file=sys.stderr)


def _show(path: str, *, lang: Lang, out: Path | None, open_page: bool) -> int:
    source = sys.stdin.buffer.read() if path == STANDARD_INPUT else path
    report = extract_report(source)
    record, document = report.record, report.document
    text = document.text if document is not None else ""
    page = record_to_html(record, text, lang=lang, document=document)
    if out is None:
        print(page)
    else:
        try:
            out.write_text(page, encoding="utf-8")
        except OSError as error:
            reason = error.strerror or str(error)
            _refuse(message(lang, "usage.not_writable", path=out, reason=reason))
        print(message(lang, "progress.page_written", path=out), file=sys.stderr)
        if open_page:
            webbrowser.open(out.resolve().as_uri())
    if record.status == "failed":
        _tell_failure(record, lang)
        return FAILED
    return READ
