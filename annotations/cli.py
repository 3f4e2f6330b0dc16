"""The commands of the store: ``gongkai annotations ...``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from annotations.messages import say
from extraction.command_group import FAILED, CommandGroup, run_group
from extraction.language import Lang

_STORE, _AGREEMENT = "annotations.store_commands", "annotations.agreement_commands"
COMMANDS: dict[str, str] = {
    **dict.fromkeys(("validate", "build", "stats", "diff", "realign"), _STORE),
    **dict.fromkeys(("agreement", "adjudicate"), _AGREEMENT),
}
GROUP = CommandGroup(
    "annotations", COMMANDS, say, about="store.about", no_library="store.no_library"
)


def run(arguments: Sequence[str], lang: Lang) -> int:
    """Runs ``annotations COMMAND ...``; 0 done, 1 the annotations are wrong, 2 wrong usage."""
    try:
        return run_group(GROUP, arguments, lang)
    except ValueError as error:
        print(say(lang, "store.broken", reason=error), file=sys.stderr)
        return FAILED
