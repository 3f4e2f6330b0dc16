"""``gongkai eval layouts``: the test bed of the tables from the command line."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from eval.layouts.families import FAMILIES
from eval.layouts.runner import Run, run_layouts
from eval.layouts.tabulate import (
    header,
    row_to_texts,
    run_to_json,
    run_to_markdown,
    run_to_rows,
    run_to_wrong_lines,
    skipped_to_lines,
    write_readme_blocks,
)
from eval.messages import say
from extraction import extract
from extraction.language import Lang
from extraction.record import ReportRecord

# Narrower, and the twelve columns lose their figures.
LEAST_WIDTH = 170


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the command with its texts in one language."""

    def text(name: str) -> str:
        return say(lang, f"layouts.help.{name}")

    @app.command("layouts", help=text("about"))
    def layouts(  # noqa: PLR0917 - a command line has no positional options
        files: int = typer.Option(200, min=1, help=text("files")),
        seed: int = typer.Option(0, help=text("seed")),
        noise: bool = typer.Option(True, help=text("noise")),
        out: Path | None = typer.Option(None, help=text("out")),
        families: list[str] | None = typer.Option(None, help=text("families")),
        readme: bool = typer.Option(False, "--readme", help=text("readme")),
    ) -> None:
        unknown = sorted(set(families or ()) - set(FAMILIES))
        if unknown:
            raise typer.BadParameter(say(lang, "layouts.unknown", names=", ".join(unknown)))
        console = Console(width=max(Console().width, LEAST_WIDTH))
        with console.status("") as status:
            run = run_layouts(
                _extract,
                size=files,
                seed=seed,
                families=families,
                noisy=noise,
                progress=lambda done: status.update(
                    say(lang, "layouts.progress", done=done, files=files)
                ),
            )
        _print_run(console, run, lang)
        if out is not None:
            _save_run(run, out, lang)
        if readme:
            write_readme_blocks(run)


def _extract(data: bytes, name: str) -> ReportRecord:
    return extract(data, name=name)


def _print_run(console: Console, run: Run, lang: Lang) -> None:
    for title, rows in run_to_rows(run).items():
        if not rows:
            continue
        table = Table(title=say(lang, f"layouts.table.{title}"))
        for number, name in enumerate(header(lang)):
            table.add_column(name, justify="right" if number else "left")
        for row in rows:
            table.add_row(*row_to_texts(row, lang))
        console.print(table)
    for line in skipped_to_lines(run, lang):
        console.print(line)


def _save_run(run: Run, out: Path, lang: Lang) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / "layouts.json").write_text(run_to_json(run), encoding="utf-8")
    (out / "layouts.md").write_text(run_to_markdown(run, lang), encoding="utf-8")
    (out / "wrong.jsonl").write_text(run_to_wrong_lines(run), encoding="utf-8")
