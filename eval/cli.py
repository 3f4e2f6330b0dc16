"""The commands of this room: ``gongkai eval ...``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from eval.layouts.families import FAMILIES
from eval.layouts.runner import Run, run_layouts
from eval.layouts.tabulate import (
    HEADER,
    describe,
    row_to_texts,
    run_to_json,
    run_to_markdown,
    run_to_rows,
    run_to_wrong_lines,
    write_readme_block,
)
from eval.readme import READMES
from extraction import extract
from extraction.record import ReportRecord

app = typer.Typer(help="Measures the extractor.", no_args_is_help=True)


def run(arguments: Sequence[str], _lang: str) -> int:
    """Runs ``eval COMMAND ...`` and returns its exit code; messages are in English."""
    words = list(arguments)
    if "eval" in words:
        words.remove("eval")
    try:
        app(words, prog_name="gongkai eval")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


@app.callback()
def group() -> None:
    """Measures the extractor."""


@app.command("layouts")
def layouts(  # noqa: PLR0917 - a command line has no positional arguments
    files: Annotated[int, typer.Option(min=1, help="How many files are made.")] = 200,
    seed: Annotated[int, typer.Option(help="The same seed gives the same files.")] = 0,
    noise: Annotated[bool, typer.Option(help="Damage every second round of files.")] = True,
    out: Annotated[
        Path | None, typer.Option(help="Folder for layouts.json, layouts.md, wrong.jsonl.")
    ] = None,
    families: Annotated[
        list[str] | None, typer.Option(help="Only this layout; may be given several times.")
    ] = None,
    readme: Annotated[bool, typer.Option(help="Renew the tables of both READMEs.")] = False,
) -> None:
    """Renders known records in every layout, damages them, and scores the extractor on them."""
    unknown = sorted(set(families or ()) - set(FAMILIES))
    if unknown:
        raise typer.BadParameter(f"no layouts of this name: {', '.join(unknown)}")
    console = Console()
    with console.status("") as status:
        run = run_layouts(
            _extract,
            size=files,
            seed=seed,
            families=families,
            noisy=noise,
            progress=lambda done: status.update(f"{done} of {files} files"),
        )
    _print_run(console, run)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        (out / "layouts.json").write_text(run_to_json(run), encoding="utf-8")
        (out / "layouts.md").write_text(run_to_markdown(run), encoding="utf-8")
        (out / "wrong.jsonl").write_text(run_to_wrong_lines(run), encoding="utf-8")
    if readme:
        for path in READMES:
            write_readme_block(path, run)


def _extract(data: bytes, name: str) -> ReportRecord:
    return extract(data, name=name)


def _print_run(console: Console, run: Run) -> None:
    for title, rows in run_to_rows(run).items():
        if not rows:
            continue
        table = Table(title=title)
        for number, name in enumerate(HEADER):
            table.add_column(name, justify="right" if number else "left")
        for row in rows:
            table.add_row(*row_to_texts(row))
        console.print(table)
    for name, reason in run.skipped.items():
        console.print(f"skipped: {describe(name)}: {reason}")
