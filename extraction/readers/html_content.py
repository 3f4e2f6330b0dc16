"""Which part of a page is the report: by what it says, not by what its container is called.

From the body downwards one child after another is entered as long as everything beside it is
page furniture, so that a report cut into sibling containers stays whole. What little furniture
is left inside is told here too; ``html_render`` leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from extraction.readers.html_facts import Facts, Page, Run, shown_text
from extraction.readers.html_tree import Node
from extraction.readers.html_words import load_words

FURNITURE_CHARS = 200
# Elements that are a line or a paragraph: the report is around them, not in one of them.
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd pre caption a legend".split())
_TABLE_PARTS = frozenset("tbody thead tfoot tr td th".split())
_FURNITURE_TAGS = frozenset("nav footer aside menu".split())
# Named furniture is short: share bars and breadcrumbs have 20 to 150 characters, a footer 300. A
# container of that name around the article has its marks.
_NAMED_CHARS = 400
_NAMED_SENTENCES = 3
# Menus are links throughout; the preamble of a report links one address in 300 characters.
_LINKED_SHARE = 0.5
_LINKED_LINES = 4
_LISTED_SHARE = 0.8
_CATALOGUE_LABELS = 3
# Four cells with figures are a table; page furniture counts visits and days.
_TABLE_FIGURES = 4
# "Nothing to report." may stand alone in a container; longer prose names its subject, and news
# that a page announces beside the report has more.
_ANSWER_CHARS = 40
# With so many marks in one place, prose elsewhere that does not speak of disclosure is another
# article's. Reports in free form may have none, those in the statutory form have 30.
_SURE_MARKS = 5
# A table is entered when one cell has nearly all of its text.
_CELL_SHARE = 0.7

_TITLE = re.compile(
    r"(?:信息|政务|資訊|政務)(?:公开|公開).{0,16}(?:报告|年报|報告|年報)"
    r"|(?:报告|年报|報告|年報).{0,10}信息(?:公开|公開)"
)
_TITLE_YEAR = re.compile(r"\d{4}|[〇○零一二三四五六七八九]{4}|年度")
_TITLE_CHARS = range(8, 90)
# What is written about reports is no report.
_OTHER_TITLE = re.compile(r"(?:通知|格式|指南|规定|办法|方案|要求|函)[》〉]?$")
# The title stands among the first lines, behind the catalogue and the date of publication.
_OPENING_RUNS = 12


@dataclass(frozen=True, slots=True)
class Content:
    """The report's element, its title where that stands outside of it, and what lies beside it."""

    element: Node
    title: str | None
    beside: tuple[str, ...]


def page_to_content(page: Page, body: Node, named: str | None) -> Content:
    """The part of the page that is the report.

    Args:
        named: the title that the page's metadata give; found on the page, it is the title.
    """
    element = body
    while (inner := _inner_content(page, element)) is not None:
        element = inner
    while element.tag in _TABLE_PARTS - {"td", "th"} and element.parent is not None:
        element = element.parent
    title = _outer_title(page, element, named)
    return Content(element, title, tuple(_texts_beside(page, body, element, title)))


def _inner_content(page: Page, element: Node) -> Node | None:
    """The child that holds all of the element's content; None where that is in several places."""
    children = [child for child in element.elements() if child in page.facts and child.is_shown]
    if not children:
        return None
    best = max(children, key=lambda child: _weight(page.of(child)))
    facts = page.of(best)
    if best.tag in _PARAGRAPHS or not _weight(facts):
        return None
    in_table = element.tag in _TABLE_PARTS or element.tag == "table"
    if in_table and facts.plain_chars < _CELL_SHARE * page.of(element).plain_chars:
        return None
    beside = [(page.of(child), child) for child in children if child is not best]
    own = page.own.get(element)
    if own is not None and _is_content(own, None, facts):
        return None
    if any(_is_content(other, child, facts) for other, child in beside):
        return None
    figures = sum(other.figures for other, child in beside if not _is_chrome(other, child))
    return best if figures < (1 if in_table else _TABLE_FIGURES) else None


def _weight(facts: Facts) -> int:
    return 3 * facts.marks.bit_count() + facts.sentences + facts.figures // _TABLE_FIGURES


