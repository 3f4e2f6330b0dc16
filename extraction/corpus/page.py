"""The page of the corpus views: panels in order, style inlined, no script, nothing fetched.

What reports say enters through ``show.markup`` only; the page's own policy names its style by
digest and allows no script, so that markup smuggled into a report stays inert.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files

from extraction.corpus.panels.commitments import commitments_to_panel
from extraction.corpus.panels.indicators import indicators_to_panel
from extraction.corpus.panels.overview import overview_to_panel
from extraction.corpus.panels.reuse import reuse_to_panel
from extraction.corpus.panels.stale import same_tables_to_panel, stale_to_panel
from extraction.corpus.panels.years import years_to_panel
from extraction.corpus.pieces import Panel, panel_to_html
from extraction.corpus.views import Views
from extraction.corpus.words import Words
from extraction.language import Lang
from extraction.show.markup import Html, element, text_to_html, text_to_plain

# In the order in which later rules overrule earlier ones.
_STYLES = (("extraction.show", "style.css"), ("extraction.corpus", "corpus.css"))
_HTML_LANG = {"zh": "zh-Hans", "en": "en"}
_PANELS = (
    overview_to_panel,
    years_to_panel,
    commitments_to_panel,
    reuse_to_panel,
    stale_to_panel,
    same_tables_to_panel,
    indicators_to_panel,
)


def views_to_html(views: Views, lang: Lang) -> str:
    """One self-contained page; the same views give the same bytes."""
    words = Words(lang)
    panels = [panel(views, words) for panel in _PANELS]
    body = element(
        "body",
        {"class": "corpus"},
        _header(views, words),
        _contents(panels, words),
        element("main", None, *map(panel_to_html, panels)),
    )
    page = element("html", {"lang": _HTML_LANG[lang]}, _head(words), body)
    return f"<!DOCTYPE html>\n{page}\n"


def _head(words: Words) -> Html:
    return element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": _policy()}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"name": "referrer", "content": "no-referrer"}),
        element("title", None, text_to_html(text_to_plain(words.say("page.title")))),
        Html(f"<style>{_style()}</style>"),
    )


def _header(views: Views, words: Words) -> Html:
    years = [year for by_year in views.corpus.years.values() for year in by_year]
    span = f"{min(years)}–{max(years)}" if years else "–"
    failed = sum(report.status == "failed" for report in views.corpus.reports)
    figures = [
        ("figure.records", len(views.corpus.reports)),
        ("figure.agencies", len(views.corpus.years)),
        ("figure.years", span),
        ("figure.counted", len(years)),
        ("figure.duplicates", len(views.corpus.duplicates)),
        ("figure.failed", failed),
        ("figure.damaged", len(views.damages)),
    ]
    items = [
        element(
            "div",
            None,
            element("dt", None, words.html(key)),
            element("dd", None, text_to_html(str(value))),
        )
        for key, value in figures
    ]
    return element(
        "header",
        {"id": "top"},
        element("p", {"class": "eyebrow"}, text_to_html("gongkai corpus")),
        element("h1", None, words.html("page.title")),
        element("dl", {"class": "headline"}, *items),
    )


def _contents(panels: list[Panel], words: Words) -> Html:
    items = [
        element("li", None, element("a", {"href": f"#{panel.id}"}, text_to_html(panel.title)))
        for panel in panels
    ]
    attributes = {"class": "contents", "aria-label": words.say("page.contents")}
    return element("nav", attributes, element("ul", None, *items))


@cache
def _policy() -> str:
    digest = b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{digest}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


@cache
def _style() -> str:
    return "\n".join(
        files(package).joinpath(name).read_text(encoding="utf-8") for package, name in _STYLES
    )
