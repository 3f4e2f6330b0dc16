"""The made page as a tree, and the parts of it that tests look at."""

from __future__ import annotations

from typing import Any

from lxml import html

from extraction.document import Document
from extraction.language import Lang
from extraction.record.model import ReportRecord
from extraction.show import record_to_html

Tree = Any


def page_of(
    made: tuple[ReportRecord, str], lang: Lang = "zh", *, document: Document | None = None
) -> Tree:
    return html.document_fromstring(record_to_html(*made, lang=lang, document=document))


def by_id(tree: Tree, name: str) -> Tree:
    found = tree.xpath("//*[@id=$name]", name=name)
    assert len(found) == 1, f"{len(found)} elements with the id {name}"
    return found[0]


def cell(tree: Tree, cell_id: str) -> Tree:
    return by_id(tree, f"c-{cell_id}")


def words(element: Tree) -> str:
    return " ".join(element.text_content().split())


def marks(element: Tree) -> list[str]:
    """The one-character marks in an element, in order."""
    return [words(mark) for mark in element.xpath(".//*[contains(@class, 'mark ')]")]


def note(element: Tree) -> list[str]:
    return str(element.get("title")).split("\n")


def grid(table: Tree) -> list[list[str]]:
    """A table laid out: every header or cell repeated over the rows and columns that it spans."""
    rows: dict[tuple[int, int], str] = {}
    for y, row in enumerate(table.xpath(".//tr")):
        x = 0
        for box in row.xpath("./th|./td"):
            while (y, x) in rows:
                x += 1
            for down in range(int(box.get("rowspan", 1))):
                for right in range(int(box.get("colspan", 1))):
                    assert (y + down, x + right) not in rows, "two cells in one place"
                    rows[y + down, x + right] = words(box)
    height, width = (max(place[axis] for place in rows) + 1 for axis in (0, 1))
    return [[rows.get((y, x), "HOLE") for x in range(width)] for y in range(height)]
