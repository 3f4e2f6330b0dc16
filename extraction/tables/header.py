"""What a table's header says of its columns: where they stand, and which one is not there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from extraction.tables.anchors import pieces_to_stream, squeeze_label
from extraction.tables.form.model import Block, Column
from extraction.tables.pieces import Layout, PhysicalRow, Piece
from extraction.tables.value_lines import Places

# Labels of a block this wide that may be unreadable while the others still tell the columns.
_WIDE_BLOCK = 7
_LABELS_SPARED = 2


def header_to_places(
    pieces: Sequence[Piece], rows: Sequence[PhysicalRow], span: tuple[int, int], block: Block
) -> Places:
    """The columns under the header's leaf labels, for each grid whose header shows them.

    Labels may stand on several rows (自然人 above, 商业企业 below). A header whose labels are not
    side by side in form order says nothing: dumps often pull their header rows to the left.
    """
    found: dict[tuple[Layout, int], dict[int, str]] = {}
    for row, group in groupby(pieces[slice(*span)], key=lambda piece: piece.row):
        physical = rows[row]
        if physical.layout == "flow":
            continue
        cells = found.setdefault((physical.layout, physical.sheet), {})
        for col, parts in groupby(group, key=lambda piece: piece.col):
            text = squeeze_label("".join(piece.text for piece in parts if piece.kind == "label"))
            if any(_is_label(text, column) for column in block.columns):
                cells[col] = text
    places: Places = {}
    for (layout, sheet), cells in found.items():
        first = _first_column(cells, block)
        if first is None:
            continue
        whole = len(cells) == len(block.columns)
        if whole or _labels_reach(pieces, rows, span[1], (layout, sheet)) < first:
            places[layout, sheet, None] = (first, first + len(block.columns) - 1)
    return places


def _labels_reach(
    pieces: Sequence[Piece], rows: Sequence[PhysicalRow], start: int, grid: tuple[Layout, int]
) -> int:
    """The last column of the grid that holds a label below the header; -1 without any."""
    return max(
        (
            piece.col
            for piece in pieces[start:]
            if piece.kind == "label" and (rows[piece.row].layout, rows[piece.row].sheet) == grid
        ),
        default=-1,
    )


def _first_column(cells: dict[int, str], block: Block) -> int | None:
    """The grid column of the block's first column, when the labels seen agree on it.

    One or two labels of a wide block may be broken or stand on another page.
    """
    count = len(block.columns)
    if len(cells) < (count - _LABELS_SPARED if count >= _WIDE_BLOCK else count):
        return None
    firsts = {
        frozenset(col - i for i, column in enumerate(block.columns) if _is_label(text, column))
        for col, text in cells.items()
    }
    shared = frozenset.intersection(*firsts) if firsts else frozenset()
    return min(shared) if len(shared) == 1 and min(shared) >= 0 else None


def header_to_lost_column(
    pieces: Sequence[Piece], span: tuple[int, int], block: Block
) -> int | None:
    """The index of the one column whose label the header lacks; None if none or several do."""
    # the last label may be glued to the first row's
    header = pieces_to_stream(pieces, span[0], span[1] + 1).text
    absent = [
        index
        for index, column in enumerate(block.columns)
        if not any(label in header for label in _labels(column))
    ]
    if len(absent) != 1:
        return None
    for column in block.columns:
        for label in _labels(column):
            header = header.replace(label, " ")
    # a label of which a part still stands is damaged, not gone
    label = _labels(block.columns[absent[0]])[0]
    left = sum(char in header for char in label)
    return absent[0] if left < len(label) / 2 else None


def _is_label(text: str, column: Column) -> bool:
    return text in _labels(column)


def _labels(column: Column) -> list[str]:
    """What the column may be called, its own label first."""
    return [squeeze_label(label) for label in (column.label, *column.aliases)]
