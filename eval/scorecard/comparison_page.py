"""The page of two runs over the same data: verdict, tables, plots, every case that flipped."""

from __future__ import annotations

from eval.comparison import RunComparison
from eval.runner import Run
from eval.scorecard.case_browser import entries_to_browser, entry_to_costs
from eval.scorecard.case_data import comparison_to_entries, entries_to_data
from eval.scorecard.comparison_tables import (
    answers_of,
    comparisons_to_tables,
    flips_to_table,
    strata_of,
    stratum_to_table,
)
from eval.scorecard.figures import (
    answers_to_figures,
    reliability_to_figures,
    runs_to_speed_figure,
)
from eval.scorecard.heading import comparison_to_header
from eval.scorecard.page import panels_to_page
from eval.scorecard.panels import Panel, folded, paragraph
from eval.summary import scores_to_summary
from eval.words import Words, stratum_to_name
from extraction.language import Lang
from extraction.show.markup import Html, join


def comparison_to_html(found: RunComparison, *, lang: Lang) -> str:
    """One self-contained HTML page; the same arguments give the same bytes."""
    words = Words(lang)
    entries = comparison_to_entries(found)
    costly = {cost for entry in entries for cost in entry_to_costs(entry)}
    runs = [(words.say(f"comparison.{name}"), run) for name, run in _named(found)]
    summaries = [scores_to_summary(run.scores) for _, run in runs]
    confidences = [
        (f"{name}:", summary) for (name, _), summary in zip(runs, summaries, strict=True)
    ]
    timed = [
        (name, run.card, summary) for (name, run), summary in zip(runs, summaries, strict=True)
    ]
    tables = comparisons_to_tables(found, words, costly)
    browser = entries_to_browser(entries, found.first.scores, words)
    panels = [
        Panel("metrics", words.say("panel.metrics"), join((_notes(words), tables))),
        Panel("strata", words.say("panel.strata"), _strata(found, words)),
        Panel(
            "confidence",
            words.say("panel.confidence"),
            reliability_to_figures(confidences, words),
        ),
        Panel("speed", words.say("panel.speed"), runs_to_speed_figure(timed, words)),
        Panel("errors", words.say("panel.flips"), flips_to_table(found, words)),
        Panel("cases", words.say("panel.flipped"), browser),
    ]
    first, second = found.first.card, found.second.card
    title = words.say("comparison.title", first=first.system, second=second.system)
    sides = (words.say("cases.gold"), *(name for name, _ in runs))
    return panels_to_page(
        title,
        comparison_to_header(found, summaries[0].agencies, words),
        panels,
        entries_to_data(entries, found.first.scores, sides, words),
        words,
    )


def _named(found: RunComparison) -> tuple[tuple[str, Run], ...]:
    return ("first", found.first), ("second", found.second)


def _notes(words: Words) -> Html:
    names = ("difference", "interval_points", "p", "verdict", "differing", "links")
    return folded(words.say("note.title"), *(paragraph(words.say(f"note.{n}")) for n in names))


def _strata(found: RunComparison, words: Words) -> Html:
    strata = strata_of(found)
    if not strata:
        return paragraph(words.say("strata.none"))
    parts = [paragraph(words.say("strata.pairs"), "quiet")]
    for number, stratum in enumerate(strata):
        answers = answers_of(found, stratum)
        values = len({each.stratum for each in answers})
        title = words.say("strata.title", stratum=stratum_to_name(words, stratum), count=values)
        figures = answers_to_figures(stratum, answers, words)
        table = stratum_to_table(stratum, answers, words)
        parts.append(folded(title, figures, table, is_open=number == 0))
    return join(parts)
