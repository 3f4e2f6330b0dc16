"""Texts are edited with every span on its own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.tags import TaggedSpan
from training.dataset.examples import Edit, Example, edit_example

TEXT = "全年发布信息271条，其中转载12条。"
EXAMPLE = Example(
    "a",
    TEXT,
    (TaggedSpan(4, 6, "item"), TaggedSpan(6, 10, "quantity"), TaggedSpan(15, 18, "quantity")),
)


def quotes(example: Example) -> list[str]:
    return [example.quote(span) for span in example.spans]


def test_the_example_says_what_it_means() -> None:
    assert quotes(EXAMPLE) == ["信息", "271条", "12条"]


def test_a_change_inside_a_span_stays_inside() -> None:
    found = edit_example(EXAMPLE, [Edit(6, 9, "1,305")])
    assert found.text == "全年发布信息1,305条，其中转载12条。"
    assert quotes(found) == ["信息", "1,305条", "12条"]


def test_a_whole_span_may_be_exchanged() -> None:
    found = edit_example(EXAMPLE, [Edit(4, 6, "各类政策文件")])
    assert quotes(found) == ["各类政策文件", "271条", "12条"]


def test_what_is_put_between_two_spans_belongs_to_neither() -> None:
    found = edit_example(EXAMPLE, [Edit(6, 6, "\n")])
    assert quotes(found) == ["信息", "271条", "12条"]
    assert found.text.startswith("全年发布信息\n271条")


def test_an_edit_through_the_edge_of_a_span_is_passed_over() -> None:
    assert edit_example(EXAMPLE, [Edit(5, 7, "x")]) == EXAMPLE


def test_of_two_that_overlap_the_first_counts() -> None:
    found = edit_example(EXAMPLE, [Edit(6, 8, "88"), Edit(7, 9, "99")])
    assert quotes(found)[1] == "881条"


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 3), st.text("字\n ", max_size=3))))
def test_untouched_spans_keep_their_words(drawn: list[tuple[int, int, str]]) -> None:
    edits = [Edit(start, min(start + length, len(TEXT)), text) for start, length, text in drawn]
    found = edit_example(EXAMPLE, edits)
    assert [span.label for span in found.spans] == [span.label for span in EXAMPLE.spans]
    for span, before in zip(found.spans, EXAMPLE.spans, strict=True):
        inside = [each for each in edits if each.start < before.end and each.end > before.start]
        inserted = [e for e in edits if e.start == e.end and before.start < e.start < before.end]
        if not inside and not inserted:
            assert found.quote(span) == EXAMPLE.quote(before)


@pytest.mark.parametrize("place", [0, len(TEXT)])
def test_the_ends_of_a_text_may_be_edited(place: int) -> None:
    assert quotes(edit_example(EXAMPLE, [Edit(place, place, "字")])) == quotes(EXAMPLE)
