"""Numeric claims composed from tagged spans: the same for every tagger.

A quantity makes one claim for each item it counts; a negation makes one zero claim for each item
that did not happen. Offsets are into the passage; ``pipeline`` maps them to the frozen text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extraction.claims.indicator_model import facts_to_indicators
from extraction.claims.indicators import ClaimFacts, heading_before
from extraction.claims.linking import link_negation
from extraction.claims.links import Choosers, Link, link_passage, load_choosers
from extraction.claims.quantities import Quantity
from extraction.claims.scopes import link_channels
from extraction.claims.sentences import Sentence, clause_end, clause_of, passage_to_sentences
from models import Calibration, ScoredSpan

# Events whose absence is no claim (guide, decision 4): 未发生负面舆情. Those whose absence is one
# go by too many names for a list, and a tagger marks no other negation.
_NO_ZERO = re.compile(r"舆情|泄密|泄露|事故|差错|失误|问题|现象")
# an unlinked quantity may count anything, so its claim is weaker
_UNLINKED = 0.8
# How far back in its sentence a claim's business may be named, in characters: 收到申请…共办结; as
# much is seen of what follows.
_LONGEST_CONTEXT = 160
# How far before its item the verb of a claim stands, in characters.
_LONGEST_LEAD = 8


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
class _Draft:
    """A claim without its indicator, and what decides it. ``part_of`` is still a quantity."""

    claim: ComposedClaim
    facts: ClaimFacts


def spans_to_claims(
    text: str,
    spans: Sequence[ScoredSpan],
    planned: Sequence[ScoredSpan] = (),
    choosers: Choosers | None = None,
    *,
    calibration: Calibration | None = None,
) -> list[ComposedClaim]:
    """Claims of one passage in order of (start, end).

    Args:
        spans: what a tagger found in ``text``, both layers.
        planned: quantities that are targets of commitments; they make no claim.
        choosers: who links the spans; the package's own weights if None.
        calibration: from a claim's score to the share of such claims that are right; scores stay
            as they are if None.
    """
    sentences = passage_to_sentences(text, spans)
    links = link_passage(text, sentences, choosers or load_choosers())
    left_out = frozenset(planned)
    drafts: list[_Draft] = []
    first_of: dict[int, int] = {}
    channels: dict[int, tuple[ScoredSpan, ...]] = {}
    for index, link in enumerate(links.quantities):
        channels[index] = _channels(text, links.quantities, index, channels)
        if link.mention.span in left_out:
            continue
        first_of[index] = len(drafts)
        whole = _whole_item(links.quantities, link)
        for item in link.mention.items or (None,):
            drafts.extend(
                _draft(text, link, item=item, channel=channel, whole=whole)
                for channel in channels[index] or (None,)
            )
    taken = {item for link in links.quantities for item in link.mention.items}
    for sentence in sentences:
        drafts.extend(_zero_claims(text, sentence, links.periods, taken))
    order = sorted(range(len(drafts)), key=lambda index: _edges(drafts[index].claim))
    place = {old: new for new, old in enumerate(order)}
    # a quantity's place among the claims; a planned figure has none
    wholes = {index: place[first] for index, first in first_of.items()}
    claims = [_finish(drafts[index].claim, wholes, calibration) for index in order]
    indicators = facts_to_indicators(
        [drafts[index].facts for index in order], [claim.part_of for claim in claims]
    )
    return [
        replace(claim, indicator=indicator)
        for claim, indicator in zip(claims, indicators, strict=True)
    ]


def _edges(claim: ComposedClaim) -> tuple[int, int]:
    return claim.start, claim.end


def _finish(
    claim: ComposedClaim, wholes: Mapping[int, int], calibration: Calibration | None
) -> ComposedClaim:
    """The claim, whose whole is still a quantity, with that one's claim; its score is fitted."""
    return replace(
        claim,
        part_of=None if claim.part_of is None else wholes.get(claim.part_of),
        score=claim.score if calibration is None else calibration.apply(claim.score),
    )


def _channels(
    text: str, links: Sequence[Link], index: int, channels: Mapping[int, tuple[ScoredSpan, ...]]
) -> tuple[ScoredSpan, ...]:
    """Those that hold for a quantity; a part, and a share of it, went through what the total went
    through (decision 10).
    """
    link = links[index]
    sentence = link.mention.sentence
    own = link_channels(text, sentence, link.mention.span.start)
    source = link.whole
    if source is None and index:
        last = links[index - 1].mention
        same = link.mention.items and last.items == link.mention.items
        source = index - 1 if same and last.sentence is sentence else None
    if own or source is None or links[source].mention.sentence is not sentence:
        return own
    return channels.get(source, ())


def _whole_item(links: Sequence[Link], link: Link) -> tuple[int, int] | None:
    """What the total counts that this quantity is a part of; an empty place where it has none."""
    if link.whole is None:
        return None
    items = links[link.whole].mention.items
    return _place(items[0]) if items else (0, 0)


def _draft(
    text: str,
    link: Link,
    *,
    item: ScoredSpan | None,
    channel: ScoredSpan | None,
    whole: tuple[int, int] | None,
) -> _Draft:
    span, quantity, sentence = link.mention.span, link.mention.quantity, link.mention.sentence
    if channel and item and channel.start < item.end and item.start < channel.end:
        channel = None
    facts = place_to_facts(
        text,
        (sentence.start, sentence.end),
        (span.start, span.end),
        item=_place(item),
        channel=_place(channel),
        unit=quantity.unit,
        whole=whole,
    )
    score = span.score if item is None else min(span.score, item.score)
    claim = ComposedClaim(
        start=span.start,
        end=span.end,
        quantity=quantity,
        zero=False,
        item=_place(item),
        channel=_place(channel),
        period=_place(link.period),
        part_of=link.whole,
        indicator=None,
        score=score * link.trust * (_UNLINKED if item is None else 1.0),
    )
    return _Draft(claim, facts)


def place_to_facts(
    text: str,
    sentence: tuple[int, int],
    claim: tuple[int, int],
    *,
    item: tuple[int, int] | None,
    channel: tuple[int, int] | None = None,
    unit: str | None = None,
    clause: str | None = None,
    whole: tuple[int, int] | None = None,
) -> ClaimFacts:
    """What decides the indicator of the claim that stands at ``claim``; all places are in ``text``.

    Args:
        whole: the item of the total that the claim is a part of.
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
        after=text[end : min(sentence[1], end + _LONGEST_CONTEXT)],
        zero=clause is not None,
        lead=text[max(0, item[0] - _LONGEST_LEAD) : item[0]] if item else "",
        heading=heading_before(text, start),
        whole=text[slice(*whole)] if whole is not None else None,
    )


def _place(span: ScoredSpan | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def _zero_claims(
    text: str,
    sentence: Sentence,
    periods: Mapping[ScoredSpan, ScoredSpan | None],
    taken: set[ScoredSpan],
) -> list[_Draft]:
    drafts = []
    for negation in sentence.negations:
        items = link_negation(text, sentence, negation, taken)
        kinds = [item for item in items if not _NO_ZERO.search(text[item.start : item.end])]
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
            claim = ComposedClaim(
                start=start,
                end=end,
                quantity=Quantity(0, None, None, None),
                zero=True,
                item=_place(item),
                channel=_place(channels[-1] if channels else None),
                period=_place(periods[negation]),
                part_of=None,
                indicator=None,
                score=min(negation.score, item.score),
            )
            drafts.append(_Draft(claim, facts))
    return drafts
