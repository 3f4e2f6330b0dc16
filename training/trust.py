"""How far composed claims can be trusted: their scores beside what is right, on development data.

A claim stands on several spans and on how they were linked, so that its score is fitted by itself,
with the exported model, whose scores are those that readers will see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from eval.datasets import Dataset
from eval.metrics.claims import score_claims
from eval.metrics.places import SolidText
from eval.metrics.tally import Tally
from eval.runner import Run
from models.calibration import CLAIM, Calibration
from training.calibrate import Judged, fit_calibration


@dataclass(slots=True)
class _Outcomes(Tally):
    """Keeps every claim by itself."""

    claims: list[Judged] = field(default_factory=list)

    def trust(self, what: str, pairs: Iterable[tuple[float, bool]]) -> None:
        if what == CLAIM:
            self.claims.extend(pairs)


def run_to_claim_outcomes(run: Run, dataset: Dataset) -> list[Judged]:
    """The score of every claim of a run, and whether quantity, unit and item of it are right."""
    outcomes = _Outcomes()
    for document, found in zip(dataset.documents(), run.findings, strict=True):
        score_claims(document.gold, found, SolidText(document.text), outcomes)
    return outcomes.claims


def fit_claim_calibration(outcomes: Sequence[Judged]) -> Calibration:
    """Of scores that are not calibrated for claims yet; nothing changes where there are none."""
    return fit_calibration(outcomes) if outcomes else Calibration()
