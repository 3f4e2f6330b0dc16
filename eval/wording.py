"""Figures of runs and comparisons as words and table rows, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.comparison import RunComparison
from eval.messages import say
from eval.metrics.catalogue import Metric
from eval.runner import RunCard
from eval.summary import MetricRow, Seconds, Summary
from eval.verdicts import Comparison
from eval.words import Words
from extraction.language import Lang

NOTHING = "–"
ROW_COLUMNS: tuple[str, ...] = ("metric", "right", "given", "asked", "value", "interval")
COMPARISON_COLUMNS: tuple[str, ...] = (
    "metric", "stratum", "first", "second", "difference", "interval", "p", "verdict",
)  # fmt: skip


def metric_to_text(metric: Metric | str, lang: Lang) -> str:
    name = metric if isinstance(metric, str) else metric.name
    return say(lang, f"metric.{name.replace('.', '_')}")


def share_to_text(share: float | None) -> str:
    """In percent, with two decimals."""
    return NOTHING if share is None else f"{100 * share:.2f}"


def points_to_text(points: float | None) -> str:
    """A difference of shares in points, with its sign."""
    return NOTHING if points is None else f"{100 * points:+.2f}"


def bounds_to_text(low: float | None, high: float | None) -> str:
    return NOTHING if low is None or high is None else f"{100 * low:.1f}–{100 * high:.1f}"


def row_to_texts(row: MetricRow, lang: Lang) -> tuple[str, ...]:
    """Cells under ``ROW_COLUMNS``."""
    counts = row.counts
    return (
        metric_to_text(row.metric, lang),
        f"{counts.right:,}",
        f"{counts.predicted:,}",
        f"{counts.gold:,}",
        share_to_text(row.value),
        bounds_to_text(row.interval.low, row.interval.high),
    )


def comparison_to_texts(each: Comparison, lang: Lang) -> tuple[str, ...]:
    """Cells under ``COMPARISON_COLUMNS``."""
    interval = each.interval
    bounds = NOTHING
    if interval.low is not None and interval.high is not None:
        bounds = f"{100 * interval.low:+.2f} … {100 * interval.high:+.2f}"
    return (
        metric_to_text(each.metric, lang),
        stratum_to_text(each.stratum, lang),
        share_to_text(interval.a),
        share_to_text(interval.b),
        points_to_text(interval.difference),
        bounds,
        NOTHING if each.p_adjusted is None else f"{each.p_adjusted:.3f}",
        verdict_to_text(each, lang),
    )


def stratum_to_text(stratum: str | None, lang: Lang) -> str:
    """layout=docx in the reader's language; "all" for None."""
    if stratum is None:
        return say(lang, "stratum.all")
    return Words(lang).stratum(stratum)


def verdict_to_text(each: Comparison, lang: Lang) -> str:
    words = say(lang, f"verdict.{each.verdict.replace(' ', '_')}")
    if each.conflict is None:
        return words
    return f"{words} ({say(lang, f'conflict.{each.conflict}')})"


def headline_to_text(found: RunComparison, lang: Lang) -> str:
    """The verdict in a sentence, what got worse elsewhere in another."""
    told = found.headline
    lists = {
        name: _names(getattr(told, name), lang) for name in ("better", "worse", "alike", "too_few")
    }
    first = say(lang, f"headline.{told.key}", **lists)
    if not told.further:
        return first
    further = say(
        lang,
        "headline.further",
        count=told.further,
        better=told.further_better,
        worse=told.further_worse,
    )
    return f"{first} {further}"


def _names(comparisons: Sequence[Comparison], lang: Lang) -> str:
    joint = "、" if lang == "zh" else ", "
    named = (
        f"{metric_to_text(each.metric, lang)} ({points_to_text(each.interval.difference)})"
        for each in comparisons
    )
    return joint.join(named) or NOTHING


def card_to_text(card: RunCard, lang: Lang) -> str:
    """What was measured with what, in one line."""
    return say(
        lang,
        "run.card",
        system=card.system,
        version=card.version,
        code=card.code or NOTHING,
        data=card.data,
        digest=card.data_digest,
        documents=card.documents,
        day=card.day,
        machine=card.machine,
    )


def summary_to_lines(summary: Summary, lang: Lang) -> Iterator[str]:
    """What stands under the table: seconds, confidences, failures."""
    if summary.seconds is not None:
        yield seconds_to_text(summary.seconds, lang)
    for name, each in summary.reliability.items():
        if each.count:
            least = 0.9
            sure, right = each.from_confidence(least)
            yield say(
                lang,
                "run.reliability",
                what=metric_to_text(name, lang),
                brier=f"{each.brier:.4f}",
                error=f"{each.expected_error:.4f}",
                sure=sure,
                count=each.count,
                right=share_to_text(right / sure if sure else None),
            )
    for code, count in summary.failed.items():
        yield say(lang, "run.failed", code=code, count=count)


def seconds_to_text(seconds: Seconds, lang: Lang) -> str:
    return say(
        lang,
        "run.seconds",
        middle=f"{1000 * seconds.middle:.1f}",
        most=f"{1000 * seconds.most:.1f}",
        total=f"{seconds.total:.1f}",
        count=seconds.count,
    )
