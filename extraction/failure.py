"""What commands say of a report that could not be read."""

from __future__ import annotations

import sys

from extraction.inputs import STANDARD_INPUT
from extraction.language import Lang
from extraction.messages import error_to_text, message
from extraction.record.model import ReportRecord


def tell_failure(record: ReportRecord, lang: Lang) -> None:
    """A line on standard error for each of its errors."""
    name = record.source.path or STANDARD_INPUT
    for error in record.errors:
        text = error_to_text(error.code, error.message, lang)
        line = message(lang, "progress.failed", name=name, what=text, remedy="")
        print(line.rstrip(), file=sys.stderr)
