"""What is to be read, as a stream of work items in a stable order, and the bytes of each.

Arguments come first, then list files, then the manifest; a thing named twice comes once. What is
recorded of the items is the ledger's; which of them is read again, the plan's.
"""

from __future__ import annotations

import csv
import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extraction.addresses import (
    AddressUnreachable,
    address_to_bytes,
    address_to_name,
    address_to_stamp,
    is_address,
)
from extraction.bulk.archives import Member, archive_to_members
from extraction.bulk.settings import ArchiveLimits, BulkInputs
from extraction.errors import UnreadableReport
from extraction.inputs import STANDARD_INPUT, NothingFound, arguments_to_paths, is_archive

BESIDE_ARCHIVE = "!/"
"""Between an archive's path and a member's name in a key."""

# Heading of a manifest -> the column it is; others are passed over.
MANIFEST_COLUMNS: dict[str, str] = {
    "path": "path",
    "file": "path",
    "文件": "path",
    "路径": "path",
    "agency": "agency",
    "机关": "agency",
    "单位": "agency",
    "year": "year",
    "年度": "year",
    "年份": "year",
    "address": "address",
    "url": "address",
    "网址": "address",
    "地址": "address",
}
_PIECE = 1 << 20


class BadManifest(ValueError):
    """A manifest that cannot be read as CSV with a column of paths."""


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """What the manifest says of one report, as it is written there."""

    agency: str | None = None
    year: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One report that is to be read.

    Attributes:
        key: how it was named; of a member the archive, "!/" and its name. Unique.
        path: of the file, or of the archive it lies in.
        ordinal: its place among the entries of the archive; None for a file of its own.
        size: in bytes, as far as known.
        mtime_ns: of the file or archive.
        sha256: of its bytes; None where they were not read to the end.
        refusal: code and detail, where there are no bytes to be read.
    """

    key: str
    path: str
    ordinal: int | None = None
    size: int | None = None
    mtime_ns: int | None = None
    sha256: str | None = None
    refusal: tuple[str, str] | None = None
    about: ManifestRow = ManifestRow()


@dataclass(frozen=True, slots=True)
class Origin:
    """A file or archive that was named; what lies in it is asked for by ``origin_to_items``."""

    path: str
    size: int | None
    mtime_ns: int | None
    reason: str = ""

    @property
    def is_archive(self) -> bool:
        named = self.path != STANDARD_INPUT and not is_address(self.path)
        return named and is_archive(self.path)


def inputs_to_origins(inputs: BulkInputs) -> Iterator[Origin]:
    """Everything that was named, once, in order. What cannot be looked at has a reason.

    Raises:
        NothingFound: for an argument that leads to no file, or a list or manifest that is not
            there. A line of a list that leads nowhere is an item that fails.
        BadManifest: for a manifest without a column of paths.
    """
    seen: set[str] = set()
    for path in _named_paths(inputs):
        place = path_to_place(path)
        if place not in seen:
            seen.add(place)
            yield _path_to_origin(path)


def path_to_place(path: str) -> str:
    """The same for all ways to name a file; symbolic links are files of their own."""
    return path if path == STANDARD_INPUT or is_address(path) else os.path.abspath(path)  # noqa: PTH100


def _named_paths(inputs: BulkInputs) -> Iterator[str]:
    yield from arguments_to_paths(inputs.arguments, archives=True)
    for listed in inputs.lists:
        for line in _lines(listed):
            try:
                yield from arguments_to_paths([line], archives=True)
            except NothingFound:
                yield line
    if inputs.manifest is not None:
        for key in manifest_to_paths(inputs.manifest):
            yield key.partition(BESIDE_ARCHIVE)[0]


def _lines(path: Path) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NothingFound(str(path)) from error
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _path_to_origin(path: str) -> Origin:
    if path == STANDARD_INPUT:
        return Origin(path, None, None)
    if is_address(path):
        return _address_to_origin(path)
    try:
        found = Path(path).stat()
    except (OSError, ValueError) as error:
        return Origin(path, None, None, getattr(error, "strerror", None) or str(error))
    return Origin(path, found.st_size, found.st_mtime_ns)


def _address_to_origin(path: str) -> Origin:
    if is_archive(address_to_name(path)):
        return Origin(path, None, None, f"an archive at an address is named zip://**::{path}")
    try:
        return Origin(path, *address_to_stamp(path))
    except AddressUnreachable as error:
        return Origin(path, None, None, str(error.strerror))


def path_to_stamp(path: str) -> tuple[int | None, int | None]:
    """Size and ``mtime_ns`` of a file or address as it is now; both None where it is not."""
    origin = _path_to_origin(path)
    return origin.size, origin.mtime_ns


def path_to_bytes(path: str, limit: int) -> bytes:
    """Of a file or address, at most one byte over the limit.

    Raises:
        OSError: where it cannot be read.
    """
    if is_address(path):
        return address_to_bytes(path, limit)
    with Path(path).open("rb") as file:
        return file.read(limit + 1)


def manifest_to_rows(path: Path) -> dict[str, ManifestRow]:
    """Place of an item -> what the manifest says of it; see ``manifest_to_paths``."""
    return {path_to_place(key): row for key, row in _read_manifest(path)}


def manifest_to_paths(path: Path) -> list[str]:
    """The paths that a manifest names; relative ones start from its folder.

    Raises:
        NothingFound: when the file cannot be opened.
        BadManifest: when it is no CSV, or has no column of paths.
    """
    return [key for key, _ in _read_manifest(path)]


def _read_manifest(path: Path) -> list[tuple[str, ManifestRow]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            heading = [MANIFEST_COLUMNS.get(name.strip().lower()) for name in next(rows, [])]
            if "path" not in heading:
                raise BadManifest(f"{path}: no column is called path")
            return list(_rows_to_entries(rows, heading, path.parent))
    except OSError as error:
        raise NothingFound(str(path)) from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise BadManifest(f"{path}: {error}") from error


def _rows_to_entries(
    rows: Iterator[list[str]], heading: Sequence[str | None], home: Path
) -> Iterator[tuple[str, ManifestRow]]:
    for row in rows:
        values = {name: value.strip() for name, value in zip(heading, row, strict=False) if name}
        named = values.pop("path", "")
        if named:
            about = {name: value or None for name, value in values.items()}
            yield named if is_address(named) else str(home / named), ManifestRow(**about)


def origin_to_items(
    origin: Origin, limits: ArchiveLimits, contents: Contents
) -> Iterator[WorkItem]:
    """The reports that lie in what was named, with their digests."""
    if origin.is_archive and not origin.reason:
        yield from _archive_to_items(origin, limits)
        return
    base = WorkItem(origin.path, origin.path, size=origin.size, mtime_ns=origin.mtime_ns)
    if origin.reason:
        yield replace(base, refusal=("unreachable", origin.reason))
        return
    if origin.path == STANDARD_INPUT:
        data = contents.take_standard_input()
        yield replace(base, size=len(data), sha256=hashlib.sha256(data).hexdigest())
        return
    yield replace(base, sha256=file_to_digest(origin.path, origin.size, limits.member_bytes))


def file_to_digest(path: str, size: int | None, largest: int) -> str | None:
    """SHA-256 of a file; None for one that is too large to be read, or cannot be."""
    if is_address(path):
        return _address_to_digest(path, largest)
    if size is None or size > largest:
        return None
    digest = hashlib.sha256()
    try:
        with Path(path).open("rb") as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except OSError:
        return None
    return digest.hexdigest()


def _address_to_digest(address: str, largest: int) -> str | None:
    """Not every web server says how large a file is: what comes is counted."""
    try:
        data = address_to_bytes(address, largest)
    except AddressUnreachable:
        return None
    return hashlib.sha256(data).hexdigest() if len(data) <= largest else None


def _archive_to_items(origin: Origin, limits: ArchiveLimits) -> Iterator[WorkItem]:
    seen: dict[str, int] = {}
    for member in archive_to_members(Path(origin.path), limits):
        key = _member_to_key(origin.path, member, seen)
        base = WorkItem(
            key, origin.path, ordinal=member.ordinal, size=member.size, mtime_ns=origin.mtime_ns
        )
        try:
            data = member.read()
        except UnreadableReport as error:
            yield replace(base, refusal=(error.code, error.detail))
        else:
            yield replace(base, size=len(data), sha256=hashlib.sha256(data).hexdigest())


def _member_to_key(path: str, member: Member, seen: dict[str, int]) -> str:
    """Two members of one name are told apart by a number."""
    if member.ordinal < 0:
        return path
    seen[member.name] = seen.get(member.name, 0) + 1
    again = f"#{seen[member.name]}" if seen[member.name] > 1 else ""
    return f"{path}{BESIDE_ARCHIVE}{member.name}{again}"


class Contents:
    """Bytes that a worker cannot get by a path: members of archives, and standard input.

    Going forward reads each archive once.
    """

    def __init__(self, limits: ArchiveLimits) -> None:
        self._limits = limits
        self._piped_in: bytes | None = None
        self._path: str | None = None
        self._at = -1
        self._members: Iterator[Member] = iter(())

    def take_standard_input(self) -> bytes:
        """Read once and kept, since it cannot be read again; at most one byte over the limit."""
        if self._piped_in is None:
            self._piped_in = sys.stdin.buffer.read(self._limits.member_bytes + 1)
        return self._piped_in

    def read(self, path: str, ordinal: int | None) -> bytes:
        """The bytes of a member; without an ordinal, what was piped in.

        Raises:
            UnreadableReport: where they cannot be had, or no more.
        """
        if ordinal is None:
            if self._piped_in is None:
                raise UnreadableReport("unreachable", "standard input of an earlier run")
            return self._piped_in
        if path != self._path or ordinal <= self._at:
            self._members = archive_to_members(Path(path), self._limits)
            self._path = path
        for member in self._members:
            self._at = member.ordinal
            if member.ordinal in {ordinal, -1}:
                return member.read()
        self._path = None
        raise UnreadableReport("unreachable", "the archive no longer holds it")
