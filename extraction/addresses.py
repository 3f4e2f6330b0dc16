"""Files that lie elsewhere: what an address such as ``s3://bucket/folder`` names, and its bytes.

fsspec knows the protocols; a library of the protocol's own (s3fs, gcsfs, aiohttp) is needed where
fsspec says so. Whatever goes wrong over there is an ``AddressUnreachable``. Paths of this machine
are not its business.
"""

from __future__ import annotations

import hashlib
import importlib
import posixpath
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from glob import has_magic
from typing import Any

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*::)*[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_CHAIN = "::"
_WEB = frozenset({"http", "https"})
# Hexadecimal digits that make a number SQLite can hold.
_DIGITS = 15


class AddressUnreachable(OSError):
    """An address that cannot be looked at, read or written; the text says why."""


def is_address(text: str) -> bool:
    """Whether it names a protocol, also behind others (``zip://*.html::s3://…``)."""
    return _ADDRESS.match(text) is not None


def address_to_name(address: str) -> str:
    """The last part of its path; of a chain, the path within."""
    inner = address.partition(_CHAIN)[0] if "://" in address.partition(_CHAIN)[0] else address
    return posixpath.basename(inner.partition("?")[0].rstrip("/"))


def address_to_files(address: str, wanted: Callable[[str], bool]) -> list[str]:
    """Addresses of the file that is named, of those in the folder, or those that match; sorted.

    Args:
        wanted: whether a file of this name is taken from a folder.

    Raises:
        AddressUnreachable: when it cannot be looked at. What is not there gives an empty list.
    """
    with _told():
        files, path = _open(address)
        protocol = address.partition("://")[0].lower()
        if protocol in _WEB:
            return _web_to_files(files, path, wanted)
        if path and files.isfile(path):
            found = [path]
        elif has_magic(path):
            found = [name for name in sorted(files.glob(path)) if files.isfile(name)]
        else:
            found = [name for name in sorted(files.find(path)) if wanted(posixpath.basename(name))]
        return [_name_to_address(files, name, address) for name in found]


def _web_to_files(files: Any, path: str, wanted: Callable[[str], bool]) -> list[str]:
    """A page is a file, though it has links; what ends with a slash is a list of files."""
    if "*" in path:
        return sorted(files.glob(path))
    if not path.endswith("/"):
        return [path]
    return sorted(name for name in files.ls(path, detail=False) if wanted(address_to_name(name)))


def _name_to_address(files: Any, name: str, address: str) -> str:
    head, chain, rest = address.partition(_CHAIN)
    if not chain:
        return str(files.unstrip_protocol(name))
    if "://" not in head:
        return address
    return f"{head.partition('://')[0]}://{name}{chain}{rest}"


def address_to_stamp(address: str) -> tuple[int | None, int]:
    """Size in bytes, where it is known, and a number that is another when the file is.

    Raises:
        AddressUnreachable: where it cannot be looked at.
    """
    with _told():
        files, path = _open(address)
        info = files.info(path)
        told = repr(sorted((str(key), str(value)) for key, value in info.items()))
        number = int(hashlib.sha256(told.encode("utf-8")).hexdigest()[:_DIGITS], 16)
        return info.get("size"), number


def address_to_bytes(address: str, limit: int) -> bytes:
    """The file's bytes, at most one more than the limit, so that readers can refuse.

    Raises:
        AddressUnreachable: where it cannot be read.
    """
    with _told():
        files, path = _open(address)
        with files.open(path, "rb") as file:
            data: bytes = file.read(limit + 1)
            return data


class AddressFolder:
    """A folder elsewhere that files are written to."""

    def __init__(self, address: str) -> None:
        """Makes the folder where it can be made.

        Raises:
            AddressUnreachable: where the protocol is unknown, or the folder cannot be made.
        """
        with _told():
            self._files, self._home = _open(address)
            self._files.makedirs(self._home, exist_ok=True)

    def write(self, name: str, data: bytes) -> None:
        """Under its name only when it is whole, where the protocol can do that.

        Raises:
            AddressUnreachable: where it cannot be written.
        """
        path = posixpath.join(self._home, name)
        with _told():
            self._files.makedirs(posixpath.dirname(path), exist_ok=True)
            with self._files.transaction, self._files.open(path, "wb") as file:
                file.write(data)

    def remove(self, name: str) -> None:
        """Nothing is done where there is none."""
        with _told():
            path = posixpath.join(self._home, name)
            if self._files.exists(path):
                self._files.rm_file(path)


def _open(address: str) -> tuple[Any, str]:
    # a tenth of the time in which the command starts, for those who name no address
    files, path = importlib.import_module("fsspec.core").url_to_fs(address)
    return files, str(path)


@contextmanager
def _told() -> Iterator[None]:
    """Each protocol's library has errors of its own; this is the border to all of them."""
    try:
        yield
    except AddressUnreachable:
        raise
    except Exception as error:
        text = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise AddressUnreachable(None, text) from error
