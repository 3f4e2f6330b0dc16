"""Inline SVG of the indicators: a line an agency, or a box a year, and how values are spread.

Colours come from the page's style; agencies differ by the shape of their marks, not by colour
alone. Every plot has a title and a description, and its numbers stand in the tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from statistics import median, quantiles

from extraction.show.drawing import (
    WIDTH,
    Scale,
    box,
    circle,
    label,
    line,
    linear,
    plot_to_html,
    polygon,
)
from extraction.show.markup import Html, element

_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, WIDTH - 10.0, 12.0, 132.0
# More agencies than shapes are drawn as boxes.
SHAPES = ("circle", "diamond", "square", "triangle")
# The largest value over the median from which on the axis goes by powers of ten.
_WIDE = 60
# Upper ends of the bars of a spread: 0, then 1-9 and so on by powers of ten.
_POWERS = 7


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one agency by year; the order of series gives their shapes."""

    name: str
    values: Mapping[int, float]


def series_to_plot(name: str, title: str, description: str, series: Sequence[Series]) -> Html:
    """Lines for as many agencies as there are shapes, else a box a year; at least one value."""
    years = sorted({year for each in series for year in each.values})
    x = linear(years[0], years[-1], _LEFT + 10, _RIGHT - 10)
    values = [value for each in series for value in each.values.values()]
    ticks, y = _axis(values)
    shapes = [*_grid(ticks, y), *_years(years, x)]
    if len(series) <= len(SHAPES):
        for each, shape in zip(series, SHAPES, strict=False):
            shapes += _line(each, shape, x, y)
    else:
        for year in years:
            shapes += _box([s.values[year] for s in series if year in s.values], year, x, y)
    return plot_to_html(name, title, description, _BOTTOM + 22, shapes)


def spread_to_plot(name: str, title: str, description: str, values: Iterable[float]) -> Html:
    """How many values are 0, 1 to 9, 10 to 99 and so on."""
    counts = [0] * (_POWERS + 1)
    for value in values:
        counts[0 if value < 1 else min(_POWERS, floor(log10(value)) + 1)] += 1
    last = max((at for at, count in enumerate(counts) if count), default=0)
    most = max(counts)
    step = (_RIGHT - _LEFT) / (last + 1)
    bottom = 70.0
    shapes = []
    for at, count in enumerate(counts[: last + 1]):
        left = _LEFT + at * step
        tall = 44 * count / most if most else 0.0
        range_name = "0" if at == 0 else f"{_short_number(10.0 ** (at - 1))}+"
        if count:
            told = f"{range_name}: {count}"
            shapes.append(box(left + 2, bottom - tall, step - 4, tall, "bar", title=told))
            shapes.append(
                label(left + step / 2, bottom - tall - 4, str(count), look="tick", anchor="middle")
            )
        shapes.append(label(left + step / 2, bottom + 13, range_name, look="tick", anchor="middle"))
    shapes.append(line(_LEFT, bottom, _RIGHT, bottom, "axis"))
    return plot_to_html(name, title, description, bottom + 18, shapes)


def stacked_to_bar(title: str, parts: Sequence[tuple[str, float]]) -> Html:
    """A bar of shares for a cell of a table; parts are (class, share in [0, 1])."""
    shapes = []
    at = 0.0
    for look, share in parts:
        shapes.append(box(at * 100, 0, share * 100, 10, look))
        at += share
    attributes = {
        "viewBox": "0 0 100 10",
        "class": "bar-of-shares",
        "role": "img",
        "aria-label": title,
        "preserveAspectRatio": "none",
    }
    return element("svg", attributes, *shapes)


def shape_to_html(shape: str) -> Html:
    """The mark of a series for a legend."""
    attributes = {"viewBox": "0 0 12 12", "class": "plot key-mark", "aria-hidden": "true"}
    return element("svg", attributes, _mark(shape, 6, 6, ""))


