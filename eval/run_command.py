"""``gongkai eval run``: a system, or findings that somebody made, over a data set."""

from __future__ import annotations

import os
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from eval.datasets import Dataset, name_to_dataset
from eval.messages import say
from eval.run_files import read_findings, write_run
from eval.runner import Run, run_system, score_findings
from eval.summary import Summary, scores_to_summary
from eval.systems import name_to_system
from eval.wording import ROW_COLUMNS, card_to_text, row_to_texts, summary_to_lines
from extraction.language import Lang
from extraction.refusal import refuse_model
from models import ModelError, choose_tagger

_WIDTH = 110


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the command with its texts in one language."""

    def text(name: str) -> str:
        return say(lang, f"run.help.{name}")

    @app.command("run", help=text("about"))
    def run(  # noqa: PLR0917 - a command line has no positional options
        data: str = typer.Option(..., help=text("data")),
        system: str | None = typer.Option(None, help=text("system")),
        model: str | None = typer.Option(None, help=text("model")),
        findings: Path | None = typer.Option(
            None, exists=True, dir_okay=False, help=text("findings")
        ),
        corpus: Path | None = typer.Option(None, help=text("corpus")),
        out: Path | None = typer.Option(None, help=text("out")),
    ) -> None:
        name = options_to_system(model, system, lang)
        dataset = name_to_dataset(data, corpus=corpus or default_corpus())
        if findings is not None:
            made = score_findings(name, NO_VERSION, read_findings(findings), dataset)
        else:
            made = measure(name, dataset, lang)
        print_run(made, scores_to_summary(made.scores), lang)
        if out is not None:
            write_run(made, out)


NO_VERSION = "0"
"""What findings of unknown origin have for a version."""


def default_corpus() -> Path | None:
    """The real reports beside the checkout, or where GONGKAI_SHARED says; None if they are not."""
    shared = Path(os.environ.get("GONGKAI_SHARED") or Path(__file__).parents[2] / "shared")
    return shared / "corpus" if (shared / "corpus").is_dir() else None


def options_to_system(model: str | None, system: str | None, lang: Lang) -> str:
    """What ``--model`` or ``--system`` names; both at once end the command."""
    try:
        return choose_tagger(model=model, tagger=system, tagger_option="--system")
    except ModelError as error:
        refuse_model(error, lang)


def measure(system: str, dataset: Dataset, lang: Lang) -> Run:
    """Runs the system of that name with a line of progress; one that cannot be had ends it."""
    try:
        player = name_to_system(system)
    except ModelError as error:
        refuse_model(error, lang)
    with Console(stderr=True).status("") as status:
        return run_system(
            player,
            dataset,
            progress=lambda done: status.update(
                say(lang, "run.progress", done=done, count=dataset.size)
            ),
        )


def print_run(run: Run, summary: Summary, lang: Lang) -> None:
    console = Console(width=max(Console().width, _WIDTH), emoji=False)
    console.print(card_to_text(run.card, lang), highlight=False, soft_wrap=True)
    table = Table()
    for number, name in enumerate(ROW_COLUMNS):
        table.add_column(say(lang, f"run.column.{name}"), justify="right" if number else "left")
    for row in summary.rows:
        table.add_row(*row_to_texts(row, lang))
    console.print(table)
    for line in summary_to_lines(summary, lang):
        console.print(line, highlight=False, soft_wrap=True)
    for family, program in run.card.skipped.items():
        reason = say(lang, f"layouts.missing.{program}")
        console.print(say(lang, "layouts.skipped", name=family, reason=reason))
