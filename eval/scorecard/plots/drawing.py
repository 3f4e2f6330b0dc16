"""Shapes, scales and ticks that the plots share; all are as wide as a phone and scale from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil, floor, log10

from extraction.show.markup import Html, element, text_to_html

Scale = Callable[[float], float]
# Units of the view box; letters of 11 are then readable on a phone and not large on a desk.
WIDTH = 340


def plot_to_html(
    name: str, title: str, description: str, height: float, shapes: Iterable[Html]
) -> Html:
    """``name`` is the id that the title and the description are found by."""
    return element(
        "svg",
        {
            "viewBox": f"0 0 {WIDTH} {number(height)}",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
            "class": "plot",
        },
        element("title", {"id": f"{name}-title"}, text_to_html(title)),
        element("desc", {"id": f"{name}-desc"}, text_to_html(description)),
        *shapes,
    )


def linear(low: float, high: float, left: float, right: float) -> Scale:
    return lambda value: left + (value - low) / (high - low) * (right - left)


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


def number(value: float) -> str:
    """A coordinate: two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


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


def label(x: float, y: float, text: str, *, look: str = "", anchor: str = "start") -> Html:
    attributes = {"x": number(x), "y": number(y), "class": look or None, "text-anchor": anchor}
    return element("text", attributes, text_to_html(text))


def line(x1: float, y1: float, x2: float, y2: float, look: str) -> Html:
    ends = {"x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2)}
    return element("line", {**ends, "class": look})


def circle(x: float, y: float, radius: float, look: str, *, title: str = "") -> Html:
    attributes = {"cx": number(x), "cy": number(y), "r": number(radius), "class": look}
    return element("circle", attributes, *_titled(title))


def diamond(x: float, y: float, radius: float, look: str, *, title: str = "") -> Html:
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    points = " ".join(f"{number(a)},{number(b)}" for a, b in corners)
    return element("polygon", {"points": points, "class": look}, *_titled(title))


def box(x: float, y: float, width: float, height: float, look: str, *, title: str = "") -> Html:
    attributes = {
        "x": number(x),
        "y": number(y),
        "width": number(width),
        "height": number(height),
        "class": look,
    }
    return element("rect", attributes, *_titled(title))


def _titled(title: str) -> list[Html]:
    return [element("title", None, text_to_html(title))] if title else []
