"""What every panel of the page looks at: the record, its text, the language, and their indexes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extraction.document import Document
from extraction.language import Lang
from extraction.messages import find_message, load_messages, message, template_to_parts
from extraction.record.model import (
    Cell,
    Check,
    Claim,
    Contradiction,
    Number,
    ReportRecord,
    Statement,
)
from extraction.show.markup import Html, element, join, text_to_html
from extraction.show.places import Places, record_to_places

# Below this confidence a cell or claim counts as flagged (extraction/tables/confidence.py).
LOW_CONFIDENCE = 0.5

# Money has no more places in any report; sums of fees carry binary noise below.
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class View:
    """``failed`` holds the failed checks of each cell that is part of one.

    ``told`` holds the claims that state a cell's fact alone, ``contradicted`` the contradiction
    of a claim, ``marks`` the short name of each statement, counted within its kind.
    """

    record: ReportRecord
    text: str
    lang: Lang
    places: Places
    cells: Mapping[str, Cell]
    failed: Mapping[str, tuple[Check, ...]]
    claims: Mapping[str, Claim]
    told: Mapping[str, tuple[Claim, ...]]
    contradicted: Mapping[str, Contradiction]
    marks: Mapping[str, str]
    document: Document | None

    def say(self, key: str, /, **values: object) -> str:
        return message(self.lang, key, **values)

    def say_in(self, lang: Lang, key: str, /) -> str:
        return message(lang, key)

    def printed(self, text: str, classes: str | None = None) -> Html:
        """What the report prints, isolated; Chinese is named as such where the page is not."""
        attributes = {"class": classes, "lang": None if self.lang == "zh" else "zh"}
        return element("bdi", attributes, text_to_html(text))

    def fill(self, key: str, /, **values: Html) -> Html:
        """The text with markup filled in; "?" for a value that is not given."""
        parts: list[Html] = []
        for literal, name in template_to_parts(load_messages()[key].template(self.lang)):
            parts.append(text_to_html(literal))
            if name is not None:
                parts.append(values.get(name, Html("?")))
        return join(parts)

    def find(self, key: str, /, **values: object) -> str | None:
        return find_message(self.lang, key, **values)


def record_to_view(
    record: ReportRecord, text: str, *, lang: Lang, document: Document | None
) -> View:
    return View(
        record=record,
        text=text,
        lang=lang,
        places=record_to_places(record, len(text)),
        cells={cell.id: cell for cell in record.cells},
        failed=_failed(record),
        claims={claim.id: claim for claim in record.claims},
        told=_told(record),
        contradicted={each.claim: each for each in record.contradictions},
        marks=statements_to_marks(record.statements, lang),
        document=document,
    )


def _failed(record: ReportRecord) -> dict[str, tuple[Check, ...]]:
    failed: dict[str, tuple[Check, ...]] = {}
    for check in record.checks:
        if check.status == "fail":
            for cell in check.cells:
                failed[cell] = (*failed.get(cell, ()), check)
    return failed


def _told(record: ReportRecord) -> dict[str, tuple[Claim, ...]]:
    told: dict[str, tuple[Claim, ...]] = {}
    for claim in record.claims:
        if len(claim.cells) == 1:
            told[claim.cells[0]] = (*told.get(claim.cells[0], ()), claim)
    return told


def statements_to_marks(statements: tuple[Statement, ...], lang: Lang) -> dict[str, str]:
    """Statement id -> its short name, such as P2 for the second problem."""
    counts: dict[str, int] = {}
    marks = {}
    for statement in statements:
        counts[statement.kind] = counts.get(statement.kind, 0) + 1
        marks[statement.id] = message(
            lang, f"kind.{statement.kind}.mark", number=counts[statement.kind]
        )
    return marks


def is_low(scored: Cell | Claim | Statement) -> bool:
    return scored.confidence < LOW_CONFIDENCE


def is_doubtful(cell: Cell) -> bool:
    """Whether the reader should compare it with the text: undecided, or of low confidence."""
    return cell.status == "unreadable" or is_low(cell)


def difference(one: Number, other: Number) -> Number:
    """How far apart two numbers are, without the binary noise that sums of fees carry."""
    return round(abs(one - other), _DECIMALS)


def number_to_text(value: Number | None) -> str:
    """Plain digits as the form prints them, at most six decimals; "?" where there is none."""
    if value is None:
        return "?"
    if isinstance(value, int):
        return str(value)
    return f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
