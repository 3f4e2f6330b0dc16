"""Rows as rivals hand them over, and systems that misbehave, for tests without any rival."""

from __future__ import annotations

import os
import time

from eval.baselines.label_mapper import failed_record
from eval.baselines.plain_rows import Row, Table
from eval.layouts.labels import FormLabels
from eval.systems import CellSystem
from extraction.record import ReportRecord


def request_table(form: FormLabels, changed: dict[str, Row] | None = None) -> list[Row]:
    """Table 2 with 3 for every person and in every total, zeros between; some rows changed."""
    changed = changed or {}
    return [
        changed.get(row.id, (row.label, "3", "0", "0", "0", "0", "0", "3"))
        for row in form.data_rows
    ]


def disclosure_table(form: FormLabels) -> Table:
    """Table 1 as a grid whose merged cells are empty: 1, 2, 3 in each row as far as it goes."""
    rows: list[Row] = []
    for block in form.blocks:
        heads = ["信息内容"]
        for column in block.columns:
            heads += [column.label, *[""] * (column.span - 1)]
        rows += [[block.label, "", "", ""], heads]
        for row in block.rows:
            cells = [row.label]
            for number, column in enumerate(block.columns, 1):
                cells += [str(number), *[""] * (column.span - 1)]
            rows.append(cells)
    return rows


def statuses(record: ReportRecord, row: str) -> list[str]:
    return [cell.status for cell in record.cells if cell.id.rpartition(".")[0] == row]


def values(record: ReportRecord, row: str) -> list[float | None]:
    return [cell.value for cell in record.cells if cell.id.rpartition(".")[0] == row]


def load_misbehaving() -> CellSystem:
    """Does what the name of the file says."""
    return CellSystem("misbehaving", "1", _misbehave)


def load_never() -> CellSystem:
    raise RuntimeError("cannot be loaded")


def _misbehave(data: bytes, name: str) -> ReportRecord:
    if name == "hang":
        time.sleep(600)
    if name == "die":
        os._exit(3)
    if name == "eat":
        held = []
        while True:
            held.append(bytearray(1 << 20))
            time.sleep(0.01)
    if name == "raise":
        raise ValueError(name)
    return failed_record(data, name, "no_tables", f"read by {os.getpid()}")
