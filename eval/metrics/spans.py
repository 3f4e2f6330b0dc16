"""Spans as a tagger gives them: by label, with equal edges and by the matching rule; quantities.

A quantity is right when it overlaps the true one and says the same value and unit.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotations.agreement import SAME_STATEMENT
from annotations.matching import intersection_over_union, match_pairs, overlap
from eval.cases import Case, CaseSide
from eval.findings import Findings, FoundSpan
from eval.layouts.cells import same_number
from eval.metrics.places import SolidText
from eval.metrics.tally import Tally
from models import SPAN_LABELS, STATEMENT_LABELS

# annotation guide, decision 24
_SAME_UNITS = ({"名", "人"}, {"宗", "起", "件"})
_TOLERANCE = 1e-9


def same_unit(one: str | None, other: str | None) -> bool:
    return one == other or any({one, other} <= group for group in _SAME_UNITS)


def same_value(one: float | None, other: float | None) -> bool:
    """As for cells, but text states its numbers with fewer places."""
    return same_number(one, other, tolerance=_TOLERANCE)


def score_spans(gold: Findings, found: Findings, solid: SolidText, tally: Tally) -> None:
    if gold.spans is None or found.spans is None:
        return
    for label in (*SPAN_LABELS, *STATEMENT_LABELS):
        mine = [span for span in gold.spans if span.label == label]
        theirs = [span for span in found.spans if span.label == label]
        pairs = match_pairs(mine, theirs, lambda one, two: _weight(one, two, solid))
        exact = sum(_places(mine[i]) == _places(theirs[j]) for i, j in pairs)
        counts = {"predicted": len(theirs), "gold": len(mine)}
        tally.add(f"span.{label}", right=len(pairs), **counts)
        tally.add(f"span.{label}.exact", right=exact, **counts)
        tally.add("span.exact", right=exact, **counts)
    _score_quantities(gold.document, gold.spans, found.spans, tally)


def _places(span: FoundSpan) -> tuple[int, int]:
    return span.start, span.end


def _weight(one: FoundSpan, other: FoundSpan, solid: SolidText) -> float:
    places = _places(one), _places(other)
    if one.label in STATEMENT_LABELS:
        shared = intersection_over_union(*places)
        return shared if shared >= SAME_STATEMENT else 0.0
    if one.label in ("quantity", "negation"):
        return intersection_over_union(*places)
    if not solid.same(*places):
        return 0.0
    return 1 + intersection_over_union(*places)


def _score_quantities(
    document: str, gold: Sequence[FoundSpan], found: Sequence[FoundSpan], tally: Tally
) -> None:
    mine = [span for span in gold if span.label == "quantity"]
    theirs = [span for span in found if span.label == "quantity"]
    pairs = match_pairs(mine, theirs, _quantity_weight)
    right = exact = 0
    for i, j in pairs:
        same = _says_same(mine[i], theirs[j])
        right += same
        exact += same and _places(mine[i]) == _places(theirs[j])
        if not same:
            classes = [
                name
                for name, holds in (
                    ("value", same_value(mine[i].value, theirs[j].value)),
                    ("unit", same_unit(mine[i].unit_norm, theirs[j].unit_norm)),
                )
                if not holds
            ]
            tally.cases.append(_case(document, classes, mine[i], mine[i], theirs[j]))
    left, right_side = {i for i, _ in pairs}, {j for _, j in pairs}
    tally.cases += [
        _case(document, ["missed"], span, span, None)
        for i, span in enumerate(mine)
        if i not in left
    ]
    tally.cases += [
        _case(document, ["spurious"], span, None, span)
        for j, span in enumerate(theirs)
        if j not in right_side
    ]
    counts = {"predicted": len(theirs), "gold": len(mine)}
    tally.add("quantity", right=right, **counts)
    tally.add("quantity.exact", right=exact, **counts)


def _quantity_weight(one: FoundSpan, other: FoundSpan) -> float:
    if not overlap(_places(one), _places(other)):
        return 0.0
    return intersection_over_union(_places(one), _places(other)) + _says_same(one, other)


def _says_same(one: FoundSpan, other: FoundSpan) -> bool:
    return same_value(one.value, other.value) and same_unit(one.unit_norm, other.unit_norm)


def _case(
    document: str,
    classes: list[str],
    at: FoundSpan,
    gold: FoundSpan | None,
    found: FoundSpan | None,
) -> Case:
    mark = "+" if gold is None else ""
    return Case.model_validate(
        {
            "document": document,
            "label": "quantity",
            "key": f"quantity{mark}:{at.start}-{at.end}",
            "classes": tuple(classes),
            "costs": ("quantity",),
            "gold": _side(gold),
            "found": _side(found),
        }
    )


def _side(span: FoundSpan | None) -> CaseSide | None:
    if span is None:
        return None
    says = {"value": str(span.value), "unit": span.unit_norm or "–"}
    return CaseSide(start=span.start, end=span.end, says=says)
