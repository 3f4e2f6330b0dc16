"""The way from a copy of a text to the frozen text and back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.document import Span
from extraction.normalisation.copies import folded_to_running, text_to_folded
from extraction.normalisation.offsets import MatchingCopy, drop, identity_copy, substitute
from tests.extraction.normalisation.strategies import TEXTS


def copies_of(text: str) -> list[MatchingCopy]:
    folded = text_to_folded(text)
    return [identity_copy(text), folded, folded_to_running(folded)]


# ---- built by hand


def test_identity_maps_every_range_to_itself() -> None:
    copy = identity_copy("公开信息")
    assert copy.to_source(1, 3) == Span(1, 3)
    assert copy.to_copy(1, 3) == Span(1, 3)


def test_dropped_characters_lie_outside_every_range_beside_them() -> None:
    copy = drop(identity_copy("主(zhu)动"), [(1, 6)])
    assert copy.text == "主动"
    assert copy.to_source(0, 1) == Span(0, 1)
    assert copy.to_source(1, 2) == Span(6, 7)


def test_range_over_a_deletion_takes_it_in() -> None:
    copy = drop(identity_copy("主(zhu)动"), [(1, 6)])
    assert copy.to_source(0, 2) == Span(0, 7)


def test_source_range_inside_a_deletion_is_an_empty_place_in_the_copy() -> None:
    copy = drop(identity_copy("主(zhu)动"), [(1, 6)])
    assert copy.to_copy(2, 4) == Span(1, 1)


def test_every_character_of_an_expansion_leads_to_the_whole_source_character() -> None:
    copy = substitute(identity_copy("甲㈠乙"), "甲(一)乙", [(1, 3)])
    assert [copy.to_source(at, at + 1) for at in range(5)] == [
        Span(0, 1),
        Span(1, 2),
        Span(1, 2),
        Span(1, 2),
        Span(2, 3),
    ]
    assert copy.to_copy(1, 2) == Span(1, 4)


def test_expansion_on_top_of_a_deletion_leads_back_to_the_first_text() -> None:
    copy = drop(identity_copy("甲 ㈠"), [(1, 2)])
    copy = substitute(copy, "甲(一)", [(1, 3)])
    assert copy.to_source(1, 4) == Span(2, 3)


def test_deletions_at_both_ends() -> None:
    copy = drop(identity_copy("  甲  "), [(0, 2), (3, 5)])
    assert copy.text == "甲"
    assert copy.to_source(0, 1) == Span(2, 3)
    assert copy.to_source(0, 0) == Span(2, 2)
    assert copy.to_source(1, 1) == Span(5, 5)


def test_nothing_to_drop_gives_the_same_copy() -> None:
    copy = identity_copy("甲乙")
    assert drop(copy, []) is copy


def test_everything_dropped_leaves_an_empty_copy_of_a_text_with_length() -> None:
    copy = drop(identity_copy("甲乙"), [(0, 2)])
    assert copy.text == ""
    assert copy.to_source(0, 0) == Span(2, 2)
    assert copy.to_copy(0, 2) == Span(0, 0)


def test_empty_text() -> None:
    copy = text_to_folded("")
    assert copy.text == ""
    assert copy.to_source(0, 0) == Span(0, 0)
    assert copy.to_copy(0, 0) == Span(0, 0)


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (0, 3), (2, 1)])
def test_range_outside_the_copy_is_refused(start: int, end: int) -> None:
    with pytest.raises(IndexError, match="outside a copy of 2 characters"):
        identity_copy("甲乙").to_source(start, end)


def test_astral_characters_count_as_one() -> None:
    copy = text_to_folded("𠮷𝟘局")
    assert copy.text == "𠮷0局"
    assert copy.to_source(2, 3) == Span(2, 3)


# ---- whatever the text


@given(TEXTS)
def test_places_of_a_copy_never_go_back(text: str) -> None:
    for copy in copies_of(text):
        assert all(first <= second for first, second in pairwise(copy.starts))
        assert all(first <= second for first, second in pairwise(copy.ends))
        assert len(copy.starts) == len(copy.ends) == len(copy.text)


@given(TEXTS)
def test_every_character_comes_from_one_source_character(text: str) -> None:
    for copy in copies_of(text):
        assert copy.source_length == len(text)
        assert all(
            0 <= start < end == start + 1 <= len(text)
            for start, end in zip(copy.starts, copy.ends, strict=True)
        )


@given(TEXTS, st.data())
def test_any_range_leads_to_a_range_inside_the_source(text: str, data: st.DataObject) -> None:
    for copy in copies_of(text):
        start = data.draw(st.integers(0, len(copy.text)))
        end = data.draw(st.integers(start, len(copy.text)))
        span = copy.to_source(start, end)
        assert 0 <= span.start <= span.end <= len(text)
        assert (len(span) == 0) == (start == end)


@given(TEXTS, st.data())
def test_range_of_a_copy_comes_back_around_itself(text: str, data: st.DataObject) -> None:
    for copy in copies_of(text):
        start = data.draw(st.integers(0, len(copy.text)))
        end = data.draw(st.integers(start, len(copy.text)))
        source = copy.to_source(start, end)
        back = copy.to_copy(source.start, source.end)
        if start < end:
            assert back.start <= start
            assert end <= back.end
            assert copy.to_source(back.start, back.end) == source


@given(TEXTS, st.data())
def test_source_range_holds_all_that_its_copy_range_came_from(
    text: str, data: st.DataObject
) -> None:
    for copy in copies_of(text):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        span = copy.to_copy(start, end)
        inside = [
            at for at in range(len(copy.text)) if copy.starts[at] < end and start < copy.ends[at]
        ]
        assert inside == list(range(span.start, span.end))


@given(TEXTS, st.data())
def test_dropping_keeps_the_way_back_of_what_is_left(text: str, data: st.DataObject) -> None:
    copy = text_to_folded(text)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(copy.text)), max_size=8)))
    spans = [(cuts[at], cuts[at + 1]) for at in range(0, len(cuts) - 1, 2)]
    left = [
        at for at in range(len(copy.text)) if not any(start <= at < end for start, end in spans)
    ]
    dropped = drop(copy, spans)
    assert dropped.text == "".join(copy.text[at] for at in left)
    assert list(dropped.starts) == [copy.starts[at] for at in left]
    assert list(dropped.ends) == [copy.ends[at] for at in left]
