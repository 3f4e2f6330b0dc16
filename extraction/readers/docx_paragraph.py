"""The text of one paragraph: runs, fields, tracked changes, symbols, and the boxes anchored in it.

Left out: deletions, hidden text, field codes, phonetic guides, references to notes and comments.
What a paragraph's place in a table does to its text is left to ``docx_body``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extraction.errors import UnreadableReport
from extraction.readers.docx_names import (
    ALTERNATIVES,
    CONTROL,
    CONTROL_CONTENT,
    MATH,
    MATH_TEXT,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    TEXT_BOX,
    TRANSPARENT,
    VAL,
    XML_SPACE,
    Element,
    branch,
    children,
    flag,
    number,
    value,
    w,
)
from extraction.readers.docx_numbering import Numbering
from extraction.readers.docx_styles import ParagraphStyle, StyleSheet, outline_is_heading

# Fields nest three deep in tables of contents; results that never close are forgotten.
_MAX_OPEN_FIELDS = 32
# Stands for a page or column break until the paragraph is whole; XML cannot hold it.
_PAGE_BREAK = "\f"
_XML_BLANKS = " \t\r\n"
_BLANKS_TO_SPACE = str.maketrans("\t\r\n", "   ")

_FIXED: dict[str, str] = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_STYLE = w("pStyle")
_NUMBERING = w("numPr")
_OUTLINE = w("outlineLvl")
_VANISH = w("vanish")
_GONE = frozenset({w("del"), w("moveFrom")})
_BREAK = w("br")
_SYMBOL = w("sym")
_FIELD_MARK = w("fldChar")
_RUBY = w("ruby")
_RUBY_BASE = w("rubyBase")
_PICTURES = frozenset({w("drawing"), w("pict"), w("object")})
# What symbol fonts draw at their code points, for the marks that forms use; any other character
# stays the private-use character that the file holds.
_SYMBOLS: dict[str, dict[int, str]] = {
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0xA1: "○", 0xA7: "▪",
        0xA8: "□", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"},
    "symbol": {0xB7: "•", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as printed, its automatic number included.

    Attributes:
        text: may hold ``\\n`` (breaks) and ``\\t``.
        joins_next: its mark is hidden or deleted: the next paragraph continues its line.
        boxes: contents of the text boxes anchored in it, in file order.
    """

    text: str
    heading: bool
    joins_next: bool
    boxes: tuple[Element, ...]


def joint(left: str, right: str) -> str:
    """What joins two pieces of one line: nothing between two CJK characters, else one space."""
    if not left or not right or (_is_cjk(left[-1]) and _is_cjk(right[0])):
        return ""
    return " "


def _is_cjk(char: str) -> bool:
    code = ord(char)
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF01 <= code <= 0xFF60
        or 0x20000 <= code <= 0x3FFFF
        or char in "“”‘’…—·"
    )


