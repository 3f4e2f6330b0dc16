"""Groups of commands (``gongkai eval ...``) whose modules load when one of theirs is asked for.

Some commands need libraries that only an extra installs; what is missing is then said in a
sentence. What a group's commands do, and which of their errors end them, is its room's business.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import typer

from extraction.language import Lang

DONE, FAILED, WRONG_USAGE = 0, 1, 2
"""Exit codes of all commands."""


@dataclass(frozen=True, slots=True)
class CommandGroup:
    """One group.

    Attributes:
        commands: command -> the module whose ``build(app, lang)`` adds it.
        say: words the two keys below in a language.
        about: key of what the group is for.
        no_library: key of the sentence that names a missing library.
    """

    name: str
    commands: Mapping[str, str]
    say: Callable[..., str]
    about: str
    no_library: str


def build_group(group: CommandGroup, lang: Lang, commands: Sequence[str] = ()) -> typer.Typer:
    """The application with its help texts in one language; with all commands if none is named.

    Raises:
        ModuleNotFoundError: where a library that a command needs is not installed.
    """
    about = group.say(lang, group.about)
    app = typer.Typer(
        help=about, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
    )

    @app.callback(help=about)
    def keep() -> None:
        """Keeps a single command from becoming the application itself."""

    for module in dict.fromkeys(group.commands[name] for name in commands or group.commands):
        importlib.import_module(module).build(app, lang)
    return app


def run_group(group: CommandGroup, arguments: Sequence[str], lang: Lang) -> int:
    """Runs ``NAME COMMAND ...`` and returns its exit code; errors of the commands pass through."""
    words = list(arguments)
    if group.name in words:
        words.remove(group.name)
    asked = [name for name in words[:1] if name in group.commands]
    try:
        build_group(group, lang, asked)(words, prog_name=f"gongkai {group.name}")
    except ModuleNotFoundError as error:
        print(group.say(lang, group.no_library, name=error.name), file=sys.stderr)
        return WRONG_USAGE
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE
    return DONE
