"""Files that appear under their names whole or not at all, one a table and part."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from extraction.sinks.tables import TABLES

UNFINISHED = ".unfinished"


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A path to write to; what was written is put in place at the end, on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        yield unfinished
        sync(unfinished)
        unfinished.replace(path)
        sync(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


class PartFiles:
    """``HOME/<table>/part-NNNNN.<suffix>`` for every table."""

    def __init__(self, home: Path, suffix: str) -> None:
        self._home = home
        self._suffix = suffix

    def path(self, table: str, part: int) -> Path:
        return self._home / table / f"part-{part:05d}.{self._suffix}"

    def stand(self, part: int) -> bool:
        return all(self.path(table.name, part).is_file() for table in TABLES)

    def write(self, part: int, write: Callable[[str, Path], None]) -> None:
        """``write`` is called with each table's name and where to write it."""
        for table in TABLES:
            with written_whole(self.path(table.name, part)) as path:
                write(table.name, path)

    def keep_only(self, parts: Sequence[int]) -> None:
        for table in TABLES:
            wanted = {self.path(table.name, part) for part in parts}
            home = self._home / table.name
            for path in list(home.iterdir()) if home.is_dir() else []:
                if path not in wanted and path.name.startswith("part-"):
                    path.unlink()
