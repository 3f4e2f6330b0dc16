"""The command ``gongkai``: finds the room that carries a command and hands over to it.

Rooms are loaded by name when a command of theirs is asked for, so that ``gongkai extract`` loads
nothing of evaluation or training. Imported by no one.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from extraction.language import Lang, UnknownLanguageError, choose_language
from extraction.messages import find_message, message

ROOMS: dict[str, tuple[str, ...]] = {
    "extraction.cli": ("extract", "show"),
    "models.cli": ("models",),
    "extraction.bulk.cli": ("bulk",),
    "extraction.corpus.cli": ("corpus",),
    "annotations.cli": ("annotations",),
    "annotations.annotate_cli": ("annotate",),
    "eval.cli": ("eval",),
    "training.cli": ("train", "export"),
}
"""Which room's ``cli`` module carries which commands; each has ``run(arguments, lang) -> int``."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0, 1 for a failed report, 2 for wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        lang, rest = choose_language(given, os.environ)
    except UnknownLanguageError as error:
        print(error, file=sys.stderr)
        return 2
    if "--version" in rest[:1]:
        print(version("gongkai"))
        return 0
    command = next((word for word in rest if not word.startswith("-")), None)
    for room, commands in ROOMS.items():
        if command in commands:
            run = importlib.import_module(room).run
            return int(run(rest, lang))
    return _usage(command, lang, asked=bool({"-h", "--help"} & set(rest)) or not rest)


def _usage(command: str | None, lang: Lang, *, asked: bool) -> int:
    lines = [message(lang, "command.usage")]
    for commands in ROOMS.values():
        lines.extend(
            f"  {name:<10} {find_message(lang, f'command.{name}') or ''}".rstrip()
            for name in commands
        )
    if command is not None and not asked:
        lines.insert(0, message(lang, "command.unknown", command=command))
    print("\n".join(lines), file=sys.stdout if asked else sys.stderr)
    return 0 if asked else 2


if __name__ == "__main__":
    sys.exit(main())
