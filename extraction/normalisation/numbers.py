"""What stands in a cell of a statutory table, read as a number or as one of the marks.

Only whole cells are read here; quantities in running text are the business of ``claims``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Number = int | float
CellKind = Literal["value", "zero", "blank", "not_applicable_mark", "unreadable"]

# design decision N20: a mark says that the row does not apply; it is never zero
_MARKS = re.compile(r"^(?:[/\\]+|-+|_+|无|N/?A|n/?a|不适用|\.{2,}|…+)$")
_NUMBER = re.compile(r"^([+-]?)(\d+(?:,\d{3})+|\d+)(\.\d+)?$")
_UNIT = re.compile(r"(?:人民币)?(?:¥)?(.*?)(万元|亿元|元|件|项|条|个|次)?$")
# Look-alikes that character recognition prints for a digit (N10); only ever tried on a cell
# that is no number as it stands.
LOOK_ALIKES: dict[int, str] = {
    **dict.fromkeys(map(ord, "oOUuDQ○〇◯"), "0"),
    **dict.fromkeys(map(ord, "lI|!丨"), "1"),
    **dict.fromkeys(map(ord, "Zz"), "2"),
    **dict.fromkeys(map(ord, "Ss"), "5"),
    **dict.fromkeys(map(ord, "B"), "8"),
}


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


def digits_to_number(sign: str, whole: str, fraction: str | None) -> Number:
    """The number printed as sign, whole part (thousands separated or not) and fraction."""
    digits = whole.replace(",", "")
    number: Number = float(f"{digits}{fraction}") if fraction else int(digits)
    return -number if sign == "-" else number


def cell_to_reading(content: str) -> CellReading:
    """Reads a folded cell content; blanks around and inside it do not count.

    Leading zeros (``007``) are no printed number: several cells may have run together.
    """
    squeezed = "".join(content.split()).strip("*")
    if not squeezed:
        return BLANK
    if _MARKS.match(squeezed):
        return CellReading("not_applicable_mark", None)
    plain = _plain(squeezed)
    if plain is not None:
        return plain
    fixed = _plain(squeezed.translate(LOOK_ALIKES))
    if fixed is not None and len(squeezed) <= _LONGEST_FIXED:
        return CellReading(fixed.kind, fixed.value, True, fixed.unit)
    return UNREADABLE


# Longer runs of letters are words or addresses, not misread figures.
_LONGEST_FIXED = 6
# 15 digits hold the largest amount ever printed (99,999 亿元 in 元) and stay exact in a float
_LONGEST_DIGITS = 15


def _plain(squeezed: str) -> CellReading | None:
    with_unit = _UNIT.match(squeezed)
    body, unit = (with_unit[1], with_unit[2]) if with_unit else (squeezed, None)
    match = _NUMBER.match(body)
    if match is None or len(body) > _LONGEST_DIGITS + 5:
        return None
    sign, whole, fraction = match.groups()
    if len(whole) > 1 and whole[0] == "0":
        return None
    value = digits_to_number(sign, whole, fraction)
    return CellReading("zero" if value == 0 else "value", value, unit=unit)
