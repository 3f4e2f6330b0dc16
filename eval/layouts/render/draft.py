"""A sheet as a text dump holds it: paragraphs and rows of cells, before they become lines.

Row noises of text dumps act on drafts, since a wrapped label or a doubled line only exists
there. ``text`` joins the cells in the manner of each kind of dump.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from eval.layouts.expand import Place, table_to_grid
from eval.layouts.sheet import DrawnTable, RowKind, Sheet

TextKind = Literal["title", "heading", "prose", "chrome", "blank"]
Expansion = Literal["full", "repeat", "compact", "mixed"]


@dataclass(frozen=True, slots=True)
class DraftText:
    """A paragraph, heading or other line outside the tables; blank lines have no text."""

    kind: TextKind
    text: str


@dataclass(frozen=True, slots=True)
class DraftValue:
    id: str | None
    text: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row: the cells before its values, its values, and the empty cells after them.

    Header and title rows hold everything in ``labels``. ``group`` says how many of the labels
    are group labels or their continuations.
    """

    table: str
    id: str
    kind: RowKind
    labels: tuple[str, ...]
    values: tuple[DraftValue, ...] = ()
    pad: int = 0
    group: int = 0

    @property
    def cells(self) -> tuple[str, ...]:
        return (*self.labels, *(value.text for value in self.values), *("",) * self.pad)


DraftItem = DraftText | DraftRow
Draft = tuple[DraftItem, ...]


def sheet_to_draft(sheet: Sheet, expansion: Expansion) -> Draft:
    """Everything in reading order.

    Args:
        expansion: what becomes of merged cells. ``full`` leaves empty cells where they
            continue, ``repeat`` writes them again, ``compact`` drops the continuations,
            ``mixed`` keeps some, so that the width of a row says nothing.
    """
    items: list[DraftItem] = [DraftText("title", line) for line in sheet.title]
    for section in sheet.sections:
        if section.heading:
            items.append(DraftText("heading", section.heading))
        items.extend(DraftText("prose", paragraph) for paragraph in section.paragraphs)
        if section.table is not None:
            items.extend(table_to_rows(section.table, expansion))
    return tuple(items)


def table_to_rows(table: DrawnTable, expansion: Expansion) -> list[DraftRow]:
    """The rows of a table with merged cells expanded."""
    grid = table_to_grid(table)
    rows = []
    for index, row in enumerate(table.rows):
        places = grid[index]
        values = [place for place in places if place is not None and place.cell.role == "value"]
        first = places.index(values[0]) if values else len(places)
        labels, group = _labels(places[:first], index, expansion)
        rows.append(
            DraftRow(
                table=table.id,
                id=row.id,
                kind=row.kind,
                labels=labels,
                values=tuple(DraftValue(cell.id, cell.text) for cell in row.values),
                pad=_value_pad(table, index, row.kind, expansion),
                group=group,
            )
        )
    return rows


def _labels(
    places: Iterable[Place | None], row: int, expansion: Expansion
) -> tuple[tuple[str, ...], int]:
    texts: list[str] = []
    group = 0
    for col, place in enumerate(places):
        if place is None:
            if expansion in ("full", "repeat"):
                texts.append("")
            continue
        starts = place.row == row and place.col == col
        continues_down = place.row < row and place.col == col
        kept = starts or expansion in ("full", "repeat")
        if expansion == "mixed":
            kept = starts or continues_down or (place.cell.colspan == 3 and col == place.col + 1)
        if not kept:
            continue
        if place.cell.role == "group":
            group += 1
        shown = starts or expansion == "repeat"
        texts.append(place.cell.text.replace("\n", " ") if shown else "")
    return tuple(texts), group


def _value_pad(table: DrawnTable, index: int, kind: RowKind, expansion: Expansion) -> int:
    if kind != "data" or expansion == "compact":
        return 0
    return sum(cell.colspan - 1 for cell in table.rows[index].values)


def map_draft_rows(
    draft: Draft, change: Callable[[DraftRow], DraftItem | Iterable[DraftItem]]
) -> Draft:
    """The draft with each row changed, dropped or broken into several items."""
    items: list[DraftItem] = []
    for item in draft:
        if isinstance(item, DraftText):
            items.append(item)
            continue
        changed = change(item)
        if isinstance(changed, DraftText | DraftRow):
            items.append(changed)
        else:
            items.extend(changed)
    return tuple(items)


def map_draft_text(
    draft: Draft, change: Callable[[DraftText], DraftItem | Iterable[DraftItem]]
) -> Draft:
    """The draft with each paragraph or heading changed, dropped or broken into several."""
    items: list[DraftItem] = []
    for item in draft:
        if isinstance(item, DraftRow):
            items.append(item)
            continue
        changed = change(item)
        if isinstance(changed, DraftText | DraftRow):
            items.append(changed)
        else:
            items.extend(changed)
    return tuple(items)


def pad_rows(draft: Draft, width: int) -> Draft:
    """Every row with at least ``width`` cells, empty ones added at its end."""

    def pad(row: DraftRow) -> DraftRow:
        return replace(row, pad=row.pad + max(0, width - len(row.cells)))

    return map_draft_rows(draft, pad)
