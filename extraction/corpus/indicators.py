"""One number an indicator and unit from a report's claims and key cells, never counted twice.

The tables come first: they state whole totals. Of the claims, a part of a total of the same
indicator is left out, one number told twice counts once, and years other than the report's own
are left out. What then remains of several numbers is added only where all are parts of one stated
total; else the largest stands, as a total holds its parts, and the sum is told beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extraction.corpus.facts import IndicatorFact, Method
from extraction.corpus.year_words import text_to_years
from extraction.record.model import Claim, Number, ReportRecord

# Indicator -> the cells that state its total: one id, or the first and last part of several.
_CELLS: tuple[tuple[str, str, str], ...] = (
    ("request.received", "t2.new_received.total", ""),
    ("request.carried_in", "t2.carried_in.total", ""),
    ("request.answered", "t2.processed_total.total", ""),
    ("request.carried_out", "t2.carried_out.total", ""),
    ("request.granted", "t2.granted.total", ""),
    ("request.partially_granted", "t2.partially_granted.total", ""),
    ("request.denied", "t2.denied.", ".total"),
    ("request.unable", "t2.unable.", ".total"),
    ("request.not_processed", "t2.not_processed.", ".total"),
    ("request.other", "t2.other.", "total"),
    ("request.natural_person", "t2.new_received.natural_person", ""),
    ("request.legal_person", "t2.new_received.legal_", "."),
    ("remedy.reviews", "t3.review.total", ""),
    ("remedy.lawsuits", "t3.suit_", ".total"),
    ("manage.documents_issued", "t1.art20_1.normative_documents.issued", ""),
    ("manage.documents_repealed", "t1.art20_1.normative_documents.repealed", ""),
    ("manage.documents_in_force", "t1.art20_1.normative_documents.in_force", ""),
    ("t1.art20_5.licensing.decisions", "t1.art20_5.licensing.decisions", ""),
    ("t1.art20_6.penalty.decisions", "t1.art20_6.penalty.decisions", ""),
    ("t1.art20_6.coercion.decisions", "t1.art20_6.coercion.decisions", ""),
    (
        "t1.art20_8.admin_fees.amount_10k_yuan",
        "t1.art20_8.admin_fees.amount_10k_yuan",
        "",
    ),
)
_COUNTED, _MONEY = "件", "万元"
# Measure words in which a claim counts the same things as the cells do (table_links.toml).
_LIKE_COUNTED = frozenset({"", "件", "条", "份", "宗", "起", "次", "个"})
# Families whose amounts are all numbers of cases, whatever measure word the text has; that there
# was none is told without one.
_CASES = ("request.", "remedy.")
_NO_CASES = frozenset({"request.rate", "request.fee"})
# A rate is no amount: of several the largest is as good as any, and none is ever added.
_RATES = frozenset({"%", "‰", "％"})
_DECIMALS = 6


def record_to_indicators(record: ReportRecord) -> tuple[IndicatorFact, ...]:
    """Every indicator that the report states, cells first, in a fixed order."""
    claims = _claims_by_indicator(record)
    facts = []
    seen = set()
    for fact in _from_cells(record, claims):
        seen.add(fact.indicator)
        facts.append(fact)
    for (indicator, unit), found in sorted(claims.items()):
        if indicator in seen and unit in _LIKE_COUNTED:
            continue
        facts.append(_from_claims(indicator, unit, found))
    return tuple(facts)


def _from_cells(
    record: ReportRecord, claims: Mapping[tuple[str, str], list[Claim]]
) -> Iterator[IndicatorFact]:
    cells = {cell.id: cell for cell in record.cells}
    for indicator, first, last in _CELLS:
        found = [cell for cell in cells if _fits(cell, first, last)]
        values = [cells[cell].value for cell in found]
        known = [value for value in values if value is not None]
        if not found or len(known) < len(found):
            continue
        told = [
            claim for unit in sorted(_LIKE_COUNTED) for claim in claims.get((indicator, unit), [])
        ]
        claim = max(told, key=_rank, default=None)
        place = cells[found[0]]
        yield IndicatorFact(
            indicator=indicator,
            unit=_MONEY if first.endswith("_10k_yuan") else _COUNTED,
            value=_add(known),
            method="cells",
            claims=len(told),
            told=None if claim is None else claim.value,
            quote=None if claim is None else claim_to_words(claim),
            start=place.start if claim is None else claim.start,
            end=place.end if claim is None else claim.end,
            cells=tuple(found),
        )


def _fits(cell: str, first: str, last: str) -> bool:
    if not last:
        return cell == first
    return cell.startswith(first) and (last == "." or cell.endswith(last))


def _claims_by_indicator(record: ReportRecord) -> dict[tuple[str, str], list[Claim]]:
    """Claims about the report's own year, parts of a total of the same indicator left out."""
    by_id = {claim.id: claim for claim in record.claims}
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in record.claims:
        if claim.indicator is None or _is_other_year(claim, record.year):
            continue
        if not _is_part_of_same(claim, by_id):
            found[claim.indicator, _unit_of(claim, claim.indicator)].append(claim)
    return found


def _unit_of(claim: Claim, indicator: str) -> str:
    unit = claim.unit_norm or claim.unit or ""
    cases = indicator.startswith(_CASES) and indicator not in _NO_CASES
    return _COUNTED if cases and unit in _LIKE_COUNTED else unit


def _is_other_year(claim: Claim, year: int | None) -> bool:
    years = text_to_years(claim.period or "")
    return bool(years) and year is not None and year not in years


def _is_part_of_same(claim: Claim, by_id: Mapping[str, Claim]) -> bool:
    """Whether some total above it has its indicator; a part of a part is followed up."""
    above = by_id.get(claim.part_of or "")
    seen = {claim.id}
    while above is not None and above.id not in seen:
        if above.indicator == claim.indicator:
            return True
        seen.add(above.id)
        above = by_id.get(above.part_of or "")
    return False


def _from_claims(indicator: str, unit: str, claims: Sequence[Claim]) -> IndicatorFact:
    """``claims`` are not empty."""
    apart = list({(claim.value, claim.item, claim.channel): claim for claim in claims}.values())
    best = max(apart, key=_rank)
    value: Number = best.value
    total: Number | None = None
    method: Method = "single" if len(claims) == 1 else "repeated"
    if len({claim.value for claim in apart}) > 1:
        wholes = {claim.part_of for claim in apart}
        if unit in _RATES:
            method = "largest"
        elif len(wholes) == 1 and None not in wholes:
            value, method = _add([claim.value for claim in apart]), "parts"
        else:
            method, total = "largest", _add([claim.value for claim in apart])
    return IndicatorFact(
        indicator=indicator,
        unit=unit,
        value=value,
        method=method,
        claims=len(claims),
        apart=total,
        is_rough=best.approx is not None or best.value_max is not None,
        quote=claim_to_words(best),
        start=best.start,
        end=best.end,
    )


def claim_to_words(claim: Claim) -> str:
    """What is counted and how much, as printed, without line ends inside."""
    words = (claim.item, claim.quote)
    return " ".join("".join(word.split()) for word in words if word)


def _rank(claim: Claim) -> tuple[Number, int]:
    """The largest, then the one told first."""
    return claim.value, -claim.start


def _add(values: Sequence[Number]) -> Number:
    total = sum(values)
    return round(total, _DECIMALS) if isinstance(total, float) else total
