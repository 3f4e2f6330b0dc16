"""What a report says, found by a system or stated by annotators: one shape for both.

Offsets are half-open code points of the document's frozen text. A part that is None was not
looked for (by a system) or not annotated (by people); an empty one says that there is nothing.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from extraction.record import Approx, CellStatus, Number
from models import SpanLabel, StatementLabel

Offsets = tuple[int, int]


class Finding(BaseModel):
    """Base of all parts: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FoundSpan(Finding):
    """A span of either layer; value and unit belong to quantities."""

    label: SpanLabel | StatementLabel
    start: int
    end: int
    value: Number | None = None
    unit_norm: str | None = None


class FoundClaim(Finding):
    """A composed claim; ``part_of`` is the index of another claim of the document."""

    start: int
    end: int
    value: Number
    value_max: Number | None = None
    unit_norm: str | None = None
    approx: Approx | None = None
    zero: bool = False
    item: Offsets | None = None
    channel: Offsets | None = None
    period: Offsets | None = None
    part_of: int | None = None
    indicator: str | None = None
    confidence: float = 1.0


class FoundStatement(Finding):
    """``answers`` is the index of another statement, ``targets`` are places of planned figures."""

    kind: StatementLabel
    start: int
    end: int
    theme: str | None = None
    answers: int | None = None
    targets: tuple[Offsets, ...] = ()
    confidence: float = 1.0


class FoundCell(Finding):
    """``flagged``: something would make a reader look (status, failed check, low confidence)."""

    id: str
    value: Number | None
    status: CellStatus
    raw: str | None = None
    confidence: float = 1.0
    flagged: bool = False


class FoundSection(Finding):
    """``other_starts``: where it may begin as rightly; people's findings alone have them."""

    id: str
    start: int
    end: int
    other_starts: tuple[int, ...] = ()


class FoundCheck(Finding):
    """One identity of the form and whether it holds."""

    rule: str
    scope: str
    status: str


class FoundContradiction(Finding):
    """The number that the text claims, and the cells that it is held against."""

    claimed: Number
    cells: tuple[str, ...]
    start: int | None = None
    end: int | None = None


class Findings(Finding):
    """Everything found in one document.

    ``failed`` is the code under which the whole document was refused. ``fields``: title, agency and
    year with every reading that is right (one for a system); digests where the text may not be
    kept.
    """

    document: str
    text_sha256: str | None
    seconds: float | None = None
    failed: str | None = None
    spans: tuple[FoundSpan, ...] | None = None
    claims: tuple[FoundClaim, ...] | None = None
    statements: tuple[FoundStatement, ...] | None = None
    cells: tuple[FoundCell, ...] | None = None
    checks: tuple[FoundCheck, ...] | None = None
    sections: tuple[FoundSection, ...] | None = None
    contradictions: tuple[FoundContradiction, ...] | None = None
    fields: dict[str, tuple[str | int, ...]] | None = None
