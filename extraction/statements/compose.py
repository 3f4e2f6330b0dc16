"""Problems, measures taken and commitments from tagged spans: theme, answers, planned figures.

Offsets are into the passage; ``pipeline`` maps them to the frozen text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extraction.statements.theme_model import places_to_themes
from extraction.statements.themes import GENERAL
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
    quantities = sorted(span for span in spans if span.label == "quantity")
    found = [
        (span, kind) for span in sorted(spans) for kind in STATEMENT_LABELS if span.label == kind
    ]
    themes = places_to_themes(text, [(span.start, span.end, kind) for span, kind in found])
    return [
        _statement(text, span, kind, theme, quantities)
        for (span, kind), theme in zip(found, themes, strict=True)
    ]


def _statement(
    text: str,
    span: ScoredSpan,
    kind: StatementLabel,
    theme: str,
    quantities: Sequence[ScoredSpan],
) -> ComposedStatement:
    before = _POINT_BEFORE.search(text[max(0, span.start - 8) : span.start])
    point = next((group for group in before.groups() if group), None) if before else None
    targets: list[ScoredSpan] = []
    if kind == "commitment":
        first, last = (
            bisect_left(quantities, at, key=lambda each: each.start)
            for at in (span.start, span.end)
        )
        targets = [each for each in quantities[first:last] if _is_planned(text, span, each)]
    return ComposedStatement(
        start=span.start,
        end=span.end,
        kind=kind,
        theme=theme,
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
    problems = _index_problems(statements)
    # measures and commitments of one list answer its problems together
    asked, answering = (
        {each.point for each in statements if (each.kind == "problem") is is_problem} - {None}
        for is_problem in (True, False)
    )
    return [
        replace(each, answers=_answered(each, problems, asked == answering)) for each in statements
    ]


@dataclass(frozen=True, slots=True)
class _Problems:
    """Indices of the report's problems: the first of each theme, of each point and theme, and all
    of each point.
    """

    by_theme: Mapping[str, int]
    by_both: Mapping[tuple[str | None, str], int]
    by_point: Mapping[str | None, Sequence[int]]


def _index_problems(statements: Sequence[ComposedStatement]) -> _Problems:
    by_theme: dict[str, int] = {}
    by_both: dict[tuple[str | None, str], int] = {}
    by_point: dict[str | None, list[int]] = {}
    for index, each in enumerate(statements):
        if each.kind == "problem":
            by_theme.setdefault(each.theme, index)
            by_both.setdefault((each.point, each.theme), index)
            by_point.setdefault(each.point, []).append(index)
    return _Problems(by_theme, by_both, by_point)


def _answered(
    statement: ComposedStatement, problems: _Problems, has_same_points: bool
) -> int | None:
    if statement.kind == "problem":
        return None
    if statement.theme != GENERAL:
        if statement.point is not None:
            both = problems.by_both.get((statement.point, statement.theme))
            if both is not None:
                return both
        if statement.theme in problems.by_theme:
            return problems.by_theme[statement.theme]
    same_point = problems.by_point.get(statement.point, ())
    if statement.point is not None and len(same_point) == 1 and has_same_points:
        return same_point[0]
    return None
