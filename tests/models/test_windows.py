"""Long texts in overlapping windows."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.pieces import Pieces
from models.windows import Window, WindowSize, pieces_to_windows, windows_to_parts

SIZE = WindowSize(pieces=20, overlap=4)


def pieces_of(text: str) -> Pieces:
    """A piece a character, blanks left out."""
    starts = tuple(place for place, char in enumerate(text) if char != " ")
    return Pieces(starts, starts, tuple(start + 1 for start in starts))


def test_a_text_that_fits_is_one_window() -> None:
    assert pieces_to_windows("发布信息。", pieces_of("发布信息。"), SIZE) == [Window(0, 5, 0, 5)]


def test_windows_begin_and_end_with_sentences() -> None:
    text = "一二三四。" * 10
    windows = pieces_to_windows(text, pieces_of(text), SIZE)
    assert [(window.start, window.end) for window in windows] == [(0, 20), (15, 35), (30, 50)]


def test_a_sentence_without_end_is_cut_where_the_room_ends() -> None:
    text = "字" * 50
    windows = pieces_to_windows(text, pieces_of(text), SIZE)
    assert [(window.start, window.end) for window in windows] == [(0, 20), (16, 36), (32, 50)]


@given(st.text(alphabet="字。；\n 1", max_size=300))
def test_windows_hold_everything_and_no_more_than_fits(text: str) -> None:
    pieces = pieces_of(text)
    windows = pieces_to_windows(text, pieces, SIZE)
    covered = {place for window in windows for place in range(window.start, window.end)}
    assert covered == set(range(len(text)))
    for window in windows:
        assert window.last - window.first <= SIZE.pieces
    for window, after in itertools.pairwise(windows):
        assert window.last - after.first >= SIZE.overlap
    for window, second in zip(windows, windows[2:], strict=False):
        assert window.last <= second.first


@given(st.text(alphabet="字。；\n 1", max_size=300))
def test_every_character_is_decided_once_and_by_a_window_that_holds_it(text: str) -> None:
    windows = pieces_to_windows(text, pieces_of(text), SIZE)
    at = 0
    for window, (start, end) in zip(windows, windows_to_parts(windows), strict=True):
        assert start == at
        assert window.start <= start <= end <= window.end
        at = end
    assert at == len(text)


def test_the_middle_of_what_two_windows_share_parts_them() -> None:
    windows = [Window(0, 20, 0, 20), Window(12, 30, 12, 30)]
    assert list(windows_to_parts(windows)) == [(0, 16), (16, 30)]


@pytest.mark.parametrize(("pieces", "overlap"), [(511, 96), (400, 101), (20, -1)])
def test_sizes_that_are_none(pieces: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="no window"):
        WindowSize(pieces, overlap)
