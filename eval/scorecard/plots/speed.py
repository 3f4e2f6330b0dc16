"""Milliseconds a document, on a scale of powers, against a share: one numbered dot each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.scorecard.plots.drawing import log_ticks, logarithmic, share_ticks
from extraction.show.drawing import WIDTH, circle, label, line, linear, plot_to_html
from extraction.show.markup import Html

_LEFT, _RIGHT, _TOP, _BOTTOM = 36.0, WIDTH - 16.0, 14.0, 210.0


@dataclass(frozen=True, slots=True)
class SpeedDot:
    """``milliseconds`` are above 0; ``mark`` is written in the dot and in the list beside it."""

    mark: str
    name: str
    milliseconds: float
    share: float


def dots_to_speed_plot(
    name: str, title: str, description: str, dots: Sequence[SpeedDot], axes: tuple[str, str]
) -> Html:
    """At least one dot; ``axes``: words of the milliseconds and of the share."""
    times = [dot.milliseconds for dot in dots]
    ticks = log_ticks(min(times), max(times))
    shares = share_ticks(min(dot.share for dot in dots))
    x = logarithmic(ticks[0], ticks[-1], _LEFT + 10, _RIGHT - 10)
    y = linear(shares[0], shares[-1], _BOTTOM - 10, _TOP + 10)
    shapes = []
    for share in shares:
        shapes.append(line(_LEFT, y(share), _RIGHT, y(share), "grid"))
        text = f"{100 * share:.0f}"
        shapes.append(label(_LEFT - 5, y(share) + 4, text, look="tick", anchor="end"))
    for tick in ticks:
        shapes.append(line(x(tick), _TOP, x(tick), _BOTTOM, "grid"))
        shapes.append(label(x(tick), _BOTTOM + 14, f"{tick:g}", look="tick", anchor="middle"))
    shapes.append(line(_LEFT, _BOTTOM, _RIGHT, _BOTTOM, "axis"))
    shapes.append(label(_RIGHT, _BOTTOM + 30, axes[0], look="note", anchor="end"))
    shapes.append(label(_LEFT + 4, _TOP - 4, axes[1], look="note"))
    for dot in dots:
        told = f"{dot.name}: {dot.milliseconds:.1f} ms, {100 * dot.share:.2f} %"
        shapes.append(circle(x(dot.milliseconds), y(dot.share), 7.5, "numbered", title=told))
        at = x(dot.milliseconds), y(dot.share) + 3.4
        shapes.append(label(*at, dot.mark, look="mark", anchor="middle"))
    return plot_to_html(name, title, description, _BOTTOM + 38, shapes)
