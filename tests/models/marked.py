"""Passages with their spans written into them, for the tests of taggers.

``{Q:12条}`` marks a quantity, I an item, C a channel, P a period, N a negation; PROBLEM, MEASURE
and COMMITMENT mark units and may hold the others. Full-width punctuation is folded as extraction
folds it, so that cases can be written as people write.
"""

from __future__ import annotations

import re

from models.labels import SPAN_LABELS, STATEMENT_LABELS, SpanLabel, StatementLabel
from models.tagger import ScoredSpan

CODES: dict[str, SpanLabel | StatementLabel] = {
    "Q": "quantity",
    "I": "item",
    "C": "channel",
    "P": "period",
    "N": "negation",
    "PROBLEM": "problem",
    "MEASURE": "measure_taken",
    "COMMITMENT": "commitment",
}
_NAMES = {label: code for code, label in CODES.items()}
_FOLD = str.maketrans("，：；（）“”！？", ',:;()""!?')
_MARK = re.compile(r"\{(" + "|".join(CODES) + r"):|\}")

Span = tuple[int, int, str]


def marked_to_spans(marked: str) -> tuple[str, list[Span]]:
    """The folded text without marks, and its spans as (start, end, label), sorted."""
    marked = marked.translate(_FOLD)
    text: list[str] = []
    spans: list[Span] = []
    opened: list[tuple[int, str]] = []
    at = length = 0
    for match in _MARK.finditer(marked):
        text.append(marked[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match[1]:
            opened.append((length, CODES[match[1]]))
        else:
            start, label = opened.pop()
            spans.append((start, length, label))
    if opened:
        raise ValueError(f"unclosed mark in {marked!r}")
    text.append(marked[at:])
    return "".join(text), sorted(spans)


def spans_to_marked(text: str, spans: list[Span]) -> str:
    """The inverse, for messages of failing tests."""
    events: list[tuple[int, int, int, str]] = []
    for start, end, label in spans:
        events.append((start, 1, -end, "{" + _NAMES[_as_label(label)] + ":"))
        events.append((end, 0, -start, "}"))
    out: list[str] = []
    at = 0
    for place, _, _, mark in sorted(events):
        out.append(text[at:place])
        out.append(mark)
        at = place
    return "".join(out) + text[at:]


def _as_label(label: str) -> SpanLabel | StatementLabel:
    return next(each for each in (*SPAN_LABELS, *STATEMENT_LABELS) if each == label)


def first_layer(spans: list[ScoredSpan]) -> list[Span]:
    return [(each.start, each.end, each.label) for each in spans if each.label in SPAN_LABELS]


def second_layer(spans: list[ScoredSpan]) -> list[Span]:
    return [(each.start, each.end, each.label) for each in spans if each.label in STATEMENT_LABELS]
