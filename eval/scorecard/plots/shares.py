"""Shares by stratum: a dot with its interval, or two runs' dots joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eval.scorecard.plots.drawing import diamond, share_ticks, shorten, text_to_width
from extraction.show.drawing import WIDTH, Scale, circle, label, line, linear, plot_to_html
from extraction.show.markup import Html

_ROW, _TOP, _FOOT = 32.0, 6.0, 22.0
_LEFT, _RIGHT = 8.0, WIDTH - 12.0


@dataclass(frozen=True, slots=True)
class ShareDot:
    """One line of the plot.

    Attributes:
        value: the share, or that of the first run; None where it is undefined.
        low, high: its interval; a dot without one is drawn hollow.
        second: the second run's share.
        note: what stands at the right end.
    """

    name: str
    value: float | None
    note: str
    low: float | None = None
    high: float | None = None
    second: float | None = None


def dots_to_least(dots: Iterable[ShareDot]) -> float:
    """The lowest share that the axis has to hold."""
    return min(
        (share for dot in dots for share in (dot.value, dot.low, dot.second) if share is not None),
        default=0.0,
    )


def dots_to_plot(
    name: str, title: str, description: str, dots: Sequence[ShareDot], *, least: float
) -> Html:
    """``least``: where the axis starts at the latest, so that plots side by side have one axis."""
    ticks = share_ticks(least)
    at = linear(ticks[0], ticks[-1], _LEFT, _RIGHT)
    bottom = _TOP + _ROW * len(dots)
    shapes = [*_axis(ticks, at, bottom)]
    for index, dot in enumerate(dots):
        shapes += _dot_to_shapes(dot, at, _TOP + _ROW * index)
    return plot_to_html(name, title, description, bottom + _FOOT, shapes)


def _axis(ticks: Sequence[float], at: Scale, bottom: float) -> Iterator[Html]:
    for tick in ticks:
        x = at(tick)
        yield line(x, _TOP, x, bottom, "grid")
        anchor = "end" if tick == ticks[-1] else "start" if tick == ticks[0] else "middle"
        text = f"{100 * tick:.0f}" + (" %" if tick == ticks[-1] else "")
        yield label(x, bottom + 14, text, look="tick", anchor=anchor)


def _dot_to_shapes(dot: ShareDot, at: Scale, top: float) -> Iterator[Html]:
    y = top + 23
    room = _RIGHT - _LEFT - text_to_width(dot.note, size=10) - 6
    yield label(_LEFT, top + 12, shorten(dot.name, room), look="name")
    yield label(_RIGHT, top + 12, dot.note, look="note", anchor="end")
    yield line(_LEFT, y, _RIGHT, y, "track")
    if dot.value is None:
        return
    told = f"{dot.name}: {dot.note}"
    if dot.second is not None:
        yield line(at(dot.value), y, at(dot.second), y, "joined")
        yield circle(at(dot.value), y, 4, "first", title=told)
        yield diamond(at(dot.second), y, 5, "second", title=told)
    elif dot.low is not None and dot.high is not None:
        yield line(at(dot.low), y, at(dot.high), y, "interval")
        yield circle(at(dot.value), y, 4, "dot", title=told)
    else:
        yield circle(at(dot.value), y, 4, "unsure", title=told)
