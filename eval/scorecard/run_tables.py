"""A run's figures in tables: metrics by group, headline metrics by stratum, errors by class."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from urllib.parse import urlencode

from eval.metrics.catalogue import METRICS, Metric
from eval.scorecard.panels import Column, Row, folded, link, paragraph, table_to_html
from eval.summary import MetricRow, StratumRows, Summary
from eval.wording import bounds_to_text, metric_to_text, row_to_texts, share_to_text
from eval.words import UNKNOWN, Words, lack_to_text, stratum_to_name, value_to_name
from extraction.show.markup import Html, element, join, text_to_html


def cases_link(text: str, **filters: str) -> Html:
    """Leads to the cases that these filters leave."""
    return link(f"#{urlencode(filters)}", text)


def metric_to_head(metric: Metric, words: Words, costly: Collection[str]) -> Html:
    """The metric's name; where cases cost it, as the way to them."""
    name = metric_to_text(metric, words.lang)
    return cases_link(name, metric=metric.name) if metric.name in costly else text_to_html(name)


def summary_to_tables(summary: Summary, words: Words, costly: Collection[str]) -> Html:
    """One table a group, in the order of the catalogue; ``costly``: metrics that cases cost."""
    if not summary.rows:
        return paragraph(words.say("run.nothing"))
    columns = [
        Column(words.say("column.metric")),
        Column(words.say("column.value"), is_number=True),
        Column(words.say("column.interval")),
        *(
            Column(words.say(f"column.{name}"), is_number=True)
            for name in ("right", "given", "asked")
        ),
        Column(words.say("column.statistic")),
    ]
    tables = []
    for group, rows in groupby(summary.rows, key=lambda row: row.metric.group):
        lines = [_metric_row(row, words, costly) for row in rows]
        tables.append(table_to_html(words.say(f"group.{group}"), columns, lines))
    return join([_notes(words), *tables])


def _notes(words: Words) -> Html:
    notes = ("f1", "recall", "precision")
    told = [paragraph(words.say(f"statistic.{name}.text")) for name in notes]
    told += [paragraph(words.say(f"note.{name}")) for name in ("interval", "matched", "links")]
    return folded(words.say("note.title"), *told)


def _metric_row(row: MetricRow, words: Words, costly: Collection[str]) -> Row:
    _, right, given, asked, value, bounds = row_to_texts(row, words.lang)
    lack = lack_to_text(words, row.interval)
    look = "quiet" if lack else None
    return Row(
        (
            metric_to_head(row.metric, words, costly),
            text_to_html(value),
            element("span", {"class": look}, text_to_html(lack or bounds)),
            *map(text_to_html, (right, given, asked)),
            words.html(f"statistic.{row.metric.statistic}.name"),
        ),
        "is-headline" if row.metric.headline else None,
    )


def strata_to_names(summary: Summary) -> list[str]:
    return list(dict.fromkeys(each.stratum for each in summary.strata))


def stratum_to_table(stratum: str, summary: Summary, words: Words) -> Html:
    """One line a value: documents, milliseconds, each headline metric with its interval."""
    members = [each for each in summary.strata if each.stratum == stratum]
    metrics = members_to_metrics(members)
    columns = [
        Column(stratum_to_name(words, stratum)),
        Column(words.say("column.documents"), is_number=True),
        Column(words.say("column.milliseconds"), is_number=True),
        *(Column(metric_to_text(metric, words.lang), is_number=True) for metric in metrics),
    ]
    rows = [_stratum_row(each, metrics, words) for each in members]
    caption = words.say("strata.caption", stratum=stratum_to_name(words, stratum))
    return table_to_html(caption, columns, rows)


def members_to_metrics(members: list[StratumRows]) -> list[Metric]:
    """The headline metrics that any of them has, in the order of the catalogue."""
    names = {row.metric.name for each in members for row in each.rows}
    return [metric for metric in METRICS.values() if metric.name in names]


def _stratum_row(each: StratumRows, metrics: list[Metric], words: Words) -> Row:
    by_name = {row.metric.name: row for row in each.rows}
    speed = UNKNOWN if each.seconds is None else f"{1000 * each.seconds.middle:.1f}"
    name = value_to_name(words, each.stratum, each.value)
    return Row(
        (
            cases_link(name, **{each.stratum: each.value}),
            text_to_html(f"{each.documents:,}"),
            text_to_html(speed),
            *(join(_share(by_name.get(metric.name), words)) for metric in metrics),
        )
    )


def _share(row: MetricRow | None, words: Words) -> Iterator[Html]:
    """Value over interval; over counts where there are too few agencies for one."""
    if row is None or row.value is None:
        yield text_to_html(UNKNOWN)
        return
    yield text_to_html(share_to_text(row.value))
    yield element("small", None, text_to_html(row_to_certainty(row, words)))


def row_to_certainty(row: MetricRow, words: Words) -> str:
    """The interval; the counts (right, given, asked) where it lacks."""
    if row.interval.lack is None:
        return bounds_to_text(row.interval.low, row.interval.high)
    counts = row.counts
    return words.say(
        "plot.few",
        right=f"{counts.right:,}",
        given=f"{counts.predicted:,}",
        asked=f"{counts.gold:,}",
    )


def errors_to_table(summary: Summary, words: Words) -> Html:
    """How many cases of each label carry each class; a case may carry several."""
    if not summary.errors:
        return paragraph(words.say("errors.none"))
    columns = [
        Column(words.say("column.label")),
        Column(words.say("column.class")),
        Column(words.say("column.cases"), is_number=True),
    ]
    rows = [
        Row(
            (
                words.html(f"label.{label}"),
                cases_link(words.say(f"class.{error}"), label=label, **{"class": error}),
                text_to_html(f"{count:,}"),
            )
        )
        for label, error, count in summary.errors
    ]
    return table_to_html(words.say("errors.caption"), columns, rows)
