"""Web pages of several publishing systems, of pasted Word, and with tables in odd nestings.

The systems differ in data only (``sites.toml``); the one page whose three tables are a single
table is put together here.
"""

from __future__ import annotations

import html
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from random import Random
from string import Template

from eval.layouts.prose import load_wordings
from eval.layouts.render.rendered import Rendered
from eval.layouts.sheet import DrawnCell, DrawnRow, DrawnTable, Sheet, SheetSection

# Grid columns of the common table that each column of a single table takes; each sums to 15.
COMMON_WIDTHS = {
    "t1": (6, 3, 3, 3),
    "t2": (3, 3, 2, 1, 1, 1, 1, 1, 1, 1),
    "t3": (1,) * 15,
}


@dataclass(frozen=True, slots=True)
class Site:
    """How one publishing system marks up an article and what it puts around it."""

    suffix: str
    encoding: str
    table: str
    cell: str
    empty: str
    paragraph: str
    heading: str
    page: str


@cache
def load_sites() -> dict[str, Site]:
    text = (files("eval.layouts.render") / "sites.toml").read_text(encoding="utf-8")
    return {name: Site(**entry) for name, entry in tomllib.loads(text).items()}


def sheet_to_html(sheet: Sheet, rng: Random, *, site_name: str) -> Rendered:
    """The page in the manner of one site."""
    site = load_sites()[site_name]
    sections: Sequence[SheetSection] = sheet.sections
    if site_name == "one_table":
        sections = join_tables(sheet.sections)
    body = "\n".join(part for section in sections for part in _section_parts(section, site))
    top, bottom = furniture(sheet, rng)
    title = html.escape("".join(sheet.title))
    page = Template(site.page).safe_substitute(
        title_tag=title,
        title=title if sheet.title else "",
        agency=html.escape(sheet.agency),
        place=html.escape(sheet.agency[:3]),
        published=sheet.published,
        year=str(sheet.year),
        top=" ".join(f"<span>{html.escape(text)}</span>" for text in top),
        bottom="".join(f"<p>{html.escape(text)}</p>" for text in bottom),
        body=body,
    )
    data = page.encode(site.encoding, errors="xmlcharrefreplace")
    return Rendered(data, f"{sheet.published.replace('-', '')}{site.suffix}", sheet.truths)


def furniture(sheet: Sheet, rng: Random) -> tuple[list[str], list[str]]:
    """What stands above and below the article, more of it the higher ``manner.chrome``."""
    wordings = load_wordings()["chrome"]
    slots = {
        "agency": sheet.agency,
        "published": sheet.published,
        "place": sheet.agency[:3],
        "year": sheet.year,
        "visits": rng.randint(10, 4_000),
        "phone": rng.randint(10, 99),
    }
    counts = (0, 2, 5, 8)
    count = counts[min(sheet.manner.chrome, 3)]

    def draw(texts: list[str]) -> list[str]:
        drawn = rng.sample(texts, min(count, len(texts)))
        return [text.format_map(slots) for text in drawn]

    return draw(wordings["top"]), draw(wordings["bottom"])


def _section_parts(section: SheetSection, site: Site) -> Iterable[str]:
    if section.heading:
        yield Template(site.heading).substitute(text=html.escape(section.heading))
    for paragraph in section.paragraphs:
        yield Template(site.paragraph).substitute(text=html.escape(paragraph))
    if section.table is not None:
        rows = "\n".join(row_to_html(row, site) for row in section.table.rows)
        yield Template(site.table).substitute(rows=rows)


def row_to_html(row: DrawnRow, site: Site) -> str:
    cell_template = Template(site.cell)
    cells = (
        cell_template.substitute(span=_span(cell), text=_cell_text(cell, site))
        for cell in row.cells
    )
    return f"<tr>{''.join(cells)}</tr>"


def _span(cell: DrawnCell) -> str:
    columns = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    rows = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    return columns + rows


def _cell_text(cell: DrawnCell, site: Site) -> str:
    if not cell.text:
        return site.empty
    return html.escape(cell.text, quote=False).replace("\n", "<br/>")


def join_tables(sections: Sequence[SheetSection]) -> tuple[SheetSection, ...]:
    """The sections with all tables in one, the headings between them as rows of it."""
    rows: list[DrawnRow] = []
    joined: list[SheetSection] = []
    for section in sections:
        if section.table is None:
            if rows:
                joined.append(SheetSection("tables", "", (), DrawnTable("t1", 15, tuple(rows))))
                rows = []
            joined.append(section)
            continue
        if section.heading:
            heading = DrawnCell(section.heading, "title", colspan=15)
            rows.append(DrawnRow(f"{section.id}.heading", "title", (heading,)))
        rows.extend(_widened(section.table))
    if rows:
        joined.append(SheetSection("tables", "", (), DrawnTable("t1", 15, tuple(rows))))
    return tuple(joined)


def _widened(table: DrawnTable) -> Iterable[DrawnRow]:
    """The rows on a grid of fifteen columns."""
    widths = COMMON_WIDTHS[table.id]
    taken: dict[int, set[int]] = {}
    for index, row in enumerate(table.rows):
        cells = []
        col = 0
        for cell in row.cells:
            while col in taken.get(index, set()):
                col += 1
            covered = range(col, col + cell.colspan)
            for below in range(index + 1, index + cell.rowspan):
                taken.setdefault(below, set()).update(covered)
            cells.append(replace(cell, colspan=sum(widths[col : col + cell.colspan])))
            col += cell.colspan
        yield replace(row, cells=tuple(cells))
