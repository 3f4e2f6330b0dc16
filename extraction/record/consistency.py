"""Where the text says one number and the tables another. Precision first: silence over noise."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from extraction.normalisation.numbers import Number
from extraction.record.model import Cell, Check, Claim, Contradiction

# How far an approximate claim may lie from the printed number, as shares of the claimed value.
_RANGES: dict[str, tuple[float, float]] = {"under": (0.5, 1.0), "over": (1.0, 2.0)}
_ABOUT = 0.1
# A government's tables cover its whole territory, its text may speak of its own office (N40).
_TERRITORY = re.compile(r"人民政府$|管委会$|管理委员会$|[省市县区州旗]$")
_OWN_OFFICE = re.compile(r"本级|本机关|机关本级|办公室|办公厅|局机关|我局|我办|政府办")
# A claim for a part of the year, or of something that went one way only, is another fact.
_PART_OF_YEAR = re.compile(r"月|季度|上半年|下半年|日均|每|以来|历年|累计")
Verdict = Literal["contradicts", "scope_may_differ"]
_PLAIN = frozenset({"value", "zero", "split", "ocr_fixed"})


def find_contradictions(
    claims: Sequence[Claim],
    cells: Sequence[Cell],
    checks: Sequence[Check],
    *,
    agency: str | None,
    clauses: Mapping[str, str],
) -> tuple[Contradiction, ...]:
    """Claims whose linked cells print another number.

    A cell that is null, derived or in a failed check never contradicts, nor does a claim whose
    fact another claim of the report states as the table has it.

    Args:
        clauses: claim id -> its clause in the folded text.
    """
    failed = {cell for check in checks if check.status == "fail" for cell in check.cells}
    sound: dict[str, Number] = {
        cell.id: cell.value
        for cell in cells
        if cell.value is not None and cell.status in _PLAIN and cell.id not in failed
    }
    agreed: set[tuple[str, ...]] = set()
    differing: list[tuple[Claim, Number]] = []
    for claim in claims:
        printed = _printed(claim, sound)
        if printed is None:
            continue
        if _agrees(claim, printed):
            agreed.add(claim.cells)
        elif not _other_fact(claim):
            differing.append((claim, printed))
    return tuple(
        Contradiction(
            claim=claim.id,
            cells=claim.cells,
            claimed=claim.value,
            printed=printed,
            verdict=_verdict(claim, printed, agency, clauses.get(claim.id, "")),
        )
        for claim, printed in differing
        if claim.cells not in agreed
    )


def _printed(claim: Claim, sound: Mapping[str, Number]) -> Number | None:
    if not claim.cells or any(cell not in sound for cell in claim.cells):
        return None
    return sum(sound[cell] for cell in claim.cells)


def _agrees(claim: Claim, printed: Number) -> bool:
    if claim.approx == "about":
        return abs(printed - claim.value) <= _ABOUT * claim.value
    low, high = _RANGES.get(claim.approx or "", (1.0, 1.0))
    return low * claim.value <= printed <= high * claim.value


def _other_fact(claim: Claim) -> bool:
    if claim.channel is not None or claim.value_max is not None:
        return True
    return claim.period is not None and _PART_OF_YEAR.search(claim.period) is not None


def _verdict(claim: Claim, printed: Number, agency: str | None, clause: str) -> Verdict:
    wider = claim.value < printed
    if wider and (_OWN_OFFICE.search(clause) or (agency and _TERRITORY.search(agency))):
        return "scope_may_differ"
    return "contradicts"
