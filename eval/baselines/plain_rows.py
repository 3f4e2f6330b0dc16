"""Rows of a rival's tables, cut into label cells on the left and value cells on the right.

A rival hands over tables as lists of rows of texts: None where a merged cell covers the place,
an empty string where a cell is empty. Some rivals repeat merged cells, some leave them empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from eval.baselines.values import (
    BLANK,
    Value,
    split_trailing_values,
    text_to_value,
    text_to_values,
)

Row = Sequence[str | None]
Table = Sequence[Row]


@dataclass(frozen=True, slots=True)
class PlainRow:
    """One physical row.

    Attributes:
        table: number of its table in the file.
        labels: texts of its label cells, repeats of merged cells dropped; only those behind any
            value, so that rows run together into one lend no label of theirs.
        start: column in which the values begin.
        cells: all cells as handed over.
        tail: values that stood in the last label's own cell, behind the label.
    """

    table: int
    labels: tuple[str, ...]
    start: int
    cells: tuple[str | None, ...]
    tail: str = ""

    @property
    def region(self) -> tuple[str | None, ...]:
        return self.cells[self.start :]

    @property
    def stated(self) -> tuple[str, ...]:
        """Texts of the value cells that are not empty."""
        tail = (self.tail,) if self.tail else ()
        return (*tail, *(cell for cell in self.region if cell))


def tables_to_rows(tables: Iterable[Table]) -> list[PlainRow]:
    """All rows of the file in order: tables that were split over pages are joined thereby."""
    return [
        cells_to_row(number, cells)
        for number, table in enumerate(tables)
        for cells in table
        if any(cell and cell.strip() for cell in cells)
    ]


def cells_to_row(table: int, cells: Row) -> PlainRow:
    clean = tuple(None if cell is None else cell.strip() for cell in cells)
    last = max((index for index, cell in enumerate(clean) if _is_text(cell)), default=-1)
    stated = [cell for cell in clean[: last + 1] if cell]
    texts = list(takewhile(_is_text, reversed(stated)))
    labels = [text for text, _ in groupby(reversed(texts))]
    tail = ""
    if labels:
        labels[-1], tail = split_trailing_values(labels[-1])
    return PlainRow(table, tuple(labels), last + 1, clean, tail)


def _is_text(cell: str | None) -> bool:
    return bool(cell) and text_to_value(cell or "") is None and text_to_values(cell or "") is None


def row_to_exact(row: PlainRow, count: int) -> list[Value] | None:
    """Its values where it states exactly ``count``: each in its cell, or several in one."""
    stated = row.stated
    whole = [text_to_value(text) for text in stated]
    kept = [value for value in whole if value is not None]
    if len(kept) == len(whole) == count:
        return kept
    split = [value for text in stated for value in text_to_values(text) or ()]
    return split if len(split) == count else None


def row_to_ordered(row: PlainRow, count: int) -> list[Value] | None:
    """Its values, empty cells among them, where it has exactly ``count`` value cells."""
    region = [cell for cell in row.region if cell is not None]
    return None if row.tail or len(region) != count else cells_to_values(region)


def row_at_columns(row: PlainRow, columns: Sequence[int]) -> list[Value] | None:
    """Its values in columns known from other rows; None where a value stands outside of them."""
    inside = set(columns)
    outside = [
        cell for index, cell in enumerate(row.region, row.start) if cell and index not in inside
    ]
    if outside or row.tail or columns[-1] >= len(row.cells) or columns[0] < row.start:
        return None
    return cells_to_values([row.cells[index] or "" for index in columns])


def row_to_last(row: PlainRow, count: int) -> list[Value] | None:
    """Its last ``count`` cells, where all before them are empty: the rest of a merged label."""
    region = [cell for cell in row.region if cell is not None]
    if row.tail or len(region) < count or any(region[: len(region) - count]):
        return None
    return cells_to_values(region[len(region) - count :])


def row_to_runs(row: PlainRow, count: int) -> list[Value] | None:
    """Its values with neighbours that say the same taken as one merged cell."""
    runs = [text for text, _ in groupby(row.stated)]
    return cells_to_values(runs) if len(runs) == count else None


def cells_to_values(cells: Sequence[str]) -> list[Value] | None:
    """None where empty cells stand beside cells of several words: columns were run together."""
    if not all(cells) and any(len(cell.split()) > 1 for cell in cells):
        return None
    values = [BLANK if not cell else text_to_value(cell) for cell in cells]
    kept = [value for value in values if value is not None]
    return kept if len(kept) == len(values) else None


def rows_to_columns(rows: Iterable[PlainRow], count: int) -> dict[int, tuple[int, ...]]:
    """Table -> the columns in which most of its full rows have their ``count`` values."""
    votes: dict[int, Counter[tuple[int, ...]]] = {}
    for row in rows:
        places = tuple(index for index, cell in enumerate(row.region, row.start) if cell)
        if len(places) == count and row_to_exact(row, count) is not None:
            votes.setdefault(row.table, Counter())[places] += 1
    return {table: tally.most_common(1)[0][0] for table, tally in votes.items()}
