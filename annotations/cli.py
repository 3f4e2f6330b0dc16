"""The commands of the store: ``gongkai annotations ...``."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import typer

from annotations.messages import say
from annotations.store import StoreError
from extraction.language import Lang

MODULES = ("annotations.store_commands", "annotations.agreement_commands")
"""Modules whose ``build(app, lang)`` adds commands; some need libraries of the extras."""

FAILED, WRONG_USAGE = 1, 2


def run(arguments: Sequence[str], lang: Lang) -> int:
    """Runs ``annotations COMMAND ...``; 0 done, 1 the annotations are wrong, 2 wrong usage."""
    words = list(arguments)
    if "annotations" in words:
        words.remove("annotations")
    try:
        build_app(lang)(words, prog_name="gongkai annotations")
    except ModuleNotFoundError as error:
        print(say(lang, "store.no_library", name=error.name), file=sys.stderr)
        return WRONG_USAGE
    except (StoreError, ValueError) as error:
        print(say(lang, "store.broken", reason=error), file=sys.stderr)
        return FAILED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def build_app(lang: Lang) -> typer.Typer:
    """The application with its help texts in one language.

    Raises:
        ModuleNotFoundError: where a library that its commands need is not installed.
    """
    app = typer.Typer(
        help=say(lang, "store.about"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for name in MODULES:
        importlib.import_module(name).build(app, lang)
    return app
