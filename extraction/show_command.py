"""``gongkai show``: the page of one report."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path

import typer

from extraction.failure import tell_failure
from extraction.inputs import STANDARD_INPUT
from extraction.language import Lang
from extraction.messages import message
from extraction.pipeline import ExtractedReport, extract_report, refused_record
from extraction.refusal import arguments_to_files, options_to_tagger, refuse
from extraction.show import record_to_html
from models import Tagger

READ, FAILED = 0, 1


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the command with its help texts in one language."""

    def text(key: str) -> str:
        return message(lang, key)

    @app.command("show", help=text("show.help.about"), no_args_is_help=True)
    def show_command(
        file: str = typer.Argument(help=text("show.help.file")),
        out: Path | None = typer.Option(None, help=text("show.help.out")),
        model: str | None = typer.Option(None, help=text("extract.help.model")),
        tagger: str | None = typer.Option(None, help=text("extract.help.tagger")),
        open_page: bool = typer.Option(False, "--open", help=text("show.help.open")),
    ) -> None:
        paths = arguments_to_files([file], lang)
        if len(paths) != 1:
            refuse(message(lang, "usage.one_file", count=len(paths)))
        player = options_to_tagger(model, tagger, lang)
        raise typer.Exit(show(paths[0], player, lang=lang, out=out, open_page=open_page))


def show(path: str, tagger: Tagger, *, lang: Lang, out: Path | None, open_page: bool) -> int:
    """Makes the page, writes or prints it, and returns the exit code."""
    source = sys.stdin.buffer.read() if path == STANDARD_INPUT else path
    try:
        report = extract_report(source, tagger=tagger)
    except OSError as error:
        detail = error.strerror or str(error)
        report = ExtractedReport(refused_record(path, None, "unreachable", detail))
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
            refuse(message(lang, "usage.not_writable", path=out, reason=reason))
        print(message(lang, "progress.page_written", path=out), file=sys.stderr)
        if open_page:
            webbrowser.open(out.resolve().as_uri())
    if record.status == "failed":
        tell_failure(record, lang)
        return FAILED
    return READ
