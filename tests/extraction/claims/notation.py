"""Sentences with marked spans: ``{channel:微信公众号}发布{item:信息}{quantity:271条}``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.claims.compose import ComposedClaim, spans_to_claims
from extraction.claims.links import Choosers, link_passage
from extraction.claims.mentions import Mention
from extraction.claims.sentences import passage_to_sentences
from models import ScoredSpan

_MARK = re.compile(r"\{(quantity|item|channel|period|negation):([^{}]+)\}")
SHORT = {"q": "quantity", "i": "item", "c": "channel", "p": "period", "n": "negation"}


def marked_to_spans(marked: str) -> tuple[str, list[ScoredSpan]]:
    """The plain text and its spans; one-letter labels are short for the long ones."""
    for short, label in SHORT.items():
        marked = marked.replace(f"{{{short}:", f"{{{label}:")
    text, spans, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        label, content = match[1], match[2]
        spans.append(ScoredSpan(len(text), len(text) + len(content), label, 1.0))  # type: ignore[arg-type]
        text += content
        at = match.end()
    return text + marked[at:], spans


def compose(marked: str) -> tuple[str, list[ComposedClaim]]:
    text, spans = marked_to_spans(marked)
    return text, spans_to_claims(text, spans)


def compose_by_rules(marked: str) -> tuple[str, list[ComposedClaim]]:
    """As ``compose``, where the first candidate is always taken: items as the rules say, the
    nearest period, no totals.
    """
    text, spans = marked_to_spans(marked)
    return text, spans_to_claims(text, spans, choosers=Choosers(first, first, first))


def first(_: ScoredSpan, candidates: Sequence[object], __: object) -> list[float]:
    return [float(not number) for number in range(len(candidates))]


def marked_to_mentions(marked: str) -> tuple[str, list[Mention]]:
    """The quantities of a text, each with its items by the rules."""
    text, spans = marked_to_spans(marked)
    links = link_passage(text, passage_to_sentences(text, spans), Choosers(first, first, first))
    return text, [link.mention for link in links.quantities]


def part(text: str, place: tuple[int, int] | None) -> str | None:
    return None if place is None else text[slice(*place)]
