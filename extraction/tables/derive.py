"""Cells that the source does not state but its own arithmetic forces to one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extraction.normalisation.numbers import Number
from extraction.tables.identities import Equation, check, solve
from extraction.tables.slots import Slot

# "not applicable" is a statement of its own and is never filled in
_NEVER = "not_applicable_mark"


def derive(
    slots: Mapping[str, Slot], equations: Sequence[Equation]
) -> dict[str, tuple[Number, tuple[str, ...]]]:
    """Cell id -> forced value and the rules that force it.

    Equations with one unknown are solved, again and again as their solutions fill others. A cell
    that two equations would force to different values stays unknown, and so does one whose
    solution breaks an equation that has no other unknown left.
    """
    values: dict[str, Number | None] = {cell: slot.value for cell, slot in slots.items()}
    derived: dict[str, tuple[Number, tuple[str, ...]]] = {}
    refused: set[str] = {cell for cell, slot in slots.items() if slot.status == _NEVER}
    while True:
        forced: dict[str, dict[Number, list[str]]] = {}
        for equation in equations:
            solved = solve(equation, values)
            if solved is not None and solved[0] not in refused and solved[0] in slots:
                forced.setdefault(solved[0], {}).setdefault(solved[1], []).append(equation.rule)
        progress = False
        for cell, answers in forced.items():
            if len(answers) > 1:
                refused.add(cell)
                continue
            value, rules = next(iter(answers.items()))
            trial = {**values, cell: value}
            if any(
                check(equation, trial).status == "fail"
                for equation in equations
                if cell in equation.cells
            ):
                refused.add(cell)
                continue
            values[cell] = value
            derived[cell] = (value, tuple(dict.fromkeys(rules)))
            progress = True
        if not progress:
            return derived
