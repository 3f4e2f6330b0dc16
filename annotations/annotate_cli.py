"""The commands of the annotators' desk: ``gongkai annotate ...``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from annotations.label_studio.faults import DeskError
from annotations.messages import say
from annotations.store import StoreError
from extraction.command_group import FAILED, CommandGroup, run_group
from extraction.language import Lang

COMMANDS: dict[str, str] = {
    "init": "annotations.desk_commands",
    "push": "annotations.push_commands",
    "pull": "annotations.desk_commands",
    "status": "annotations.desk_commands",
    "backend": "annotations.backend_commands",
}
GROUP = CommandGroup("annotate", COMMANDS, say, about="desk.about", no_library="desk.no_library")


def run(arguments: Sequence[str], lang: Lang) -> int:
    """Runs ``annotate COMMAND ...``; 0 done, 1 something was refused, 2 wrong usage."""
    try:
        return run_group(GROUP, arguments, lang)
    except DeskError as error:
        print(say(lang, "desk.stopped", reason=error.fault.to_text(lang)), file=sys.stderr)
        return FAILED
    except StoreError as error:
        print(say(lang, "store.broken", reason=error), file=sys.stderr)
        return FAILED
