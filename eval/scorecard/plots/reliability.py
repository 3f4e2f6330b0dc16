"""Confidence against the share that is right: one dot a bin, as large as the bin, and its size."""

from __future__ import annotations

from math import sqrt

from eval.metrics.calibration import BINS, Reliability
from extraction.show.drawing import WIDTH, box, circle, label, line, linear, plot_to_html
from extraction.show.markup import Html

_LEFT, _RIGHT = 40.0, WIDTH - 12.0
_TOP, _BOTTOM = 10.0, 200.0
# The strip of bars that say how large each bin is.
_BASE, _TALL = 254.0, 32.0
_LEAST, _MOST = 2.5, 8.0


def reliability_to_plot(
    name: str, title: str, description: str, found: Reliability, axes: tuple[str, str, str]
) -> Html:
    """``axes``: words of the confidence, of the share right, and of the number of answers."""
    x = linear(0, 1, _LEFT, _RIGHT)
    y = linear(0, 1, _BOTTOM, _TOP)
    shapes = []
    for tick in (0, 0.25, 0.5, 0.75, 1):
        shapes.append(line(_LEFT, y(tick), _RIGHT, y(tick), "grid"))
        shapes.append(line(x(tick), _TOP, x(tick), _BOTTOM, "grid"))
        shapes.append(label(_LEFT - 5, y(tick) + 4, f"{100 * tick:.0f}", look="tick", anchor="end"))
        anchor = "end" if tick == 1 else "middle"
        shapes.append(label(x(tick), _BASE + 14, f"{tick:g}", look="tick", anchor=anchor))
    shapes.append(line(x(0), y(0), x(1), y(1), "ideal"))
    most = max((each.count for each in found.bins), default=0)
    width = (_RIGHT - _LEFT) / BINS
    for at, each in enumerate(found.bins):
        if not each.count:
            continue
        mean, share = each.confidence / each.count, each.right / each.count
        told = f"{at / BINS:.2f}–{(at + 1) / BINS:.2f}: {each.right} / {each.count}"
        radius = _LEAST + (_MOST - _LEAST) * sqrt(each.count / most)
        tall = max(1.5, _TALL * each.count / most)
        shapes.append(circle(x(mean), y(share), radius, "bin", title=told))
        shapes.append(box(x(at / BINS) + 1, _BASE - tall, width - 2, tall, "size", title=told))
    shapes.append(line(_LEFT, _BASE, _RIGHT, _BASE, "axis"))
    shapes.append(label(_LEFT - 5, _BASE - _TALL + 8, f"{most:,}", look="tick", anchor="end"))
    shapes.append(label(_RIGHT, _BASE + 30, axes[0], look="note", anchor="end"))
    shapes.append(label(_LEFT + 6, _TOP + 12, axes[1], look="note"))
    shapes.append(label(_LEFT + 6, _BASE - _TALL - 4, axes[2], look="note"))
    return plot_to_html(name, title, description, _BASE + 36, shapes)
