"""Rulings to lattices: the cells that lines on a page enclose, merged cells included.

Rulings that meet make one lattice. Its rows and columns run between all its rulings; two
neighbouring boxes without a ruling between them are one cell. An outer border that is not drawn
(a table cut by the page end, one open at its sides) is put where the inner rulings end. What is
printed in the cells is the task of ``pdf_cells``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extraction.readers.pdf_chars import Extent
from extraction.readers.pdf_rulings import JOIN, Drawn, Ruling, join_rulings

# Points. Rulings overshoot a corner by up to their width, 3; rows begin at 8.
_OPEN_END = 6.0
# A drawing smaller than this on a side is a tick box, a seal or a logo.
_SMALLEST_SIDE = 8.0
# Share of a box's side that a ruling has to run along to be its wall.
_WALL_SHARE = 0.5
# Share of the cells of a table without lines that have to be filled areas themselves.
_FILLED_SHARE = 0.7
# Level times upright rulings of one page: the form has 9,000, a page of five such tables 40,000.
_MOST_CROSSINGS = 1_000_000
# Of one page. A page of forms with a box for each character has 200 lattices and 2,000 areas.
_MOST_LATTICES = 1_000
_MOST_FILLS = 20_000
# Gaps between filled cells on a dark ground: cell spacing of 1 to 3 pixels.
_FILL_SNAP = 3.0


class Place(NamedTuple):
    """A cell of a lattice. ``is_open``: no ruling closes it to the left or right side of all."""

    row: int
    col: int
    rowspan: int
    colspan: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Lattice:
    """``owner[row][col]`` is the index in ``places`` of the cell that holds this box."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: tuple[tuple[int, ...], ...]
    places: tuple[Place, ...]

    @property
    def extent(self) -> Extent:
        return Extent(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def extent_of(self, place: Place) -> Extent:
        return Extent(
            self.xs[place.col],
            self.ys[place.row],
            self.xs[place.col + place.colspan],
            self.ys[place.row + place.rowspan],
        )


def drawn_to_lattices(drawn: Drawn, *, max_boxes: int) -> list[Lattice]:
    """Lattices of two columns or more, from top to bottom; none lies inside another.

    Drawings of more than ``max_boxes`` boxes, of a million crossings or of a thousand lattices
    are no tables.
    """
    lattices = _rulings_to_lattices(drawn.level, drawn.upright, max_boxes=max_boxes)
    if len(lattices) > _MOST_LATTICES:
        return []
    if len(drawn.fills) <= _MOST_FILLS:
        extents = [lattice.extent for lattice in lattices]
        fills = [
            fill for fill in drawn.fills if not any(_overlap(fill, extent) for extent in extents)
        ]
        lattices += _fills_to_lattices(fills, max_boxes=max_boxes)[:_MOST_LATTICES]
    kept = [
        lattice
        for lattice in lattices
        if not any(other is not lattice and _is_around(lattice, other) for other in lattices)
    ]
    return sorted(kept, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def _fills_to_lattices(fills: Sequence[Extent], *, max_boxes: int) -> list[Lattice]:
    """Tables whose cells are filled areas, on a dark ground or with gaps between them.

    Shaded paragraphs and every other row shaded make none.
    """
    level = [Ruling(y, fill.x0, fill.x1) for fill in fills for y in (fill.top, fill.bottom)]
    upright = [Ruling(x, fill.top, fill.bottom) for fill in fills for x in (fill.x0, fill.x1)]
    found = [
        lattice
        for lattice in _rulings_to_lattices(level, upright, max_boxes=max_boxes, snap=_FILL_SNAP)
        if len(lattice.ys) > 2
    ]
    if len(found) > _MOST_LATTICES:
        return []
    return [lattice for lattice in found if _filled_share(lattice, fills) >= _FILLED_SHARE]


def _filled_share(lattice: Lattice, fills: Sequence[Extent]) -> float:
    corners = {_corner(fill, lattice) for fill in fills if _overlap(fill, lattice.extent)}
    filled = sum(
        (place.row, place.col, place.row + place.rowspan, place.col + place.colspan) in corners
        for place in lattice.places
    )
    return filled / len(lattice.places)


def _corner(fill: Extent, lattice: Lattice) -> tuple[int, int, int, int]:
    """First and last row and column line of a filled area."""

    return (
        _nearest(lattice.ys, fill.top),
        _nearest(lattice.xs, fill.x0),
        _nearest(lattice.ys, fill.bottom),
        _nearest(lattice.xs, fill.x1),
    )


def _rulings_to_lattices(
    level: list[Ruling], upright: list[Ruling], *, max_boxes: int, snap: float = 2.0
) -> list[Lattice]:
    level, upright = join_rulings(level, snap=snap), join_rulings(upright, snap=snap)
    if len(level) * len(upright) > _MOST_CROSSINGS:
        return []
    found = (
        _component_to_lattice(rows, cols, max_boxes=max_boxes)
        for rows, cols in _components(level, upright)
    )
    return [lattice for lattice in found if lattice]


def _components(
    level: Sequence[Ruling], upright: Sequence[Ruling]
) -> Iterable[tuple[list[Ruling], list[Ruling]]]:
    """Level and upright rulings that hang together by crossings."""
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for number, line in enumerate(level):
        first = bisect_left(upright, (line.lo - JOIN,))
        for other in range(first, len(upright)):
            post = upright[other]
            if post.at > line.hi + JOIN:
                break
            if post.lo - JOIN <= line.at <= post.hi + JOIN:
                parent[root(len(level) + other)] = root(number)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for number, line in enumerate(level):
        groups.setdefault(root(number), ([], []))[0].append(line)
    for number, post in enumerate(upright):
        groups.setdefault(root(len(level) + number), ([], []))[1].append(post)
    return [group for group in groups.values() if group[0] and group[1]]


def _component_to_lattice(
    level: list[Ruling], upright: list[Ruling], *, max_boxes: int
) -> Lattice | None:
    upright = upright + _closing(level, upright)
    level = level + _closing(upright, level)
    xs, ys = _positions(upright), _positions(level)
    n_rows, n_cols = len(ys) - 1, len(xs) - 1
    if n_rows < 1 or n_cols < 2 or n_rows * n_cols > max_boxes:
        return None
    if xs[-1] - xs[0] < _SMALLEST_SIDE or ys[-1] - ys[0] < _SMALLEST_SIDE:
        return None
    right_of = _walls(upright, xs, ys)
    below = _walls(level, ys, xs)
    owner = [[-1] * n_cols for _ in range(n_rows)]
    places: list[Place] = []
    for row in range(n_rows):
        for col in range(n_cols):
            if owner[row][col] >= 0:
                continue
            rowspan, colspan = _reach(row, col, owner, right_of, below)
            sides = {0: col == 0, n_cols: col + colspan == n_cols}
            is_open = any(
                touches and not all(right_of[x][y] for y in range(row, row + rowspan))
                for x, touches in sides.items()
            )
            for y in range(row, row + rowspan):
                owner[y][col : col + colspan] = [len(places)] * colspan
            places.append(Place(row, col, rowspan, colspan, is_open))
    if len(places) < 2:
        return None
    return Lattice(tuple(xs), tuple(ys), tuple(map(tuple, owner)), tuple(places))


def _reach(
    row: int,
    col: int,
    owner: list[list[int]],
    right_of: list[list[bool]],
    below: list[list[bool]],
) -> tuple[int, int]:
    """Rows and columns of the largest open rectangle from here, columns first.

    Boxes that hang together in another shape than a rectangle fall into several cells.
    """
    n_rows, n_cols = len(owner), len(owner[0])
    last = col
    while last + 1 < n_cols and not right_of[last + 1][row] and owner[row][last + 1] < 0:
        last += 1
    bottom = row
    while bottom + 1 < n_rows:
        following = bottom + 1
        is_shut = any(
            below[following][x] or owner[following][x] >= 0 for x in range(col, last + 1)
        ) or any(right_of[x][following] for x in range(col + 1, last + 1))
        is_wider = last + 1 < n_cols and not right_of[last + 1][following]
        is_wider = is_wider or (col > 0 and not right_of[col][following])
        if is_shut or is_wider:
            break
        bottom = following
    return bottom - row + 1, last - col + 1


def _walls(
    rulings: list[Ruling], across: Sequence[float], along: Sequence[float]
) -> list[list[bool]]:
    """walls[i][k]: a ruling at ``across[i]`` runs along the k-th interval of ``along``."""
    walls = [[False] * (len(along) - 1) for _ in across]
    for ruling in rulings:
        wall = walls[_nearest(across, ruling.at)]
        first = max(bisect_right(along, ruling.lo) - 1, 0)
        for k in range(first, bisect_left(along, ruling.hi)):
            lo, hi = along[k], along[min(k + 1, len(along) - 1)]
            if min(hi, ruling.hi) - max(lo, ruling.lo) >= _WALL_SHARE * (hi - lo) > 0:
                wall[k] = True
    return walls


def _closing(rulings: list[Ruling], posts: list[Ruling]) -> list[Ruling]:
    """Borders that are not drawn, beyond the posts: where two or more rulings end together.

    A single one does where it runs along all posts: the one rule of a table open at its sides.
    """
    closing: list[Ruling] = []
    posts_lo, posts_hi = min(post.at for post in posts), max(post.at for post in posts)
    for sign, outermost in ((-1, min(p.at for p in posts)), (1, max(p.at for p in posts))):
        ends = [
            (ruling.lo if sign < 0 else ruling.hi, ruling.at)
            for ruling in rulings
            if (outermost - ruling.lo if sign < 0 else ruling.hi - outermost) > _OPEN_END
        ]
        if not ends:
            continue
        furthest = min(ends)[0] if sign < 0 else max(ends)[0]
        together = [at for end, at in ends if abs(end - furthest) <= JOIN]
        if len(together) > 1:
            closing.append(Ruling(furthest, min(together), max(together)))
        elif len(posts) > 1 and any(
            ruling.lo - JOIN <= posts_lo and posts_hi <= ruling.hi + JOIN
            for ruling in rulings
            if ruling.at == together[0]
        ):
            closing.append(Ruling(furthest, min(p.lo for p in posts), max(p.hi for p in posts)))
    return closing


def _positions(rulings: list[Ruling]) -> list[float]:
    """Where the rulings stand, ascending, those closer than JOIN as one."""
    positions: list[float] = []
    for at in sorted({ruling.at for ruling in rulings}):
        if not positions or at - positions[-1] > JOIN:
            positions.append(at)
    return positions


def _nearest(positions: Sequence[float], at: float) -> int:
    """Index of the nearest of ascending positions."""
    index = bisect_left(positions, at)
    if index == len(positions):
        return index - 1
    if index and at - positions[index - 1] <= positions[index] - at:
        return index - 1
    return index


def _overlap(one: Extent, other: Extent) -> bool:
    return (
        one.x0 < other.x1
        and other.x0 < one.x1
        and one.top < other.bottom
        and other.top < one.bottom
    )


def _is_around(outer: Lattice, inner: Lattice) -> bool:
    """Whether one cell of the outer lattice holds the whole inner one: a frame for layout."""
    box = inner.extent
    if not _overlap(outer.extent, box):
        return False
    for place in outer.places:
        cell = outer.extent_of(place)
        if (
            cell.x0 - JOIN <= box.x0
            and box.x1 <= cell.x1 + JOIN
            and cell.top - JOIN <= box.top
            and box.bottom <= cell.bottom + JOIN
        ):
            return True
    return False
