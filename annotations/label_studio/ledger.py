"""The desk folder: which server and projects, and which answers were taken already.

``desk.json`` holds the address and project numbers, never a token. ``pulled.json`` holds, for each
answer taken, its fingerprint: an answer is taken anew only after it changed on the desk, so what
was decided in the store meanwhile stays.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from annotations.label_studio.faults import DeskError
from annotations.label_studio.regions import Json

SETTINGS, PULLED = "desk.json", "pulled.json"
ProjectKind = Literal["text", "cells"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the desk is; a project that is not made yet is None."""

    url: str
    text: int | None = None
    cells: int | None = None

    def project(self, kind: ProjectKind) -> int:
        """Raises DeskError where the project was not made."""
        number = self.text if kind == "text" else self.cells
        if number is None:
            raise DeskError("no_project")
        return number

    def with_project(self, kind: ProjectKind, number: int) -> Settings:
        return replace(self, text=number) if kind == "text" else replace(self, cells=number)


def read_settings(folder: Path) -> Settings | None:
    """None where ``init`` did not run.

    Raises:
        DeskError: for a file that is no settings file.
    """
    path = folder / SETTINGS
    if not path.is_file():
        return None
    try:
        return Settings(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise DeskError("broken_folder", path=path) from error


def write_settings(folder: Path, settings: Settings) -> None:
    _write(folder / SETTINGS, asdict(settings))


def read_pulled(folder: Path) -> dict[str, str]:
    """Task id -> fingerprint of the answer that the store holds."""
    path = folder / PULLED
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DeskError("broken_folder", path=path) from error
    return {str(name): str(fingerprint) for name, fingerprint in found.items()}


def write_pulled(folder: Path, pulled: Mapping[str, str]) -> None:
    _write(folder / PULLED, dict(sorted(pulled.items())))


def results_to_fingerprint(results: Sequence[Json], with_text: bool) -> str:
    """The same for the same answer in the same form."""
    text = json.dumps([with_text, list(results)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _write(path: Path, content: object) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    partial.replace(path)
