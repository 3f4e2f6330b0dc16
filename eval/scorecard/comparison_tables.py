"""Two runs' figures in tables: every metric by group, then the headline metrics by stratum."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby

from eval.comparison import CHANGES, RunComparison
from eval.metrics.catalogue import METRICS
from eval.scorecard.panels import Column, Row, paragraph, table_to_html
from eval.scorecard.run_tables import cases_link, metric_to_head
from eval.verdicts import Comparison
from eval.wording import comparison_to_texts, metric_to_text
from eval.words import UNKNOWN, Words, lack_to_text, stratum_to_name, value_to_name
from extraction.show.markup import Html, element, join, text_to_html

# A verdict shows by a sign before it shows by its colour.
_SMALL = "< 0.001"
_SIGNS = {"better": "▲", "worse": "▼", "not distinguishable": "≈", "too few": "·"}


def comparisons_to_tables(found: RunComparison, words: Words, costly: Collection[str]) -> Html:
    """One table a group of metrics over all documents."""
    whole = [each for each in found.comparisons if each.stratum is None]
    if not whole:
        return paragraph(words.say("run.nothing"))
    tables = []
    for group, answers in groupby(whole, key=lambda each: METRICS[each.metric].group):
        rows = [
            _answer_row(each, metric_to_head(METRICS[each.metric], words, costly), words)
            for each in answers
        ]
        columns = _columns(words, words.say("column.metric"))
        tables.append(table_to_html(words.say(f"group.{group}"), columns, rows))
    return join(tables)


def strata_of(found: RunComparison) -> list[str]:
    names = (each.stratum.partition("=")[0] for each in found.comparisons if each.stratum)
    return list(dict.fromkeys(names))


def answers_of(found: RunComparison, stratum: str) -> list[Comparison]:
    return [
        each
        for each in found.comparisons
        if each.stratum and each.stratum.startswith(f"{stratum}=")
    ]


def stratum_to_table(stratum: str, answers: Sequence[Comparison], words: Words) -> Html:
    rows = []
    for each in answers:
        value = (each.stratum or "").partition("=")[2]
        head = join(
            (
                cases_link(value_to_name(words, stratum, value), **{stratum: value}),
                element("small", None, text_to_html(metric_to_text(each.metric, words.lang))),
            )
        )
        rows.append(_answer_row(each, head, words))
    name = stratum_to_name(words, stratum)
    return table_to_html(words.say("strata.caption", stratum=name), _columns(words, name), rows)


def _columns(words: Words, first: str) -> list[Column]:
    return [
        Column(first),
        *(
            Column(words.say(f"column.{name}"), is_number=True)
            for name in ("first", "second", "difference")
        ),
        Column(words.say("column.verdict")),
        Column(words.say("column.interval_points")),
        Column(words.say("column.p"), is_number=True),
        Column(words.say("column.differing"), is_number=True),
    ]


def _answer_row(each: Comparison, head: Html, words: Words) -> Row:
    # the stratum stands in the head, by names that need not be those of the generator's layouts
    texts = comparison_to_texts(replace(each, stratum=None), words.lang)
    _, _, first, second, difference, bounds, p, verdict = texts
    lack = lack_to_text(words, each.interval)
    look = f"verdict is-{each.verdict.replace(' ', '-')}"
    return Row(
        (
            head,
            *map(text_to_html, (first, second, difference)),
            element("span", {"class": look}, text_to_html(f"{_SIGNS[each.verdict]} {verdict}")),
            element("span", {"class": "quiet" if lack else None}, text_to_html(lack or bounds)),
            text_to_html(_SMALL if p == "0.000" else p),
            words.html("column.of", some=each.n_differing, all=each.n_clusters),
        ),
        "is-headline" if each.headline else None,
    )


def flips_to_table(found: RunComparison, words: Words) -> Html:
    """How many places of each label broke, were fixed, or are still wrong."""
    labels: dict[str, dict[str, int]] = {}
    for flip in found.flips:
        case = flip.second or flip.first
        if case is not None:
            counts = labels.setdefault(case.label, dict.fromkeys(CHANGES, 0))
            counts[flip.change] += 1
    if not labels:
        return paragraph(words.say("errors.none"))
    columns = [
        Column(words.say("column.label")),
        *(Column(words.say(f"change.{change}"), is_number=True) for change in CHANGES),
    ]
    rows = [
        Row(
            (
                words.html(f"label.{label}"),
                *(_flips_link(label, change, counts[change]) for change in CHANGES),
            )
        )
        for label, counts in labels.items()
    ]
    return table_to_html(words.say("errors.flips"), columns, rows)


def _flips_link(label: str, change: str, count: int) -> Html:
    if not count:
        return text_to_html(UNKNOWN)
    return cases_link(f"{count:,}", label=label, change=change)
