"""Running heads and page numbers: the lines at the edges of pages that are no part of the text.

Looks at all pages together, since a running head shows only by returning. Lines in tables are
never looked at: a bare number in a table is a cell.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.readers.pdf_lines import TextLine

# Shares of the page height. Page numbers of the real reports stand at 0.95, first and last lines
# of text at 0.11 and 0.93; heads printed by browsers at 0.03.
_NUMBER_BAND = 0.15
_HEAD_BAND = 0.12
# Points by which a running head may move from page to page.
_SAME_PLACE = 4.0
# A head that stands on every other page (left and right pages) returns on three pages at least.
_RETURNS = 3

_DASH = r"[-－—–―─‐•·~～_*]"
_MARKED_NUMBER = re.compile(
    rf"(?:{_DASH}\s*)+[0-9０-９]{{1,4}}(?:\s*{_DASH})+"
    r"|第\s*[0-9０-９]{1,4}\s*页(?:\s*[,，/／]?\s*共\s*[0-9０-９]{1,4}\s*页)?"
    r"|[0-9０-９]{1,4}\s*[/／]\s*(?:共\s*)?[0-9０-９]{1,4}(?:\s*页)?"
    r"|[Pp]age\s*[0-9]{1,4}(?:\s*of\s*[0-9]{1,4})?"
)
_BARE_NUMBER = re.compile(r"[0-9０-９]{1,4}")
_DIGITS = re.compile(r"[0-9０-９]+")


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A line outside tables. ``from_top`` and ``from_bottom`` are the distances of its middle
    from the edges, as shares of the height of the page as shown or as read, the smaller one."""

    line: TextLine
    from_top: float
    from_bottom: float

    @property
    def from_edge(self) -> float:
        return min(self.from_top, self.from_bottom)

    @property
    def is_at_top(self) -> bool:
        return self.from_top < self.from_bottom


def pages_to_furniture(pages: Sequence[Sequence[EdgeLine]]) -> list[set[int]]:
    """For each page the indices of its lines that are furniture.

    From each edge inwards, up to the first line that is none; ``pages`` in page order.
    """
    is_head = _returning_lines(pages)
    offsets = _number_offsets(pages)
    found: list[set[int]] = []
    for index, lines in enumerate(pages):
        here: set[int] = set()
        for at_top in (True, False):
            edge = sorted(
                (number for number, line in enumerate(lines) if line.is_at_top == at_top),
                key=lambda number: lines[number].from_edge,
            )
            for number in edge:
                line = lines[number]
                if not (
                    (index, number) in is_head
                    or _is_marked_number(line)
                    or _is_page_number(line, index, offsets)
                ):
                    break
                here.add(number)
        found.append(here)
    return found


def _is_marked_number(line: EdgeLine) -> bool:
    return (
        line.from_edge <= _NUMBER_BAND
        and _MARKED_NUMBER.fullmatch(line.line.text.strip()) is not None
    )


def _is_page_number(line: EdgeLine, index: int, offsets: set[int]) -> bool:
    """A bare number that counts the pages."""
    text = line.line.text.strip()
    if line.from_edge > _HEAD_BAND or not _BARE_NUMBER.fullmatch(text):
        return False
    return int(text) - index in offsets


def _number_offsets(pages: Sequence[Sequence[EdgeLine]]) -> set[int]:
    """What bare numbers at the edges exceed their page's index by, where pages agree.

    A file of one page has to print its own number, 1.
    """
    counts: Counter[int] = Counter()
    for index, lines in enumerate(pages):
        numbers = {
            int(line.line.text)
            for line in lines
            if line.from_edge <= _HEAD_BAND and _BARE_NUMBER.fullmatch(line.line.text)
        }
        counts.update(number - index for number in numbers)
    if len(pages) == 1:
        return {1}
    return {offset for offset, count in counts.items() if count > 1}


def _returning_lines(pages: Sequence[Sequence[EdgeLine]]) -> set[tuple[int, int]]:
    """(page index, line number) of the lines that return in their place, digits aside."""
    places: dict[tuple[str, bool], list[tuple[float, int, int]]] = defaultdict(list)
    for index, lines in enumerate(pages):
        for number, line in enumerate(lines):
            if line.from_edge <= _HEAD_BAND:
                text = _DIGITS.sub("#", line.line.text)
                if text != "#":
                    places[text, line.is_at_top].append((line.line.base, index, number))
    needed = min(_RETURNS, max(2, len(pages)))
    found: set[tuple[int, int]] = set()
    for lines_there in places.values():
        for base, index, number in lines_there:
            on_pages = {
                other for place, other, _ in lines_there if abs(place - base) <= _SAME_PLACE
            }
            if len(on_pages) >= needed:
                found.add((index, number))
    return found
