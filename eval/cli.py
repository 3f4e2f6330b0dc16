"""The commands of this room: ``gongkai eval ...``."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import typer

from eval.messages import say
from extraction.language import Lang

COMMANDS: dict[str, str] = {"layouts": "eval.layouts_command"}
"""Command -> the module whose ``build(app, lang)`` adds it.

Modules are loaded when their command is asked for: some need libraries that only development
installs.
"""

WRONG_USAGE = 2


def run(arguments: Sequence[str], lang: Lang) -> int:
    """Runs ``eval COMMAND ...`` and returns its exit code."""
    words = list(arguments)
    if "eval" in words:
        words.remove("eval")
    asked = [name for name in words if name in COMMANDS]
    try:
        app = build_app(lang, asked[:1] or list(COMMANDS))
    except ModuleNotFoundError as error:
        print(say(lang, "group.no_library", name=error.name), file=sys.stderr)
        return WRONG_USAGE
    try:
        app(words, prog_name="gongkai eval")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def build_app(lang: Lang, commands: Sequence[str] = tuple(COMMANDS)) -> typer.Typer:
    """The application with its help texts in one language.

    Raises:
        ModuleNotFoundError: where a library that a command needs is not installed.
    """
    app = typer.Typer(help=say(lang, "group.about"), no_args_is_help=True, add_completion=False)

    @app.callback(help=say(lang, "group.about"))
    def group() -> None:
        """Keeps a single command from becoming the application itself."""

    for name in commands:
        importlib.import_module(COMMANDS[name]).build(app, lang)
    return app
