"""``gongkai export RUN --out FOLDER``: the model of a run as a folder that the tagger loads."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from transformers.utils import logging as transformers_logging

from eval.datasets import GOLD, name_to_dataset
from eval.run_command import default_corpus
from extraction.language import Lang
from training.config import tree_to_recipe
from training.dataset.gold import data_to_examples, store_to_data
from training.dataset.projection import project
from training.export import ExportError, export_run
from training.messages import say
from training.run import RUN_FILE
from training.train_command import figures_to_text


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the command with its texts in one language."""

    def text(key: str) -> str:
        return say(lang, key)

    @app.command("export", help=text("export.about"))
    def export(
        run: Path = typer.Argument(help=text("export.run")),
        out: Path = typer.Option(..., help=text("export.out")),
        version: str = typer.Option("0.1", help=text("export.version")),
        store: Path = typer.Option(GOLD, help=text("data.store"), show_default=False),
        corpus: Path | None = typer.Option(None, help=text("data.corpus")),
    ) -> None:
        transformers_logging.disable_progress_bar()
        dev = run_to_dev(run)
        stored = [name for name in dev if (store / f"{name}.jsonl").is_file()]
        examples = data_to_examples(store_to_data(store, stored), "dev")
        done = export_run(
            run,
            out,
            version=version,
            passages=[project(example).example.passage for example in examples],
            datasets=[
                name_to_dataset(name, corpus=corpus or default_corpus(), gold=store) for name in dev
            ],
        )
        print(
            say(
                lang,
                "export.done",
                name=done.card.name,
                version=done.card.version,
                path=done.folder,
                size=f"{done.size / 1e6:.1f}",
                sentences=done.parity.sentences,
                error=f"{done.parity.float_error:.1e}",
                agreement=f"{100 * done.parity.agreement:.1f}",
            )
        )
        for name, figures in done.card.scores.items():
            print(say(lang, "export.scores", data=name, figures=figures_to_text(figures)))


def run_to_dev(run: Path) -> tuple[str, ...]:
    """The development data of a run.

    Raises:
        ExportError: for a folder that holds no run.
    """
    path = run / RUN_FILE
    if not path.is_file():
        raise ExportError(f"{run} holds no run: gongkai train makes one")
    return tree_to_recipe(json.loads(path.read_text(encoding="utf-8"))["recipe"]).data.dev
