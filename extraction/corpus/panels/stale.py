"""What was carried over unchanged: years of an older report, tables identical to last year's."""

from __future__ import annotations

from extraction.corpus.facts import Report, StaleYear
from extraction.corpus.pieces import (
    MOST_FINDINGS,
    Panel,
    folded,
    more,
    paragraph,
    place,
    quote,
    summary_line,
    tag,
)
from extraction.corpus.same_tables import SameTable
from extraction.corpus.views import Views
from extraction.corpus.words import Words
from extraction.show.markup import Html, element, join, text_to_html
from extraction.show.view import number_to_text


def stale_to_panel(views: Views, words: Words) -> Panel:
    found = [
        (agency, report, stale)
        for agency, by_year in views.corpus.years.items()
        for _, report in sorted(by_year.items())
        for stale in report.stale
    ]
    parts = [paragraph(words.say("stale.about"), "note")]
    if not found:
        parts.append(paragraph(words.say("stale.none")))
    parts += [_stale(*each, words) for each in found[:MOST_FINDINGS]]
    parts.append(more(words, len(found) - MOST_FINDINGS, "stale_years"))
    return Panel("stale", words.say("stale.title"), join(parts))


def _stale(agency: str, report: Report, stale: StaleYear, words: Words) -> Html:
    summary = summary_line(
        tag(words.say(f"stale.where.{stale.where}"), "is-partial"),
        words.printed(agency),
        text_to_html(" " + words.say("stale.line", own=report.year, named=stale.year)),
    )
    shown = quote(
        words, words.say("stale.quote"), stale.context, report, start=stale.start, end=stale.end
    )
    return folded(summary, shown, look="finding", is_open=True)


def same_tables_to_panel(views: Views, words: Words) -> Panel:
    found = views.same_tables
    parts = [paragraph(words.say("same.about"), "note")]
    if not found:
        parts.append(paragraph(words.say("same.none")))
    parts += [_same(each, views, words) for each in found[:MOST_FINDINGS]]
    parts.append(more(words, len(found) - MOST_FINDINGS, "same_tables"))
    return Panel("same-tables", words.say("same.title"), join(parts))


def _same(each: SameTable, views: Views, words: Words) -> Html:
    name = words.shared(f"table.{each.table}.name")
    summary = summary_line(
        tag(words.say("same.tag"), "is-partial"),
        words.printed(each.agency),
        text_to_html(f" {each.year - 1} = {each.year} · {name}"),
    )
    said = words.say(
        "same.line", cells=each.cells, events=each.events, largest=number_to_text(each.largest)
    )
    reports = (views.report(each.last_report), views.report(each.report))
    places = [element("li", None, place(words, report, None, None)) for report in reports]
    body = element("ul", {"class": "places"}, *places)
    return folded(summary, paragraph(said), body, look="finding")
