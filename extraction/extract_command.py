"""``gongkai extract``: reports in, records on standard output or, in bulk, in a folder.

Bulk runs and what is drawn for people load by name when they are wanted, so that one report waits
for neither.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from extraction.bulk_options import BulkOptions, Refresh
from extraction.failure import tell_failure
from extraction.language import Lang
from extraction.many import extract_many
from extraction.messages import message
from extraction.record.model import ReportRecord
from extraction.refusal import arguments_to_files, options_to_name, refuse, refuse_model
from extraction.sinks import FORMATS
from models import ModelError

_BULK = "extraction.bulk.extract"
_SUMMARY = "extraction.summary"
_PROGRESS_BAR = "extraction.progress_bar"
READ, FAILED = 0, 1


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the command with its help texts in one language."""

    def text(key: str) -> str:
        return message(lang, f"extract.help.{key}")

    @app.command("extract", help=f"{text('about')}\n\n{text('exit_codes')}", no_args_is_help=True)
    def extract_command(  # noqa: PLR0917 - a command line has no positional options
        files: list[str] = typer.Argument(None, help=text("files")),
        out: str | None = typer.Option(None, help=text("out")),
        summary: bool = typer.Option(False, "--summary", help=text("summary")),
        with_text: bool = typer.Option(False, "--with-text", help=text("with_text")),
        workers: int | None = typer.Option(None, min=1, help=text("workers")),
        model: str | None = typer.Option(None, help=text("model")),
        tagger: str | None = typer.Option(None, help=text("tagger")),
        quiet: bool = typer.Option(False, "--quiet", help=text("quiet")),
        formats: list[str] = typer.Option([], "--format", help=text("format")),
        lists: list[Path] = typer.Option([], "--list", help=text("list")),
        manifest: Path | None = typer.Option(None, help=text("manifest")),
        refresh: list[Refresh] = typer.Option([], help=text("refresh")),
        time_limit: float | None = typer.Option(None, min=1, help=text("time_limit")),
        memory_limit: float | None = typer.Option(None, min=256, help=text("memory_limit")),
        engine: str | None = typer.Option(None, help=text("engine")),
        ray_address: str | None = typer.Option(None, help=text("ray_address")),
        ledger: Path | None = typer.Option(None, help=text("ledger")),
    ) -> None:
        options = BulkOptions(
            formats=tuple(formats),
            lists=tuple(lists),
            manifest=manifest,
            refresh=tuple(refresh),
            time_limit=time_limit,
            memory_limit=memory_limit,
            engine=engine,
            ray_address=ray_address,
            ledger=ledger,
        )
        _check(files, options, lang)
        # one process loads it now; several load it each for themselves
        here = out is None and workers in {None, 1}
        name = options_to_name(model, tagger, lang, load=here)
        if out is not None:
            extract_in_bulk = _load(_BULK).extract_in_bulk
            code = extract_in_bulk(
                tuple(files or ()),
                out,
                options,
                lang,
                tagger=name,
                with_text=with_text,
                workers=workers,
                summary=summary,
                quiet=quiet,
            )
            raise typer.Exit(code)
        for option in options.given():
            refuse(message(lang, "usage.needs_out", option=option))
        paths = arguments_to_files(files, lang)
        records = extract_many(paths, with_text=with_text, workers=workers or 1, tagger=name)
        try:
            code = _print_records(
                records, total=len(paths), lang=lang, summary=summary, quiet=quiet
            )
        except ModelError as error:
            refuse_model(error, lang)
        raise typer.Exit(code)


def _check(files: list[str] | None, options: BulkOptions, lang: Lang) -> None:
    unknown = [name for name in options.formats if name not in FORMATS]
    if unknown:
        known = ", ".join(FORMATS)
        refuse(message(lang, "usage.unknown_format", name=unknown[0], known=known))
    if not (files or options.lists or options.manifest):
        refuse(message(lang, "usage.no_files"))


def _load(module: str) -> Any:
    return importlib.import_module(module)


def _print_records(
    records: Iterator[ReportRecord],
    *,
    total: int,
    lang: Lang,
    summary: bool,
    quiet: bool,
) -> int:
    """Prints every record, or the summary; tells failures as they come."""
    told = _load(_SUMMARY).Summary(lang) if summary else None
    failed = False
    for record in _with_progress(records, total, lang, quiet=quiet):
        if told is None:
            print(record.to_json(), flush=total == 1)
        else:
            told.add(record)
        if record.status == "failed":
            failed = True
            if not quiet:
                tell_failure(record, lang)
    if told is not None:
        told.print_out()
    return FAILED if failed else READ


def _with_progress(
    records: Iterator[ReportRecord], total: int, lang: Lang, *, quiet: bool
) -> Iterator[ReportRecord]:
    """A bar on a terminal, plain lines in a log, nothing for a single report."""
    if quiet or total == 1:
        yield from records
    elif sys.stderr.isatty():
        yield from _load(_PROGRESS_BAR).with_bar(records, total, lang)
    else:
        for done, record in enumerate(records, start=1):
            if done == total or done % max(1, total // 10) == 0:
                print(message(lang, "progress.reading", done=done, total=total), file=sys.stderr)
            yield record
