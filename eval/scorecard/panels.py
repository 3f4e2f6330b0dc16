"""Pieces that all parts of the page are made of: panels, tables in scrolling frames, notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extraction.show.markup import Attributes, Html, element, join, text_to_html


@dataclass(frozen=True, slots=True)
class Panel:
    """A section of the page and its entry in the contents."""

    id: str
    title: str
    body: Html


@dataclass(frozen=True, slots=True)
class Column:
    """``is_number``: set to the right in figures of equal width."""

    title: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells under the columns, the first one the row's head; ``look`` is a class of the row."""

    cells: tuple[Html, ...]
    look: str | None = None


def panel_to_html(panel: Panel) -> Html:
    heading = element("h2", None, text_to_html(panel.title))
    return element("section", {"id": panel.id}, heading, panel.body)


def table_to_html(caption: str, columns: Sequence[Column], rows: Iterable[Row]) -> Html:
    """A table that scrolls in its own frame where it is wider than the page."""
    head = element("tr", None, *(_heading(column) for column in columns))
    body = [_row(columns, row) for row in rows]
    table = element(
        "table",
        None,
        element("caption", None, text_to_html(caption)),
        element("thead", None, head),
        element("tbody", None, *body),
    )
    frame: Attributes = {"class": "frame", "tabindex": 0, "role": "region", "aria-label": caption}
    return element("div", frame, table)


def _heading(column: Column) -> Html:
    look = "number" if column.is_number else None
    return element("th", {"scope": "col", "class": look}, text_to_html(column.title))


def _row(columns: Sequence[Column], row: Row) -> Html:
    cells = []
    for number, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
        look = "number" if column.is_number else None
        if number:
            cells.append(element("td", {"class": look}, cell))
        else:
            cells.append(element("th", {"scope": "row", "class": look}, cell))
    return element("tr", {"class": row.look}, *cells)


def paragraph(text: str, look: str | None = None) -> Html:
    return element("p", {"class": look}, text_to_html(text))


def link(href: str, text: str) -> Html:
    return element("a", {"href": href}, text_to_html(text))


def folded(title: str, *children: Html, is_open: bool = False) -> Html:
    summary = element("summary", None, text_to_html(title))
    return element("details", {"open": "" if is_open else None}, summary, *children)


def facts_to_html(facts: Iterable[tuple[str, str]], look: str) -> Html:
    """Names and values as a list of definitions."""
    pairs = (
        element(
            "div",
            None,
            element("dt", None, text_to_html(name)),
            element("dd", None, text_to_html(value)),
        )
        for name, value in facts
    )
    return element("dl", {"class": look}, join(pairs))
