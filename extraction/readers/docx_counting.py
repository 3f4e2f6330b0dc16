"""Automatic numbers as Word prints them: a count in, the characters of its number format out.

The formats are those of ST_NumberFormat that Chinese documents use, with their Latin, Japanese and
Taiwanese neighbours; any other prints decimal digits, as Word does where a format runs out.
"""

from __future__ import annotations

from collections.abc import Callable

_PLAIN_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_DIGITS_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"

# Characters in their order; past the last one decimal digits follow.
_SEQUENCES: dict[str, str] = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
}

# Digit by digit, as a year is read: 二〇, 一〇〇.
_BY_DIGIT: dict[str, str] = {
    "ideographDigital": _PLAIN_DIGITS,
    "japaneseDigitalTenThousand": _PLAIN_DIGITS,
    "taiwaneseDigital": "○一二三四五六七八九",
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
}

# Digits and the names of ten, hundred, thousand, ten thousand.
_BY_PLACE: dict[str, tuple[str, str]] = {
    "chineseCountingThousand": ("零一二三四五六七八九", "十百千万"),
    "taiwaneseCountingThousand": ("零一二三四五六七八九", "十百千萬"),
    "japaneseCounting": (_PLAIN_DIGITS, "十百千万"),
    "chineseLegalSimplified": (_LEGAL_DIGITS, "拾佰仟万"),
    "ideographLegalTraditional": (_LEGAL_DIGITS_TRADITIONAL, "拾佰仟萬"),
}
# 10 to 19 without the leading one: 十一, but 壹拾壹 in legal writing.
_LEGAL = frozenset({"chineseLegalSimplified", "ideographLegalTraditional"})
# Counting words up to 99, digits from 100 on: 九十九, 一〇〇.
_SHORT_COUNTING: dict[str, str] = {"chineseCounting": "〇", "taiwaneseCounting": "○"}

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Letters repeat (27 is aa, 53 aaa); a list of more than this many items is no list of a report,
# and its labels would grow without end.
_MAX_LETTER_REPEATS = 30
_MAX_ROMAN = 32_767


def count_to_text(count: int, number_format: str) -> str:
    """``count`` >= 0 in a format of ST_NumberFormat; empty for ``none`` and ``bullet``."""
    if number_format in _SEQUENCES:
        characters = _SEQUENCES[number_format]
        return characters[count - 1] if 0 < count <= len(characters) else str(count)
    if number_format in _BY_DIGIT:
        return _by_digit(count, _BY_DIGIT[number_format])
    if number_format in _SHORT_COUNTING:
        digits = _SHORT_COUNTING[number_format] + _PLAIN_DIGITS[1:]
        return _by_place(count, digits, "十") if count < 100 else _by_digit(count, digits)
    if number_format in _BY_PLACE:
        digits, places = _BY_PLACE[number_format]
        return _by_place(
            count,
            digits,
            places,
            legal=number_format in _LEGAL,
            terse=number_format == "japaneseCounting",
        )
    return _FORMATS.get(number_format, str)(count)


def _by_digit(count: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(count))


def _by_place(
    count: int, digits: str, places: str, *, legal: bool = False, terse: bool = False
) -> str:
    """一百零五 and the like, up to the last place; decimal digits beyond.

    ``legal`` writes the one of 壹拾; ``terse`` writes neither zeros nor the ones of 百 and 千.
    """
    if count == 0:
        return digits[0]
    if count >= 10 ** (len(places) + 1):
        return str(count)
    written = ""
    gap = False
    for power in range(len(places), -1, -1):
        digit = count // 10**power % 10
        if digit == 0:
            gap = bool(written)
            continue
        if gap and not terse:
            written += digits[0]
        gap = False
        silent_one = (terse and 0 < power < 4) or (power == 1 and not written and not legal)
        written += "" if digit == 1 and silent_one else digits[digit]
        written += places[power - 1] if power else ""
    return written


def _lower_letter(count: int) -> str:
    if count == 0 or count > 26 * _MAX_LETTER_REPEATS:
        return str(count)
    repeats, letter = divmod(count - 1, 26)
    return chr(ord("a") + letter) * (repeats + 1)


def _lower_roman(count: int) -> str:
    if count == 0 or count > _MAX_ROMAN:
        return str(count)
    written = ""
    for size, letters in _ROMAN:
        times, count = divmod(count, size)
        written += letters * times
    return written


def _ordinal(count: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}th" if count % 100 in (11, 12, 13) else f"{count}{ending}"


def _zodiac_pair(count: int) -> str:
    if not 0 < count <= 60:
        return str(count)
    return _STEMS[(count - 1) % 10] + _BRANCHES[(count - 1) % 12]


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "lowerLetter": _lower_letter,
    "upperLetter": lambda count: _lower_letter(count).upper(),
    "lowerRoman": _lower_roman,
    "upperRoman": lambda count: _lower_roman(count).upper(),
    "decimalZero": lambda count: f"{count:02d}",
    "ordinal": _ordinal,
    "numberInDash": lambda count: f"- {count} -",
    "hex": lambda count: f"{count:X}",
    "ideographZodiacTraditional": _zodiac_pair,
}
