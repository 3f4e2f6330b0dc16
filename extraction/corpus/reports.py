"""The corpus: every record digested, tied to its agency, one report taken for each agency-year.

A report often lies there twice, as the page and as its text; the fuller reading is taken and the
others are named, with what they have in common with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extraction.corpus.agencies import Agency, Named, names_to_agencies
from extraction.corpus.facts import Report
from extraction.corpus.passages import SentenceStore

Twin = Literal["same_file", "same_text", "same_report", "other_report", "unknown"]
# Share of the shorter one's sentences that the other has, numbers aside. A page and the text of the
# same report share 0.72 to 0.87, since lines break otherwise; what two agencies share is below 0.5.
_SAME_REPORT = 0.6


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A record that was not counted because ``taken`` is about the same agency and year.

    ``common`` is the share of sentences in common; None where there is no text to compare.
    """

    report: Report
    taken: Report
    twin: Twin
    common: float | None


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the views are made from.

    Attributes:
        reports: all records that were read, in their order, failed ones included.
        years: agency name -> year -> the report taken.
        loose: records without agency or year; they are in no view across years.
    """

    reports: Sequence[Report]
    agencies: Mapping[str, Agency]
    years: Mapping[str, Mapping[int, Report]]
    duplicates: Sequence[Duplicate]
    loose: Sequence[Report]

    def taken(self) -> list[Report]:
        """The reports that count, by agency and year."""
        return [report for by_year in self.years.values() for report in by_year.values()]


def reports_to_corpus(reports: Sequence[Report], store: SentenceStore) -> Corpus:
    agencies = names_to_agencies(_names(reports))
    groups: dict[tuple[str, int], list[Report]] = defaultdict(list)
    loose = []
    for report in reports:
        if report.status == "failed":
            continue
        if report.agency is None or report.year is None:
            loose.append(report)
        else:
            groups[agencies[report.agency].name, report.year].append(report)
    years: dict[str, dict[int, Report]] = defaultdict(dict)
    duplicates: list[Duplicate] = []
    for (agency, year), group in sorted(groups.items()):
        taken, *others = sorted(group, key=_worth, reverse=True)
        years[agency][year] = taken
        duplicates += (_duplicate(other, taken, store) for other in others)
    by_name = {agency.name: agency for agency in agencies.values()}
    return Corpus(reports, by_name, years, duplicates, loose)


def _names(reports: Iterable[Report]) -> list[Named]:
    counts: Counter[str] = Counter()
    aliases: dict[str, set[str]] = defaultdict(set)
    years: dict[str, set[int]] = defaultdict(set)
    for report in reports:
        if report.agency is None:
            continue
        counts[report.agency] += 1
        aliases[report.agency].update(report.aliases)
        if report.year is not None:
            years[report.agency].add(report.year)
    return [
        Named(name, frozenset(aliases[name]), frozenset(years[name]), count)
        for name, count in counts.items()
    ]


def _worth(report: Report) -> tuple[int, bool, int, int, int]:
    """More cells read, then with text, more claims and statements, fewer failed checks, first."""
    known = sum(value is not None for value in report.cells.values)
    found = sum(fact.claims for fact in report.indicators) + len(report.statements)
    return known, report.evidence == "text", found, -report.failed_checks, -report.number


def _duplicate(other: Report, taken: Report, store: SentenceStore) -> Duplicate:
    common = _common(other, taken, store)
    twin: Twin = "unknown"
    if other.sha256 == taken.sha256:
        twin = "same_file"
    elif other.text_sha256 is not None and other.text_sha256 == taken.text_sha256:
        twin = "same_text"
    elif common is not None:
        twin = "same_report" if common >= _SAME_REPORT else "other_report"
    return Duplicate(other, taken, twin, common)


def _common(one: Report, other: Report, store: SentenceStore) -> float | None:
    if "text" not in (one.evidence, other.evidence) or one.evidence != other.evidence:
        return None
    left = {store.keys[at] for at in store.of_report(one.number)}
    right = {store.keys[at] for at in store.of_report(other.number)}
    if not left or not right:
        return None
    return len(left & right) / min(len(left), len(right))
