"""The table of engines, each loaded when it is asked for."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass

from extraction.bulk.engine import Engine
from extraction.bulk.settings import BulkSettings

Open = Callable[[BulkSettings, int], Engine]


@dataclass(frozen=True, slots=True)
class _Place:
    """``opener`` is "module:function", ``library`` what must be installed for it."""

    opener: str
    library: str | None = None


ENGINES: dict[str, _Place] = {
    "local": _Place("extraction.bulk.supervisor:open_local"),
    "ray": _Place("extraction.bulk.ray_engine:open_ray", "ray"),
}


def missing_library(engine: str) -> str | None:
    """What must be installed before the engine can be used."""
    library = ENGINES[engine].library
    if library is None or importlib.util.find_spec(library) is not None:
        return None
    return library


def open_engine(settings: BulkSettings, pending: int) -> Engine:
    """The engine that the settings name, its workers starting, for so many reports.

    Raises:
        NoCluster: when its machines cannot be had.
    """
    module, _, attribute = ENGINES[settings.engine].opener.partition(":")
    opener: Open = getattr(importlib.import_module(module), attribute)
    return opener(settings, pending)
