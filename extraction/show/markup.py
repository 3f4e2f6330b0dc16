"""HTML that is safe by the way it is built: what a report says enters only through here.

``Html`` is markup already; everything else is text and is escaped by ``text_to_html`` or as an
attribute by ``element``. Characters that would not be seen, or would turn the order of others,
are written out by their code point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import NewType

Html = NewType("Html", str)
Attributes = Mapping[str, str | int | None]

_VOID = frozenset({"meta", "link", "br", "hr"})
# Controls, invisible fillers, direction marks, private line ends, tags and halves of pairs. Tab,
# line feed and carriage return are white space to a browser and stay; so does the form feed,
# which the text panel draws as the end of a page.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
NOTHING = Html("")


def text_to_html(text: str) -> Html:
    """Escaped; unseen characters as small marks."""
    return Html(UNSEEN.sub(_mark, escape(text, quote=False)))


def text_to_isolated(text: str) -> Html:
    """As ``text_to_html``, kept from reordering what stands beside it."""
    return Html(f"<bdi>{text_to_html(text)}</bdi>")


def text_to_plain(text: str) -> str:
    """For attributes and the page's title, where no markup can stand."""
    return UNSEEN.sub(lambda found: f"⟨{code_point(found.group())}⟩", text)


def code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


def join(parts: Iterable[Html]) -> Html:
    return Html("".join(parts))


def element(name: str, attributes: Attributes | None = None, *children: Html) -> Html:
    """``<name …>children</name>``. An attribute that is None is left out, "" stands bare."""
    opening = start_tag(name, attributes)
    if name in _VOID:
        return opening
    return Html(f"{opening}{''.join(children)}</{name}>")


def start_tag(name: str, attributes: Attributes | None = None) -> Html:
    parts = [name]
    for key, value in (attributes or {}).items():
        if value == "":
            parts.append(key)
        elif value is not None:
            parts.append(f'{key}="{escape(text_to_plain(str(value)))}"')
    return Html(f"<{' '.join(parts)}>")


def _mark(found: re.Match[str]) -> str:
    return f'<span class="unseen">{code_point(found.group())}</span>'
