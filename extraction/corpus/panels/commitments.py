"""What became of the commitments: counts by year, and each with what the next report says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from extraction.corpus.commitments import (
    SAME_OBJECT,
    SAME_SHARE,
    SAME_TEXT,
    TOLD,
    CommitmentFate,
)
from extraction.corpus.pieces import (
    MOST_FINDINGS,
    Panel,
    folded,
    heading,
    more,
    paragraph,
    quote,
    short,
    summary_line,
    table_to_html,
    tag,
)
from extraction.corpus.plots import stacked_to_bar
from extraction.corpus.views import Views
from extraction.corpus.words import Words
from extraction.show.markup import Html, element, join, text_to_html

FATES = ("repeated", "reworded", "answered", "dropped", "no_next_report")


def commitments_to_panel(views: Views, words: Words) -> Panel:
    title = words.say("commitments.title")
    if not views.fates:
        return Panel("commitments", title, paragraph(words.say("commitments.none")))
    about = words.say(
        "commitments.about",
        same=SAME_TEXT,
        share=f"{100 * SAME_SHARE:.0f}",
        object=SAME_OBJECT,
        told=f"{100 * TOLD:.0f}",
    )
    parts = [paragraph(about, "note"), _by_year(views.fates, words)]
    by_agency: dict[str, list[CommitmentFate]] = defaultdict(list)
    for fate in views.fates:
        by_agency[fate.agency].append(fate)
    left = MOST_FINDINGS
    ordered = sorted(by_agency.items(), key=lambda item: -len(item[1]))
    for agency, fates in ordered:
        if left <= 0:
            break
        parts.append(_agency(agency, fates[:left], views, words))
        left -= len(fates)
    parts.append(more(words, len(views.fates) - MOST_FINDINGS, "commitments"))
    return Panel("commitments", title, join(parts))


def _by_year(fates: Sequence[CommitmentFate], words: Words) -> Html:
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for fate in fates:
        counts[fate.year][fate.fate] += 1
    rows = []
    for year in sorted(counts):
        total = counts[year].total()
        said = ", ".join(
            f"{words.say(f'fate.{fate}')} {counts[year][fate]}"
            for fate in FATES
            if counts[year][fate]
        )
        bar = stacked_to_bar(said, [(f"fate-{fate}", counts[year][fate] / total) for fate in FATES])
        cells = [text_to_html(str(counts[year][fate] or "")) for fate in FATES]
        rows.append([text_to_html(str(year)), *cells, bar])
    titles = [
        words.say("column.year"),
        *(words.say(f"fate.{fate}") for fate in FATES),
        words.say("column.shares"),
    ]
    return table_to_html(words.say("commitments.by_year"), titles, rows)


def _agency(agency: str, fates: Sequence[CommitmentFate], views: Views, words: Words) -> Html:
    parts: list[Html] = []
    by_year: dict[int, list[CommitmentFate]] = defaultdict(list)
    for fate in fates:
        by_year[fate.year].append(fate)
    for year, found in sorted(by_year.items(), reverse=True):
        parts.append(heading(words.say("commitments.year", year=year)))
        parts += [_finding(fate, views, words) for fate in found]
    name = element("strong", None, words.printed(agency))
    return folded(
        join((name, text_to_html(f" · {len(fates)}"))), *parts, look="agency", is_open=True
    )


def _finding(fate: CommitmentFate, views: Views, words: Words) -> Html:
    summary = summary_line(
        tag(words.say(f"fate.{_name(fate)}"), f"fate-tag fate-tag-{fate.fate}"),
        short(words, fate.commitment.quote),
    )
    promised = quote(
        words,
        words.say("commitments.promised", year=fate.year),
        fate.commitment.quote,
        views.report(fate.report),
        start=fate.commitment.start,
        end=fate.commitment.end,
    )
    body = [
        paragraph(_why(fate, words), "sentence"),
        element("div", {"class": "beside"}, promised, *_found(fate, views, words)),
    ]
    if fate.returns is not None:
        body.append(paragraph(words.say("commitments.returns", year=fate.returns)))
    return folded(summary, *body, look="finding")


def _name(fate: CommitmentFate) -> str:
    """A problem that is no longer named is the weakest answer, and is called what it is."""
    return "problem_gone" if fate.basis == "problem_gone" else fate.fate


def _why(fate: CommitmentFate, words: Words) -> str:
    key = f"commitments.why.{fate.fate}"
    if fate.fate == "answered":
        key = f"{key}.{fate.basis}"
    return words.say(key, score=f"{fate.score:.2f}", next=fate.year + 1, clause=fate.clause)


def _found(fate: CommitmentFate, views: Views, words: Words) -> list[Html]:
    """What stands against it: the words of the next year, or the problem that is gone."""
    following = None if fate.next_report is None else views.report(fate.next_report)
    if fate.basis == "problem_gone" and fate.problem is not None:
        label = words.say("commitments.problem", year=fate.year)
        report = views.report(fate.report)
        return [
            quote(
                words,
                label,
                fate.problem.quote,
                report,
                start=fate.problem.start,
                end=fate.problem.end,
            )
        ]
    if not fate.found or following is None:
        return []
    key = "commitments.nearest" if fate.fate == "dropped" else "commitments.found"
    label = words.say(key, year=fate.year + 1)
    if fate.fate == "dropped":
        return [quote(words, label, fate.found, following)]
    return [quote(words, label, fate.found, following, start=fate.start, end=fate.end)]
