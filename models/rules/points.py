"""Cuts a section on problems into pieces: sentences, enumerated points, labels.

What kind a piece is, and which pieces make one unit, is left to ``statements``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

PointStyle = Literal["chapter", "bracketed", "arabic", "arabic_bracketed", "spoken", "ordinal"]
# outer styles first: a point of an inner style belongs to the outer one it stands in
STYLES: tuple[PointStyle, ...] = (
    "chapter",
    "bracketed",
    "arabic",
    "arabic_bracketed",
    "ordinal",
    "spoken",
)
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_ENUMERATOR = re.compile(
    rf"(?P<bracketed>(?<![第条款])\({_NUMERAL}\)(?!项|款)[、.]?)"
    r"|(?P<arabic_bracketed>(?<![第条款\d])\(\d{1,2}\)(?!项|款|号)[、.]?)"
    rf"|(?P<chapter>(?:(?<=[\n。;:])|^)\s*{_NUMERAL}、(?=[\u4e00-\u9fff\"《]))"
    r"|(?P<arabic>(?<![\d.\-/年月第])\d{1,2}(?:[、.](?=[\u4e00-\u9fff\"《]|20\d\d年)|\)(?=[\u4e00-\u9fff])))"
    rf"|(?P<spoken>(?:(?<=[\s,;:。!?)、])|^"
    rf"|(?<=[题足况下面是作施进的]))(?<!统)(?<!之)(?:其)?{_NUMERAL}(?:是|要"
    rf"|则)(?!否)(?=[^,;。]))"
    rf"|(?P<ordinal>(?:(?<=[\s,;:。!?)])|^|(?<=[题足况下面]))(?:第{_NUMERAL}[,、是:]"
    rf"|其[一二三四五][,、:]"
    r"|(?:首先|其次|再次|再者|最后)[,、:]))"
)
_BOUNDARY = re.compile(r"[。;!?；！？\n]")
# marks around a piece, those of Markdown with them
_AROUND = " \t\n,;:。、!?；：，*#"
_CHINESE = {char: value for value, char in enumerate("一二三四五六七八九十", start=1)}
_SPOKEN_ORDER = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 9}


@dataclass(frozen=True, slots=True)
class Piece:
    """Text at [start, end) without its enumerator and closing mark.

    ``style`` and ``number`` are those of the enumerator right before it, None where there is none.
    ``mark`` is the closing mark: 。 ; or a line end, "" before an enumerator or the text's end.
    """

    start: int
    end: int
    mark: str
    style: PointStyle | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class _Cut:
    """A closing mark or an enumerator at [start, end); an enumerator has a style."""

    start: int
    end: int
    mark: str
    style: PointStyle | None = None
    number: int | None = None


def text_to_pieces(text: str) -> list[Piece]:
    """The pieces in order; those without content are left out, enumerators are not."""
    pieces: list[Piece] = []
    at = 0
    opened: _Cut | None = None
    for cut in [*_cuts(text), _Cut(len(text), len(text), "")]:
        if cut.start < at:
            continue
        start, end = _stripped(text, at, cut.start)
        if start < end or opened is not None:
            style, number = (opened.style, opened.number) if opened else (None, None)
            pieces.append(Piece(start, max(start, end), cut.mark, style, number))
            opened = None
        at = cut.end
        if cut.style is not None:
            opened = cut
    return pieces


def _cuts(text: str) -> list[_Cut]:
    cuts = [
        _Cut(match.start(), match.end(), match[0])
        for match in _BOUNDARY.finditer(text)
        if not _is_inside_bracket(text, match.start())
    ]
    for match in _enumerators(text):
        style = next(each for each in STYLES if match[each] is not None)
        cuts.append(_Cut(match.start(), match.end(), "", style, _number(match[style])))
    return sorted(cuts, key=lambda cut: (cut.start, cut.end))


def _enumerators(text: str) -> list[re.Match[str]]:
    """首先 and 第一 count as marks only where a second of their kind follows."""
    found = list(_ENUMERATOR.finditer(text))
    spoken = [match for match in found if match["ordinal"] is not None]
    if len(spoken) == 1:
        found.remove(spoken[0])
    return found


def _number(mark: str) -> int | None:
    for word, value in _SPOKEN_ORDER.items():
        if word in mark:
            return value
    digits = re.search(r"\d+", mark)
    if digits:
        return int(digits[0])
    numeral = re.search(_NUMERAL, mark)
    if numeral is None:
        return None
    chars = numeral[0]
    if len(chars) == 1:
        return _CHINESE[chars]
    if chars[0] == "十":
        return 10 + _CHINESE.get(chars[1], 0)
    return _CHINESE.get(chars[0], 0) * 10 + (_CHINESE.get(chars[2], 0) if len(chars) > 2 else 0)


def _is_inside_bracket(text: str, at: int) -> bool:
    """Whether a stop stands inside brackets opened in the same sentence."""
    if text[at] == "\n":
        return False
    opening = max(text.rfind("(", max(0, at - 60), at), text.rfind("《", max(0, at - 60), at))
    if opening < 0:
        return False
    closing = ")" if text[opening] == "(" else "》"
    inside = text[opening:at]
    return closing not in inside and closing in text[at : at + 60] and "。" not in inside


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    return start, end
