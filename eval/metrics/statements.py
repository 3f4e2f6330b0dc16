"""Problems, measures and commitments: found with their kind, themed, tied to what they answer."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.agreement import SAME_STATEMENT
from annotations.matching import intersection_over_union, match_pairs, overlap
from eval.cases import Case, CaseSide
from eval.findings import Findings, FoundStatement
from eval.metrics.tally import Tally
from models import STATEMENT_LABELS

Pairs = Sequence[tuple[int, int]]


def score_statements(gold: Findings, found: Findings, tally: Tally) -> None:
    if gold.statements is None or found.statements is None:
        return
    mine, theirs = gold.statements, found.statements
    pairs = match_pairs(mine, theirs, _weight)
    exact = [(i, j) for i, j in pairs if _place(mine[i]) == _place(theirs[j])]
    counts = {"predicted": len(theirs), "gold": len(mine)}
    tally.add("statement", right=len(pairs), **counts)
    tally.add("statement.exact", right=len(exact), **counts)
    for kind in STATEMENT_LABELS:
        tally.add(
            f"statement.{kind}",
            right=sum(mine[i].kind == kind for i, _ in pairs),
            predicted=sum(each.kind == kind for each in theirs),
            gold=sum(each.kind == kind for each in mine),
        )
    for i, j in pairs:
        tally.answer("theme", right=mine[i].theme == theirs[j].theme)
    _score_answers(mine, theirs, pairs, tally)
    _score_targets(mine, theirs, pairs, tally)
    hits = {j for _, j in pairs}
    tally.trust("statement", ((each.confidence, j in hits) for j, each in enumerate(theirs)))
    _add_cases(gold.document, mine, theirs, pairs, tally)


def _weight(one: FoundStatement, other: FoundStatement) -> float:
    shared = intersection_over_union(_place(one), _place(other))
    return shared if one.kind == other.kind and shared >= SAME_STATEMENT else 0.0


def _place(each: FoundStatement) -> tuple[int, int]:
    return each.start, each.end


def _score_answers(
    mine: Sequence[FoundStatement], theirs: Sequence[FoundStatement], pairs: Pairs, tally: Tally
) -> None:
    twin = dict(pairs)
    tally.add(
        "answers",
        right=sum(
            _same_answer(mine[i], theirs[j], twin) and mine[i].answers is not None for i, j in pairs
        ),
        predicted=sum(each.answers is not None for each in theirs),
        gold=sum(each.answers is not None for each in mine),
    )


def _same_answer(one: FoundStatement, other: FoundStatement, twin: dict[int, int]) -> bool:
    if one.answers is None or other.answers is None:
        return one.answers is other.answers
    return twin.get(one.answers) == other.answers


def _score_targets(
    mine: Sequence[FoundStatement], theirs: Sequence[FoundStatement], pairs: Pairs, tally: Tally
) -> None:
    """Planned figures: right where they overlap inside statements that were matched."""
    right = sum(
        len(match_pairs(mine[i].targets, theirs[j].targets, lambda a, b: float(overlap(a, b))))
        for i, j in pairs
    )
    tally.add(
        "target",
        right=right,
        predicted=sum(len(each.targets) for each in theirs),
        gold=sum(len(each.targets) for each in mine),
    )


def _add_cases(
    document: str,
    mine: Sequence[FoundStatement],
    theirs: Sequence[FoundStatement],
    pairs: Pairs,
    tally: Tally,
) -> None:
    twin = dict(pairs)
    for i, j in pairs:
        classes = [
            name
            for name, holds in (
                ("edges", _place(mine[i]) == _place(theirs[j])),
                ("theme", mine[i].theme == theirs[j].theme),
                ("answers", _same_answer(mine[i], theirs[j], twin)),
            )
            if not holds
        ]
        costs = [name if name != "edges" else "statement.exact" for name in classes]
        if classes:
            tally.cases.append(
                _case(document, mine[i], classes, costs, gold=mine[i], found=theirs[j])
            )
    # what lies over an unmatched one of another kind or with other edges is shown beside it
    free = [j for j in range(len(theirs)) if j not in set(twin.values())]
    lost = [i for i in range(len(mine)) if i not in twin]
    near = match_pairs(
        lost, free, lambda i, j: intersection_over_union(_place(mine[i]), _place(theirs[j]))
    )
    for a, b in near:
        one, other = mine[lost[a]], theirs[free[b]]
        classes = ["kind"] if one.kind != other.kind else ["edges"]
        tally.cases.append(_case(document, one, classes, ["statement"], gold=one, found=other))
    tally.cases += [
        _case(document, mine[lost[a]], ["missed"], ["statement"], gold=mine[lost[a]])
        for a in sorted(set(range(len(lost))) - {a for a, _ in near})
    ]
    tally.cases += [
        _case(document, theirs[free[b]], ["spurious"], ["statement"], found=theirs[free[b]])
        for b in sorted(set(range(len(free))) - {b for _, b in near})
    ]


def _case(
    document: str,
    at: FoundStatement,
    classes: Sequence[str],
    costs: Sequence[str],
    *,
    gold: FoundStatement | None = None,
    found: FoundStatement | None = None,
) -> Case:
    mark = "+" if gold is None else ""
    return Case.model_validate(
        {
            "document": document,
            "label": "statement",
            "key": f"statement{mark}:{at.start}-{at.end}",
            "classes": tuple(classes),
            "costs": tuple(costs),
            "gold": _side(gold),
            "found": _side(found),
        }
    )


def _side(each: FoundStatement | None) -> CaseSide | None:
    if each is None:
        return None
    says = {"kind": each.kind, "theme": each.theme or "–"}
    return CaseSide(start=each.start, end=each.end, says=says)
