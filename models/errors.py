"""Everything that loading a tagger refuses, each with a code and what the reader can do.

ModelError
├── UnknownModel (KeyError)            no tagger or model has this name
│   └── UnknownVersion                 a model has this name, but not in this version
├── MissingModel (FileNotFoundError)   a folder, or a file that belongs into it, is not there
├── NoModel (ValueError)               the path leads to something that never was a model
├── DamagedModel (ValueError)          a file is not the one that was released, or cannot be read
├── UnfitModel (ValueError)            whole, but made for other labels or by a later version
├── MissingLibrary (ImportError)       what runs a trained model is not installed
└── TwoTaggers (ValueError)            two were asked for where one is wanted

``messages`` has the sentences that commands print, by ``code``, in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar


class ModelError(Exception):
    """Base of all errors about named models and their folders.

    Attributes:
        code: names the error in what commands print.
        values: what its sentences are filled with.
    """

    code: ClassVar[str] = "model"
    values: Mapping[str, str]

    def __reduce__(self) -> tuple[object, ...]:
        """A process that cannot load a model tells the one that asked it to."""
        return _restore, (type(self), self.args, self.__dict__)


def _restore(
    kind: type[ModelError], arguments: tuple[object, ...], state: Mapping[str, object]
) -> ModelError:
    """The error as it was, without making its message anew."""
    error = kind.__new__(kind, *arguments)
    error.args = arguments
    error.__dict__.update(state)
    return error


class UnknownModel(ModelError, KeyError):
    """No tagger or model has this name.

    Attributes:
        reference: what was asked for.
        known: what could have been.
    """

    code = "unknown_model"

    def __init__(self, reference: str, known: tuple[str, ...] = ()) -> None:
        self.reference = reference
        self.known = known
        self.values = {"reference": reference, "known": ", ".join(known)}
        super().__init__(reference)

    def __str__(self) -> str:
        return f"there is no model called {self.reference!r}; there are: {', '.join(self.known)}"


class UnknownVersion(UnknownModel):
    """A model of this name is installed, but not in the version that was asked for."""

    code = "unknown_version"


class MissingModel(ModelError, FileNotFoundError):
    """A model's folder, or one of its files, is not there."""

    code = "missing_model"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.values = {"path": str(path)}
        super().__init__(f"{path} is not there: install the package again, or export the model")


class NoModel(ModelError, ValueError):
    """A file, or a folder that holds none of a model's files."""

    code = "no_model"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.values = {"path": str(path)}
        super().__init__(f"{path} is no model's folder: name one that `gongkai export` wrote")


class DamagedModel(ModelError, ValueError):
    """A file of a model is not the one that was released."""

    code = "damaged_model"

    def __init__(self, path: Path, what: str) -> None:
        self.path = path
        self.values = {"path": str(path), "what": what}
        super().__init__(f"{path} {what}: install the package again, or export the model once more")


class UnfitModel(ModelError, ValueError):
    """A whole model that this version of the code cannot use."""

    code = "unfit_model"

    def __init__(self, folder: Path, what: str) -> None:
        self.folder = folder
        self.values = {"path": str(folder), "what": what}
        super().__init__(f"the model in {folder} {what}: take the version that fits this code")


class MissingLibrary(ModelError, ImportError):
    """A library that runs trained models is not there, or cannot be loaded."""

    code = "missing_library"

    def __init__(self, library: str) -> None:
        self.library = library
        self.values = {"library": library}
        super().__init__(f"trained models need {library}: pip install {library}")


class TwoTaggers(ModelError, ValueError):
    """A model and a tagger were named; a text is read by one."""

    code = "two_taggers"

    def __init__(self, first: str, second: str) -> None:
        self.values = {"first": first, "second": second}
        super().__init__(f"{first} and {second} cannot both be given: a text is read by one")
