from __future__ import annotations

from eval.layouts.render.pdf_page import Stroke, in_writing_order, wrap_text

LABEL = Stroke(10, 20, 9, "甲", "label")
LEFT = Stroke(100, 20, 9, "1", "value")
RIGHT = Stroke(200, 20, 9, "2", "value")
BELOW = Stroke(100, 40, 9, "3", "value")
STROKES = [LABEL, LEFT, RIGHT, BELOW]


def test_numbers_can_be_written_first() -> None:
    assert in_writing_order(STROKES, 1) == [LEFT, RIGHT, BELOW, LABEL]


def test_numbers_can_be_written_by_column() -> None:
    assert in_writing_order(STROKES, 2) == [LEFT, BELOW, RIGHT, LABEL]


def test_a_page_can_be_written_from_its_end() -> None:
    assert in_writing_order(STROKES, 3) == [BELOW, RIGHT, LEFT, LABEL]


def test_text_wraps_at_the_width() -> None:
    assert wrap_text("一二三四五", 20, 10) == ["一二", "三四", "五"]


def test_breaks_in_the_text_are_kept() -> None:
    assert wrap_text("一\n二", 100, 10) == ["一", "二"]
