"""Themes, planned figures and answers of statements."""

from __future__ import annotations

import pytest

from extraction.statements import link_answers, spans_to_statements
from extraction.statements.themes import text_to_theme
from models import ScoredSpan


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("单位政务公开工作缺乏专职人员", "staffing"),
        ("部分栏目更新不够及时", "timeliness"),
        ("解读形式比较单一", "interpretation"),
        ("公开意识还需增强", "awareness"),
        ("答复文书不够规范", "requests"),
        ("与群众的期待相比还有差距", "general"),
        ("平台互动功能有待完善", "platform"),
        ("健全协调机制", "mechanism"),
        ("公开内容不够全面", "content_quality"),
        ("加大督查考核力度", "supervision"),
    ],
)
def test_theme_is_what_is_named_first(text: str, theme: str) -> None:
    assert text_to_theme(text) == theme


def spans(text: str, *parts: tuple[str, str]) -> list[ScoredSpan]:
    found = []
    for label, part in parts:
        start = text.index(part)
        found.append(ScoredSpan(start, start + len(part), label, 0.9))  # type: ignore[arg-type]
    return found


def test_planned_figures_are_targets_and_reported_ones_are_not() -> None:
    text = "一是加大培训力度,每年不少于12期;二是巩固已关停的3个账号成果。"
    found = spans_to_statements(
        text,
        spans(
            text,
            ("commitment", "加大培训力度,每年不少于12期"),
            ("commitment", "巩固已关停的3个账号成果"),
            ("quantity", "不少于12期"),
            ("quantity", "3个"),
        ),
    )
    assert [[text[t.start : t.end] for t in each.targets] for each in found] == [
        ["不少于12期"],
        [],
    ]


def test_a_commitment_answers_the_problem_of_its_point_and_theme() -> None:
    text = "一是更新不及时;二是解读单一。下一步:一是安排专人及时更新;二是丰富解读形式。"
    found = link_answers(
        spans_to_statements(
            text,
            spans(
                text,
                ("problem", "更新不及时"),
                ("problem", "解读单一"),
                ("commitment", "安排专人及时更新"),
                ("commitment", "丰富解读形式"),
            ),
        )
    )
    assert [each.answers for each in found] == [None, None, 0, 1]


def test_an_unrelated_commitment_answers_nothing() -> None:
    text = "存在更新不及时的问题。今后加强保密审查。"
    found = link_answers(
        spans_to_statements(
            text,
            spans(text, ("problem", "更新不及时"), ("commitment", "加强保密审查")),
        )
    )
    assert [each.answers for each in found] == [None, None]
