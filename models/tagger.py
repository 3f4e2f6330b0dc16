"""The role that every tagger plays: passages of text in, labelled spans with scores out.

A tagger finds spans of the two layers of ``labels`` and nothing else: values, units, links and
claims are composed by extraction. ``stub`` replays given spans, for tests without a model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from models.calibration import Calibration
from models.labels import SpanLabel, StatementLabel

Place = Literal["overview", "problems", "other", "unknown"]
"""The kind of section a passage stands in."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of running text: one paragraph or several, without line breaks inside sentences."""

    text: str
    place: Place = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class ScoredSpan:
    """[start, end) in ``Passage.text`` with a score in [0, 1]."""

    start: int
    end: int
    label: SpanLabel | StatementLabel
    score: float


class Tagger(Protocol):
    """Finds labelled spans.

    ``name`` and ``version`` identify it in records; ``tag`` returns one list a passage, in order,
    each sorted by (start, end), with no two spans of layer 1 overlapping and no two of layer 2.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]: ...


@runtime_checkable
class Weighted(Protocol):
    """A tagger whose answers are decided by files; ``sha256`` names their contents."""

    @property
    def sha256(self) -> str | None: ...


def tagger_to_digest(tagger: Tagger) -> str | None:
    """What names the weights of a trained model; None for a tagger that has none."""
    return tagger.sha256 if isinstance(tagger, Weighted) else None


@runtime_checkable
class Calibrated(Protocol):
    """A tagger that tells how far claims composed of its spans can be trusted."""

    @property
    def claim_calibration(self) -> Calibration | None: ...


def tagger_to_claim_calibration(tagger: Tagger) -> Calibration | None:
    """From a claim's score to the share of such claims that are right; None where not fitted."""
    return tagger.claim_calibration if isinstance(tagger, Calibrated) else None
