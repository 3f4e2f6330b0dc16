"""The page at the end of a run, ``DIR/summary.html``: what was read, what failed and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from itertools import islice
from pathlib import Path

from extraction.bulk.entries import Entry
from extraction.bulk.ledger import Ledger
from extraction.bulk.progress import Progress, seconds_to_clock
from extraction.bulk.writer import write_whole
from extraction.language import Lang
from extraction.messages import find_message, message
from extraction.show.markup import (
    NOTHING,
    Html,
    element,
    text_to_html,
    text_to_isolated,
    text_to_plain,
)

FILE_NAME = "summary.html"
_HTML_LANG = {"zh": "zh-Hans", "en": "en"}
# A page that a browser opens at once; all failures are in the tables, and in the ledger.
_MOST_ROWS = 500
_SLOWEST = 10
# What the page adds to the style of ``gongkai show``.
_STYLE = """
main { display: grid; gap: 1.7rem; max-width: 72rem; }
table { border-collapse: collapse; background: var(--paper); }
th, td { padding: .25rem .7rem; border: 1px solid var(--line); text-align: left; }
th, td { vertical-align: top; }
th { color: var(--soft); font-weight: 500; }
td.number { text-align: right; white-space: nowrap; }
.scroll { overflow-x: auto; }
"""


def write_page(ledger: Ledger, out: Path, progress: Progress, lang: Lang) -> Path:
    """Writes the page of the folder as it stands, with the figures of the run that ends."""
    path = out / FILE_NAME
    page = ledger_to_html(ledger, progress, lang, name=out.name)
    write_whole(path, [page.encode("utf-8", "backslashreplace")])
    return path


def ledger_to_html(ledger: Ledger, progress: Progress, lang: Lang, *, name: str) -> str:
    """One self-contained page."""
    title = message(lang, "bulk.page.title", name=name)
    style = files("extraction.show").joinpath("style.css").read_text(encoding="utf-8")
    head = element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("title", None, text_to_html(text_to_plain(title))),
        Html(f"<style>{style}{_STYLE}</style>"),
    )
    header = element("header", {"id": "top"}, element("h1", None, text_to_isolated(title)))
    body = element("body", None, header, element("main", None, *_panels(ledger, progress, lang)))
    return f"<!DOCTYPE html>\n{element('html', {'lang': _HTML_LANG[lang]}, head, body)}\n"


_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def _panels(ledger: Ledger, progress: Progress, lang: Lang) -> list[Html]:
    def counts(key: str, counted: Iterable[tuple[str, int]]) -> Html:
        rows = [(_words(name), _number(count)) for name, count in counted]
        return _panel(key, (f"bulk.page.{key}", "bulk.page.count"), rows, lang)

    states = ledger.count_by_state()
    state_rows = [(message(lang, f"bulk.status.{name}"), states[name]) for name in states]
    return [
        counts("inputs", [*state_rows, (message(lang, "bulk.status.total"), states.total())]),
        _run_panel(progress, lang),
        _reasons_panel(ledger, lang),
        _failures_panel(ledger, lang),
        counts("readers", ledger.count_by_reader().most_common()),
        counts("makers", ledger.count_by_maker().most_common()),
        _slowest_panel(ledger, lang),
    ]


def _run_panel(progress: Progress, lang: Lang) -> Html:
    hits = "–"
    if progress.asked:
        hits = f"{progress.hits} / {progress.asked} ({progress.hits / progress.asked:.1%})"
    rate = progress.here / progress.seconds if progress.seconds else 0.0
    rows = [
        ("here", str(progress.here)),
        ("seconds", seconds_to_clock(progress.seconds)),
        ("rate", f"{rate:.1f}"),
        ("hits", hits),
        ("restarts", str(progress.restarts)),
        ("memory", f"{max(progress.memory_mb, default=0.0):.0f} MB"),
    ]
    named = [(_words(message(lang, f"bulk.page.run_{name}")), _words(v)) for name, v in rows]
    return _panel("run", ("bulk.page.run", "bulk.page.value"), named, lang)


def _reasons_panel(ledger: Ledger, lang: Lang) -> Html:
    rows = [
        (
            _words(code),
            _number(count),
            _words(_text(f"error.{code}.what", lang)),
            _words(_text(f"error.{code}.remedy", lang)),
        )
        for code, count in ledger.count_by_code().most_common()
    ]
    headings = ("bulk.page.code", "bulk.page.count", "bulk.page.what", "bulk.page.remedy")
    return _panel("reasons", headings, rows, lang)


def _text(key: str, lang: Lang) -> str:
    return find_message(lang, key) or ""


def _failures_panel(ledger: Ledger, lang: Lang) -> Html:
    failed = list(islice(ledger.entries("failed", "quarantined"), _MOST_ROWS + 1))
    rows = [
        (
            _words(entry.key),
            _words(message(lang, f"bulk.status.{entry.state}")),
            _words(entry.code or ""),
            _words((entry.reason or "").partition("\n")[0]),
        )
        for entry in failed[:_MOST_ROWS]
    ]
    headings = ("bulk.page.file", "bulk.page.state", "bulk.page.code", "bulk.page.reason")
    note = message(lang, "bulk.page.more", count=_MOST_ROWS) if len(failed) > _MOST_ROWS else ""
    return _panel("failures", headings, rows, lang, note=note)


def _slowest_panel(ledger: Ledger, lang: Lang) -> Html:
    slowest: list[Entry] = ledger.slowest(_SLOWEST)
    rows = [(_words(each.key), _words(f"{each.seconds or 0:.2f} s")) for each in slowest]
    return _panel("slowest", ("bulk.page.file", "bulk.page.seconds"), rows, lang)


def _panel(
    key: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Html]],
    lang: Lang,
    *,
    note: str = "",
) -> Html:
    """A heading and a table; nothing where there are no rows."""
    lines = [element("tr", None, *row) for row in rows]
    if not lines:
        return NOTHING
    names = [element("th", {"scope": "col"}, text_to_html(message(lang, h))) for h in headings]
    table = element(
        "table",
        None,
        element("thead", None, element("tr", None, *names)),
        element("tbody", None, *lines),
    )
    return element(
        "section",
        {"id": key},
        element("h2", None, text_to_html(message(lang, f"bulk.page.{key}"))),
        element("div", {"class": "scroll"}, table),
        element("p", {"class": "quiet"}, text_to_html(note)) if note else NOTHING,
    )


def _words(text: str) -> Html:
    return element("td", None, text_to_isolated(text))


def _number(count: int) -> Html:
    return element("td", {"class": "number"}, text_to_html(str(count)))
