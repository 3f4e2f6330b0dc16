"""A model's folder: the files that belong into it, their checksums, and the check of both."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from models.card import FORMAT, ModelCard
from models.errors import DamagedModel, MissingModel, NoModel, UnfitModel
from models.reading import ReadingTables
from models.tables_io import json_to_tables
from models.tags import LAYERS

CARD, NETWORK, TOKENIZER, TABLES = "card.json", "model.onnx", "tokenizer.json", "tables.json"
FILES = (CARD, NETWORK, TOKENIZER, TABLES)
CHECKSUMS = "SHA256SUMS"
_DECISIVE = (NETWORK, TOKENIZER, TABLES)
"""What the answers depend on; a card may be written anew."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Artefact:
    """A verified folder."""

    folder: Path
    card: ModelCard
    tables: ReadingTables

    @property
    def network(self) -> Path:
        return self.folder / NETWORK

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum((self.folder / name).stat().st_size for name in (*FILES, CHECKSUMS))


def read_artefact(folder: Path) -> Artefact:
    """The folder's card and tables, once every file is known to be the released one.

    Raises:
        MissingModel: for a folder or file that is not there.
        NoModel: for a folder without any of a model's files.
        DamagedModel: for a file with another checksum, or one that cannot be read.
        UnfitModel: for a model of another format or other labels.
    """
    verify_checksums(folder)
    card = read_card(folder)
    if card.format != FORMAT:
        raise UnfitModel(folder, f"is of format {card.format}, this code reads {FORMAT}")
    if card.layers != tuple(tags.labels for tags in LAYERS):
        raise UnfitModel(folder, "finds other labels")
    path = folder / TABLES
    try:
        return Artefact(folder, card, json_to_tables(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedModel(path, f"holds no tables ({type(error).__name__})") from error


def read_card(folder: Path) -> ModelCard:
    """The card alone, unverified.

    Raises:
        MissingModel, NoModel, DamagedModel: as ``read_artefact``.
    """
    _require_model(folder)
    path = folder / CARD
    if not path.is_file():
        raise MissingModel(path)
    try:
        return ModelCard.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise DamagedModel(path, f"is no card ({error.errors()[0]['msg']})") from error


def verify_checksums(folder: Path) -> None:
    """Raises a ``ModelError`` unless every file is the released one."""
    _require_model(folder)
    path = folder / CHECKSUMS
    if not path.is_file():
        raise MissingModel(path)
    told = dict(_read_checksums(path))
    for name in FILES:
        if not (folder / name).is_file():
            raise MissingModel(folder / name)
        if told.get(name) != _file_to_digest(folder / name):
            raise DamagedModel(folder / name, f"is not the file that {CHECKSUMS} was written for")


def folder_to_digest(folder: Path) -> str:
    """One SHA-256 for all that a model's answers depend on; ``folder`` is a whole one."""
    told = dict(_read_checksums(folder / CHECKSUMS))
    lines = "".join(f"{told[name]}  {name}\n" for name in _DECISIVE)
    return hashlib.sha256(lines.encode("ascii")).hexdigest()


def write_checksums(folder: Path) -> None:
    """In the form that ``sha256sum --check`` reads."""
    lines = "".join(f"{_file_to_digest(folder / name)}  {name}\n" for name in FILES)
    (folder / CHECKSUMS).write_text(lines, encoding="utf-8")


def _require_model(folder: Path) -> None:
    if not folder.is_dir():
        raise MissingModel(folder)
    if not any((folder / name).exists() for name in (*FILES, CHECKSUMS)):
        raise NoModel(folder)


def _read_checksums(path: Path) -> Iterator[tuple[str, str]]:
    """(file name, digest)"""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise DamagedModel(path, "is no list of checksums") from error
    for line in lines:
        digest, _, name = line.partition("  ")
        yield name, digest


def _file_to_digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
