"""The frame of the page: head, contents, panels in order, data and script; nothing is fetched.

What documents say enters by ``extraction.show.markup`` or as data of no executable type. What may
run or style is named by its digest in the page's own policy, so that smuggled markup stays inert.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from eval.scorecard.panels import Panel, link, panel_to_html
from eval.words import Words
from extraction.show.markup import UNSEEN, Html, element, text_to_html, text_to_plain

# In the order in which later rules overrule earlier ones.
STYLES = ("style.css", "plots.css", "cases.css")
SCRIPTS = ("marks.js", "cases.js")
DATA_ID = "case-data"
_HTML_LANG = {"zh": "zh-Hans", "en": "en"}


def panels_to_page(
    title: str, header: Html, panels: Sequence[Panel], data: object, words: Words
) -> str:
    """The whole page; the same arguments give the same bytes."""
    body = element(
        "body",
        None,
        element("a", {"class": "skip", "href": "#cases"}, words.html("page.skip")),
        header,
        _contents(panels, words),
        element("main", None, *map(panel_to_html, panels)),
        data_to_html(data),
        Html(f"<script>{_script()}</script>"),
    )
    page = element("html", {"lang": _HTML_LANG[words.lang]}, _head(title), body)
    return f"<!DOCTYPE html>\n{page}\n"


def data_to_html(data: object) -> Html:
    """JSON that no markup can end and in which nothing invisible stands as itself."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    text = UNSEEN.sub(lambda found: json.dumps(found.group())[1:-1], text)
    return Html(f'<script type="application/json" id="{DATA_ID}">{text}</script>')


def _head(title: str) -> Html:
    return element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": _policy()}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("meta", {"name": "referrer", "content": "no-referrer"}),
        element("title", None, text_to_html(text_to_plain(title))),
        Html(f"<style>{_style()}</style>"),
    )


def _contents(panels: Sequence[Panel], words: Words) -> Html:
    items = (element("li", None, link(f"#{panel.id}", panel.title)) for panel in panels)
    attributes = {"class": "contents", "aria-label": words.say("page.contents")}
    return element("nav", attributes, element("ul", None, *items))


@cache
def _policy() -> str:
    """Nothing may be loaded; this page's own style and script may work, no other may."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{_digest(_style())}'",
            f"script-src 'sha256-{_digest(_script())}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _style() -> str:
    return "\n".join(map(_asset, STYLES))


def _script() -> str:
    return "\n".join(map(_asset, SCRIPTS))


@cache
def _asset(name: str) -> str:
    return files("eval.scorecard").joinpath(name).read_text(encoding="utf-8")


def _digest(asset: str) -> str:
    return b64encode(hashlib.sha256(asset.encode()).digest()).decode()
