"""``gongkai eval scorecard``: a run, or two runs against each other, as one page."""

from __future__ import annotations

from pathlib import Path

import typer

from eval.comparison import compare_runs
from eval.messages import say
from eval.run_files import read_run
from eval.scorecard import comparison_to_html, run_to_html
from extraction.language import Lang


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the command with its texts in one language."""

    def text(name: str) -> str:
        return say(lang, f"scorecard.help.{name}")

    @app.command("scorecard", help=text("about"))
    def scorecard(
        first: Path = typer.Argument(metavar="RUN", help=text("first")),
        second: Path | None = typer.Argument(None, metavar="[SECOND]", help=text("second")),
        out: Path = typer.Option(..., dir_okay=False, help=text("out")),
        seed: int = typer.Option(0, help=text("seed")),
    ) -> None:
        page = runs_to_page(first, second, lang, seed=seed)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(page, encoding="utf-8")
        print(say(lang, "scorecard.written", path=out))


def runs_to_page(first: Path, second: Path | None, lang: Lang, *, seed: int = 0) -> str:
    """The page of the run in ``first``, or of ``second`` against it.

    Raises:
        RunError: for a folder that holds no run.
        ComparisonError: for runs that cannot be compared.
    """
    run = read_run(first)
    if second is None:
        return run_to_html(run, lang=lang, seed=seed)
    return comparison_to_html(compare_runs(run, read_run(second), seed=seed), lang=lang)
