"""Numeric claims composed from tagged spans: the same for every tagger.

A quantity makes one claim for each item it counts; a negation makes one zero claim for each item
that did not happen. Offsets are into the passage; ``pipeline`` maps them to the frozen text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extraction.claims.indicators import ClaimFacts, facts_to_indicator
from extraction.claims.linking import (
    Sentence,
    clause_of,
    link_channel,
    link_items,
    link_negation,
    link_period,
    passage_to_sentences,
)
from extraction.claims.parts import Amount, link_parts
from extraction.claims.quantities import Quantity, text_to_quantity
from models import ScoredSpan

# Kinds of events whose absence is a claim (guide, "zero"; decision 4).
_ZERO_KINDS = re.compile(
    r"申请|复议|诉讼|举报|投诉|申诉|信息处理费|处理费|收费|收取|费用|责任追究|追责|问责|败诉|规章|规范性文件|文件"
    r"|办件|依申请|信访|纠错|被纠正|申请公开"
)
# an unlinked quantity may count anything, so its claim is weaker
_UNLINKED = 0.8


@dataclass(frozen=True, slots=True)
class ComposedClaim:
    """A claim in passage offsets. ``part_of`` is the index of another claim of the passage."""

    start: int
    end: int
    quantity: Quantity
    zero: bool
    item: tuple[int, int] | None
    channel: tuple[int, int] | None
    period: tuple[int, int] | None
    part_of: int | None
    indicator: str | None
    score: float


def spans_to_claims(
    text: str, spans: Sequence[ScoredSpan], planned: Sequence[ScoredSpan] = ()
) -> list[ComposedClaim]:
    """Claims of one passage in order of (start, end).

    Args:
        spans: what a tagger found in ``text``, both layers.
        planned: quantities that are targets of commitments; they make no claim.
    """
    claims: list[ComposedClaim] = []
    for sentence in passage_to_sentences(text, spans):
        claims.extend(_sentence_claims(text, sentence, frozenset(planned), len(claims)))
    order = sorted(range(len(claims)), key=lambda index: (claims[index].start, claims[index].end))
    place = {old: new for new, old in enumerate(order)}
    return [
        replace(claims[index], part_of=place[part] if part is not None else None)
        for index in order
        for part in (claims[index].part_of,)
    ]


def _sentence_claims(
    text: str, sentence: Sentence, planned: frozenset[ScoredSpan], offset: int
) -> list[ComposedClaim]:
    counted: list[tuple[ScoredSpan, Quantity]] = []
    for span in sentence.quantities:
        quantity = text_to_quantity(text[span.start : span.end])
        if quantity is not None:
            counted.append((span, quantity))
    sentence = replace(sentence, quantities=tuple(span for span, _ in counted))
    linked = link_items(text, sentence)
    amounts = [Amount(span, quantity.unit) for span, quantity in counted]
    parts = link_parts(text, sentence.start, sentence.end, amounts)
    claims: list[ComposedClaim] = []
    first_of: dict[int, int] = {}
    wanted: list[tuple[int, int]] = []
    for index, (span, quantity) in enumerate(counted):
        if span in planned:
            continue
        for item in linked.get(index) or (None,):
            first_of.setdefault(index, offset + len(claims))
            if index in parts:
                wanted.append((len(claims), parts[index]))
            claims.append(_claim(text, sentence, span, quantity, item))
    for number, whole in wanted:
        if whole in first_of:
            claims[number] = replace(claims[number], part_of=first_of[whole])
    taken = {item for items in linked.values() for item in items}
    claims.extend(_zero_claims(text, sentence, taken))
    return claims


def _claim(
    text: str,
    sentence: Sentence,
    span: ScoredSpan,
    quantity: Quantity,
    item: ScoredSpan | None,
) -> ComposedClaim:
    channel = link_channel(text, sentence, span.start)
    if channel and item and channel.start < item.end and item.start < channel.end:
        channel = None
    period = link_period(sentence, span.start)
    facts = ClaimFacts(
        item=text[item.start : item.end] if item else None,
        channel=text[channel.start : channel.end] if channel else None,
        clause=clause_of(text, span.start, span.end),
        unit=quantity.unit,
    )
    score = span.score if item is None else min(span.score, item.score)
    return ComposedClaim(
        start=span.start,
        end=span.end,
        quantity=quantity,
        zero=False,
        item=_place(item),
        channel=_place(channel),
        period=_place(period),
        part_of=None,
        indicator=facts_to_indicator(facts),
        score=score * (_UNLINKED if item is None else 1.0),
    )


def _place(span: ScoredSpan | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def _zero_claims(text: str, sentence: Sentence, taken: set[ScoredSpan]) -> list[ComposedClaim]:
    claims = []
    for negation in sentence.negations:
        items = link_negation(text, sentence, negation, taken)
        kinds = [item for item in items if _ZERO_KINDS.search(text[item.start : item.end])]
        taken.update(items)
        for item in kinds:
            channel = link_channel(text, sentence, negation.start)
            facts = ClaimFacts(
                item=text[item.start : item.end],
                channel=None,
                clause=clause_of(text, negation.start, item.end),
                unit=None,
            )
            claims.append(
                ComposedClaim(
                    start=min(negation.start, items[0].start),
                    end=max(negation.end, item.end),
                    quantity=Quantity(0, None, None, None),
                    zero=True,
                    item=_place(item),
                    channel=_place(channel),
                    period=_place(link_period(sentence, negation.start)),
                    part_of=None,
                    indicator=facts_to_indicator(facts),
                    score=min(negation.score, item.score),
                )
            )
    return claims