def _is_content(facts: Facts, node: Node | None, main: Facts) -> bool:
    """Whether what stands beside the main content is a piece of the report.

    Args:
        node: None for text that stands in no element of its own.
        main: the facts of the main content.
    """
    if facts.marks & ~main.marks:
        return True
    if _is_chrome(facts, node):
        return False
    if facts.marks or facts.figures >= _TABLE_FIGURES:
        return True
    if not facts.sentences:
        return False
    unsure = main.marks.bit_count() < _SURE_MARKS
    return unsure or facts.has_subject or facts.chars <= _ANSWER_CHARS


def _is_chrome(facts: Facts, node: Node | None) -> bool:
    """Whether a stretch that adds no mark to the report's is page furniture."""
    if not facts.plain_chars or facts.link_chars > _LINKED_SHARE * facts.chars:
        return True
    if facts.labels.bit_count() >= _CATALOGUE_LABELS:
        return True
    if node is None:
        return False
    if _is_named_furniture(node):
        return True
    return facts.chars <= _NAMED_CHARS and load_words().is_chrome_line(
        shown_text(node, 2 * _NAMED_CHARS)
    )


def is_furniture(page: Page, node: Node) -> bool:
    """Whether an element inside the report's container is page furniture."""
    facts = page.facts.get(node)
    if facts is None:
        # an element inside a line
        return _is_named_furniture(node) and not _is_written(Facts(), node)
    if facts.marks or not facts.chars:
        return False
    if facts.labels.bit_count() >= _CATALOGUE_LABELS and node.tag == "table":
        return facts.sentences <= _NAMED_SENTENCES
    if _is_named_furniture(node):
        return not _is_written(facts, node)
    return (
        facts.links >= _LINKED_LINES
        and not facts.sentences
        and facts.link_chars > _LISTED_SHARE * facts.chars
    )


def _is_written(facts: Facts, node: Node) -> bool:
    """Whether an element that bears a name of furniture holds prose, figures or a title."""
    if facts.sentences > _NAMED_SENTENCES or facts.figures >= _TABLE_FIGURES:
        return True
    text = shown_text(node, _NAMED_CHARS + 1)
    words = load_words()
    if len(text) > _NAMED_CHARS or words.text_to_marks(text):
        return True
    return not facts.links and is_title(text, None)


def _is_named_furniture(node: Node) -> bool:
    if node.tag in _FURNITURE_TAGS:
        return True
    attributes = node.attributes
    names = (attributes.get("class"), attributes.get("id"))
    return any(name and load_words().is_chrome_name(name) for name in names)


def is_title(text: str, named: str | None) -> bool:
    """Whether a line is a report's title: it says so with a year, or it is the one named."""
    squeezed = "".join(text.split())
    if named is not None and squeezed and squeezed == "".join(named.split()):
        return True
    return (
        len(squeezed) in _TITLE_CHARS
        and "。" not in squeezed
        and _TITLE.search(squeezed) is not None
        and _TITLE_YEAR.search(squeezed) is not None
        and _OTHER_TITLE.search(squeezed) is None
    )


def _outer_title(page: Page, element: Node, named: str | None) -> str | None:
    """The last title before the element, where the element does not open with one."""
    facts = page.of(element)
    inside = page.runs[facts.first_run : facts.last_run]
    if any(is_title(text, named) for text in _opening_texts(inside)):
        return None
    outside = page.runs[: facts.first_run]
    found = [run.text for run in outside if is_title(run.text, named)]
    return found[-1].strip() if found else None


def _opening_texts(runs: list[Run]) -> Iterator[str]:
    """The first runs, line by line and two lines together: titles are broken in two."""
    opening = runs[:_OPENING_RUNS]
    for run in opening:
        yield run.text
        yield from run.text.split("\n")
    for first, second in pairwise(opening):
        if len(first.text) + len(second.text) < _TITLE_CHARS.stop:
            yield first.text + second.text


def _texts_beside(page: Page, body: Node, element: Node, title: str | None) -> Iterable[str]:
    """The text of each container left out, from the innermost level outwards, cut short."""
    inner = element
    around = set()
    while inner is not body and inner.parent is not None:
        around.add(inner.parent)
        for child in inner.parent.elements():
            if child is not inner and child.is_shown and page.of(child).chars:
                text = shown_text(child, FURNITURE_CHARS)
                if text and text != title:
                    yield text
        inner = inner.parent
    for run in page.runs:
        text = " ".join(run.text.split())[:FURNITURE_CHARS]
        if run.owner in around and text != title:
            yield text
