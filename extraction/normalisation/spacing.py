"""Blanks and line breaks that carry no meaning: spaced-out characters, visual lines, page ends."""

from __future__ import annotations

import re

from extraction.normalisation.offsets import MatchingCopy, drop

_HAN = "\u3400-\u9fff"
# a blank counts only between two Latin words or numbers
_BLANK = re.compile(rf"[ \t]+(?=[{_HAN}，-～\W])|(?<=[{_HAN}\W])[ \t]+")
# 1 735 and 2 0 are one number each: a blank for the comma of thousands, or spaced-out print
_APART = re.compile(
    r"(?<![\d,.])(?<!\d )(?:\d{1,3}(?: \d{3})++(?:\.\d++)?|\d(?: \d)++)(?![\d,.]|\s\d)"
)
_PAGE_NUMBER = re.compile(
    r"^[*\s]*-+[*\s]*\d{1,3}[*\s]*-+[*\s]*$|^\s*第\s*\d{1,3}\s*页(?:[\s,/]*共\s*\d{1,3}\s*页)?\s*$"
)
_ENDS_PARAGRAPH = re.compile(r"[。！？!?;；:：]['\")）]*\s*$")
# what opens a paragraph of its own: headings, enumerators, list marks, table separators
_OPENS_PARAGRAPH = re.compile(
    r"^\s*(?:[-*#>]|[一二三四五六七八九十]{1,3}\s*[、.]|\([一二三四五六七八九十\d]{1,3}\)"
    r"|\d{1,2}\s*[、.)](?!\d)|附件|第[一二三四五六七八九十]+[章节条部])"
)
# Shorter lines stand alone (headings, signatures, cells); the narrowest text column seen in a
# page-image dump holds 26 characters (its paragraphs' lines), the longest heading alone 24.
_FULL_LINE_CHARS = 20


def drop_blanks(copy: MatchingCopy) -> MatchingCopy:
    """The copy without blanks beside a Han character or a punctuation mark."""
    return drop(copy, (match.span() for match in _BLANK.finditer(copy.text)))


def join_digits(copy: MatchingCopy) -> MatchingCopy:
    """The copy without the blanks inside a number; columns of numbers keep theirs."""
    blanks = (
        (match.start() + at, match.start() + at + 1)
        for match in _APART.finditer(copy.text)
        for at, char in enumerate(match[0])
        if char == " "
    )
    return drop(copy, blanks)


def is_page_number(line: str) -> bool:
    """Whether a line is a printed page number: a number between dashes, or 第 n 页."""
    return bool(_PAGE_NUMBER.match(line))


def join_lines(copy: MatchingCopy) -> MatchingCopy:
    """The copy with the breaks inside paragraphs gone, page-number lines with them.

    A break stays where the line before ends a sentence or is short, and where the next line
    opens a heading, a point or a table row. What remains between breaks is a paragraph.
    """
    spans: list[tuple[int, int]] = []
    open_end: int | None = None
    open_line = ""
    at = 0
    for line in copy.text.splitlines(keepends=True):
        body = line.strip()
        start, at = at, at + len(line)
        if not body:
            continue
        if is_page_number(body):
            spans.append((start, at))
            continue
        if open_end is not None and _continues(open_line, body):
            indent = len(line) - len(line.lstrip())
            spans.append((open_end, start + indent))
        open_end = start + len(line.rstrip())
        open_line = body
    return drop(copy, _merged(spans))


def _continues(line: str, following: str) -> bool:
    if "\t" in line or "|" in line or "\t" in following or "|" in following:
        return False
    if _ENDS_PARAGRAPH.search(line) or _OPENS_PARAGRAPH.match(following):
        return False
    return len(line) >= _FULL_LINE_CHARS


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
