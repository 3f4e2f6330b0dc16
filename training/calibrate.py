"""How far the probabilities of a model's spans can be trusted, fitted on development texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from models import Tagger
from models.calibration import Calibration, probability_to_logit
from models.labels import SPAN_LABELS, STATEMENT_LABELS
from training.dataset.examples import Example

Judged = tuple[float, bool]
"""A span's probability, and whether it is right."""

# Strength of the pull towards changing nothing, in spans: labels with fewer stay near it.
_PRIOR = 4.0
_IDENTITY = np.array([1.0, 0.0])
_ROUNDS = 50
_PRECISE = 1e-8


def tagger_to_judged(tagger: Tagger, examples: Iterable[Example]) -> Mapping[str, list[Judged]]:
    """Label -> the spans that the tagger finds in texts on the copy that taggers read.

    Right is a span whose label and both edges are right. The tagger must not be calibrated yet.
    """
    listed = list(examples)
    found: dict[str, list[Judged]] = defaultdict(list)
    for example, spans in zip(listed, tagger.tag([each.passage for each in listed]), strict=True):
        gold = {(span.start, span.end, span.label) for span in example.spans}
        for span in spans:
            right = (span.start, span.end, span.label) in gold
            found[span.label].append((span.score, right))
    return found


def judged_to_calibrations(judged: Mapping[str, Sequence[Judged]]) -> dict[str, Calibration]:
    """A calibration for every label that was found at all."""
    return {
        label: fit_calibration(judged[label])
        for label in (*SPAN_LABELS, *STATEMENT_LABELS)
        if judged.get(label)
    }


def fit_calibration(judged: Sequence[Judged]) -> Calibration:
    """Logistic regression of right on the log-odds, by Newton's method, drawn to the identity."""
    logits = np.array([probability_to_logit(probability) for probability, _ in judged])
    right = np.array([float(each) for _, each in judged])
    features = np.stack([logits, np.ones_like(logits)], axis=1)
    numbers = _IDENTITY
    for _ in range(_ROUNDS):
        expected = 1 / (1 + np.exp(-features @ numbers))
        slope = features.T @ (expected - right) + _PRIOR * (numbers - _IDENTITY)
        curve = (features.T * (expected * (1 - expected))) @ features + _PRIOR * np.eye(2)
        change = np.linalg.solve(curve, slope)
        # a whole step may go far beyond the lowest place
        while _misfit(numbers - change, features, right) > _misfit(numbers, features, right):
            change = change / 2
        numbers = numbers - change
        if float(np.abs(change).max()) < _PRECISE:
            break
    return Calibration(round(float(numbers[0]), 6), round(float(numbers[1]), 6))


def _misfit(
    numbers: NDArray[np.float64], features: NDArray[np.float64], right: NDArray[np.float64]
) -> float:
    """The negative log-likelihood with the pull; lowest at the fit."""
    scores = features @ numbers
    loss = np.logaddexp(0, scores) - right * scores
    return float(loss.sum() + _PRIOR / 2 * ((numbers - _IDENTITY) ** 2).sum())
