"""What the quote of a quantity says by itself: value, measure word, approximation.

Shared by everyone who marks quantities without stating their values; who states other values keeps
them.
"""

from __future__ import annotations

from typing import TypedDict

from extraction.claims import text_to_quantity
from extraction.normalisation import MatchingCopy, folded_to_running, text_to_folded
from extraction.record import Approx, Number


class QuantityFields(TypedDict, total=False):
    """The fields of ``schema.Span`` that belong to a quantity."""

    value: Number
    value_max: Number | None
    unit: str | None
    unit_norm: str | None
    approx: Approx | None


def quote_to_quantity(quote: str) -> QuantityFields:
    """``value`` to ``approx`` as the quote states them; empty where it states no number."""
    folded = folded_to_running(text_to_folded(quote))
    read = text_to_quantity(folded.text)
    if read is None:
        return {}
    return {
        "value": read.value,
        "value_max": read.value_max,
        "approx": read.approx,
        "unit": _printed(read.unit, quote, folded),
        "unit_norm": read.unit,
    }


def unit_to_norm(unit: str) -> str:
    """Simplified and half-width (guide, decision 24)."""
    return folded_to_running(text_to_folded(unit)).text.strip()


def _printed(unit: str | None, quote: str, folded: MatchingCopy) -> str | None:
    """The measure word as the quote prints it, without white space (guide, decision 24)."""
    at = -1 if unit is None else folded.text.rfind(unit)
    if unit is None or at < 0:
        return unit
    place = folded.to_source(at, at + len(unit))
    return "".join(quote[place.start : place.end].split())
