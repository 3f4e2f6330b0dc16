"""Section one's sub-headings: the five aspects that the form asks for, by what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.sections.enumerators import numeral_to_int
from extraction.sections.wordings import ASPECT_WORDINGS

# Points of the section, style by style; the first style in use is the sub-headings', the others
# number what stands below them.
_BRACKETED = re.compile(r"(?<!第)\(([一二三四五六七八九十]{1,2})\)[ \t]*(?![款项条])")
_ARABIC = re.compile(r"(?:(?<=[\n。])|(?<=\n[ \t]))[ \t]*(\d{1,2})[ \t]*[、.](?!\d)[ \t]*")
_COUNTED = re.compile(r"(?:(?<=[\n。;:,])|(?<=\n[ \t]))[ \t]*([一二三四五六七八九])是[ \t]*")
_STYLES = (_BRACKETED, _ARABIC, _COUNTED)
_RUN = re.compile(r"[^\n。:;,(\t|]{2,48}")
# where a heading runs into its paragraph its own last word, a blank or the paragraph's first word
# ends it
_CUT = re.compile(
    r"(?<=方面)(?!内容|工作)|(?<=情况)|(?<=\S\S) "
    r"|(?=(?:20|19)\d\d年|[一二三]是|首先|为(?:进一步|了)|\d[、.]|全年|今年)"
)
# 全面加强政府信息公开平台和政务新媒体管理 has 19 characters; longer points are sentences
_LONGEST = 24
# a single (一) may be an article quoted
_FEWEST_POINTS = 2
# 一是 opens sentences; it heads an aspect only as 一是主动公开情况。
_LABEL = re.compile(r"(?:情况|方面)$")


@dataclass(frozen=True, slots=True)
class Aspect:
    """A sub-section of section one in the folded text: id, heading and extent."""

    id: str
    start: int
    heading_end: int
    end: int


def text_to_aspects(folded: str, start: int, end: int) -> tuple[Aspect, ...]:
    """The aspects within [start, end), each once, up to the next point of the same style."""
    for style in _STYLES:
        points = _points(folded, style, start, end)
        if len(points) < _FEWEST_POINTS:
            continue
        aspects: list[Aspect] = []
        for index, point in enumerate(points):
            stop = points[index + 1].start() if index + 1 < len(points) else end
            heading_end = _heading_end(folded, point.end(), stop)
            heading = "".join(folded[point.end() : heading_end].split())
            aspect = _heading_to_aspect(heading, label_only=style is _COUNTED)
            if aspect and all(aspect != known.id for known in aspects):
                aspects.append(Aspect(aspect, _first_mark(point), heading_end, stop))
        return tuple(aspects)
    return ()


def _points(folded: str, style: re.Pattern[str], start: int, end: int) -> list[re.Match[str]]:
    """Marks that open a line or a sentence, or count on from the last one."""
    found: list[re.Match[str]] = []
    expected = 1
    for match in style.finditer(folded, start, end):
        number = numeral_to_int(match[1])
        before = folded[: match.start()][-4:].rstrip(" \t*-#>")[-1:]
        if number == expected or before in ("", "\n", "。"):
            found.append(match)
            expected = (number or 0) + 1
    return found


def _first_mark(point: re.Match[str]) -> int:
    return point.start() + len(point[0]) - len(point[0].lstrip())


def _heading_end(folded: str, start: int, stop: int) -> int:
    run = _RUN.match(folded, start, stop)
    if run is None:
        return start
    cut = _CUT.search(run[0], 2)
    text = run[0][: cut.start()] if cut else run[0]
    return start + len(text.rstrip(" *"))


def _heading_to_aspect(heading: str, *, label_only: bool) -> str | None:
    if not 2 <= len(heading) <= _LONGEST or (label_only and not _LABEL.search(heading)):
        return None
    return next((known for known, words in ASPECT_WORDINGS if words.search(heading)), None)
