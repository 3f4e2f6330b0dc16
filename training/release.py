"""An exported model -> the default: into the installed models, with the proof in its card.

Whether it may is decided by ``release_checks``. The order is such that a fault anywhere leaves the
default that was there, whole: the new folder is put in place in one move, older versions go, and
the default is changed last, in one move too.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from models import RULES, Tagger, load_tagger, read_default
from models.artefact import FILES, read_artefact
from models.card import ModelCard, Release
from models.registry import (
    DEFAULT_FILE,
    WEIGHTS,
    NamedModel,
    find_model,
    named_models,
    version_to_key,
)
from training.sealing import ExportError, seal

KEPT = 2
"""Released versions of a name that stay installed, the new one counted."""
_FIRST = "0.1"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a release would change.

    Attributes:
        folder: of the new version.
        before: the default as it is, by name and version.
        removed: versions that would go.
    """

    name: str
    version: str
    folder: Path
    before: str
    removed: tuple[NamedModel, ...]

    @property
    def reference(self) -> str:
        return f"{self.name}@{self.version}"


def next_version(name: str, weights: Path = WEIGHTS) -> str:
    """The one after the newest that is installed."""
    same = [model for model in named_models(weights) if model.name == name]
    if not same:
        return _FIRST
    *first, last = version_to_key(same[0].version)
    return ".".join(map(str, (*first, last + 1)))


def plan_release(name: str, version: str, weights: Path = WEIGHTS) -> Plan:
    """What releasing this version would change; the present default is never among what goes.

    Raises:
        ExportError: for a version that is not after all installed ones, or a name or version
            that is none.
    """
    if not name.isidentifier() or name in (RULES, "default"):
        raise ExportError(f"{name!r} cannot be the name of a model: take letters, not {RULES}")
    if not all(part.isdecimal() for part in version.split(".")):
        raise ExportError(f"{version!r} is no version: take numbers, such as {_FIRST}")
    same = [model for model in named_models(weights) if model.name == name]
    if same and version_to_key(version) <= version_to_key(same[0].version):
        raise ExportError(
            f"{name} {version} is not after {same[0].reference}: take"
            f" {next_version(name, weights)} or a later version"
        )
    before = read_default(weights)
    removed = tuple(model for model in same[KEPT - 1 :] if model.reference != before)
    return Plan(name, version, weights / f"{name}-{version}", before, removed)


def load_default(weights: Path = WEIGHTS) -> Tagger:
    """The tagger that is the default among these models.

    Raises:
        ModelError: where it cannot be loaded.
    """
    name = read_default(weights)
    return load_tagger(name if name == RULES else str(find_model(name, weights)))


def require_parity(card: ModelCard, *, least: float) -> None:
    """Raises ``ExportError`` for an exported model that was not compared with the trained one."""
    if card.parity is None or card.parity.agreement < least:
        raise ExportError(
            f"{card.name} {card.version} was not shown to read as the model in training does:"
            " export its run again"
        )


def install(source: Path, plan: Plan, record: Release, weights: Path = WEIGHTS) -> ModelCard:
    """Copies a verified folder, removes what is too old, and makes the new model the default.

    Raises:
        ExportError: for too large a folder.
        ModelError: for a folder that is not whole.
    """
    card = read_artefact(source).card.model_copy(
        update={"name": plan.name, "version": plan.version, "release": record}
    )
    weights.mkdir(parents=True, exist_ok=True)
    # the name of the folder is none that a model has
    with tempfile.TemporaryDirectory(dir=weights, prefix=".release.") as scratch:
        draft = Path(scratch) / "model"
        draft.mkdir()
        for name in FILES:
            shutil.copyfile(source / name, draft / name)
        seal(draft, card)
        draft.rename(plan.folder)
        for model in plan.removed:
            shutil.rmtree(model.folder)
        default = Path(scratch) / DEFAULT_FILE
        default.write_text(
            "# Written by gongkai export --release: who reads the text where nobody is named.\n"
            f'tagger = "{plan.reference}"\n',
            encoding="utf-8",
        )
        default.replace(weights / DEFAULT_FILE)
    return card
