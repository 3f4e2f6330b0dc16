"""``gongkai export RUN``: a run's model as a folder that taggers load, or as the new default."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import typer
from transformers.utils import logging as transformers_logging

from eval.datasets import GOLD, name_to_dataset
from eval.gate import FLOORS
from eval.run_command import default_corpus
from extraction.command_group import FAILED
from extraction.language import Lang
from models.artefact import CARD, read_card
from models.registry import WEIGHTS
from training.config import tree_to_recipe
from training.export import Exported, export_run
from training.messages import say
from training.release import next_version
from training.release_command import ReleaseOptions, release_folder
from training.run import RUN_FILE
from training.sealing import ExportError
from training.sentences import corpus_passages, stored_passages
from training.train_command import figures_to_text

_NAME, _VERSION = "text", "0.1"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What the model is called, and where the data lie."""

    name: str
    version: str
    store: Path
    corpus: Path | None


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the command with its texts in one language."""

    def text(key: str) -> str:
        return say(lang, key)

    @app.command("export", help=text("export.about"))
    def export(  # noqa: PLR0917 - a command line has no positional options
        run: Path = typer.Argument(help=text("export.run")),
        out: Path | None = typer.Option(None, help=text("export.out")),
        version: str | None = typer.Option(None, help=text("export.version")),
        name: str | None = typer.Option(None, help=text("export.name")),
        release: bool = typer.Option(False, "--release", help=text("export.release")),
        dry_run: bool = typer.Option(False, "--dry-run", help=text("export.dry_run")),
        floors: Path = typer.Option(
            FLOORS, exists=True, dir_okay=False, help=text("export.floors"), show_default=False
        ),
        weights: Path = typer.Option(WEIGHTS, help=text("export.weights"), show_default=False),
        store: Path = typer.Option(GOLD, help=text("data.store"), show_default=False),
        corpus: Path | None = typer.Option(None, help=text("data.corpus")),
    ) -> None:
        transformers_logging.disable_progress_bar()
        place = corpus or default_corpus()
        if not release:
            if out is None or dry_run:
                raise typer.BadParameter(text("export.needs_out" if out is None else "export.dry"))
            options = ExportOptions(name or _NAME, version or _VERSION, store, place)
            print_exported(export_folder(run, out, options), lang)
            return
        called = name or (read_card(run).name if (run / CARD).is_file() else _NAME)
        options = ExportOptions(called, version or next_version(called, weights), store, place)
        how = ReleaseOptions(
            called, options.version, store, place, floors, weights, dry_run=dry_run
        )
        with tempfile.TemporaryDirectory() as scratch:
            folder = run
            if not (run / CARD).is_file():
                done = export_folder(run, out or Path(scratch) / "model", options)
                print_exported(done, lang)
                folder = done.folder
            if not release_folder(folder, how, lang):
                raise typer.Exit(FAILED)


def export_folder(run: Path, out: Path, options: ExportOptions) -> Exported:
    """The model of a run, compared on the development texts and, if at hand, on real reports."""
    dev = run_to_dev(run)
    store, corpus = options.store, options.corpus
    return export_run(
        run,
        out,
        name=options.name,
        version=options.version,
        passages=[*stored_passages(store, dev), *corpus_passages(corpus, store)],
        datasets=[name_to_dataset(each, corpus=corpus, gold=store) for each in dev],
    )


def print_exported(done: Exported, lang: Lang) -> None:
    """Where it is, how large, how near to the model in training, and how good."""
    print(
        say(
            lang,
            "export.done",
            name=done.card.name,
            version=done.card.version,
            path=done.folder,
            size=f"{done.size / 1e6:.1f}",
            passages=done.parity.passages,
            error=f"{done.parity.float_error:.1e}",
            agreement=f"{100 * done.parity.agreement:.2f}",
        )
    )
    for data, figures in done.card.scores.items():
        print(say(lang, "export.scores", data=data, figures=figures_to_text(figures)))


def run_to_dev(run: Path) -> tuple[str, ...]:
    """The development data of a run.

    Raises:
        ExportError: for a folder that holds no run.
    """
    path = run / RUN_FILE
    if not path.is_file():
        raise ExportError(f"{run} holds no run: gongkai train makes one")
    return tree_to_recipe(json.loads(path.read_text(encoding="utf-8"))["recipe"]).data.dev
