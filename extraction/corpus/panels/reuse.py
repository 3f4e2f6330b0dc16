"""Text that stands in several reports: how much of each, and its sentences with their places."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.corpus.pieces import (
    MOST_FINDINGS,
    Panel,
    folded,
    heading,
    more,
    paragraph,
    place,
    short,
    summary_line,
    table_to_html,
    tag,
)
from extraction.corpus.plots import stacked_to_bar
from extraction.corpus.reuse import ReusedText, Share
from extraction.corpus.views import Views
from extraction.corpus.words import Words
from extraction.show.markup import NOTHING, Html, element, join, text_to_html

# Sentences shown of each kind.
_MOST_TEXTS = 40


def reuse_to_panel(views: Views, words: Words) -> Panel:
    title = words.say("reuse.title")
    shares = [share for share in views.reuse.shares if share.chars]
    if not shares:
        return Panel("reuse", title, paragraph(words.say("reuse.none")))
    across = [text for text in views.reuse.texts if text.agencies > 1]
    within = [text for text in views.reuse.texts if text.agencies == 1]
    within.sort(key=lambda text: (-text.reports, -text.chars))
    parts = [paragraph(words.say("reuse.about"), "note"), _shares(shares, words)]
    for key, texts in (("reuse.across", across), ("reuse.within", within)):
        parts.append(heading(words.say(key, count=len(texts))))
        parts += [_finding(text, views, words) for text in texts[:_MOST_TEXTS]]
        parts.append(more(words, len(texts) - _MOST_TEXTS, "reused_texts"))
    return Panel("reuse", title, join(parts))


def _shares(shares: Sequence[Share], words: Words) -> Html:
    ordered = sorted(shares, key=lambda share: (share.agency, share.year or 0))
    rows = [_row(share, words) for share in ordered[:MOST_FINDINGS]]
    keys = ("agency", "year", "chars", "last_year", "own", "others", "only_here", "shares")
    titles = [words.say(f"column.{key}") for key in keys]
    table = table_to_html(words.say("reuse.caption"), titles, rows)
    return join((table, more(words, len(shares) - MOST_FINDINGS, "reuse")))


def _row(share: Share, words: Words) -> list[Html]:
    percents = [100 * part / share.chars for part in (share.last_year, share.own, share.others)]
    only = share.only_here / share.chars
    bar = stacked_to_bar(
        words.say("reuse.bar", share=f"{100 * only:.0f}"), [("mine", only), ("again", 1 - only)]
    )
    year = "" if share.year is None else str(share.year)
    evidence = tag(words.say("reuse.quotes"), "quiet-tag") if share.evidence != "text" else NOTHING
    return [
        join((words.printed(share.agency), evidence)),
        text_to_html(year),
        text_to_html(f"{share.chars:,}"),
        *(text_to_html(f"{percent:.0f} %") for percent in (*percents, 100 * only)),
        bar,
    ]


def _said(text: str, words: Words) -> Html:
    return element("blockquote", None, words.printed(text))


def _finding(text: ReusedText, views: Views, words: Words) -> Html:
    store = views.store
    first = store.text(text.sentences[0])
    key = "reuse.exact" if text.is_exact else "reuse.near"
    summary = summary_line(
        tag(words.say("reuse.count", reports=text.reports, agencies=text.agencies), "quiet-tag"),
        short(words, first),
    )
    items = []
    seen: set[int] = set()
    for at in text.sentences:
        report = views.report(store.reports[at])
        key_of_text = store.keys[at]
        agency = views.names.get(report.agency or "", report.agency or "")
        head = join((words.printed(agency), text_to_html(f" {report.year or ''}")))
        said = NOTHING if key_of_text in seen else _said(store.text(at), words)
        seen.add(key_of_text)
        spot = place(words, report, store.starts[at], store.ends[at])
        items.append(element("li", None, head, said, spot))
    note = paragraph(words.say(key), "quiet")
    return folded(summary, note, element("ul", {"class": "places"}, *items), look="finding")
