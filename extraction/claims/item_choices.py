"""Which items a quantity counts: the answer of the rules, or another label of its sentence.

The rules of ``linking`` see the words right beside a figure; here their answer is one of the
candidates, and the weights say when what the figure before counts, a label farther off or nothing
fits better. Decisions 3, 5 and 9 of the annotation guide.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from extraction.claims.choices import Chooser, most_probable
from extraction.claims.linking import Items, joined_before
from extraction.claims.mentions import Mention, marks_of, unit_kind
from models import ScoredSpan

# Of what ``_features`` makes: a change asks for weights trained anew.
FEATURES = 1
# Labels on either side that are candidates, and how far off in characters they may stand.
_BEFORE, _AFTER, _FARTHEST = 3, 2, 60
_SHARED = re.compile(r"各|均|都|分别|合计")
# Other figures and labels are looked at up to so many off.
_NEAR = 9
# A gap up to this many characters is a feature as a whole; of a longer one so many are seen, those
# that stand beside the figure.
_SHORT, _LONGEST_GAP = 5, 400


@dataclass(slots=True)
class _Walk:
    text: str
    mentions: Sequence[Mention]
    ruled: Sequence[Items]
    chosen: list[Items] = field(default_factory=list)


def choose_items(
    text: str, mentions: Sequence[Mention], ruled: Sequence[Items], choose: Chooser[Items]
) -> list[tuple[Items, float]]:
    """The items of each quantity of one sentence, and how sure they are.

    Args:
        ruled: what the rules of ``linking`` say of each.
    """
    walk = _Walk(text, mentions, ruled)
    found: list[tuple[Items, float]] = []
    for index, mention in enumerate(mentions):
        candidates = _candidates(walk, index)
        trust, number = 1.0, 0
        if len(candidates) > 1:
            words = _words(walk, index)
            features = [_features(walk, index, each, words) for each in candidates]
            probabilities = choose(mention.span, candidates, features)
            number = most_probable(probabilities)
            trust = probabilities[number]
        walk.chosen.append(candidates[number])
        found.append((candidates[number], trust))
    return found


def _candidates(walk: _Walk, index: int) -> list[Items]:
    """The rules' answer first, each once; no items at all is a candidate too."""
    mention = walk.mentions[index]
    items = mention.sentence.items
    at = bisect_right(items, mention.span.start, key=lambda item: item.end)
    near = [
        item
        for item in reversed(items[max(0, at - _BEFORE) : at])
        if mention.span.start - item.end <= _FARTHEST
    ]
    behind = bisect_left(items, mention.span.end, key=lambda item: item.start)
    near += [
        item
        for item in items[behind : behind + _AFTER]
        if item.start - mention.span.end <= _FARTHEST
    ]
    found: list[Items] = [walk.ruled[index]]
    if walk.chosen:
        found += [walk.chosen[-1], *((item,) for item in walk.chosen[-1])]
    if at:
        found.append(joined_before(walk.text, items, at - 1))
    found += [*((item,) for item in near), ()]
    return list(dict.fromkeys(found))


def _words(walk: _Walk, index: int) -> list[str]:
    """What is seen of the quantity whatever its candidate."""
    mention = walk.mentions[index]
    words = [f"m{mark}" for mark in marks_of(mention.label)]
    words += [
        f"k{mention.is_rate}",
        f"u{unit_kind(mention)}",
        f"l{mention.label[-2:]}",
        f"b{mention.label[-4:]}",
        f"a{mention.tail[:2]}",
        f"f{index > 0}",
    ]
    return words


def _features(walk: _Walk, index: int, items: Items, words: Sequence[str]) -> list[str]:
    """What is seen of the quantity as one that counts ``items``; ``words`` as of ``_words``."""
    mention, ruled = walk.mentions[index], walk.ruled[index]
    is_ruled = "r" if items == ruled else ("s" if ruled else "n")
    if not items:
        return [
            "0",
            f"0{is_ruled}",
            f"0e{not mention.sentence.items}",
            *(f"0{word}" for word in words),
        ]
    same = bool(walk.chosen) and items == walk.chosen[-1]
    side, gap = _side(walk.text, mention, items)
    place = f"{side}{'=' if same else ''}{min(len(items), 2)}"
    used = _used(walk, index, items)
    where = f"{place}{_between(walk, index, items)}"
    return [
        "1",
        f"1{is_ruled}",
        f"P{place}",
        f"P{place}{is_ruled}",
        f"W{where}",
        f"W{where}{is_ruled}",
        f"U{used}",
        f"U{used}{place}",
        f"U{used}{place}{is_ruled}",
        f"D{min(len(gap) // 4, 5)}{side}",
        f"C{min(gap.count(','), 2)}{gap.count(';') > 0}{place}",
        f"k{mention.is_rate}{place}{used}",
        f"n{walk.text[items[-1].end - 1]}{unit_kind(mention)}",
        f"N{walk.text[items[-1].end - 2 : items[-1].end]}",
        *_list_features(walk, index, items, gap),
        *([f"G{side}{gap}"] if len(gap) <= _SHORT else ()),
        *(f"g{side}{mark}" for mark in marks_of(gap)),
        *(f"{place}{word}" for word in words),
        *(f"{place}{used}{word}" for word in words if word[0] in "mk"),
    ]


def _list_features(walk: _Walk, index: int, items: Items, gap: str) -> list[str]:
    """Whether several figures share the items, and how these stand to those counted last."""
    mention = walk.mentions[index]
    last = walk.chosen[-1] if walk.chosen else ()
    shares = _SHARED.search(gap)
    turns_back = bool(last) and items != last and items[-1].end <= last[0].start
    found = [
        f"J{min(len(items), 2)}{shares[0] if shares else '-'}",
        f"X{turns_back:d}{'分别' in mention.label:d}",
    ]
    if items == last:
        unit = unit_kind(mention) == unit_kind(walk.mentions[index - 1])
        found += [f"E{unit:d}{mention.is_rate:d}", f"E{unit:d}{mention.label[:1]}"]
    return found


def _side(text: str, mention: Mention, items: Items) -> tuple[str, str]:
    """Where the items stand, and the text between, of a long one its end at the quantity."""
    start, end = mention.span.start, mention.span.end
    if items[-1].end <= start:
        return "b", text[max(items[-1].end, start - _LONGEST_GAP) : start]
    return "a", text[end : min(items[0].start, end + _LONGEST_GAP)]


def _between(walk: _Walk, index: int, items: Items) -> str:
    """How many other figures and labels stand between the quantity and its items, up to two."""
    mention = walk.mentions[index]
    every = mention.sentence.items
    at = bisect_left(every, mention.span.start, key=lambda item: item.start)
    figures = [each.span for each in walk.mentions[max(0, index - _NEAR) : index + _NEAR]]
    labels = every[max(0, at - _NEAR) : at + _NEAR]

    def count(spans: Sequence[ScoredSpan]) -> int:
        return sum(
            items[-1].end <= each.start < mention.span.start
            or mention.span.end <= each.start < items[0].start
            for each in spans
        )

    return f"{min(count(figures), 2)}{min(count(labels), 2)}"


def _used(walk: _Walk, index: int, items: Items) -> str:
    """Whether another quantity counts them: one before, or one behind by the rules."""

    wanted = frozenset(items)

    def shares(other: Items) -> bool:
        return not wanted.isdisjoint(other)

    before = any(shares(each) for each in walk.chosen[-_NEAR:-1])
    last = bool(walk.chosen) and shares(walk.chosen[-1])
    later = any(shares(each) for each in walk.ruled[index + 1 : index + _NEAR])
    return f"{before:d}{last:d}{later:d}"
