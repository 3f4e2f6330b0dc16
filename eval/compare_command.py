"""``gongkai eval compare``: two runs against each other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from eval.comparison import CHANGES, Flip, RunComparison, compare_runs
from eval.messages import say
from eval.run_files import read_run
from eval.wording import (
    COMPARISON_COLUMNS,
    card_to_text,
    comparison_to_texts,
    headline_to_text,
)
from extraction.language import Lang

_WIDTH = 130
# Flipped cases printed of each kind; all stand on the page.
_SHOWN = 10


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the commands with their texts in one language."""

    def text(name: str) -> str:
        return say(lang, f"compare.help.{name}")

    @app.command("compare", help=text("about"))
    def compare(
        first: Path = typer.Argument(help=text("first")),
        second: Path = typer.Argument(help=text("second")),
        seed: int = typer.Option(0, help=text("seed")),
        everything: bool = typer.Option(False, "--all", help=text("all")),
    ) -> None:
        found = compare_runs(read_run(first), read_run(second), seed=seed)
        print_comparison(found, lang, everything=everything)


def print_comparison(found: RunComparison, lang: Lang, *, everything: bool = False) -> None:
    """The verdict first, then the figures, then what flipped."""
    console = Console(width=max(Console().width, _WIDTH), emoji=False)
    console.print(headline_to_text(found, lang), style="bold", highlight=False, soft_wrap=True)
    for card in (found.first.card, found.second.card):
        console.print(card_to_text(card, lang), highlight=False, soft_wrap=True)
    table = Table()
    for number, name in enumerate(COMPARISON_COLUMNS):
        right = 1 < number < len(COMPARISON_COLUMNS) - 1
        heading = say(lang, f"compare.column.{name}")
        table.add_column(heading, justify="right" if right else "left")
    for each in found.comparisons:
        if everything or each.headline or each.stratum is None or each.n_differing:
            table.add_row(*comparison_to_texts(each, lang))
    console.print(table)
    for change in CHANGES:
        flips = [flip for flip in found.flips if flip.change == change]
        console.print(say(lang, f"compare.{change}", count=len(flips)), style="bold")
        shown = flips if everything else flips[:_SHOWN]
        for line in flips_to_lines(shown):
            console.print(line, highlight=False, markup=False, soft_wrap=True)
        if len(shown) < len(flips):
            console.print(say(lang, "compare.more", count=len(flips) - len(shown)))


def flips_to_lines(flips: Sequence[Flip]) -> list[str]:
    """Document, place and error classes of each."""
    lines = []
    for flip in flips:
        case = flip.second or flip.first
        if case is not None:
            lines.append(f"  {flip.document}  {case.key}  {' '.join(case.classes)}")
    return lines
