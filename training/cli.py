"""The commands of this room: ``gongkai train RECIPE`` and ``gongkai export RUN``.

Each command's module is loaded when it is asked for; without the libraries of training that is
said in a sentence.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import typer

from extraction.command_group import DONE, FAILED, WRONG_USAGE
from extraction.language import Lang
from training.messages import say

COMMANDS: dict[str, str] = {
    "train": "training.train_command",
    "export": "training.export_command",
}
STOPPED = 130


def run(arguments: Sequence[str], lang: Lang) -> int:
    """Runs one command; 0 done, 1 what was asked for cannot be done, 2 wrong usage."""
    words = list(arguments)
    name = next(word for word in words if word in COMMANDS)
    words.remove(name)
    try:
        build_app(name, lang)(words, prog_name=f"gongkai {name}")
    except ModuleNotFoundError as error:
        print(say(lang, "group.no_library", name=error.name), file=sys.stderr)
        return WRONG_USAGE
    except KeyboardInterrupt:
        print(say(lang, "group.stopped"), file=sys.stderr)
        return STOPPED
    except (ValueError, OSError, RuntimeError) as error:
        print(say(lang, "group.refused", reason=error), file=sys.stderr)
        return FAILED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE
    return DONE


def build_app(command: str, lang: Lang) -> typer.Typer:
    """The application of one command with its texts in one language.

    Raises:
        ModuleNotFoundError: where a library that it needs is not installed.
    """
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    importlib.import_module(COMMANDS[command]).build(app, lang)
    return app
