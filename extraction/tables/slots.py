"""What a row of the form holds, cell by cell, before and after the arithmetic had its say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extraction.normalisation.numbers import Number

SlotStatus = Literal[
    "value", "zero", "blank", "not_applicable_mark", "unreadable", "missing_cell", "missing_row",
    "missing_table", "ocr_fixed", "split",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell as read: [start, end) of the frozen text, both None where nothing is printed.

    ``run`` is the range of the fused digits that a split value was cut from. ``doubt`` tells why
    the reading is weak, empty where it is not.
    """

    value: Number | None
    status: SlotStatus
    start: int | None = None
    end: int | None = None
    run: tuple[int, int] | None = None
    doubt: str = ""


MISSING_CELL = Slot(None, "missing_cell")

Vector = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The ways in which one row can be read.

    ``preferred`` is the index of the reading that the layout itself gives, None where the layout
    leaves them equal. With a single candidate nothing is in doubt. ``whole`` is what the row
    becomes when no reading can be singled out: all its cells unreadable.
    """

    candidates: tuple[Vector, ...]
    preferred: int | None
    whole: Vector
    printed: tuple[Number, ...] = ()


def values_of(vector: Vector) -> tuple[Number | None, ...]:
    return tuple(slot.value for slot in vector)
