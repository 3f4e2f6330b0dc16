"""What a span's probability is worth."""

from __future__ import annotations

import pytest

from models.calibration import Calibration


@pytest.mark.parametrize("probability", [0.1, 0.5, 0.97])
def test_by_default_nothing_changes(probability: float) -> None:
    assert Calibration().apply(probability) == pytest.approx(probability)


@pytest.mark.parametrize(
    ("calibration", "expected"),
    [(Calibration(slope=2.0), 0.9878), (Calibration(offset=-2.1972), 0.5)],
)
def test_log_odds_are_stretched_and_moved(calibration: Calibration, expected: float) -> None:
    assert calibration.apply(0.9) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("probability", [0.0, 1.0])
def test_certainty_is_never_told(probability: float) -> None:
    assert 0 < Calibration().apply(probability) < 1
