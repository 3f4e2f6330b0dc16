"""The role of every sink, and what it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from extraction.record.model import ReportRecord


@dataclass(frozen=True, slots=True)
class InputReport:
    """One input of a run: how it was named, what the manifest said, and its record.

    Attributes:
        number: of the input in the folder of the run; what tables are joined by.
        path: how it was named.
        state: done, failed, quarantined or duplicate.
        duplicate_of: number of the earlier input with the same bytes.
        record: None for a duplicate, whose record is that of the earlier input.
    """

    number: int
    path: str
    state: str
    record: ReportRecord | None
    sha256: str | None = None
    duplicate_of: int | None = None
    agency: str | None = None
    year: str | None = None
    address: str | None = None


Needs = Literal["changed parts", "all parts", "parquet"]
"""What a sink must be given: the parts that changed, since it writes files a part; all parts, since
it writes one file; nothing, since it is made of the Parquet files, which must be written too."""


class Sink(Protocol):
    """Takes parts of a run in order, then ``finish``."""

    @property
    def name(self) -> str: ...

    @property
    def needs(self) -> Needs: ...

    def stands(self, part: int) -> bool:
        """Whether the files of this part are there; of a sink of one file, whether it is."""

    def take(self, part: int, reports: Sequence[InputReport]) -> None:
        """Writes the part, or keeps it for ``finish``."""

    def finish(self, parts: Sequence[int]) -> None:
        """Removes what belongs to none of these parts, or puts the one file in place."""

    def abandon(self) -> None:
        """Ends without ``finish``: nothing half done stays."""
