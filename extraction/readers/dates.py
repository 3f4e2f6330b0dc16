"""Dates of publication as headers and pages print them, to ISO dates. Report text is not read."""

from __future__ import annotations

import datetime
import re

_DATE = re.compile(r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")


def text_to_iso_date(text: str) -> str | None:
    """The first date in the text, e.g. ``2024-03-08``; None where there is none."""
    match = _DATE.search(text) or _COMPACT.search(text)
    if match is None:
        return None
    try:
        return datetime.date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None
