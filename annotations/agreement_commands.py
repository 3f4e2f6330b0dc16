"""``gongkai annotations agreement | adjudicate``."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from annotations.adjudicate import (
    adjudicate,
    cases_to_lines,
    lines_to_decisions,
    pairs_to_cases,
)
from annotations.agreement import Agreement, measure_agreement, pair_documents
from annotations.messages import say
from annotations.store import read_store, write_store
from extraction.language import Lang

_WIDTH = 110


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the commands with their texts in one language."""

    def text(key: str) -> str:
        return say(lang, key)

    @app.command("agreement", help=text("agreement.about"))
    def agreement(
        first: Path = typer.Argument(help=text("store.first")),
        second: Path = typer.Argument(help=text("store.second")),
    ) -> None:
        pairs = pair_documents(read_store(first), read_store(second))
        _print_agreement(measure_agreement(pairs), lang)

    @app.command("adjudicate", help=text("adjudicate.about"))
    def adjudicate_stores(
        first: Path = typer.Argument(help=text("store.first")),
        second: Path = typer.Argument(help=text("store.second")),
        decisions: Path = typer.Option(..., help=text("adjudicate.decisions")),
        out: Path = typer.Option(..., help=text("store.out")),
    ) -> None:
        pairs = pair_documents(read_store(first), read_store(second))
        if not decisions.exists():
            cases = pairs_to_cases(pairs)
            decisions.write_text(cases_to_lines(cases, pairs), encoding="utf-8")
            print(say(lang, "adjudicate.open", count=len(cases), path=decisions))
            return
        chosen = lines_to_decisions(decisions.read_text(encoding="utf-8"))
        merged = adjudicate(pairs, chosen)
        write_store(out, {"adjudicated.jsonl": merged})
        print(say(lang, "store.written", path=out, count=len(merged)))


def _print_agreement(found: Agreement, lang: Lang) -> None:
    print(say(lang, "agreement.documents", count=found.documents))
    table = Table()
    for number, name in enumerate(("label", "first", "second", "exact", "matched", "kappa")):
        heading = say(lang, f"agreement.{name}")
        table.add_column(heading, justify="right" if number else "left")
    for each in found.labels:
        table.add_row(
            each.label,
            str(each.first),
            str(each.second),
            _share(each.exact_f1),
            _share(each.matched_f1),
            _share(each.kappa),
        )
    Console(width=_WIDTH).print(table)
    for attribute in found.attributes:
        print(
            say(
                lang,
                "agreement.attribute",
                name=attribute.name,
                both=attribute.both,
                agree=attribute.agree,
            )
        )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
