"""The printed labels of the statutory forms, for drawing them.

Ids, labels and spans only: how a label is recognised when it is damaged is extraction's affair,
and a generator that knew it would only draw damage that is known to be survived.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

FormName = Literal["f2021", "f2019"]
NumberKind = Literal["int", "signed_int", "decimal", "money_raw"]


@dataclass(frozen=True, slots=True)
class BlockColumn:
    """A value column of a block of table 1; the spans of a block sum to three grid columns."""

    id: str
    label: str
    kind: NumberKind
    span: int


@dataclass(frozen=True, slots=True)
class BlockRow:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of article 20 with its own header inside table 1."""

    id: str
    label: str
    columns: tuple[BlockColumn, ...]
    rows: tuple[BlockRow, ...]


@dataclass(frozen=True, slots=True)
class Applicant:
    """A value column of table 2; ``under`` says that it stands under the common head."""

    id: str
    label: str
    under: bool


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A row of table 2. ``depth`` counts the group labels before it; groups carry no numbers."""

    id: str
    label: str
    depth: int
    rowspan: int | None

    @property
    def is_group(self) -> bool:
        return self.rowspan is not None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A column of table 3; ``path`` holds the one or two heads above it."""

    id: str
    label: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormLabels:
    """One vintage of the form."""

    name: FormName
    t1_corner: str
    blocks: tuple[Block, ...]
    t2_corner: str
    t2_top: str
    t2_middle: str
    applicants: tuple[Applicant, ...]
    rows: tuple[RequestRow, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def data_rows(self) -> tuple[RequestRow, ...]:
        return tuple(row for row in self.rows if not row.is_group)

    @property
    def result_rows(self) -> tuple[str, ...]:
        """The rows that sum to the row of all results."""
        framing = {"new_received", "carried_in", "processed_total", "carried_out"}
        return tuple(row.id for row in self.data_rows if row.id not in framing)


@cache
def load_labels() -> dict[FormName, FormLabels]:
    """Both vintages by name."""
    data = _read()
    return {name: _form(name, data["forms"][name]) for name in ("f2021", "f2019")}


@cache
def section_labels() -> dict[str, str]:
    """Section id -> printed heading; the preamble has none."""
    return {entry["id"]: entry["label"] for entry in _read()["sections"]}


@cache
def _read() -> dict[str, Any]:
    path = files("eval.layouts") / "form_labels.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _form(name: FormName, data: dict[str, Any]) -> FormLabels:
    t1, t2, t3 = data["t1"], data["t2"], data["t3"]
    return FormLabels(
        name=name,
        t1_corner=t1["corner"],
        blocks=tuple(
            Block(
                block["id"],
                block["label"],
                tuple(BlockColumn(**column) for column in block["columns"]),
                tuple(BlockRow(**row) for row in block["rows"]),
            )
            for block in t1["blocks"]
        ),
        t2_corner=t2["corner"],
        t2_top=t2["top"],
        t2_middle=t2["middle"],
        applicants=tuple(Applicant(**column) for column in t2["columns"]),
        rows=tuple(
            RequestRow(row["id"], row["label"], row["depth"], row.get("rowspan"))
            for row in t2["rows"]
        ),
        outcomes=tuple(
            Outcome(column["id"], column["label"], tuple(column["path"]))
            for column in t3["columns"]
        ),
    )
