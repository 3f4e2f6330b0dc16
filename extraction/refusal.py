"""How commands end that were asked for what cannot be: a sentence, and exit code 2."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

import typer

from extraction.inputs import NothingFound, arguments_to_paths
from extraction.language import Lang
from extraction.messages import message
from models import (
    ModelError,
    Tagger,
    choose_tagger,
    load_tagger,
    model_error_to_text,
    require_tagger,
)

WRONG_USAGE = 2


def refuse(text: str) -> NoReturn:
    """Says it on standard error and ends the command."""
    print(text, file=sys.stderr)
    raise typer.Exit(WRONG_USAGE)


def refuse_model(error: ModelError, lang: Lang) -> NoReturn:
    """Says which tagger cannot be had, why, and what can be done."""
    refuse(model_error_to_text(error, lang))


def options_to_name(
    model: str | None,
    tagger: str | None,
    lang: Lang,
    *,
    load: bool,
    tagger_option: str = "--tagger",
) -> str:
    """What ``--model`` and ``--tagger`` name; the command ends where it cannot be had.

    Args:
        load: this process reads with it; else others do, and it is only looked at.
        tagger_option: what the command calls the second one.
    """
    try:
        name = choose_tagger(model=model, tagger=tagger, tagger_option=tagger_option)
        if load:
            load_tagger(name)
        else:
            require_tagger(name)
    except ModelError as error:
        refuse_model(error, lang)
    return name


def options_to_tagger(
    model: str | None, tagger: str | None, lang: Lang, *, tagger_option: str = "--tagger"
) -> Tagger:
    """What they name, loaded; else the command ends."""
    return load_tagger(options_to_name(model, tagger, lang, load=True, tagger_option=tagger_option))


def arguments_to_files(arguments: Sequence[str], lang: Lang) -> list[str]:
    """As ``arguments_to_paths``; an argument that leads nowhere ends the command."""
    try:
        return arguments_to_paths(arguments)
    except NothingFound as error:
        refuse(message(lang, "usage.nothing_found", argument=error.args[0]))
