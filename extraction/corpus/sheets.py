"""The views as tables, one row a finding, with the places that lead back to the reports.

What each column means is said by its name and, for the ids, by the record's documentation; writing
them is ``sheet_files``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extraction.corpus.facts import Report
from extraction.corpus.views import Views

Value = str | int | float | bool | None
Row = tuple[Value, ...]
Type = Literal["integer", "number", "text", "truth"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its columns with their types, and its rows in a fixed order."""

    name: str
    columns: Sequence[tuple[str, Type]]
    rows: Callable[[Views], Iterator[Row]]


def _columns(**types: Type) -> tuple[tuple[str, Type], ...]:
    return tuple(types.items())


def _reports(views: Views) -> Iterator[Row]:
    """Every record: whether it was counted, and if not, for which other one."""
    not_counted = {each.report.number: each for each in views.corpus.duplicates}
    loose = {report.number for report in views.corpus.loose}
    for report in views.corpus.reports:
        duplicate = not_counted.get(report.number)
        counted = report.status != "failed" and duplicate is None and report.number not in loose
        yield (
            _agency_of(views, report),
            report.agency,
            report.year,
            report.title,
            report.path,
            report.status,
            counted,
            None if duplicate is None else duplicate.twin,
            None if duplicate is None else duplicate.common,
            None if duplicate is None else duplicate.taken.path,
            report.evidence,
            sum(value is not None for value in report.cells.values),
            len(report.statements),
            report.sha256,
            report.text_sha256,
            report.file,
            report.line,
        )


def _agency_of(views: Views, report: Report) -> str | None:
    if report.agency is None:
        return None
    return views.names.get(report.agency, report.agency)


def _indicators(views: Views) -> Iterator[Row]:
    for agency, by_year in views.corpus.years.items():
        for year, report in sorted(by_year.items()):
            for fact in report.indicators:
                yield (
                    agency,
                    year,
                    fact.indicator,
                    fact.unit,
                    fact.value,
                    fact.method,
                    fact.is_rough,
                    fact.claims,
                    fact.apart,
                    fact.told,
                    fact.quote,
                    fact.start,
                    fact.end,
                    " ".join(fact.cells),
                    report.path,
                )


def _year_checks(views: Views) -> Iterator[Row]:
    for check in views.checks:
        terms = [
            f"{'-' if each.sign < 0 else '+'}{each.cell}@{each.year}" for each in check.operands
        ]
        numbers = ["" if each.value is None else f"{each.value}" for each in check.operands]
        places = [
            "" if each.place is None or each.place.start is None
            else f"{each.place.start}-{each.place.end}"
            for each in check.operands
        ]  # fmt: skip
        yield (
            check.agency,
            check.year,
            check.rule,
            check.scope,
            check.verdict,
            check.reason,
            check.left,
            check.right,
            check.is_made,
            " ".join(terms),
            " | ".join(numbers),
            " | ".join(places),
            " | ".join(" ".join(map(str, way)) for way in check.agreeing),
            views.report(check.last_report).path,
            views.report(check.report).path,
        )


def _commitments(views: Views) -> Iterator[Row]:
    for fate in views.fates:
        following = None if fate.next_report is None else views.report(fate.next_report)
        yield (
            fate.agency,
            fate.year,
            fate.commitment.id,
            fate.commitment.theme,
            fate.fate,
            fate.basis,
            round(fate.score, 4),
            round(fate.closest, 4),
            fate.returns,
            fate.commitment.quote,
            fate.commitment.start,
            fate.commitment.end,
            fate.clause or None,
            fate.found or None,
            fate.start,
            fate.end,
            None if fate.problem is None else fate.problem.quote,
            views.report(fate.report).path,
            None if following is None else following.path,
        )


def _reuse(views: Views) -> Iterator[Row]:
    for share in views.reuse.shares:
        yield (
            share.agency,
            share.year,
            share.evidence,
            share.chars,
            share.last_year,
            share.own,
            share.others,
            share.only_here,
            round(share.only_here / share.chars, 4) if share.chars else None,
            views.report(share.report).path,
        )


def _reused_texts(views: Views) -> Iterator[Row]:
    """One row a place of a reused sentence; ``text`` numbers the sentences."""
    store = views.store
    for number, text in enumerate(views.reuse.texts, start=1):
        for at in text.sentences:
            report = views.report(store.reports[at])
            yield (
                number,
                text.agencies,
                text.reports,
                text.is_exact,
                _agency_of(views, report),
                report.year,
                store.text(at),
                store.starts[at],
                store.ends[at],
                report.path,
            )


def _stale_years(views: Views) -> Iterator[Row]:
    for agency, by_year in views.corpus.years.items():
        for year, report in sorted(by_year.items()):
            for stale in report.stale:
                yield (
                    agency,
                    year,
                    stale.where,
                    stale.year,
                    stale.quote,
                    stale.start,
                    stale.end,
                    stale.context,
                    report.path,
                )


def _same_tables(views: Views) -> Iterator[Row]:
    for same in views.same_tables:
        yield (
            same.agency,
            same.year,
            same.table,
            same.form,
            same.cells,
            same.events,
            same.largest,
            views.report(same.last_report).path,
            views.report(same.report).path,
        )


def _damages(views: Views) -> Iterator[Row]:
    for damage in views.damages:
        yield damage.file, damage.number, damage.reason


SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "reports",
        _columns(
            agency="text", printed_agency="text", year="integer", title="text", path="text",
            status="text", counted="truth", twin="text", common="number", counted_instead="text",
            evidence="text", known_cells="integer", statements="integer", sha256="text",
            text_sha256="text", file="text", line="integer",
        ),
        _reports,
    ),
    Sheet(
        "indicators",
        _columns(
            agency="text", year="integer", indicator="text", unit="text", value="number",
            method="text", is_rough="truth", claims="integer", sum_if_apart="number",
            told="number", quote="text", start="integer", end="integer", cells="text", path="text",
        ),
        _indicators,
    ),
    Sheet(
        "year_checks",
        _columns(
            agency="text", year="integer", rule="text", scope="text", verdict="text",
            reason="text", left="number", right="number", is_made="truth", terms="text",
            values="text", places="text", agreeing="text", last_path="text", path="text",
        ),
        _year_checks,
    ),
    Sheet(
        "commitments",
        _columns(
            agency="text", year="integer", id="text", theme="text", fate="text", basis="text",
            score="number", closest="number", returns="integer", quote="text", start="integer",
            end="integer", clause="text", found="text", found_start="integer",
            found_end="integer", problem="text", path="text", next_path="text",
        ),
        _commitments,
    ),
    Sheet(
        "reuse",
        _columns(
            agency="text", year="integer", evidence="text", chars="integer", last_year="integer",
            own="integer", others="integer", only_here="integer", only_here_share="number",
            path="text",
        ),
        _reuse,
    ),
    Sheet(
        "reused_texts",
        _columns(
            text="integer", agencies="integer", reports="integer", is_exact="truth",
            agency="text", year="integer", sentence="text", start="integer", end="integer",
            path="text",
        ),
        _reused_texts,
    ),
    Sheet(
        "stale_years",
        _columns(
            agency="text", year="integer", where="text", named_year="integer", quote="text",
            start="integer", end="integer", context="text", path="text",
        ),
        _stale_years,
    ),
    Sheet(
        "same_tables",
        _columns(
            agency="text", year="integer", table="text", form="text", cells="integer",
            events="integer", largest="number", last_path="text", path="text",
        ),
        _same_tables,
    ),
    Sheet("damaged_lines", _columns(file="text", line="integer", reason="text"), _damages),
)  # fmt: skip
