"""The form's identities as equations between cells, and what they say of a filled form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extraction.normalisation.numbers import Number
from extraction.tables.form.model import Identity, TableForm, cell_id, load_form

# fees are printed with up to six decimals; sums of counts are exact
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Equation:
    """sum(left) = sum(right), or >= for op ge. The sides hold cell ids."""

    rule: str
    scope: str
    severity: Literal["hard", "soft"]
    op: Literal["eq", "ge"]
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class Outcome:
    """An equation on actual values; a side with an unknown cell is None."""

    equation: Equation
    status: Literal["pass", "fail", "not_checkable"]
    left: Number | None
    right: Number | None


def table_to_equations(table: TableForm, row_ids: Sequence[str]) -> list[Equation]:
    """The equations of one table whose data rows are ``row_ids`` (rows of both forms may mix).

    The single row ``other`` stands for its three children in T2_RESULT_SUM; where all four are
    there it is taken as the children's heading and left out.
    """
    form = load_form(table.form)
    equations: list[Equation] = []
    for identity in form.identities:
        if identity.table == table.id:
            equations.extend(_equations(table, identity, row_ids))
    return equations


def _equations(table: TableForm, identity: Identity, row_ids: Sequence[str]) -> list[Equation]:
    def equation(scope: str, left: list[str], right: list[str]) -> Equation:
        return Equation(
            identity.id, scope, identity.severity, identity.op, tuple(left), tuple(right)
        )

    if identity.per == "column":
        left_rows = _summands(identity, row_ids)
        return [
            equation(
                column.id,
                [cell_id(table.prefix, "", row, column.id) for row in left_rows],
                [cell_id(table.prefix, "", row, column.id) for row in identity.right],
            )
            for column in table.blocks[0].columns
        ]
    if identity.per == "group":
        return [
            equation(
                identity.scope,
                [cell_id(table.prefix, "", "", column) for column in identity.left],
                [cell_id(table.prefix, "", "", column) for column in identity.right],
            )
        ]
    rows = [
        row.id
        for block in table.blocks
        if block.id == identity.block
        for row in block.rows
        if row.id in row_ids
    ]
    return [
        equation(
            row,
            [cell_id(table.prefix, identity.block, row, column) for column in identity.left],
            [cell_id(table.prefix, identity.block, row, column) for column in identity.right],
        )
        for row in rows
    ]


def _summands(identity: Identity, row_ids: Sequence[str]) -> list[str]:
    if identity.id != "T2_RESULT_SUM":
        return list(identity.left)
    children = [row for row in identity.left if row.startswith("other.")]
    has_children = any(row in row_ids for row in children)
    rows = [row for row in identity.left if row != "other"]
    if not has_children:
        rows = [row for row in rows if row not in children]
        rows.append("other")
    return rows


def check(equation: Equation, values: Mapping[str, Number | None]) -> Outcome:
    """Passes, fails, or cannot be checked because a cell is unknown."""
    left = _side(equation.left, values)
    right = _side(equation.right, values)
    if left is None or right is None:
        return Outcome(equation, "not_checkable", left, right)
    holds = left >= right - _TOLERANCE if equation.op == "ge" else abs(left - right) < _TOLERANCE
    return Outcome(equation, "pass" if holds else "fail", left, right)


def _side(cells: Sequence[str], values: Mapping[str, Number | None]) -> Number | None:
    total: Number = 0
    for cell in cells:
        value = values.get(cell)
        if value is None:
            return None
        total += value
    return total


def solve(equation: Equation, values: Mapping[str, Number | None]) -> tuple[str, Number] | None:
    """The single unknown cell of an equality and the value it forces; None otherwise.

    A negative solution is none: no cell of these identities holds a negative number.
    """
    if equation.op != "eq":
        return None
    unknown = [cell for cell in equation.cells if values.get(cell) is None]
    if len(unknown) != 1:
        return None
    cell = unknown[0]
    left = sum(values[other] or 0 for other in equation.left if other != cell)
    right = sum(values[other] or 0 for other in equation.right if other != cell)
    value = right - left if cell in equation.left else left - right
    return (cell, value) if value >= 0 else None
