"""Finds the quantities of running text: number, scale and unit with their approximation mark.

What a quantity says is read in extraction; here only its span is found (decisions 6, 11, 31), and
``near_misses`` tells what only looks like one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from models.rules.measures import (
    BEFORE,
    BEHIND_NUMBER,
    BEHIND_UNIT,
    DURATIONS,
    HAN_NUMERALS,
    UNITS,
)
from models.rules.near_misses import NumberInText, counts_nothing, is_achieved, is_scored
from models.rules.text import TaggedText

QuantityKind = Literal["counted", "rate", "money", "duration", "score", "bare"]

# how much text on each side of a number its reading may depend on
_WINDOW = 24
_HAN = f"[{HAN_NUMERALS}]"
# possessive, and never begun inside a run: hostile runs of digits stay cheap; nor behind a letter
# that scanning put for a digit or between two of them (1O21, 1S2)
_ARABIC = (
    r"(?<!\d)(?<!\d[A-Za-z])(?<!(?<![A-Za-z])[OolI])"
    r"(?:\d{1,3}(?:,\d{3})++(?!\d)|\d++)(?:\.\d++)?"
)
# 1O21, l57: such a number is read, with little confidence
_LOOKALIKE = r"(?<![A-Za-z\d])(?:\d++[OolI]|[OolI]\d)[\dOolI]*+(?![A-Za-z])"
# 2千3百, 1万2000
_MIXED = r"(?<!\d)(?:\d++[十百千万亿]++){1,3}\d++[十百千]?+[万亿]*+"
_NUMBER = (
    rf"(?:{_LOOKALIKE}[万亿]*+|{_MIXED}|{_ARABIC}[十百千]?[万亿]*+"
    rf"|(?<!{_HAN}){_HAN}++(?:(?<=[〇零一二两三四五六七八九])点[〇零一二三四五六七八九]++[万亿]*+)?)"
)
_STEPPED = r"(?:上|过|数|几|成|破)[十百千万亿]++"
_TO = "-~至到—"
# 由20天到8天 is a change from one figure to another, 20天到30天 a range
_CHANGES_FROM = ("由", "从", "自")
_UNIT = "|".join(
    f"{re.escape(unit)}(?!{no})" if no else re.escape(unit)
    for unit, no in sorted(UNITS.items(), key=lambda entry: -len(entry[0]))
)
_RANGE = rf"(?:[ ]?(?P<range>%?[{_TO}][ ]?{_NUMBER}))?"
_NUMBER_AND_UNIT = (
    rf"(?P<before>(?:{BEFORE})(?:占)?[ ]?)?"
    rf"(?:(?P<stepped>{_STEPPED})|(?P<number>{_NUMBER})%s)"
    rf"(?P<behind>{BEHIND_NUMBER}|(?<=[百千万])把)?(?P<scale>[万亿]*+)[ ]?"
    rf"(?:(?P<duration>{'|'.join(DURATIONS)})"
    rf"|(?P<score>分(?![类析管别工级局公开解之布发配钟享支期门店数]))|(?P<unit>{_UNIT}))"
    rf"(?P<after>(?:{BEHIND_UNIT})(?!级|地方|各))?"
)
_COUNTED = re.compile(_NUMBER_AND_UNIT.replace("%s", _RANGE))
_COUNTED_ALONE = re.compile(_NUMBER_AND_UNIT.replace("%s", ""))
_SHARES = re.compile(
    rf"(?<![十百千万第建])(?:(?:{BEFORE})(?:占)?)?"
    rf"(?:[百千万]分之(?:{_ARABIC}|{_HAN}++(?:点[〇零一二三四五六七八九]++)?)"
    rf"|(?<!{_HAN})[一二两三四五六七八九十]++分之[一二两三四五六七八九十]++"
    rf"|(?<![\d{HAN_NUMERALS}])[一二两三四五六七八九]成(?:[一二三四五六七八九半])?"
    rf"(?![不立果效员功交绩为熟本就长型品都千])"
    rf"|翻(?:了)?{_HAN}*+番|(?:一|大|近)?半数(?=以上|的|为)|(?<=占)半数|过半数?(?![天年月])|一半(?![天年月]))"
    rf"(?:以上|以下|左右|有余|多)?"
)
# A number whose unit the text lost: only behind a word that asks for one.
_BARE = re.compile(
    rf"(?:(?<=[数量率额次])|(?<=粉丝|关注|用户|订阅|阅读|播放|点赞|浏览|获赞))"
    rf"(?:共?(?:达到?|为|是|:)?)(?P<number>(?:(?:{BEFORE})?{_ARABIC}[万亿]?余?(?:以上|左右)?|{_STEPPED}"
    rf"|(?:{BEFORE})[十百千万亿]++))(?=[,;。)、]|$)"
)
# 参与群众上万: such a number asks for no unit
_BARE_STEP = re.compile(r"(?:上|破|过)[百千万亿]++(?=[,;。)]|$)")
_NO_AMOUNT = re.compile(r"(?:19|20)\d\d|\d{6,}")
_ZERO_WORD = re.compile(r"(?<=为)零(?=[,;。)]|$)")
_HOLDS_NUMERAL = re.compile(_HAN)
_HOLDS_LOOKALIKE = re.compile("[OolI]")
_RATE_UNITS = frozenset("% ‰ 百分点 个百分点 倍".split())


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    start: int
    end: int
    kind: QuantityKind
    unit: str | None
    score: float


def find_quantities(tagged: TaggedText) -> list[FoundQuantity]:
    """All quantities of the text in order, none overlapping; titles and names hold none."""
    blocked = tagged.enclosed()
    for word in tagged.words:
        if word.kind == "name" or _HOLDS_NUMERAL.search(tagged.text, word.start, word.end):
            blocked[word.start : word.end] = b"\x01" * (word.end - word.start)
    found: list[FoundQuantity] = []
    for each in (*_shares(tagged.text), *_counted(tagged.text), *_bare(tagged.text)):
        if not any(blocked[each.start : each.end]):
            blocked[each.start : each.end] = b"\x01" * (each.end - each.start)
            found.append(each)
    return sorted(found, key=lambda each: each.start)


def _shares(text: str) -> list[FoundQuantity]:
    return [
        FoundQuantity(match.start(), match.end(), "rate", None, 0.95)
        for match in _SHARES.finditer(text)
    ]


def _bare(text: str) -> list[FoundQuantity]:
    numbers = [
        match.span("number")
        for match in _BARE.finditer(text)
        if not _NO_AMOUNT.fullmatch(match["number"])
    ]
    steps = [match.span() for match in _BARE_STEP.finditer(text)]
    zeros = [match.span() for match in _ZERO_WORD.finditer(text)]
    return [
        FoundQuantity(start, end, "bare", None, 0.7) for start, end in (*numbers, *zeros, *steps)
    ]


def _counted(text: str) -> list[FoundQuantity]:
    found: list[FoundQuantity] = []
    at = 0
    while match := _COUNTED.search(text, at):
        start = match.start()
        if match["number"] and match["range"] and text.startswith(_CHANGES_FROM, start - 1):
            match = _COUNTED_ALONE.match(text, start) or match
        quantity = _match_to_quantity(text, match)
        if quantity is not None:
            if found and _are_range(text, found[-1], quantity):
                quantity = replace(quantity, start=found.pop().start)
            found.append(quantity)
            at = match.end()
        else:
            # a range may have been refused for its first half
            at = match.end("number") if match["number"] else match.end("stepped")
    return found


def _are_range(text: str, low: FoundQuantity, high: FoundQuantity) -> bool:
    """10条至15条: the unit stands at both ends."""
    return (
        low.end + 1 == high.start
        and text[low.end] in _TO
        and low.unit == high.unit
        and not text.startswith(_CHANGES_FROM, low.start - 1)
    )


def _match_to_quantity(text: str, match: re.Match[str]) -> FoundQuantity | None:
    start, end = match.span()
    number = match["number"] or match["stepped"]
    unit = match["unit"] or match["duration"] or match["score"]
    reading = NumberInText(
        number=number,
        unit=unit,
        left=text[max(0, start - _WINDOW) : start],
        behind=text[end : end + _WINDOW],
        approximated=match["before"] is not None or match["behind"] is not None,
        stepped=match["stepped"] is not None,
    )
    if counts_nothing(reading):
        return None
    if match["duration"]:
        return FoundQuantity(start, end, "duration", unit, 0.8) if is_achieved(reading) else None
    if match["score"]:
        return FoundQuantity(start, end, "score", unit, 0.85) if is_scored(reading) else None
    kind: QuantityKind = "counted"
    if unit in _RATE_UNITS:
        kind = "rate"
    elif unit.endswith("元"):
        kind = "money"
    score = 0.85
    if _HOLDS_LOOKALIKE.search(number):
        score = 0.5
    elif number[0].isdigit():
        score = 0.97
    return FoundQuantity(start, end, kind, unit, score)
