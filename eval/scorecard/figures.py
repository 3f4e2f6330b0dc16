"""Which plots a page has, and the words beside them: shares by stratum, confidences, speed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from eval.metrics.calibration import BINS, Reliability
from eval.metrics.catalogue import HEADLINES, METRICS
from eval.runner import RunCard
from eval.scorecard.panels import Column, Row, folded, paragraph, table_to_html
from eval.scorecard.plots.reliability import reliability_to_plot
from eval.scorecard.plots.shares import ShareDot, dots_to_least, dots_to_plot
from eval.scorecard.plots.speed import SpeedDot, dots_to_speed_plot
from eval.scorecard.run_tables import members_to_metrics, row_to_certainty
from eval.summary import MetricRow, StratumRows, Summary
from eval.verdicts import Comparison
from eval.wording import metric_to_text, points_to_text, share_to_text
from eval.words import Words, stratum_to_name, value_to_name
from extraction.show.markup import Html, element, join, text_to_html


def figure_to_html(heading: str, plot: Html, *below: Html) -> Html:
    caption = element("figcaption", None, text_to_html(heading))
    return element("figure", None, caption, plot, *below)


def stratum_to_figures(stratum: str, members: Sequence[StratumRows], words: Words) -> Html:
    """A plot for each headline metric, all with one axis."""
    named: dict[str, list[ShareDot]] = {
        metric.name: [
            _row_to_dot(row, value_to_name(words, stratum, each.value), words)
            for each in members
            for row in each.rows
            if row.metric is metric and row.value is not None
        ]
        for metric in members_to_metrics(list(members))
    }
    return _share_figures(stratum, named, words, "plot.shares")


def answers_to_figures(stratum: str, answers: Sequence[Comparison], words: Words) -> Html:
    named: dict[str, list[ShareDot]] = {}
    for each in answers:
        value = (each.stratum or "").partition("=")[2]
        name = value_to_name(words, stratum, value)
        named.setdefault(each.metric, []).append(_answer_to_dot(each, name, words))
    return _share_figures(stratum, named, words, "plot.pairs")


def _share_figures(stratum: str, named: dict[str, list[ShareDot]], words: Words, key: str) -> Html:
    least = min((dots_to_least(dots) for dots in named.values()), default=0.0)
    figures = []
    for metric, dots in named.items():
        name = metric_to_text(metric, words.lang)
        title = words.say("plot.by", metric=name, stratum=stratum_to_name(words, stratum))
        told = words.say(f"{key}.description", lines="; ".join(map(_dot_to_text, dots)))
        plot_id = f"plot-{stratum}-{metric.replace('.', '-')}"
        plot = dots_to_plot(plot_id, title, told, dots, least=least)
        figures.append(figure_to_html(name, plot))
    legend = paragraph(words.say(f"{key}.legend"), "quiet")
    return join((legend, element("div", {"class": "plots"}, *figures)))


def _dot_to_text(dot: ShareDot) -> str:
    return f"{dot.name}: {dot.note}"


def _row_to_dot(row: MetricRow, name: str, words: Words) -> ShareDot:
    interval = row.interval
    note = row_to_certainty(row, words)
    if interval.lack is None:
        note = words.say("plot.note", value=share_to_text(row.value))
    return ShareDot(name, row.value, note, interval.low, interval.high)


def _answer_to_dot(each: Comparison, name: str, words: Words) -> ShareDot:
    interval = each.interval
    note = words.say(
        "plot.pair",
        second=share_to_text(interval.b),
        difference=points_to_text(interval.difference),
    )
    return ShareDot(name, interval.a, note, second=interval.b)


def reliability_to_figures(runs: Sequence[tuple[str, Summary]], words: Words) -> Html:
    """Of each run, by what its confidences are about; ``runs``: heading and figures of each."""
    figures = []
    kinds = dict.fromkeys(what for _, summary in runs for what in summary.reliability)
    for what in kinds:
        for number, (heading, summary) in enumerate(runs, 1):
            found = summary.reliability.get(what)
            if found is not None and found.count:
                figures.append(_reliability_figure(number, heading, what, found, words))
    if not figures:
        return paragraph(words.say("reliability.none"))
    return join(
        (
            paragraph(words.say("reliability.text"), "quiet"),
            element("div", {"class": "plots"}, *figures),
        )
    )


def _reliability_figure(
    number: int, heading: str, what: str, found: Reliability, words: Words
) -> Html:
    name = metric_to_text(what, words.lang)
    told = words.say(
        "reliability.sums",
        count=f"{found.count:,}",
        brier=f"{found.brier:.4f}",
        error=f"{found.expected_error:.4f}",
    )
    axes = tuple(words.say(f"reliability.{axis}") for axis in ("confidence", "share", "answers"))
    title = f"{heading} {name}".strip()
    plot = reliability_to_plot(
        f"plot-confidence-{number}-{what}",
        words.say("reliability.title", what=title),
        told,
        found,
        (axes[0], axes[1], axes[2]),
    )
    table = table_to_html(title, _bin_columns(words), _bins_to_rows(found))
    shown = folded(words.say("reliability.table"), table)
    return figure_to_html(title, plot, paragraph(told, "quiet"), shown)


def _bin_columns(words: Words) -> list[Column]:
    names = ("bin", "answers", "right", "value")
    return [Column(words.say(f"column.{name}"), is_number=True) for name in names]


def _bins_to_rows(found: Reliability) -> Iterator[Row]:
    for at, each in enumerate(found.bins):
        if each.count:
            texts = (
                f"{at / BINS:.2f}–{(at + 1) / BINS:.2f}",
                f"{each.count:,}",
                f"{each.right:,}",
                share_to_text(each.right / each.count),
            )
            yield Row(tuple(map(text_to_html, texts)))


def stratum_speeds(summary: Summary) -> tuple[str, list[tuple[str, float, MetricRow]]] | None:
    """The first stratum of which two values were timed: (value, milliseconds, first metric)."""
    for stratum in dict.fromkeys(each.stratum for each in summary.strata):
        members = [each for each in summary.strata if each.stratum == stratum]
        metrics = members_to_metrics(members)
        timed = [
            (each.value, 1000 * each.seconds.middle, row)
            for each in members
            if each.seconds is not None and each.seconds.middle > 0
            for row in each.rows
            if metrics and row.metric is metrics[0] and row.value is not None
        ]
        if len(timed) > 1:
            return stratum, timed
    return None


def run_to_speed_figure(summary: Summary, words: Words) -> Html:
    """One dot for each value of a stratum."""
    found = stratum_speeds(summary)
    if found is None:
        return paragraph(words.say("speed.none"))
    stratum, timed = found
    dots = [
        SpeedDot(str(number), value_to_name(words, stratum, value), milliseconds, row.value or 0.0)
        for number, (value, milliseconds, row) in enumerate(timed, 1)
    ]
    name = metric_to_text(timed[0][2].metric, words.lang)
    by = words.say("speed.by", metric=name, stratum=stratum_to_name(words, stratum))
    return _speed_figure("plot-speed", by, name, dots, words)


def runs_to_speed_figure(runs: Sequence[tuple[str, RunCard, Summary]], words: Words) -> Html:
    """One dot a run, for the first headline metric that both have."""
    for metric in HEADLINES:
        dots = list(_run_dots(runs, metric))
        if len(dots) == len(runs):
            name = metric_to_text(METRICS[metric], words.lang)
            return _speed_figure(
                "plot-speed", words.say("speed.runs", metric=name), name, dots, words
            )
    return paragraph(words.say("speed.none"))


def _run_dots(runs: Iterable[tuple[str, RunCard, Summary]], metric: str) -> Iterator[SpeedDot]:
    for number, (heading, card, summary) in enumerate(runs, 1):
        value = next((row.value for row in summary.rows if row.metric.name == metric), None)
        if value is not None and summary.seconds is not None and summary.seconds.middle > 0:
            milliseconds = 1000 * summary.seconds.middle
            name = f"{heading}: {card.system} {card.version}"
            yield SpeedDot(str(number), name, milliseconds, value)


def _speed_figure(
    plot_id: str, title: str, metric: str, dots: Sequence[SpeedDot], words: Words
) -> Html:
    told = "; ".join(
        f"{dot.name}: {dot.milliseconds:.1f} ms, {100 * dot.share:.2f} %" for dot in dots
    )
    axes = words.say("speed.milliseconds"), words.say("speed.share", metric=metric)
    plot = dots_to_speed_plot(plot_id, title, told, dots, axes)
    columns = [
        Column(words.say("column.number"), is_number=True),
        Column(words.say("column.name")),
        Column(words.say("column.milliseconds"), is_number=True),
        Column(f"{metric}, %", is_number=True),
    ]
    rows = [
        Row(
            (
                text_to_html(dot.mark),
                text_to_html(dot.name),
                text_to_html(f"{dot.milliseconds:.1f}"),
                text_to_html(share_to_text(dot.share)),
            )
        )
        for dot in dots
    ]
    beside = element("div", None, paragraph(words.say("speed.text"), "quiet"))
    table = table_to_html(title, columns, rows)
    both = element("div", {"class": "beside"}, figure_to_html(title, plot), table)
    return join((beside, both))
