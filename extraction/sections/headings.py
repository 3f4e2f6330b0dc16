"""Places that may be top-level headings, and the run of them that makes the best outline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.sections.wordings import HEADING_TAIL, SECTION_WORDINGS, STATISTICS_ANNEX

CHINESE_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九十", start=1)}
_NUMBERED = re.compile(r"([一二三四五六七八九十]{1,3})[ \t]*[、.,][ \t]*")
_LINE_PREFIX = re.compile(r"[ \t*#>\-|]*$")
_STANDALONE = re.compile(r"^[ \t*#>\-|]*(?=[\u4e00-\u9fff])", re.MULTILINE)
_ANNEX = re.compile(r"(?:^|(?<=[\n 。]))附[件表]\s?[\d一二三]?\s?[:、]?\s?[^\n。,;]{0,30}?统计表")
# The longest heading seen: 因政府信息公开工作被申请行政复议、提起行政诉讼的情况 (27); a numbered
# line longer than this is a sentence.
_LONGEST_HEADING = 36


@dataclass(frozen=True, slots=True)
class Heading:
    """[start, end) in the folded text; ``id`` None for a heading that is none of the six."""

    id: str | None
    number: int | None
    start: int
    end: int
    weight: float


def numeral_to_int(numeral: str) -> int | None:
    """一 to 九十九 as printed in enumerators; None for what is no such number."""
    if len(numeral) == 1:
        return CHINESE_DIGITS.get(numeral)
    tens, _, units = numeral.partition("十")
    if "十" not in numeral or len(tens) > 1 or len(units) > 1:
        return None
    return CHINESE_DIGITS.get(tens, 1) * 10 + (CHINESE_DIGITS[units] if units else 0)


def text_to_candidates(folded: str, start: int) -> list[Heading]:
    """Everything from ``start`` on that could open a top-level section, in text order."""
    found: list[Heading] = []
    for match in _NUMBERED.finditer(folded, start):
        number = numeral_to_int(match[1])
        heading = None if number is None else _numbered_heading(folded, match, number)
        if heading is not None:
            found.append(heading)
    found.extend(_standalone_headings(folded, start))
    found.extend(
        Heading(None, None, match.start(), match.end(), 1.0)
        for match in _ANNEX.finditer(folded, start)
    )
    return sorted(found, key=lambda heading: (heading.start, -heading.weight))


def _numbered_heading(folded: str, match: re.Match[str], number: int) -> Heading | None:
    line_start = folded.rfind("\n", 0, match.start()) + 1
    at_line_start = bool(_LINE_PREFIX.fullmatch(folded, line_start, match.start()))
    if not at_line_start and folded[match.start() - 1] in "(第之、《<":
        return None
    title_at = match.end()
    for wording in SECTION_WORDINGS:
        worded = wording.pattern.match(folded, title_at)
        if worded is None:
            continue
        if wording.id is None:
            return None
        end = _heading_end(folded, worded.end(), at_line_start=at_line_start)
        if end is None:
            break
        expected = int(wording.id[1]) == number
        return Heading(wording.id, number, match.start(), end, 4.0 if expected else 3.0)
    return _other_heading(folded, match, number, at_line_start=at_line_start)


def _heading_end(folded: str, end: int, *, at_line_start: bool) -> int | None:
    """Where a heading that was matched up to ``end`` really ends; None if it is a sentence."""
    line_end = folded.find("\n", end)
    line_end = len(folded) if line_end < 0 else line_end
    rest = folded[end:line_end]
    if at_line_start and len(rest.strip()) <= 12 and not re.search(r"[。;,]|^\s*[:(]", rest):
        return end + len(rest.rstrip(" \t*|"))
    return end


def _other_heading(
    folded: str, match: re.Match[str], number: int, *, at_line_start: bool
) -> Heading | None:
    """A numbered heading of another wording, as free-form reports and extra sections have."""
    title = re.compile(r"[^\n。;:!?\t|]*").match(folded, match.end())
    assert title is not None
    text = title[0].rstrip(" *")
    after = folded[title.end() : title.end() + 1]
    if at_line_start and after in ("", "\n", "\t", "|") and 2 <= len(text) <= _LONGEST_HEADING:
        return Heading(None, number, match.start(), match.end() + len(text), 1.5)
    first_word = text.split(" ", 1)[0]
    if (
        " " in text
        and 2 <= len(first_word) <= _LONGEST_HEADING
        and (HEADING_TAIL.search(first_word) or STATISTICS_ANNEX.search(first_word))
    ):
        return Heading(None, number, match.start(), match.end() + len(first_word), 1.0)
    annex = STATISTICS_ANNEX.search(text)
    if annex and annex.start() <= _LONGEST_HEADING:
        return Heading(None, number, match.start(), match.end() + annex.end(), 1.0)
    inline = re.match(r"[^,。]{2,24}?(?:情况|措施|事项|概述)(?=\(一\)|\d{4}年)", text)
    if inline:
        return Heading(None, number, match.start(), match.end() + inline.end(), 0.8)
    return None


def _standalone_headings(folded: str, start: int) -> list[Heading]:
    """Lines that are nothing but one of the six headings, without a number."""
    found = []
    for match in _STANDALONE.finditer(folded, start):
        line_end = folded.find("\n", match.end())
        line_end = len(folded) if line_end < 0 else line_end
        line = folded[match.end() : line_end].rstrip(" \t*|")
        if not 2 <= len(line) <= _LONGEST_HEADING:
            continue
        for wording in SECTION_WORDINGS:
            if wording.pattern.fullmatch(line):
                if wording.id is not None:
                    end = match.end() + len(line)
                    found.append(Heading(wording.id, None, match.end(), end, 1.2))
                break
    return found


def candidates_to_outline(candidates: list[Heading]) -> list[Heading]:
    """The heaviest run of headings whose numbers rise and whose sections come once each.

    A step from one number to the next but one costs a little, as a heading may be lost; a step
    back or the same section twice is not allowed.
    """
    best: list[tuple[float, int]] = []
    for index, heading in enumerate(candidates):
        score, before = heading.weight - _opening_cost(heading), -1
        for earlier in range(index):
            step = _step_cost(candidates[earlier], heading)
            if step is None:
                continue
            if _repeats(candidates, best, earlier, heading):
                continue
            total = best[earlier][0] + heading.weight - step
            if total > score:
                score, before = total, earlier
        best.append((score, before))
    if not best:
        return []
    at = max(range(len(best)), key=lambda index: (best[index][0], -index))
    chain = []
    while at >= 0:
        chain.append(candidates[at])
        at = best[at][1]
    return chain[::-1]


def _opening_cost(heading: Heading) -> float:
    if heading.number is None:
        return 0.5
    return 0.0 if heading.number == 1 else min(0.4 * (heading.number - 1), 1.4)


def _step_cost(earlier: Heading, later: Heading) -> float | None:
    if later.start < earlier.end:
        return None
    if earlier.number is None or later.number is None:
        return 0.3
    step = later.number - earlier.number
    if step == 1:
        return 0.0
    if step <= 0:
        # renumbered reports start again or repeat a number; only known headings may do so
        return 1.5 if earlier.id and later.id and later.id > earlier.id else None
    return 0.5 * (step - 1)


def _repeats(
    candidates: list[Heading], best: list[tuple[float, int]], at: int, heading: Heading
) -> bool:
    if heading.id is None:
        return False
    while at >= 0:
        if candidates[at].id == heading.id:
            return True
        at = best[at][1]
    return False
