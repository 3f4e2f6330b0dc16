"""``gongkai eval bench``: the extractor beside its rivals, on tables and on running text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import typer
from rich.console import Console

from eval.baselines.registry import FileKind, installed_rivals
from eval.baselines.taggers import installed_tagger_rivals
from eval.bench_cells import (
    bench_cells,
    bench_to_markdown,
    documents_to_files,
    layouts_to_files,
)
from eval.bench_text import bench_text, name_to_text_system, rows_to_caption, rows_to_markdown
from eval.benchmarks.timing import machine, today
from eval.datasets import name_to_dataset
from eval.messages import say
from eval.readme import READMES, write_block
from eval.run_command import default_corpus
from extraction.language import Lang
from extraction.refusal import refuse_model
from models import RULES, ModelError, find_model, require_tagger, tagger_names

_LANGS: tuple[Lang, ...] = ("en", "zh")
# Real pages and PDFs whose cells are known; their text dumps are nothing for generic readers.
_REAL = ("real-dev", "real-test")


def build(app: typer.Typer, lang: Lang) -> None:
    """Adds the command with its texts in one language."""

    def text(name: str) -> str:
        return say(lang, f"bench.help.{name}")

    @app.command("bench", help=text("about"))
    def bench(  # noqa: PLR0917 - a command line has no positional options
        cells: bool = typer.Option(True, help=text("cells")),
        running: bool = typer.Option(True, "--text/--no-text", help=text("text")),
        files: int = typer.Option(60, min=1, help=text("files")),
        seed: int = typer.Option(2026, help=text("seed")),
        data: str = typer.Option("authored-dev", help=text("data")),
        models: list[str] = typer.Option([], "--model", help=text("model")),
        corpus: Path | None = typer.Option(None, help=text("corpus")),
        readme: bool = typer.Option(False, "--readme", help=text("readme")),
    ) -> None:
        console = Console(stderr=True)
        for name in models:
            _require(name, lang)
        if cells:
            bodies = cells_to_bodies(files, seed, corpus or default_corpus(), console, lang)
            _publish(bodies, "rivals-cells", lang, readme=readme)
        if running:
            bodies = text_to_bodies(data, console, lang, models)
            _publish(bodies, "rivals-text", lang, readme=readme)


def cells_to_bodies(
    size: int, seed: int, corpus: Path | None, console: Console, lang: Lang
) -> Mapping[Lang, str]:
    """The tables of the cell task in both languages; real files where their folder is there."""
    names, missing = installed_rivals()
    _say_missing(missing, console, lang)
    measured = layouts_to_files(size, seed)
    if corpus is None:
        console.print(say(lang, "bench.no_corpus"))
    else:
        for name in _REAL:
            documents = name_to_dataset(name, corpus=corpus).documents()
            measured = [*documents_to_files(documents, "real"), *measured]
    with console.status("") as status:
        results = bench_cells(
            measured,
            names,
            progress=lambda name: status.update(say(lang, "bench.progress", name=name)),
        )
    return {each: _cells_body(bench_to_markdown(results, each), seed, each) for each in _LANGS}


def _cells_body(tables: Mapping[tuple[FileKind, str], str], seed: int, lang: Lang) -> str:
    parts = [say(lang, "bench.cells", day=today(), machine=machine(), seed=seed)]
    for (kind, group), table in tables.items():
        parts += [say(lang, f"bench.part.{kind}_{group}"), table]
    return "\n\n".join(parts)


def _require(model: str, lang: Lang) -> None:
    """A model that cannot be had is told before an hour of measuring."""
    try:
        require_tagger(model)
    except ModelError as error:
        refuse_model(error, lang)


def text_to_bodies(
    data: str, console: Console, lang: Lang, models: Sequence[str] = ()
) -> Mapping[Lang, str]:
    """The table of the text task in both languages.

    Args:
        models: compared beside the installed ones.
    """
    rivals, missing = installed_tagger_rivals()
    _say_missing(missing, console, lang)
    ours = [name for name in tagger_names() if name != RULES]
    # an installed model that is named as well is one column
    named = {find_model(name) for name in ours}
    further = [name for name in models if find_model(name) not in named]
    dataset = name_to_dataset(data, corpus=default_corpus())
    with console.status("") as status:
        systems = []
        for name in (RULES, *ours, *further, *rivals):
            status.update(say(lang, "bench.progress", name=name))
            systems.append(name_to_text_system(name))
        rows = bench_text(dataset, systems)
    return {
        each: "\n\n".join(
            (
                say(each, "bench.text", day=today(), machine=machine(), digest=dataset.digest),
                rows_to_caption(rows, each),
                rows_to_markdown(rows, each),
            )
        )
        for each in _LANGS
    }


def _say_missing(missing: Mapping[str, str], console: Console, lang: Lang) -> None:
    for name, remedy in missing.items():
        console.print(say(lang, "bench.missing", name=name, remedy=remedy), markup=False)


def _publish(bodies: Mapping[Lang, str], block: str, lang: Lang, *, readme: bool) -> None:
    print(bodies[lang])
    if readme:
        for each in _LANGS:
            write_block(READMES[each], block, bodies[each])
