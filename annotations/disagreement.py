"""How far two runs of the extractor over the same files differ, place by place.

The runs are two folders of records (``gongkai extract --out``); where they differ at least one is
wrong, so a person's answer there teaches most.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from extraction.record import ReportRecord

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What one run found in one report: keys of claims and statements by start, cells by id."""

    text_sha256: str | None
    places: tuple[tuple[int, Key], ...]
    cells: Mapping[str, Key]

    def within(self, start: int, end: int) -> set[Key]:
        return {key for at, key in self.places if start <= at < end}


def read_found(folder: Path) -> dict[str, Found]:
    """Digest of the source file -> what the folder's records say of it.

    Raises:
        ValueError: naming the file and line of what is no record.
        FileNotFoundError: for a folder without records.
    """
    found: dict[str, Found] = {}
    paths = sorted(folder.rglob("*.jsonl"))
    if not paths:
        raise FileNotFoundError(folder)
    for path in paths:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                try:
                    record = ReportRecord.model_validate_json(line)
                except ValidationError as error:
                    raise ValueError(f"{path.name}, line {number}: no record") from error
                found[record.source.sha256] = record_to_found(record)
    return found


def record_to_found(record: ReportRecord) -> Found:
    claims = [
        (each.start, ("claim", each.start, each.end, each.value, each.item_start, each.indicator))
        for each in record.claims
    ]
    statements = [
        (each.start, (each.kind, each.start, each.end, each.theme)) for each in record.statements
    ]
    cells: dict[str, Key] = {each.id: (each.value, each.status) for each in record.cells}
    return Found(record.text_sha256, (*claims, *statements), cells)


def stretch_to_disagreement(first: Found, second: Found, start: int, end: int) -> float:
    """1 less the F1 of what the two found in [start, end); 0 where neither found anything.

    Runs over different texts cannot be compared and disagree nowhere.
    """
    if first.text_sha256 != second.text_sha256:
        return 0.0
    one, other = first.within(start, end), second.within(start, end)
    if not one and not other:
        return 0.0
    return 1 - 2 * len(one & other) / (len(one) + len(other))


def cell_to_disagreement(first: Found, second: Found, cell: str) -> float:
    """1 where the two state different values or states."""
    return float(first.cells.get(cell) != second.cells.get(cell))
