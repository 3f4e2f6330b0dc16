"""Which stretches of the frozen text the page points at, and what points at each.

A place is a distinct [start, end); several cells may share one, as the cells of a row whose
digits ran together do. Owners are ids of elements of the page, so that whatever else comes to
point into the text is one more owner. Item, channel and period of a claim are places without an
owner: their claim names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from extraction.record.model import Claim, ReportRecord
from models import StatementLabel

_CELL = "c-"
_STATEMENT = "said-"
Kind = Literal["cell", "field", "claim", "target", "part"] | StatementLabel
ClaimPart = Literal["item", "channel", "period"]
PARTS: tuple[ClaimPart, ...] = ("item", "channel", "period")
_Pointer = tuple[str | None, Kind, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Place:
    """``id`` names its element in the text panel; ``owners`` lead back, the first by default."""

    id: str
    start: int
    end: int
    owners: tuple[str, ...]
    kinds: frozenset[Kind]

    @property
    def cells(self) -> tuple[str, ...]:
        """The owners that are cells of a table."""
        return tuple(owner for owner in self.owners if owner.startswith(_CELL))

    @property
    def statements(self) -> tuple[str, ...]:
        """Ids of the statements among the owners."""
        prefix = len(_STATEMENT)
        return tuple(owner[prefix:] for owner in self.owners if owner.startswith(_STATEMENT))


@dataclass(frozen=True, slots=True)
class Places:
    """In text order, longer ones first where they start together."""

    ordered: tuple[Place, ...]
    by_owner: Mapping[str, Place]
    by_span: Mapping[tuple[int, int], Place]

    def of(self, owner: str) -> Place | None:
        return self.by_owner.get(owner)

    def of_part(self, claim: Claim, part: ClaimPart) -> Place | None:
        start, end = part_to_span(claim, part)
        return None if start is None or end is None else self.by_span.get((start, end))


def cell_to_element_id(cell: str) -> str:
    return f"{_CELL}{cell}"


def field_to_element_id(field: str) -> str:
    return f"f-{field}"


def claim_to_element_id(claim: str) -> str:
    return f"claim-{claim}"


def statement_to_element_id(statement: str) -> str:
    return f"{_STATEMENT}{statement}"


def target_to_element_id(statement: str, number: int) -> str:
    return f"target-{statement}-{number}"


def part_to_span(claim: Claim, part: ClaimPart) -> tuple[int | None, int | None]:
    spans = {
        "item": (claim.item_start, claim.item_end),
        "channel": (claim.channel_start, claim.channel_end),
        "period": (claim.period_start, claim.period_end),
    }
    return spans[part]


def record_to_places(record: ReportRecord, length: int) -> Places:
    """Places within a text of ``length`` characters; what lies outside of it has none."""
    return _pointers_to_places(_pointers(record), length)


def _pointers(record: ReportRecord) -> Iterator[_Pointer]:
    for name, field in record.fields.items():
        yield field_to_element_id(name), "field", field.start, field.end
    for cell in record.cells:
        yield cell_to_element_id(cell.id), "cell", cell.start, cell.end
    for claim in record.claims:
        yield claim_to_element_id(claim.id), "claim", claim.start, claim.end
        for part in PARTS:
            yield None, "part", *part_to_span(claim, part)
    for statement in record.statements:
        owner = statement_to_element_id(statement.id)
        yield owner, statement.kind, statement.start, statement.end
        for number, target in enumerate(statement.targets):
            owner = target_to_element_id(statement.id, number)
            yield owner, "target", target.start, target.end


def _pointers_to_places(pointers: Iterable[_Pointer], length: int) -> Places:
    owners: dict[tuple[int, int], list[str]] = {}
    kinds: dict[tuple[int, int], set[Kind]] = {}
    for owner, kind, start, end in pointers:
        if start is None or end is None or not 0 <= start <= end <= length:
            continue
        if owner is None and start == end:
            continue
        found = owners.setdefault((start, end), [])
        kinds.setdefault((start, end), set()).add(kind)
        if owner is not None:
            found.append(owner)
    spans = sorted(owners, key=lambda span: (span[0], -span[1]))
    ordered = tuple(
        Place(f"p{number}", *span, tuple(owners[span]), frozenset(kinds[span]))
        for number, span in enumerate(spans, 1)
    )
    by_owner = {owner: place for place in ordered for owner in place.owners}
    return Places(ordered, by_owner, {(place.start, place.end): place for place in ordered})
