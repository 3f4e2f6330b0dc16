"""Readings of a row of table 1 whose numbers were printed as one run of digits.

Table 1 has no identity of its own that would single out one split, so extraction leaves such cells
open. Across years the stock identity can: it says which splits agree with the year before, or that
none does. Nothing is decided here, the readings are only listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from extraction.corpus.facts import Cells
from extraction.record.model import Number

# A row of three numbers is never printed with more digits; beyond it is no row but a mishap.
_MOST_DIGITS = 18


def row_to_readings(cells: Cells, row: Sequence[str]) -> list[tuple[Number, ...]]:
    """All numbers that the cells of one row may hold, in their order; empty where none is known.

    One reading where every cell has its number; several where all print the same run of digits,
    those left out that differ from what the running text says of a cell.
    """
    values = [cells.value_of(cell) for cell in row]
    known = tuple(value for value in values if value is not None)
    if len(known) == len(row):
        return [known]
    places = [cells.places.get(cell) for cell in row]
    runs = {None if place is None else place.raw for place in places}
    run = runs.pop() if len(runs) == 1 else None
    unreadable = all(cells.status_of(cell) == "unreadable" for cell in row)
    if run is None or not unreadable or not _is_run(run, len(row)):
        return []
    splits = list(_splits(run, len(row)))
    told = [None if place is None else place.told for place in places]
    fitting = [
        split
        for split in splits
        if all(want is None or want == got for want, got in zip(told, split, strict=True))
    ]
    return list(fitting or splits)


def _is_run(run: str, count: int) -> bool:
    return run.isascii() and run.isdigit() and count <= len(run) <= _MOST_DIGITS


def _splits(run: str, count: int) -> Iterator[tuple[int, ...]]:
    """Every way to cut the run into so many numbers, none with a zero in front."""
    for cuts in combinations(range(1, len(run)), count - 1):
        ends = (0, *cuts, len(run))
        parts = [run[ends[at] : ends[at + 1]] for at in range(count)]
        if all(part == "0" or part[0] != "0" for part in parts):
            yield tuple(int(part) for part in parts)
