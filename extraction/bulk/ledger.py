"""DIR/ledger.sqlite: what is to be read, what was read, and the records not yet in a part.

The ledger is the truth about a run. A record is committed here before its part is written, and a
part counts once the ledger says so, which is after its file was renamed into place. So the end of
the process at any moment loses nothing that was committed, and a part whose file is there without
the ledger knowing it is simply written again. One process at a time writes (``lock``).

What belongs in a part is here; writing its file is left to ``writer``.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate, takewhile
from math import inf
from pathlib import Path

from extraction.bulk.entries import (
    COLUMNS,
    SCHEMA,
    Entry,
    Outcome,
    Part,
    State,
    item_to_columns,
    row_to_entry,
)
from extraction.bulk.sources import Origin, WorkItem
from extraction.inputs import printable

FILE_NAME = "ledger.sqlite"
LOCK_NAME = "ledger.lock"
_VERSION = "1"
_IN_PART = "state IN ('done', 'failed', 'quarantined')"


class LedgerBusy(RuntimeError):
    """Another process is writing to the folder."""


class LedgerUnknown(RuntimeError):
    """The ledger was written by a version that this one does not know."""


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Keeps other processes out until the end of this one, however it ends.

    Raises:
        LedgerBusy: when another process is in.
    """
    with (folder / LOCK_NAME).open("w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LedgerBusy(str(folder)) from error
        yield


class Ledger:
    """The open ledger of a folder; every method that changes it is one transaction."""

    def __init__(self, folder: Path, *, part_reports: int = 1000) -> None:
        """Opens or makes it; ``part_reports`` counts only when it is made.

        Raises:
            LedgerUnknown: for a ledger of a version to come.
        """
        path = folder / FILE_NAME
        self._base = sqlite3.connect(path, isolation_level=None, timeout=30)
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = FULL")
        with self._changing():
            if not self._base.execute("SELECT 1 FROM sqlite_master").fetchone():
                for statement in SCHEMA.split(";"):
                    self._base.execute(statement)
                values = [("version", _VERSION), ("part_reports", str(part_reports))]
                self._base.executemany("INSERT INTO meta VALUES (?, ?)", values)
        meta = dict(self._base.execute("SELECT name, value FROM meta"))
        if meta.get("version") != _VERSION:
            raise LedgerUnknown(str(path))
        self.part_reports = int(meta["part_reports"])

    def close(self) -> None:
        self._base.close()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    # what is to be read

    def knows_archive(self, origin: Origin) -> bool:
        """Whether the archive was read to its end and is the same since."""
        found = self._base.execute(
            "SELECT size, mtime_ns FROM archives WHERE path = ?", (os.fsencode(origin.path),)
        ).fetchone()
        return bool(found == (origin.size, origin.mtime_ns))

    def note_archive(self, origin: Origin) -> None:
        with self._changing():
            self._base.execute(
                "INSERT OR REPLACE INTO archives VALUES (?, ?, ?)",
                (os.fsencode(origin.path), origin.size, origin.mtime_ns),
            )

    def find(self, key: str) -> Entry | None:
        found = self._base.execute(
            f"SELECT {COLUMNS} FROM inputs WHERE key = ?", (printable(key),)
        ).fetchone()
        return row_to_entry(found) if found else None

    def entries_of_path(self, path: str) -> list[Entry]:
        """What lies in an archive, in its order."""
        rows = self._base.execute(
            f"SELECT {COLUMNS} FROM inputs WHERE path = ? ORDER BY seq", (os.fsencode(path),)
        )
        return [row_to_entry(row) for row in rows]

    def add(self, items: Iterable[WorkItem]) -> None:
        """New items behind those that are there, in order; those that are there stay."""
        with self._changing():
            (last,) = self._base.execute("SELECT COALESCE(MAX(seq), -1) FROM inputs").fetchone()
            for item in items:
                added = self._base.execute(
                    "INSERT OR IGNORE INTO inputs (seq, key, path, ordinal, size, mtime_ns, sha256,"
                    " refusal, agency, year, address, state)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending')",
                    (last + 1, printable(item.key), *item_to_columns(item)),
                ).rowcount
                last += added

    def renew(self, items: Sequence[WorkItem]) -> None:
        """What is known of items that changed since they were added; their state stays."""
        with self._changing():
            self._base.executemany(
                "UPDATE inputs SET path = ?, ordinal = ?, size = ?, mtime_ns = ?, sha256 = ?,"
                " refusal = ?, agency = ?, year = ?, address = ? WHERE key = ?",
                [(*item_to_columns(item), printable(item.key)) for item in items],
            )

    def settle_duplicates(self) -> None:
        """Of pending items with the same bytes the first is read; others only point to it."""
        with self._changing():
            self._base.execute(
                "UPDATE inputs SET state = 'pending', duplicate_of = NULL"
                " WHERE state = 'duplicate' AND sha256 IS NOT (SELECT first.sha256"
                " FROM inputs AS first WHERE first.seq = inputs.duplicate_of)"
            )
            self._base.execute(
                "UPDATE inputs SET state = 'duplicate', duplicate_of = (SELECT MIN(first.seq)"
                " FROM inputs AS first WHERE first.sha256 = inputs.sha256"
                " AND first.state <> 'duplicate') WHERE state = 'pending' AND size > 0"
                " AND sha256 IS NOT NULL AND seq > (SELECT MIN(first.seq) FROM inputs AS first"
                " WHERE first.sha256 = inputs.sha256 AND first.state <> 'duplicate')"
            )

    def settle_interrupted(self) -> None:
        """What an earlier process was reading when it ended is to be read."""
        with self._changing():
            self._base.execute("UPDATE inputs SET state = 'pending' WHERE state = 'running'")

    def take(self, count: int, *, largest: float = inf) -> list[Entry]:
        """The next pending items in order, now running.

        Their files have ``largest`` bytes together at most, as far as known. One that ended a
        worker before comes alone, so that it costs no other.
        """
        with self._changing():
            rows = self._base.execute(
                f"SELECT {COLUMNS} FROM inputs WHERE state = 'pending' ORDER BY seq LIMIT ?",
                (count,),
            ).fetchall()
            entries = [row_to_entry(row) for row in rows]
            if entries and entries[0].attempts:
                entries = entries[:1]
            else:
                entries = list(takewhile(lambda entry: not entry.attempts, entries))
                sums = accumulate(entry.size or 0 for entry in entries)
                fitting = sum(size <= largest for size in sums)
                entries = entries[: max(1, fitting)]
            self._set_state([entry.seq for entry in entries], "running")
        return entries

    def put_back(self, seqs: Sequence[int], *, blamed: bool = False) -> None:
        """Running items to pending again; ``blamed`` counts an attempt."""
        with self._changing():
            self._set_state(seqs, "pending")
            if blamed:
                self._base.executemany(
                    "UPDATE inputs SET attempts = attempts + 1 WHERE seq = ?",
                    [(seq,) for seq in seqs],
                )

    def _set_state(self, seqs: Sequence[int], state: State) -> None:
        self._base.executemany(
            "UPDATE inputs SET state = ? WHERE seq = ?", [(state, seq) for seq in seqs]
        )

    # what was read

    def finish(self, outcomes: Sequence[Outcome]) -> None:
        """The outcomes with their records, all or none."""
        with self._changing():
            self._base.executemany(
                "UPDATE inputs SET state = ?, status = ?, code = ?, reason = ?, made_by = ?,"
                " reader = ?, seconds = ? WHERE seq = ?",
                [
                    (o.state, o.status, o.code, o.reason, o.made_by, o.reader, o.seconds, o.seq)
                    for o in outcomes
                ],
            )
            self._base.executemany(
                "INSERT OR REPLACE INTO staged VALUES (?, ?)", [(o.seq, o.record) for o in outcomes]
            )

    def ready_parts(self, *, incomplete: bool = False) -> list[int]:
        """Parts with records that no file holds yet and with nothing left to be read.

        Args:
            incomplete: also those with something left to be read.
        """
        waiting = self._base.execute(
            "SELECT seq / ? AS part FROM staged GROUP BY part ORDER BY part", (self.part_reports,)
        ).fetchall()
        return [part for (part,) in waiting if incomplete or self.is_complete(part)]

    def is_complete(self, part: int) -> bool:
        return not self._base.execute(
            "SELECT 1 FROM inputs WHERE seq BETWEEN ? AND ? AND state IN ('pending', 'running')"
            " LIMIT 1",
            self._bounds(part),
        ).fetchone()

    def staged(self, part: int) -> Iterator[bytes]:
        """The packed records of a part in order."""
        rows = self._base.execute(
            "SELECT record FROM staged WHERE seq BETWEEN ? AND ? ORDER BY seq", self._bounds(part)
        )
        return (record for (record,) in rows)

    def publish(self, part: Part) -> None:
        """To be called when the part's file stands."""
        with self._changing():
            self._base.execute(
                "INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?)",
                (part.part, part.records, part.size, part.sha256, part.complete),
            )
            if part.complete:
                self._base.execute(
                    "DELETE FROM staged WHERE seq BETWEEN ? AND ?", self._bounds(part.part)
                )

    def parts(self) -> list[Part]:
        rows = self._base.execute(
            "SELECT part, records, bytes, sha256, complete FROM parts ORDER BY part"
        )
        return [
            Part(part, records, size, digest, bool(complete))
            for part, records, size, digest, complete in rows
        ]

    def part_numbers(self) -> range:
        """Of all inputs, those of duplicates alone included."""
        (last,) = self._base.execute("SELECT COALESCE(MAX(seq), -1) FROM inputs").fetchone()
        return range(last // self.part_reports + 1)

    def exported(self, sink: str, part: int) -> str | None:
        """Fingerprint of what the sink wrote of a part; of all parts for -1."""
        found = self._base.execute(
            "SELECT fingerprint FROM exports WHERE sink = ? AND part = ?", (sink, part)
        ).fetchone()
        return None if found is None else str(found[0])

    def note_export(self, sink: str, part: int, fingerprint: str) -> None:
        with self._changing():
            self._base.execute(
                "INSERT OR REPLACE INTO exports VALUES (?, ?, ?)", (sink, part, fingerprint)
            )

    def grown_parts(self) -> list[int]:
        """Complete parts that have something to be read again, or for the first time."""
        return [
            part.part for part in self.parts() if part.complete and not self.is_complete(part.part)
        ]

    def count_in_part(self, part: int) -> int:
        """How many records the part has by now."""
        (count,) = self._base.execute(
            f"SELECT COUNT(*) FROM inputs WHERE seq BETWEEN ? AND ? AND {_IN_PART}",
            self._bounds(part),
        ).fetchone()
        return int(count)

    def reopen(self, part: int, records: Sequence[bytes], again: Sequence[int]) -> None:
        """Takes a complete part's records back from its file, and ``again`` is to be read.

        Args:
            records: packed, in order; none where the file is gone, and all is to be read again.
        """
        with self._changing():
            kept = self._base.execute(
                f"SELECT seq FROM inputs WHERE seq BETWEEN ? AND ? AND {_IN_PART} ORDER BY seq",
                self._bounds(part),
            ).fetchall()
            if len(kept) == len(records):
                self._base.executemany(
                    "INSERT OR IGNORE INTO staged VALUES (?, ?)",
                    [(seq, record) for (seq,), record in zip(kept, records, strict=True)],
                )
            else:
                again = [seq for (seq,) in kept]
            self._restart(again)
            self._base.execute("DELETE FROM parts WHERE part = ?", (part,))

    def restart(self, seqs: Sequence[int]) -> None:
        """To be read again, of parts that no complete file holds."""
        with self._changing():
            self._restart(seqs)

    def _restart(self, seqs: Sequence[int]) -> None:
        self._set_state(seqs, "pending")
        for statement in (
            "UPDATE inputs SET attempts = 0, reason = NULL WHERE seq = ?",
            "DELETE FROM staged WHERE seq = ?",
        ):
            self._base.executemany(statement, [(seq,) for seq in seqs])

    def _bounds(self, part: int) -> tuple[int, int]:
        return part * self.part_reports, (part + 1) * self.part_reports - 1

    # what people ask

    def entries(self, *states: State) -> Iterator[Entry]:
        """In order; of all states if none is named."""
        marks = ", ".join("?" * len(states))
        where = f"WHERE state IN ({marks})" if states else ""
        rows = self._base.execute(f"SELECT {COLUMNS} FROM inputs {where} ORDER BY seq", states)
        return (row_to_entry(row) for row in rows)

    def entries_of_part(self, part: int) -> list[Entry]:
        """All of them, duplicates and those still to be read included."""
        rows = self._base.execute(
            f"SELECT {COLUMNS} FROM inputs WHERE seq BETWEEN ? AND ? ORDER BY seq",
            self._bounds(part),
        )
        return [row_to_entry(row) for row in rows]

    def slowest(self, count: int) -> list[Entry]:
        rows = self._base.execute(
            f"SELECT {COLUMNS} FROM inputs WHERE {_IN_PART} ORDER BY seconds DESC, seq LIMIT ?",
            (count,),
        )
        return [row_to_entry(row) for row in rows]

    def outdated(self, made_by: str) -> list[int]:
        """Finished items that another version or other settings made."""
        rows = self._base.execute(
            f"SELECT seq FROM inputs WHERE {_IN_PART} AND made_by <> ? ORDER BY seq", (made_by,)
        )
        return [seq for (seq,) in rows]

    def count_by_state(self) -> Counter[str]:
        return self._count("state")

    def count_by_code(self) -> Counter[str]:
        """Failed and quarantined items by reason."""
        return self._count("code", "state IN ('failed', 'quarantined')")

    def count_by_reader(self) -> Counter[str]:
        return self._count("reader", "reader IS NOT NULL")

    def count_by_maker(self) -> Counter[str]:
        return self._count("made_by", _IN_PART)

    def _count(self, column: str, where: str = "1") -> Counter[str]:
        rows = self._base.execute(
            f"SELECT {column}, COUNT(*) FROM inputs WHERE {where} GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        return Counter({str(value): count for value, count in rows})
