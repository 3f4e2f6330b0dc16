"""Table 1 from plain rows: blocks with column labels of their own, values under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.baselines.alignment import align_rows
from eval.baselines.form_cells import FormCells
from eval.baselines.likeness import best_likeness, likeness
from eval.baselines.plain_rows import (
    PlainRow,
    cells_to_values,
    row_to_exact,
    row_to_ordered,
    row_to_runs,
)
from eval.baselines.values import Value
from eval.layouts.labels import Block, BlockRow, FormLabels

# Row labels of table 1 have two to seven characters and share many: higher than elsewhere.
_ALIKE_ROWS = 0.75
# Column labels of the two vintages differ in three characters of six.
_ALIKE_HEADS = 0.7
# Rows between a block's column labels and its last row.
_REACH = 3
# What the vintage's own column labels add to a row's score: they tell the vintages apart.
_HEADED = 0.5


@dataclass(frozen=True, slots=True)
class _Wanted:
    block: Block
    row: BlockRow

    @property
    def ids(self) -> list[str]:
        return [f"t1.{self.block.id}.{self.row.id}.{column.id}" for column in self.block.columns]


def rows_to_blocks(rows: Sequence[PlainRow], form: FormLabels) -> FormCells:
    wanted = [_Wanted(block, row) for block in form.blocks for row in block.rows]
    heads = {block.id: [_row_to_heads(row, block) for row in rows] for block in form.blocks}
    scores: list[list[float]] = []
    values: list[list[list[Value] | None]] = []
    for index, row in enumerate(rows):
        scores.append([])
        values.append([])
        for each in wanted:
            score = best_likeness(row.labels, each.row.label)
            head = _nearest_head(rows, index, heads[each.block.id])
            read = _row_to_values(row, each.block, head) if score >= _ALIKE_ROWS else None
            scores[-1].append(0.0 if read is None else score + _HEADED * (head is not None))
            values[-1].append(read)
    pairs = align_rows(scores, alike=_ALIKE_ROWS)
    cells = {
        cell: value
        for row_index, col in pairs.items()
        for cell, value in zip(wanted[col].ids, values[row_index][col] or (), strict=True)
    }
    return FormCells(form, cells, sum(scores[row][col] for row, col in pairs.items()))


def _row_to_heads(row: PlainRow, block: Block) -> tuple[int, ...] | None:
    """The columns in which the labels of the block begin; None where the row is not its head."""
    places: list[int] = []
    for column in block.columns:
        start = places[-1] + 1 if places else 0
        alike = [
            (likeness(cell or "", column.label), -index)
            for index, cell in enumerate(row.cells[start:], start)
        ]
        best, place = max(alike, default=(0.0, 0))
        if best < _ALIKE_HEADS:
            return None
        places.append(-place)
    return tuple(places)


def _nearest_head(
    rows: Sequence[PlainRow], index: int, heads: Sequence[tuple[int, ...] | None]
) -> tuple[int, ...] | None:
    for place in range(index - 1, max(-1, index - 1 - _REACH), -1):
        if rows[place].table == rows[index].table and heads[place] is not None:
            return heads[place]
    return None


def _row_to_values(row: PlainRow, block: Block, head: tuple[int, ...] | None) -> list[Value] | None:
    count = len(block.columns)
    return next((values for values in _readings(row, count, head) if values is not None), None)


def _readings(
    row: PlainRow, count: int, head: tuple[int, ...] | None
) -> Iterator[list[Value] | None]:
    """From the best founded reading to the least."""
    yield row_to_ordered(row, count)
    if head is not None:
        yield _row_under_heads(row, head)
    yield row_to_exact(row, count)
    yield row_to_runs(row, count)


def _row_under_heads(row: PlainRow, head: Sequence[int]) -> list[Value] | None:
    """One value between the beginnings of two column labels, repeats of it taken as one."""
    if row.tail or head[0] < row.start or any(row.cells[row.start : head[0]]):
        return None
    texts = []
    for first, behind in zip(head, (*head[1:], len(row.cells)), strict=True):
        stated = {cell for cell in row.cells[first:behind] if cell}
        if len(stated) > 1:
            return None
        texts.append(next(iter(stated), ""))
    return cells_to_values(texts)
