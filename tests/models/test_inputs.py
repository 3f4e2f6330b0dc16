"""Windows as the arrays that the network takes."""

from __future__ import annotations

import numpy as np

from models.characters import CharacterTable
from models.inputs import (
    BEGIN,
    END,
    INPUTS,
    INSIDE,
    NO_PIECE,
    SINGLE,
    inputs_to_batch,
    window_to_inputs,
)
from models.pieces import Pieces
from models.windows import Window
from tests.models.pieces import MARKS, FixedTokenizer

TEXT = "发布 信息12条"
PIECES = Pieces((10, 11, 12, 13, 14), (0, 3, 5, 6, 7), (2, 5, 6, 7, 8))
CHARACTERS = CharacterTable("信息")


def inputs(window: Window):  # type: ignore[no-untyped-def]
    tokenizer = FixedTokenizer({TEXT: PIECES})
    return window_to_inputs(
        TEXT, PIECES, window, "problems", tokenizer=tokenizer, characters=CHARACTERS
    )


def test_characters_look_at_their_piece_and_blanks_at_the_first_mark() -> None:
    found = inputs(Window(0, 5, 0, 8))
    assert list(found.piece_ids) == [MARKS.first, 10, 11, 12, 13, 14, MARKS.last]
    assert list(found.char_pieces) == [1, 1, 0, 2, 2, 3, 4, 5]
    assert list(found.char_parts) == [BEGIN, END, NO_PIECE, BEGIN, END, SINGLE, SINGLE, SINGLE]
    assert found.place == 1


def test_a_later_window_counts_from_its_own_start() -> None:
    found = inputs(Window(1, 4, 3, 7))
    assert list(found.piece_ids) == [MARKS.first, 11, 12, 13, MARKS.last]
    assert list(found.char_pieces) == [1, 1, 2, 3]


def test_longer_pieces_have_an_inside() -> None:
    pieces = Pieces((10,), (0,), (4,))
    tokenizer = FixedTokenizer({"门户网站": pieces})
    found = window_to_inputs(
        "门户网站", pieces, Window(0, 1, 0, 4), "other", tokenizer=tokenizer, characters=CHARACTERS
    )
    assert list(found.char_parts) == [BEGIN, INSIDE, INSIDE, END]


def test_shorter_windows_are_filled_up() -> None:
    batch = inputs_to_batch([inputs(Window(0, 5, 0, 8)), inputs(Window(1, 4, 3, 7))], padding=99)
    assert tuple(batch) == INPUTS
    assert list(batch["piece_ids"][1]) == [MARKS.first, 11, 12, 13, MARKS.last, 99, 99]
    assert list(batch["piece_mask"].sum(axis=1)) == [7, 5]
    assert list(batch["char_ids"][1, 4:]) == [0, 0, 0, 0]
    assert all(array.dtype == np.int64 for array in batch.values())