@dataclass(slots=True)
class ParagraphReader:
    """Reads paragraphs in document order; list counters and open fields pass from one to the next.

    ``_fields`` holds one entry for each open field: whether its code is being read (True) or its
    result. A field's code never outlives its paragraph, so that a field that is not closed cannot
    swallow the text behind it.
    """

    sheet: StyleSheet
    numbering: Numbering
    max_depth: int
    _fields: list[bool] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _boxes: list[Element] = field(default_factory=list)
    _style_hides: bool = False

    def read(self, element: Element, depth: int, *, joined: bool = False) -> Paragraph:
        """The paragraph; ``joined`` ones continue a line and get no number of their own."""
        properties = children(element.find(PARAGRAPH_PROPERTIES))
        style = self.sheet.paragraph(_value(properties.get(_STYLE)))
        self._pieces = []
        self._boxes = []
        self._style_hides = style.hidden
        self._read_inline(element, depth)
        self._fields = [reads_code for reads_code in self._fields if not reads_code]
        text = "".join(self._pieces).strip(_PAGE_BREAK).replace(_PAGE_BREAK, "\n")
        joins_next = _mark_is_gone(properties.get(RUN_PROPERTIES), style)
        if not joined and (text or not joins_next):
            text = self._number(properties.get(_NUMBERING), style, text)
        heading = outline_is_heading(number(_value(properties.get(_OUTLINE))))
        return Paragraph(
            text=text,
            heading=style.heading if heading is None else heading,
            joins_next=joins_next,
            boxes=tuple(self._boxes),
        )

    def _number(self, own: Element | None, style: ParagraphStyle, text: str) -> str:
        """The text with its automatic number before it; ``own`` is the paragraph's numPr."""
        number_id = level = None
        if own is not None:
            number_id = number(value(own, w("numId")))
            level = number(value(own, w("ilvl")))
        if number_id is None:
            number_id = style.number_id
            if number_id and level is None:
                level = self.numbering.level_of_style(number_id, style.chain)
        if not number_id:
            return text
        if level is None:
            level = style.level or 0
        label, suffix = self.numbering.count(number_id, level)
        if not label or suffix == "nothing":
            return label + text
        gap = " " if suffix == "space" else joint(label.rstrip(), text.lstrip())
        return label + gap + text if text else label

    def _read_inline(self, parent: Element, depth: int) -> None:
        if depth > self.max_depth:
            raise UnreadableReport("too_complex", f"elements nested deeper than {self.max_depth}")
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._read_run(child, depth + 1)
            elif tag in TRANSPARENT:
                self._read_inline(child, depth + 1)
            elif tag == CONTROL:
                content = child.find(CONTROL_CONTENT)
                if content is not None:
                    self._read_inline(content, depth + 2)
            elif tag == ALTERNATIVES:
                chosen = branch(child)
                if chosen is not None:
                    self._read_inline(chosen, depth + 2)
            elif tag == _FIELD_MARK:
                self._read_field_mark(child)
            elif isinstance(tag, str) and tag.startswith(MATH):
                self._read_math(child, depth + 1)

    def _read_math(self, element: Element, depth: int) -> None:
        """A formula as its characters in file order, without signs for its shape."""
        if depth > self.max_depth:
            raise UnreadableReport("too_complex", f"elements nested deeper than {self.max_depth}")
        for child in element:
            if child.tag == MATH_TEXT:
                self._write(child.text or "")
            elif child.tag == RUN:
                self._read_run(child, depth + 1)
            else:
                self._read_math(child, depth + 1)

    def _read_run(self, run: Element, depth: int) -> None:
        if depth > self.max_depth:
            raise UnreadableReport("too_complex", f"elements nested deeper than {self.max_depth}")
        properties = run.find(RUN_PROPERTIES)
        if (properties is not None or self._style_hides) and self._is_hidden(properties):
            for mark in run.iterchildren(_FIELD_MARK):
                self._read_field_mark(mark)
            return
        self._read_run_content(run, depth)

    def _read_run_content(self, parent: Element, depth: int) -> None:
        for child in parent:
            tag = child.tag
            if tag == TEXT:
                self._write(_element_text(child))
            elif tag in _FIXED:
                self._write(_FIXED[tag])
            elif tag == _BREAK:
                paged = child.get(w("type")) in ("page", "column")
                self._write(_PAGE_BREAK if paged else "\n")
            elif tag == _SYMBOL:
                self._write(_symbol(child))
            elif tag == _FIELD_MARK:
                self._read_field_mark(child)
            elif tag in _PICTURES:
                self._find_boxes(child, depth + 1)
            elif tag == ALTERNATIVES:
                chosen = branch(child)
                if chosen is not None and depth < self.max_depth:
                    self._read_run_content(chosen, depth + 2)
            elif tag == _RUBY:
                base = child.find(_RUBY_BASE)
                if base is not None:
                    self._read_inline(base, depth + 2)

    def _write(self, text: str) -> None:
        if text and not any(self._fields):
            self._pieces.append(text)

    def _read_field_mark(self, mark: Element) -> None:
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            self._fields = [*self._fields[-_MAX_OPEN_FIELDS:], True]
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_hidden(self, properties: Element | None) -> bool:
        """Own property first; else character and paragraph style, which cancel each other."""
        own = flag(properties, _VANISH)
        if own is not None:
            return own
        hiding = self.sheet.hiding_characters
        by_character = bool(hiding) and value(properties, w("rStyle")) in hiding
        return by_character != self._style_hides

    def _find_boxes(self, element: Element, depth: int) -> None:
        """Collects the outermost text boxes of a drawing, one version of each."""
        if depth > self.max_depth:
            raise UnreadableReport("too_complex", f"elements nested deeper than {self.max_depth}")
        for child in element:
            if child.tag == TEXT_BOX:
                self._boxes.append(child)
            elif child.tag == ALTERNATIVES:
                chosen = branch(child)
                if chosen is not None:
                    self._find_boxes(chosen, depth + 2)
            elif len(child):
                self._find_boxes(child, depth + 1)


def _element_text(element: Element) -> str:
    """The text of a w:t; blanks at its ends count only where they are said to be kept."""
    text = element.text or ""
    if element.get(XML_SPACE) != "preserve":
        text = text.strip(_XML_BLANKS)
    return text.translate(_BLANKS_TO_SPACE) if "\n" in text or "\t" in text else text


def _symbol(element: Element) -> str:
    try:
        code = int(element.get(w("char"), ""), 16)
    except ValueError:
        return ""
    font = element.get(w("font"), "").lower()
    known = _SYMBOLS.get(font, {}).get(code - 0xF000 if 0xF000 <= code <= 0xF0FF else code)
    if known is not None:
        return known
    if code < 0x20 or 0xD800 <= code <= 0xDFFF or code > 0xFFFF:
        return ""
    return chr(code)


def _mark_is_gone(mark: Element | None, style: ParagraphStyle) -> bool:
    """Whether the mark at a paragraph's end, with these run properties, is deleted or hidden."""
    if mark is None:
        return style.hidden
    if any(child.tag in _GONE for child in mark):
        return True
    hidden = flag(mark, _VANISH)
    return style.hidden if hidden is None else hidden


def _value(element: Element | None) -> str | None:
    return None if element is None else element.get(VAL)
