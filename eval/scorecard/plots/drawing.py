"""Ticks, widths of texts and marks that the scorecard's plots add to the shared shapes."""

from __future__ import annotations

from math import ceil, floor, log10

from extraction.show.drawing import Scale, linear, polygon
from extraction.show.markup import Html


def logarithmic(low: float, high: float, left: float, right: float) -> Scale:
    inner = linear(log10(low), log10(high), left, right)
    return lambda value: inner(log10(value))


def share_ticks(least: float) -> list[float]:
    """From a round share at or below ``least`` to 1, at most six of them.

    An axis that spares the empty part below shows differences of a point; dots, unlike bars, do
    not need to start at 0.
    """
    low = max(0.0, min(0.9, floor(least * 10 + 1e-9) / 10))
    steps = round((1 - low) * 10)
    by = 2 if steps > 5 else 1
    if steps == 1:
        return [0.9 + 0.02 * at for at in range(6)]
    first = steps if steps % by == 0 else steps + by - steps % by
    return [max(0.0, 1 - at / 10) for at in range(first, -1, -by)]


def log_ticks(least: float, most: float) -> list[float]:
    """Values 1, 2 and 5 of each decade that hold both ends between the first and the last."""
    decades = range(floor(log10(least)), ceil(log10(most)) + 1)
    ticks = [float(f"{digit}e{decade}") for decade in decades for digit in (1, 2, 5)]
    low = max((tick for tick in ticks if tick <= least), default=ticks[0])
    high = min((tick for tick in ticks if tick >= most and tick > low), default=ticks[-1])
    kept = [tick for tick in ticks if low <= tick <= high]
    if len(kept) <= 7:
        return kept
    return [tick for tick in kept if tick in (low, high) or f"{tick:e}".startswith("1.")]


def text_to_width(text: str, *, size: float = 11) -> float:
    """Units that the text takes, a little more than most fonts need: ideographs are square, and
    the letters of a wide face (DejaVu Sans) have 0.52 of that."""
    return sum(size if ord(sign) >= 0x2E80 else size * 0.54 for sign in text)


def shorten(text: str, width: float) -> str:
    """Cut to the width, with a sign that it was."""
    if text_to_width(text) <= width:
        return text
    while text and text_to_width(text) > width - 11:
        text = text[:-1]
    return f"{text.rstrip()}…"


def diamond(x: float, y: float, radius: float, look: str, *, title: str = "") -> Html:
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return polygon(corners, look, title=title)
