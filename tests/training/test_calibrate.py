"""Calibration on judged spans."""

from __future__ import annotations

import numpy as np
import pytest

from models import Passage, ScoredSpan, StubTagger
from models.calibration import Calibration
from models.tags import TaggedSpan
from training.calibrate import fit_calibration, judged_to_calibrations, tagger_to_judged
from training.dataset.examples import Example


def test_too_sure_a_model_is_made_less_sure() -> None:
    """Of 1,000 spans told to be right with 0.95, 700 are."""
    fitted = fit_calibration([(0.95, number < 700) for number in range(1000)])
    assert fitted.apply(0.95) == pytest.approx(0.7, abs=0.02)


def test_what_is_right_as_often_as_it_says_is_left_alone() -> None:
    rng = np.random.default_rng(1)
    drawn = rng.uniform(0.02, 0.98, 4000)
    fitted = fit_calibration([(float(each), bool(rng.random() < each)) for each in drawn])
    assert fitted.slope == pytest.approx(1, abs=0.1)
    assert fitted.offset == pytest.approx(0, abs=0.1)


def test_a_label_of_few_spans_stays_near_what_it_was() -> None:
    assert fit_calibration([(0.9, False)]).apply(0.9) > 0.5


def test_only_labels_that_were_found_are_calibrated() -> None:
    found = judged_to_calibrations({"item": [(0.9, True)], "period": []})
    assert list(found) == ["item"]
    assert isinstance(found["item"], Calibration)


def test_right_is_a_span_with_label_and_both_edges() -> None:
    spans = [ScoredSpan(0, 2, "item", 0.9), ScoredSpan(2, 5, "quantity", 0.8)]
    example = Example("a", "信息12条", (TaggedSpan(0, 2, "item"), TaggedSpan(2, 4, "quantity")))
    judged = tagger_to_judged(StubTagger({Passage(example.text).text: spans}), [example])
    assert judged == {"item": [(0.9, True)], "quantity": [(0.8, False)]}
