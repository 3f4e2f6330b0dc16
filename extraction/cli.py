"""The commands of this room: ``gongkai extract`` and ``gongkai show``.

A command's module is loaded when it is asked for; it parses, calls the library function of its
name, prints, and returns an exit code: 0 all read, if only in part; 1 at least one failed; 2 wrong
usage.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
from collections.abc import Sequence

import typer
import typer.main

from extraction.language import Lang
from extraction.messages import message

COMMANDS: dict[str, str] = {
    "extract": "extraction.extract_command",
    "show": "extraction.show_command",
}
"""command -> the module whose ``build(app, lang)`` adds it."""

# what an unknown option, a missing argument and a bad value have in common
UsageError: type[Exception] = typer.BadParameter.__bases__[0]
READ, FAILED, WRONG_USAGE, STOPPED = 0, 1, 2, 130


def run(arguments: Sequence[str], lang: Lang) -> int:
    """Runs ``extract ...`` or ``show ...``; messages are in ``lang``."""
    # what the reading libraries warn of is told by the record, not on the terminal
    logging.getLogger().addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    asked = next((word for word in arguments if word in COMMANDS), None)
    command = typer.main.get_command(build_app(lang, asked))
    try:
        # not ``main``, which keeps Ctrl-C and a closed pipe to itself
        with command.make_context("gongkai", list(arguments)) as context:
            command.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    except UsageError as error:
        print(
            message(lang, "usage.bad_option", option=str(getattr(error, "message", error))),
            file=sys.stderr,
        )
        print(message(lang, "usage.hint", command=arguments[0]), file=sys.stderr)
        return WRONG_USAGE
    except (KeyboardInterrupt, typer.Abort):
        print(message(lang, "progress.stopped"), file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        # the reader of our output has gone: nothing more is wanted
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return READ
    return READ


def build_app(lang: Lang, command: str | None = None) -> typer.Typer:
    """The application with its help texts in one language; with both commands if none is named."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

    @app.callback()
    def keep() -> None:
        """Keeps a single command from becoming the application itself."""

    for name in COMMANDS if command is None else (command,):
        importlib.import_module(COMMANDS[name]).build(app, lang)
    return app
