"""Spans of the frozen text on the copy that taggers read, by extraction's own normalisation.

The model learns from exactly the text that it will be given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotations.schema import overlaps
from extraction.normalisation import MatchingCopy, folded_to_running, text_to_folded
from models.tags import TaggedSpan
from training.dataset.examples import Example


@dataclass(frozen=True, slots=True)
class ProjectedExample:
    """``example.text`` is the copy; ``lost`` are spans of which nothing was left on it."""

    example: Example
    lost: tuple[TaggedSpan, ...] = ()


def project(example: Example) -> ProjectedExample:
    """The example on the copy; spans that vanish there, or run into one another, are lost."""
    running = folded_to_running(text_to_folded(example.text))
    found: list[TaggedSpan] = []
    lost: list[TaggedSpan] = []
    for span in example.spans:
        start, end = place_on_copy(running, span.start, span.end)
        if start < end:
            found.append(TaggedSpan(start, end, span.label))
        else:
            lost.append(span)
    clashing = {later for _, later in overlaps(found)}
    kept = tuple(sorted(span for span in found if span not in clashing))
    return ProjectedExample(
        replace(example, text=running.text, spans=kept), (*lost, *sorted(clashing))
    )


def place_on_copy(running: MatchingCopy, start: int, end: int) -> tuple[int, int]:
    """[start, end) of the frozen text on the copy, without white space at its edges.

    Empty, as (start, start), where nothing is left of it.
    """
    place = running.to_copy(start, end)
    quote = running.text[place.start : place.end]
    first = place.start + len(quote) - len(quote.lstrip())
    return first, max(first, place.start + len(quote.rstrip()))


def count_lost(examples: Iterable[ProjectedExample]) -> dict[str, int]:
    """Example -> how many of its spans were lost, where any were."""
    return {each.example.id: len(each.lost) for each in examples if each.lost}
