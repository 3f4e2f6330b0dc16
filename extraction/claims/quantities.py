"""What a tagged quantity says: value, upper end of a range, measure word, approximation."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from extraction.normalisation.numbers import Number
from extraction.normalisation.numerals import DIGITS, NUMERAL_CHARS, POINT, figure_to_number

Approx = Literal["under", "about", "over"]
# Of shares and comparisons, which count nothing; 成 is read as a share, yet people may name it.
RATE_UNITS = frozenset({"%", "‰", "百分点", "倍", "番", "成"})

# annotation guide, decisions 6, 11, 31
BEFORE: tuple[tuple[str, Approx], ...] = (
    ("不超过|不多于|不高于|最多|至多|低于|将近|接近|近|不足|不到|未到", "under"),
    ("不少于|不低于|至少|最少|超过|高于|多于|突破|逾|超|过|破", "over"),
    ("大约|大概|约为|约有|约|平均约", "about"),
)
BEHIND: tuple[tuple[str, Approx], ...] = (
    ("以上|有余|多|余|几", "over"),
    ("以下|以内|之内|内", "under"),
    ("左右|上下|来|(?<=[百千万])把", "about"),
)
_DIGITS = "".join(DIGITS)
_FIGURE = (
    rf"(?:\d+[十百千万亿]+\d[\d十百千万亿]*|\d[\d,]*(?:\.\d+)?[千百]?[万亿]*"
    rf"|[{NUMERAL_CHARS}]+(?:{POINT}[{_DIGITS}]+[万亿]*)?)"
)
# 1O21, 2l7, l57: letters that scanning puts for digits, beside a digit
_LOOKALIKES = re.compile(r"(?=[OolI\d,.]*\d)[OolI\d][OolI\d,.]+")
_AS_DIGITS = str.maketrans("OolI", "0011")
# the unit may stand at both ends: 10条至15条
_RANGE = re.compile(rf"({_FIGURE})[^\d{NUMERAL_CHARS}\-~～—]{{0,4}}?(?:[-~～—]|至|到)({_FIGURE})")
# 两三百, 一百二三十, 三五十: two digits for one place
_NEIGHBOURS = re.compile(
    r"^(?P<head>[一二三四五六七八九]?[十百千万亿])*"
    r"(?P<low>[一二两三四五六七八九])(?P<high>[二两三四五六七八九])(?P<step>[十百千万亿]*)$"
)
_PERCENT_WORD = re.compile(rf"^(百|千|万)分之({_FIGURE}|百)")
_FRACTION = re.compile(rf"^({_FIGURE})分之({_FIGURE})")
_TENTHS = re.compile(rf"^({_FIGURE})成(?!立|果|效|员|功|交|绩|为|熟|本)([一二三四五六七八九半])?")
_DOUBLED = re.compile(rf"^翻(?:了)?({_FIGURE})?番")
# 3个工作日, 两个人: 个 adds nothing to a unit of its own
_OWN_UNIT = re.compile(r"^个(?=百分点$|工作日$|自然日$|小时$|人$|人次$)")
# 1个半小时, 两年半
_AND_HALF = re.compile(r"^(?:个半(?P<of>小时|月|工作日)|(?P<year>年|天|小时)半)$")
# What is left of a number that was not read to its end: 3百件, O21条, 点八.
_NO_UNIT = re.compile(
    rf"\d|^[{NUMERAL_CHARS}几半](?!克|米|瓦|字|卷|兆|吨|分点)|^{POINT}[{_DIGITS}]|^[OolI]"
)
_HALF = re.compile(r"^半数|^一半|^半")
# a bare step word: 上千, 过亿, 数百, 破千万
_BARE_STEP = re.compile(r"^(上|过|数|成|破|几)([十百千万亿]+)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """``value`` is the lower end of a range, ``value_max`` its upper end.

    ``unit`` is the measure word as matched on the folded copy, None where none is printed.
    """

    value: Number
    value_max: Number | None
    unit: str | None
    approx: Approx | None


def text_to_quantity(text: str) -> Quantity | None:
    """Reads a tagged span of the matching copy; None where it holds no number."""
    rest = "".join(text.split())
    rest, before = _strip_before(rest)
    if match := _LOOKALIKES.match(rest):
        rest = match[0].translate(_AS_DIGITS) + rest[match.end() :]
    special = _special(rest)
    if special is not None:
        value, unit, approx, tail = special
        _, behind = _strip_behind(tail)
        return Quantity(value, None, unit, before or approx or behind)
    counted = _counted(rest, before)
    if counted is None or counted.unit is None:
        return counted
    if half := _AND_HALF.match(counted.unit):
        value = tidy(Decimal(str(counted.value)) + Decimal("0.5"))
        return replace(counted, value=value, unit=half["of"] or half["year"])
    return None if _NO_UNIT.search(counted.unit) else counted


def _strip_before(text: str) -> tuple[str, Approx | None]:
    for pattern, approx in BEFORE:
        match = re.match(rf"占?(?:{pattern})占?(?=[\d百千OolI{NUMERAL_CHARS}半])", text)
        if match:
            return text[match.end() :], approx
    return text, None


def _strip_behind(text: str, at: int = 0) -> tuple[str, Approx | None]:
    """What follows the number that ends at ``at``, and the approximation right behind it."""
    for pattern, approx in BEHIND:
        match = re.compile(rf"(?:{pattern})").match(text, at)
        if match:
            return text[match.end() :], approx
    return text[at:], None


def _special(text: str) -> tuple[Number, str, Approx | None, str] | None:
    """Shares and multiples written out: value, unit, approximation, what follows."""
    if match := _PERCENT_WORD.match(text):
        base = {"百": 1, "千": 10, "万": 100}[match[1]]
        share = figure_to_number(match[2])
        return None if share is None else (tidy(share / base), "%", None, text[match.end() :])
    if match := _FRACTION.match(text):
        below, above = figure_to_number(match[1]), figure_to_number(match[2])
        if below and above is not None:
            return tidy(100 * above / below), "%", None, text[match.end() :]
    if match := _TENTHS.match(text):
        tenths = figure_to_number(match[1])
        if tenths is not None and tenths <= 10:
            extra = Decimal(5 if match[2] == "半" else figure_to_number(match[2] or "零") or 0)
            return tidy(10 * tenths + extra), "%", None, text[match.end() :]
    if match := _DOUBLED.match(text):
        times = figure_to_number(match[1] or "一")
        return None if times is None else (tidy(times), "番", None, text[match.end() :])
    if match := _HALF.match(text):
        return 50, "%", None, text[match.end() :]
    return None


def _counted(text: str, before: Approx | None) -> Quantity | None:
    if match := _BARE_STEP.match(text):
        value = figure_to_number(f"一{match[2]}")
        if value is not None:
            unit, _ = _unit(text[match.end() :])
            return Quantity(tidy(value), None, unit, before or "over")
    if match := _RANGE.match(text):
        return _ranged(match, text, before)
    match = re.match(_FIGURE, text)
    if match is None:
        return None
    spoken = _spoken_range(match[0])
    if spoken is not None:
        rest, _ = _strip_behind(text, match.end())
        return Quantity(*spoken, _unit(rest)[0], before or "about")
    value = figure_to_number(match[0])
    if value is None:
        return None
    rest, behind = _strip_behind(text, match.end())
    if behind and (scaled := re.match(r"[万亿]+", rest)):
        value *= figure_to_number(f"1{scaled[0]}") or 1
        rest = rest[scaled.end() :]
    unit, after = _unit(rest)
    return Quantity(tidy(value), None, unit, before or behind or after)


def _spoken_range(figure: str) -> tuple[Number, Number] | None:
    """Both ends of 两三百 or 三五十; None for a plain numeral."""
    match = _NEIGHBOURS.match(figure)
    if match is None:
        return None
    digits = int(_digit(match["low"])), int(_digit(match["high"]))
    head = figure[: match.start("low")]
    if digits[1] - digits[0] != 1 and digits != (3, 5):
        return None
    if head and not match["step"] and not head.endswith("十"):
        return None
    low, high = (figure_to_number(head + match[end] + match["step"]) for end in ("low", "high"))
    return None if low is None or high is None else (tidy(low), tidy(high))


def _ranged(match: re.Match[str], text: str, before: Approx | None) -> Quantity | None:
    low, high = figure_to_number(match[1]), figure_to_number(match[2])
    if low is None or high is None:
        return None
    scale = re.search(r"[万亿]+$", match[2])
    if scale and not re.search(r"[万亿]$", match[1]) and match[1][-1].isdigit():
        low *= figure_to_number(f"1{scale[0]}") or 1
    rest, _ = _strip_behind(text, match.end())
    return Quantity(tidy(low), tidy(high), _unit(rest)[0], before or "about")


def _digit(char: str) -> str:
    return str("零一二三四五六七八九".find("二" if char == "两" else char))


def _unit(text: str) -> tuple[str | None, Approx | None]:
    """The measure word, and an approximation printed behind it (10次以上)."""
    for pattern, approx in BEHIND:
        match = re.search(rf"(?:{pattern})$", text)
        if match and match.start() > 0 and pattern != "以上|多|余":
            return text[: match.start()], approx
    if text.endswith("以上") and len(text) > 2:
        return text[:-2], "over"
    return _OWN_UNIT.sub("", text) or None, None


def tidy(value: Decimal | Number) -> Number:
    """Whole numbers as int, others rounded half up to at most six places (guide, decision 31)."""
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    places = Decimal("0.01") if number != number.quantize(Decimal("0.000001")) else None
    rounded = number.quantize(places, ROUND_HALF_UP) if places else number
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)
