"""The finished parts of a run as tables in other formats, each part once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extraction.bulk.entries import Entry
from extraction.bulk.export_program import WORTH_IT, write_parts
from extraction.bulk.ledger import Ledger
from extraction.bulk.reports import part_to_reports
from extraction.sinks import (
    DEFAULT_FORMATS,
    TABLES_VERSION,
    Sink,
    choose_sinks,
    missing_libraries,
)

# Written by the run itself, as it goes.
_OWN = "jsonl"
_ALL_PARTS = -1


@dataclass(frozen=True, slots=True)
class Exported:
    """Formats that stand, and those that were left out with the libraries that they lack."""

    formats: tuple[str, ...]
    missing: dict[str, tuple[str, ...]]


def formats_to_write(asked: Sequence[str]) -> Exported:
    """What can be written of what was asked for; of the usual formats where nothing was."""
    names = [name for name in asked or DEFAULT_FORMATS if name != _OWN]
    missing = {name: lacking for name in names if (lacking := missing_libraries(name))}
    return Exported(tuple(name for name in names if name not in missing), missing)


def export_parts(
    ledger: Ledger,
    folder: Path,
    formats: Sequence[str],
    *,
    processes: int = 1,
    stopped: Callable[[], bool] = lambda: False,
    told: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005
) -> bool:
    """Brings the files of all formats up to the parts; whether it came to its end.

    Args:
        stopped: asked between parts.
        told: called with parts written and parts to be written.

    Raises:
        ExportFailed: when a process that writes ends early.
    """
    sinks = choose_sinks(formats, folder)
    parts = ledger.part_numbers()
    prints = _parts_to_fingerprints(ledger)
    everything = hashlib.sha256("".join(prints).encode()).hexdigest()
    by_part = [sink for sink in sinks if sink.needs == "changed parts"]
    due = [part for part in parts if not _part_stands(ledger, by_part, part, prints[part])]
    try:
        for done, part in enumerate(_write(ledger, folder, by_part, due, processes), start=1):
            for sink in by_part:
                ledger.note_export(sink.name, part, prints[part])
            told(done, len(due))
            if stopped():
                return False
        for sink in sinks:
            if not (sink.stands(0) and ledger.exported(sink.name, _ALL_PARTS) == everything):
                for part in parts if sink.needs == "all parts" else ():
                    sink.take(part, part_to_reports(ledger, folder, part))
                    if stopped():
                        return False
                sink.finish(parts)
                ledger.note_export(sink.name, _ALL_PARTS, everything)
    finally:
        for sink in sinks:
            sink.abandon()
    return True


def _write(
    ledger: Ledger, folder: Path, sinks: Sequence[Sink], parts: Sequence[int], processes: int
) -> Iterator[int]:
    """Each part's number when the files of all sinks stand."""
    if processes > 1 and len(parts) >= WORTH_IT:
        names = [sink.name for sink in sinks]
        yield from write_parts(folder, names, parts, processes=processes)
        return
    for part in parts:
        reports = part_to_reports(ledger, folder, part)
        for sink in sinks:
            sink.take(part, reports)
        yield part


def _part_stands(ledger: Ledger, sinks: Sequence[Sink], part: int, fingerprint: str) -> bool:
    return all(
        sink.stands(part) and ledger.exported(sink.name, part) == fingerprint for sink in sinks
    )


def _parts_to_fingerprints(ledger: Ledger) -> list[str]:
    """Of each part, what decides the bytes of its tables."""
    digests = {part.part: part.sha256 for part in ledger.parts()}
    return [
        _fingerprint(digests.get(part, ""), ledger.entries_of_part(part))
        for part in ledger.part_numbers()
    ]


def _fingerprint(digest: str, entries: Sequence[Entry]) -> str:
    told = [(e.seq, e.key, e.state, e.sha256, e.duplicate_of, e.about) for e in entries]
    return hashlib.sha256(repr((TABLES_VERSION, digest, told)).encode()).hexdigest()
