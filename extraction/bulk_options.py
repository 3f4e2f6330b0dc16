"""What the command line may say of a bulk run, read without loading the room that runs it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Refresh(StrEnum):
    """Which finished reports are read again: files that changed, records of other versions."""

    CHANGED = "changed"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class BulkOptions:
    """Options of ``gongkai extract`` that need ``--out``; None and empty where not given."""

    formats: tuple[str, ...] = ()
    lists: tuple[Path, ...] = ()
    manifest: Path | None = None
    refresh: tuple[Refresh, ...] = ()
    time_limit: float | None = None
    memory_limit: float | None = None
    engine: str | None = None
    ray_address: str | None = None
    ledger: Path | None = None

    def given(self) -> list[str]:
        """The options that were given, as they are written."""
        named = {
            "--format": self.formats,
            "--list": self.lists,
            "--manifest": self.manifest,
            "--refresh": self.refresh,
            "--time-limit": self.time_limit,
            "--memory-limit": self.memory_limit,
            "--engine": self.engine,
            "--ray-address": self.ray_address,
            "--ledger": self.ledger,
        }
        return [name for name, value in named.items() if value]
