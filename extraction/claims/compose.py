"""Numeric claims composed from tagged spans: the same for every tagger.

A quantity makes one claim for each item it counts; a negation makes one zero claim for each item
that did not happen. Offsets are into the passage; ``pipeline`` maps them to the frozen text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from extraction.claims.indicator_model import claim_to_indicator
from extraction.claims.indicators import ClaimFacts
from extraction.claims.linking import link_items, link_negation
from extraction.claims.parts import CARRIED, Amount, link_parts
from extraction.claims.quantities import Quantity, text_to_quantity
from extraction.claims.scopes import link_channels, link_period
from extraction.claims.sentences import Sentence, clause_end, clause_of, passage_to_sentences
from models import ScoredSpan

# Kinds of events whose absence is a claim (guide, "zero"; decision 4).
_ZERO_KINDS = re.compile(
    r"申请|复议|诉讼|举报|投诉|申诉|信息处理费|处理费|收费|收取|费用|责任追究|追责|问责|败诉|规章|规范性文件|文件"
    r"|办件|依申请|信访|纠错|被纠正|申请公开"
)
# an unlinked quantity may count anything, so its claim is weaker
_UNLINKED = 0.8
# How far back in its sentence a claim's business may be named, in characters: 收到申请…共办结.
_LONGEST_CONTEXT = 160


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


@dataclass(frozen=True, slots=True)
class _Total:
    """The last total of a sentence, which the next may break down, and its first claim's place."""

    amount: Amount
    claim: int


def spans_to_claims(
    text: str, spans: Sequence[ScoredSpan], planned: Sequence[ScoredSpan] = ()
) -> list[ComposedClaim]:
    """Claims of one passage in order of (start, end).

    Args:
        spans: what a tagger found in ``text``, both layers.
        planned: quantities that are targets of commitments; they make no claim.
    """
    claims: list[ComposedClaim] = []
    left_out = frozenset(planned)
    carried: _Total | None = None
    last_end = 0
    for sentence in passage_to_sentences(text, spans):
        if sentence.start != last_end:
            carried = None
        found, carried = _sentence_claims(text, sentence, left_out, len(claims), carried)
        claims.extend(found)
        last_end = sentence.end
    order = sorted(range(len(claims)), key=lambda index: (claims[index].start, claims[index].end))
    place = {old: new for new, old in enumerate(order)}
    return [
        replace(claims[index], part_of=place[part] if part is not None else None)
        for index in order
        for part in (claims[index].part_of,)
    ]


def _sentence_claims(
    text: str,
    sentence: Sentence,
    planned: Set[ScoredSpan],
    offset: int,
    carried: _Total | None,
) -> tuple[list[ComposedClaim], _Total | None]:
    """The sentence's claims, ``part_of`` counting from ``offset``, and its last total."""
    counted = list(_counted(text, sentence))
    sentence = replace(sentence, quantities=tuple(amount.span for amount, _ in counted))
    linked = link_items(text, sentence)
    amounts = [amount for amount, _ in counted]
    parts = link_parts(
        text, sentence.start, sentence.end, amounts, carried.amount if carried else None
    )
    claims: list[ComposedClaim] = []
    first_of: dict[int, int] = {CARRIED: carried.claim} if carried else {}
    channels: dict[int, tuple[ScoredSpan, ...]] = {}
    for index, (amount, quantity) in enumerate(counted):
        whole = parts.get(index)
        # a part, and a share of it, went through what the total went through (decision 10)
        same = index - 1 if linked.get(index) and linked[index] == linked.get(index - 1) else None
        source = same if whole is None else whole
        channels[index] = link_channels(text, sentence, amount.span.start) or (
            channels.get(source, ()) if source is not None else ()
        )
        if amount.span in planned:
            continue
        for item in linked.get(index) or (None,):
            for channel in channels[index] or (None,):
                claim = _claim(text, sentence, amount.span, quantity, item=item, channel=channel)
                first_of.setdefault(index, offset + len(claims))
                whole_claim = None if whole is None else first_of.get(whole)
                claims.append(replace(claim, part_of=whole_claim))
    taken = {item for items in linked.values() for item in items}
    claims.extend(_zero_claims(text, sentence, taken))
    return claims, _last_total(amounts, parts, first_of)


def _counted(text: str, sentence: Sentence) -> Iterator[tuple[Amount, Quantity]]:
    for span in sentence.quantities:
        quantity = text_to_quantity(text[span.start : span.end])
        if quantity is not None:
            yield Amount(span, quantity.unit, quantity.value), quantity


def _last_total(
    amounts: Sequence[Amount], parts: dict[int, int], first_of: dict[int, int]
) -> _Total | None:
    """The last amount that is no part of another; None for rates and planned figures."""
    for index in reversed(range(len(amounts))):
        if index not in parts and not amounts[index].is_rate:
            claim = first_of.get(index)
            return None if claim is None else _Total(amounts[index], claim)
    return None


def _claim(
    text: str,
    sentence: Sentence,
    span: ScoredSpan,
    quantity: Quantity,
    *,
    item: ScoredSpan | None,
    channel: ScoredSpan | None,
) -> ComposedClaim:
    if channel and item and channel.start < item.end and item.start < channel.end:
        channel = None
    period = link_period(sentence, span.start)
    facts = place_to_facts(
        text,
        (sentence.start, sentence.end),
        (span.start, span.end),
        item=_place(item),
        channel=_place(channel),
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
        indicator=claim_to_indicator(facts),
        score=score * (_UNLINKED if item is None else 1.0),
    )


def place_to_facts(
    text: str,
    sentence: tuple[int, int],
    claim: tuple[int, int],
    *,
    item: tuple[int, int] | None,
    channel: tuple[int, int] | None = None,
    unit: str | None = None,
    clause: str | None = None,
) -> ClaimFacts:
    """What decides the indicator of the claim that stands at ``claim``; all places are in ``text``.

    Args:
        clause: of a zero claim, which its negation leads; it is all that such a claim speaks of.
    """
    start, end = claim
    begin = max(sentence[0], start - _LONGEST_CONTEXT)
    return ClaimFacts(
        item=text[slice(*item)] if item else None,
        channel=text[slice(*channel)] if channel else None,
        clause=clause_of(text, start, end) if clause is None else clause,
        unit=unit,
        context=text[begin : clause_end(text, end)] if clause is None else clause,
        before=text[begin:start],
        after=text[end : sentence[1]],
        zero=clause is not None,
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
            start, end = min(negation.start, items[0].start), max(negation.end, item.end)
            facts = place_to_facts(
                text,
                (sentence.start, sentence.end),
                (start, end),
                item=_place(item),
                clause=clause_of(text, negation.start, item.end),
            )
            channels = link_channels(text, sentence, negation.start)
            claims.append(
                ComposedClaim(
                    start=start,
                    end=end,
                    quantity=Quantity(0, None, None, None),
                    zero=True,
                    item=_place(item),
                    channel=_place(channels[-1] if channels else None),
                    period=_place(link_period(sentence, negation.start)),
                    part_of=None,
                    indicator=claim_to_indicator(facts),
                    score=min(negation.score, item.score),
                )
            )
    return claims
