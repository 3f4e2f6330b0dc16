"""The indicators: a plot each, how their values are spread, and every agency's table by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from extraction.corpus.facts import IndicatorFact, Report
from extraction.corpus.pieces import (
    NOTHING_HTML,
    Panel,
    folded,
    heading,
    more,
    paragraph,
    place,
    quote,
    table_to_html,
)
from extraction.corpus.plots import (
    SHAPES,
    Series,
    series_to_plot,
    shape_to_html,
    spread_to_plot,
)
from extraction.corpus.views import Views
from extraction.corpus.words import Words
from extraction.messages import find_message
from extraction.show.labels import cell_to_path
from extraction.show.markup import NOTHING, Html, element, join, text_to_html
from extraction.show.view import number_to_text

Key = tuple[str, str]
# Plots shown, those first that most reports state; and agencies whose tables are on the page.
_MOST_PLOTS, _MOST_AGENCIES = 18, 12
# A plot of a single report shows nothing.
_LEAST_VALUES = 3


def indicators_to_panel(views: Views, words: Words) -> Panel:
    found = _by_key(views)
    parts = [paragraph(words.say("indicators.about"), "note")]
    shown = sorted(
        (key for key, by_agency in found.items() if _is_telling(by_agency)),
        key=lambda key: (-_count(found[key]), key),
    )[:_MOST_PLOTS]
    agencies = list(views.corpus.years)
    plotted = {agency for key in shown for agency in found[key]}
    lined = [agency for agency in agencies if agency in plotted]
    if len(lined) <= len(SHAPES):
        parts.append(_legend(lined, words))
    order = {agency: at for at, agency in enumerate(lined)}
    figures = [_figure(at, key, found[key], order, words) for at, key in enumerate(shown)]
    parts.append(element("div", {"class": "plots"}, *figures))
    most = sorted(agencies, key=lambda agency: -len(views.corpus.years[agency]))
    for at, agency in enumerate(most[:_MOST_AGENCIES]):
        parts.append(_agency(at, agency, views.corpus.years[agency], words))
    parts.append(more(words, len(most) - _MOST_AGENCIES, "indicators"))
    return Panel("indicators", words.say("indicators.title"), join(parts))


def _by_key(views: Views) -> Mapping[Key, Mapping[str, Mapping[int, float]]]:
    found: dict[Key, dict[str, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    for agency, by_year in views.corpus.years.items():
        for year, report in by_year.items():
            for fact in report.indicators:
                found[fact.indicator, fact.unit][agency][year] = fact.value
    return found


def _count(by_agency: Mapping[str, Mapping[int, float]]) -> int:
    return sum(map(len, by_agency.values()))


def _is_telling(by_agency: Mapping[str, Mapping[int, float]]) -> bool:
    """Enough values, and not all of them 0."""
    anything = any(value for years in by_agency.values() for value in years.values())
    return anything and _count(by_agency) >= _LEAST_VALUES


def _legend(agencies: Sequence[str], words: Words) -> Html:
    items = [
        element("li", None, shape_to_html(shape), words.printed(agency))
        for agency, shape in zip(agencies, SHAPES, strict=False)
    ]
    return element("ul", {"class": "legend"}, *items)


def _figure(
    at: int,
    key: Key,
    by_agency: Mapping[str, Mapping[int, float]],
    order: Mapping[str, int],
    words: Words,
) -> Html:
    """By year above, the spread of all values below."""
    name, unit = indicator_name(key[0], words), key[1]
    values = [value for years in by_agency.values() for value in years.values()]
    # an agency that lacks the indicator keeps its place, so that shapes mean the same in all plots
    series = [Series(agency, by_agency.get(agency, {})) for agency in order]
    if len(order) > len(SHAPES):
        series = [Series(agency, years) for agency, years in by_agency.items()]
    title = f"{name} ({unit})" if unit else name
    described = words.say("indicators.described", count=len(values))
    spread = words.say("indicators.spread", name=title)
    return element(
        "figure",
        None,
        element("figcaption", None, text_to_html(title)),
        series_to_plot(f"plot-{at}", title, described, series),
        spread_to_plot(f"spread-{at}", spread, described, values),
    )


def indicator_name(indicator: str, words: Words) -> str:
    name = find_message(words.lang, f"indicator.{indicator}")
    if name is not None:
        family = find_message(words.lang, f"family.{indicator.partition('.')[0]}")
        return name if family is None else f"{family} › {name}"
    path = cell_to_path(words.lang, indicator)
    return " › ".join(path[1:] or path)


def _agency(at: int, agency: str, by_year: Mapping[int, Report], words: Words) -> Html:
    # the newest first: on a phone the others are a swipe away
    years = sorted(by_year, reverse=True)
    facts: dict[Key, dict[int, IndicatorFact]] = defaultdict(dict)
    for year, report in by_year.items():
        for fact in report.indicators:
            facts[fact.indicator, fact.unit][year] = fact
    keys = sorted(facts, key=lambda key: (-len(facts[key]), key))
    if not keys:
        return NOTHING_HTML
    rows = [
        [
            text_to_html(f"{indicator_name(key[0], words)} {key[1]}".strip()),
            *(_cell(at, number, facts[key].get(year), year) for year in years),
        ]
        for number, key in enumerate(keys)
    ]
    caption = words.say("indicators.caption", agency=agency)
    table = table_to_html(caption, [words.say("column.indicator"), *map(str, years)], rows)
    entries = [
        entry
        for number, key in enumerate(keys)
        for entry in (
            heading(indicator_name(key[0], words)),
            *(
                _entry(at, number, facts[key][year], by_year[year], words)
                for year in sorted(facts[key])
            ),
        )
    ]
    quotes = folded(words.html("indicators.quotes"), *entries, look="agency")
    name = element("strong", None, words.printed(agency))
    return folded(name, table, quotes, look="agency", is_open=at < 3)


def _cell(at: int, number: int, fact: IndicatorFact | None, year: int) -> Html:
    if fact is None:
        return NOTHING
    value = _value(fact)
    return element("a", {"href": f"#i{at}-{number}-{year}"}, text_to_html(value))


def _value(fact: IndicatorFact) -> str:
    sign = {"largest": "≥ ", "parts": "Σ "}.get(fact.method, "")
    if fact.apart is None and fact.method == "largest":
        sign = ""
    about = "≈ " if fact.is_rough else ""
    return f"{sign}{about}{number_to_text(fact.value)}"


def _entry(at: int, number: int, fact: IndicatorFact, report: Report, words: Words) -> Html:
    said = words.say(
        f"method.{fact.method}",
        claims=fact.claims,
        apart=number_to_text(fact.apart),
        told=number_to_text(fact.told),
    )
    if fact.method == "cells" and fact.told is not None and fact.told != fact.value:
        said = f"{said} {words.say('method.told', told=number_to_text(fact.told))}"
    label = f"{report.year} · {_value(fact)} {fact.unit}"
    if fact.quote is not None:
        inner = quote(words, label, fact.quote, report, start=fact.start, end=fact.end)
    else:
        spot = place(words, report, fact.start, fact.end)
        inner = join((paragraph(label), spot))
    attributes = {"id": f"i{at}-{number}-{report.year}", "class": "entry"}
    return element("div", attributes, inner, paragraph(said, "quiet"))