def round_ticks(most: float) -> list[float]:
    """From 0 to at least ``most`` in three to five steps of 1, 2 or 5 times a power of ten."""
    if most <= 0:
        return [0.0, 1.0]
    for power in range(floor(log10(most)) - 1, floor(log10(most)) + 2):
        for digit in (1, 2, 5):
            step = digit * 10.0**power
            if ceil(most / step - 1e-9) <= 4:
                return [step * at for at in range(ceil(most / step - 1e-9) + 1)]
    return [0.0, most]


def _axis(values: Sequence[float]) -> tuple[list[float], Scale]:
    """Ticks and scale; by powers of ten above 1 where the values are far apart."""
    most = max(*values, 0.0)
    positive = [value for value in values if value > 0]
    if min(values) >= 0 and positive and most > _WIDE * median(positive):
        last = ceil(log10(most + 1))
        inner = linear(0, last, _BOTTOM, _TOP)
        return [0.0, *(10.0**at for at in range(last + 1))], lambda v: inner(log10(v + 1))
    ticks = round_ticks(most)
    return ticks, linear(min(0.0, *values), ticks[-1], _BOTTOM, _TOP)


def _grid(ticks: Sequence[float], y: Scale) -> Iterable[Html]:
    for tick in ticks:
        yield line(_LEFT, y(tick), _RIGHT, y(tick), "axis" if tick == 0 else "grid")
        yield label(_LEFT - 5, y(tick) + 3.5, _short_number(tick), look="tick", anchor="end")


def _years(years: Sequence[int], x: Scale) -> Iterable[Html]:
    every = 1 if len(years) <= 6 else 2 if len(years) <= 12 else 3
    for at, year in enumerate(reversed(years)):
        if at % every == 0:
            yield label(x(year), _BOTTOM + 16, str(year), look="tick", anchor="middle")


def _line(series: Series, shape: str, x: Scale, y: Scale) -> list[Html]:
    years = sorted(series.values)
    shapes = [
        line(x(one), y(series.values[one]), x(other), y(series.values[other]), f"joined of-{shape}")
        for one, other in pairwise(years)
        if other == one + 1
    ]
    for year in years:
        value = series.values[year]
        told = f"{series.name} {year}: {_full_number(value)}"
        shapes.append(_mark(shape, x(year), y(value), told))
    return shapes


def _mark(shape: str, x: float, y: float, told: str) -> Html:
    look = f"dot of-{shape}"
    if shape == "circle":
        return circle(x, y, 3.6, look, title=told)
    corners = {
        "diamond": ((0, -5), (5, 0), (0, 5), (-5, 0)),
        "square": ((-3.6, -3.6), (3.6, -3.6), (3.6, 3.6), (-3.6, 3.6)),
        "triangle": ((0, -4.6), (4.4, 3.6), (-4.4, 3.6)),
    }[shape]
    return polygon(((x + a, y + b) for a, b in corners), look, title=told)


def _box(values: Sequence[float], year: int, x: Scale, y: Scale) -> list[Html]:
    """Least and most as a line, the middle half as a box, the median as a stroke."""
    at = x(year)
    told = f"{year}: {_full_number(min(values))} – {_full_number(max(values))} (n = {len(values)})"
    shapes = [line(at, y(min(values)), at, y(max(values)), "whisker")]
    low, middle, high = quantiles(values, n=4) if len(values) > 1 else (values[0],) * 3
    low, high = max(low, min(values)), min(high, max(values))
    shapes.append(box(at - 6, y(high), 12, max(1.0, y(low) - y(high)), "half", title=told))
    shapes.append(line(at - 6, y(middle), at + 6, y(middle), "middle"))
    return shapes


def _full_number(value: float) -> str:
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def _short_number(value: float) -> str:
    for size, sign in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= 10 * size or (value >= size and value % size == 0):
            return f"{value / size:g}{sign}"
    return f"{value:g}"
