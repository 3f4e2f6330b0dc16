"""The form's arithmetic, stated for itself: which sums a report carries and whether they hold.

It shares nothing with ``extraction.tables.identities``: what people read in real reports is checked
against its own sums before extraction is compared with it (``tests/test_goldens.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

Number = int | float

T2_COLUMNS = (
    "natural_person",
    "legal_commercial",
    "legal_research",
    "legal_public_welfare",
    "legal_law_service",
    "legal_other",
    "total",
)
T3_COLUMNS = ("upheld", "corrected", "other_result", "pending", "total")
T3_RULES = {
    "review": "T3_REVIEW_TOTAL",
    "suit_direct": "T3_SUIT_DIRECT_TOTAL",
    "suit_after_review": "T3_SUIT_AFTER_REVIEW_TOTAL",
}
NOT_OUTCOMES = ("new_received", "carried_in", "processed_total", "carried_out")


@dataclass(frozen=True, slots=True)
class Identity:
    """One check within a report: the sums of ``left`` and ``right`` are equal, or left >= right."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    op: str = "eq"


def cells_to_identities(cells: Collection[str]) -> dict[tuple[str, str], Identity]:
    """(rule, scope) -> identity, for every check that a report with cells of these ids carries."""
    found: dict[tuple[str, str], Identity] = {}
    rows = list(
        dict.fromkeys(
            cell.removeprefix("t2.").rsplit(".", 1)[0] for cell in cells if cell.startswith("t2.")
        )
    )
    outcomes = [row for row in rows if row not in NOT_OUTCOMES]
    for column in T2_COLUMNS if rows else ():
        found["T2_BALANCE", column] = Identity(
            (f"t2.new_received.{column}", f"t2.carried_in.{column}"),
            (f"t2.processed_total.{column}", f"t2.carried_out.{column}"),
        )
        found["T2_RESULT_SUM", column] = Identity(
            tuple(f"t2.{row}.{column}" for row in outcomes), (f"t2.processed_total.{column}",)
        )
    for row in rows:
        found["T2_ROW_TOTAL", row] = Identity(
            tuple(f"t2.{row}.{column}" for column in T2_COLUMNS[:-1]), (f"t2.{row}.total",)
        )
    for block, rule in T3_RULES.items():
        if f"t3.{block}.total" in cells:
            found[rule, block] = Identity(
                tuple(f"t3.{block}.{column}" for column in T3_COLUMNS[:-1]), (f"t3.{block}.total",)
            )
    for row in ("rules", "normative_documents"):
        place = f"t1.art20_1.{row}"
        if f"{place}.in_force" in cells:
            found["T1_STOCK_BOUND", row] = Identity(
                (f"{place}.in_force", f"{place}.repealed"), (f"{place}.issued",), "ge"
            )
        if f"{place}.total_disclosed" in cells:
            found["T1_DISCLOSED_BOUND", row] = Identity(
                (f"{place}.total_disclosed",), (f"{place}.newly_disclosed",), "ge"
            )
    return found


def identity_to_status(values: Mapping[str, Number | None], identity: Identity) -> str:
    """``pass`` or ``fail``; ``not_checkable`` where a cell has no value."""
    left = [values[cell] for cell in identity.left]
    right = [values[cell] for cell in identity.right]
    if None in left or None in right:
        return "not_checkable"
    sums = sum(n for n in left if n is not None), sum(n for n in right if n is not None)
    holds = sums[0] >= sums[1] if identity.op == "ge" else sums[0] == sums[1]
    return "pass" if holds else "fail"
