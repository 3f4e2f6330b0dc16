"""Which stretches of the frozen text the page points at, and what points at each.

A place is a distinct [start, end); several cells may share one, as the cells of a row whose
digits ran together do. Owners are ids of elements of the page, so that whatever else comes to
point into the text is one more owner.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extraction.record.model import ReportRecord

_CELL = "c-"


@dataclass(frozen=True, slots=True)
class Place:
    """``id`` names its element in the text panel; ``owners`` lead back, the first by default."""

    id: str
    start: int
    end: int
    owners: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The owners that are cells of a table."""
        return tuple(owner for owner in self.owners if owner.startswith(_CELL))


@dataclass(frozen=True, slots=True)
class Places:
    """In text order, longer ones first where they start together."""

    ordered: tuple[Place, ...]
    by_owner: Mapping[str, Place]

    def of(self, owner: str) -> Place | None:
        return self.by_owner.get(owner)


def cell_to_element_id(cell: str) -> str:
    return f"{_CELL}{cell}"


def field_to_element_id(field: str) -> str:
    return f"f-{field}"


def record_to_places(record: ReportRecord, length: int) -> Places:
    """Places within a text of ``length`` characters; what lies outside of it has none."""
    pointers: list[tuple[str, int | None, int | None]] = [
        (field_to_element_id(name), field.start, field.end) for name, field in record.fields.items()
    ]
    pointers += [(cell_to_element_id(cell.id), cell.start, cell.end) for cell in record.cells]
    return _pointers_to_places(pointers, length)


def _pointers_to_places(
    pointers: Iterable[tuple[str, int | None, int | None]], length: int
) -> Places:
    owners: dict[tuple[int, int], list[str]] = {}
    for owner, start, end in pointers:
        if start is not None and end is not None and 0 <= start <= end <= length:
            owners.setdefault((start, end), []).append(owner)
    spans = sorted(owners, key=lambda span: (span[0], -span[1]))
    ordered = tuple(
        Place(f"p{number}", *span, tuple(owners[span])) for number, span in enumerate(spans, 1)
    )
    return Places(ordered, {owner: place for place in ordered for owner in place.owners})
