"""The statutory form as data: its tables, their printed labels, ids and identities.

The JSON files beside this module hold the two forms in force since 2019 (国办公开办函〔2019〕60号
and 〔2021〕30号). A form of a new year is a new file and one entry in ``FORM_IDS``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

FormId = Literal["f2021", "f2019"]
FORM_IDS: tuple[FormId, ...] = ("f2021", "f2019")
TABLE_IDS: tuple[str, ...] = ("t1_disclosure", "t2_requests", "t3_review_litigation")
ValueType = Literal["int", "signed_int", "decimal", "money_raw"]


@dataclass(frozen=True, slots=True)
class Column:
    """A value column. ``group`` holds the header labels above it, outermost first."""

    id: str
    label: str
    unit: str | None
    type: ValueType
    group: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row. ``kind`` group marks label rows without numbers.

    ``key`` is a regular expression that finds the row in label text reduced to Han characters and
    digits; empty for group rows and for the unlabelled row of table 3.
    """

    id: str
    label: str
    kind: Literal["data", "group"]
    key: str = ""
    group: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share their columns; table 1 has several, tables 2 and 3 one each."""

    id: str
    label: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def data_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.kind == "data")


@dataclass(frozen=True, slots=True)
class TableForm:
    """One table of one form. ``prefix`` opens the ids of its cells (t1, t2, t3)."""

    form: FormId
    id: str
    prefix: str
    section: str
    label: str
    blocks: tuple[Block, ...]
    corner: str = ""
    header_top: str = ""

    def lines(self) -> Iterator[tuple[Block, Row]]:
        """The data rows in printed order, each with its block."""
        for block in self.blocks:
            for row in block.data_rows:
                yield block, row

    def cell_ids(self) -> tuple[str, ...]:
        return tuple(
            cell_id(self.prefix, block.id, row.id, column.id)
            for block, row in self.lines()
            for column in block.columns
        )


@dataclass(frozen=True, slots=True)
class Identity:
    """An equation of the form: left and right name rows (per column) or columns (per row, group).

    ``op`` eq means the sums are equal, ge that left is at least right.
    """

    id: str
    table: str
    per: Literal["column", "row", "group"]
    op: Literal["eq", "ge"]
    severity: Literal["hard", "soft"]
    left: tuple[str, ...]
    right: tuple[str, ...]
    scope: str = ""
    block: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One form: its three tables in order, its identities, and the labels only it prints."""

    id: str
    detect: tuple[str, ...]
    tables: tuple[TableForm, ...]
    identities: tuple[Identity, ...]

    def table(self, table_id: str) -> TableForm:
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)


def cell_id(prefix: str, block: str, row: str, column: str) -> str:
    """``t1.<block>.<row>.<column>``, ``t2.<row>.<column>``, ``t3.<column>``."""
    return ".".join(part for part in (prefix, block, row, column) if part)


@cache
def load_form(form_id: str) -> Form:
    """Raises KeyError for a form that is not in ``FORM_IDS``."""
    if form_id not in FORM_IDS:
        raise KeyError(form_id)
    source = files("extraction.tables.form").joinpath(f"{form_id}.json")
    return _form(json.loads(source.read_text(encoding="utf-8")))


def _form(data: dict[str, Any]) -> Form:
    return Form(
        id=data["id"],
        detect=tuple(data["detect"]),
        tables=tuple(_table(data["id"], table) for table in data["tables"]),
        identities=tuple(Identity(**_frozen(identity)) for identity in data["identities"]),
    )


def _table(form_id: str, data: dict[str, Any]) -> TableForm:
    blocks = tuple(
        Block(
            id=block["id"],
            label=block["label"],
            columns=tuple(Column(**_frozen(column)) for column in block["columns"]),
            rows=tuple(Row(**_frozen(row)) for row in block["rows"]),
        )
        for block in data["blocks"]
    )
    return TableForm(**{**data, "form": form_id, "blocks": blocks})


def _frozen(data: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
