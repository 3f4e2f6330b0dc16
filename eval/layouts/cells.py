"""What a perfect reader would say of one cell of a generated file.

Damage is told apart by what it leaves. A cell **survives** when the source still states it (a
blank and a slash are stated too); it is **destroyed** when the source no longer states it, and
silence or a solved number is then right; it is **open** when the rules of the record admit
both, as for a row with a number too few whose completions all agree on that cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, Protocol

Number = int | float
Status = Literal[
    "value",
    "zero",
    "blank",
    "not_applicable_mark",
    "unreadable",
    "missing_cell",
    "missing_row",
    "missing_table",
    "ocr_fixed",
    "split",
    "derived",
]
Fate = Literal["survives", "destroyed", "open"]

# Money has at most six places (18.8710 and 5949.088667 in the wild).
TOLERANCE = 1e-7


@dataclass(frozen=True, slots=True)
class CellTruth:
    """One cell.

    Attributes:
        value: what the file states; None for blanks, marks and everything destroyed.
        raw: as printed; None where nothing is printed.
        also: further statuses that describe the same state as rightly.
        figure: the number behind the cell, whether or not the file still states it: what a
            solver may derive.
    """

    value: Number | None
    raw: str | None
    status: Status
    figure: Number | None
    fate: Fate = "survives"
    also: tuple[Status, ...] = ()

    @property
    def statuses(self) -> tuple[Status, ...]:
        return (self.status, *self.also)

    @property
    def states_nonzero(self) -> bool:
        return self.value is not None and self.value != 0


Truths = Mapping[str, CellTruth]


class StatedCell(Protocol):
    """A cell as any system gives it."""

    @property
    def value(self) -> Number | None: ...
    @property
    def status(self) -> str: ...


def stated(value: Number, raw: str) -> CellTruth:
    """A number that stands in the file."""
    return CellTruth(value, raw, "zero" if value == 0 else "value", value)


def blank(figure: Number | None) -> CellTruth:
    """An empty cell whose reader knows nothing of ``figure``."""
    return CellTruth(None, None, "blank", figure)


def marked(raw: str, figure: Number | None) -> CellTruth:
    """A slash or dash: the agency says that the cell does not apply."""
    return CellTruth(None, raw, "not_applicable_mark", figure)


def destroyed(truth: CellTruth, status: Status, *also: Status, raw: str | None = None) -> CellTruth:
    """The cell after the file lost it."""
    return CellTruth(None, raw, status, truth.figure, "destroyed", also)


def opened(truth: CellTruth, *silent: Status) -> CellTruth:
    """The cell where both its reading and the silent statuses are right."""
    return replace(truth, fate="open", also=(*truth.also, *silent))


def same_number(left: Number | None, right: Number | None, *, tolerance: float = TOLERANCE) -> bool:
    """Equal up to the rounding of binary fractions; None equals only None."""
    if left is None or right is None:
        return left is right
    return abs(left - right) <= tolerance * max(1.0, abs(left))


def is_right(cell: StatedCell | None, truth: CellTruth) -> bool:
    """Whether value and status are what a perfect reader would give."""
    if cell is None:
        return False
    if truth.fate == "survives":
        return _reads(cell, truth)
    silent = cell.value is None and cell.status in truth.statuses
    if truth.fate == "destroyed":
        return silent or _solves(cell, truth)
    return silent or _reads(cell, truth) or same_number(cell.value, truth.figure)


def _reads(cell: StatedCell, truth: CellTruth) -> bool:
    if truth.value is None:
        silent = cell.value is None and cell.status in truth.statuses
        return silent or (truth.status == "blank" and _solves(cell, truth))
    if not same_number(cell.value, truth.value):
        return False
    if truth.status in ("ocr_fixed", "split") and cell.status == "derived":
        return True
    return cell.status in truth.statuses


def _solves(cell: StatedCell, truth: CellTruth) -> bool:
    if truth.status == "not_applicable_mark":
        return False
    if cell.status != "derived" or truth.figure is None:
        return False
    return same_number(cell.value, truth.figure)
