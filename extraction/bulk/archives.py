"""The members of a ZIP or TAR archive, one after the other, without unpacking to disk.

An archive is hostile until read: names that lead out of it, links, bombs, directories larger than
memory, headers that lie. Each member that cannot be had is a refusal of its own; what breaks the
archive is a last refusal, and the members before it stand.
"""

from __future__ import annotations

import bz2
import gzip
import io
import logging
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Protocol, cast

from extraction.bulk.settings import ArchiveLimits
from extraction.errors import UnreadableReport
from extraction.inputs import is_archive, is_report_name

LOG = logging.getLogger(__name__)


class _Seekable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...

    def seek(self, offset: int, whence: int = ..., /) -> int: ...

    def tell(self) -> int: ...


# More than a tar header with the longest name of any file system, or a piece of a member.
_LARGEST_READ = 1 << 20
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_UNPACKERS: tuple[tuple[bytes, Callable[[IO[bytes]], _Seekable]], ...] = (
    (b"\x1f\x8b", lambda file: gzip.GzipFile(fileobj=file)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ", lzma.LZMAFile),
)
# Chinese systems write names of archives in their own encoding without saying so.
_NAME_ENCODINGS = ("utf-8", "gb18030")


@dataclass(frozen=True, slots=True)
class Member:
    """One report file in an archive, or why there is none.

    Attributes:
        ordinal: its place among the archive's entries; -1 for a refusal of the archive itself.
        size: unpacked, as the archive says.
        read: its bytes, at most one more than the limit; to be called before the next member is
            asked for. Raises UnreadableReport.
    """

    ordinal: int
    name: str
    size: int
    read: Callable[[], bytes]


def archive_to_members(path: Path, limits: ArchiveLimits) -> Iterator[Member]:
    """Reports in the order of the archive; names that are no report's are passed over."""
    try:
        with path.open("rb") as file:
            members = _zip_members if zipfile.is_zipfile(file) else _tar_members
            file.seek(0)
            yield from members(file, path.stat().st_size, limits)
    except UnreadableReport as error:
        yield Member(-1, "", 0, _refuse(error.code, error.detail))
    except OSError as error:
        yield Member(-1, "", 0, _refuse("unreachable", error.strerror or type(error).__name__))
    except Exception as error:
        # what a damaged archive makes its library raise has no common base
        LOG.info("the archive %s broke off", path, exc_info=error)
        yield Member(-1, "", 0, _refuse("truncated", f"{type(error).__name__} in the archive"))


def _refuse(code: str, detail: str) -> Callable[[], bytes]:
    def read() -> bytes:
        raise UnreadableReport(code, detail)

    return read


def _is_wanted(name: str) -> bool:
    """Reports, and archives, which are not opened but must not be passed over in silence."""
    return is_report_name(name) or is_archive(name)


def _refusal(name: str) -> tuple[str, str] | None:
    """Code and detail for a member that is not read whatever it holds."""
    unsafe = _unsafe(name)
    if unsafe:
        return "unsafe_path", unsafe
    return ("unknown_format", "an archive inside an archive") if is_archive(name) else None


def _unsafe(name: str) -> str | None:
    """Why a name may not be trusted; None for a plain path inside the archive."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        return "its name leads out of the archive"
    return "its name holds a zero byte" if "\x00" in name else None


def _zip_members(file: IO[bytes], packed: int, limits: ArchiveLimits) -> Iterator[Member]:
    bounded = _Bounded(file, limits.directory_bytes)
    with zipfile.ZipFile(cast("IO[bytes]", bounded)) as archive:
        entries = archive.infolist()
        if len(entries) > limits.members:
            raise UnreadableReport("archive_limit", f"{len(entries)} members")
        if sum(entry.compress_size for entry in entries) > packed:
            raise UnreadableReport("archive_limit", "its members overlap")
        total = 0
        for ordinal, entry in enumerate(entries):
            name = _zip_name(entry)
            if entry.is_dir() or not _is_wanted(name):
                continue
            size = min(entry.file_size, limits.member_bytes)
            total += size
            if total > limits.total_bytes or _is_bomb(total, packed, limits):
                raise UnreadableReport("archive_limit", f"{total} bytes in the first {ordinal + 1}")
            yield Member(ordinal, name, entry.file_size, _zip_reader(archive, entry, limits))


def _zip_name(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    return _bytes_to_name(entry.orig_filename.encode("cp437", "replace"))


def _bytes_to_name(raw: bytes) -> str:
    for encoding in _NAME_ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")


def _zip_reader(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: ArchiveLimits
) -> Callable[[], bytes]:
    refusal = _refusal(_zip_name(entry))
    if refusal:
        return _refuse(*refusal)
    if entry.flag_bits & _ENCRYPTED:
        return _refuse("encrypted", "the member is encrypted")
    if entry.file_size > limits.member_bytes:
        return _refuse("too_large", f"more than {limits.member_bytes} bytes")

    def read() -> bytes:
        try:
            with archive.open(entry) as opened:
                return _read_bounded(opened, limits)
        except UnreadableReport:
            raise
        except Exception as error:
            raise UnreadableReport("truncated", f"{type(error).__name__} in the archive") from error

    return read


def _read_bounded(file: IO[bytes], limits: ArchiveLimits) -> bytes:
    """All of the file, read in pieces so that a size that lies costs no more than the limit."""
    pieces = io.BytesIO()
    while piece := file.read(_LARGEST_READ):
        pieces.write(piece)
        if pieces.tell() > limits.member_bytes:
            raise UnreadableReport("too_large", f"more than {limits.member_bytes} bytes")
    return pieces.getvalue()


def _tar_members(file: IO[bytes], packed: int, limits: ArchiveLimits) -> Iterator[Member]:
    head = file.read(8)
    file.seek(0)
    unpacker = next((make for magic, make in _UNPACKERS if head.startswith(magic)), None)
    stream: _Seekable = file
    if unpacker is not None:
        stream = _Unpacked(unpacker(file), packed, limits)
    bounded = _Bounded(stream, _LARGEST_READ + tarfile.BLOCKSIZE)
    with tarfile.open(fileobj=bounded, mode="r:", errorlevel=0) as archive:
        ordinal = 0
        while (entry := archive.next()) is not None:
            # kept by the library for lookups that are never made
            archive.members = []  # type: ignore[attr-defined]
            if ordinal >= limits.members:
                raise UnreadableReport("archive_limit", f"more than {limits.members} members")
            name = _bytes_to_name(entry.name.encode("utf-8", "surrogateescape"))
            if not entry.isdir() and _is_wanted(name):
                yield Member(ordinal, name, entry.size, _tar_reader(archive, entry, name, limits))
            ordinal += 1
        if ordinal == 0 and packed:
            raise UnreadableReport("truncated", "the archive holds nothing")


def _tar_reader(
    archive: tarfile.TarFile, entry: tarfile.TarInfo, name: str, limits: ArchiveLimits
) -> Callable[[], bytes]:
    refusal = _refusal(name)
    if not entry.isfile():
        refusal = "unsafe_path", "it is a link or a device"
    if refusal:
        return _refuse(*refusal)
    if entry.size > limits.member_bytes:
        return _refuse("too_large", f"more than {limits.member_bytes} bytes")

    def read() -> bytes:
        opened = archive.extractfile(entry)
        if opened is None:
            raise UnreadableReport("unsafe_path", "it is no plain file")
        try:
            data = _read_bounded(opened, limits)
        except tarfile.TarError as error:
            raise UnreadableReport("truncated", "the archive breaks off") from error
        if len(data) < entry.size:
            raise UnreadableReport("truncated", "the archive breaks off")
        return data

    return read


def _is_bomb(unpacked: int, packed: int, limits: ArchiveLimits) -> bool:
    return unpacked > limits.ratio_from and unpacked > packed * limits.ratio


class _Bounded(io.RawIOBase):
    """A file that refuses to be read in one piece larger than ``largest``.

    The archive libraries read a header or directory of whatever size it claims into memory.
    """

    def __init__(self, file: _Seekable, largest: int) -> None:
        super().__init__()
        self._file = file
        self._largest = largest

    def read(self, size: int = -1) -> bytes:
        wanted = self._largest + 1 if size < 0 else size
        if size > self._largest or len(data := self._file.read(wanted)) > self._largest:
            raise UnreadableReport("archive_limit", f"a header of more than {self._largest} bytes")
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


class _Unpacked(io.RawIOBase):
    """A decompressed stream that goes forward only and counts what it gives."""

    def __init__(self, file: _Seekable, packed: int, limits: ArchiveLimits) -> None:
        super().__init__()
        self._file = file
        self._packed = packed
        self._limits = limits
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._at += len(data)
        if self._at > self._limits.total_bytes or _is_bomb(self._at, self._packed, self._limits):
            raise UnreadableReport("archive_limit", f"{self._at} bytes unpacked")
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence != io.SEEK_SET or offset < self._at:
            raise tarfile.StreamError("the stream goes forward only")
        while self._at < offset:
            if not self.read(min(_LARGEST_READ, offset - self._at)):
                break
        return self._at

    def tell(self) -> int:
        return self._at

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True
