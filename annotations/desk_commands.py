"""``gongkai annotate init | pull | status``."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from annotations.label_studio.connection import (
    BACKEND_TOKEN_VARIABLE,
    open_desk,
    require_settings,
)
from annotations.label_studio.desk import Desk
from annotations.label_studio.faults import Fault
from annotations.label_studio.filing import Filing
from annotations.label_studio.ledger import read_pulled, write_pulled
from annotations.label_studio.projects import KINDS, init_projects, project_title
from annotations.label_studio.pull import (
    PullResult,
    missing_tasks,
    only_by,
    pull_cells,
    pull_texts,
)
from annotations.messages import say
from extraction.command_group import FAILED
from extraction.language import Lang

_WIDTH = 110
# More names would fill the screen; the count says the rest.
_NAMES = 5


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the commands with their texts in one language."""

    def text(key: str) -> str:
        return say(lang, key)

    @app.command("init", help=text("desk.init.about"))
    def init(
        url: str = typer.Option(..., help=text("desk.init.url")),
        desk: Path = typer.Option(Path("desk"), help=text("desk.folder")),
        backend: str | None = typer.Option(None, help=text("desk.init.backend")),
    ) -> None:
        with open_desk(url, os.environ) as server:
            for each in init_projects(server, desk, url):
                title = project_title(each.kind)
                print(say(lang, f"desk.init.{each.change}", number=each.number, title=title))
            if backend is not None:
                project = require_settings(desk).project("text")
                token = os.environ.get(BACKEND_TOKEN_VARIABLE)
                if server.connect_backend(project, backend, token):
                    print(say(lang, "desk.init.connected", backend=backend))

    @app.command("pull", help=text("desk.pull.about"))
    def pull(
        store: Path = typer.Option(..., help=text("desk.pull.store")),
        desk: Path = typer.Option(Path("desk"), help=text("desk.folder")),
        with_text: bool = typer.Option(False, "--with-text", help=text("desk.pull.with_text")),
        annotator: str | None = typer.Option(None, help=text("desk.pull.annotator")),
    ) -> None:
        with open_desk(require_settings(desk).url, os.environ) as server:
            refused = pull_into(server, desk, store, lang, with_text=with_text, annotator=annotator)
        if refused:
            raise typer.Exit(FAILED)

    @app.command("status", help=text("desk.status.about"))
    def status(desk: Path = typer.Option(Path("desk"), help=text("desk.folder"))) -> None:
        with open_desk(require_settings(desk).url, os.environ) as server:
            _print_status(server, desk, lang)


def pull_into(
    server: Desk,
    folder: Path,
    store: Path,
    lang: Lang,
    *,
    with_text: bool = False,
    annotator: str | None = None,
) -> bool:
    """Takes the answers of both projects and tells of them; whether any was refused.

    ``annotator`` takes one person's answers only, as for a store to measure agreement with.

    The store is written before the ledger: after a fault between the two the next run takes the
    same answers again and finds them filed.
    """
    settings = require_settings(folder)
    pulled = read_pulled(folder)
    filing = Filing(store)
    there = {
        kind: [only_by(task, annotator) for task in server.answers(settings.project(kind))]
        for kind in KINDS
    }
    results = {
        "text": pull_texts(there["text"], filing, pulled, with_text=with_text),
        "cells": pull_cells(there["cells"], filing, pulled),
    }
    filing.write()
    write_pulled(folder, pulled)
    for kind in KINDS:
        _tell(results[kind], project_title(kind), lang)
    gone = missing_tasks([*there["text"], *there["cells"]], pulled)
    if gone:
        names = ", ".join(gone[:_NAMES]) + (" …" if len(gone) > _NAMES else "")
        print(say(lang, "desk.pull.gone", count=len(gone), names=names), file=sys.stderr)
    return any(result.faults for result in results.values())


def _tell(result: PullResult, title: str, lang: Lang) -> None:
    for entries in (result.notes, result.faults):
        tell_faults(entries, lang)
    print(
        say(
            lang,
            "desk.pull.done",
            title=title,
            written=result.written,
            unchanged=result.unchanged,
            unanswered=result.unanswered,
            skipped=result.skipped,
            faults=len(result.faults),
        )
    )


def tell_faults(entries: Mapping[str, tuple[Fault, ...]], lang: Lang) -> None:
    """One line a task, on the error stream."""
    for name, faults in entries.items():
        reason = " ".join(fault.to_text(lang) for fault in faults)
        print(say(lang, "desk.line", task=name, reason=reason), file=sys.stderr)


def _print_status(server: Desk, folder: Path, lang: Lang) -> None:
    settings = require_settings(folder)
    names = ("project", "tasks", "answered", "skipped", "predictions", "version")
    table = Table(*(say(lang, f"desk.status.{name}") for name in names))
    for kind in KINDS:
        counts = server.counts(settings.project(kind))
        numbers = (counts.tasks, counts.answered, counts.skipped, counts.predictions)
        table.add_row(counts.title, *map(str, numbers), counts.model_version)
    Console(width=_WIDTH).print(table)
    print(say(lang, "desk.status.pulled", count=len(read_pulled(folder))))
