"""How far a cell can be trusted, from how it was found and what the arithmetic says of it."""

from __future__ import annotations

from collections.abc import Iterable

from extraction.tables.identities import Outcome
from extraction.tables.slots import Slot

# Calibrated on the layout test bed (eval/layouts): at or above 0.99 no more than one cell in
# 10,000 may be wrong, below 0.5 counts as flagged.
DIRECT = 0.995
CHECKED = 0.999
UNCHECKED_FLOW = 0.97
FAILED_CHECK = 0.6
DAMAGED_LABEL = 0.96
ELIMINATED_LABEL = 0.45
BY_SUMS = 0.9
BY_GRID = 0.45
DOUBLED = 0.9
OCR_FIXED = 0.9
DERIVED = 0.9
NOTHING_PRINTED = 0.9
UNREADABLE = 0.3
# a label at or below this similarity was placed by elimination more than by its wording
_WEAK_LABEL = 0.66

_DOUBTS = {"placed_by_sums": BY_SUMS, "placed_by_grid": BY_GRID, "doubled": DOUBLED}


def slot_to_confidence(
    slot: Slot,
    *,
    derived: bool,
    similarity: float,
    layout: str,
    outcomes: Iterable[Outcome],
) -> float:
    """In [0, 1], four decimals.

    Args:
        outcomes: of the equations that hold the cell.
        similarity: of the row's label, 1 where it matched exactly.
    """
    if derived:
        return DERIVED
    if slot.status == "unreadable":
        return UNREADABLE
    if slot.status in ("missing_cell", "missing_row", "missing_table"):
        return min(NOTHING_PRINTED, _DOUBTS.get(slot.doubt, 1.0))
    states = [outcome.status for outcome in outcomes if outcome.equation.severity == "hard"]
    base = DIRECT if layout != "flow" else UNCHECKED_FLOW
    if "pass" in states and "fail" not in states:
        base = CHECKED
    elif "fail" in states:
        base = FAILED_CHECK if "pass" not in states else 0.9
    limits = [base]
    if slot.doubt:
        limits.append(_DOUBTS[slot.doubt])
    if slot.status == "ocr_fixed":
        limits.append(OCR_FIXED)
    if similarity < _WEAK_LABEL:
        limits.append(ELIMINATED_LABEL)
    elif similarity < 1.0:
        limits.append(DAMAGED_LABEL if "pass" not in states else 0.99)
    return round(min(limits), 4)
