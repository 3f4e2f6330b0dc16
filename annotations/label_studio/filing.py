"""The store as pull changes it: documents replaced where they stand, new ones in a file of theirs.

Only files with a change are written, so that everything else stays byte for byte.
"""

from __future__ import annotations

from pathlib import Path

from annotations.schema import AnnotatedDocument, Split
from annotations.store import MANIFEST, read_files, write_store

DESK_FILE = "desk.jsonl"


class Filing:
    """The documents of one store folder by id."""

    def __init__(self, folder: Path) -> None:
        """Raises StoreError for a store that cannot be trusted; an absent folder is empty."""
        self._folder = folder
        has_store = (folder / MANIFEST).is_file() or any(folder.glob("*.jsonl"))
        self._files = read_files(folder) if has_store else {}
        self._places = {
            document.id: (name, number)
            for name, documents in self._files.items()
            for number, document in enumerate(documents)
        }
        self._splits: dict[str, Split] = {
            document.meta.agency: document.meta.split
            for documents in self._files.values()
            for document in documents
        }
        self._changed: set[str] = set()

    def get(self, name: str) -> AnnotatedDocument | None:
        place = self._places.get(name)
        return None if place is None else self._files[place[0]][place[1]]

    def split(self, agency: str, wanted: Split) -> Split:
        """The split in which the agency stands already, else the one wanted."""
        return self._splits.setdefault(agency, wanted)

    def put(self, document: AnnotatedDocument) -> bool:
        """Files a document; False where the same one stands there."""
        place = self._places.get(document.id)
        if place is None:
            documents = self._files.setdefault(DESK_FILE, [])
            self._places[document.id] = (DESK_FILE, len(documents))
            documents.append(document)
            self._changed.add(DESK_FILE)
            return True
        name, number = place
        if self._files[name][number] == document:
            return False
        self._files[name][number] = document
        self._changed.add(name)
        return True

    def write(self) -> None:
        if self._changed:
            write_store(self._folder, {name: self._files[name] for name in sorted(self._changed)})
            self._changed.clear()
