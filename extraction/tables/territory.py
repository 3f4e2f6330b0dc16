"""Which values belong to which row: from each row's label to the next label of another row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz

from extraction.tables.anchors import Anchor, squeeze_label
from extraction.tables.form.model import Row, TableForm
from extraction.tables.pieces import PhysicalRow, Piece
from extraction.tables.value_lines import ValueLine, line_of

# A label part belongs to a row when so much of it stands in the row's label or its groups'
# labels (0-100): wrapped tails score 100, recognition damage in a tail of four leaves 75.
_TAIL_SIMILARITY = 70.0
# The part of a label on the next page against what the part before lacks (0-100).
_REST_SIMILARITY = 85.0
# an unknown label alone between two known rows is read as the one row that is missing there
_ELIMINATED = 0.3


@dataclass(frozen=True, slots=True)
class RowGround:
    """A form row with the lines that hold its values; ``similarity`` of its label in [0, 1]."""

    block: int
    row: Row
    lines: tuple[ValueLine, ...]
    similarity: float
    start: int
    end: int


def anchors_to_grounds(
    anchors: Sequence[Anchor],
    pieces: Sequence[Piece],
    rows: Sequence[PhysicalRow],
    region: tuple[int, int],
    form: TableForm,
) -> list[RowGround]:
    """One ground for each anchored row, and for rows found by elimination between two others."""
    grounds: list[RowGround] = []
    starts = [_row_start(anchors, number, pieces, rows, region) for number in range(len(anchors))]
    for number, anchor in enumerate(anchors):
        start = starts[number]
        following = number + 1 < len(anchors)
        # a group's label may open the row that the next anchor took from the page before
        end = min(starts[number + 1 : number + 3], default=region[1])
        if following and end <= anchor.piece:
            end = max(anchors[number + 1].piece, anchor.piece + 1)
        claimed_end = _close(anchor, pieces, end)
        lines = _lines(pieces, rows, anchor, start, claimed_end)
        grounds.append(
            RowGround(
                anchor.block,
                anchor.row,
                tuple(lines),
                anchor.similarity,
                pieces[anchor.piece].start,
                pieces[max(claimed_end - 1, anchor.piece)].end,
            )
        )
        if following:
            neighbours = (anchor, anchors[number + 1])
            grounds.extend(_eliminated(form, neighbours, pieces, rows, (claimed_end, end)))
    return grounds


def _row_start(
    anchors: Sequence[Anchor],
    number: int,
    pieces: Sequence[Piece],
    rows: Sequence[PhysicalRow],
    region: tuple[int, int],
) -> int:
    """The first piece of the anchor's physical row, unless an earlier anchor stands in it.

    Values that follow another label in that row are that label's: a broken line may begin with
    the rest of the row before (N12, N18).
    """
    anchor = anchors[number]
    least = anchors[number - 1].piece + 1 if number else region[0]
    start = _first_of_row(pieces, anchor.piece, least)
    if number and pieces[anchors[number - 1].piece].row == pieces[anchor.piece].row:
        if anchors[number - 1].row.kind != "group":
            return anchor.piece
        whole = _first_of_row(pieces, anchor.piece, region[0])
        began = _start_on_page_before(anchor, whole, pieces, rows, region[0])
        return began if began < whole else anchor.piece
    for index in range(anchor.piece - 1, start, -1):
        if pieces[index].kind == "value" and pieces[index - 1].kind == "label":
            return index + _run_of_values(pieces[index : anchor.piece])
    return _start_on_page_before(anchor, start, pieces, rows, least)


def _first_of_row(pieces: Sequence[Piece], index: int, least: int) -> int:
    """The first piece of the physical row that ``index`` stands in, from ``least`` on."""
    while index > least and pieces[index - 1].row == pieces[index].row:
        index -= 1
    return index


def _start_on_page_before(
    anchor: Anchor,
    start: int,
    pieces: Sequence[Piece],
    rows: Sequence[PhysicalRow],
    least: int,
) -> int:
    """Where a row begins whose first lines stand at the foot of the page before (N10).

    The last row of the grid before holds the beginning of the label and all the values; the first
    row of this grid holds the rest of the label. ``start`` otherwise.
    """
    if start <= least:
        return start
    row = pieces[anchor.piece].row
    before = pieces[start - 1].row
    grids = rows[row].layout == rows[before].layout == "grid"
    if not grids or rows[row].sheet == rows[before].sheet:
        return start
    stop = anchor.piece + 1
    while stop < len(pieces) and pieces[stop].row == row:
        stop += 1
    here = pieces[start:stop]
    first = _first_of_row(pieces, start - 1, least)
    labels = [piece.text for piece in pieces[first:start] if piece.kind == "label"]
    values = sum(piece.kind == "value" for piece in pieces[first:start])
    rests = [piece.text for piece in here if piece.kind == "label"]
    # some digits may have gone over to the next page with the rest of the label, not all
    if not labels or not rests or sum(piece.kind == "value" for piece in here) >= values:
        return start
    begun, rest = (_words(text) for text in (labels[-1], rests[-1]))
    for label in map(_words, (anchor.row.label, *anchor.row.aliases)):
        if begun and label.startswith(begun) and len(begun) < len(label):
            rest_of_label = label[len(begun) :]
            if fuzz.ratio(rest, rest_of_label) >= _REST_SIMILARITY:
                return first
    return start


def _words(label: str) -> str:
    """A label without its number and signs."""
    return "".join(char for char in squeeze_label(label) if not char.isdigit())


def _run_of_values(pieces: Sequence[Piece]) -> int:
    """How many pieces at the beginning are no labels."""
    return next((n for n, piece in enumerate(pieces) if piece.kind == "label"), len(pieces))


def _close(anchor: Anchor, pieces: Sequence[Piece], end: int) -> int:
    """The end of the row's own pieces: before the first label that cannot be part of it."""
    own = squeeze_label(anchor.row.label)
    groups = [squeeze_label(label) for label in anchor.row.group]
    for index in range(anchor.piece + 1, end):
        piece = pieces[index]
        if piece.kind == "label" and not _belongs(squeeze_label(piece.text), own, groups):
            return index
    return end


