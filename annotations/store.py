"""Documents in files: one JSON line a document, a MANIFEST with the digests of all files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from annotations.schema import AnnotatedDocument

MANIFEST = "MANIFEST.json"


class StoreError(ValueError):
    """A store that cannot be trusted; the message names the file, the line and the remedy."""


def documents_to_jsonl(documents: Iterable[AnnotatedDocument]) -> str:
    """One line a document, the same for the same documents; absent values are left out."""
    return "".join(
        json.dumps(
            document.model_dump(exclude_none=True, exclude_defaults=True)
            | {"guideline_version": document.guideline_version},
            ensure_ascii=False,
            sort_keys=False,
        )
        + "\n"
        for document in documents
    )


def read_documents(path: Path) -> Iterator[AnnotatedDocument]:
    """The documents of one file, each checked.

    Raises:
        StoreError: with file, line and what is wrong, for the first line that is.
    """
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                yield AnnotatedDocument.model_validate_json(line)
            except ValidationError as error:
                reasons = "; ".join(entry["msg"] for entry in error.errors()[:5])
                raise StoreError(f"{path.name}, line {number}: {reasons}") from error


def read_store(folder: Path) -> list[AnnotatedDocument]:
    """All documents of a folder, by file name; see ``read_files``."""
    return [document for documents in read_files(folder).values() for document in documents]


def read_files(folder: Path) -> dict[str, list[AnnotatedDocument]]:
    """File name -> documents, of all files of a folder.

    Raises:
        StoreError: for a file that the MANIFEST does not know or knows otherwise, an id that
            stands twice, an agency in two splits.
    """
    check_manifest(folder)
    files = {path.name: list(read_documents(path)) for path in sorted(folder.glob("*.jsonl"))}
    _require_unique(document for documents in files.values() for document in documents)
    return files


def write_store(folder: Path, files: dict[str, list[AnnotatedDocument]]) -> None:
    """Writes each list to its file and renews the MANIFEST; other files of the folder stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, documents in files.items():
        (folder / name).write_text(documents_to_jsonl(documents), encoding="utf-8")
    manifest = {path.name: _digest(path) for path in sorted(folder.glob("*.jsonl"))}
    text = json.dumps(manifest, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def check_manifest(folder: Path) -> None:
    """Compares the folder with its MANIFEST; see ``read_store``."""
    path = folder / MANIFEST
    if not path.is_file():
        raise StoreError(f"{folder.name}: there is no {MANIFEST}")
    known = json.loads(path.read_text(encoding="utf-8"))
    found = {each.name: _digest(each) for each in sorted(folder.glob("*.jsonl"))}
    for name in sorted(set(known) | set(found)):
        if known.get(name) != found.get(name):
            raise StoreError(f"{name} is not as {MANIFEST} has it: validate it, then write it anew")


def store_digest(folder: Path) -> str:
    """The digest of the whole store, which figures are published with."""
    return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()[:12]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _require_unique(documents: Iterable[AnnotatedDocument]) -> None:
    seen: set[str] = set()
    splits: dict[str, str] = {}
    for document in documents:
        if document.id in seen:
            raise StoreError(f"{document.id} stands twice")
        seen.add(document.id)
        split = splits.setdefault(document.meta.agency, document.meta.split)
        if split != document.meta.split:
            raise StoreError(f"{document.id}: its agency stands in {split} too")
