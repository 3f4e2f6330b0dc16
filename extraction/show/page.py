"""The page: panels in order, the style and script inlined, nothing fetched from anywhere.

Everything the report says reaches the page as text (``markup``); what may run or style is named
by its digest in the page's own policy, so that markup smuggled into a report would stay inert.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files

from extraction.document import Document
from extraction.language import Lang
from extraction.record.model import ReportRecord
from extraction.show.checks import checks_to_html
from extraction.show.claims import claims_to_html
from extraction.show.facts import (
    errors_to_html,
    file_name,
    legend_to_html,
    report_to_header,
    source_to_html,
)
from extraction.show.markup import NOTHING, Html, element, text_to_html, text_to_plain
from extraction.show.sketch import pages_to_html
from extraction.show.statements import statements_to_html
from extraction.show.tables import table_element_id, tables_to_html
from extraction.show.text import text_to_panel
from extraction.show.view import View, record_to_view

# In the order in which later rules overrule earlier ones.
STYLES = ("style.css", "entries.css")
_HTML_LANG = {"zh": "zh-Hans", "en": "en"}


def record_to_html(
    record: ReportRecord, text: str, *, lang: Lang, document: Document | None = None
) -> str:
    """One self-contained HTML page; the same arguments give the same bytes.

    Args:
        text: the frozen text that the record's offsets refer to; empty for a failed record.
        document: what the record was read from, for page sizes and the lines of its pages.

    Raises:
        ValueError: when the text is not the one that the record was read from.
    """
    _require_own_text(record, text)
    view = record_to_view(record, text, lang=lang, document=document)
    body = element("body", {"class": f"is-{record.status}"}, *_body(view))
    return f"<!DOCTYPE html>\n{element('html', {'lang': _HTML_LANG[lang]}, _head(view), body)}\n"


def _require_own_text(record: ReportRecord, text: str) -> None:
    if record.text_sha256 is None:
        return
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if digest != record.text_sha256:
        raise ValueError(f"the text is not the one of the record: its digest is {digest}")


def _head(view: View) -> Html:
    name = view.record.title or file_name(view)
    title = text_to_plain(view.say("page.title", name=name))
    return element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": _policy()}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"name": "referrer", "content": "no-referrer"}),
        element("title", None, text_to_html(title)),
        Html(f"<style>{_styles()}</style>"),
    )


def _body(view: View) -> list[Html]:
    """Left what was read of the report, right its text."""
    main = [
        errors_to_html(view),
        *([] if view.record.status == "failed" else _findings(view)),
        legend_to_html(view) if view.record.cells else NOTHING,
        source_to_html(view),
    ]
    if view.record.status == "failed":
        return [report_to_header(view), element("main", None, *main)]
    side = [_inspector(view), text_to_panel(view)]
    return [
        element("a", {"class": "skip", "href": "#text"}, text_to_html(view.say("page.skip"))),
        report_to_header(view),
        _contents(view),
        element(
            "main",
            {"class": "split"},
            element("div", {"class": "left"}, *main),
            element("div", {"class": "right"}, *side),
        ),
        pages_to_html(view),
        Html(f"<script>{_asset('page.js')}</script>"),
    ]


def _findings(view: View) -> list[Html]:
    return [
        checks_to_html(view),
        tables_to_html(view),
        claims_to_html(view),
        statements_to_html(view),
    ]


def _contents(view: View) -> Html:
    links = [("checks", view.say("page.checks"))]
    for table in view.record.tables:
        number = view.find(f"table.{table.id}.number")
        if number is not None:
            name = f"{number} {view.say(f'table.{table.id}.short')}"
            links.append((table_element_id(table.id), name))
    links += [(panel, view.say(f"{panel}.short")) for panel in ("claims", "statements")]
    if view.record.cells:
        links.append(("legend", view.say("page.legend")))
    links += [("source", view.say("page.source")), ("text", view.say("page.text"))]
    items = [
        element("li", None, element("a", {"href": f"#{target}"}, text_to_html(name)))
        for target, name in links
    ]
    label = view.say("page.contents")
    return element("nav", {"class": "contents", "aria-label": label}, element("ul", None, *items))


def _inspector(view: View) -> Html:
    """The panel of the selected number, filled by the script; a hint until then."""
    hint = element("p", {"class": "hint"}, text_to_html(view.say("page.details_hint")))
    back = {"type": "button", "class": "go", "id": "back"}
    close = {
        "type": "button",
        "class": "close",
        "id": "close",
        "aria-label": view.say("page.close"),
    }
    attributes = {
        "id": "inspector",
        "aria-live": "polite",
        "aria-label": view.say("page.details"),
        "data-page-label": view.say("page.sketch", page="#"),
    }
    return element(
        "section",
        attributes,
        hint,
        element("div", {"class": "facts", "hidden": ""}),
        element("div", {"class": "sketch", "hidden": ""}),
        element(
            "div",
            {"class": "actions", "hidden": ""},
            element("button", back, text_to_html(view.say("page.back"))),
            element("button", close, text_to_html("✕")),
        ),
    )


@cache
def _asset(name: str) -> str:
    return files("extraction.show").joinpath(name).read_text(encoding="utf-8")


@cache
def _policy() -> str:
    """Nothing may be loaded; this page's own style and script may work, no other may."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{_digest(_styles())}'",
            f"script-src 'sha256-{_digest(_asset('page.js'))}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _styles() -> str:
    return "\n".join(map(_asset, STYLES))


def _digest(asset: str) -> str:
    return b64encode(hashlib.sha256(asset.encode()).digest()).decode()
