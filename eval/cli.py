"""The commands of this room: ``gongkai eval ...``."""

from __future__ import annotations

from collections.abc import Sequence

from eval.messages import say
from extraction.command_group import CommandGroup, run_group
from extraction.language import Lang

COMMANDS: dict[str, str] = {"layouts": "eval.layouts_command"}
GROUP = CommandGroup("eval", COMMANDS, say, about="group.about", no_library="group.no_library")


def run(arguments: Sequence[str], lang: Lang) -> int:
    """Runs ``eval COMMAND ...`` and returns its exit code."""
    return run_group(GROUP, arguments, lang)
