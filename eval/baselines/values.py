"""What one cell of a plain table says: numbers, marks that stand for none, or text.

Written apart from the extractor's own reading of numbers, so that a rival neither profits from
it nor is held back by it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from extraction.record import CellStatus, Number

_MARKS = frozenset({"/", "\\", "-", "--", "—", "——", "–", "－", "-/-", "//", "无", "*"})
_NUMBER = re.compile(
    r"(?P<figure>[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)(?:\.\d+)?)"
    r"(?P<unit>万元|元|件|条|项|个|宗|次|份)?"
)


@dataclass(frozen=True, slots=True)
class Value:
    """One printed token; ``number`` is None for a mark and for an empty cell."""

    raw: str | None
    number: Number | None
    status: CellStatus


BLANK = Value(None, None, "blank")


def text_to_value(text: str) -> Value | None:
    """A number or a mark, white space inside it ignored; None for any other text."""
    squeezed = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if squeezed in _MARKS:
        return Value(text.strip(), None, "not_applicable_mark")
    match = _NUMBER.fullmatch(squeezed)
    if match is None:
        return None
    figure = match["figure"].replace(",", "").removeprefix("+")
    number = float(figure) if "." in figure else int(figure)
    return Value(text.strip(), number, "zero" if number == 0 else "value")


def text_to_values(text: str) -> list[Value] | None:
    """The tokens of a cell that holds values alone, as where columns were run together."""
    values = [text_to_value(part) for part in text.split()]
    kept = [value for value in values if value is not None]
    return kept if kept and len(kept) == len(values) else None


def split_trailing_values(text: str) -> tuple[str, str]:
    """A label and the values that follow it in the same cell; the latter are empty if none do."""
    parts = text.split()
    count = 0
    while count < len(parts) and text_to_value(parts[-1 - count]) is not None:
        count += 1
    if count == 0:
        return text, ""
    return " ".join(parts[: len(parts) - count]), " ".join(parts[len(parts) - count :])
