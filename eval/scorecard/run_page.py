"""The page of one run: headline, tables, plots, every case."""

from __future__ import annotations

from eval.runner import Run
from eval.scorecard.case_browser import entries_to_browser, entry_to_costs
from eval.scorecard.case_data import entries_to_data, run_to_entries
from eval.scorecard.figures import (
    reliability_to_figures,
    run_to_speed_figure,
    stratum_to_figures,
)
from eval.scorecard.heading import run_to_header
from eval.scorecard.page import panels_to_page
from eval.scorecard.panels import Panel, folded, paragraph
from eval.scorecard.run_tables import (
    errors_to_table,
    strata_to_names,
    stratum_to_table,
    summary_to_tables,
)
from eval.summary import Summary, scores_to_summary
from eval.words import Words, stratum_to_name
from extraction.language import Lang
from extraction.show.markup import Html, join


def run_to_html(run: Run, *, lang: Lang, seed: int = 0) -> str:
    """One self-contained HTML page; the same arguments give the same bytes.

    Args:
        seed: of the intervals' resampling; 0 gives those that ``gongkai eval run`` prints.
    """
    words = Words(lang)
    summary = scores_to_summary(run.scores, seed=seed)
    entries = run_to_entries(run)
    costly = {cost for entry in entries for cost in entry_to_costs(entry)}
    panels = [
        Panel("metrics", words.say("panel.metrics"), summary_to_tables(summary, words, costly)),
        Panel("strata", words.say("panel.strata"), _strata(summary, words)),
        Panel(
            "confidence",
            words.say("panel.confidence"),
            reliability_to_figures([("", summary)], words),
        ),
        Panel("speed", words.say("panel.speed"), run_to_speed_figure(summary, words)),
        Panel("errors", words.say("panel.errors"), errors_to_table(summary, words)),
        Panel("cases", words.say("panel.cases"), entries_to_browser(entries, run.scores, words)),
    ]
    sides = (words.say("cases.gold"), words.say("cases.found"))
    return panels_to_page(
        words.say("run.title", system=run.card.system, data=run.card.data),
        run_to_header(run, summary, words),
        panels,
        entries_to_data(entries, run.scores, sides, words),
        words,
    )


def _strata(summary: Summary, words: Words) -> Html:
    strata = strata_to_names(summary)
    if not strata:
        return paragraph(words.say("strata.none"))
    parts = [paragraph(words.say("strata.text"), "quiet")]
    for number, stratum in enumerate(strata):
        members = [each for each in summary.strata if each.stratum == stratum]
        title = words.say(
            "strata.title", stratum=stratum_to_name(words, stratum), count=len(members)
        )
        figures = stratum_to_figures(stratum, members, words)
        table = stratum_to_table(stratum, summary, words)
        parts.append(folded(title, figures, table, is_open=number == 0))
    return join(parts)
