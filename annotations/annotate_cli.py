"""The commands of the annotators' desk: ``gongkai annotate ...``."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import typer

from annotations.label_studio.faults import DeskError
from annotations.messages import say
from annotations.store import StoreError
from extraction.language import Lang

COMMANDS: dict[str, str] = {
    "init": "annotations.desk_commands",
    "push": "annotations.push_commands",
    "pull": "annotations.desk_commands",
    "status": "annotations.desk_commands",
    "backend": "annotations.backend_commands",
}
"""Command -> the module whose ``build(app, lang)`` adds it; libraries load with their command."""

DONE, FAILED, WRONG_USAGE = 0, 1, 2


def run(arguments: Sequence[str], lang: Lang) -> int:
    """Runs ``annotate COMMAND ...``; 0 done, 1 something was refused, 2 wrong usage."""
    words = list(arguments)
    if "annotate" in words:
        words.remove("annotate")
    asked = [name for name in words[:1] if name in COMMANDS]
    try:
        build_app(lang, asked or list(COMMANDS))(words, prog_name="gongkai annotate")
    except ModuleNotFoundError as error:
        print(say(lang, "desk.no_library", name=error.name), file=sys.stderr)
        return WRONG_USAGE
    except DeskError as error:
        print(say(lang, "desk.stopped", reason=error.fault.to_text(lang)), file=sys.stderr)
        return FAILED
    except StoreError as error:
        print(say(lang, "store.broken", reason=error), file=sys.stderr)
        return FAILED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE
    return DONE


def build_app(lang: Lang, commands: Sequence[str] = tuple(COMMANDS)) -> typer.Typer:
    """The application with its help texts in one language.

    Raises:
        ModuleNotFoundError: where a library that a command needs is not installed.
    """
    app = typer.Typer(
        help=say(lang, "desk.about"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )

    @app.callback(help=say(lang, "desk.about"))
    def group() -> None:
        """Keeps a single command from becoming the application itself."""

    for module in dict.fromkeys(COMMANDS[name] for name in commands):
        importlib.import_module(module).build(app, lang)
    return app
