"""Which item, channel and period a quantity goes with, inside one sentence.

All offsets are into the passage's text (the matching copy). The rules are those of the annotation
guide: decisions 3, 9, 10, 26.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from models import SPAN_LABELS, ScoredSpan

SENTENCE_END = re.compile(r"[。!?！？\n]")
# what may stand between a label and its number: 共计, 达, 为, :
_LEADS_TO_NUMBER = re.compile(
    r"^[ ,]?(?:总|共|共计|总计|合计|累计|已|已达|达|达到|数|数量|总数|总量|量|为|是|有|共有|约"
    r"|计|了|各|均|都|分别|分别为|超过|近|在|到|至|均|均为|都|占|占比|占比为|占总数的?|率|的|:|[\"'《》()])*$"
)
_FOLLOWS_NUMBER = re.compile(r"^(?:的|左右|以上)?[\"'《(]?$")
_JOINED = re.compile(r"^(?:、|和|及|与|以及|或|或者|,)[\"'《]?$")
_EACH = re.compile(r"各$|各(?:为|有)?$")
_CLAUSE_END = re.compile(r"[,;。!?\n]")
_LONGEST_CLAUSE = 200
_CLAUSE_BREAK = re.compile(r"[,;:]")
# a clause behind ; that still speaks of the total before it (decision 10)
_STILL_SAME_TOTAL = re.compile(r"^\s*(?:其中|包括|含|其余|余|分别)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """[start, end) of a passage with the layer-1 spans inside, each list in text order."""

    start: int
    end: int
    quantities: tuple[ScoredSpan, ...]
    items: tuple[ScoredSpan, ...]
    channels: tuple[ScoredSpan, ...]
    periods: tuple[ScoredSpan, ...]
    negations: tuple[ScoredSpan, ...]


def passage_to_sentences(text: str, spans: Sequence[ScoredSpan]) -> list[Sentence]:
    """Sentences that hold a quantity or a negation."""
    edges = [match.end() for match in SENTENCE_END.finditer(text)]
    by_sentence: dict[int, list[ScoredSpan]] = {}
    for span in spans:
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
                    parts["quantity"],
                    parts["item"],
                    parts["channel"],
                    parts["period"],
                    parts["negation"],
                )
            )
    return sentences


def link_items(text: str, sentence: Sentence) -> dict[int, tuple[ScoredSpan, ...]]:
    """Index of a quantity in the sentence -> its items; none for a quantity without one.

    A label right before the number comes first, then a noun right behind it, then the nearest
    unused label earlier in the clause, then one later in it.
    """
    linked: dict[int, tuple[ScoredSpan, ...]] = {}
    used: set[ScoredSpan] = set()
    for index, quantity in enumerate(sentence.quantities):
        before = _right_before(text, sentence, quantity)
        if before is not None:
            linked[index] = _with_siblings(text, sentence, before, quantity)
            used.update(linked[index])
    for index, quantity in enumerate(sentence.quantities):
        if index not in linked:
            after = _right_after(text, sentence, quantity, used)
            if after is not None:
                linked[index] = (after,)
                used.add(after)
    for index, quantity in enumerate(sentence.quantities):
        if index not in linked:
            near = _in_clause(text, sentence, quantity, used)
            if near is not None:
                linked[index] = (near,)
                used.add(near)
    return linked


def _right_before(text: str, sentence: Sentence, quantity: ScoredSpan) -> ScoredSpan | None:
    for item in reversed(sentence.items):
        if item.end <= quantity.start:
            return item if _LEADS_TO_NUMBER.match(text[item.end : quantity.start]) else None
    return None


def _with_siblings(
    text: str, sentence: Sentence, item: ScoredSpan, quantity: ScoredSpan
) -> tuple[ScoredSpan, ...]:
    """Items that share one number: 部门预算和决算各1份."""
    if not _EACH.search(text[item.end : quantity.start]):
        return (item,)
    joined = [item]
    for earlier in reversed(sentence.items):
        if earlier.end <= joined[0].start and _JOINED.match(text[earlier.end : joined[0].start]):
            joined.insert(0, earlier)
    return tuple(joined)


def _right_after(
    text: str, sentence: Sentence, quantity: ScoredSpan, used: set[ScoredSpan]
) -> ScoredSpan | None:
    for item in sentence.items:
        if item.start >= quantity.end:
            gap = text[quantity.end : item.start]
            return item if item not in used and _FOLLOWS_NUMBER.match(gap) else None
    return None


def _in_clause(
    text: str, sentence: Sentence, quantity: ScoredSpan, used: set[ScoredSpan]
) -> ScoredSpan | None:
    for item in reversed(sentence.items):
        if item.end <= quantity.start:
            gap = text[item.end : quantity.start]
            if item not in used and not _CLAUSE_BREAK.search(gap):
                return item
            break
    for item in sentence.items:
        if item.start >= quantity.end:
            gap = text[quantity.end : item.start]
            if item not in used and not re.search(r"[,;:、]", gap):
                return item
            break
    return None


def link_channel(text: str, sentence: Sentence, at: int) -> ScoredSpan | None:
    """The channel that holds at offset ``at``: the last one named before it in the sentence.

    Behind a semicolon it holds on only while the same total is being broken down.
    """
    before = [channel for channel in sentence.channels if channel.end <= at]
    if not before:
        return None
    channel = before[-1]
    gap = text[channel.end : at]
    cut = gap.rfind(";")
    if cut >= 0 and not _STILL_SAME_TOTAL.match(gap[cut + 1 :]):
        return None
    return channel


def link_period(sentence: Sentence, at: int) -> ScoredSpan | None:
    """The time expression nearest before ``at`` in its sentence."""
    before = [period for period in sentence.periods if period.end <= at]
    return before[-1] if before else None


def link_negation(
    text: str, sentence: Sentence, negation: ScoredSpan, taken: set[ScoredSpan]
) -> tuple[ScoredSpan, ...]:
    """The items that did not happen: those behind the negation up to the clause's end, joined by

    、 和 or a comma; where none follows, those right before it (行政复议、行政诉讼均无).
    """
    following = [
        item for item in sentence.items if item.start >= negation.end and item not in taken
    ]
    later = [other.start for other in sentence.negations if other.start >= negation.end]
    limit = min(later, default=sentence.end)
    found: list[ScoredSpan] = []
    for item in following:
        if item.start >= limit:
            break
        gap = text[(found[-1].end if found else negation.end) : item.start]
        if found and not _JOINED.match(gap):
            break
        if not found and re.search(r"[,;]", gap):
            break
        found.append(item)
    if found:
        return tuple(found)
    for item in reversed(sentence.items):
        if item.end > negation.start or item in taken:
            continue
        gap = text[item.end : (found[0].start if found else negation.start)]
        if found and not _JOINED.match(gap):
            break
        if not found and (len(gap) > 6 or re.search(r"[;。]", gap)):
            break
        found.insert(0, item)
    return tuple(found)


def clause_of(text: str, start: int, end: int) -> str:
    """The text between the commas or stops around [start, end), cut off where there are none."""
    begin = max(0, start - _LONGEST_CLAUSE)
    left = max((match.end() for match in _CLAUSE_END.finditer(text, begin, start)), default=begin)
    right = _CLAUSE_END.search(text, end, end + _LONGEST_CLAUSE)
    stop = right.start() if right else min(len(text), end + _LONGEST_CLAUSE)
    return text[left:stop]
