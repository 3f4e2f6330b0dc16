"""A report whose running text states a number of its tables otherwise.

The patterns are those of ``wordings.toml``; they say nothing of how extraction finds such numbers.
"""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from eval.layouts.sheet import Planted, Sheet

# Words around a figure (group 1) -> the cells that state the same fact.
_STATED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"(?:新收政府信息公开申请|共收到申请)(\d+)件", ("t2.new_received.total",)),
    (r"上年结转(\d+)件", ("t2.carried_in.total",)),
    (r"其中自然人(\d+)件", ("t2.new_received.natural_person",)),
    (r"(?:结转下年度|未办结)(\d+)件", ("t2.carried_out.total",)),
    (r"行政复议(\d+)件", ("t3.review.total",)),
    (r"行政诉讼(\d+)件", ("t3.suit_direct.total", "t3.suit_after_review.total")),
)
# How far the text is off, at most.
_MOST = 9


def plant_contradiction(sheet: Sheet, rng: Random) -> Sheet:
    """The sheet with one figure of the overview raised; itself where the overview states none."""
    places = [
        (section, number, match, cells)
        for section, each in enumerate(sheet.sections)
        if each.id == "s1"
        for number, paragraph in enumerate(each.paragraphs)
        for pattern, cells in _STATED
        for match in re.finditer(pattern, paragraph)
        if all(sheet.truths[cell].value is not None for cell in cells)
    ]
    if not places:
        return sheet
    section, number, match, cells = rng.choice(places)
    claimed = int(match[1]) + rng.randint(1, _MOST)
    paragraphs = list(sheet.sections[section].paragraphs)
    text = paragraphs[number]
    paragraphs[number] = f"{text[: match.start(1)]}{claimed}{text[match.end(1) :]}"
    sections = list(sheet.sections)
    sections[section] = replace(sections[section], paragraphs=tuple(paragraphs))
    return replace(sheet, sections=tuple(sections), planted=(Planted(claimed, cells),))
