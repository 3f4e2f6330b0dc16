"""The identities that tie one year's tables to the next, as data (form.md, section 1.6).

Both are soft: an agency may count anew, and a fail says that two printed numbers do not meet, not
which of them is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extraction.tables.form import FORM_IDS, Column, load_form

Rule = Literal["T2_YEAR_CARRY", "T1_YEAR_STOCK"]
REQUESTS, DISCLOSURE = "t2_requests", "t1_disclosure"


@dataclass(frozen=True, slots=True)
class Term:
    """A cell of this year or the last, added or taken away."""

    cell: str
    is_last_year: bool = False
    sign: Literal[1, -1] = 1


@dataclass(frozen=True, slots=True)
class YearIdentity:
    """``left``, a cell of this year, equals the sum of ``right``; ``scope`` is a column or row."""

    rule: Rule
    table: str
    scope: str
    left: Term
    right: tuple[Term, ...]

    def terms(self) -> Iterator[Term]:
        yield self.left
        yield from self.right


def year_identities() -> tuple[YearIdentity, ...]:
    """All of them, in the order of the form."""
    return (*_carry(), *_stock())


def _carry() -> Iterator[YearIdentity]:
    for column in _request_columns():
        yield YearIdentity(
            "T2_YEAR_CARRY",
            REQUESTS,
            column.id,
            Term(f"t2.carried_in.{column.id}"),
            (Term(f"t2.carried_out.{column.id}", is_last_year=True),),
        )


def _stock() -> Iterator[YearIdentity]:
    for row in ("rules", "normative_documents"):
        home = f"t1.art20_1.{row}"
        yield YearIdentity(
            "T1_YEAR_STOCK",
            DISCLOSURE,
            row,
            Term(f"{home}.in_force"),
            (
                Term(f"{home}.in_force", is_last_year=True),
                Term(f"{home}.issued"),
                Term(f"{home}.repealed", sign=-1),
            ),
        )


def _request_columns() -> tuple[Column, ...]:
    return load_form(FORM_IDS[0]).table(REQUESTS).blocks[0].columns


def compared_cells() -> frozenset[str]:
    """The cells that some identity looks at."""
    return frozenset(term.cell for identity in year_identities() for term in identity.terms())
