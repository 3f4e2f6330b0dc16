"""The rows of the ledger: what is known of an input, what became of it, and a part of the output.

How they are changed, and in which order, is ``ledger``'s.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal

from extraction.bulk.sources import ManifestRow, WorkItem

State = Literal["pending", "running", "done", "failed", "quarantined", "duplicate"]
"""done: read, if only in part; failed: refused by a reader; quarantined: ended its worker twice."""

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE inputs (
    seq INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    path BLOB NOT NULL,
    ordinal INTEGER,
    size INTEGER,
    mtime_ns INTEGER,
    sha256 TEXT,
    agency TEXT,
    year TEXT,
    address TEXT,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    duplicate_of INTEGER,
    refusal TEXT,
    status TEXT,
    code TEXT,
    reason TEXT,
    made_by TEXT,
    reader TEXT,
    seconds REAL
);
CREATE INDEX inputs_by_state ON inputs (state, seq);
CREATE INDEX inputs_by_digest ON inputs (sha256, seq);
CREATE INDEX inputs_by_path ON inputs (path);
CREATE TABLE staged (seq INTEGER PRIMARY KEY, record BLOB NOT NULL);
CREATE TABLE parts (
    part INTEGER PRIMARY KEY, records INTEGER NOT NULL, bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL, complete INTEGER NOT NULL
);
CREATE TABLE exports (
    sink TEXT, part INTEGER, fingerprint TEXT NOT NULL, PRIMARY KEY (sink, part)
);
CREATE TABLE archives (path BLOB PRIMARY KEY, size INTEGER, mtime_ns INTEGER);
"""
COLUMNS = (
    "seq, key, path, ordinal, size, mtime_ns, sha256, agency, year, address, state, attempts, "
    "duplicate_of, refusal, status, code, reason, made_by, reader, seconds"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One input as the ledger has it; columns as in ``WorkItem`` and ``Outcome``."""

    seq: int
    key: str
    path: str
    ordinal: int | None
    size: int | None
    mtime_ns: int | None
    sha256: str | None
    about: ManifestRow
    state: State
    attempts: int
    duplicate_of: int | None
    refusal: tuple[str, str] | None
    status: str | None
    code: str | None
    reason: str | None
    made_by: str | None
    reader: str | None
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input.

    Attributes:
        record: its JSON, one line without its end, packed by ``writer.pack``.
        status: of the record.
        code: of the record's first error.
        reason: why it failed or was quarantined, for people.
        made_by: extractor, tagger and what else decides the bytes of the record.
        seconds: by the clock, its share of the tagging included.
    """

    seq: int
    state: State
    record: bytes
    status: str
    code: str | None
    made_by: str
    reader: str | None = None
    seconds: float = 0.0
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part that stands: how many records its file has, its bytes and their digest.

    ``complete``: none of its inputs is still to be read.
    """

    part: int
    records: int
    size: int
    sha256: str
    complete: bool


def item_to_columns(item: WorkItem) -> tuple[object, ...]:
    refusal = None if item.refusal is None else "\n".join(item.refusal)
    about = (item.about.agency, item.about.year, item.about.address)
    path = os.fsencode(item.path)
    return (path, item.ordinal, item.size, item.mtime_ns, item.sha256, refusal, *about)


def row_to_entry(row: tuple[object, ...]) -> Entry:
    values = dict(zip(COLUMNS.split(", "), row, strict=True))
    path, refusal = values.pop("path"), values.pop("refusal")
    about = ManifestRow(*(values.pop(name) for name in ("agency", "year", "address")))  # type: ignore[arg-type]
    code, _, detail = str(refusal).partition("\n")
    return Entry(
        path=os.fsdecode(path),  # type: ignore[arg-type]
        about=about,
        refusal=None if refusal is None else (code, detail),
        **values,  # type: ignore[arg-type]
    )
