"""Finds the time expressions that may bound a figure (annotation guide, decision 26)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.rules.text import TaggedText

_YEAR = r"(?:(?:19|20)\d\d年|(?:19|20)\d\d(?=\.)|二[〇○零OО]{1}[一二][〇○零一二三四五六七八九]年)"
_MONTH = r"\d{1,2}月(?:份)?"
_DAY = r"\d{1,2}[日号]"
_QUARTER = (
    r"(?:第?[一二三四1-4]季度|前[二两三]季度|[上下]半年|前[一二三四五六七八九十\d]{1,2}个?月)"
)
_DATE = rf"(?:{_YEAR}(?:度)?(?:{_MONTH})?(?:{_DAY})?|{_MONTH}(?:{_DAY})?)"
_END = r"(?:年底|年末|月底|月末|底|末)"
_EACH = (
    r"(?:每(?:个)?(?:年度?|月度?|周|日|天|季度?|半年|半月|学期|学年|工作日|两个?月|星期)"
    r"|平均每[天日周月年])"
)
_PERIOD = re.compile(
    rf"(?:自|从)?{_DATE}(?:起)?(?:至|到|-|~){_DATE}(?:止|期间|底)?"
    rf"|(?:截至|截止到|截至到|截止至|截止|截至到了)"
    rf"(?:{_DATE}{_END}?|目前|今年底|(?:本?年|上年|去年)[底末]|报告期末|年终|日前|现在)"
    rf"|自{_DATE}[^,;。\d]{{1,6}}以来"
    rf"|自?{_DATE}(?:全年度?|以来|至今|{_END}|初|{_QUARTER}|期间|\d{{1,2}}-\d{{1,2}}月)?"
    rf"|(?:20\d\d)-(?:20\d\d)学年度?|\d{{1,2}}-\d{{1,2}}月(?:份)?"
    r"|本学年度?|全学年|上学年度?|本学期"
    r"|年初|全年度?|本年度|本年(?!报|鉴|新增)|今年以来|今年|当年度?|(?:去年"
    r"|上年)同期(?=(?:分别)?为)|(?:去年|上年)[底末]|去年(?:以来)?|上一?年度|上年|年内|年度内|一年来|一年以来"
    r"|(?:本)?报告期内?|报告年度|近[一二两三四五六七八九十\d]+年来?|[一二三四五]年来|近年来"
    r"|历年来?|连续[一二两三四五六七八九十\d]+年|(?:主)?汛期|防火期|采暖期|供暖期"
    rf"|{_QUARTER}"
    rf"|{_EACH}|日均|月均|年均|周均"
    r"|截至目前|目前|至今|年底前?"
    r'|"?十[二三四五]五"?(?:期间|时期)|疫情(?:防控)?期间'
)
# What follows turns the year into a part of a name.
_NAMES_SOMETHING = re.compile(
    r"(?:度)?(?:全[省市县区国])?(?:本?(?:级|部门|单位|局|市|县|区|镇))?(?:政府|部门"
    r"|法治政府)?(?:政务公开|政府信息公开|信息公开|基层政务公开)?"
    r"(?:工作|建设|重点)?"
    r"(?:工作要点|要点|年度报告|年报|工作报告|年度计划|计划|方案|任务分解|部门预算|部门决算"
    r"|预算|决算|预决算|实施方案|主要任务|第)"
)
_COMPARED_BEFORE = re.compile(
    r"(?:比|较|与|跟|相比|相较|相较于|同|超过|高于|低于|结转|转结|结转至|结转到|转至|延至)$"
)
_COMPARED_BEHIND = re.compile(
    r"(?:存在的?|的工作|的实践|遗留|反馈的|指出|提出|查摆|反映|同期(?!(?:分别)?为)|相比|结转"
    r"|转结|相较|末相比|报告)"
)
# 日 and 号 of a running number are no day
_NUMBER_BEFORE = re.compile(r"[\d.\-]$")
_FREQUENCY = re.compile(rf"{_EACH}|[日月年周]均")


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    start: int
    end: int
    score: float
    is_frequency: bool
    bounds: bool = True
    only_bars: bool = False


def find_periods(tagged: TaggedText) -> list[FoundPeriod]:
    """Time expressions in order; ``bounds`` is false for those that only name or compare.

    ``only_bars``: such a one is still no part of the noun phrase beside it.
    """
    text = tagged.text
    enclosed = tagged.enclosed()
    found: list[FoundPeriod] = []
    for match in _PERIOD.finditer(text):
        start, end = match.span()
        if any(enclosed[start:end]):
            continue
        left = text[max(0, start - 4) : start]
        if _NUMBER_BEFORE.search(left):
            continue
        compared = _COMPARED_BEFORE.search(left) is not None
        names = _names_something(text, match)
        bounds = not (compared or names or _COMPARED_BEHIND.match(text, end))
        is_frequency = _FREQUENCY.fullmatch(match[0]) is not None
        if found and found[-1].end == start and not is_frequency and found[-1].bounds and bounds:
            # 2020年上半年疫情防控期间 is one expression
            start = found.pop().start
        found.append(
            FoundPeriod(
                start, end, 0.85 if is_frequency else 0.93, is_frequency, bounds, compared or names
            )
        )
    return found


def _names_something(text: str, match: re.Match[str]) -> bool:
    return re.search(r"年度?$", match[0]) is not None and (
        _NAMES_SOMETHING.match(text, match.end()) is not None
    )
