"""What styles.xml says of a paragraph beyond its looks: numbering, outline level, hiding.

Style inheritance is resolved here once, so that readers of paragraphs look up a single entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.errors import UnreadableReport
from extraction.readers.docx_names import (
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    Element,
    flag,
    number,
    value,
    w,
)

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*[1-9]?|title", re.IGNORECASE)
# Level 9 (the tenth) is body text.
_BODY_LEVEL = 9
# Word refuses styles that inherit from more than ten others and holds some 4,000 of them.
_MAX_INHERITANCE = 16
_MAX_STYLES = 20_000


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """One paragraph style with all that it inherits.

    Attributes:
        number_id: the list it belongs to; None or 0 without one.
        level: list level as stated, None where only the list knows it.
        chain: its id and those of its ancestors down to the one that names the list; a list
            level may be tied to any of them.
        hidden: whether its text is hidden.
    """

    number_id: int | None = None
    level: int | None = None
    chain: tuple[str, ...] = ()
    heading: bool = False
    hidden: bool = False


_PLAIN = ParagraphStyle()


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """All styles of a document by id.

    ``list_numbers`` maps numbering styles to the list that they stand for.
    """

    paragraphs: dict[str, ParagraphStyle]
    hiding_characters: frozenset[str]
    list_numbers: dict[str, int]
    default: ParagraphStyle = _PLAIN

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """The style of that id; the default one where a paragraph names none or an unknown one."""
        if style_id is None:
            return self.default
        return self.paragraphs.get(style_id, self.default)


def styles_to_sheet(root: Element | None) -> StyleSheet:
    """The style sheet of a styles part; an empty one where the file has none.

    Raises:
        UnreadableReport: too_complex for more styles than any document has.
    """
    elements = {} if root is None else _styles_by_id(root)
    paragraphs: dict[str, ParagraphStyle] = {}
    hiding: set[str] = set()
    list_numbers: dict[str, int] = {}
    default = _PLAIN
    for style_id, element in elements.items():
        lineage = _lineage(style_id, elements)
        kind = element.get(w("type"), "paragraph")
        if kind == "paragraph":
            paragraphs[style_id] = _paragraph_style(lineage)
            if element.get(w("default"), "0") in ("1", "true", "on"):
                default = paragraphs[style_id]
        elif kind == "character" and _hidden(lineage):
            hiding.add(style_id)
        elif kind == "numbering":
            number_id = _paragraph_style(lineage).number_id
            if number_id:
                list_numbers[style_id] = number_id
    return StyleSheet(paragraphs, frozenset(hiding), list_numbers, default)


def _styles_by_id(root: Element) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for element in root.iterchildren(w("style")):
        style_id = element.get(w("styleId"))
        if style_id is not None:
            found.setdefault(style_id, element)
    if len(found) > _MAX_STYLES:
        raise UnreadableReport("too_complex", f"{len(found)} styles")
    return found


def _lineage(style_id: str, elements: dict[str, Element]) -> list[tuple[str, Element]]:
    """The style and its ancestors, nearest first; a ring is cut where it closes."""
    found: dict[str, Element] = {}
    at: str | None = style_id
    while at is not None and at in elements and at not in found and len(found) < _MAX_INHERITANCE:
        found[at] = elements[at]
        at = value(elements[at], w("basedOn"))
    return list(found.items())


def _paragraph_style(lineage: list[tuple[str, Element]]) -> ParagraphStyle:
    number_id: int | None = None
    level: int | None = None
    outline: int | None = None
    chain: list[str] = []
    for style_id, element in lineage:
        properties = element.find(PARAGRAPH_PROPERTIES)
        if number_id is None:
            chain.append(style_id)
        if properties is None:
            continue
        numbering = properties.find(w("numPr"))
        if number_id is None:
            number_id = number(value(numbering, w("numId")))
        if level is None:
            level = number(value(numbering, w("ilvl")))
        if outline is None:
            outline = number(value(properties, w("outlineLvl")))
    name = value(lineage[0][1], w("name")) or ""
    heading = bool(_HEADING_NAME.fullmatch(name.strip()))
    if outline is not None:
        heading = 0 <= outline < _BODY_LEVEL
    return ParagraphStyle(number_id, level, tuple(chain), heading, _hidden(lineage))


def _hidden(lineage: list[tuple[str, Element]]) -> bool:
    for _, element in lineage:
        stated = flag(element.find(RUN_PROPERTIES), w("vanish"))
        if stated is not None:
            return stated
    return False


def outline_is_heading(outline: int | None) -> bool | None:
    """What a paragraph's own outline level says; None where it states none."""
    return None if outline is None else 0 <= outline < _BODY_LEVEL
