"""Which time expression bounds a figure: decision 26 of the annotation guide, and its limits.

The nearest one before it in its sentence is the rule; a rate per day, another year named for
comparison or a clause of its own is bounded by an earlier one or by none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.claims.choices import Chooser, Features, most_probable
from extraction.claims.mentions import marks_of
from extraction.claims.sentences import Sentence
from models import ScoredSpan

# Of what ``_features`` makes: a change asks for weights trained anew.
FEATURES = 1
_BEFORE = 3
# how far behind a figure its time may stand, in characters: 两个全年上报信息为个位数
_BEHIND = 12
# of what stands between a figure and the one before it this many characters are seen
_LABEL = 30
# Kinds of time expressions, told by their words.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("each", r"每|日均|月均|年均|周均|季均|人均|平均|日$"),
        ("stock", r"截至|截止|年末|年底|月底|目前|末$"),
        ("since", r"以来|起"),
        ("last", r"上年|去年|上一年|前年|年初|往年|同期"),
        ("while", r"期间|期$"),
        ("part", r"半年|季度|月|周|阶段"),
        ("year", r"年"),
    )
)


def choose_periods(
    text: str, sentence: Sentence, spans: Sequence[ScoredSpan], choose: Chooser[ScoredSpan | None]
) -> list[ScoredSpan | None]:
    """The period of each quantity or negation of a sentence, both in one list in text order."""
    found: list[ScoredSpan | None] = []
    for index, span in enumerate(spans):
        candidates = _candidates(sentence, span)
        number = 0
        if len(candidates) > 1:
            head = _Head(text, sentence, spans, index, found[-1] if found else None)
            words = _words(head)
            features = [_features(head, each, words) for each in candidates]
            number = most_probable(choose(span, candidates, features))
        found.append(candidates[number])
    return found


@dataclass(frozen=True, slots=True)
class _Head:
    """A quantity or negation, ``spans[index]``; ``last`` is the period of the one before."""

    text: str
    sentence: Sentence
    spans: Sequence[ScoredSpan]
    index: int
    last: ScoredSpan | None

    @property
    def span(self) -> ScoredSpan:
        return self.spans[self.index]

    @property
    def nearest(self) -> ScoredSpan | None:
        """The last time expression before it."""
        periods = self.sentence.periods
        at = bisect_right(periods, self.span.start, key=lambda each: each.end)
        return periods[at - 1] if at else None


def _candidates(sentence: Sentence, span: ScoredSpan) -> list[ScoredSpan | None]:
    """The nearest before first; none is a candidate too."""
    periods = sentence.periods
    at = bisect_right(periods, span.start, key=lambda period: period.end)
    found: list[ScoredSpan | None] = [*reversed(periods[max(0, at - _BEFORE) : at])]
    behind = bisect_left(periods, span.end, key=lambda period: period.start)
    if behind < len(periods) and periods[behind].start - span.end <= _BEHIND:
        found.append(periods[behind])
    return [*found, None]


def _kind(text: str, period: ScoredSpan | None) -> str:
    if period is None:
        return "none"
    words = text[period.start : period.end]
    return next((name for name, pattern in _KINDS if pattern.search(words)), "-")


def _words(head: _Head) -> Sequence[str]:
    """What is seen of the head whatever its period."""
    text, span = head.text, head.span
    begin = head.spans[head.index - 1].end if head.index else head.sentence.start
    label = text[begin : span.start][-_LABEL:]
    words = [f"L{span.label}", f"u{text[span.end - 1]}", f"l{label[-2:]}"]
    words += [f"m{mark}" for mark in marks_of(label)]
    nearest = head.nearest
    if nearest is not None:
        near = _kind(text, nearest)
        gap = text[nearest.end : span.start]
        first = bisect_left(head.spans, nearest.end, key=lambda each: each.start)
        between = head.index - first
        channels = head.sentence.channels
        at = bisect_left(channels, nearest.end, key=lambda each: each.start)
        channel = at < len(channels) and channels[at].start < span.start
        words += [
            f"G{min(gap.count(';'), 2)}{near}",
            f"H{min(gap.count(','), 3)}{near}",
            f"q{min(between, 3)}{near}",
            f"c{channel}",
        ]
    return words


def _features(head: _Head, period: ScoredSpan | None, words: Sequence[str]) -> Features:
    span, near = head.span, _kind(head.text, head.nearest)
    same = f"{period == head.last and head.index > 0:d}{head.last is None:d}"
    if period is None:
        return ["0", f"0n{near}", f"0s{same}", *(f"0{word}" for word in words)]
    side = "a"
    if period.start < span.end:
        periods = head.sentence.periods
        at = bisect_right(periods, span.start, key=lambda each: each.end)
        side = f"b{sum(period.start < each.start for each in periods[max(0, at - _BEFORE) : at])}"
    kind = _kind(head.text, period)
    gap = head.text[min(period.end, span.end) : max(span.start, period.start)]
    return [
        "1",
        f"S{side}",
        f"S{side}{near}",
        f"K{side}{kind}",
        f"K{side}{kind}{near}",
        f"s{same}{side}",
        f"s{same}{side}{near}",
        f"g{';' in gap}{side}{kind}",
        *(f"m{side}{mark}" for mark in marks_of(gap[-_BEHIND:])),
        *(f"{side}{word}" for word in words),
    ]
