"""Spans of one layer as tags of its characters, and back.

A span of one character is S, a longer one B I ... I E, everything else O. Which tag may follow
which stands here as a table; who scores the tags, and finds the best path through them, is
``decoding``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.labels import SPAN_LABELS, STATEMENT_LABELS, SpanLabel, StatementLabel

OUTSIDE = 0
BEGIN, INSIDE, END, SINGLE = range(4)
"""Place of a character in its span; the tag of label number k is 1 + 4k + place."""
_PLACES = "BIES"


@dataclass(frozen=True, slots=True)
class TagSet:
    """The tags of one layer: O, then B I E S of each label in order."""

    labels: tuple[SpanLabel | StatementLabel, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return ("O", *(f"{place}-{label}" for label in self.labels for place in _PLACES))

    def __len__(self) -> int:
        return 1 + 4 * len(self.labels)

    def tag(self, label: str, place: int) -> int:
        return 1 + 4 * self.labels.index(label) + place


SPAN_TAGS = TagSet(SPAN_LABELS)
STATEMENT_TAGS = TagSet(STATEMENT_LABELS)
LAYERS: tuple[TagSet, ...] = (SPAN_TAGS, STATEMENT_TAGS)
"""Layer 1 and layer 2 of the annotation guide."""


@dataclass(frozen=True, slots=True, order=True)
class TaggedSpan:
    """[start, end) of a text with its label."""

    start: int
    end: int
    label: SpanLabel | StatementLabel


def spans_to_tags(spans: Iterable[TaggedSpan], length: int, tags: TagSet) -> NDArray[np.int64]:
    """(chars,): the tag of each character; labels of other layers are passed over.

    Raises:
        ValueError: for spans that overlap or lie outside the text.
    """
    found = np.zeros(length, dtype=np.int64)
    for span in spans:
        if span.label not in tags.labels:
            continue
        if not 0 <= span.start < span.end <= length:
            raise ValueError(f"{span} lies outside a text of {length} characters")
        if found[span.start : span.end].any():
            raise ValueError(f"{span} overlaps another span of its layer")
        if span.end - span.start == 1:
            found[span.start] = tags.tag(span.label, SINGLE)
            continue
        found[span.start : span.end] = tags.tag(span.label, INSIDE)
        found[span.start] = tags.tag(span.label, BEGIN)
        found[span.end - 1] = tags.tag(span.label, END)
    return found


def tags_to_spans(path: Sequence[int] | NDArray[np.int64], tags: TagSet) -> Iterator[TaggedSpan]:
    """The spans of a legal path, in order."""
    start = 0
    for index, tag in enumerate(path):
        if tag == OUTSIDE:
            continue
        number, place = divmod(int(tag) - 1, 4)
        if place in (BEGIN, SINGLE):
            start = index
        if place in (END, SINGLE):
            yield TaggedSpan(start, index + 1, tags.labels[number])


def legal_steps(tags: TagSet) -> NDArray[np.bool_]:
    """(tags, tags): whether a character with the second tag may follow one with the first."""
    open_after = _opens(tags)
    begins = _begins(tags)
    labels = _label_numbers(tags)
    inside = ~begins
    same = labels[:, None] == labels[None, :]
    return np.where(open_after[:, None], inside[None, :] & same, begins[None, :])


def legal_starts(tags: TagSet) -> NDArray[np.bool_]:
    """(tags,): whether a text may begin with the tag."""
    return _begins(tags)


def legal_ends(tags: TagSet) -> NDArray[np.bool_]:
    """(tags,): whether a text may end with the tag."""
    return ~_opens(tags)


def _label_numbers(tags: TagSet) -> NDArray[np.int64]:
    """(tags,): the number of the tag's label, -1 for O."""
    return np.array([-1, *(k for k in range(len(tags.labels)) for _ in _PLACES)])


def _opens(tags: TagSet) -> NDArray[np.bool_]:
    """(tags,): whether the span goes on behind the character."""
    return np.array([False, *([True, True, False, False] * len(tags.labels))])


def _begins(tags: TagSet) -> NDArray[np.bool_]:
    """(tags,): whether no span goes on into the character."""
    return np.array([True, *([True, False, False, True] * len(tags.labels))])
