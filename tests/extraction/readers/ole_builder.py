"""Small OLE compound files: what old Word files and encrypted DOCX files are wrapped in."""

from __future__ import annotations

from collections.abc import Mapping

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR_BYTES = 512
_TABLE_MARK, _END, _FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_STORAGE_ROOT, _STREAM = 5, 2


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file: header, allocation table, one sector of directory, then the streams."""
    table: list[int] = [_TABLE_MARK, _END]
    entries = [_entry("Root Entry", _STORAGE_ROOT, first=_END, size=0)]
    body = b""
    for name, content in streams.items():
        first = len(table)
        sectors = max(1, -(-len(content) // _SECTOR_BYTES))
        table += [*range(first + 1, first + sectors), _END]
        entries.append(_entry(name, _STREAM, first=first, size=len(content)))
        body += content.ljust(sectors * _SECTOR_BYTES, b"\0")
    table += [_FREE] * (_SECTOR_BYTES // 4 - len(table))
    directory = b"".join(entries).ljust(_SECTOR_BYTES, b"\0")
    return _header() + b"".join(map(long, table)) + directory + body


def _header() -> bytes:
    header = _MAGIC + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00" + bytes(10)
    header += long(1) + long(1) + bytes(4) + long(4096) + long(_END) + bytes(4)
    return header + long(_END) + bytes(4) + long(0) + long(_FREE) * 108


def _entry(name: str, kind: int, *, first: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    entry = encoded.ljust(64, b"\0") + len(encoded).to_bytes(2, "little") + bytes([kind, 1])
    entry += long(_FREE) * 3 + bytes(36) + long(first) + long(size)
    return entry.ljust(128, b"\0")


def long(number: int) -> bytes:
    """Four bytes, the lowest first."""
    return number.to_bytes(4, "little")
