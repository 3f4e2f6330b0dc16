"""Places that may be top-level headings, each with how much speaks for it.

Which of them make the report's outline is decided by ``outline``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from extraction.sections.enumerators import (
    Enumerator,
    Style,
    opens_with_number,
    text_to_enumerators,
)
from extraction.sections.squeezed import Squeezed, squeeze
from extraction.sections.wordings import (
    EXTRA_HEADING,
    FORM_HEADINGS,
    GOES_ON,
    HEADING_TAIL,
    SECTION_WORDINGS,
    SHORTEST_BROKEN_LINE,
    STATISTICS_ANNEX,
    Wording,
)

# The longest heading seen: 因政府信息公开工作被申请行政复议、提起行政诉讼的情况 (27); universities
# print up to 34; a numbered line longer than this is a sentence.
_LONGEST_HEADING = 36
# Characters read behind a mark: a heading spaced out to three times its length.
_WINDOW = 110
_ANNEX = re.compile(
    r"(?:^|(?<=[\n 。]))附[件表][ \t]?[\d一二三]?[ \t]?[:、]?[ \t]?[^\n。,;]{0,30}?统计表"
)
# a page number behind a heading: a line of a table of contents
_CONTENTS_LINE = re.compile(r"[.·…\-_]*\d{1,3}")
# behind a heading these make it an item of a list or a quotation in prose: 由一、概述;二、…组成
_IN_PROSE = ";、)》>\"'等"
# every known heading holds one of these, letter-spaced or not
_KNOWN_CHARACTER = re.compile(r"[公概况题足难议讼请附项]")
_NO_MORE = re.compile(r"[*|#_]*$")
_SENTENCE = re.compile(r"[。;!?,:(]")
_SENTENCE_END = re.compile(r"[。;!?\t|]")
_INLINE_EXTRA = re.compile(r"[^,。;:]{2,24}?(?:情况|措施|事项|概述)(?=\(一\)|\d{4}年)")

_BY_STRENGTH = sorted(SECTION_WORDINGS, key=lambda wording: wording.strength != "form")
# What speaks for a heading. Statutory wordings outweigh any run of unknown ones that the same
# numbers could carry (at most two between two of the six); 0.5 more for the number of the form.
_STRENGTH = {"form": 4.0, "usual": 3.0, "weak": 2.0}
_EXPECTED_NUMBER = 0.5
_UNNUMBERED = {"form": 1.4, "usual": 1.2}
_STYLE_COST: dict[Style, float] = {
    "chinese": 0,
    "part": 0,
    "arabic": 0.8,
    "bracketed": 1.2,
    "none": 0,
    "annex": 0,
}
# 总休情况 has one character of four misread, 收到和处理政府信息公开申清倩况 two of fifteen
_CHARACTERS_PER_ERROR = 7
# Costs in the same points: a heading inside a line, one straight behind a character of another
# sentence, one of which only the last clause is known.
_INLINE_COST = 0.3
_RUN_ON_COST = 0.7
_CLAUSE_COST = 0.5
# Sub-headings of section one that read like sections two, three and five, in a report that lost
# all its other headings, stay out from 0.8 on; a section two numbered (二) stays in up to 1.8.
_NESTED_COST = 1.3
_OUTER: tuple[Style, ...] = ("chinese", "part")
_INNER: tuple[Style, ...] = ("bracketed", "arabic")
# Headings that are none of the six: a whole line, one in the style of sub-headings, the first word
# of a line, one that runs into (一) or a year, an unnumbered one, an annex.
_EXTRA_LINE = 1.5
_EXTRA_OTHER_STYLE = 0.5
_EXTRA_INLINE = 1.0
_EXTRA_FUSED = 0.8
_UNNUMBERED_EXTRA = 0.9
_ANNEX_WEIGHT = 1.0
# An annex named before this many of the six is a link or a list of contents.
_REPORT_BEFORE_ANNEX = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """[start, end) in the folded text; ``id`` None for a heading that is none of the six.

    ``statutory`` says that it reads as the form prints it and belongs to no list of sub-headings.
    An annex (附件1：…统计表) has a style of its own and no number.
    """

    id: str | None
    number: int | None
    start: int
    end: int
    weight: float
    style: Style = "chinese"
    statutory: bool = False


def text_to_candidates(folded: str, start: int) -> list[Heading]:
    """Everything from ``start`` on that could open a top-level section, in text order."""
    found: list[Heading] = []
    counted: dict[Style, int] = {}
    for mark in text_to_enumerators(folded, start):
        if mark.number is None:
            found.extend(_unnumbered(folded, mark))
            continue
        counts_on = mark.number in (1, counted.get(mark.style, 0) + 1)
        counted[mark.style] = mark.number
        for heading in _numbered(folded, mark):
            in_list = counts_on and mark.style in _INNER
            found.append(replace(heading, statutory=False) if in_list else heading)
    found.extend(
        Heading(None, None, match.start(), match.end(), _ANNEX_WEIGHT, "annex")
        for match in _ANNEX.finditer(folded, start)
    )
    ordered = sorted(_without_nested(found), key=lambda heading: (heading.start, -heading.weight))
    return _without_annex_rows(ordered)


def _without_annex_rows(ordered: list[Heading]) -> list[Heading]:
    """Without rows of a statistics annex: behind one only statutory wordings count."""
    closed = False
    known = 0
    kept = []
    for heading in ordered:
        known += heading.id is not None
        closed = closed or (heading.style == "annex" and known >= _REPORT_BEFORE_ANNEX)
        if not closed or heading.statutory or heading.style == "annex":
            kept.append(heading)
    return kept


def _without_nested(found: list[Heading]) -> list[Heading]:
    """Bracketed and Arabic numbers behind a Chinese one of the six weigh less: sub-headings."""
    outer = [heading.start for heading in found if heading.id and heading.style in _OUTER]
    first = min(outer, default=None)
    if first is None:
        return found
    return [
        replace(heading, weight=heading.weight - _NESTED_COST)
        if heading.style in _INNER and heading.start > first
        else heading
        for heading in found
    ]


def _line_end(folded: str, at: int, limit: int) -> int:
    end = folded.find("\n", at, limit)
    return min(limit, len(folded)) if end < 0 else end


def _numbered(folded: str, mark: Enumerator) -> Iterator[Heading]:
    line_end = _line_end(folded, mark.end, mark.end + _WINDOW)
    line = squeeze(folded, mark.end, line_end)
    if not line.text:
        return
    found = _match_wording(line)
    if found is None and mark.at_line_start:
        line, found = _match_broken(folded, mark.end, line_end, line)
    if found is None or (found[0].strength != "form" and found[1] < len(line.text)):
        damaged = _damaged(mark, line)
        if damaged:
            yield damaged
            return
    if found is None:
        yield from _extra(folded, mark, line_end, line)
        return
    wording, end = found
    if wording.id is None:
        return
    rest = line.text[end:]
    listed = _IN_PROSE if mark.at_line_start else f"{_IN_PROSE},"
    if rest and (rest[0] in listed or _CONTENTS_LINE.fullmatch(rest)):
        return
    if mark.at_line_start:
        end = _whole_line(line.text, end)
    heading_end = line.span(0, end)[1]
    weight = _known_weight(folded, mark, wording)
    statutory = wording.strength == "form"
    yield Heading(wording.id, mark.number, mark.start, heading_end, weight, mark.style, statutory)
    if wording.strength == "weak":
        yield Heading(None, mark.number, mark.start, heading_end, weight - 0.5, mark.style)


def _match_wording(line: Squeezed) -> tuple[Wording, int] | None:
    """The wording and where it ends in the line; a first word that is a heading comes first."""
    first_gap = next(
        (at for at, place in enumerate(line.places) if place > line.places[0] + at), len(line.text)
    )
    word = line.text[:first_gap]
    if first_gap >= len("总体情况") and first_gap < len(line.text):
        for wording in SECTION_WORDINGS:
            if wording.id is not None and wording.pattern.fullmatch(word):
                return wording, first_gap
    for wording in _BY_STRENGTH:
        match = wording.pattern.match(line.text)
        if match is not None:
            return wording, match.end()
    return None


def _match_broken(
    folded: str, start: int, line_end: int, line: Squeezed
) -> tuple[Squeezed, tuple[Wording, int] | None]:
    """The match of a heading that goes on in the next line."""
    if len(line.text) < SHORTEST_BROKEN_LINE:
        return line, None
    next_end = _line_end(folded, line_end + 1, line_end + 1 + _WINDOW)
    if opens_with_number(folded[line_end + 1 : next_end]):
        return line, None
    joined = squeeze(folded, start, next_end)
    found = _match_wording(joined)
    if found is None or found[1] <= len(line.text):
        return line, None
    return joined, found


def _damaged(mark: Enumerator, line: Squeezed) -> Heading | None:
    """One of the form's headings with a character or two misread, and the form's own number."""
    text = _NO_MORE.sub("", line.text)
    if not mark.at_line_start or len(text) > _LONGEST_HEADING:
        return None
    for section, heading in FORM_HEADINGS:
        allowed = max(1, len(heading) // _CHARACTERS_PER_ERROR)
        if (
            section == f"s{mark.number}"
            and Levenshtein.distance(text, heading, score_cutoff=allowed) <= allowed
        ):
            weight = _STRENGTH["usual"] - _STYLE_COST[mark.style]
            return Heading(
                section, mark.number, mark.start, line.span(0, len(text))[1], weight, mark.style
            )
    return None


def _whole_line(line: str, end: int) -> int:
    """Where a heading that was matched up to ``end`` really ends in its line."""
    rest = _NO_MORE.sub("", line[end:])
    if rest and len(rest) <= 12 and not _SENTENCE.search(rest) and GOES_ON.match(rest):
        return end + len(rest)
    return end


def _known_weight(folded: str, mark: Enumerator, wording: Wording) -> float:
    weight = _STRENGTH[wording.strength] - _STYLE_COST[mark.style]
    if wording.id == f"s{mark.number}":
        weight += _EXPECTED_NUMBER
    if not mark.at_line_start:
        before = folded[mark.start - 1 : mark.start]
        weight -= _RUN_ON_COST if "\u4e00" <= before <= "\u9fff" else _INLINE_COST
    return weight


def _extra(folded: str, mark: Enumerator, line_end: int, line: Squeezed) -> Iterator[Heading]:
    """A numbered heading of another wording, as free-form reports and extra sections have."""
    stop = _SENTENCE_END.search(line.text)
    title = line.text[: stop.start()] if stop else line.text
    title = _NO_MORE.sub("", title)
    at_stop = line.text[stop.start() :] if stop else ""
    alone = at_stop in ("", "|") or (at_stop == "。" and HEADING_TAIL.search(title))
    complete = line_end == len(folded) or folded[line_end] == "\n"
    if mark.at_line_start and alone and complete and 2 <= len(title) <= _LONGEST_HEADING:
        # a label ends in a colon, which is no part of it
        bare = title.rstrip(":")
        if not bare or bare[-1].isdigit():
            return
        end = line.span(0, len(bare))[1]
        if "," in bare and (known := _clause_to_id(bare)):
            weight = _STRENGTH["usual"] - _CLAUSE_COST - _STYLE_COST[mark.style]
            yield Heading(known, mark.number, mark.start, end, weight, mark.style)
        if mark.style in ("chinese", "part"):
            yield Heading(None, mark.number, mark.start, end, _EXTRA_LINE, mark.style)
        elif HEADING_TAIL.search(bare):
            yield Heading(None, mark.number, mark.start, end, _EXTRA_OTHER_STYLE, mark.style)
        return
    if mark.style != "chinese":
        return
    yield from _extra_inside(folded, mark, line_end)


def _clause_to_id(title: str) -> str | None:
    """The section that the last clause names: 高度重视,主动公开政府信息."""
    clause = title.rsplit(",", 1)[1]
    for wording in SECTION_WORDINGS:
        if wording.strength != "weak" and wording.pattern.fullmatch(clause):
            return wording.id
    return None


def _extra_inside(folded: str, mark: Enumerator, line_end: int) -> Iterator[Heading]:
    """The same where text goes on behind the heading on its line."""
    text = re.split(r"[。;:!?\t|]", folded[mark.end : line_end], maxsplit=1)[0].rstrip(" *")
    first_word = text.split(" ", 1)[0]
    ends = HEADING_TAIL.search(first_word) or STATISTICS_ANNEX.search(first_word)
    annex = STATISTICS_ANNEX.search(text)
    fused = _INLINE_EXTRA.match(text)
    if " " in text and 2 <= len(first_word) <= _LONGEST_HEADING and ends:
        end, weight = len(first_word), _EXTRA_INLINE
    elif annex and annex.start() <= _LONGEST_HEADING:
        end, weight = annex.end(), _EXTRA_INLINE
    elif fused:
        end, weight = fused.end(), _EXTRA_FUSED
    else:
        return
    yield Heading(None, mark.number, mark.start, mark.end + end, weight, mark.style)


def _unnumbered(folded: str, mark: Enumerator) -> Iterator[Heading]:
    """A line that is nothing but a known heading, its number lost or never printed."""
    line_end = _line_end(folded, mark.end, mark.end + _WINDOW)
    if line_end < len(folded) and folded[line_end] != "\n":
        return
    if not _KNOWN_CHARACTER.search(folded, mark.end, line_end):
        return
    line = squeeze(folded, mark.end, line_end)
    text = _NO_MORE.sub("", line.text).rstrip(":")
    if not 2 <= len(text) <= _LONGEST_HEADING:
        return
    end = line.span(0, len(text))[1]
    for wording in SECTION_WORDINGS:
        if wording.pattern.fullmatch(text):
            if wording.id is not None and wording.strength != "weak":
                weight = _UNNUMBERED[wording.strength]
                yield Heading(wording.id, None, mark.start, end, weight, "none")
            return
    if EXTRA_HEADING.fullmatch(text):
        yield Heading(None, None, mark.start, end, _UNNUMBERED_EXTRA, "none")
