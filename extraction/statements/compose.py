"""Problems, measures taken and commitments from tagged spans: theme, answers, planned figures.

Offsets are into the passage; ``pipeline`` maps them to the frozen text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extraction.statements.themes import GENERAL, text_to_theme
from models import STATEMENT_LABELS, ScoredSpan, StatementLabel

_POINT_BEFORE = re.compile(
    r"(?:(?P<is>[一二三四五六七八九十])是|第(?P<th>[一二三四五六七八九十])[,、]?"
    r"|\((?P<br>[一二三四五六七八九十\d]{1,2})\)|(?P<no>\d{1,2})[.、)]|(?P<cn>[一二三四五六七八九十])、)\s*$"
)
# a figure in a commitment that reports what was, not what is planned (guide, decision 30)
_REPORTS_PAST = re.compile(r"(?:19|20)\d\d年|去年|上年|目前|已(?:经)?|截至|截止|全年共|累计")
_PLANS = re.compile(
    r"不少于|至少|不低于|达到|力争|确保|每(?:年|月|季度|季|半年|周)|以上|提升(?:到|至)"
)


@dataclass(frozen=True, slots=True)
class ComposedStatement:
    """A statement in passage offsets; ``point`` is its number in a list, None outside one.

    ``answers`` is the index of a problem in the report's list of statements.
    """

    start: int
    end: int
    kind: StatementLabel
    theme: str
    point: str | None
    targets: tuple[ScoredSpan, ...]
    score: float
    answers: int | None = None


def spans_to_statements(text: str, spans: Sequence[ScoredSpan]) -> list[ComposedStatement]:
    """Statements of one passage in order, each with the planned figures inside it."""
    quantities = [span for span in spans if span.label == "quantity"]
    return [
        _statement(text, span, kind, quantities)
        for span in sorted(spans)
        for kind in STATEMENT_LABELS
        if span.label == kind
    ]


def _statement(
    text: str, span: ScoredSpan, kind: StatementLabel, quantities: Sequence[ScoredSpan]
) -> ComposedStatement:
    before = _POINT_BEFORE.search(text[max(0, span.start - 8) : span.start])
    point = next((group for group in before.groups() if group), None) if before else None
    inside = [
        quantity
        for quantity in quantities
        if span.start <= quantity.start and quantity.end <= span.end
    ]
    targets = [each for each in inside if kind == "commitment" and _is_planned(text, span, each)]
    return ComposedStatement(
        start=span.start,
        end=span.end,
        kind=kind,
        theme=text_to_theme(text[span.start : span.end]),
        point=point,
        targets=tuple(targets),
        score=span.score,
    )


def _is_planned(text: str, span: ScoredSpan, quantity: ScoredSpan) -> bool:
    clause_start = max(text.rfind(mark, span.start, quantity.start) for mark in ",;。:")
    clause = text[max(span.start, clause_start + 1) : quantity.end]
    if _PLANS.search(clause):
        return True
    return not _REPORTS_PAST.search(clause)


def link_answers(statements: Sequence[ComposedStatement]) -> list[ComposedStatement]:
    """Measures and commitments tied to the problem they answer (guide, decision 29).

    The same point number in a list as long as the problems' and no other theme, or the same theme
    named by one problem only; where it is doubtful none.
    """
    problems = [index for index, each in enumerate(statements) if each.kind == "problem"]
    linked = []
    for statement in statements:
        answer = None
        if statement.kind != "problem":
            answer = _answered(statement, statements, problems)
        linked.append(replace(statement, answers=answer))
    return linked


def _answered(
    statement: ComposedStatement,
    statements: Sequence[ComposedStatement],
    problems: Sequence[int],
) -> int | None:
    same_theme = [
        index
        for index in problems
        if statements[index].theme == statement.theme and statement.theme != GENERAL
    ]
    same_point = [
        index
        for index in problems
        if statement.point is not None and statements[index].point == statement.point
    ]
    both = [index for index in same_point if index in same_theme]
    if both:
        return both[0]
    if same_theme:
        return same_theme[0]
    points = {each.point for each in statements if each.kind == statement.kind}
    problem_points = {statements[index].point for index in problems}
    if len(same_point) == 1 and points == problem_points:
        return same_point[0]
    return None
