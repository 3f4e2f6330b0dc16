"""What was read and counted: agencies and years, names tied together, duplicates, damaged lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extraction.corpus.pieces import (
    MOST_FINDINGS,
    NOTHING_HTML,
    Panel,
    file_name,
    folded,
    more,
    paragraph,
)
from extraction.corpus.reports import Duplicate
from extraction.corpus.views import Views
from extraction.corpus.words import Words
from extraction.show.markup import Html, element, join, text_to_html


def overview_to_panel(views: Views, words: Words) -> Panel:
    body = join(
        (
            paragraph(_evidence(views, words), "note"),
            _list(words, "overview.joined", list(_joined(views, words)), "reports"),
            _list(words, "overview.duplicates", list(_duplicates(views, words)), "reports"),
            _list(words, "overview.loose", list(_loose(views, words)), "reports"),
            _list(words, "overview.damages", list(_damages(views, words)), "damaged_lines"),
        )
    )
    return Panel("overview", words.say("overview.title"), body)


def _evidence(views: Views, words: Words) -> str:
    counts = Counter(report.evidence for report in views.corpus.taken())
    return words.say(
        "overview.evidence", text=counts["text"], quotes=counts["quotes"], none=counts["none"]
    )


def _list(words: Words, key: str, items: list[Html], sheet: str) -> Html:
    if not items:
        return NOTHING_HTML
    listed = element("ul", {"class": "plain"}, *items[:MOST_FINDINGS])
    title = words.html(key, count=len(items))
    return folded(title, listed, more(words, len(items) - MOST_FINDINGS, sheet))


def _joined(views: Views, words: Words) -> Iterator[Html]:
    for agency in views.corpus.agencies.values():
        if len(agency.names) > 1:
            names = [words.printed(name) for name in agency.names]
            yield element("li", None, join(_between(names, text_to_html(" = "))))


def _between(parts: list[Html], sign: Html) -> Iterator[Html]:
    for at, part in enumerate(parts):
        if at:
            yield sign
        yield part


def _duplicates(views: Views, words: Words) -> Iterator[Html]:
    for each in views.corpus.duplicates:
        yield element("li", None, _duplicate(each, words))


def _duplicate(each: Duplicate, words: Words) -> Html:
    said = words.html(
        f"twin.{each.twin}",
        common="" if each.common is None else f"{100 * each.common:.0f}",
    )
    names = words.printed(file_name(each.report.path)), words.printed(file_name(each.taken.path))
    return join((names[0], text_to_html(" → "), names[1], text_to_html(" · "), said))


def _loose(views: Views, words: Words) -> Iterator[Html]:
    for report in views.corpus.loose:
        yield element("li", None, words.printed(report.path or report.sha256[:12]))


def _damages(views: Views, words: Words) -> Iterator[Html]:
    for damage in views.damages:
        said = words.say(
            "overview.damage", file=damage.file, line=damage.number, reason=damage.reason
        )
        yield element("li", None, text_to_html(said))
