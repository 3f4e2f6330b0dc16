"""Goldens: what a person read in each real report of the corpus, without any parser's help.

One JSON file a report. It holds no text: headings, titles and names are the first twelve hex digits
of the SHA-256 of the white-space-free string. This module expands the row-wise tables to cells and
states the form's arithmetic for itself, so that goldens can be checked against their own sums;
comparing them with what extraction reads is left to ``tests/test_goldens.py``.

Keys of a file:
    source, sha256: path below the corpus, digest of the file's bytes.
    title, agency: digests, the judged one first, acceptable others after it; null: none stated.
    aliases, year: digests of second names; the year reported on.
    tables: [id, form or forms, status]; id null where the contract names none. A table is
        ``partial`` when a cell of it has no value.
    t1, t2, t3: values by row, in column order; null where no value is stated.
    codes: how a cell stands, by table (one letter for all), or by row (one letter a column).
    also: by cell, further acceptable [value, status, reading status]; rare, told in the notes.
    failed_checks: [rule, scope] of every check that fails; all others pass or are not checkable.
    sections: [id, start or starts, heading length, digest of the heading]; start and length are
        null where the frozen text is the reader's own (pages, PDFs); a preamble has no heading.
    optional_sections: ids that may be absent.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent

Number = int | float

T1_COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    "f2021": {
        "art20_1": ("issued", "repealed", "in_force"),
        "art20_5": ("decisions",),
        "art20_6": ("decisions",),
        "art20_8": ("amount_10k_yuan",),
    },
    "f2019": {
        "art20_1": ("newly_made", "newly_disclosed", "total_disclosed"),
        "art20_5": ("items_prev_year", "items_change", "decisions"),
        "art20_6": ("items_prev_year", "items_change", "decisions"),
        "art20_8": ("items_prev_year", "items_change"),
        "art20_9": ("project_count", "total_amount"),
    },
}
T2_COLUMNS = (
    "natural_person",
    "legal_commercial",
    "legal_research",
    "legal_public_welfare",
    "legal_law_service",
    "legal_other",
    "total",
)
T3_COLUMNS = ("upheld", "corrected", "other_result", "pending", "total")
T3_RULES = {
    "review": "T3_REVIEW_TOTAL",
    "suit_direct": "T3_SUIT_DIRECT_TOTAL",
    "suit_after_review": "T3_SUIT_AFTER_REVIEW_TOTAL",
}
NOT_OUTCOMES = ("new_received", "carried_in", "processed_total", "carried_out")

# letter -> (status, reading status); "." stands for a number as printed
CODES: dict[str, tuple[str, str | None]] = {
    "s": ("split", "unreadable"),
    "u": ("unreadable", None),
    "b": ("blank", None),
    "m": ("missing_cell", None),
    "r": ("missing_row", None),
    "B": ("derived", "blank"),
    "M": ("derived", "missing_cell"),
}
WITHOUT_VALUE = frozenset("ubmr")


@dataclass(frozen=True, slots=True)
class CellState:
    """What a record may say of one cell; ``reading_status`` None means no reading is kept."""

    value: Number | None
    status: str
    reading_status: str | None = None


@dataclass(frozen=True, slots=True)
class GoldenCell:
    """The judged state of a cell, and the further ones that the contract leaves open."""

    judged: CellState
    also: tuple[CellState, ...] = ()

    def accepts(self, state: CellState) -> bool:
        """Value, kind of number (1 is not 1.0), status and reading status agree."""
        return any(
            state == allowed and type(state.value) is type(allowed.value)
            for allowed in (self.judged, *self.also)
        )


@dataclass(frozen=True, slots=True)
class GoldenTable:
    id: str | None
    forms: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class GoldenSection:
    """``starts`` is empty where the frozen text is the reader's own."""

    id: str
    starts: tuple[int, ...]
    heading_length: int | None
    heading: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """One check within a report: the sums of ``left`` and ``right`` are equal, or left >= right."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    op: str = "eq"


@dataclass(frozen=True, slots=True)
class Golden:
    name: str
    source: str
    sha256: str
    titles: tuple[str | None, ...]
    agencies: tuple[str, ...]
    aliases: tuple[str, ...]
    year: int
    tables: tuple[GoldenTable, ...]
    cells: Mapping[str, GoldenCell]
    failed_checks: frozenset[tuple[str, str]]
    sections: tuple[GoldenSection, ...]
    notes: tuple[str, ...]

    @property
    def is_text(self) -> bool:
        """Text dumps: the frozen text is the decoded file, so offsets are known beforehand."""
        return self.source.endswith(".txt")

    def value(self, cell: str) -> Number | None:
        return self.cells[cell].judged.value


def text_to_digest(text: str) -> str:
    """First twelve hex digits of the SHA-256 of the text without its white space."""
    return hashlib.sha256(re.sub(r"\s+", "", text).encode()).hexdigest()[:12]


def load_goldens() -> list[Golden]:
    """All goldens, by name."""
    return [
        file_to_golden(path.stem, json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(FOLDER.glob("*.json"))
    ]


def file_to_golden(name: str, file: Mapping[str, Any]) -> Golden:
    optional = file.get("optional_sections", [])
    return Golden(
        name=name,
        source=file["source"],
        sha256=file["sha256"],
        titles=tuple(file["title"]),
        agencies=tuple(file["agency"]),
        aliases=tuple(file["aliases"]),
        year=file["year"],
        tables=tuple(
            GoldenTable(table, _as_tuple(forms), status) for table, forms, status in file["tables"]
        ),
        cells=rows_to_cells(file),
        failed_checks=frozenset((rule, scope) for rule, scope in file["failed_checks"]),
        sections=tuple(
            GoldenSection(section, _as_tuple(starts), length, digest, section in optional)
            for section, starts, length, digest in file["sections"]
        ),
        notes=tuple(file["notes"]),
    )


def rows_to_cells(file: Mapping[str, Any]) -> dict[str, GoldenCell]:
    """Cell id -> golden cell, t1 then t2 then t3, rows as the file lists them."""
    codes: Mapping[str, str] = file.get("codes", {})
    also: Mapping[str, Sequence[Sequence[Any]]] = file.get("also", {})
    used: set[str] = set()
    cells: dict[str, GoldenCell] = {}
    for row, columns, values in _rows(file):
        table = row.split(".", 1)[0]
        key = row if row in codes else table
        used.add(key)
        letters = codes.get(key, ".")
        letters = letters * len(columns) if len(letters) == 1 else letters
        for column, value, letter in zip(columns, values, letters, strict=True):
            cell = f"{row}.{column}"
            used.add(cell)
            further = tuple(CellState(*state) for state in also.get(cell, ()))
            cells[cell] = GoldenCell(_letter_to_state(cell, value, letter), further)
    if unknown := (set(codes) | set(also)) - used:
        raise ValueError(f"codes or alternatives for no row or cell: {sorted(unknown)}")
    return cells


def cells_to_identities(cells: Mapping[str, GoldenCell]) -> dict[tuple[str, str], Identity]:
    """(rule, scope) -> identity, for every check that a report with these cells carries."""
    found: dict[tuple[str, str], Identity] = {}
    rows = list(
        dict.fromkeys(
            cell.removeprefix("t2.").rsplit(".", 1)[0] for cell in cells if cell.startswith("t2.")
        )
    )
    outcomes = [row for row in rows if row not in NOT_OUTCOMES]
    for column in T2_COLUMNS if rows else ():
        found["T2_BALANCE", column] = Identity(
            (f"t2.new_received.{column}", f"t2.carried_in.{column}"),
            (f"t2.processed_total.{column}", f"t2.carried_out.{column}"),
        )
        found["T2_RESULT_SUM", column] = Identity(
            tuple(f"t2.{row}.{column}" for row in outcomes), (f"t2.processed_total.{column}",)
        )
    for row in rows:
        found["T2_ROW_TOTAL", row] = Identity(
            tuple(f"t2.{row}.{column}" for column in T2_COLUMNS[:-1]), (f"t2.{row}.total",)
        )
    for block, rule in T3_RULES.items():
        if f"t3.{block}.total" in cells:
            found[rule, block] = Identity(
                tuple(f"t3.{block}.{column}" for column in T3_COLUMNS[:-1]), (f"t3.{block}.total",)
            )
    for row in ("rules", "normative_documents"):
        place = f"t1.art20_1.{row}"
        if f"{place}.in_force" in cells:
            found["T1_STOCK_BOUND", row] = Identity(
                (f"{place}.in_force", f"{place}.repealed"), (f"{place}.issued",), "ge"
            )
        if f"{place}.total_disclosed" in cells:
            found["T1_DISCLOSED_BOUND", row] = Identity(
                (f"{place}.total_disclosed",), (f"{place}.newly_disclosed",), "ge"
            )
    return found


def identity_to_status(golden: Golden, identity: Identity) -> str:
    """``pass`` or ``fail``; ``not_checkable`` where a cell has no value."""
    left = [golden.value(cell) for cell in identity.left]
    right = [golden.value(cell) for cell in identity.right]
    if None in left or None in right:
        return "not_checkable"
    sums = sum(n for n in left if n is not None), sum(n for n in right if n is not None)
    holds = sums[0] >= sums[1] if identity.op == "ge" else sums[0] == sums[1]
    return "pass" if holds else "fail"


def _rows(file: Mapping[str, Any]) -> list[tuple[str, tuple[str, ...], list[Number | None]]]:
    """(row id with its table, columns, values) of the three tables."""
    found: list[tuple[str, tuple[str, ...], list[Number | None]]] = []
    forms = {table: _as_tuple(form)[0] for table, form, _ in file["tables"]}
    for row, values in file.get("t1", {}).items():
        columns = T1_COLUMNS[forms["t1_disclosure"]][row.split(".")[0]]
        found.append((f"t1.{row}", columns, values))
    found.extend((f"t2.{row}", T2_COLUMNS, values) for row, values in file.get("t2", {}).items())
    found.extend((f"t3.{row}", T3_COLUMNS, values) for row, values in file.get("t3", {}).items())
    return found


def _letter_to_state(cell: str, value: Number | None, letter: str) -> CellState:
    if (value is None) != (letter in WITHOUT_VALUE):
        raise ValueError(f"{cell}: the code {letter!r} does not fit the value {value!r}")
    if letter == ".":
        return CellState(value, "zero" if value == 0 else "value")
    status, reading = CODES[letter]
    return CellState(value, status, reading)


def _as_tuple(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)
