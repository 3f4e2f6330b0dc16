"""Text that stands in several reports: of one agency over the years, and of several agencies.

The unit is the sentence of the running text (``passages``), numbers aside, so that page and text
of one report, in which lines break otherwise, are compared alike; near-duplicates
count as the same (``near``).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from extraction.corpus.facts import Evidence, Report
from extraction.corpus.near import join_near
from extraction.corpus.passages import SentenceStore, text_to_masked
from extraction.corpus.reports import Corpus

# As many places of a reused sentence are kept for show; all are counted.
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Share:
    """How many characters of a report's sentences stand elsewhere too; the kinds overlap.

    Attributes:
        last_year: in the same agency's report of the year before.
        own: in any other report of the same agency.
        others: in a report of another agency.
        only_here: in no other report.
    """

    report: int
    agency: str
    year: int | None
    evidence: Evidence
    chars: int
    last_year: int
    own: int
    others: int
    only_here: int


@dataclass(frozen=True, slots=True)
class ReusedText:
    """A sentence that several reports have. ``sentences`` are numbers of the store, the first 40.

    ``is_exact``: all are the same letter by letter, numbers aside.
    """

    sentences: tuple[int, ...]
    chars: int
    reports: int
    agencies: int
    first_year: int | None
    last_year: int | None
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Reuse:
    shares: tuple[Share, ...]
    texts: tuple[ReusedText, ...]


@dataclass(slots=True)
class _Counts:
    chars: int = 0
    last_year: int = 0
    own: int = 0
    others: int = 0
    only_here: int = 0


def corpus_to_reuse(corpus: Corpus, store: SentenceStore) -> Reuse:
    """Of the reports that count and those without agency or year; duplicates are left out."""
    homes = _homes(corpus)
    numbers = [at for report in sorted(homes) for at in store.of_report(report)]
    groups = _numbers_to_groups(numbers, store)
    counts: dict[int, _Counts] = defaultdict(_Counts)
    texts = []
    for members in groups:
        reports = {store.reports[at] for at in members}
        _count(members, reports, homes, store, counts)
        if len(reports) > 1:
            texts.append(_members_to_text(members, reports, homes, store))
    texts.sort(key=lambda text: (-text.agencies, -text.reports, -text.chars, text.sentences))
    shares = tuple(
        _share(corpus.reports[report], homes, counts[report]) for report in sorted(counts)
    )
    return Reuse(shares, tuple(texts))


def _homes(corpus: Corpus) -> dict[int, tuple[str, int | None]]:
    """Report number -> agency and year; a report without agency is an agency of its own."""
    homes: dict[int, tuple[str, int | None]] = {}
    for agency, by_year in corpus.years.items():
        for year, report in by_year.items():
            homes[report.number] = agency, year
    names = {name: each.name for each in corpus.agencies.values() for name in each.names}
    for report in corpus.loose:
        name = names.get(report.agency or "", f"({report.path or report.number})")
        homes[report.number] = name, report.year
    return homes


def _numbers_to_groups(numbers: Sequence[int], store: SentenceStore) -> Iterator[list[int]]:
    """Sentences of the store that are the same or nearly so, each group in rising order."""
    firsts = array("I")
    index_of = array("I", bytes(4 * len(numbers)))
    places = sorted(range(len(numbers)), key=lambda at: store.keys[numbers[at]])
    for _, same in groupby(places, key=lambda at: store.keys[numbers[at]]):
        for at in same:
            if not firsts or store.keys[firsts[-1]] != store.keys[numbers[at]]:
                firsts.append(numbers[at])
            index_of[at] = len(firsts) - 1
    joined = join_near(lambda index: text_to_masked(store.text(firsts[index])), len(firsts))
    names = array("I", (joined.find(index) for index in range(len(firsts))))
    places.sort(key=lambda at: (names[index_of[at]], numbers[at]))
    for _, same in groupby(places, key=lambda at: names[index_of[at]]):
        yield [numbers[at] for at in same]


def _count(
    members: Sequence[int],
    reports: set[int],
    homes: Mapping[int, tuple[str, int | None]],
    store: SentenceStore,
    counts: Mapping[int, _Counts],
) -> None:
    years: dict[str, set[int | None]] = defaultdict(set)
    holders: dict[str, set[int]] = defaultdict(set)
    for report in reports:
        agency, year = homes[report]
        years[agency].add(year)
        holders[agency].add(report)
    for at in members:
        agency, year = homes[store.reports[at]]
        each = counts[store.reports[at]]
        chars = store.ends[at] - store.starts[at]
        each.chars += chars
        if len(reports) == 1:
            each.only_here += chars
        if year is not None and year - 1 in years[agency]:
            each.last_year += chars
        if len(holders[agency]) > 1:
            each.own += chars
        if len(holders) > 1:
            each.others += chars


def _members_to_text(
    members: Sequence[int],
    reports: set[int],
    homes: Mapping[int, tuple[str, int | None]],
    store: SentenceStore,
) -> ReusedText:
    known = [year for year in (homes[report][1] for report in reports) if year is not None]
    return ReusedText(
        sentences=tuple(members[:_SHOWN]),
        chars=store.ends[members[0]] - store.starts[members[0]],
        reports=len(reports),
        agencies=len({homes[report][0] for report in reports}),
        first_year=min(known, default=None),
        last_year=max(known, default=None),
        is_exact=len({store.keys[at] for at in members}) == 1,
    )


def _share(report: Report, homes: Mapping[int, tuple[str, int | None]], counts: _Counts) -> Share:
    agency, year = homes[report.number]
    return Share(
        report=report.number,
        agency=agency,
        year=year,
        evidence=report.evidence,
        chars=counts.chars,
        last_year=counts.last_year,
        own=counts.own,
        others=counts.others,
        only_here=counts.only_here,
    )
