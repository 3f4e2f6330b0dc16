"""Which total a quantity is a part of: the candidates before it, weighed from left to right.

Decisions 5, 7, 10 and 31 of the annotation guide. What is known of the figures before helps: a
list goes on, a total is used up. What is seen of a pair is left to ``part_features``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from extraction.claims.choices import Chooser
from extraction.claims.mentions import Mention
from extraction.claims.part_features import Passage, Reading, mention_to_part, part_to_features
from extraction.claims.part_sums import mentions_to_fits
from extraction.claims.parts import rule_parts
from models import ScoredSpan

# How far back a total may stand, in full stops, and how many figures are looked at, of those in
# earlier sentences and in all.
_FARTHEST, _EARLIER, _MOST = 3, 5, 9
# How many figures before a part the total of its list may stand: the longest list of the annotated
# texts has eleven parts, shares and figures of their own between them.
_LONGEST_LIST = 100
# how far behind its parts, in figures: 甲3件、乙4件,合计7件
_FORWARD = 6
_CLOSES = re.compile(r"(?:合计|共计|总计|总共)[^,;。]{0,4}$")
# (二)主动公开的类别: a list below a heading breaks down nothing above it.
_HEADING = re.compile(
    r"(?:^|(?<=[\n。;]))[^\S\n]*(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.、](?!\d))"
    r"|(?:^|(?<=[\s。;]))\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)"
)
# 比上年增加5件 is no part of anything, nor is what is said to come on top (decision 7)
_NO_PART = re.compile(
    r"(?:比|较|同比)[^,;。()]{0,10}(?:增长|增加|净增|增|减少|减|多|少|上升|下降|升|降)[^,;。()]{0,2}$"
    r"|另有[^,;。()]*$"
)
# How much more a total counts that the rules name: their answers on real reports are better than
# the training passages show. part_of with 1, 3, 8: authored-dev 91.3, 92.4, 92.4, agencies not
# learned from 91.7, 92.1, 91.9, real-dev 71.7, 77.5, 77.5.
_TRUST = 3.0
# 机构职能类信息21条,政策法规类信息64条
_CLASS = re.compile(r"类(?:别)?(?:政府)?(?:信息)?$")
# Readings kept, and how probable an answer must be to begin one: what a list is may show with its
# second figure only. On authored-dev part_of was 88.8, 89.8 and 89.8
# with 1, 2 and 4 readings.
_READINGS, _LEAST = 2, 0.05


def link_parts(
    text: str, mentions: Sequence[Mention], choose: Chooser[ScoredSpan | None]
) -> Mapping[int, int]:
    """Index of a part -> index of its total."""
    passage = _mentions_to_passage(text, mentions)
    readings = [Reading({}, {})]
    before: int | None = None
    headings = [0, *(match.start() for match in _HEADING.finditer(text))]
    for index, mention in enumerate(mentions):
        if not _counts(mention):
            continue
        since = headings[bisect_right(headings, mention.span.start) - 1]
        candidates = _candidates(passage, readings, index, before, since=since)
        if len(candidates) > 1:
            part = mention_to_part(passage, index, before)
            spans = [None if each is None else mentions[each].span for each in candidates]
            found: list[Reading] = []
            for reading in readings:
                features = [part_to_features(passage, reading, part, each) for each in candidates]
                probabilities = choose(mention.span, spans, features)
                probabilities = _trusting(probabilities, candidates, passage.ruled.get(index))
                least = min(_LEAST, max(probabilities))
                found += [
                    reading.with_part(index, total, probability)
                    for total, probability in zip(candidates, probabilities, strict=True)
                    if probability >= least
                ]
            readings = _best(found)
        before = index
    return readings[0].whole


def _candidates(
    passage: Passage,
    readings: Sequence[Reading],
    index: int,
    before: int | None,
    *,
    since: int,
) -> list[int | None]:
    """No total, and those that the quantity may be a part of.

    Args:
        since: where the heading above the quantity stands; no total is looked for before it.
    """
    known = {reading.whole.get(before) for reading in readings if before is not None}
    known |= {passage.ruled.get(index), passage.loose.get(index)}
    part = passage.mentions[index]
    found: list[int | None] = [None]
    for total in _totals(passage, index, known, since):
        whole = passage.mentions[total]
        both = _is_class(passage.text, part) and _is_class(passage.text, whole)
        if not both or part.depth > whole.depth:
            found.append(total)
    return found


def _trusting(
    probabilities: Sequence[float], candidates: Sequence[int | None], ruled: int | None
) -> Sequence[float]:
    """The probabilities with more weight on the total that the rules name."""
    if ruled is None:
        return probabilities
    odds = [
        probability * (_TRUST if candidate == ruled else 1.0)
        for candidate, probability in zip(candidates, probabilities, strict=True)
    ]
    total = sum(odds)
    return [each / total for each in odds]


def _mentions_to_passage(text: str, mentions: Sequence[Mention]) -> Passage:
    fits = mentions_to_fits(mentions)
    best: dict[int, int] = {}
    for (_, part), fit in fits.items():
        best[part] = max(best.get(part, 0), fit.strength)
    return Passage(
        text,
        mentions,
        ruled=rule_parts(text, mentions),
        loose=rule_parts(text, mentions, any_unit=True),
        fits=fits,
        best=best,
    )


def _best(readings: Sequence[Reading]) -> list[Reading]:
    """The likeliest first, set against it, so that no passage is so long that nothing is left."""
    kept = sorted(readings, key=lambda reading: -reading.likelihood)[:_READINGS]
    highest = kept[0].likelihood
    return [replace(reading, likelihood=reading.likelihood / highest) for reading in kept]


def _totals(passage: Passage, index: int, known: Set[int | None], since: int) -> list[int]:
    """What the quantity may be a part of, the nearest first.

    Args:
        known: totals that are looked at wherever they stand, those of a long list among them.
        since: where the heading above the quantity stands; no total is looked for before it.
    """
    mentions = passage.mentions
    part = mentions[index]
    found: list[int] = []
    same = earlier = 0
    for total in range(index - 1, max(-1, index - 1 - _LONGEST_LIST), -1):
        whole = mentions[total]
        away = part.number - whole.number
        if (
            whole.span.start < since
            or away > _FARTHEST
            or same + earlier >= _MOST
            or earlier >= _EARLIER
        ):
            break
        if not _counts(whole) or (whole.unit == part.unit and whole.value < part.value):
            continue
        if away and not _same_unit(whole, part):
            continue
        found.append(total)
        same, earlier = same + (not away), earlier + bool(away)
    for total in range(index + 1, min(len(mentions), index + 1 + _FORWARD)):
        whole = mentions[total]
        if whole.number != part.number:
            break
        fits = whole.unit == part.unit and whole.value > part.value and not whole.is_rate
        if fits and ((total, index) in passage.fits or _CLOSES.search(whole.label)):
            found.append(total)
    longer = {
        each
        for each in known
        if each is not None
        and each != index
        and index - each <= _LONGEST_LIST
        and each not in found
        and mentions[each].span.start >= since
        and not (mentions[each].unit == part.unit and mentions[each].value < part.value)
    }
    return [*found, *sorted(longer, reverse=True)]


def _counts(mention: Mention) -> bool:
    """Whether it may be a part or a total: no share, no difference, nothing on top."""
    return not mention.is_rate and not _NO_PART.search(mention.label)


def _is_class(text: str, mention: Mention) -> bool:
    """机构职能类信息: classes side by side are no parts of one another."""
    return (
        bool(mention.items)
        and _CLASS.search(text[mention.items[-1].start : mention.items[-1].end]) is not None
    )


def _same_unit(one: Mention, other: Mention) -> bool:
    return one.unit is None or other.unit is None or one.unit == other.unit
