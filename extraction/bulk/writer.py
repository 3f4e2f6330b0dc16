"""Records as part files: packed for the ledger, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from extraction.bulk.entries import Part
from extraction.bulk.ledger import Ledger

RECORDS = "records"
UNFINISHED = ".unfinished"
# Records repeat the form's ids: the lowest level packs them to a tenth, in 1 ms.
_LEVEL = 1


def pack(record: str) -> bytes:
    """A record's JSON as the ledger keeps it."""
    return zlib.compress(record.encode("utf-8"), _LEVEL)


def unpack(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8")


def part_to_path(folder: Path, part: int) -> Path:
    return folder / RECORDS / f"part-{part:05d}.jsonl"


def part_to_records(folder: Path, part: int) -> Iterator[str]:
    """The JSON of each record of a part that stands, in order."""
    with part_to_path(folder, part).open("rb") as file:
        for line in file:
            yield line.rstrip(b"\n").decode("utf-8")


def publish_part(ledger: Ledger, folder: Path, part: int) -> None:
    """Writes a part from the ledger's records and tells the ledger when its file stands.

    Raises:
        RuntimeError: rather than write a part over one that holds more.
    """
    complete = ledger.is_complete(part)
    packed = list(ledger.staged(part))
    if len(packed) != ledger.count_in_part(part):
        raise RuntimeError(f"part {part}: {len(packed)} records are staged, others are missing")
    path = part_to_path(folder, part)
    digest = hashlib.sha256()
    size = write_whole(path, _lines(packed, digest.update))
    ledger.publish(Part(part, len(packed), size, digest.hexdigest(), complete))


def _lines(packed: Iterable[bytes], seen: Callable[[bytes], None]) -> Iterator[bytes]:
    for each in packed:
        line = zlib.decompress(each) + b"\n"
        seen(line)
        yield line


def write_whole(path: Path, pieces: Iterable[bytes]) -> int:
    """Writes a file that appears under its name only when it is complete and on the disk.

    Returns the number of bytes.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + UNFINISHED)
    with unfinished.open("wb") as file:
        for piece in pieces:
            file.write(piece)
        size = file.tell()
        file.flush()
        os.fsync(file.fileno())
    put_in_place(unfinished, path)
    return size


def put_in_place(unfinished: Path, path: Path) -> None:
    """Renames a file that is on the disk; the rename is on the disk on return."""
    unfinished.replace(path)
    home = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(home)
    finally:
        os.close(home)


def settle_parts(ledger: Ledger, folder: Path) -> None:
    """Brings files and ledger together after an interruption.

    Files that the ledger does not know are removed: their records are staged, or were never
    committed. A part whose file is gone or has another size is read again.
    """
    known = {part_to_path(folder, part.part): part for part in ledger.parts()}
    home = folder / RECORDS
    for path in sorted(home.glob("part-*.jsonl*")) if home.is_dir() else []:
        if path not in known:
            path.unlink()
    for path, part in known.items():
        if part.complete and (not path.is_file() or path.stat().st_size != part.size):
            ledger.reopen(part.part, (), ())


def reopen_grown_parts(ledger: Ledger, folder: Path) -> None:
    """Takes back the records of complete parts that new inputs, or changed ones, came into."""
    for part in ledger.grown_parts():
        ledger.reopen(part, [pack(each) for each in part_to_records(folder, part)], ())


def reopen_reports(ledger: Ledger, folder: Path, seqs: Iterable[int]) -> None:
    """Makes finished reports pending again; the other records of their parts are kept."""
    by_part: dict[int, list[int]] = {}
    for seq in seqs:
        by_part.setdefault(seq // ledger.part_reports, []).append(seq)
    complete = {part.part for part in ledger.parts() if part.complete}
    for part, again in by_part.items():
        if part in complete:
            ledger.reopen(part, [pack(each) for each in part_to_records(folder, part)], again)
        else:
            ledger.restart(again)
