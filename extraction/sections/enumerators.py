"""Numbers and marks that may open a heading, wherever they stand in the text.

What follows a mark, and whether that makes it a heading, is left to ``candidates``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Style = Literal["chinese", "arabic", "bracketed", "part", "none", "annex"]

# the named groups of a line opening
_STYLES: tuple[Style, ...] = ("chinese", "arabic", "bracketed", "part")
_NUMERAL = "[一二三四五六七八九十]{1,3}"
# Markdown's and lists' marks, a table's outer pipe. All repeats are bounded: nothing a hostile
# line holds may be read more than a few dozen times.
_PREFIX = r"[ \t*#>|·■◆▲★_\-]{0,80}"
_BLANKS = r"[ \t]{0,8}"
_LINE_OPENING = re.compile(
    rf"^{_PREFIX}(?:"
    rf"(?:第{_BLANKS}(?P<part>{_NUMERAL}|\d{{1,2}}){_BLANKS}(?:部分|章|节)[ \t、.:]{{0,8}}"
    rf"|(?P<chinese>{_NUMERAL})(?:{_BLANKS}[、.,:]{{1,3}}{_BLANKS}|[ \t]{{1,8}}))"
    r"[*_]{0,3}(?=[\u4e00-\u9fff0-9\"《])"
    rf"|(?:\({_BLANKS}(?P<bracketed>{_NUMERAL}|\d{{1,2}}){_BLANKS}\){_BLANKS}[、.]?{_BLANKS}"
    rf"|(?P<arabic>\d{{1,2}}){_BLANKS}[、.:)]{_BLANKS}"
    rf"|[、.]{_BLANKS})?[*_]{{0,3}}(?=[\u4e00-\u9fff])"
    r")",
    re.MULTILINE,
)
# Inside a line only Chinese numerals open headings; the look ahead spares everything that no
# heading follows.
_INSIDE = re.compile(
    rf"(?<![一二三四五六七八九十(第之、《<\"'\n])({_NUMERAL}){_BLANKS}[、.]{_BLANKS}"
    r"(?=[^\n。;]{0,48}?(?:公开|情况|问题|事项|概述|措施|复议|统计表|附表|打算|支出))"
)
_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九十", start=1)}
# A text with more marks than this is no report's outline; only the first are read, so that
# hostile inputs stay cheap. The longest real report read has 400 enumerated lines.
_MOST_MARKS = 20_000


@dataclass(frozen=True, slots=True)
class Enumerator:
    """A mark at [start, end); the heading's text begins at ``end``.

    ``start`` is the mark's first character, behind blanks and list marks. ``number`` is None for
    a line without a number (style none) and for one whose numeral was lost (、总体情况).
    """

    style: Style
    number: int | None
    start: int
    end: int
    at_line_start: bool


def numeral_to_int(numeral: str) -> int | None:
    """一 to 九十九 as printed in enumerators, or Arabic digits; None for what is no such number."""
    if numeral.isdecimal():
        return int(numeral)
    if len(numeral) == 1:
        return _DIGITS.get(numeral)
    tens, _, units = numeral.partition("十")
    if "十" not in numeral or len(tens) > 1 or len(units) > 1 or units == "十":
        return None
    return _DIGITS.get(tens, 1) * 10 + (_DIGITS[units] if units else 0)


def opens_with_number(line: str) -> bool:
    """Whether a line opens with a number or mark of its own."""
    match = _LINE_OPENING.match(line)
    return match is not None and any(match[style] for style in _STYLES)


def text_to_enumerators(text: str, start: int) -> Iterator[Enumerator]:
    """Line openings first, marks inside lines after them; each kind in text order."""
    line_openings: set[int] = set()
    for count, match in enumerate(_LINE_OPENING.finditer(text, start)):
        if count == _MOST_MARKS:
            break
        yield _opening_to_enumerator(text, match)
        line_openings.add(match.end())
    for count, match in enumerate(_INSIDE.finditer(text, start)):
        if count == _MOST_MARKS:
            break
        number = numeral_to_int(match[1])
        if number is not None and match.end() not in line_openings:
            yield Enumerator("chinese", number, match.start(), match.end(), at_line_start=False)


def _opening_to_enumerator(text: str, match: re.Match[str]) -> Enumerator:
    style: Style = "none"
    number = None
    for named in _STYLES:
        if match[named] is not None:
            style, number = named, numeral_to_int(match[named])
    first = match.start()
    while text[first] in " \t*#>|·■◆▲★_-":
        first += 1
    if number is None:
        style = "none"
    return Enumerator(style, number, first, match.end(), at_line_start=True)
