"""From two annotators' documents to one: what they agree on stands, a person decides the rest.

Decisions are lines of a file that this module writes and reads: each names a disagreement and has
``choose`` null until someone writes first, second, both or neither into it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from annotations.agreement import Pair, spans_agree
from annotations.matching import match_pairs
from annotations.schema import AnnotatedDocument, Relation, Span

Choice = Literal["first", "second", "both", "neither"]
CHOICES: tuple[Choice, ...] = ("first", "second", "both", "neither")


class UndecidedError(ValueError):
    """Disagreements without a decision; the message counts them."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to decide: a span that only one has or that they see differently."""

    id: str
    document: str
    first: Span | None
    second: Span | None


def pairs_to_cases(pairs: Sequence[Pair]) -> list[Case]:
    """Every disagreement, in order of the text; its id stays the same from run to run."""
    return [row.case for pair in pairs for row in _match(*pair) if row.case is not None]


def cases_to_lines(cases: Sequence[Case], pairs: Sequence[Pair]) -> str:
    """The file for the person who decides, quotes beside the offsets."""
    texts = {one.id: one for one, _ in pairs}
    lines = []
    for case in cases:
        entry = {
            "id": case.id,
            "first": _described(texts[case.document], case.first),
            "second": _described(texts[case.document], case.second),
            "choose": None,
        }
        lines.append(json.dumps(entry, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines)


def lines_to_decisions(text: str) -> dict[str, Choice]:
    """What was decided; lines still null are left out.

    Raises:
        ValueError: for another choice than those of ``CHOICES``.
    """
    decisions: dict[str, Choice] = {}
    for line in filter(str.strip, text.splitlines()):
        entry = json.loads(line)
        chosen = entry["choose"]
        if chosen is None:
            continue
        if chosen not in CHOICES:
            raise ValueError(f"{entry['id']}: choose one of {', '.join(CHOICES)}")
        decisions[entry["id"]] = chosen
    return decisions


def adjudicate(pairs: Sequence[Pair], decisions: Mapping[str, Choice]) -> list[AnnotatedDocument]:
    """The decided documents, by the annotator "adjudicated".

    Relations of a kept span come from the annotator whose span was kept; a relation is dropped
    with either of its ends.

    Raises:
        UndecidedError: while a case has no decision.
    """
    matched = [_match(*pair) for pair in pairs]
    cases = [row.case for rows in matched for row in rows if row.case is not None]
    open_cases = [case.id for case in cases if case.id not in decisions]
    if open_cases:
        raise UndecidedError(f"{len(open_cases)} cases are not decided, the first: {open_cases[0]}")
    return [_merge(pair, rows, decisions) for pair, rows in zip(pairs, matched, strict=True)]


@dataclass(frozen=True, slots=True)
class _Row:
    """A span of both annotators or of one; ``case`` None where they say the same."""

    first: Span | None
    second: Span | None
    case: Case | None


def _match(one: AnnotatedDocument, other: AnnotatedDocument) -> list[_Row]:
    found = match_pairs(one.spans, other.spans, spans_agree)
    left, right = {i for i, _ in found}, {j for _, j in found}
    rows: list[tuple[Span | None, Span | None]] = [(one.spans[i], other.spans[j]) for i, j in found]
    rows += [(span, None) for i, span in enumerate(one.spans) if i not in left]
    rows += [(None, span) for j, span in enumerate(other.spans) if j not in right]
    return [_Row(*row, _case(one, other, *row)) for row in sorted(rows, key=_start)]


def _case(
    one: AnnotatedDocument, other: AnnotatedDocument, first: Span | None, second: Span | None
) -> Case | None:
    if first is not None and second is not None and _said(one, first) == _said(other, second):
        return None
    place = first or second
    assert place is not None
    name = f"{one.id}:{place.start}-{place.end}:{place.label}"
    return Case(name, one.id, first, second)


def _start(row: tuple[Span | None, Span | None]) -> tuple[int, int]:
    span = row[0] or row[1]
    assert span is not None
    return span.start, -span.end


def _said(document: AnnotatedDocument, span: Span) -> tuple[dict[str, object], set[object]]:
    """What an annotator says of a span: its attributes, and where its relations lead."""
    places = {each.id: (each.label, each.start, each.end) for each in document.spans}
    links = {(each.kind, *places[each.tail]) for each in document.relations if each.head == span.id}
    return span.model_dump(exclude={"id", "digest"}), set(links)


def _merge(pair: Pair, rows: Sequence[_Row], decisions: Mapping[str, Choice]) -> AnnotatedDocument:
    kept: list[Span] = []
    # (side, id there) -> id in the merged document; heads whose relations count
    names: dict[tuple[int, str], str] = {}
    heads: set[tuple[int, str]] = set()
    for row in rows:
        choice = "first" if row.case is None else decisions[row.case.id]
        spans = (row.first, row.second)
        for side, taken in enumerate(("first", "second")):
            span = spans[side]
            if span is None or choice not in (taken, "both"):
                continue
            name = f"s{len(kept)}"
            kept.append(span.model_copy(update={"id": name}))
            names[side, span.id] = name
            heads.add((side, span.id))
            other_span = spans[1 - side]
            if other_span is not None:
                names.setdefault((1 - side, other_span.id), name)
    relations: dict[Relation, None] = {}
    for side, document in enumerate(pair):
        for link in document.relations:
            tail = names.get((side, link.tail))
            if (side, link.head) in heads and tail is not None:
                head = names[side, link.head]
                relations[Relation(kind=link.kind, head=head, tail=tail)] = None
    update = {
        "spans": [span.model_dump() for span in kept],
        "relations": [link.model_dump() for link in relations],
        "annotator": "adjudicated",
    }
    return AnnotatedDocument.model_validate(pair[0].model_dump() | update)


def _described(document: AnnotatedDocument, span: Span | None) -> dict[str, object] | None:
    if span is None:
        return None
    said = span.model_dump(exclude={"id"}, exclude_none=True)
    quote = document.quote(span)
    return said if quote is None else said | {"quote": quote}
