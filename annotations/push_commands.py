"""``gongkai annotate push``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, get_args

import typer

from annotations.desk_commands import tell_faults
from annotations.label_studio.connection import open_desk, require_settings
from annotations.label_studio.desk import Desk
from annotations.label_studio.ledger import ProjectKind, read_pulled
from annotations.label_studio.predict import model_version
from annotations.label_studio.projects import KINDS, project_title
from annotations.label_studio.push import PushResult, push
from annotations.label_studio.reports import (
    CandidateTask,
    Provenance,
    paths_to_sources,
    report_to_tasks,
)
from annotations.label_studio.selection import Runs, Selection, read_runs, select_tasks
from annotations.messages import say
from annotations.sampling import ORDERS
from annotations.schema import Level, Split
from extraction.command_group import FAILED, WRONG_USAGE
from extraction.inputs import NothingFound, arguments_to_paths
from extraction.language import Lang
from extraction.messages import error_to_text, message
from extraction.refusal import options_to_tagger
from models import Tagger

# Sentences that reports repeat every year teach little after the third time.
_PER_KIND = 3


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the command with its texts in one language."""

    def text(key: str) -> str:
        return say(lang, f"desk.{key}")

    @app.command("push", help=text("push.about"))
    def push_command(  # noqa: PLR0917 - a command line has no positional options
        files: list[str] = typer.Argument(help=text("push.files")),
        desk: Path = typer.Option(Path("desk"), help=text("folder")),
        order: str = typer.Option("uncertainty", help=text("push.order")),
        first: Path | None = typer.Option(None, help=text("push.first")),
        second: Path | None = typer.Option(None, help=text("push.second")),
        per_kind: int = typer.Option(_PER_KIND, min=0, help=text("push.per_kind")),
        limit: int = typer.Option(0, min=0, help=text("push.limit")),
        level: str = typer.Option("unknown", help=text("push.level")),
        field: str = typer.Option("unknown", help=text("push.field")),
        split: str = typer.Option("train", help=text("push.split")),
        model: str | None = typer.Option(None, help=text("push.model")),
        tagger: str | None = typer.Option(None, help=text("push.tagger")),
    ) -> None:
        choices = {
            "--order": (order, ORDERS),
            "--level": (level, get_args(Level)),
            "--split": (split, get_args(Split)),
        }
        for option, (given, offered) in choices.items():
            if given not in offered:
                told = f"{option} {given} ({', '.join(offered)})"
                _refuse(message(lang, "usage.bad_option", option=told))
        provenance = Provenance.of(level, field, split)
        player = options_to_tagger(model, tagger, lang)
        runs = _runs(order, first, second, lang)
        url = require_settings(desk).url
        found, failed = _read(_sources(files, lang), provenance, player, lang)
        with open_desk(url, os.environ) as server:
            for kind in KINDS:
                selection = select_tasks(
                    found[kind],
                    order=next(each for each in ORDERS if each == order),
                    per_kind=per_kind or None,
                    limit=limit or None,
                    runs=runs,
                )
                version = model_version(player)
                failed |= push_selection(server, desk, kind, selection, version=version, lang=lang)
        if failed:
            raise typer.Exit(FAILED)


def push_selection(
    server: Desk, folder: Path, kind: ProjectKind, selection: Selection, *, version: str, lang: Lang
) -> bool:
    """Brings the tasks and tells of it; whether any was refused."""
    title = project_title(kind)

    def tell(result: PushResult) -> None:
        counts = {"added": result.added, "predicted": result.predicted}
        print(say(lang, "desk.push.progress", title=title, **counts), file=sys.stderr)

    result = push(
        server,
        require_settings(folder).project(kind),
        selection.ordered,
        model_version=version,
        decided=frozenset(read_pulled(folder)),
        tell=tell,
    )
    tell_faults({name: (fault,) for name, fault in result.faults.items()}, lang)
    counts = {
        "added": result.added,
        "predicted": result.predicted,
        "answered": result.answered,
        "unchanged": result.unchanged,
        "left_out": selection.left_out,
    }
    print(say(lang, "desk.push.done", title=title, **counts))
    return bool(result.faults)


def _read(
    sources: Sequence[tuple[Path, str]], provenance: Provenance, tagger: Tagger, lang: Lang
) -> tuple[dict[ProjectKind, list[CandidateTask]], bool]:
    """The candidates of all files, and whether a file could not be read."""
    found: dict[ProjectKind, list[CandidateTask]] = {"text": [], "cells": []}
    failed = False
    for path, source in sources:
        try:
            report = report_to_tasks(path, source, provenance=provenance, tagger=tagger)
        except OSError as error:
            code, detail = "unreachable", error.strerror or str(error)
        else:
            found["text"].extend(report.passages)
            found["cells"].extend(report.cells)
            if report.code is None:
                continue
            code, detail = report.code, report.record.errors[0].message
        failed = True
        reason = error_to_text(code, detail, lang)
        print(say(lang, "desk.push.unread", source=source, reason=reason), file=sys.stderr)
    return found, failed


def _sources(files: Sequence[str], lang: Lang) -> list[tuple[Path, str]]:
    try:
        return paths_to_sources(files, arguments_to_paths(files))
    except NothingFound as error:
        _refuse(message(lang, "usage.nothing_found", argument=error.args[0]))
    except ValueError as error:
        _refuse(say(lang, "desk.push.twice", source=error))


def _runs(order: str, first: Path | None, second: Path | None, lang: Lang) -> Runs | None:
    if order != "disagreement":
        return None
    if first is None or second is None:
        _refuse(say(lang, "desk.push.two_runs"))
    try:
        return read_runs(first, second)
    except FileNotFoundError as error:
        _refuse(message(lang, "usage.nothing_found", argument=error.args[0]))
    except ValueError as error:
        _refuse(say(lang, "store.broken", reason=error))


def _refuse(text: str) -> NoReturn:
    print(text, file=sys.stderr)
    raise typer.Exit(WRONG_USAGE)
