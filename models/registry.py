"""Taggers by name: the one place where code is loaded by name.

A tagger is loaded when it is asked for, so that the rules cost no model and a model no spaCy. A
trained model is named as ``text``, ``text@1.0`` for one version of it, or by the path of its
folder.
"""

from __future__ import annotations

import importlib
import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from models.errors import (
    DamagedModel,
    MissingLibrary,
    MissingModel,
    NoModel,
    TwoTaggers,
    UnknownModel,
    UnknownVersion,
)
from models.tagger import Tagger

RULES = "rules"
TAGGERS: dict[str, str] = {RULES: "models.rule_tagger:RuleTagger"}
MODEL_TAGGER = "models.model_tagger:folder_to_tagger"
"""What makes a tagger of the folder of a trained model."""
MODEL_CHECK = "models.artefact:read_artefact"
"""What looks whether such a folder is whole."""
LIBRARIES = ("numpy", "onnxruntime", "tokenizers")
"""What trained models need; they are loaded with the first model."""
THREADS_ALONE = 2
"""Of a trained model in a single process."""
DEFAULT_TAGGER = "default"
"""Stands for what reads where none is named; see ``default_tagger``."""
DEFAULT_FILE = "default.toml"
"""Beside the shipped models: which of them is the default."""
DEFAULT_VARIABLE = "GONGKAI_TAGGER"
"""Of the environment: what reads where none is named, in place of the released default."""
WEIGHTS = Path(__file__).parent / "weights"
"""Folders of the shipped models, ``<name>-<version>``."""


@dataclass(frozen=True, slots=True)
class NamedModel:
    """A shipped model by the name of its folder, which nobody has looked into yet."""

    name: str
    version: str
    folder: Path

    @property
    def reference(self) -> str:
        return f"{self.name}@{self.version}"


def named_models(weights: Path = WEIGHTS) -> list[NamedModel]:
    """The shipped models by name, the newest version of each first."""
    found = []
    for folder in weights.glob("*-*") if weights.is_dir() else ():
        name, _, version = folder.name.rpartition("-")
        if folder.is_dir() and all(part.isdecimal() for part in version.split(".")):
            found.append(NamedModel(name, version, folder))
    found.sort(key=lambda model: version_to_key(model.version), reverse=True)
    return sorted(found, key=lambda model: model.name)


def version_to_key(version: str) -> tuple[int, ...]:
    """What versions are sorted by; 0.10 is after 0.9."""
    return tuple(int(part) for part in version.split("."))


def read_default(weights: Path = WEIGHTS) -> str:
    """The released default by NAME@VERSION, or the rules where none was released.

    Raises:
        DamagedModel: for a file that names no tagger.
    """
    path = weights / DEFAULT_FILE
    if not path.is_file():
        return RULES
    try:
        name = tomllib.loads(path.read_text(encoding="utf-8")).get("tagger")
    except ValueError as error:
        raise DamagedModel(path, "cannot be read") from error
    if not isinstance(name, str):
        raise DamagedModel(path, "names no tagger")
    return name


def default_tagger() -> str:
    """What reads where none is named: what the environment says, else the released default.

    Raises:
        DamagedModel: as ``read_default``.
    """
    return os.environ.get(DEFAULT_VARIABLE) or read_default()


def tagger_names() -> tuple[str, ...]:
    """The names that ``load_tagger`` knows without a version or path, the rules first."""
    names = {*TAGGERS, *(model.name for model in named_models())}
    return tuple(sorted(names, key=lambda name: (name != RULES, name)))


def find_model(reference: str, weights: Path = WEIGHTS) -> Path:
    """The folder of a trained model, by NAME, NAME@VERSION or path; a name goes before a folder.

    Raises:
        UnknownModel: for a name that is not there; ``UnknownVersion`` for its version.
        MissingModel: for a path that leads to nothing.
        NoModel: for a path that leads to a file.
    """
    models = named_models(weights)
    name, _, version = reference.partition("@")
    for model in models:
        if model.name == name and version in ("", model.version):
            return model.folder
    path = Path(reference)
    if path.is_dir():
        return path.resolve()
    if path.exists():
        raise NoModel(path)
    if _is_path(reference):
        raise MissingModel(path)
    versions = tuple(model.reference for model in models if model.name == name)
    if versions:
        raise UnknownVersion(reference, versions)
    raise UnknownModel(reference, (*TAGGERS, *(model.reference for model in models)))


def _is_path(reference: str) -> bool:
    separators = [each for each in (os.sep, os.altsep) if each is not None]
    return any(each in reference for each in separators) or reference in ("", ".", "..")


def choose_tagger(*, model: str | None, tagger: str | None, tagger_option: str = "--tagger") -> str:
    """What ``load_tagger`` is to load for a command's two options; the default without either.

    Args:
        tagger_option: what a command calls the option that is not ``--model``.

    Raises:
        TwoTaggers: if both are given.
        DamagedModel: as ``read_default``.
    """
    if model is not None and tagger is not None:
        raise TwoTaggers(f"--model {model}", f"{tagger_option} {tagger}")
    if model is not None:
        return model
    return default_tagger() if tagger is None else tagger


def workers_to_threads(workers: int) -> int:
    """Threads of each tagger where so many processes work side by side."""
    return THREADS_ALONE if workers <= 1 else 1


def load_tagger(name: str = DEFAULT_TAGGER, *, threads: int = THREADS_ALONE) -> Tagger:
    """The tagger of this name, made once.

    Args:
        name: of ``TAGGERS``, of a trained model as for ``find_model``, or ``DEFAULT_TAGGER``.
        threads: that a trained model uses; they decide its speed and nothing else.

    Raises:
        UnknownModel: for a name that is not there; it is a ``KeyError``.
        ModelError: for a model that is not whole, was changed, or does not fit this code, or
            cannot be run for want of a library.
    """
    if name == DEFAULT_TAGGER:
        name = default_tagger()
    if name in TAGGERS:
        return _load_named(name)
    return _load_folder(find_model(name), threads)


def require_tagger(name: str) -> None:
    """Refuses what ``load_tagger`` would, without loading it: other processes are to do that.

    Raises:
        ModelError: as ``load_tagger``, but for a network that its library cannot open.
    """
    if name == DEFAULT_TAGGER:
        name = default_tagger()
    if name in TAGGERS:
        return
    folder = find_model(name)
    for library in LIBRARIES:
        if find_spec(library) is None:
            raise MissingLibrary(library)
    _load(MODEL_CHECK)(folder)


@cache
def _load_named(name: str) -> Tagger:
    made: Tagger = _load(TAGGERS[name])()
    return made


@cache
def _load_folder(folder: Path, threads: int) -> Tagger:
    try:
        make = _load(MODEL_TAGGER)
    except ImportError as error:
        library = (error.name or "").partition(".")[0]
        if library not in LIBRARIES:
            raise
        raise MissingLibrary(library) from error
    made: Tagger = make(folder, threads=threads)
    return made


def _load(place: str) -> Callable[..., Any]:
    module, _, attribute = place.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), attribute)
    return found
