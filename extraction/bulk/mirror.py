"""The output of a run copied to an address: what changed since the last time, whole files.

The folder of the run stays the truth: SQLite and locks need a disk of this machine. What was
copied is noted beside the ledger, so that a copy that broke off goes on where it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from extraction.addresses import AddressFolder
from extraction.bulk.writer import UNFINISHED, write_whole

NOTE = "copied.json"
# What people and programs read of a run; the ledger and its lock stay.
_COPIED = ("records/*", "csv/*/*", "parquet/*/*", "*.duckdb", "*.xlsx", "summary.html")


class Mirror:
    """``address`` is a folder elsewhere that the output in ``folder`` is brought to."""

    def __init__(self, folder: Path, address: str) -> None:
        """Looks whether it can be written before anything is read.

        Raises:
            AddressUnreachable: where it cannot.
        """
        self._folder = folder
        self._address = address
        self._elsewhere = AddressFolder(address)

    def bring_up(self) -> None:
        """Copies what is new or changed, and removes what it copied and is here no more.

        Raises:
            AddressUnreachable: where that cannot be done.
        """
        copied = self._read_note()
        here = dict(self._files())
        for name, mark in here.items():
            if copied.get(name) != mark:
                self._elsewhere.write(name, (self._folder / name).read_bytes())
                copied[name] = mark
                self._write_note(copied)
        for name in sorted(set(copied) - set(here)):
            self._elsewhere.remove(name)
            del copied[name]
            self._write_note(copied)

    def _files(self) -> Iterator[tuple[str, str]]:
        """Names in the folder, each with a mark that changes with the file."""
        for pattern in _COPIED:
            for path in sorted(self._folder.glob(pattern)):
                if path.is_file() and not path.name.endswith(UNFINISHED):
                    found = path.stat()
                    name = path.relative_to(self._folder).as_posix()
                    yield name, f"{found.st_size} {found.st_mtime_ns}"

    def _read_note(self) -> dict[str, str]:
        """Nothing is known of what was copied to another address, or of a note nobody can read."""
        path = self._folder / NOTE
        if not path.is_file():
            return {}
        try:
            note = json.loads(path.read_text(encoding="utf-8"))
            return dict(note["files"]) if note["address"] == self._address else {}
        except (ValueError, KeyError, TypeError):
            return {}

    def _write_note(self, files: dict[str, str]) -> None:
        text = json.dumps({"address": self._address, "files": files})
        write_whole(self._folder / NOTE, [text.encode("utf-8")])
