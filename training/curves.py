"""A run's course as pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from training.metric import SHOWN

CURVES = "curves.png"
# Steps that the loss is averaged over, for the eye.
_SMOOTH = 20


def log_to_picture(log: Sequence[Mapping[str, float]], path: Path) -> None:
    """Loss, learning rate and development figures over the steps, as one PNG."""
    figure = Figure(figsize=(9, 9), layout="constrained")
    FigureCanvasAgg(figure)
    top, middle, bottom = figure.subplots(3, 1, sharex=True)
    steps = [entry["step"] for entry in log if "loss" in entry]
    losses = [entry["loss"] for entry in log if "loss" in entry]
    top.plot(steps, losses, linewidth=0.4, alpha=0.5)
    top.plot(steps, _smooth(losses))
    top.set_ylabel("loss a character")
    if any(loss > 0 for loss in losses):
        top.set_yscale("log")
    middle.plot(steps, [entry["rate"] for entry in log if "rate" in entry])
    middle.set_ylabel("highest learning rate")
    measured = [entry for entry in log if "score" in entry]
    for name in ("score", *SHOWN):
        points = [(entry["step"], entry[name]) for entry in measured if name in entry]
        if points:
            bottom.plot(*zip(*points, strict=True), marker=".", label=name)
    bottom.set_ylabel("development data")
    bottom.set_xlabel("step")
    if measured:
        bottom.legend(fontsize="small", loc="lower right")
    figure.savefig(path, dpi=120)


def _smooth(values: Sequence[float]) -> list[float]:
    return [
        sum(part) / len(part)
        for end in range(1, len(values) + 1)
        if (part := values[max(0, end - _SMOOTH) : end])
    ]
