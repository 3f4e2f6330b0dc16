"""``gongkai train RECIPE``: trains and tells how far it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from transformers.utils import logging as transformers_logging

from eval.datasets import GOLD, Dataset, name_to_dataset
from eval.run_command import default_corpus
from extraction.language import Lang
from training.checkpoint import CHECKPOINT
from training.config import RecipeError, read_recipe
from training.messages import say
from training.run import Progress as Done
from training.run import RunResult, run_recipe

RECIPES = Path(__file__).parent / "recipes"
_RUNS = Path("out/runs")
# Steps between two lines where the output is no terminal.
_STEPS_A_LINE = 20


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the command with its texts in one language."""

    def text(key: str) -> str:
        return say(lang, key)

    @app.command("train", help=text("train.about"))
    def train(  # noqa: PLR0917 - a command line has no positional options
        recipe: str = typer.Argument(help=text("train.recipe")),
        out: Path | None = typer.Option(None, help=text("train.out")),
        changes: list[str] = typer.Option(
            [], "--set", metavar="TABLE.KEY=VALUE", help=text("train.set"), show_default=False
        ),
        resume: bool = typer.Option(False, "--resume", help=text("train.resume")),
        store: Path = typer.Option(GOLD, help=text("data.store"), show_default=False),
        encoder: Path | None = typer.Option(None, help=text("data.encoder")),
        corpus: Path | None = typer.Option(None, help=text("data.corpus")),
    ) -> None:
        chosen = read_recipe(name_to_path(recipe), changes)
        folder = out or _RUNS / chosen.name
        if (folder / CHECKPOINT).is_file() and not resume:
            raise typer.BadParameter(say(lang, "train.taken", path=folder))
        transformers_logging.disable_progress_bar()

        def opened(name: str) -> Dataset:
            return name_to_dataset(name, corpus=corpus or default_corpus(), gold=store)

        with reporter(lang) as report:
            result = run_recipe(
                chosen,
                folder,
                store=store,
                encoder=encoder or Path(chosen.model.encoder),
                datasets=[opened(name) for name in chosen.data.dev],
                reports=[opened(name) for name in chosen.data.reports],
                resume=resume,
                report=report,
            )
        for line in result_to_lines(result, lang):
            print(line)


def name_to_path(name: str) -> Path:
    """The file of that name, or the recipe of that name that comes with the program.

    Raises:
        RecipeError: where there is neither.
    """
    shipped = RECIPES / f"{name}.toml"
    path = shipped if shipped.is_file() else Path(name)
    if not path.is_file():
        known = ", ".join(sorted(each.stem for each in RECIPES.glob("*.toml")))
        raise RecipeError(f"{name} is neither a file nor a recipe; there are: {known}")
    return path


def figures_to_text(figures: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {100 * value:.1f}" for name, value in figures.items())


def result_to_lines(result: RunResult, lang: Lang) -> Iterator[str]:
    if result.lost:
        count = sum(result.lost.values())
        yield say(lang, "train.lost", count=count, documents=len(result.lost))
    yield say(
        lang,
        "train.finished",
        steps=result.steps,
        minutes=f"{result.seconds / 60:.1f}",
        score=f"{100 * result.best.score:.1f}",
        figures=figures_to_text(result.best.figures),
    )
    if result.stopped:
        yield say(lang, "train.stopped")
    yield say(lang, "train.kept", path=result.folder)


@contextmanager
def reporter(lang: Lang) -> Iterator[Callable[[Done], None]]:
    """A bar on a terminal, a line now and then in a log; every evaluation has a line."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done: _tell_line(done, lang)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=None)

        def tell(done: Done) -> None:
            loss = f"{done.step.loss:.4f}"
            progress.update(
                task,
                completed=done.step.number,
                total=max(done.steps, done.step.number),
                description=say(lang, "train.bar", epoch=done.step.epoch + 1, loss=loss),
            )
            if done.score is not None:
                progress.console.print(_measured(done, lang), highlight=False)

        yield tell


def _tell_line(done: Done, lang: Lang) -> None:
    step = done.step
    if done.score is not None:
        print(_measured(done, lang), file=sys.stderr, flush=True)
    elif step.number % _STEPS_A_LINE == 0:
        loss = f"{step.loss:.4f}"
        line = say(lang, "train.step", step=step.number, steps=done.steps, loss=loss)
        print(line, file=sys.stderr, flush=True)


def _measured(done: Done, lang: Lang) -> str:
    assert done.score is not None
    return say(
        lang,
        "train.measured",
        step=done.step.number,
        score=f"{100 * done.score.score:.1f}",
        figures=figures_to_text(done.score.figures),
    )
