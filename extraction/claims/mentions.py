"""Quantities of a passage with what surrounds them, as the linking questions see them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.claims.quantities import RATE_UNITS, Quantity, text_to_quantity
from extraction.claims.sentences import Sentence
from extraction.normalisation.numbers import Number
from models import ScoredSpan

# Words and marks that say how a figure goes with those before it; longer ones first.
MARKS = re.compile(
    r"其中|其余|包括|包含|涵盖|内含|里头|里|分别|合计|共计|总计|累计|此外|另外|另有|同时|同比|环比|较上年|比上年"
    r"|(?:比|较)[^,;。]{0,6}(?=[增减多少上下提降翻])|增幅|降幅|净增|按|从|平均|日均|月均|人均|最[高低多少]|单篇"
    r"|含|中|余|剩|另|还|共|总|均|各|占|为|仅|只|达|有|由|至|到|从|比|较|年|已|增|减|升|降|多|少|翻|缩"
    r"|[,;:、()。]"
)
_BRACKETS = re.compile(r"[()]")
# of what stands before a figure this many characters are seen
_LABEL = 40


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity that was read, and its place: the sentence's number counts full stops.

    ``depth`` counts the brackets open around it, ``items`` are what it was linked with; ``label``
    is what stands between it and the quantity before it or the sentence's beginning, ``tail`` what
    follows up to the next one.
    """

    span: ScoredSpan
    quantity: Quantity
    sentence: Sentence
    number: int
    depth: int
    label: str
    tail: str
    items: tuple[ScoredSpan, ...] = ()

    @property
    def value(self) -> Number:
        return self.quantity.value

    @property
    def unit(self) -> str | None:
        return self.quantity.unit

    @property
    def is_rate(self) -> bool:
        return self.unit in RATE_UNITS


def sentence_to_mentions(text: str, sentence: Sentence) -> Iterator[Mention]:
    """The quantities of a sentence that hold a number, in order."""
    spans = sentence.quantities
    depth, at = 0, sentence.start
    for index, span in enumerate(spans):
        for bracket in _BRACKETS.findall(text, at, span.start):
            depth = depth + 1 if bracket == "(" else max(0, depth - 1)
        at = span.start
        quantity = text_to_quantity(text[span.start : span.end])
        if quantity is None:
            continue
        begin = spans[index - 1].end if index else sentence.start
        stop = spans[index + 1].start if index + 1 < len(spans) else sentence.end
        yield Mention(
            span=span,
            quantity=quantity,
            sentence=sentence,
            number=sentence.number,
            depth=depth,
            label=text[max(begin, span.start - _LABEL) : span.start],
            tail=text[span.end : min(stop, span.end + _LABEL)],
        )


def marks_of(text: str) -> Sequence[str]:
    """The marks of a stretch, each once, in order."""
    return tuple(dict.fromkeys(MARKS.findall(text)))


def unit_kind(mention: Mention) -> str:
    """``%`` for shares, else the unit as printed."""
    return "%" if mention.is_rate else mention.unit or "-"
