"""Which amounts are parts of a total named before them (annotation guide, decisions 5 and 7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models import ScoredSpan

# words that open a breakdown of the total before them
_OPENS = re.compile(r"其中|包括|包含|涵盖|分别(?:为|是)?|含(?!量|义|糊)|(?<=[件条次人个项篇份]):")
_REST = re.compile(r"(?:其余|余)(?=[\d一二三四五六七八九十]|为)")
# words that leave it again: amounts outside the total
_LEAVES = re.compile(r"此外|另有|另外|另(?=[\d发收开公])|同时|同比|较上年|比上年|还|全年|累计")
RATE_UNITS = frozenset({"%", "‰", "百分点", "倍", "番"})


@dataclass(frozen=True, slots=True)
class Amount:
    """One quantity of a sentence with its normalised unit."""

    span: ScoredSpan
    unit: str | None


@dataclass(frozen=True, slots=True)
class _Breakdown:
    """[start, end) of the sentence breaks down the amount ``total`` (an index)."""

    start: int
    end: int
    total: int


def link_parts(text: str, start: int, end: int, amounts: Sequence[Amount]) -> dict[int, int]:
    """Index of a part -> index of its total, for the amounts of the sentence [start, end)."""
    breakdowns = _bracketed(text, start, end, amounts) + _worded(text, start, end, amounts)
    linked: dict[int, int] = {}
    for index, amount in enumerate(amounts):
        if amount.unit in RATE_UNITS:
            continue
        around = [
            each
            for each in breakdowns
            if each.start <= amount.span.start < each.end
            and each.total < index
            and _same_unit(amounts[each.total].unit, amount.unit)
        ]
        if around:
            # the innermost breakdown is the one opened last
            linked[index] = max(around, key=lambda each: each.start).total
    return linked


def _same_unit(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _last_before(amounts: Sequence[Amount], at: int) -> int | None:
    before = [
        index
        for index, amount in enumerate(amounts)
        if amount.span.end <= at and amount.unit not in RATE_UNITS
    ]
    return before[-1] if before else None


def _bracketed(text: str, start: int, end: int, amounts: Sequence[Amount]) -> list[_Breakdown]:
    """A bracket right behind a total: 517人(年度新增196人)."""
    found = []
    for match in re.compile(r"\(").finditer(text, start, end):
        total = _last_before(amounts, match.start())
        close = text.find(")", match.end(), end)
        if total is None or close < 0:
            continue
        gap = text[amounts[total].span.end : match.start()]
        if re.fullmatch(r"[\s,]?[\u4e00-\u9fff]{0,8}", gap):
            depth_end = _closing(text, match.start(), end)
            found.append(_Breakdown(match.end(), depth_end, total))
    return found


def _closing(text: str, opening: int, end: int) -> int:
    depth = 0
    for index in range(opening, end):
        depth += (text[index] == "(") - (text[index] == ")")
        if depth == 0:
            return index
    return end


def _worded(text: str, start: int, end: int, amounts: Sequence[Amount]) -> list[_Breakdown]:
    found: list[_Breakdown] = []
    for match in _OPENS.finditer(text, start, end):
        total = _last_before(amounts, match.start())
        if total is None:
            continue
        known = [each for each in found if each.start <= match.start() < each.end]
        if match[0].startswith("分别") and known:
            total = known[-1].total
        leaves = _LEAVES.search(text, match.end(), end)
        stop = leaves.start() if leaves else end
        found.append(_Breakdown(match.end(), _open_end(text, match.start(), stop), total))
    for match in _REST.finditer(text, start, end):
        known = [each for each in found if each.start <= match.start()]
        if known:
            found.append(_Breakdown(match.end(), end, known[-1].total))
    return found


def _open_end(text: str, opening: int, stop: int) -> int:
    """Where a breakdown opened inside a bracket ends: with the bracket."""
    depth = 0
    for index in range(opening, stop):
        depth += (text[index] == "(") - (text[index] == ")")
        if depth < 0:
            return index
    return stop
