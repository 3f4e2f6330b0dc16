"""Which of a row's readings stands, decided by the form's arithmetic where the layout cannot.

Unique readings are never dropped because a column does not add up: the source may be wrong. Only
rows with several readings are narrowed here: first by their own total, then by the column
identities, each of which keeps the readings that some choice in the other rows can balance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from extraction.normalisation.numbers import Number
from extraction.tables.identities import Equation, check, solve
from extraction.tables.slots import Reading, Slot, Vector

# Rows left open by the columns one by one are tried together up to this many combinations.
_MOST_COMBINATIONS = 300
# A row with more readings than this cannot be decided by seven column sums.
_MOST_CANDIDATES = 2_000
# Sums that the other rows can reach; beyond this many a column says nothing.
_MOST_SUMS = 20_000

Values = dict[str, Number | None]


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row's cell ids in column order with the ways it can be read."""

    row: str
    cells: tuple[str, ...]
    reading: Reading


@dataclass(slots=True)
class _Open:
    """A row with its options: readings and the values they state or imply."""

    row: RowReading
    options: list[tuple[Vector, Values]]


def resolve(rows: Sequence[RowReading], equations: Sequence[Equation]) -> dict[str, Slot]:
    """Cell id -> slot for every row that was found."""
    settled: dict[str, Slot] = {}
    open_rows: list[_Open] = []
    for row in rows:
        candidates = row.reading.candidates
        if len(candidates) == 1:
            settled.update(zip(row.cells, candidates[0], strict=True))
        elif not candidates or len(candidates) > _MOST_CANDIDATES:
            settled.update(zip(row.cells, row.reading.whole, strict=True))
        else:
            open_rows.append(_Open(row, _row_options(row, equations)))
    known: Values = {cell: slot.value for cell, slot in settled.items()}
    columns = [equation for equation in equations if _spans_rows(equation, open_rows)]
    _narrow(open_rows, columns, known)
    _narrow_together(open_rows, columns, known)
    for opened in open_rows:
        settled.update(zip(opened.row.cells, _choose(opened), strict=True))
    return settled


def _spans_rows(equation: Equation, open_rows: Sequence[_Open]) -> bool:
    return equation.op == "eq" and not any(
        set(opened.row.cells).issuperset(equation.cells) for opened in open_rows
    )


def _row_options(row: RowReading, equations: Sequence[Equation]) -> list[tuple[Vector, Values]]:
    """The candidates that the row's own totals do not refute; all of them if they refute all.

    A single missing cell is given the value that the row's total forces.
    """
    own = [equation for equation in equations if set(row.cells).issuperset(equation.cells)]
    ranked: list[tuple[int, Vector, Values]] = []
    for vector in row.reading.candidates:
        values: Values = {cell: slot.value for cell, slot in zip(row.cells, vector, strict=True)}
        broken = 0
        for equation in own:
            unknown = sum(values[cell] is None for cell in equation.cells)
            solved = solve(equation, values)
            if solved is not None:
                values[solved[0]] = solved[1]
            elif unknown == 1 or (unknown == 0 and check(equation, values).status == "fail"):
                broken += 1
        ranked.append((broken, vector, values))
    least = min(broken for broken, _, _ in ranked)
    return [(vector, values) for broken, vector, values in ranked if broken == least]


def _narrow(open_rows: list[_Open], columns: Sequence[Equation], known: Values) -> None:
    """Drops options that no choice in the other rows can balance, until nothing changes."""
    changed = bool(open_rows)
    while changed:
        changed = False
        for equation in columns:
            for opened, supported in _supported(equation, open_rows, known):
                if 0 < len(supported) < len(opened.options):
                    opened.options = supported
                    changed = True


def _supported(
    equation: Equation, open_rows: Sequence[_Open], known: Values
) -> Iterator[tuple[_Open, list[tuple[Vector, Values]]]]:
    """For each open row in the equation the options that it allows; nothing if it says nothing."""
    sides = [(cell, 1) for cell in equation.left] + [(cell, -1) for cell in equation.right]
    fixed: Number = 0
    terms: list[tuple[_Open, str, int]] = []
    for cell, sign in sides:
        opened = next((each for each in open_rows if cell in each.row.cells), None)
        if opened is not None:
            terms.append((opened, cell, sign))
            continue
        value = known.get(cell)
        if value is None:
            return
        fixed += sign * value
    choices = [
        {sign * (values[cell] or 0) for _, values in opened.options} for opened, cell, sign in terms
    ]
    if any(values[cell] is None for opened, cell, _ in terms for _, values in opened.options):
        return
    for index, (opened, cell, sign) in enumerate(terms):
        others = _reachable(choices[:index] + choices[index + 1 :], fixed)
        if others is None:
            return
        yield (
            opened,
            [option for option in opened.options if -sign * (option[1][cell] or 0) in others],
        )


def _reachable(choices: Sequence[set[Number]], start: Number) -> set[Number] | None:
    sums: set[Number] = {start}
    for values in choices:
        sums = {total + value for total in sums for value in values}
        if len(sums) > _MOST_SUMS:
            return None
    return sums


def _narrow_together(open_rows: list[_Open], columns: Sequence[Equation], known: Values) -> None:
    """Keeps the options of the combinations that satisfy most column identities."""
    several = [opened for opened in open_rows if len(opened.options) > 1]
    if not several or prod(len(opened.options) for opened in several) > _MOST_COMBINATIONS:
        return
    base = dict(known)
    for opened in open_rows:
        if len(opened.options) == 1:
            base.update(opened.options[0][1])
    best = -1
    kept: list[tuple[tuple[Vector, Values], ...]] = []
    for combination in product(*(opened.options for opened in several)):
        values = dict(base)
        for _, implied in combination:
            values.update(implied)
        score = sum(check(equation, values).status == "pass" for equation in columns)
        if score > best:
            best, kept = score, []
        if score == best:
            kept.append(combination)
    for index, opened in enumerate(several):
        fitting = [combination[index] for combination in kept]
        opened.options = [option for option in opened.options if option in fitting]


def _choose(opened: _Open) -> Vector:
    """The one reading that fits; of several the layout's own; else the row is unreadable."""
    reading, options = opened.row.reading, opened.options
    layout = None if reading.preferred is None else reading.candidates[reading.preferred]
    if len(options) == 1:
        chosen = options[0][0]
        guessed = chosen != layout and any(slot.status == "missing_cell" for slot in chosen)
        return _doubted(chosen, "placed_by_sums") if guessed else chosen
    if layout is not None and any(vector == layout for vector, _ in options):
        same = all(values == options[0][1] for _, values in options)
        return layout if same else _doubted(layout, "placed_by_grid")
    return reading.whole


def _doubted(vector: Vector, doubt: str) -> Vector:
    return tuple(replace(slot, doubt=slot.doubt or doubt) for slot in vector)
