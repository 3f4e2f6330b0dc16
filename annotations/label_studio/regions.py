"""Marked text as the server's results, and the results back as marked text.

Offsets are code points on both sides. What the server's editor writes as a region's text is not
the slice (line ends and runs of blanks are changed), so quotes are always taken from the offsets.
Nothing is trimmed or guessed: what breaks the guide's rules is refused with its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotations.label_studio.attributes import (
    CONTENT_KEYS,
    attributes_to_fields,
    fields_to_attributes,
)
from annotations.label_studio.config import LABEL, TEXT
from annotations.label_studio.faults import AnswerError, Fault
from annotations.label_studio.names import label_names, relation_kinds, relation_names
from annotations.markup import labels_to_ids
from annotations.schema import ENDS, Relation, RelationKind, Span, can_lead, edge_faults, overlaps

Json = dict[str, Any]
"""One entry of a result list, as the server stores it."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Spans and relations over a text; ``scores`` by span id, empty for what people marked."""

    text: str
    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    scores: Mapping[str, float] = field(default_factory=dict)


def marked_to_results(marked: MarkedText) -> list[Json]:
    """The result list of a prediction or annotation."""
    results: list[Json] = []
    for span in marked.spans:
        quote = marked.text[span.start : span.end]
        place = {"start": span.start, "end": span.end}
        shared: Json = {"id": span.id, "to_name": TEXT}
        if span.id in marked.scores:
            shared["score"] = round(marked.scores[span.id], 4)
        value = {**place, "text": quote, "labels": [span.label]}
        results.append({**shared, "from_name": LABEL, "type": "labels", "value": value})
        for name, kind, stated in fields_to_attributes(span, quote):
            value = {**place, CONTENT_KEYS[kind]: stated}
            results.append({**shared, "from_name": name, "type": kind, "value": value})
    results.extend(
        {
            "type": "relation",
            "from_id": each.head,
            "to_id": each.tail,
            "direction": "right",
            "labels": [relation_names()[each.kind]],
        }
        for each in marked.relations
    )
    return results


def results_to_marked(text: str, results: Sequence[Json]) -> MarkedText:
    """What was saved over ``text``; spans are numbered anew in their order.

    Raises:
        AnswerError: with every fault: offsets outside the text, white space or closing
            punctuation at an edge, an unknown label, overlaps within a layer, a relation that
            leads nowhere, an attribute of another label.
    """
    faults: list[Fault] = []
    labels = _regions_to_labels(text, results, faults)
    attributes: dict[str, dict[str, object]] = {}
    for each in results:
        if each.get("type") in ("labels", "relation"):
            continue
        if str(each.get("id")) not in labels:
            faults.append(Fault("attribute_alone", {"name": each.get("from_name")}))
            continue
        value = each.get("value") or {}
        own = attributes.setdefault(str(each.get("id")), {})
        own[str(each.get("from_name"))] = value.get(CONTENT_KEYS.get(str(each.get("type")), ""))
    ordered = sorted(
        labels.items(), key=lambda entry: (entry[1][1], -entry[1][2], entry[1][0], entry[0])
    )
    names = labels_to_ids(label for _, (label, _, _) in ordered)
    ids: dict[str, str] = {}
    spans: list[Span] = []
    for (region, (label, start, end)), name in zip(ordered, names, strict=True):
        ids[region] = name
        try:
            fields = attributes_to_fields(label, text[start:end], attributes.get(region, {}))
        except AnswerError as error:
            faults.extend(error.faults)
            continue
        place = {"id": name, "label": label, "start": start, "end": end}
        spans.append(Span.model_validate(place | fields))
    for one, other in overlaps(spans):
        first, second = text[one.start : one.end], text[other.start : other.end]
        faults.append(Fault("overlap", {"first": repr(first), "second": repr(second)}))
    relations = _relations(results, ids, {span.id: span for span in spans}, faults)
    if faults:
        raise AnswerError(faults)
    return MarkedText(text, tuple(spans), relations)


def _regions_to_labels(
    text: str, results: Sequence[Json], faults: list[Fault]
) -> dict[str, tuple[str, int, int]]:
    """Region -> label, start, end, for the regions without a fault."""
    found: dict[str, tuple[str, int, int]] = {}
    for each in results:
        if each.get("type") != "labels":
            continue
        value = each.get("value") or {}
        place = _read_place(text, value.get("start"), value.get("end"))
        if isinstance(place, Fault):
            faults.append(place)
            continue
        start, end = place
        given = value.get("labels") or []
        region = str(each.get("id"))
        if len(given) != 1 or given[0] not in label_names():
            label = ", ".join(map(str, given)) or "–"
            faults.append(Fault("unknown_label", {"label": label, **_where(text, start, end)}))
        elif region in found:
            faults.append(Fault("region_twice", _where(text, start, end)))
        else:
            found[region] = (given[0], start, end)
    return found


def _read_place(text: str, start: object, end: object) -> tuple[int, int] | Fault:
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        return Fault("offsets", {"start": start, "end": end, "length": len(text)})
    fault = next(edge_faults(text[start:end]), None)
    return (start, end) if fault is None else Fault(fault, _where(text, start, end))


def _where(text: str, start: int, end: int) -> dict[str, object]:
    return {"start": start, "end": end, "quote": repr(text[start:end])}


def _relations(
    results: Sequence[Json],
    ids: Mapping[str, str],
    spans: Mapping[str, Span],
    faults: list[Fault],
) -> tuple[Relation, ...]:
    found: dict[tuple[str, str, str], Relation] = {}
    for each in results:
        if each.get("type") != "relation":
            continue
        head, tail = (spans.get(ids.get(str(each.get(end)), "")) for end in ("from_id", "to_id"))
        if each.get("direction") == "left":
            head, tail = tail, head
        names = each.get("labels") or []
        if head is None or tail is None:
            faults.append(Fault("relation_end", {"name": ", ".join(map(str, names)) or "–"}))
            continue
        kinds = [relation_kinds().get(str(name)) for name in names] or [_only_kind(head, tail)]
        for kind, name in zip(kinds, names or ["–"], strict=True):
            if kind is None or not can_lead(kind, head.label, tail.label):
                ends = {"head": label_names()[head.label], "tail": label_names()[tail.label]}
                faults.append(Fault("relation_kind", {"name": name, **ends}))
                continue
            relation = Relation(kind=kind, head=head.id, tail=tail.id)
            found[kind, head.id, tail.id] = relation
    order = {name: number for number, name in enumerate(spans)}
    return tuple(
        sorted(found.values(), key=lambda each: (order[each.head], each.kind, order[each.tail]))
    )


def _only_kind(head: Span, tail: Span) -> RelationKind | None:
    """An arrow without a name: the kind that alone can lead from the one to the other."""
    fits = [kind for kind in ENDS if can_lead(kind, head.label, tail.label)]
    return fits[0] if len(fits) == 1 else None
