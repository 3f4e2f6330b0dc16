"""How far two annotators agree on the same texts, label by label.

Span F1 counts a span of both with equal edges (exact), or by the rule of the harness (matched):
overlap for quantities and negations, half of the longer span for items, channels and periods,
intersection over union of at least 0.6 for statements. Kappa is Cohen's, over characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sklearn.metrics import cohen_kappa_score

from annotations.matching import covers_half, intersection_over_union, match_pairs, overlap
from annotations.schema import AnnotatedDocument, Span
from models import SPAN_LABELS, STATEMENT_LABELS, SpanLabel, StatementLabel

LABELS: tuple[SpanLabel | StatementLabel, ...] = (*SPAN_LABELS, *STATEMENT_LABELS)
SAME_STATEMENT = 0.6
_ATTRIBUTES = ("value", "value_max", "unit_norm", "approx", "indicator", "theme")


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """Counts of one label over all documents; ``kappa`` None where neither used the label."""

    label: str
    first: int
    second: int
    exact: int
    matched: int
    kappa: float | None

    @property
    def exact_f1(self) -> float | None:
        return _f1(self.exact, self.first, self.second)

    @property
    def matched_f1(self) -> float | None:
        return _f1(self.matched, self.first, self.second)


@dataclass(frozen=True, slots=True)
class AttributeAgreement:
    """Of the matched spans of which at least one states the attribute, those that agree."""

    name: str
    both: int
    agree: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A span that only one has, or that they see differently."""

    document: str
    label: str
    first: Span | None
    second: Span | None
    why: str


@dataclass(frozen=True, slots=True)
class Agreement:
    documents: int
    labels: tuple[LabelAgreement, ...]
    attributes: tuple[AttributeAgreement, ...]
    disagreements: tuple[Disagreement, ...]


Pair = tuple[AnnotatedDocument, AnnotatedDocument]


def pair_documents(
    first: Sequence[AnnotatedDocument], second: Sequence[AnnotatedDocument]
) -> list[Pair]:
    """The documents that both annotated, by id.

    Raises:
        ValueError: where the two annotated different texts under one id, or share none.
    """
    others = {document.id: document for document in second}
    pairs = [(one, others[one.id]) for one in first if one.id in others]
    for one, other in pairs:
        if one.text_sha256 != other.text_sha256:
            raise ValueError(f"{one.id}: the two annotated different texts")
    if not pairs:
        raise ValueError("the two stores share no document")
    return pairs


def measure_agreement(pairs: Sequence[Pair]) -> Agreement:
    disagreements: list[Disagreement] = []
    labels = tuple(_label_agreement(label, pairs, disagreements) for label in LABELS)
    attributes = tuple(_attribute_agreement(name, pairs) for name in _ATTRIBUTES)
    return Agreement(len(pairs), labels, attributes, tuple(disagreements))


def spans_agree(one: Span, other: Span) -> float:
    """The weight of a pair under the rule of its label; 0 where the two are not the same."""
    if one.label != other.label:
        return 0.0
    places = (one.start, one.end), (other.start, other.end)
    shared = intersection_over_union(*places)
    if one.label in STATEMENT_LABELS:
        same = shared >= SAME_STATEMENT
    elif one.label in ("quantity", "negation"):
        same = overlap(*places) > 0
    else:
        same = covers_half(*places)
    return shared if same else 0.0


def _label_agreement(
    label: SpanLabel | StatementLabel, pairs: Sequence[Pair], disagreements: list[Disagreement]
) -> LabelAgreement:
    first = second = exact = matched = 0
    marked: tuple[list[int], list[int]] = ([], [])
    for one, other in pairs:
        mine = [span for span in one.spans if span.label == label]
        theirs = [span for span in other.spans if span.label == label]
        found = match_pairs(mine, theirs, spans_agree)
        first, second, matched = first + len(mine), second + len(theirs), matched + len(found)
        for i, j in found:
            same = (mine[i].start, mine[i].end) == (theirs[j].start, theirs[j].end)
            exact += same
            if not same:
                disagreements.append(Disagreement(one.id, label, mine[i], theirs[j], "edges"))
        left, right = {i for i, _ in found}, {j for _, j in found}
        disagreements += [
            Disagreement(one.id, label, span, None, "only the first")
            for i, span in enumerate(mine)
            if i not in left
        ]
        disagreements += [
            Disagreement(one.id, label, None, span, "only the second")
            for j, span in enumerate(theirs)
            if j not in right
        ]
        length = max((span.end for span in (*one.spans, *other.spans)), default=0)
        length = len(one.text) if one.text is not None else length
        marked[0].extend(_characters(mine, length))
        marked[1].extend(_characters(theirs, length))
    kappa = cohen_kappa_score(*marked) if first or second else None
    return LabelAgreement(label, first, second, exact, matched, kappa)


def _attribute_agreement(name: str, pairs: Sequence[Pair]) -> AttributeAgreement:
    both = agree = 0
    for one, other in pairs:
        for i, j in match_pairs(one.spans, other.spans, spans_agree):
            mine, theirs = getattr(one.spans[i], name), getattr(other.spans[j], name)
            if mine is not None or theirs is not None:
                both += 1
                agree += mine == theirs
    return AttributeAgreement(name, both, agree)


def _characters(spans: Sequence[Span], length: int) -> list[int]:
    marks = [0] * length
    for span in spans:
        for at in range(span.start, min(span.end, length)):
            marks[at] = 1
    return marks


def _f1(right: int, first: int, second: int) -> float | None:
    return 2 * right / (first + second) if first + second else None
