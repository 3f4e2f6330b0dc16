"""The identities across years: each pass, fail or not checkable, with both numbers and places.

Where a row of table 1 is printed as one run of digits, the stock is checked for every way to read
it (``fused``): it fails where no way agrees, and stays open where some do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from extraction.corpus.facts import CellPlace, Report
from extraction.corpus.fused import row_to_readings
from extraction.corpus.identities import Rule, Term, YearIdentity, year_identities
from extraction.record.model import CellStatus, Number

Verdict = Literal["pass", "fail", "not_checkable"]
Reason = Literal["no_cell", "no_value", "no_reading", "some_readings"]
# Statuses of a cell whose number does not stand in the source as it is.
MADE: frozenset[str] = frozenset({"derived", "split", "ocr_fixed"})
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Operand:
    """One cell of an identity as it stands in its year's report."""

    cell: str
    year: int
    sign: Literal[1, -1]
    value: Number | None
    status: CellStatus | None
    place: CellPlace | None


@dataclass(frozen=True, slots=True)
class YearCheck:
    """One identity between the reports of ``year`` - 1 and ``year`` of an agency.

    Attributes:
        left, right: both sides; None where a side has a cell without a number.
        reason: why it cannot be checked: a form without the cell, a cell without a number, a run
            of digits that agrees in some readings; or, of a fail, that it agrees in none.
        reading: the numbers of the operands in the order in force last year, issued, repealed, in
            force, where a run of digits leaves one reading.
        agreeing: the readings that agree, in the same order.
        is_made: whether a number was derived, split or mended, and is not simply what is printed.
    """

    agency: str
    year: int
    rule: Rule
    scope: str
    verdict: Verdict
    left: Number | None
    right: Number | None
    operands: tuple[Operand, ...]
    last_report: int
    report: int
    reason: Reason | None = None
    reading: tuple[Number, ...] | None = None
    agreeing: tuple[tuple[Number, ...], ...] = ()
    is_made: bool = False


def years_to_checks(agency: str, last: Report, this: Report) -> Iterator[YearCheck]:
    """All identities between two reports of one agency about consecutive years.

    A pair of which neither report has a table (as before 2019) gives none.
    """
    if this.year is None or not (last.cells.ids or this.cells.ids):
        return
    for identity in year_identities():
        yield _check(agency, this.year, identity, last, this)


def _check(agency: str, year: int, identity: YearIdentity, last: Report, this: Report) -> YearCheck:
    operands = tuple(_operand(term, year, last, this) for term in identity.terms())
    left = operands[0].value
    right = _sum(operands[1:])
    verdict: Verdict = "not_checkable"
    reason: Reason | None = None
    if left is None or right is None:
        absent = any(operand.status in (None, "missing_table") for operand in operands)
        reason = "no_cell" if absent else "no_value"
    else:
        verdict = "pass" if abs(left - right) < 10**-_DECIMALS else "fail"
    read = _read_stock(identity, last, this) if reason == "no_value" else None
    if read is not None:
        return replace(read, agency=agency, year=year, operands=operands)
    return YearCheck(
        agency=agency,
        year=year,
        rule=identity.rule,
        scope=identity.scope,
        verdict=verdict,
        left=left,
        right=right,
        operands=operands,
        last_report=last.number,
        report=this.number,
        reason=reason,
        is_made=any(operand.status in MADE for operand in operands),
    )


def _read_stock(identity: YearIdentity, last: Report, this: Report) -> YearCheck | None:
    """The check over all readings of runs; None where there is no run to read."""
    if identity.rule != "T1_YEAR_STOCK":
        return None
    row = [term.cell for term in identity.right[1:]] + [identity.left.cell]
    before, now = row_to_readings(last.cells, row), row_to_readings(this.cells, row)
    stock = last.cells.value_of(identity.left.cell)
    stocks = {stock} if stock is not None else {reading[-1] for reading in before}
    ways = [(old, *reading) for old in sorted(stocks) for reading in now]
    if not ways:
        return None
    agreeing = tuple(way for way in ways if _stock_after(way) == way[-1])
    single = ways[0] if len(ways) == 1 else None
    verdict: Verdict = "not_checkable" if agreeing else "fail"
    if single is not None and agreeing:
        verdict = "pass"
    reason: Reason = "some_readings" if agreeing else "no_reading"
    return YearCheck(
        agency="",
        year=0,
        rule=identity.rule,
        scope=identity.scope,
        verdict=verdict,
        left=None if single is None else single[-1],
        right=None if single is None else _stock_after(single),
        operands=(),
        last_report=last.number,
        report=this.number,
        reason=None if single is not None else reason,
        reading=single,
        agreeing=agreeing,
        is_made=True,
    )


def _stock_after(way: tuple[Number, ...]) -> Number:
    """In force last year + issued - repealed."""
    return round(way[0] + way[1] - way[2], _DECIMALS)


def _operand(term: Term, year: int, last: Report, this: Report) -> Operand:
    report = last if term.is_last_year else this
    return Operand(
        cell=term.cell,
        year=year - 1 if term.is_last_year else year,
        sign=term.sign,
        value=report.cells.value_of(term.cell),
        status=report.cells.status_of(term.cell),
        place=report.cells.places.get(term.cell),
    )


def _sum(operands: tuple[Operand, ...]) -> Number | None:
    total: Number = 0
    for operand in operands:
        if operand.value is None:
            return None
        total += operand.sign * operand.value
    return round(total, _DECIMALS)
