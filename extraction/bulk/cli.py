"""The commands on the ledger of a bulk run: ``gongkai bulk status | retry | quarantine``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from extraction.bulk.ledger import LedgerBusy, LedgerUnknown
from extraction.command_group import WRONG_USAGE, CommandGroup, run_group
from extraction.language import Lang
from extraction.messages import message

COMMANDS: dict[str, str] = dict.fromkeys(
    ("status", "retry", "quarantine"), "extraction.bulk.ledger_commands"
)
GROUP = CommandGroup("bulk", COMMANDS, message, about="bulk.about", no_library="bulk.no_library")


def run(arguments: Sequence[str], lang: Lang) -> int:
    """Runs ``bulk COMMAND ...``; 0 done, 2 wrong usage."""
    try:
        return run_group(GROUP, arguments, lang)
    except LedgerBusy as error:
        print(message(lang, "bulk.busy", path=error), file=sys.stderr)
    except LedgerUnknown as error:
        print(message(lang, "bulk.unknown_ledger", path=error), file=sys.stderr)
    return WRONG_USAGE
