"""What decides the bytes of a record, in one line: code, tagger, weights and settings.

Two lines are the same where the same file gives the same record. Versions alone do not say that:
code and weights change between releases, so that their digests stand beside them. What the
libraries of others change is not seen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import models
from extraction.bulk.settings import WorkerSettings
from extraction.pipeline import extractor_version
from models import Tagger, tagger_to_digest

_EXTRACTION, _MODELS = Path(__file__).parents[1], Path(models.__file__).parent
_SUFFIXES = frozenset({".py", ".toml", ".json", ".bin"})
# What comes after the record; weights are named by their own digest, architecture is of training.
_NO_PART_OF_A_RECORD = frozenset({"bulk", "corpus", "show", "sinks", "weights", "architecture"})
_TEXTS = "messages.toml"
_SHOWN = 12


def settings_to_maker(settings: WorkerSettings, tagger: Tagger) -> str:
    """The line for records that such a worker makes with this tagger."""
    digest = tagger_to_digest(tagger)
    weights = "" if digest is None else f" (weights {digest[:_SHOWN]})"
    text = ", with text" if settings.with_text else ""
    code = f"gongkai {extractor_version()} (code {code_to_digest()[:_SHOWN]})"
    return f"{code}, {tagger.name} {tagger.version}{weights}{text}"


@cache
def code_to_digest() -> str:
    """SHA-256 over the files that reading a report depends on, names and contents."""
    digest = hashlib.sha256()
    for name, path in code_files():
        data = path.read_bytes()
        digest.update(f"{name}\n{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def code_files() -> Iterator[tuple[str, Path]]:
    """(name, path) of these files, in an order that depends on their names alone."""
    for home in (_EXTRACTION, _MODELS):
        found = {path.relative_to(home).as_posix(): path for path in home.rglob("*")}
        for name, path in sorted(found.items()):
            decisive = path.suffix in _SUFFIXES and path.name != _TEXTS
            if decisive and name.split("/")[0] not in _NO_PART_OF_A_RECORD and path.is_file():
                yield f"{home.name}/{name}", path
