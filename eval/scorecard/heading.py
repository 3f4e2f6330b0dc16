"""The top of the page: what was measured with what, and the few figures that speak first."""

from __future__ import annotations

from eval.bootstrap import LEAST_CLUSTERS
from eval.comparison import RunComparison
from eval.runner import Run, RunCard
from eval.scorecard.panels import facts_to_html, paragraph
from eval.summary import MetricRow, Summary
from eval.verdicts import Comparison
from eval.wording import (
    bounds_to_text,
    headline_to_text,
    metric_to_text,
    points_to_text,
    seconds_to_text,
    share_to_text,
)
from eval.words import UNKNOWN, Words, lack_to_text
from extraction.show.markup import NOTHING, Html, element, join, text_to_html


def run_to_header(run: Run, summary: Summary, words: Words) -> Html:
    card = run.card
    return element(
        "header",
        {"id": "top"},
        paragraph(words.say("page.eyebrow"), "eyebrow"),
        element("h1", None, words.html("run.title", system=card.system, data=card.data)),
        paragraph(
            words.say(
                "run.sentence",
                system=card.system,
                version=card.version,
                documents=summary.documents,
                agencies=summary.agencies,
                data=card.data,
            ),
            "lead",
        ),
        _few_to_html(summary.agencies, words),
        tiles_to_html(summary, words),
        _cautions(card, summary, words),
        _quotes_to_html(run, words),
        element("div", {"class": "cards"}, card_to_html(card, summary.agencies, words)),
    )


def comparison_to_header(found: RunComparison, agencies: int, words: Words) -> Html:
    first, second = found.first.card, found.second.card
    cards = (
        card_to_html(card, agencies, words, title=words.say(f"comparison.{name}"))
        for name, card in (("first", first), ("second", second))
    )
    return element(
        "header",
        {"id": "top"},
        paragraph(words.say("page.eyebrow"), "eyebrow"),
        element(
            "h1",
            None,
            words.html("comparison.title", first=_name(first), second=_name(second)),
        ),
        paragraph(headline_to_text(found, words.lang), f"lead verdict is-{found.headline.key}"),
        paragraph(words.say("comparison.sentence", data=first.data), "quiet"),
        _few_to_html(agencies, words),
        _changes_to_html(found, words),
        _quotes_to_html(found.first, words),
        element("div", {"class": "cards"}, *cards),
    )


def _name(card: RunCard) -> str:
    return f"{card.system} {card.version}"


def card_to_html(card: RunCard, agencies: int, words: Words, title: str | None = None) -> Html:
    facts = [
        ("system", _name(card)),
        ("code", card.code or UNKNOWN),
        ("data", card.data),
        ("data_digest", card.data_digest),
        ("documents", f"{card.documents:,}"),
        ("agencies", f"{agencies:,}"),
        ("guideline", str(card.guideline_version)),
        ("day", card.day),
        ("machine", f"{card.machine}, Python {card.python}"),
    ]
    named = [(words.say(f"card.{name}"), value) for name, value in facts]
    heading = element("h2", None, text_to_html(title or words.say("card.title")))
    return element("section", {"class": "card"}, heading, facts_to_html(named, "facts"))


def tiles_to_html(summary: Summary, words: Words) -> Html:
    """The headline metrics; below ten agencies their counts speak, not their ratio."""
    rows = [row for row in summary.rows if row.metric.headline]
    if not rows:
        return paragraph(words.say("run.no_headline"), "notice")
    tiles = join(_tile(row, words) for row in rows)
    return element("ul", {"class": "tiles"}, tiles)


def _tile(row: MetricRow, words: Words) -> Html:
    name = row.metric.name.replace(".", "_")
    counts = row.counts
    is_few = row.interval.lack == "few_clusters"
    figure = f"{counts.right:,} / {counts.gold:,}" if is_few else f"{share_to_text(row.value)} %"
    bounds = lack_to_text(words, row.interval) or words.say(
        "run.between", bounds=bounds_to_text(row.interval.low, row.interval.high)
    )
    explained = words.find(f"scorecard.explain.{name}")
    told = words.say(
        f"statistic.{row.metric.statistic}.counts",
        right=f"{counts.right:,}",
        given=f"{counts.predicted:,}",
        asked=f"{counts.gold:,}",
    )
    return element(
        "li",
        None,
        element("h2", None, text_to_html(metric_to_text(row.metric, words.lang))),
        element("p", {"class": "figure"}, text_to_html(figure)),
        paragraph(bounds, "bounds"),
        paragraph(told),
        paragraph(explained, "quiet") if explained else NOTHING,
    )


def _few_to_html(agencies: int, words: Words) -> Html:
    if agencies >= LEAST_CLUSTERS:
        return NOTHING
    return paragraph(words.say("page.few", agencies=agencies, least=LEAST_CLUSTERS), "notice")


def _cautions(card: RunCard, summary: Summary, words: Words) -> Html:
    """What a reader must know of the figures: refused documents, layouts left out, the speed."""
    told = [
        paragraph(words.say("run.failed", code=code, count=count), "notice")
        for code, count in summary.failed.items()
    ]
    told += [
        paragraph(
            words.say("run.skipped", family=words.find(f"family.{family}") or family, program=name),
            "notice",
        )
        for family, name in card.skipped.items()
    ]
    if summary.seconds is not None:
        told.append(paragraph(seconds_to_text(summary.seconds, words.lang), "quiet"))
    return join(told)


def _quotes_to_html(run: Run, words: Words) -> Html:
    """Real reports may not lie everywhere, and cases quote them."""
    if any(score.cases and score.strata.get("kind") == "real" for score in run.scores):
        return paragraph(words.say("page.quotes"), "notice")
    return NOTHING


def _changes_to_html(found: RunComparison, words: Words) -> Html:
    """Where the second run is better and where it is worse, headline questions first."""
    lists = []
    for verdict in ("worse", "better"):
        answers = [each for each in found.comparisons if each.verdict == verdict]
        answers.sort(key=lambda each: not each.headline)
        heading = element("h2", None, words.html(f"comparison.{verdict}", count=len(answers)))
        body = (
            element("ul", None, *(_change(each, words) for each in answers))
            if answers
            else paragraph(words.say("comparison.nowhere"), "quiet")
        )
        lists.append(element("section", {"class": f"changes is-{verdict}"}, heading, body))
    return element("div", {"class": "both"}, *lists)


def _change(each: Comparison, words: Words) -> Html:
    name = metric_to_text(each.metric, words.lang)
    if each.stratum is not None:
        name = words.say("comparison.within", metric=name, stratum=words.stratum(each.stratum))
    points = words.say(
        "comparison.points",
        difference=points_to_text(each.interval.difference),
        first=share_to_text(each.interval.a),
        second=share_to_text(each.interval.b),
    )
    return element(
        "li",
        None,
        element("strong" if each.headline else "span", None, text_to_html(name)),
        element("span", {"class": "quiet"}, text_to_html(points)),
    )
