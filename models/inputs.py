"""A window of a text as the arrays that the text model takes, in training and in use alike.

Axes: (batch, pieces) and (batch, chars). Piece 0 of a window is the mark of its start; a
character that belongs to no piece, such as a blank, looks at it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from models.characters import PADDING, CharacterTable
from models.pieces import Pieces, PieceTokenizer
from models.tagger import Place
from models.windows import Window

PLACES: tuple[Place, ...] = get_args(Place)
"""The order in which the model numbers the places of passages."""

NO_PIECE, BEGIN, INSIDE, END, SINGLE = range(5)
"""Where in its piece a character stands."""
PARTS = 5

INPUTS = ("piece_ids", "piece_mask", "char_pieces", "char_ids", "char_parts", "place")
"""Names of the model's inputs; all are int64, ``place`` (batch,), the others as above."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WindowInputs:
    """One window, not padded.

    Attributes:
        piece_ids: (pieces,) with the marks of start and end.
        char_pieces: (chars,) the piece that each character belongs to.
        char_ids: (chars,) by the table of characters.
        char_parts: (chars,) BEGIN to SINGLE, NO_PIECE outside pieces.
    """

    piece_ids: Ints
    char_pieces: Ints
    char_ids: Ints
    char_parts: Ints
    place: int


def window_to_inputs(
    text: str,
    pieces: Pieces,
    window: Window,
    place: Place,
    *,
    tokenizer: PieceTokenizer,
    characters: CharacterTable,
) -> WindowInputs:
    """The arrays of one window of the text that was cut into these pieces."""
    length = window.end - window.start
    char_pieces = np.zeros(length, dtype=np.int64)
    char_parts = np.full(length, NO_PIECE, dtype=np.int64)
    for number in range(window.first, window.last):
        start = max(pieces.starts[number] - window.start, 0)
        end = pieces.ends[number] - window.start
        char_pieces[start:end] = number - window.first + 1
        if end - start == 1:
            char_parts[start] = SINGLE
        else:
            char_parts[start:end] = INSIDE
            char_parts[start], char_parts[end - 1] = BEGIN, END
    ids = (tokenizer.first, *pieces.ids[window.first : window.last], tokenizer.last)
    return WindowInputs(
        piece_ids=np.array(ids, dtype=np.int64),
        char_pieces=char_pieces,
        char_ids=characters.text_to_numbers(text[window.start : window.end]),
        char_parts=char_parts,
        place=PLACES.index(place),
    )


def inputs_to_batch(windows: Sequence[WindowInputs], *, padding: int) -> Mapping[str, Ints]:
    """Windows of any lengths side by side, by the names of ``INPUTS``.

    Args:
        padding: the vocabulary's number for places without a piece.
    """
    lengths = [len(window.piece_ids) for window in windows]
    mask = np.arange(max(lengths))[None, :] < np.array(lengths)[:, None]
    return {
        "piece_ids": pad([window.piece_ids for window in windows], padding),
        "piece_mask": mask.astype(np.int64),
        "char_pieces": pad([window.char_pieces for window in windows], 0),
        "char_ids": pad([window.char_ids for window in windows], PADDING),
        "char_parts": pad([window.char_parts for window in windows], NO_PIECE),
        "place": np.array([window.place for window in windows], dtype=np.int64),
    }


def pad(rows: Sequence[Ints], filling: int) -> Ints:
    """(batch, longest): the rows, each filled up behind its end."""
    table = np.full((len(rows), max(len(row) for row in rows)), filling, dtype=np.int64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return table
