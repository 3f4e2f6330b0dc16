"""Characters into the cells of lattices; what only seems to stand in a cell stays outside.

A character belongs to the cell that holds its middle, with two exceptions: text that overflows
its cell stays in one piece, and a heading printed across the lines of a table is no part of it.
Cells between which a line is missing are the task of ``pdf_cuts``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from extraction.readers.pdf_chars import Char
from extraction.readers.pdf_cuts import cut_by_lattice, cut_rows
from extraction.readers.pdf_drafts import CellDraft, TableDraft
from extraction.readers.pdf_lattice import Lattice, Place
from extraction.readers.pdf_lines import cell_to_lines

# Share of its width that a character may reach beyond its cell: italics and loose boxes do.
_STRADDLE = 0.2
# In em: the widest gap inside one run of text, and how far its baseline may move.
_RUN_GAP, _RUN_SHIFT = 0.3, 0.1
# In em: text of two full cells stands at least this far apart, cells have some padding.
_TOUCHING = 0.05
# In em: how near to the outer border a run across cells counts as printed over it.
_NEAR_BORDER = 0.5
# Share of a run's characters that a level ruling has to pass through.
_CROSSED = 0.5
# Points: the height of the bands by which the characters near a lattice are found.
_BAND = 20.0


def chars_to_tables(
    chars: Sequence[Char], lattices: Sequence[Lattice]
) -> tuple[list[TableDraft], list[Char]]:
    """The tables with text, from top to bottom, and the characters that stand in none.

    ``chars`` is in content order. Lattices with fewer than two filled cells are drawings.
    """
    bands: dict[int, list[int]] = {}
    for index, char in enumerate(chars):
        bands.setdefault(int(char.y_mid // _BAND), []).append(index)
    is_free = [True] * len(chars)
    tables: list[TableDraft] = []
    for lattice in lattices:
        first, last = int(lattice.ys[0] // _BAND), int(lattice.ys[-1] // _BAND)
        near = [index for band in range(first, last + 1) for index in bands.get(band, ())]
        near = sorted(index for index in near if is_free[index])
        held = _chars_to_places([chars[index] for index in near], lattice)
        table = _held_to_table(held, lattice)
        if table:
            tables.append(table)
            taken = {char.order for place in held for char in place}
            for index in near:
                is_free[index] = chars[index].order not in taken
    return tables, [char for char, free in zip(chars, is_free, strict=True) if free]


def _held_to_table(held: list[list[Char]], lattice: Lattice) -> TableDraft | None:
    cells = [
        CellDraft(*place[:4], lattice.extent_of(place), tuple(cell_to_lines(chars)))
        for chars, place in zip(held, lattice.places, strict=True)
    ]
    if sum(bool(cell.lines) for cell in cells) < 2:
        return None
    cells = [
        piece
        for cell, place in zip(cells, lattice.places, strict=True)
        if cell.lines or not place.is_open
        for piece in cut_by_lattice(cell, lattice)
    ]
    cells.sort(key=lambda cell: (cell.row, cell.col))
    n_rows, n_cols = len(lattice.ys) - 1, len(lattice.xs) - 1
    return cut_rows(TableDraft(n_rows, n_cols, tuple(cells), lattice.extent, ruled=True))


def _chars_to_places(chars: list[Char], lattice: Lattice) -> list[list[Char]]:
    """The characters of each place, in content order."""
    xs, ys = lattice.xs, lattice.ys
    owners = [-1] * len(chars)
    straddling: list[int] = []
    last = -1
    for index, char in enumerate(chars):
        x, y = char.x_mid, char.y_mid
        if not (xs[0] <= x < xs[-1] and ys[0] <= y < ys[-1]):
            continue
        owner = lattice.owner[bisect_right(ys, y) - 1][bisect_right(xs, x) - 1]
        owners[index] = owner
        if char.turn or char.is_space:
            continue
        if _straddles(char, lattice.places[owner], xs) or (
            last == index - 1
            and owners[last] != owner
            and lattice.places[owners[last]].col != lattice.places[owner].col
            and _touch(chars[last], char)
        ):
            straddling.append(index)
        last = index
    done: set[int] = set()
    for index in straddling:
        if index not in done:
            run = _run_around(index, chars, owners)
            done.update(run)
            owner = -1 if _is_printed_over(run, chars, lattice) else _main_owner(run, owners)
            for member in run:
                owners[member] = owner
    held: list[list[Char]] = [[] for _ in lattice.places]
    for char, owner in zip(chars, owners, strict=True):
        if owner >= 0:
            held[owner].append(char)
    return held


def _straddles(char: Char, place: Place, xs: Sequence[float]) -> bool:
    slack = _STRADDLE * (char.x1 - char.x0)
    right = place.col + place.colspan
    return (place.col > 0 and char.x0 < xs[place.col] - slack) or (
        right < len(xs) - 1 and char.x1 > xs[right] + slack
    )


def _touch(left: Char, right: Char) -> bool:
    """Whether two characters that are no digits follow each other without any gap."""
    em = max(left.em, right.em)
    return (
        abs(right.x0 - left.x1) < _TOUCHING * em
        and abs(right.base - left.base) < _RUN_SHIFT * em
        and not (left.code.isdigit() or right.code.isdigit())
    )


def _run_around(index: int, chars: list[Char], owners: list[int]) -> list[int]:
    """The unbroken text around a character, as indices in content order."""
    first = last = index
    while first > 0 and _continues(first - 1, first, chars, owners):
        first -= 1
    while last + 1 < len(chars) and _continues(last, last + 1, chars, owners):
        last += 1
    return list(range(first, last + 1))


def _continues(before: int, after: int, chars: list[Char], owners: list[int]) -> bool:
    left, right = chars[before], chars[after]
    em = max(left.em, right.em)
    if right.turn or left.turn or abs(right.base - left.base) > _RUN_SHIFT * em:
        return False
    if not -_RUN_GAP * em <= right.x0 - left.x1 <= _RUN_GAP * em:
        return False
    # a number in the next cell is no part of an overflowing label
    return not (
        owners[before] != owners[after] and right.code.isdigit() and not left.code.isdigit()
    )


def _main_owner(run: list[int], owners: list[int]) -> int:
    """The place with most of the run; the first one where two have the same."""
    return Counter(owners[index] for index in run).most_common(1)[0][0]


def _is_printed_over(run: list[int], chars: list[Char], lattice: Lattice) -> bool:
    """Whether a run across cells also lies on a level ruling or on the outer border."""
    xs, ys = lattice.xs, lattice.ys
    drawn = [chars[index] for index in run if not chars[index].is_space]
    em, y = drawn[0].em, drawn[0].y_mid
    if min(abs(y - ys[0]), abs(y - ys[-1])) < _NEAR_BORDER * em:
        return True
    crossed = 0
    for char in drawn:
        if not xs[0] <= char.x_mid < xs[-1]:
            continue
        col = bisect_right(xs, char.x_mid) - 1
        above = bisect_right(ys, char.base - 0.6 * em) - 1
        below = bisect_right(ys, char.base - 0.1 * em) - 1
        if 0 <= above < below < len(ys) - 1:
            crossed += lattice.owner[above][col] != lattice.owner[below][col]
    return crossed > _CROSSED * len(drawn)
