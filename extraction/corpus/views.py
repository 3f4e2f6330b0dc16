"""The one file that knows every view: records in, all findings out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from extraction.corpus.commitments import CommitmentFate, Told, mark_returns, year_to_fates
from extraction.corpus.digest import line_to_report
from extraction.corpus.facts import Report
from extraction.corpus.passages import SentenceStore, record_to_sentences
from extraction.corpus.reading import Damage, Line
from extraction.corpus.reports import Corpus, reports_to_corpus
from extraction.corpus.reuse import Reuse, corpus_to_reuse
from extraction.corpus.same_tables import SameTable, years_to_same_tables
from extraction.corpus.years import YearCheck, years_to_checks


@dataclass(frozen=True, slots=True)
class Views:
    """Every finding, by agency and year; ``store`` holds the sentences and must be open.

    ``names``: the name that a report bears -> the name under which its agency is listed.
    """

    corpus: Corpus
    damages: tuple[Damage, ...]
    checks: tuple[YearCheck, ...]
    fates: tuple[CommitmentFate, ...]
    reuse: Reuse
    same_tables: tuple[SameTable, ...]
    store: SentenceStore
    names: Mapping[str, str]

    def report(self, number: int) -> Report:
        return self.corpus.reports[number]


def lines_to_views(
    lines: Iterable[Line | Damage],
    store: SentenceStore,
    *,
    on_line: Callable[[Line | Damage], None] = lambda _: None,
) -> Views:
    """Reads every record once; ``on_line`` is told of each line after it was read."""
    reports: list[Report] = []
    damages: list[Damage] = []
    for line in lines:
        if isinstance(line, Damage):
            damages.append(line)
        else:
            evidence, sentences = record_to_sentences(line.record)
            store.add(len(reports), sentences)
            reports.append(line_to_report(line, len(reports), evidence))
        on_line(line)
    corpus = reports_to_corpus(reports, store)
    pairs = list(_pairs(corpus))
    return Views(
        corpus=corpus,
        damages=tuple(damages),
        checks=tuple(
            check for agency, last, this in pairs for check in years_to_checks(agency, last, this)
        ),
        fates=tuple(_fates(corpus, store)),
        reuse=corpus_to_reuse(corpus, store),
        same_tables=tuple(
            table
            for agency, last, this in pairs
            for table in years_to_same_tables(agency, last, this)
        ),
        store=store,
        names={name: agency.name for agency in corpus.agencies.values() for name in agency.names},
    )


def _pairs(corpus: Corpus) -> Iterator[tuple[str, Report, Report]]:
    """Agency, report, and the report about the year after it."""
    for agency, by_year in corpus.years.items():
        for year in sorted(by_year):
            if year - 1 in by_year:
                yield agency, by_year[year - 1], by_year[year]


def _fates(corpus: Corpus, store: SentenceStore) -> Iterator[CommitmentFate]:
    for agency, by_year in corpus.years.items():
        fates: list[CommitmentFate] = []
        for year in sorted(by_year):
            this, next_one = by_year[year], by_year.get(year + 1)
            told = [] if next_one is None else _told(next_one, store)
            routine = _told(this, store) if told else []
            fates += year_to_fates(agency, this, next_one, told=told, routine=routine)
        yield from mark_returns(fates, by_year)


def _told(report: Report, store: SentenceStore) -> list[Told]:
    """Sentences from section one up to section five, or to the first statement without one."""
    if report.evidence != "text":
        return []
    starts = [statement.start for statement in report.statements]
    if report.problems_start is not None:
        starts.append(report.problems_start)
    end = min(starts, default=None)
    begin = report.overview_start or 0
    return [
        Told(store.text(at), store.starts[at], store.ends[at])
        for at in store.of_report(report.number)
        if store.starts[at] >= begin and (end is None or store.ends[at] <= end)
    ]
