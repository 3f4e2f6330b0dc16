"""Chinese numerals and mixed figures (1.2万, 三千五百, 两百) as numbers."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS: dict[str, int] = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0,
    "两": 2,
    "俩": 2,
}
STEPS: dict[str, int] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
SCALES: dict[str, int] = {"万": 10_000, "亿": 100_000_000}
NUMERAL_CHARS = "".join((*DIGITS, *STEPS, *SCALES))
POINT = "点"
# 2千3百, 1万2000, 3亿2千万: Arabic digits before each step, larger steps first
_STEP = "[十百千万亿]"
_MIXED = re.compile(rf"(?:\d+{_STEP}+)+\d+{_STEP}*|(?:\d+{_STEP}+){{2,}}")
_MIXED_PART = re.compile(rf"(\d+)({_STEP}*)")


def numeral_to_number(numeral: str) -> int | None:
    """二百零五 → 205, 三千五 → 3500, 十二 → 12, 一亿二千万; None for what is no numeral.

    Digits in a row count as places (二〇二三 → 2023).
    """
    if not numeral or any(char not in NUMERAL_CHARS for char in numeral):
        return None
    if all(char in DIGITS for char in numeral):
        return int("".join(str(DIGITS[char]) for char in numeral))
    total = section = 0
    digit: int | None = None
    last_step = 1
    for char in numeral:
        if char in DIGITS:
            digit = DIGITS[char]
            if digit == 0:
                last_step = 1
        elif char in STEPS:
            last_step = STEPS[char]
            section += (1 if digit is None else digit) * last_step
            digit = None
        else:
            scale = SCALES[char]
            section += digit or (0 if section or total else 1)
            # 一亿二千万: a larger scale after a smaller one multiplies all before it
            total = (
                (total + section) * scale if total and total < scale else total + section * scale
            )
            section, digit, last_step = 0, None, scale
    if digit is not None:
        # 三千五 and 一万二 leave out the last step
        shortened = last_step >= 100 and numeral[-2] not in "零〇○"
        section += digit * (last_step // 10 if shortened else 1)
    return total + section


def figure_to_number(figure: str) -> Decimal | None:
    """A figure in Arabic digits or Chinese numerals, with 千, 万 or 亿 behind it or not.

    Thousands separators are dropped; mixed figures (2千3百) and numerals with 点 (九十五点八) are
    read too. None for what is no number.
    """
    bare = figure.replace(",", "")
    if _MIXED.fullmatch(bare):
        return _mixed_to_number(bare)
    if POINT in bare:
        return _pointed_to_number(bare)
    factor = 1
    while bare and bare[-1] in "万亿千百" and (bare[0].isdigit()):
        factor *= SCALES.get(bare[-1]) or STEPS[bare[-1]]
        bare = bare[:-1]
    if bare and bare[0].isdigit() and bare.replace(".", "", 1).isdigit() and bare[-1] != ".":
        return Decimal(bare) * factor
    number = numeral_to_number(figure)
    return None if number is None else Decimal(number)


def _steps_to_factor(steps: str) -> int:
    factor = 1
    for step in steps:
        factor *= SCALES.get(step) or STEPS[step]
    return factor


def _mixed_to_number(figure: str) -> Decimal | None:
    """None where a part does not fit below the step before it (2千3 may be 2300 or 2003)."""
    total, room = 0, None
    for digits, steps in _MIXED_PART.findall(figure):
        factor = _steps_to_factor(steps)
        part = int(digits) * factor
        if room is not None and (part >= room or (not steps and len(digits) != len(str(room)) - 1)):
            return None
        total, room = total + part, factor
    return Decimal(total)


def _pointed_to_number(figure: str) -> Decimal | None:
    whole, _, places = figure.partition(POINT)
    decimals = places.rstrip("".join(SCALES))
    above = numeral_to_number(whole)
    if above is None or not decimals or any(char not in DIGITS for char in decimals):
        return None
    digits = "".join(str(DIGITS[char]) for char in decimals)
    return Decimal(f"{above}.{digits}") * _steps_to_factor(places[len(decimals) :])
