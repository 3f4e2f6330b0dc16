"""What two runs left behind, in a form that can be compared."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from extraction.bulk.writer import RECORDS


def folder_to_lines(out: Path) -> Iterator[str]:
    """All records in order, whatever parts they are in."""
    for part in sorted((out / RECORDS).glob("part-*.jsonl")):
        with part.open(encoding="utf-8") as file:
            for line in file:
                yield line.rstrip("\n")


def folder_to_digest(out: Path) -> str:
    digest = hashlib.sha256()
    for line in folder_to_lines(out):
        digest.update(line.encode())
    return digest.hexdigest()


def folder_to_tables(out: Path) -> dict[str, bytes]:
    """The CSV files by their names."""
    home = out / "csv"
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*.csv")}


def table_to_column(out: Path, table: str, column: str) -> list[str]:
    """A column of a CSV table, all parts in order."""
    values = []
    for part in sorted((out / "csv" / table).glob("part-*.csv")):
        with part.open(encoding="utf-8-sig", newline="") as file:
            values += [row[column] for row in csv.DictReader(file)]
    return values
