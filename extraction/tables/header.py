"""What a table's header says of its columns: where they stand, and which one is not there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from extraction.tables.anchors import pieces_to_stream, squeeze_label
from extraction.tables.form.model import Block, Column
from extraction.tables.pieces import PhysicalRow, Piece
from extraction.tables.value_lines import Places


def header_to_places(
    pieces: Sequence[Piece], rows: Sequence[PhysicalRow], span: tuple[int, int], block: Block
) -> Places:
    """The columns under the header's leaf labels, for each grid whose header shows all of them.

    Labels may stand on several rows (自然人 above, 商业企业 below). A header whose labels are not
    side by side in form order says nothing: dumps often pull their header rows to the left.
    """
    found: dict[tuple[str, int], dict[int, str]] = {}
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
        cols = sorted(cells)
        if len(cols) != len(block.columns) or cols[-1] - cols[0] != len(cols) - 1:
            continue
        ordered = zip(cols, block.columns, strict=True)
        if all(_is_label(cells[col], column) for col, column in ordered):
            places[layout, sheet, None] = (cols[0], cols[-1])  # type: ignore[index]
    return places


def header_to_lost_column(
    pieces: Sequence[Piece], span: tuple[int, int], block: Block
) -> int | None:
    """The index of the one column whose label the header lacks; None if none or several do."""
    header = pieces_to_stream(pieces, *span).text
    absent = [
        index
        for index, column in enumerate(block.columns)
        if not any(squeeze_label(label) in header for label in (column.label, *column.aliases))
    ]
    return absent[0] if len(absent) == 1 else None


def _is_label(text: str, column: Column) -> bool:
    return any(text == squeeze_label(label) for label in (column.label, *column.aliases))
