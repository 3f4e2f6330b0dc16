"""What every stretch of a page holds: text, links, sentences, marks of a report, figures.

Counted once over the whole page; which stretch is the report is decided in ``html_content``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extraction.readers.html_tree import Node
from extraction.readers.html_words import Words, load_words

_SENTENCE_END = re.compile(r"[。；！？]")
_FIGURE = re.compile(r"[\s\u00a0]*[\d,]+(?:\.\d+)?[\s\u00a0]*")
# A title that links is shorter; what is longer lies in an anchor that was never closed.
_LONGEST_LINK = 120
_SPACES = re.compile(r"[ \t\n\f]+")


@dataclass(slots=True)
class Facts:
    """What stands in an element, all that lies below it included.

    Attributes:
        chars: characters shown, white space aside; ``link_chars`` of them in links.
        sentences: their ends, outside of links.
        marks: a bit for each mark of a report that stands outside of links.
        labels: a bit for each label of an article's catalogue table.
        has_subject: whether the prose speaks of what reports speak of.
        figures: lines that are a number and nothing else.
        cells, tables: table cells and tables.
        first_run, last_run: the range of ``Page.runs`` that it holds, half-open.
    """

    chars: int = 0
    link_chars: int = 0
    links: int = 0
    sentences: int = 0
    marks: int = 0
    labels: int = 0
    has_subject: bool = False
    figures: int = 0
    cells: int = 0
    tables: int = 0
    first_run: int = 0
    last_run: int = 0

    @property
    def plain_chars(self) -> int:
        """Characters outside of links."""
        return self.chars - self.link_chars

    def take(self, other: Facts) -> None:
        """Adds what another stretch holds."""
        self.chars += other.chars
        self.link_chars += other.link_chars
        self.links += other.links
        self.sentences += other.sentences
        self.marks |= other.marks
        self.labels |= other.labels
        self.has_subject = self.has_subject or other.has_subject
        self.figures += other.figures
        self.cells += other.cells
        self.tables += other.tables


@dataclass(frozen=True, slots=True)
class Run:
    """Text outside of links between two block boundaries; ``owner`` is the block it lies in."""

    owner: Node
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """The facts of each block and of each element that holds blocks.

    ``own`` is what stands in a block directly, outside of the blocks in it.
    """

    facts: dict[Node, Facts] = field(default_factory=dict)
    own: dict[Node, Facts] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)

    def of(self, node: Node) -> Facts:
        """The facts of a block; empty ones for what holds none."""
        return self.facts.get(node) or Facts()


def body_to_page(body: Node) -> Page:
    """Walks the elements that are shown."""
    return _Counter(load_words()).count(body)


def shown_text(node: Node, longest: int) -> str:
    """The text a browser would show, on one line, cut short."""
    parts: list[str] = []
    length = 0
    for text in _shown_texts(node):
        parts.append(text)
        length += len(text)
        # white space is still to collapse
        if length > 20 * longest:
            break
    return _SPACES.sub(" ", "".join(parts)).strip()[:longest]


def _shown_texts(root: Node) -> Iterator[str]:
    """Texts in document order, a blank at the edges of blocks; the root's own hiding is waived."""
    stack: list[Node | str] = [*reversed(root.children)]
    while stack:
        step = stack.pop()
        if isinstance(step, str):
            yield step
        elif step.is_shown:
            if step.is_block or step.tag == "br":
                yield " "
                stack.append(" ")
            stack.extend(reversed(step.children))


class _Counter:
    """One walk over one page."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._page = Page()
        self._owners: list[Node] = []
        self._buffer: list[str] = []

    def count(self, root: Node) -> Page:
        stack: list[tuple[Node, Iterator[Node | str]]] = []
        self._open(root)
        stack.append((root, iter(root.children)))
        while stack:
            node, rest = stack[-1]
            child = next(rest, None)
            if child is None:
                stack.pop()
                self._close(node)
            elif isinstance(child, str):
                self._buffer.append(child)
            elif child.tag == "br":
                self._buffer.append("\n")
            elif child.is_shown:
                if _is_link(child):
                    self._add_link(child)
                else:
                    self._open(child)
                    stack.append((child, iter(child.children)))
        return self._page

    def _open(self, node: Node) -> None:
        if not node.is_block and self._owners:
            return
        self._flush()
        facts = Facts(first_run=len(self._page.runs))
        facts.cells = int(node.tag in ("td", "th"))
        facts.tables = int(node.tag == "table")
        self._page.facts[node] = facts
        self._owners.append(node)

    def _close(self, node: Node) -> None:
        if self._owners and self._owners[-1] is node:
            self._flush()
            self._owners.pop()
        facts = self._page.facts.get(node)
        if facts is None:
            return
        facts.last_run = len(self._page.runs)
        if node.parent is not None and self._owners:
            above = self._page.facts.get(node.parent)
            if above is None:
                above = self._page.facts[node.parent] = Facts(first_run=facts.first_run)
            above.take(facts)

    def _add_link(self, link: Node) -> None:
        text = "".join(_shown_texts(link))
        owner = self._owners[-1]
        chars = len("".join(text.split()))
        self._buffer.append(" ")
        if chars:
            found = Facts(chars=chars, link_chars=chars, links=1)
            self._page.facts[owner].take(found)
            self._own(owner).take(found)

    def _own(self, owner: Node) -> Facts:
        return self._page.own.setdefault(owner, Facts())

    def _flush(self) -> None:
        """Ends a run."""
        if not self._buffer:
            return
        text = "".join(self._buffer)
        self._buffer.clear()
        if not text or text.isspace():
            return
        owner = self._owners[-1]
        found = Facts(chars=len("".join(text.split())))
        if _FIGURE.fullmatch(text):
            found.figures = 1
        else:
            found.sentences = len(_SENTENCE_END.findall(text))
            found.marks = self._words.text_to_marks(text)
            found.labels = self._words.text_to_labels(text)
            found.has_subject = self._words.has_subject(text)
        self._page.facts[owner].take(found)
        self._own(owner).take(found)
        self._page.runs.append(Run(owner, text))


def _is_link(node: Node) -> bool:
    if node.tag != "a" or "href" not in node.attributes:
        return False
    length = 0
    for text in _shown_texts(node):
        length += len(text)
        if length > 4 * _LONGEST_LINK:
            return False
    return len("".join("".join(_shown_texts(node)).split())) <= _LONGEST_LINK
