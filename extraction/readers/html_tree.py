"""Markup to a tree of nodes, within bounds. What the tree says is left to the other ``html_*``.

libxml2 repairs the markup and resolves its references; the nodes are built from its events, so
that a page too deep or too large is given up while it is being parsed. Nothing is fetched or run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, cast

from lxml import etree

from extraction.errors import UnreadableReport
from extraction.readers.role import Limits

BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li"
    " listing main menu nav noframes ol optgroup option p plaintext pre search section summary"
    " table tbody td tfoot th thead tr ul xmp".split()
)
# Elements of which a browser shows nothing, or nothing that is text of the page.
SILENT_TAGS = frozenset(
    "applet area audio base button canvas datalist embed frame frameset head iframe input link map"
    " meta noembed noframes noscript object optgroup option param rp rt script select source style"
    " svg template textarea title track video xml".split()
)
_UNREAD_TEXT = SILENT_TAGS - {"title", "head"}
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all")
_DISPLAY = re.compile(r"(?:^|[;\s])display\s*:\s*([a-z-]+)")
_BLOCK_DISPLAYS = frozenset("block table list-item flex grid flow-root".split())
# An element costs about 250 bytes; the longest report page seen has some 40,000.
_MOST_NODES = 400_000
# libxml2 itself gives up at 2048.
_MOST_NESTING = 2000

_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})

_DOCTYPE = re.compile(r"<!doctype\b[^<>\[]{0,500}\[.{0,20000}?\]\s*>", re.IGNORECASE | re.DOTALL)
# Pages hold whole pages, pasted in: text goes on behind their ends, and browsers show it there.
_PAGE_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?")
# What HTML forbids in text and libxml2 passes on; a form feed is white space, not to every libxml2.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(slots=True, eq=False)
class Node:
    """An element. ``children`` are elements and texts in document order.

    ``is_block``: it begins and ends a line. ``is_hidden``: a style or attribute hides it.
    """

    tag: str
    attributes: Mapping[str, str]
    parent: Node | None
    is_block: bool
    is_hidden: bool
    children: list[Node | str] = field(default_factory=list)

    def elements(self) -> Iterator[Node]:
        """The child elements."""
        return (child for child in self.children if isinstance(child, Node))

    @property
    def is_shown(self) -> bool:
        """Whether a browser would show its text."""
        return not self.is_hidden and self.tag not in SILENT_TAGS


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page.

    Attributes:
        root: the element ``html``.
        described: the elements ``meta`` and ``title`` in document order.
        line_tags: the tags of the elements that end a line.
    """

    root: Node
    described: tuple[Node, ...]
    line_tags: frozenset[str]

    @property
    def body(self) -> Node:
        """The element that is shown; the root where there is none."""
        return next((node for node in self.root.elements() if node.tag == "body"), self.root)


def markup_to_tree(source: str, limits: Limits) -> Tree:
    """Parses a page.

    Raises:
        UnreadableReport: too_complex; no_text where there is no element at all.
    """
    cleaned = _PAGE_END.sub("", _DOCTYPE.sub("", source, count=1))
    cleaned = _LINE_END.sub("\n", _CONTROL.sub("", cleaned)).replace("\f", " ")
    builder = _TreeBuilder(limits)
    parser = etree.HTMLParser(
        target=cast("Any", builder), encoding="utf-8", no_network=True, huge_tree=True
    )
    try:
        etree.fromstring(cleaned.encode("utf-8", errors="replace"), parser)
    except UnreadableReport:
        raise  # the builder's own
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableReport("no_text", f"no page in it: {error}") from error
    if builder.root is None:
        raise UnreadableReport("no_text", "no element in it")
    return Tree(builder.root, tuple(builder.described), frozenset(builder.line_tags))


class _TreeBuilder:
    """Takes libxml2's events."""

    def __init__(self, limits: Limits) -> None:
        self.root: Node | None = None
        self.described: list[Node] = []
        self.line_tags: set[str] = set()
        self._open: list[Node] = []
        self._nodes = self._tables = self._cells = 0
        self._limits = limits
        self._nesting = min(limits.nesting, _MOST_NESTING)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        parent = self._open[-1] if self._open else self.root
        self._count(tag)
        attributes = attributes or _NO_ATTRIBUTES
        node = Node(tag, attributes, parent, *_looks(tag, attributes))
        if parent is not None:
            parent.children.append(node)
        else:
            self.root = node
        self._open.append(node)
        if tag in ("meta", "title"):
            self.described.append(node)
        elif node.is_block or tag == "br":
            self.line_tags.add(tag)

    def end(self, _tag: str) -> None:
        if self._open:
            self._open.pop()

    def data(self, text: str) -> None:
        if self._open and self._open[-1].tag not in _UNREAD_TEXT:
            self._open[-1].children.append(text)

    def close(self) -> Node | None:
        return self.root

    def _count(self, tag: str) -> None:
        self._nodes += 1
        self._tables += tag == "table"
        self._cells += tag in ("td", "th")
        if len(self._open) >= self._nesting:
            raise UnreadableReport("too_complex", f"elements nested {self._nesting} deep")
        if self._nodes > _MOST_NODES:
            raise UnreadableReport("too_complex", f"more than {_MOST_NODES} elements")
        if self._tables > self._limits.tables:
            raise UnreadableReport("too_complex", f"more than {self._limits.tables} tables")
        if self._cells > self._limits.table_cells:
            raise UnreadableReport("too_complex", f"more than {self._limits.table_cells} cells")


def _looks(tag: str, attributes: Mapping[str, str]) -> tuple[bool, bool]:
    """Whether the element is a block, and whether it is hidden."""
    is_block = tag in BLOCK_TAGS
    is_hidden = attributes.get("hidden", "until-found") != "until-found"
    style = attributes.get("style", "").lower()
    if "display" in style or "visibility" in style or "mso-hide" in style:
        is_hidden = is_hidden or _HIDING.search(style) is not None
        display = _DISPLAY.search(style)
        if display is not None and display[1] == "inline":
            is_block = False
        elif display is not None and display[1] in _BLOCK_DISPLAYS:
            is_block = True
    return is_block, is_hidden
