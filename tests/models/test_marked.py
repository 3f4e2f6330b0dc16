"""The notation of the tagger tests, tested itself."""

from __future__ import annotations

import pytest

from tests.models.marked import marked_to_spans, spans_to_marked


def test_marks_become_spans() -> None:
    text, spans = marked_to_spans("发布{I:信息}{Q:12条}。")
    assert text == "发布信息12条。"
    assert spans == [(2, 4, "item"), (4, 7, "quantity")]


def test_units_hold_other_spans() -> None:
    text, spans = marked_to_spans("一是{COMMITMENT:举办{I:培训}{Q:3期}}。")
    assert text == "一是举办培训3期。"
    assert spans == [(2, 8, "commitment"), (4, 6, "item"), (6, 8, "quantity")]


def test_full_width_marks_are_folded() -> None:
    assert marked_to_spans("（一）：“公开”，；！？")[0] == '(一):"公开",;!?'


def test_there_and_back() -> None:
    marked = "{P:全年}{PROBLEM:仅{I:培训}{Q:1次}}。"
    assert spans_to_marked(*marked_to_spans(marked)) == marked


def test_unclosed_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="unclosed"):
        marked_to_spans("{Q:12条")
