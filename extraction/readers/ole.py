"""A glance into OLE compound files: which streams there are and how one of them begins.

Enough to tell Word from Excel and to see a password; the contents are LibreOffice's to read.
Streams shorter than a sector chain's threshold (4096 bytes) are not followed: Word's main stream
never is one.
"""

from __future__ import annotations

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY_BYTES = 128
_SECTOR_SHIFTS = (9, 12)
_FREE = 0xFFFFFFFA
# Directories of Word files hold 5 to 50 entries.
_MAX_ENTRIES = 4096


def is_compound(data: bytes) -> bool:
    """Whether the bytes open like a compound file."""
    return data.startswith(_MAGIC)


def stream_names(data: bytes) -> frozenset[str]:
    """The names of the streams and storages found in the directory."""
    return frozenset(_directory(data))


def stream_start(data: bytes, name: str, length: int) -> bytes:
    """The first bytes of a stream, at most one sector; empty where it cannot be found."""
    sector = _directory(data).get(name)
    if sector is None:
        return b""
    size = _sector_bytes(data)
    offset = (sector + 1) * size
    return data[offset : offset + min(length, size)]


def _sector_bytes(data: bytes) -> int:
    shift = int.from_bytes(data[30:32], "little")
    return 1 << (shift if shift in _SECTOR_SHIFTS else 9)


def _directory(data: bytes) -> dict[str, int]:
    """Stream name -> its first sector, over the directory's chain of sectors."""
    size = _sector_bytes(data)
    sector = int.from_bytes(data[48:52], "little")
    found: dict[str, int] = {}
    seen: set[int] = set()
    while sector < _FREE and sector not in seen and len(seen) * size < _MAX_ENTRIES * _ENTRY_BYTES:
        seen.add(sector)
        offset = (sector + 1) * size
        for start in range(offset, min(offset + size, len(data)), _ENTRY_BYTES):
            entry = data[start : start + _ENTRY_BYTES]
            name_bytes = int.from_bytes(entry[64:66], "little")
            if len(entry) == _ENTRY_BYTES and 2 < name_bytes <= 64 and entry[66]:
                name = entry[: name_bytes - 2].decode("utf-16-le", errors="replace")
                found.setdefault(name, int.from_bytes(entry[116:120], "little"))
        sector = _next_sector(data, sector, size)
    return found


def _next_sector(data: bytes, sector: int, size: int) -> int:
    """The sector after this one in its chain; a free mark where the table does not reach it."""
    per_table = size // 4
    table, place = divmod(sector, per_table)
    # The header lists the first 109 sectors of the table, which cover files of 7 MB and more.
    if table >= 109:
        return _FREE
    at = 76 + table * 4
    table_sector = int.from_bytes(data[at : at + 4], "little")
    offset = (table_sector + 1) * size + place * 4
    entry = data[offset : offset + 4]
    return int.from_bytes(entry, "little") if len(entry) == 4 else _FREE
