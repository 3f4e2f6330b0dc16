"""A report as it is drawn, before any file format: sections, paragraphs and merged tables.

Structural noises change sheets; renderers turn sheets into files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from eval.layouts.cells import Truths
from eval.layouts.labels import FormName

CellRole = Literal["title", "corner", "header", "group", "label", "value", "junk"]
RowKind = Literal["title", "header", "data", "junk"]


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell where it starts, as in HTML. ``id`` is the cell id of a value, else None."""

    text: str
    role: CellRole
    colspan: int = 1
    rowspan: int = 1
    id: str | None = None


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """``id`` is ``t2.granted`` and the like for data rows, else a name unique in its table."""

    id: str
    kind: RowKind
    cells: tuple[DrawnCell, ...]

    @property
    def values(self) -> tuple[DrawnCell, ...]:
        return tuple(cell for cell in self.cells if cell.role == "value")


@dataclass(frozen=True, slots=True)
class DrawnTable:
    id: Literal["t1", "t2", "t3"]
    n_cols: int
    rows: tuple[DrawnRow, ...]


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A section: its heading (empty for the preamble), paragraphs, then its table if any."""

    id: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    table: DrawnTable | None = None


@dataclass(frozen=True, slots=True)
class Planted:
    """A number that the running text states otherwise than the sum of these cells."""

    claimed: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manner:
    """What only some renderers draw.

    Attributes:
        chrome: 0 to 3, how much site furniture stands around the article.
        writing: the order in which a PDF writes a page: 0 as read, 1 numbers first, 2 numbers
            first and column by column, 3 from the end.
        page_numbers: whether a PDF prints them.
    """

    chrome: int = 1
    writing: int = 0
    page_numbers: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report ready to be rendered, with the truth about what a perfect reader would see.

    Attributes:
        first: the form of table 1.
        others: the form of tables 2 and 3.
        planted: what text and tables contradict each other in.
    """

    title: tuple[str, ...]
    agency: str
    year: int
    published: str
    first: FormName
    others: FormName
    sections: tuple[SheetSection, ...]
    truths: Truths
    manner: Manner = Manner()
    planted: tuple[Planted, ...] = ()

    @property
    def tables(self) -> Iterator[DrawnTable]:
        return (section.table for section in self.sections if section.table is not None)

    @property
    def rows(self) -> dict[str, tuple[str, ...]]:
        """Data row id -> its cell ids in order, for the rows that are drawn."""
        return {
            row.id: tuple(cell.id for cell in row.values if cell.id is not None)
            for table in self.tables
            for row in table.rows
            if row.kind == "data"
        }


def map_tables(sheet: Sheet, change: Callable[[DrawnTable], DrawnTable]) -> Sheet:
    """The sheet with every table changed."""
    return replace(
        sheet,
        sections=tuple(
            section if section.table is None else replace(section, table=change(section.table))
            for section in sheet.sections
        ),
    )


def map_rows(sheet: Sheet, change: Callable[[DrawnRow], DrawnRow | None]) -> Sheet:
    """The sheet with every row changed, or left out where ``change`` gives None."""

    def change_table(table: DrawnTable) -> DrawnTable:
        rows = (change(row) for row in table.rows)
        return replace(table, rows=tuple(row for row in rows if row is not None))

    return map_tables(sheet, change_table)


def map_cells(sheet: Sheet, change: Callable[[DrawnCell], DrawnCell]) -> Sheet:
    """The sheet with every drawn cell changed."""
    return map_rows(
        sheet, lambda row: replace(row, cells=tuple(change(cell) for cell in row.cells))
    )


def map_prose(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    """The sheet with every paragraph changed; headings and tables stay."""
    return replace(
        sheet,
        sections=tuple(
            replace(section, paragraphs=tuple(change(text) for text in section.paragraphs))
            for section in sheet.sections
        ),
    )


def set_truths(sheet: Sheet, changes: Truths) -> Sheet:
    return replace(sheet, truths={**sheet.truths, **changes})
