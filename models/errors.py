"""Everything that loading a tagger refuses, each with what the reader can do.

ModelError
├── UnknownModel (KeyError)            no tagger or model has this name
├── MissingModel (FileNotFoundError)   a folder, or a file that belongs into it, is not there
├── DamagedModel (ValueError)          a file is not the one that was released, or cannot be read
└── UnfitModel (ValueError)            whole, but made for other labels or by a later version
"""

from __future__ import annotations

from pathlib import Path


class ModelError(Exception):
    """Base of all errors about named models and their folders."""


class UnknownModel(ModelError, KeyError):
    """No tagger or model has this name.

    Attributes:
        reference: what was asked for.
        known: what could have been.
    """

    def __init__(self, reference: str, known: tuple[str, ...] = ()) -> None:
        self.reference = reference
        self.known = known
        super().__init__(reference)

    def __str__(self) -> str:
        return f"there is no model called {self.reference!r}; there are: {', '.join(self.known)}"


class MissingModel(ModelError, FileNotFoundError):
    """A model's folder, or one of its files, is not there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} is not there: install the package again, or export the model")


class DamagedModel(ModelError, ValueError):
    """A file of a model is not the one that was released."""

    def __init__(self, path: Path, what: str) -> None:
        self.path = path
        super().__init__(f"{path} {what}: install the package again, or export the model once more")


class UnfitModel(ModelError, ValueError):
    """A whole model that this version of the code cannot use."""

    def __init__(self, folder: Path, what: str) -> None:
        self.folder = folder
        super().__init__(f"the model in {folder} {what}: take the version that fits this code")
