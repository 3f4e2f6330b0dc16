"""The sentences of a passage with the spans inside them, and the words around a span.

All offsets are into the passage's text (the matching copy). What goes with what is left to
``linking`` and ``scopes``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models import SPAN_LABELS, ScoredSpan

SENTENCE_END = re.compile(r"[。!?！？\n]")
_CLAUSE_END = re.compile(r"[,;。!?\n]")
# what a clause or sentence may reach on either side, in characters; longer ones are cut off
_LONGEST_CLAUSE = 200


@dataclass(frozen=True, slots=True)
class Sentence:
    """[start, end) of a passage with the layer-1 spans inside, each list in text order.

    ``number`` counts the sentences of the passage, those without spans too.
    """

    start: int
    end: int
    number: int
    quantities: tuple[ScoredSpan, ...]
    items: tuple[ScoredSpan, ...]
    channels: tuple[ScoredSpan, ...]
    periods: tuple[ScoredSpan, ...]
    negations: tuple[ScoredSpan, ...]


def passage_to_sentences(text: str, spans: Sequence[ScoredSpan]) -> list[Sentence]:
    """Sentences that hold a quantity or a negation."""
    edges = list(_edges(text, spans))
    by_sentence: dict[int, list[ScoredSpan]] = {}
    for span in sorted(spans):
        number = bisect_right(edges, span.start)
        if number == len(edges) or span.end <= edges[number]:
            by_sentence.setdefault(number, []).append(span)
    bounds = [0, *edges, len(text)]
    sentences = []
    for number, inside in sorted(by_sentence.items()):
        parts = {
            label: tuple(span for span in inside if span.label == label) for label in SPAN_LABELS
        }
        if parts["quantity"] or parts["negation"]:
            sentences.append(
                Sentence(
                    bounds[number],
                    bounds[number + 1],
                    number,
                    parts["quantity"],
                    parts["item"],
                    parts["channel"],
                    parts["period"],
                    parts["negation"],
                )
            )
    return sentences


def _edges(text: str, spans: Sequence[ScoredSpan]) -> Iterator[int]:
    """Where sentences end. A line that ends inside a span or behind a comma goes on."""
    inside = sorted((span.start, span.end) for span in spans if span.label in SPAN_LABELS)
    at = 0
    for match in SENTENCE_END.finditer(text):
        while at < len(inside) and inside[at][1] <= match.start():
            at += 1
        is_cut = at < len(inside) and inside[at][0] < match.start()
        goes_on = match[0] == "\n" and text[max(0, match.start() - 1) : match.start()] in (
            ",",
            "、",
        )
        if not is_cut and not goes_on:
            yield match.end()


def clause_of(text: str, start: int, end: int) -> str:
    """The text between the commas or stops around [start, end), cut off where there are none."""
    return _around(text, start, end, _CLAUSE_END)


def clause_end(text: str, end: int) -> int:
    """Where the clause that holds ``end`` ends."""
    mark = _CLAUSE_END.search(text, end, end + _LONGEST_CLAUSE)
    return mark.start() if mark else min(len(text), end + _LONGEST_CLAUSE)


def sentence_of(text: str, start: int, end: int) -> str:
    """The text between the full stops around [start, end), cut off where there are none."""
    return _around(text, start, end, SENTENCE_END)


def _around(text: str, start: int, end: int, mark: re.Pattern[str]) -> str:
    begin = max(0, start - _LONGEST_CLAUSE)
    left = max((match.end() for match in mark.finditer(text, begin, start)), default=begin)
    right = mark.search(text, end, end + _LONGEST_CLAUSE)
    stop = right.start() if right else min(len(text), end + _LONGEST_CLAUSE)
    return text[left:stop]
