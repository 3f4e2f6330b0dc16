"""The XML names of WordprocessingML that the ``docx_*`` modules share."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return _MAIN + name


def m(name: str) -> str:
    """The qualified name of an Office Math element."""
    return MATH + name


VAL = w("val")
PARAGRAPH = w("p")
TABLE = w("tbl")
ROW = w("tr")
CELL = w("tc")
RUN = w("r")
TEXT = w("t")
MATH_TEXT = m("t")
RUN_PROPERTIES = w("rPr")
PARAGRAPH_PROPERTIES = w("pPr")
CONTROL = w("sdt")
CONTROL_CONTENT = w("sdtContent")
TEXT_BOX = w("txbxContent")
ALTERNATIVES = _MARKUP + "AlternateContent"
CHOICE = _MARKUP + "Choice"
FALLBACK = _MARKUP + "Fallback"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# Elements around blocks, rows, cells or runs that change nothing in the text: custom markup,
# insertions, links, directions, the results of simple fields, formulae.
TRANSPARENT = frozenset(
    [w(name) for name in ("ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple")]
    + [w("bdo"), w("dir"), m("oMath"), m("oMathPara")]
)

# What the drawing part of a choice may be called; others (charts, ink, 3D) carry a picture of
# themselves as fallback.
_UNDERSTOOD = frozenset({"wps", "wpg", "wpc", "wp14", "w14", "w15", "w16", "a14"})

_OFF = frozenset({"0", "false", "off", "none"})


def flag(properties: Element | None, name: str) -> bool | None:
    """An on/off property; None where it is not stated."""
    if properties is None:
        return None
    found = properties.find(name)
    if found is None:
        return None
    return found.get(VAL, "1").lower() not in _OFF


def value(properties: Element | None, name: str) -> str | None:
    """The w:val of a child; None where child or value are absent."""
    if properties is None:
        return None
    found = properties.find(name)
    return None if found is None else found.get(VAL)


def number(text: str | None) -> int | None:
    """A decimal attribute; None where it is absent or no number of a sane size."""
    if text is None or len(text) > 10:
        return None
    try:
        return int(text)
    except ValueError:
        return None


def children(properties: Element | None) -> dict[str, Element]:
    """The children of a properties element by name, the first of each name."""
    found: dict[str, Element] = {}
    for child in properties if properties is not None else ():
        found.setdefault(str(child.tag), child)
    return found


def branch(alternatives: Element) -> Element | None:
    """The one branch of an mc:AlternateContent to read: the first understood one, else Fallback."""
    for child in alternatives:
        if child.tag == CHOICE and _UNDERSTOOD.issuperset(child.get("Requires", "").split()):
            return child
        if child.tag == FALLBACK:
            return child
    return None
