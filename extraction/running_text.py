"""The running text of a report as passages for a tagger: its sections without their tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.document import Document
from extraction.normalisation import MatchingCopy
from extraction.sections import SectionSpan
from extraction.tables import ReadTable
from models import Passage, Place

PLACES: dict[str, Place] = {"s0": "unknown", "s1": "overview", "s5": "problems"}
TABLE_SECTIONS = frozenset({"s2", "s3", "s4"})
# In a section that should be a table only sentences are running text; what is left of a table
# that could not be read has no full stop.
_LINE = re.compile(r"[^\n]+")
_WORDS = re.compile(r"[\u4e00-\u9fff]{6}")


@dataclass(frozen=True, slots=True)
class TextPassage:
    """``passage.text`` is running[start : start + len(text)], in section ``section``."""

    passage: Passage
    start: int
    section: str


def sections_to_passages(
    document: Document,
    running: MatchingCopy,
    sections: Sequence[SectionSpan],
    tables: Sequence[ReadTable],
) -> list[TextPassage]:
    """One passage for each stretch of running text between headings and tables, in order."""
    barred = sorted(
        [(grid.start, grid.end) for grid in document.grids]
        + [
            (table.start, table.end)
            for table in tables
            if table.start is not None and table.end is not None
        ]
    )
    passages: list[TextPassage] = []
    for section in sections:
        for start, end in _without(section.heading_end, section.end, barred):
            place = running.to_copy(start, end)
            passages.extend(_stretch(running.text, place.start, place.end, section.id))
    return passages


def _without(start: int, end: int, barred: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """[start, end) less the barred ranges."""
    left: list[tuple[int, int]] = []
    at = start
    for bar_start, bar_end in barred:
        if bar_end <= at or bar_start >= end:
            continue
        if bar_start > at:
            left.append((at, bar_start))
        at = max(at, bar_end)
    if at < end:
        left.append((at, end))
    return left


def _stretch(text: str, start: int, end: int, section: str) -> list[TextPassage]:
    place = PLACES.get(section, "other")
    if section not in TABLE_SECTIONS:
        found = [(start, end)]
    else:
        found = [
            line.span()
            for line in _LINE.finditer(text, start, end)
            if "。" in line[0] and _WORDS.search(line[0])
        ]
    return [
        TextPassage(Passage(text[a:b], place), a, section) for a, b in found if text[a:b].strip()
    ]
