"""A table of the record laid over its form: which rows stand in it, in printed order.

The record lists the cells of the form decided for a table, and cells of the other form's rows
where a report mixes both. What fits neither is kept apart, so that no cell is lost from view.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extraction.record.model import Cell, ReportRecord, Table
from extraction.tables.form import (
    FORM_IDS,
    TABLE_IDS,
    Block,
    Column,
    Row,
    TableForm,
    cell_id,
    load_form,
)

# A report whose table is of neither form is laid over the form in force.
_USUAL_FORM = FORM_IDS[0]


@dataclass(frozen=True, slots=True)
class RowView:
    """``cells`` in column order; None where the record does not list the cell."""

    row: Row
    ids: tuple[str, ...]
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    block: Block
    rows: tuple[RowView, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.block.columns


@dataclass(frozen=True, slots=True)
class TableView:
    """``table`` is the record's entry, None where it lists cells of a table but not the table.

    ``others`` are cells of the table that no row of its form holds.
    """

    form: TableForm
    table: Table | None
    blocks: tuple[BlockView, ...]
    others: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        rows = (row for block in self.blocks for row in block.rows)
        placed = tuple(cell for row in rows for cell in row.cells if cell is not None)
        return placed + self.others


def record_to_table_views(record: ReportRecord) -> tuple[TableView, ...]:
    """The statutory tables that the record holds anything of, in the form's order."""
    entries = {table.id: table for table in record.tables}
    views = []
    for table_id in TABLE_IDS:
        entry = entries.get(table_id)
        form = load_form(_form_of(entry)).table(table_id)
        cells = {cell.id: cell for cell in record.cells if cell.id.partition(".")[0] == form.prefix}
        if entry is not None or cells:
            views.append(_table_view(form, entry, cells))
    return tuple(views)


def stray_cells(record: ReportRecord) -> tuple[Cell, ...]:
    """Cells that belong to none of the statutory tables."""
    form = load_form(_USUAL_FORM)
    known = {form.table(table_id).prefix for table_id in TABLE_IDS}
    return tuple(cell for cell in record.cells if cell.id.partition(".")[0] not in known)


def _form_of(entry: Table | None) -> str:
    return entry.form if entry is not None and entry.form in FORM_IDS else _USUAL_FORM


def _table_view(form: TableForm, entry: Table | None, cells: Mapping[str, Cell]) -> TableView:
    blocks = tuple(_block_view(form, block, cells) for block in form.blocks)
    shown = {cell for block in blocks for row in block.rows for cell in row.ids}
    others = tuple(cell for cell in cells.values() if cell.id not in shown)
    return TableView(form, entry, tuple(block for block in blocks if block.rows), others)


def _block_view(form: TableForm, block: Block, cells: Mapping[str, Cell]) -> BlockView:
    """Rows that the record lists; a group row only where the report prints numbers in it."""
    rows = []
    for row in block.rows:
        ids = _row_ids(form, block, row)
        found = tuple(cells.get(cell) for cell in ids)
        if any(cell is not None for cell in found):
            rows.append(RowView(row, ids, found))
    return BlockView(block, tuple(rows))


def _row_ids(form: TableForm, block: Block, row: Row) -> tuple[str, ...]:
    columns: Sequence[Column] = block.columns
    return tuple(cell_id(form.prefix, block.id, row.id, column.id) for column in columns)
