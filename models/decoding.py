"""Scores of the tags of every character -> the best legal path -> spans with a probability.

All in numpy, so that the shipped model and the one in training are read by the same code. The
probability of a span is its share among all legal paths: the paths that hold exactly this span
against all others. How far it can be trusted is told by ``calibration``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.tags import (
    TaggedSpan,
    TagSet,
    legal_ends,
    legal_starts,
    legal_steps,
    spans_to_tags,
    tags_to_spans,
)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Transitions:
    """Natural logarithms of unscaled weights; minus infinity where a step is illegal.

    Attributes:
        start: (tags,) of a text's first character.
        step: (tags, tags) from a character to the next.
        end: (tags,) of a text's last character.
    """

    start: Floats
    step: Floats
    end: Floats


def scores_to_transitions(start: Floats, step: Floats, end: Floats, tags: TagSet) -> Transitions:
    """The scores with every illegal step barred.

    Raises:
        ValueError: for scores of another shape than the tags ask for.
    """
    size = len(tags)
    if start.shape != (size,) or step.shape != (size, size) or end.shape != (size,):
        raise ValueError(f"transitions of shape {step.shape} for {size} tags")
    return Transitions(
        np.where(legal_starts(tags), start, -np.inf),
        np.where(legal_steps(tags), step, -np.inf),
        np.where(legal_ends(tags), end, -np.inf),
    )


def flat_transitions(tags: TagSet) -> Transitions:
    """Every legal step as likely as any other."""
    size = len(tags)
    return scores_to_transitions(np.zeros(size), np.zeros((size, size)), np.zeros(size), tags)


def best_path(emissions: Floats, transitions: Transitions) -> NDArray[np.int64]:
    """(chars,): the path of the highest score through emissions (chars, tags)."""
    length = len(emissions)
    path = np.zeros(length, dtype=np.int64)
    if not length:
        return path
    best = emissions[0] + transitions.start
    before = np.zeros(emissions.shape, dtype=np.int64)
    arrivals = np.ascontiguousarray(transitions.step.T)
    tags = np.arange(emissions.shape[1])
    for index in range(1, length):
        candidates = arrivals + best
        before[index] = chosen = candidates.argmax(axis=1)
        best = candidates[tags, chosen] + emissions[index]
    path[-1] = int((best + transitions.end).argmax())
    for index in range(length - 1, 0, -1):
        path[index - 1] = before[index, path[index]]
    return path


def span_probabilities(
    emissions: Floats, transitions: Transitions, spans: Sequence[TaggedSpan], tags: TagSet
) -> list[float]:
    """The share of all legal paths that hold exactly this span, for each of the spans."""
    if not spans:
        return []
    weights = np.exp(emissions - emissions.max(axis=1, keepdims=True))
    step = np.exp(transitions.step)
    forward, forward_logs = _forward(weights, step, np.exp(transitions.start))
    backward, backward_logs = _backward(weights, step, np.exp(transitions.end))
    total = np.log(forward[-1] @ np.exp(transitions.end)) + forward_logs[-1]
    path = spans_to_tags(spans, len(emissions), tags)
    with np.errstate(divide="ignore"):
        at = np.log(weights[np.arange(len(path)), path])
    at[1:] += transitions.step[path[:-1], path[1:]]
    found = []
    with np.errstate(divide="ignore"):
        for span in spans:
            first, last = span.start, span.end - 1
            log = (
                np.log(forward[first, path[first]])
                + forward_logs[first]
                + at[first + 1 : span.end].sum()
                + np.log(backward[last, path[last]])
                + backward_logs[last]
                - total
            )
            found.append(float(np.exp(min(log, 0.0))))
    return found


def _forward(weights: Floats, step: Floats, start: Floats) -> tuple[Floats, Floats]:
    """(chars, tags) sums over paths up to each tag, scaled, and (chars,) logs of the scales."""
    sums = np.empty_like(weights)
    logs = np.empty(len(weights))
    row = weights[0] * start
    log = 0.0
    for index in range(len(weights)):
        if index:
            row = (row @ step) * weights[index]
        scale = row.sum()
        row = row / scale
        log += np.log(scale)
        sums[index], logs[index] = row, log
    return sums, logs


def _backward(weights: Floats, step: Floats, end: Floats) -> tuple[Floats, Floats]:
    """As ``_forward``, over what follows each tag."""
    sums = np.empty_like(weights)
    logs = np.empty(len(weights))
    row = end
    log = 0.0
    for index in range(len(weights) - 1, -1, -1):
        if index < len(weights) - 1:
            row = step @ (row * weights[index + 1])
        scale = row.sum()
        row = row / scale
        log += np.log(scale)
        sums[index], logs[index] = row, log
    return sums, logs


def emissions_to_spans(
    emissions: Floats, transitions: Transitions, tags: TagSet
) -> list[tuple[TaggedSpan, float]]:
    """The spans of the best legal path, in order, each with its probability."""
    if not len(emissions):
        return []
    spans = list(tags_to_spans(best_path(emissions, transitions), tags))
    return list(zip(spans, span_probabilities(emissions, transitions, spans, tags), strict=True))
