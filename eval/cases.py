"""What went wrong in one document, as a reader of a scorecard looks it up.

``key`` names the place in the truth (or in the answer, for what was given unasked), so that two
systems' cases on the same document can be laid side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from eval.findings import Finding, Offsets

CaseLabel = Literal[
    "quantity", "claim", "statement", "cell", "section", "field", "check", "contradiction"
]
ErrorClass = Literal[
    "missed", "spurious", "value", "unit", "approx", "item", "channel", "period", "zero", "part_of",
    "indicator", "edges", "kind", "theme", "answers", "targets", "status", "silent", "flagged",
]  # fmt: skip


class CaseSide(Finding):
    """One side's view: the marked place, and the places and words that say more.

    ``marks``: name of a part (item, channel ...) -> its place. ``says``: value, unit, theme ...
    """

    start: int | None = None
    end: int | None = None
    marks: Mapping[str, Offsets] = {}
    says: Mapping[str, str] = {}


class Case(Finding):
    """An error, or a pair that differs in ``classes``.

    ``costs``: the metrics in which it counts as an error. ``context``: the sentence around the
    places of both sides, from ``context_start`` of the frozen text on; None where no text was at
    hand or the case has no place in it.
    """

    document: str
    label: CaseLabel
    key: str
    classes: tuple[ErrorClass, ...]
    costs: tuple[str, ...] = ()
    gold: CaseSide | None = None
    found: CaseSide | None = None
    context: str | None = None
    context_start: int | None = None
