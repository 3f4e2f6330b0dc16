"""Years as reports print them: 2023, 2 0 2 3, 2022-2023学年, 二〇二三, 二○一二.

In: text without blanks. Which of several years is the one reported on is decided in ``fields``.
"""

from __future__ import annotations

import re
from collections import Counter

_ARABIC = r"(?:19|20)\d\d"
# The circle is printed as a numeral, a geometric shape, or a Latin, Greek or Cyrillic letter.
_ZERO = "〇零○◯oO0ОоΟο"
_CHINESE = rf"二[{_ZERO}][{_ZERO}一二三四五六七八九]{{2}}"
# Half-open use in other patterns; holds no named group. An academic year is a range.
YEAR = (
    rf"(?:{_ARABIC}(?:学?年度?)?[-~至/](?:20)?\d\d(?!\d)|{_ARABIC}(?!\d)"
    rf"|{_CHINESE}(?:年?[-~至]{_CHINESE})?)"
)
YEAR_TAIL = r"(?:(?:学?年)?度?)"
_DIGITS = str.maketrans(
    {
        **dict.fromkeys(_ZERO, "0"),
        **{char: str(n) for n, char in enumerate("一二三四五六七八九", 1)},
    }
)
# 统计期限自2023年1月1日起; laws take effect on such days too, so the words before it come first
_PERIODS = (
    re.compile(rf"(?:统计|期限|时限|数据)[^。;]{{0,24}}?(?P<year>{_ARABIC})年1月1日"),
    re.compile(rf"(?P<year>{_ARABIC})年1月1日"),
    re.compile(rf"(?P<year>{_ARABIC}(?:学?年度?)?[-~至/](?:20)?\d\d)(?=学年)"),
)
_IN_USE = re.compile(rf"(?<![\d〔(])({_ARABIC})年(?!\d{{1,2}}月)")
# The office's own documents of the year are cited, their years are not the report's.
_CITED = re.compile(r"《[^《》\n]{1,120}》|<[^<>\n]{1,120}>|\([^()\n]{0,20}号\)")


def year_to_number(printed: str) -> int:
    """The year named last: an academic year counts as its later year. Expects a match of YEAR."""
    digits = "".join(char for char in printed.translate(_DIGITS) if char.isdecimal())
    if len(digits) == 6:  # 2022-23
        return int(digits[:2] + digits[4:])
    return int(digits[-4:])


def text_to_period_year(squeezed: str) -> re.Match[str] | None:
    """The statistical period, else the academic year named first, as the group ``year``."""
    found = (period.search(squeezed) for period in _PERIODS)
    return next((match for match in found if match), None)


def text_to_commonest_year(squeezed: str) -> re.Match[str] | None:
    """The first mention of the year that the text speaks of most, cited documents left out."""
    plain = _CITED.sub(lambda cited: "□" * len(cited[0]), squeezed)
    matches = list(_IN_USE.finditer(plain))
    if not matches:
        return None
    counts = Counter(match[1] for match in matches)
    return max(matches, key=lambda match: (counts[match[1]], -match.start()))
