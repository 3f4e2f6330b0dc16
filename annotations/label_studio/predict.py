"""What the current extractor finds in a passage, as marked text for an annotator to correct.

Used by push, for passages of a report, and by the backend, for a text by itself. Spans that the
guide would refuse (white space or punctuation at an edge, overlaps after mapping back to the
frozen text, a quantity without a number) are left out: accepting a prediction must never fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.label_studio.regions import MarkedText
from annotations.markup import labels_to_ids
from annotations.quotes import quote_to_quantity
from annotations.schema import Relation, RelationKind, Span, can_lead, edge_faults
from extraction.claims import ComposedClaim, spans_to_claims
from extraction.normalisation import MatchingCopy, folded_to_running, text_to_folded
from extraction.pipeline import extractor_version
from extraction.running_text import TextPassage
from extraction.statements import ComposedStatement, link_answers, spans_to_statements
from models import SPAN_LABELS, Passage, Place, ScoredSpan, Tagger

Key = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Links:
    """What composition says of tagged spans, by (start, end, label) in the passage."""

    relations: list[tuple[RelationKind, Key, Key]]
    indicators: dict[Key, str]
    themes: dict[Key, str]


def model_version(tagger: Tagger) -> str:
    """Name and version of tagger and extractor: what a prediction says it was made by."""
    return f"{tagger.name}-{tagger.version}+gongkai-{extractor_version()}"


def text_to_marked(text: str, place: Place, tagger: Tagger) -> MarkedText:
    """The prediction for a text that stands by itself."""
    running = folded_to_running(text_to_folded(text))
    passage = TextPassage(Passage(running.text, place), 0, "")
    spans = tagger.tag([passage.passage])[0]
    return passage_to_marked(text, 0, running, passage, spans)


def passage_to_marked(
    text: str, base: int, running: MatchingCopy, passage: TextPassage, tagged: Sequence[ScoredSpan]
) -> MarkedText:
    """The prediction for a passage of a report.

    Args:
        text: the passage in the frozen text, which begins there at ``base``.
        tagged: the tagger's spans in ``passage.passage.text``.
    """
    links = _link(passage.passage.text, tagged)
    spans: dict[Key, Span] = {}
    scores: dict[str, float] = {}
    placed = _placed(text, base, running, passage, tagged)
    names = labels_to_ids(each.label for _, each in placed)
    for (place, each), name in zip(placed, names, strict=True):
        key = (each.start, each.end, each.label)
        fields: dict[str, object] = {
            "indicator": links.indicators.get(key),
            "theme": links.themes.get(key),
        }
        if each.label == "quantity":
            fields |= quote_to_quantity(text[slice(*place)])
        given = {"id": name, "label": each.label, "start": place[0], "end": place[1]}
        spans[key] = Span.model_validate(given | fields)
        scores[name] = min(1.0, max(0.0, each.score))
    relations = dict.fromkeys(
        Relation(kind=kind, head=spans[head].id, tail=spans[tail].id)
        for kind, head, tail in links.relations
        if head in spans and tail in spans and can_lead(kind, head[2], tail[2])
    )
    order = {span.id: number for number, span in enumerate(spans.values())}
    ordered = sorted(relations, key=lambda each: (order[each.head], each.kind, order[each.tail]))
    return MarkedText(text, tuple(spans.values()), tuple(ordered), scores)


def _placed(
    text: str, base: int, running: MatchingCopy, passage: TextPassage, tagged: Sequence[ScoredSpan]
) -> list[tuple[tuple[int, int], ScoredSpan]]:
    """Spans with their places in ``text``, ordered, without those that the guide refuses."""
    found = []
    for each in tagged:
        source = running.to_source(passage.start + each.start, passage.start + each.end)
        found.append(((source.start - base, source.end - base), each))
    found.sort(key=lambda entry: (entry[0][0], -entry[0][1], entry[1].label))
    last_end = {True: 0, False: 0}
    kept = []
    for (start, end), each in found:
        layer = each.label in SPAN_LABELS
        quote = text[start:end]
        if not quote or any(edge_faults(quote)) or start < last_end[layer]:
            continue
        if each.label == "quantity" and not quote_to_quantity(quote):
            continue
        last_end[layer] = end
        kept.append(((start, end), each))
    return kept


def _link(text: str, tagged: Sequence[ScoredSpan]) -> _Links:
    statements = link_answers(spans_to_statements(text, tagged))
    planned = [target for each in statements for target in each.targets]
    claims = spans_to_claims(text, tagged, planned)
    links = _Links([], {}, {})
    heads = [_claim_head(claim, tagged) for claim in claims]
    for claim, head in zip(claims, heads, strict=True):
        if head is None:
            continue
        parts: Iterable[tuple[RelationKind, tuple[int, int] | None]] = (
            ("item", claim.item),
            ("channel", claim.channel),
            ("period", claim.period),
        )
        links.relations.extend((kind, head, (*at, kind)) for kind, at in parts if at is not None)
        whole = None if claim.part_of is None else heads[claim.part_of]
        if whole is not None and whole != head:
            links.relations.append(("part_of", head, whole))
    links.indicators.update(_claims_to_indicators(claims, heads))
    keys = [_statement_key(each) for each in statements]
    for each, key in zip(statements, keys, strict=True):
        links.themes[key] = each.theme
        links.relations.extend(
            ("target", (target.start, target.end, "quantity"), key) for target in each.targets
        )
        if each.answers is not None:
            links.relations.append(("answers", key, keys[each.answers]))
    return links


def _claims_to_indicators(
    claims: Sequence[ComposedClaim], heads: Sequence[Key | None]
) -> dict[Key, str]:
    """On the head where its claims agree, else on the item or channel that tells them apart."""
    by_head: dict[Key, list[ComposedClaim]] = {}
    for claim, head in zip(claims, heads, strict=True):
        if head is not None:
            by_head.setdefault(head, []).append(claim)
    found: dict[Key, str] = {}
    for head, composed in by_head.items():
        differ = len({claim.indicator for claim in composed}) > 1
        by_item = len({claim.item for claim in composed}) > 1
        for claim in composed:
            place = claim.item if by_item else claim.channel
            key = head
            if differ and place is not None:
                key = (*place, "item" if by_item else "channel")
            if claim.indicator is not None:
                found.setdefault(key, claim.indicator)
    return found


def _claim_head(claim: ComposedClaim, tagged: Sequence[ScoredSpan]) -> Key | None:
    """The quantity that makes the claim, or the negation inside a zero claim."""
    if not claim.zero:
        return (claim.start, claim.end, "quantity")
    inside = [
        each
        for each in tagged
        if each.label == "negation" and claim.start <= each.start and each.end <= claim.end
    ]
    nearest = max(inside, key=lambda each: each.start, default=None)
    return None if nearest is None else (nearest.start, nearest.end, "negation")


def _statement_key(statement: ComposedStatement) -> Key:
    return (statement.start, statement.end, statement.kind)
