"""Automatic numbers: which list and level a paragraph is on, and what Word prints before it.

The definitions come from numbering.xml; the counters live as long as one document is read. How a
count is spelled is left to ``docx_counting``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extraction.readers.docx_counting import count_to_text
from extraction.readers.docx_names import (
    ALTERNATIVES,
    RUN_PROPERTIES,
    VAL,
    Element,
    branch,
    flag,
    number,
    value,
    w,
)
from extraction.readers.docx_styles import StyleSheet

_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9
# The longest label of a report's list is of the form 第%1条; longer ones are made to harm.
_MAX_LABEL_CHARS = 64
# Word's own links go one step.
_MAX_LINKS = 8
_MAX_ZERO_PADDING = 10


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition.

    Attributes:
        text: the label with %1 to %9 in place of the counts.
        suffix: what Word puts after the label: tab, space or nothing.
        restart: 0 never; n: after any of the levels below n (0-based); None: after every
            shallower level.
        legal: counts of all levels in decimal digits.
        width: decimal counts are padded with zeros to this many digits.
        style_id: the paragraph style tied to the level.
    """

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    hidden: bool = False
    width: int = 0
    style_id: str | None = None

    def spell(self, count: int) -> str:
        if self.width and self.number_format in ("custom", "decimal"):
            return str(count).zfill(self.width)
        return count_to_text(count, self.number_format)


@dataclass(frozen=True, slots=True)
class _List:
    """A w:num: the abstract list whose counters it shares, with its own changes laid over."""

    abstract_id: str
    levels: dict[int, Level]
    start_overrides: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has been counted."""

    _lists: dict[int, _List]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _overrides_used: set[tuple[int, int]] = field(default_factory=set)

    def level_of_style(self, number_id: int, chain: tuple[str, ...]) -> int | None:
        """The level of the list tied to the nearest style of the chain; None without such a tie."""
        found = self._lists.get(number_id)
        if found is None:
            return None
        for style_id in chain:
            for index, level in found.levels.items():
                if level.style_id == style_id:
                    return index
        return None

    def count(self, number_id: int, level: int) -> tuple[str, str]:
        """Counts one more paragraph and returns its label and the label's suffix.

        The label is empty for bullets, for hidden labels and for lists that are not there. Upper
        levels that were skipped count as met once; a start override holds the first time.
        """
        found = self._lists.get(number_id)
        level = min(max(level, 0), _LEVELS - 1)
        if found is None or level not in found.levels:
            return "", "nothing"
        counts = self._counts.setdefault(found.abstract_id, {})
        for upper in range(level):
            if upper not in counts and upper in found.levels:
                counts[upper] = found.levels[upper].start
        if level in found.start_overrides and (number_id, level) not in self._overrides_used:
            self._overrides_used.add((number_id, level))
            counts[level] = found.start_overrides[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else found.levels[level].start
        for deeper in [index for index in counts if index > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                del counts[deeper]
        return _label(found, level, counts), found.levels[level].suffix


def _label(found: _List, level: int, counts: dict[int, int]) -> str:
    current = found.levels[level]
    if current.number_format == "bullet" or current.hidden:
        return ""

    def spelled(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        if index > level or index not in found.levels:
            return ""
        of_level = found.levels[index]
        count = counts.get(index, of_level.start)
        if current.legal and of_level.number_format not in ("none", "bullet"):
            return str(count)
        return of_level.spell(count)

    return _PLACEHOLDER.sub(spelled, current.text)


def definitions_to_numbering(root: Element | None, sheet: StyleSheet) -> Numbering:
    """The lists of a numbering part, none counted yet."""
    if root is None:
        return Numbering({})
    abstracts = {
        element.get(w("abstractNumId"), ""): element
        for element in root.iterchildren(w("abstractNum"))
    }
    links = {
        number(element.get(w("numId"))): value(element, w("abstractNumId")) or ""
        for element in root.iterchildren(w("num"))
    }
    levels_of: dict[str, dict[int, Level]] = {}
    lists: dict[int, _List] = {}
    for element in root.iterchildren(w("num")):
        number_id = number(element.get(w("numId")))
        if number_id is None:
            continue
        abstract_id = _follow_style_link(links[number_id], abstracts, links, sheet)
        if abstract_id not in levels_of:
            levels_of[abstract_id] = _levels(abstracts.get(abstract_id))
        levels, overrides = _overrides(element, levels_of[abstract_id])
        lists[number_id] = _List(abstract_id, levels, overrides)
    return Numbering(lists)


def _follow_style_link(
    abstract_id: str,
    abstracts: dict[str, Element],
    links: dict[int | None, str],
    sheet: StyleSheet,
) -> str:
    """The abstract list that really holds the levels, behind links through numbering styles."""
    seen: set[str] = set()
    while abstract_id not in seen and abstract_id in abstracts and len(seen) < _MAX_LINKS:
        seen.add(abstract_id)
        style_id = value(abstracts[abstract_id], w("numStyleLink"))
        number_id = sheet.list_numbers.get(style_id) if style_id is not None else None
        if number_id is None or number_id not in links:
            break
        abstract_id = links[number_id]
    return abstract_id


def _levels(abstract: Element | None) -> dict[int, Level]:
    if abstract is None:
        return {}
    found: dict[int, Level] = {}
    for element in abstract.iterchildren(w("lvl")):
        index = number(element.get(w("ilvl")))
        if index is not None and 0 <= index < _LEVELS:
            found[index] = _level(element)
    return found


def _overrides(
    element: Element, levels: dict[int, Level]
) -> tuple[dict[int, Level], dict[int, int]]:
    changed = dict(levels)
    starts: dict[int, int] = {}
    for override in element.iterchildren(w("lvlOverride")):
        index = number(override.get(w("ilvl")))
        if index is None or not 0 <= index < _LEVELS:
            continue
        replacement = override.find(w("lvl"))
        if replacement is not None:
            changed[index] = _level(replacement)
        start = number(value(override, w("startOverride")))
        if start is not None:
            starts[index] = max(start, 0)
    return changed, starts


def _level(element: Element) -> Level:
    number_format, width = _number_format(element)
    start = number(value(element, w("start")))
    return Level(
        start=max(start or 0, 0),  # 0 is the standard's default
        number_format=number_format,
        text=(value(element, w("lvlText")) or "")[:_MAX_LABEL_CHARS],
        suffix=value(element, w("suff")) or "tab",
        restart=number(value(element, w("lvlRestart"))),
        legal=flag(element, w("isLgl")) is True,
        hidden=flag(element.find(RUN_PROPERTIES), w("vanish")) is True,
        width=width,
        style_id=value(element, w("pStyle")),
    )


def _number_format(element: Element) -> tuple[str, int]:
    """The name of the format and the zero-padded width of custom ones such as ``001, 002``."""
    found = element.find(w("numFmt"))
    alternatives = element.find(ALTERNATIVES)
    if found is None and alternatives is not None:
        chosen = branch(alternatives)
        found = None if chosen is None else chosen.find(w("numFmt"))
    if found is None:
        return "decimal", 0
    name = found.get(VAL, "decimal")
    if name != "custom":
        return name, 0
    first = found.get(w("format"), "").split(",")[0].strip()
    return name, min(len(first), _MAX_ZERO_PADDING) if first.startswith("0") else 0
