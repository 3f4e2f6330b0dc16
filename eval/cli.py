"""The commands of this room: ``gongkai eval ...``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from eval.messages import say
from extraction.command_group import FAILED, CommandGroup, run_group
from extraction.language import Lang

COMMANDS: dict[str, str] = {
    "run": "eval.run_command",
    "compare": "eval.compare_command",
    "scorecard": "eval.scorecard_command",
    "gate": "eval.gate_command",
    "bench": "eval.bench_command",
    "layouts": "eval.layouts_command",
}
GROUP = CommandGroup("eval", COMMANDS, say, about="group.about", no_library="group.no_library")


def run(arguments: Sequence[str], lang: Lang) -> int:
    """Runs ``eval COMMAND ...``; 0 done, 1 what was asked for cannot be measured, 2 wrong usage."""
    try:
        return run_group(GROUP, arguments, lang)
    except (ValueError, OSError) as error:
        print(say(lang, "group.refused", reason=error), file=sys.stderr)
        return FAILED
