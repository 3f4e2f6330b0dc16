"""Spans of one layer as a label for each character, and back.

BIES tells a span's first, inner, last and only character apart; O stands outside. A chain that
breaks the scheme is read leniently: a span lasts as long as its name does and ends before the
next first character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import get_args

from models import SPAN_LABELS, STATEMENT_LABELS, ScoredSpan, SpanLabel, StatementLabel

OUTSIDE = "O"
# Where a window of the first layer ends: no claim reaches over it (annotation guide, decision 10).
_SENTENCE_END = re.compile(r"[。!?;\n]")
_NAMES: dict[str, SpanLabel | StatementLabel] = {
    **{name: name for name in get_args(SpanLabel)},
    **{name: name for name in get_args(StatementLabel)},
}

CLAIM_LAYER = frozenset[str](SPAN_LABELS)
STATEMENT_LAYER = frozenset[str](STATEMENT_LABELS)


def text_to_sentences(text: str) -> list[tuple[int, int]]:
    """[start, end) of each sentence, its mark included."""
    edges = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    return [(start, end) for start, end in pairwise(edges) if start < end]


def spans_to_labels(spans: Sequence[ScoredSpan], start: int, end: int) -> list[str]:
    """The labels of the characters [start, end); spans that reach over an edge are cut there."""
    labels = [OUTSIDE] * (end - start)
    for span in spans:
        first, last = max(span.start, start) - start, min(span.end, end) - start
        if first >= last:
            continue
        if last - first == 1:
            labels[first] = f"S-{span.label}"
            continue
        labels[first:last] = [f"I-{span.label}"] * (last - first)
        labels[first], labels[last - 1] = f"B-{span.label}", f"E-{span.label}"
    return labels


def labels_to_spans(
    labels: Sequence[str], start: int, marginal: Callable[[str, int], float]
) -> Iterator[ScoredSpan]:
    """The spans of a window that begins at ``start``.

    Args:
        marginal: the probability of a label at a place of the window. A span's score is the least
            one of its characters: the most that the span as a whole can have.
    """
    at = 0
    while at < len(labels):
        if labels[at] == OUTSIDE:
            at += 1
            continue
        end = at + 1
        while end < len(labels) and _goes_on(labels[end - 1], labels[end]):
            end += 1
        score = min(marginal(labels[place], place) for place in range(at, end))
        name = _NAMES[labels[at][2:]]
        yield ScoredSpan(start + at, start + end, name, round(min(1.0, max(0.0, score)), 4))
        at = end


def _goes_on(before: str, label: str) -> bool:
    return label[:1] in ("I", "E") and label[2:] == before[2:] and before[:1] in ("B", "I")
