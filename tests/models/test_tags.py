"""Spans and tags of characters are two writings of the same thing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.tags import (
    LAYERS,
    SPAN_TAGS,
    STATEMENT_TAGS,
    TaggedSpan,
    legal_ends,
    legal_starts,
    legal_steps,
    spans_to_tags,
    tags_to_spans,
)


@st.composite
def spans(draw: st.DrawFn) -> list[TaggedSpan]:
    edges = sorted(draw(st.sets(st.integers(0, 30), max_size=12)))
    return [
        TaggedSpan(start, end, draw(st.sampled_from(SPAN_TAGS.labels)))
        for start, end in zip(edges[::2], edges[1::2], strict=False)
    ]


@given(spans())
def test_spans_come_back_from_their_tags(given_spans: list[TaggedSpan]) -> None:
    tags = spans_to_tags(given_spans, 30, SPAN_TAGS)
    assert list(tags_to_spans(tags, SPAN_TAGS)) == given_spans


@given(spans())
def test_tags_of_spans_are_legal(given_spans: list[TaggedSpan]) -> None:
    tags = spans_to_tags(given_spans, 30, SPAN_TAGS)
    assert legal_starts(SPAN_TAGS)[tags[0]]
    assert legal_steps(SPAN_TAGS)[tags[:-1], tags[1:]].all()
    assert legal_ends(SPAN_TAGS)[tags[-1]]


def test_tags_have_names() -> None:
    assert [len(tags) for tags in LAYERS] == [21, 13]
    span = TaggedSpan(1, 4, "item")
    names = [SPAN_TAGS.names[tag] for tag in spans_to_tags([span], 6, SPAN_TAGS)]
    assert names == ["O", "B-item", "I-item", "E-item", "O", "O"]


def test_one_character_is_a_span_of_its_own_kind() -> None:
    tags = spans_to_tags([TaggedSpan(0, 1, "problem")], 1, STATEMENT_TAGS)
    assert [STATEMENT_TAGS.names[tag] for tag in tags] == ["S-problem"]


def test_labels_of_the_other_layer_are_passed_over() -> None:
    assert not spans_to_tags([TaggedSpan(0, 3, "problem")], 3, SPAN_TAGS).any()


@pytest.mark.parametrize(
    ("first", "second", "legal"),
    [
        ("O", "B-item", True),
        ("O", "I-item", False),
        ("B-item", "E-item", True),
        ("B-item", "E-period", False),
        ("B-item", "O", False),
        ("E-item", "B-item", True),
        ("S-item", "I-item", False),
    ],
)
def test_what_may_follow_what(first: str, second: str, legal: bool) -> None:
    names = SPAN_TAGS.names
    assert legal_steps(SPAN_TAGS)[names.index(first), names.index(second)] == legal


@pytest.mark.parametrize(
    "wrong",
    [
        [TaggedSpan(0, 3, "item"), TaggedSpan(2, 4, "period")],
        [TaggedSpan(3, 6, "item")],
        [TaggedSpan(2, 2, "item")],
    ],
)
def test_spans_that_overlap_or_lie_outside_are_refused(wrong: list[TaggedSpan]) -> None:
    with pytest.raises(ValueError, match="Span"):
        spans_to_tags(wrong, 5, SPAN_TAGS)


def test_tags_are_numbers() -> None:
    assert spans_to_tags([], 2, SPAN_TAGS).dtype == np.int64
