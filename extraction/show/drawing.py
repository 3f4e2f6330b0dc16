"""Shapes of inline SVG that all plots share; colours come from the page's style.

Which plot is made of them is for each page's own module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

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
    """From values to coordinates; a single value stands in the middle."""
    if high == low:
        return lambda _: (left + right) / 2
    return lambda value: left + (value - low) / (high - low) * (right - left)


def number(value: float) -> str:
    """A coordinate: two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def label(x: float, y: float, text: str, *, look: str = "", anchor: str = "start") -> Html:
    attributes = {"x": number(x), "y": number(y), "class": look or None, "text-anchor": anchor}
    return element("text", attributes, text_to_html(text))


def line(x1: float, y1: float, x2: float, y2: float, look: str) -> Html:
    ends = {"x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2)}
    return element("line", {**ends, "class": look})


def circle(x: float, y: float, radius: float, look: str, *, title: str = "") -> Html:
    attributes = {"cx": number(x), "cy": number(y), "r": number(radius), "class": look}
    return element("circle", attributes, *_titled(title))


def box(x: float, y: float, width: float, height: float, look: str, *, title: str = "") -> Html:
    attributes = {
        "x": number(x),
        "y": number(y),
        "width": number(width),
        "height": number(height),
        "class": look,
    }
    return element("rect", attributes, *_titled(title))


def polygon(corners: Iterable[tuple[float, float]], look: str, *, title: str = "") -> Html:
    points = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    return element("polygon", {"points": points, "class": look}, *_titled(title))


def _titled(title: str) -> list[Html]:
    return [element("title", None, text_to_html(title))] if title else []
