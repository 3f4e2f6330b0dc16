"""A model's folder whose network was never trained: checksums and card are right."""

from __future__ import annotations

from pathlib import Path

from models.artefact import CARD, NETWORK, TABLES, TOKENIZER, write_checksums
from models.card import ModelCard
from models.characters import CharacterTable
from models.decoding import flat_transitions
from models.reading import ReadingTables
from models.tables_io import tables_to_json
from models.tags import LAYERS
from models.windows import WindowSize

TABLES_HERE = ReadingTables(
    CharacterTable("信息"), WindowSize(20, 4), tuple(flat_transitions(tags) for tags in LAYERS)
)


def card(**changes: object) -> ModelCard:
    given = {
        "name": "text",
        "version": "0.1",
        "made": "2024-01-31",
        "layers": [list(tags.labels) for tags in LAYERS],
        "encoder": "tiny",
        "recipe": "tiny",
        "run": "0" * 12,
        "data": ["authored-train"],
        "data_digest": "0" * 12,
    }
    return ModelCard.model_validate({**given, **changes})


def write_folder(folder: Path, **changes: object) -> Path:
    """A whole folder; ``changes`` are fields of its card. Its network is no network."""
    folder.mkdir(parents=True)
    (folder / CARD).write_text(card(**changes).to_json(), encoding="utf-8")
    (folder / NETWORK).write_bytes(b"no network")
    (folder / TOKENIZER).write_text("{}", encoding="utf-8")
    (folder / TABLES).write_text(tables_to_json(TABLES_HERE), encoding="utf-8")
    write_checksums(folder)
    return folder
