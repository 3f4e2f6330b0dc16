"""What a tagged quantity says: value, upper end of a range, measure word, approximation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from extraction.normalisation.numbers import Number
from extraction.normalisation.numerals import NUMERAL_CHARS, figure_to_number

Approx = Literal["under", "about", "over"]

# annotation guide, decisions 6, 11, 31
BEFORE: tuple[tuple[str, Approx], ...] = (
    ("不超过|不多于|不高于|最多|至多|低于|将近|接近|近|不足|不到|未到", "under"),
    ("不少于|不低于|至少|最少|超过|高于|多于|突破|逾|超|过", "over"),
    ("大约|大概|约为|约有|约|平均约", "about"),
)
BEHIND: tuple[tuple[str, Approx], ...] = (
    ("以上|多|余", "over"),
    ("以下|以内|之内", "under"),
    ("左右|上下|来", "about"),
)
_FIGURE = rf"(?:\d[\d,]*(?:\.\d+)?[千百]?[万亿]*|[{NUMERAL_CHARS}]+)"
_RANGE = re.compile(rf"({_FIGURE})(?:[-~～—]|至|到)({_FIGURE})")
_NEIGHBOURS = re.compile(r"^([一二两三四五六七八九])([二三四五六七八九])([十百千万亿]*)$")
_PERCENT_WORD = re.compile(rf"^(百|千|万)分之({_FIGURE}|百)")
_FRACTION = re.compile(rf"^({_FIGURE})分之({_FIGURE})")
_TENTHS = re.compile(rf"^({_FIGURE})成(?!立|果|效|员|功|交|绩|为|熟|本)([一二三四五六七八九半])?")
_DOUBLED = re.compile(rf"^翻(?:了)?({_FIGURE})番")
_UNITS = {"个百分点": "百分点"}
_HALF = re.compile(r"^半数|^一半|^半")
# a bare step word: 上千, 过亿, 数百
_BARE_STEP = re.compile(r"^(上|过|数|成)([百千万亿]+)")


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
    special = _special(rest)
    if special is not None:
        value, unit, approx, tail = special
        _, behind = _strip_behind(tail)
        return Quantity(value, None, unit, before or approx or behind)
    return _counted(rest, before)


def _strip_before(text: str) -> tuple[str, Approx | None]:
    for pattern, approx in BEFORE:
        match = re.match(rf"(?:占)?(?:{pattern})(?=[\d百千{NUMERAL_CHARS}半])占?", text)
        if match:
            return text[match.end() :], approx
    return text, None


def _strip_behind(text: str) -> tuple[str, Approx | None]:
    for pattern, approx in BEHIND:
        match = re.match(rf"(?:{pattern})", text)
        if match:
            return text[match.end() :], approx
    return text, None


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
        times = figure_to_number(match[1])
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
    neighbours = _NEIGHBOURS.match(match[0])
    if neighbours and int(_digit(neighbours[1])) + 1 == int(_digit(neighbours[2])):
        low, high = (figure_to_number(neighbours[index] + neighbours[3]) for index in (1, 2))
        unit, _ = _unit(text[match.end() :])
        if low is not None and high is not None:
            return Quantity(tidy(low), tidy(high), unit, before or "about")
    value = figure_to_number(match[0])
    if value is None:
        return None
    rest, behind = _strip_behind(text[match.end() :])
    if behind and (scaled := re.match(r"[万亿]+", rest)):
        value *= figure_to_number(f"1{scaled[0]}") or 1
        rest = rest[scaled.end() :]
    unit, after = _unit(rest)
    return Quantity(tidy(value), None, unit, before or behind or after)


def _ranged(match: re.Match[str], text: str, before: Approx | None) -> Quantity | None:
    low, high = figure_to_number(match[1]), figure_to_number(match[2])
    if low is None or high is None:
        return None
    scale = re.search(r"[万亿]+$", match[2])
    if scale and not re.search(r"[万亿]$", match[1]) and match[1][-1].isdigit():
        low *= figure_to_number(f"1{scale[0]}") or 1
    unit, _ = _unit(text[match.end() :])
    return Quantity(tidy(low), tidy(high), unit, before or "about")


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
    return (_UNITS.get(text, text) or None), None


def tidy(value: Decimal | Number) -> Number:
    """Whole numbers as int, others rounded half up to at most six places (guide, decision 31)."""
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    places = Decimal("0.01") if number != number.quantize(Decimal("0.000001")) else None
    rounded = number.quantize(places, ROUND_HALF_UP) if places else number
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)
