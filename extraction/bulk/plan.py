"""What was named against what the ledger knows: new items added, changed ones found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from extraction.bulk.entries import Entry
from extraction.bulk.ledger import Ledger
from extraction.bulk.settings import ArchiveLimits, BulkInputs
from extraction.bulk.sources import (
    Contents,
    ManifestRow,
    Origin,
    WorkItem,
    inputs_to_origins,
    manifest_to_rows,
    origin_to_items,
    path_to_place,
)
from extraction.bulk.writer import reopen_reports

# Items that are committed together: a moment's work to repeat, and few waits for the disk.
_COMMITTED_TOGETHER = 256
_FINISHED = frozenset({"done", "failed", "quarantined"})


@dataclass(frozen=True, slots=True)
class Plan:
    """How many items were named, and how many finished ones are other files now."""

    named: int
    changed: int


@dataclass(slots=True)
class Planner:
    """Looks at what is named and brings it into the ledger.

    Attributes:
        folder: of the run's output.
        read_changed: finished reports whose file changed are to be read again.
        told: called now and then with the number of items looked at.
        stopped: asked before each item; what was looked at by then is in the ledger.
    """

    ledger: Ledger
    folder: Path
    limits: ArchiveLimits
    contents: Contents
    told: Callable[[int], None]
    read_changed: bool = False
    stopped: Callable[[], bool] = lambda: False
    _named: int = field(default=0, init=False)
    _changed: int = field(default=0, init=False)
    _batch: list[WorkItem] = field(default_factory=list, init=False)

    def plan(self, inputs: BulkInputs) -> Plan:
        """Adds what is new behind what is there, in order.

        Raises:
            NothingFound, BadManifest: see ``inputs_to_origins``.
        """
        rows = {} if inputs.manifest is None else manifest_to_rows(inputs.manifest)
        for origin in inputs_to_origins(inputs):
            for item in self._origin_to_items(origin):
                if self.stopped():
                    self._commit()
                    return Plan(self._named, self._changed)
                self._batch.append(_with_row(item, rows))
                if len(self._batch) >= _COMMITTED_TOGETHER:
                    self._commit()
            if origin.is_archive and not origin.reason:
                self._commit()
                self.ledger.note_archive(origin)
        self._commit()
        self.ledger.settle_duplicates()
        return Plan(self._named, self._changed)

    def _origin_to_items(self, origin: Origin) -> Iterator[WorkItem]:
        """What looks the same as before is not read again."""
        if origin.is_archive and self.ledger.knows_archive(origin):
            yield from map(_entry_to_item, self.ledger.entries_of_path(origin.path))
            return
        known = None if origin.is_archive else self.ledger.find(origin.path)
        if known and origin.size is not None and _looks_same(known, origin):
            yield _entry_to_item(known)
            return
        yield from origin_to_items(origin, self.limits, self.contents)

    def _commit(self) -> None:
        fresh: list[WorkItem] = []
        renewed: list[WorkItem] = []
        again: list[int] = []
        for item in self._batch:
            entry = self.ledger.find(item.key)
            if entry is None:
                fresh.append(item)
                continue
            if _is_other_content(entry, item) and entry.state in _FINISHED:
                if not self.read_changed:
                    self._changed += 1
                    continue
                again.append(entry.seq)
            elif _is_other_content(entry, item) and entry.state == "duplicate":
                # bytes that no record stands for any more
                again.append(entry.seq)
            if item != _entry_to_item(entry):
                renewed.append(item)
        # in this order, so that an end between two steps leaves a change still to be seen
        reopen_reports(self.ledger, self.folder, again)
        self.ledger.renew(renewed)
        self.ledger.add(fresh)
        self._named += len(self._batch)
        self._batch.clear()
        self.told(self._named)


def _with_row(item: WorkItem, rows: Mapping[str, ManifestRow]) -> WorkItem:
    row = rows.get(path_to_place(item.key))
    return item if row is None else replace(item, about=row)


def _looks_same(entry: Entry, origin: Origin) -> bool:
    return (entry.size, entry.mtime_ns) == (origin.size, origin.mtime_ns)


def _is_other_content(entry: Entry, item: WorkItem) -> bool:
    return (entry.sha256, entry.size, entry.refusal) != (item.sha256, item.size, item.refusal)


def _entry_to_item(entry: Entry) -> WorkItem:
    return WorkItem(
        entry.key,
        entry.path,
        ordinal=entry.ordinal,
        size=entry.size,
        mtime_ns=entry.mtime_ns,
        sha256=entry.sha256,
        refusal=entry.refusal,
        about=entry.about,
    )
