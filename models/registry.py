"""Taggers by name: the one place where code is loaded by name.

A tagger is loaded when it is asked for, so that the rules cost no model and a model no spaCy. A
trained model is named as ``text``, ``text@1.0`` for one version of it, or by the path of its
folder.
"""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.errors import MissingModel, UnknownModel
from models.tagger import Tagger

TAGGERS: dict[str, str] = {"rules": "models.rule_tagger:RuleTagger"}
MODEL_TAGGER = "models.onnx_tagger:OnnxTagger"
"""What reads the folder of a trained model."""
DEFAULT_TAGGER = "rules"
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
    found.sort(key=lambda model: _version_to_key(model.version), reverse=True)
    return sorted(found, key=lambda model: model.name)


def _version_to_key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def tagger_names() -> tuple[str, ...]:
    """The names that ``load_tagger`` knows without a version or path, the default first."""
    names = {*TAGGERS, *(model.name for model in named_models())}
    return tuple(sorted(names, key=lambda name: (name != DEFAULT_TAGGER, name)))


def find_model(reference: str, weights: Path = WEIGHTS) -> Path:
    """The folder of a trained model, by NAME, NAME@VERSION or path.

    Raises:
        UnknownModel: for a name or version that is not there.
        MissingModel: for a path that leads to no folder.
    """
    if _is_path(reference):
        folder = Path(reference)
        if not folder.is_dir():
            raise MissingModel(folder)
        return folder.resolve()
    models = named_models(weights)
    name, _, version = reference.partition("@")
    for model in models:
        if model.name == name and version in ("", model.version):
            return model.folder
    known = (*TAGGERS, *(model.reference for model in models))
    raise UnknownModel(reference, known)


def _is_path(reference: str) -> bool:
    separators = [each for each in (os.sep, os.altsep) if each is not None]
    return any(each in reference for each in separators) or reference in (".", "..")


@cache
def load_tagger(name: str = DEFAULT_TAGGER) -> Tagger:
    """The tagger of this name, made once.

    Args:
        name: of ``TAGGERS``, or of a trained model as for ``find_model``.

    Raises:
        UnknownModel: for a name that is not there; it is a ``KeyError``.
        ModelError: for a model that is not whole, was changed, or does not fit this code.
        ModuleNotFoundError: for a library that the tagger needs.
    """
    if name in TAGGERS:
        made: Tagger = _load(TAGGERS[name])()
        return made
    return _load_folder(find_model(name))


@cache
def _load_folder(folder: Path) -> Tagger:
    made: Tagger = _load(MODEL_TAGGER)(folder)
    return made


def _load(place: str) -> type:
    module, _, attribute = place.partition(":")
    found: type = getattr(importlib.import_module(module), attribute)
    return found