def _belongs(text: str, own: str, groups: Sequence[str]) -> bool:
    if len(text) <= 1:
        return True
    return any(
        len(text) <= len(label) + 2 and fuzz.partial_ratio(text, label) >= _TAIL_SIMILARITY
        for label in (own, *groups)
        if label
    )


def _lines(
    pieces: Sequence[Piece],
    rows: Sequence[PhysicalRow],
    anchor: Anchor,
    start: int,
    end: int,
) -> list[ValueLine]:
    """The row's values by physical row; those before its label only where none follow it."""
    lines = _value_lines(pieces[anchor.piece : end], rows)
    if rows[pieces[start].row].sheet != rows[pieces[anchor.piece].row].sheet:
        return _value_lines(pieces[start : anchor.piece], rows) + lines
    if not any(line.numbers for line in lines) and start < anchor.piece:
        before = _value_lines(pieces[start : anchor.piece], rows)
        if any(line.numbers for line in before):
            return before
    return lines


def _value_lines(pieces: Sequence[Piece], rows: Sequence[PhysicalRow]) -> list[ValueLine]:
    lines = []
    for row, group in groupby(pieces, key=lambda piece: piece.row):
        line = line_of(rows[row], list(group))
        if line.pieces:
            lines.append(line)
    return lines


def _eliminated(
    form: TableForm,
    neighbours: tuple[Anchor, Anchor],
    pieces: Sequence[Piece],
    rows: Sequence[PhysicalRow],
    stretch: tuple[int, int],
) -> list[RowGround]:
    """Rows of unknown label between two known ones, when as many are missing there."""
    before, after = neighbours
    order = [(number, row) for number, block in enumerate(form.blocks) for row in block.data_rows]
    ids = [(number, row.id) for number, row in order]
    if (before.block, before.row.id) not in ids or (after.block, after.row.id) not in ids:
        return []
    first, last = ids.index((before.block, before.row.id)), ids.index((after.block, after.row.id))
    missing = order[first + 1 : last]
    unknown = [
        (label, lines)
        for label, lines in _unknown_rows(pieces, rows, stretch)
        if any(line.numbers for line in lines)
    ]
    if not missing or len(missing) != len(unknown):
        return []
    grounds = []
    for (number, row), (label, lines) in zip(missing, unknown, strict=True):
        own = squeeze_label(row.label)
        similarity = fuzz.ratio(squeeze_label(label.text), own) / 100
        count = len(form.blocks[number].columns)
        if max(line.numbers for line in lines) > count or similarity < _ELIMINATED:
            return []
        grounds.append(RowGround(number, row, tuple(lines), similarity, label.start, label.end))
    return grounds


def _unknown_rows(
    pieces: Sequence[Piece], rows: Sequence[PhysicalRow], stretch: tuple[int, int]
) -> list[tuple[Piece, list[ValueLine]]]:
    """(label, value lines) of each run of pieces that a label opens."""
    found: list[tuple[Piece, list[ValueLine]]] = []
    start: int | None = None
    for index in range(*stretch):
        if pieces[index].kind == "label" and (
            start is None or pieces[index].row != pieces[start].row
        ):
            if start is not None:
                found.append((pieces[start], _value_lines(pieces[start:index], rows)))
            start = index
    if start is not None:
        found.append((pieces[start], _value_lines(pieces[start : stretch[1]], rows)))
    return found
