"""The form's cells, rows, columns and scopes in plain words of either language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from extraction.language import Lang
from extraction.messages import find_message, message
from extraction.tables.form import FORM_IDS, Block, Column, Row, TableForm, cell_id, load_form

# Header labels over several columns have no id of their own in the form.
COLUMN_GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "申请人情况": "label.t2.group.applicants",
        "法人或其他组织": "label.t2.group.legal",
        "行政复议": "label.t3.group.review",
        "行政诉讼": "label.t3.group.suit",
        "未经复议直接起诉": "label.t3.group.suit_direct",
        "复议后起诉": "label.t3.group.suit_after_review",
    }
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cell stands in the form."""

    table: TableForm
    block: Block
    row: Row
    column: Column


@cache
def form_to_spots() -> Mapping[str, Spot]:
    """Cell id -> spot over both forms; an id that both have means the same in both."""
    return MappingProxyType(
        {
            cell_id(table.prefix, block.id, row.id, column.id): Spot(table, block, row, column)
            for form in reversed(FORM_IDS)
            for table in load_form(form).tables
            for block, row in table.lines()
            for column in block.columns
        }
    )


def row_key(table: TableForm, row: Row) -> str:
    return f"label.{table.prefix}.row.{row.id}"


def column_key(table: TableForm, column: Column) -> str:
    return f"label.{table.prefix}.column.{column.id}"


def cell_to_path(lang: Lang, cell: str) -> tuple[str, ...]:
    """Table, row and column of a cell in words; the id itself for a cell outside the forms."""
    spot = form_to_spots().get(cell)
    if spot is None:
        return (cell,)
    parts = [message(lang, f"table.{spot.table.id}.number")]
    if spot.row.id:
        group = spot.row.id.partition(".")[0]
        if group != spot.row.id:
            parts.append(message(lang, f"label.{spot.table.prefix}.row.{group}"))
        parts.append(message(lang, row_key(spot.table, spot.row)))
    else:
        group = spot.column.id.partition(".")[0]
        parts.append(message(lang, f"label.{spot.table.prefix}.group.{group}"))
    parts.append(message(lang, column_key(spot.table, spot.column)))
    return tuple(parts)


def scope_to_name(lang: Lang, cells: tuple[str, ...], scope: str) -> str:
    """The row, column or group that a check is about; ``cells`` tell which table's it is."""
    prefix = cells[0].partition(".")[0] if cells else ""
    for kind in ("column", "row", "group"):
        name = find_message(lang, f"label.{prefix}.{kind}.{scope}")
        if name is not None:
            return name
    return scope


def operand(cell: str, scope: str) -> str:
    """What a cell is within a check of this scope: its row or column id, without the scope's."""
    spot = form_to_spots().get(cell)
    if spot is None:
        return cell
    if not spot.row.id:
        return spot.column.id.removeprefix(f"{scope}.")
    return spot.column.id if spot.row.id == scope else spot.row.id
