"""The panel that cases are looked up in: its filters and the places that the script fills.

Without script it says so; what the script draws is in ``case_data`` and ``cases.js``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from eval.comparison import CHANGES
from eval.metrics.catalogue import METRICS
from eval.scorecard.case_data import PARTS, Entry, strata_values
from eval.scorecard.panels import paragraph
from eval.scoring import DocumentScore
from eval.wording import metric_to_text
from eval.words import Words, stratum_to_name
from extraction.show.markup import Html, element, start_tag, text_to_html


def entries_to_browser(
    entries: Sequence[Entry], scores: Iterable[DocumentScore], words: Words
) -> Html:
    if not entries:
        return paragraph(words.say("errors.none"))
    return element(
        "div",
        {"id": "browser"},
        element("noscript", None, paragraph(words.say("cases.no_script"), "notice")),
        _key(words),
        _filters(entries, scores, words),
        element("p", {"id": "case-count", "aria-live": "polite"}),
        element("div", {"id": "case-list"}),
        element("button", {"type": "button", "id": "case-more", "hidden": ""}),
    )


def _key(words: Words) -> Html:
    """How the marks look, each by its own line and name."""
    samples = [("core", words.say("part.core")), *((p, words.say(f"part.{p}")) for p in PARTS)]
    items = (
        element("li", None, element("span", {"class": f"k {look}"}, text_to_html(name)))
        for look, name in samples
    )
    wrong = element("li", None, element("span", {"class": "k wrong"}, words.html("cases.wrong")))
    return element("ul", {"class": "key", "aria-label": words.say("cases.key")}, *items, wrong)


def _filters(entries: Sequence[Entry], scores: Iterable[DocumentScore], words: Words) -> Html:
    fields = []
    changes = Counter(str(entry.change) for entry in entries if entry.change is not None)
    if changes:
        named = {str(change): words.say(f"change.{change}") for change in CHANGES}
        fields.append(_select("change", words.say("column.change"), named, changes, words))
    labels = Counter(str(entry.case.label) for entry in entries)
    named_labels = {label: words.say(f"label.{label}") for label in labels}
    fields.append(_select("label", words.say("column.label"), named_labels, labels, words))
    classes = Counter(each for entry in entries for each in _classes(entry))
    named_classes = {each: words.say(f"class.{each}") for each in classes}
    fields.append(_select("class", words.say("column.class"), named_classes, classes, words))
    costs = Counter(cost for entry in entries for cost in entry_to_costs(entry))
    named_costs = {m: metric_to_text(m, words.lang) for m in METRICS if m in costs}
    fields.append(_select("metric", words.say("column.cost"), named_costs, costs, words))
    found = list(scores)
    by_document = {score.document: score for score in found}
    for stratum, values in strata_values(found, words).items():
        counts = Counter(by_document[entry.document].strata.get(stratum, "") for entry in entries)
        fields.append(_select(stratum, stratum_to_name(words, stratum), values, counts, words))
    fields.append(_search(words))
    reset = element("button", {"type": "reset"}, words.html("cases.reset"))
    attributes = {"id": "case-filters", "role": "search", "hidden": ""}
    return element("form", attributes, *fields, reset)


def _classes(entry: Entry) -> set[str]:
    return {each for case in entry.cases if case is not None for each in case.classes}


def entry_to_costs(entry: Entry) -> set[str]:
    return {cost for case in entry.cases if case is not None for cost in case.costs}


def _select(
    name: str, title: str, named: Mapping[str, str], counts: Mapping[str, int], words: Words
) -> Html:
    # an empty value would stand as a bare attribute, which means the same
    options = [element("option", {"value": ""}, words.html("cases.all"))]
    options += [
        element("option", {"value": value}, text_to_html(f"{text} ({counts.get(value, 0):,})"))
        for value, text in named.items()
    ]
    select = element("select", {"name": name}, *options)
    return element("label", None, element("span", None, text_to_html(title)), select)


def _search(words: Words) -> Html:
    hint = words.say("cases.search_hint")
    field = start_tag("input", {"type": "search", "name": "q", "placeholder": hint})
    title = element("span", None, words.html("cases.search"))
    return element("label", {"class": "wide"}, title, field)
