"""A stretch of a text by itself: sections are cut in other places than passages are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from numpy.random import Generator

from models.tags import TaggedSpan
from training.dataset.examples import Example

_OPENING = re.compile(r"(?<=[。\n])(?=[^。\n”』）])")
# Shorter stretches say too little for a problem to be told from a measure.
_LEAST = 40


def take_stretch(example: Example, rng: Generator) -> Iterator[Example]:
    """From one sentence's start to another's, through no span; itself where that is not to be."""
    openings = [0, *(match.start() for match in _OPENING.finditer(example.text))]
    places = [
        place
        for place in (*openings, len(example.text))
        if not any(span.start < place < span.end for span in example.spans)
    ]
    start, end = sorted(int(each) for each in rng.choice(len(places), size=2))
    first, last = places[start], places[end]
    if last - first < _LEAST:
        yield example
        return
    spans = (
        TaggedSpan(span.start - first, span.end - first, span.label)
        for span in example.spans
        if first <= span.start and span.end <= last
    )
    yield replace(example, text=example.text[first:last], spans=tuple(spans))


def forget_place(example: Example, rng: Generator) -> Iterator[Example]:  # noqa: ARG001
    """The same text in a section that was not recognised."""
    yield replace(example, place="unknown")
