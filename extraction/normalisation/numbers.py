"""What stands in a cell of a statutory table, read as a number or as one of the marks.

Only whole cells are read here; quantities in running text are the business of ``claims``. A content
with more than one reading is unreadable rather than guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extraction.normalisation.characters import text_to_narrow

Number = int | float
CellKind = Literal["value", "zero", "blank", "not_applicable_mark", "unreadable"]

# a mark says that the row does not apply (N20); it is never zero. 一 is no mark: it may be typed
# for a dash or for one, so it is unreadable.
_MARKS = re.compile(
    r"[/\\]+|-+|_+|~+|×|\.{2,}|N/?A|n/?a"
    r"|(?:暂|均)?无(?:此项|此类|此类情况|数据)?|没有|不适用|(?:不|未|没有)(?:涉及|发生)"
)
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")
# 本年增/减 is printed with a sign or a word
_CHANGE = {"增加": "+", "增": "+", "减少": "-", "减": "-"}
_CHANGE_BEFORE = re.compile(r"(增加?|减少?)(?=\d)")
_UNIT = re.compile(r"(?:人民币)?¥?([^¥]*?)(万元|亿元|元|件|项|条|个|次|宗|起|份|部|人|家|户)?")
# Digits parted by blanks inside one cell are two numbers as likely as one (12 345).
_DIGITS_APART = re.compile(r"[\d,.]\s+[\d,.]")
# Look-alikes that character recognition prints for a digit (N10); only ever tried on a cell that
# is no number as it stands. Without a digit beside it only a single one that is likelier misread
# than printed counts: a lone | is a ruling, a lone S a letter, and several letters are words.
_FOR_ZERO = "oOUuDQ○〇◯"
_ALONE = f"{_FOR_ZERO}lI"
LOOK_ALIKES: dict[int, str] = {
    **dict.fromkeys(map(ord, _FOR_ZERO), "0"),
    **dict.fromkeys(map(ord, "lI|!丨"), "1"),
    **dict.fromkeys(map(ord, "Zz"), "2"),
    **dict.fromkeys(map(ord, "Ss"), "5"),
    **dict.fromkeys(map(ord, "B"), "8"),
}
# Longer runs of letters are words or addresses, not misread figures.
_LONGEST_FIXED = 6
# 15 digits hold the largest amount ever printed (99,999 亿元 in 元) and stay exact in a float;
# longer runs are cells that lost their separators.
_LONGEST_DIGITS = 15
# A cell's content, not a paragraph.
_LONGEST_CELL = 64


@dataclass(frozen=True, slots=True)
class CellReading:
    """One cell's content: ``fixed`` where look-alikes had to be read as digits.

    ``unit`` is the printed measure word, None where none is printed.
    """

    kind: CellKind
    value: Number | None
    fixed: bool = False
    unit: str | None = None


BLANK = CellReading("blank", None)
UNREADABLE = CellReading("unreadable", None)
NOT_APPLICABLE = CellReading("not_applicable_mark", None)


def digits_to_number(sign: str, whole: str, fraction: str | None) -> Number:
    """The number printed as sign, whole part (thousands separated or not) and fraction.

    ``fraction`` holds the digits behind the point. Zero has no sign.
    """
    digits = whole.replace(",", "")
    number: Number = float(f"{digits}.{fraction}") if fraction else int(digits)
    return -number if sign == "-" and number else number


def cell_to_reading(content: str) -> CellReading:
    """Reads a cell's content, folded or not; blanks around it do not count.

    Leading zeros (``007``) are no printed number: several cells may have run together.
    """
    stripped = text_to_narrow(content).strip(" \t\r\n*")
    if len(stripped) > _LONGEST_CELL:
        return UNREADABLE
    squeezed = "".join(stripped.split())
    if not squeezed:
        return BLANK
    if _MARKS.fullmatch(squeezed):
        return NOT_APPLICABLE
    if _DIGITS_APART.search(stripped):
        return UNREADABLE
    return _plain(squeezed) or _fixed(squeezed) or UNREADABLE


def _plain(squeezed: str) -> CellReading | None:
    if squeezed == "零":
        return CellReading("zero", 0)
    with_unit = _UNIT.fullmatch(squeezed)
    body, unit = (with_unit[1], with_unit[2]) if with_unit else (squeezed, None)
    match = _NUMBER.fullmatch(_CHANGE_BEFORE.sub(lambda word: _CHANGE[word[1]], body, count=1))
    if match is None:
        return None
    sign, whole, fraction = match.groups()
    if len(whole) > 1 and whole[0] == "0":
        return None
    if len(whole.replace(",", "")) + len(fraction or "") > _LONGEST_DIGITS:
        return None
    value = digits_to_number(sign, whole, fraction)
    return CellReading("zero" if value == 0 else "value", value, unit=unit)


def _fixed(squeezed: str) -> CellReading | None:
    """The reading with look-alikes taken for digits."""
    if len(squeezed) > _LONGEST_FIXED:
        return None
    if squeezed not in _ALONE and not any(char.isdecimal() for char in squeezed):
        return None
    reading = _plain(squeezed.translate(LOOK_ALIKES))
    return reading and CellReading(reading.kind, reading.value, True, reading.unit)
