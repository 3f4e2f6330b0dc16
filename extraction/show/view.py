"""What every panel of the page looks at: the record, its text, the language, and their indexes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extraction.document import Document
from extraction.language import Lang
from extraction.messages import find_message, load_messages, message
from extraction.record.model import Cell, Check, Number, ReportRecord
from extraction.show.places import Places, record_to_places

# Below this confidence a cell counts as flagged (extraction/tables/confidence.py).
LOW_CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True)
class View:
    """``failed`` holds the failed checks of each cell that is part of one."""

    record: ReportRecord
    text: str
    lang: Lang
    places: Places
    cells: Mapping[str, Cell]
    failed: Mapping[str, tuple[Check, ...]]
    document: Document | None

    def say(self, key: str, /, **values: object) -> str:
        return message(self.lang, key, **values)

    def say_in(self, lang: Lang, key: str, /) -> str:
        return message(lang, key)

    def template(self, key: str) -> str:
        return load_messages()[key].template(self.lang)

    def find(self, key: str, /, **values: object) -> str | None:
        return find_message(self.lang, key, **values)


def record_to_view(
    record: ReportRecord, text: str, *, lang: Lang, document: Document | None
) -> View:
    failed: dict[str, tuple[Check, ...]] = {}
    for check in record.checks:
        if check.status == "fail":
            for cell in check.cells:
                failed[cell] = (*failed.get(cell, ()), check)
    return View(
        record=record,
        text=text,
        lang=lang,
        places=record_to_places(record, len(text)),
        cells={cell.id: cell for cell in record.cells},
        failed=failed,
        document=document,
    )


def is_low(cell: Cell) -> bool:
    return cell.confidence < LOW_CONFIDENCE


def is_doubtful(cell: Cell) -> bool:
    """Whether the reader should compare it with the text: undecided, or of low confidence."""
    return cell.status == "unreadable" or is_low(cell)


def number_to_text(value: Number | None) -> str:
    """Plain digits as the form prints them, at most six decimals; "?" where there is none."""
    if value is None:
        return "?"
    if isinstance(value, int):
        return str(value)
    return f"{value:.6f}".rstrip("0").rstrip(".")
