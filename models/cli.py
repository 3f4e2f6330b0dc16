"""The commands of this room: ``gongkai models list | show | verify``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from models.artefact import read_artefact, read_card
from models.card import ModelCard, Release
from models.errors import ModelError
from models.messages import Lang, model_error_to_text, say
from models.registry import NamedModel, default_tagger, find_model, named_models

DONE, FAILED = 0, 1


def run(arguments: Sequence[str], lang: Lang) -> int:
    """Runs ``models COMMAND ...``; 0 done, 1 a model is missing or damaged, 2 wrong usage."""
    words = list(arguments)
    words.remove("models")
    try:
        build_app(lang)(words, prog_name="gongkai models")
    except ModelError as error:
        _tell_refusal(error, lang)
        return FAILED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE
    return DONE


def build_app(lang: Lang) -> typer.Typer:
    """The application with its texts in one language."""
    app = typer.Typer(
        help=say(lang, "group.about"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )

    @app.command("list", help=say(lang, "list.about"))
    def list_models() -> None:
        found = named_models()
        damaged = False
        for model in found:
            damaged |= not _list(model, lang)
        if not found:
            print(say(lang, "list.none"))
        print(say(lang, "list.default", tagger=default_tagger()), file=sys.stderr)
        raise typer.Exit(FAILED if damaged else DONE)

    @app.command("show", help=say(lang, "show.about"))
    def show(model: str = typer.Argument(help=say(lang, "show.model"))) -> None:
        for line in card_to_lines(read_card(find_model(model)), lang):
            print(line)

    @app.command("verify", help=say(lang, "verify.about"))
    def verify(
        models: list[str] | None = typer.Argument(None, help=say(lang, "show.model")),
    ) -> None:
        asked = [find_model(name) for name in models or ()]
        damaged = False
        for folder in asked or [model.folder for model in named_models()]:
            damaged |= not _verify(folder, lang)
        raise typer.Exit(FAILED if damaged else DONE)

    return app


def card_to_lines(card: ModelCard, lang: Lang) -> Iterator[str]:
    """A card as text; its limits are in the words of the card."""
    told = card.model_dump(include={"name", "version", "made", "recipe", "run", "encoder"})
    yield say(lang, "show.head", **told)
    yield say(lang, "show.data", data=", ".join(card.data), digest=card.data_digest)
    for number, labels in enumerate(card.layers, start=1):
        yield say(lang, "show.labels", number=number, labels=", ".join(labels))
    for data, figures in card.scores.items():
        said = ", ".join(f"{name} {100 * value:.1f}" for name, value in figures.items())
        yield say(lang, "show.scores", data=data, figures=said)
    for limit in card.limits:
        yield say(lang, "show.limit", limit=limit)
    if card.parity is not None:
        agreement = f"{100 * card.parity.agreement:.2f}"
        yield say(lang, "show.parity", passages=card.parity.passages, agreement=agreement)
    if card.release is not None:
        yield from release_to_lines(card.release, lang)


def release_to_lines(release: Release, lang: Lang) -> Iterator[str]:
    """What the model was released on: the comparison, then the floors."""
    yield say(lang, "show.release", **release.model_dump(include={"day", "code", "before"}))
    for each in release.answers:
        yield say(
            lang,
            "show.answer",
            data=each.data,
            metric=each.metric,
            before=_share(each.before),
            after=_share(each.after),
            verdict=each.verdict,
        )
    for held in release.gate:
        yield say(lang, "show.gate", data=held.data, count=held.floors)
    for data in release.unheld:
        yield say(lang, "show.unheld", data=data)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.2f}"


def _list(model: NamedModel, lang: Lang) -> bool:
    """A line of the list; where the card cannot be read, what is wrong, and False."""
    try:
        card = read_card(model.folder)
    except ModelError as error:
        _tell_refusal(error, lang)
        return False
    size = _folder_to_megabytes(model.folder)
    values = {"made": card.made, "recipe": card.recipe, "size": f"{size:.1f}"}
    print(say(lang, "list.line", reference=model.reference, **values))
    return True


def _tell_refusal(error: ModelError, lang: Lang) -> None:
    reason = model_error_to_text(error, lang)
    print(say(lang, "verify.refused", reason=reason), file=sys.stderr)


def _verify(folder: Path, lang: Lang) -> bool:
    """Whether the folder is whole; tells either way."""
    try:
        card = read_artefact(folder).card
    except ModelError as error:
        _tell_refusal(error, lang)
        return False
    print(say(lang, "verify.fine", name=card.name, version=card.version, path=folder))
    return True


def _folder_to_megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file()) / 1e6
