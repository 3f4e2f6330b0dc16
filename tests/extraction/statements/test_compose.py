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
        ("丰富意见征集形式", "interaction"),
        ("丰富政策解读形式", "interpretation"),
        ("公开的内容不够丰富", "content_quality"),
        ("加强政务信息管理,及时优化内容", "management_security"),
        ("抓好信息巡查,及时通报结果", "supervision"),
        ("确保及时公开各类信息", "timeliness"),
        ("加大专业性强的文件的公开力度", "content_quality"),
        ("人员专业能力不足", "capability"),
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


def test_without_a_shared_theme_equal_lists_are_matched_by_their_points() -> None:
    text = "一是更新不及时;二是解读单一。下一步:一是加强保密审查;二是健全协调机制。"
    problems = (("problem", "更新不及时"), ("problem", "解读单一"))
    plans = (("commitment", "加强保密审查"), ("commitment", "健全协调机制"))
    found = link_answers(spans_to_statements(text, spans(text, *problems, *plans)))
    assert [each.answers for each in found] == [None, None, 0, 1]
    fewer = link_answers(spans_to_statements(text, spans(text, *problems, plans[0])))
    assert [each.answers for each in fewer] == [None, None, None]


def test_measures_and_commitments_of_one_list_answer_together() -> None:
    text = "一是更新不及时;二是解读单一。改进:一是已加强保密审查;二是健全协调机制。"
    parts = (
        ("problem", "更新不及时"),
        ("problem", "解读单一"),
        ("measure_taken", "已加强保密审查"),
        ("commitment", "健全协调机制"),
    )
    found = link_answers(spans_to_statements(text, spans(text, *parts)))
    assert [each.answers for each in found] == [None, None, 0, 1]


def test_of_several_problems_the_first_of_the_theme_is_answered() -> None:
    text = "一是解读单一;二是解读较少。今后丰富解读形式。"
    parts = (("problem", "解读单一"), ("problem", "解读较少"), ("commitment", "今后丰富解读形式"))
    found = link_answers(spans_to_statements(text, spans(text, *parts)))
    assert [each.answers for each in found] == [None, None, 0]


def test_a_measure_may_answer_too() -> None:
    text = "一是解读单一。针对以上问题,已丰富解读形式。"
    parts = (("problem", "解读单一"), ("measure_taken", "已丰富解读形式"))
    found = link_answers(spans_to_statements(text, spans(text, *parts)))
    assert [each.answers for each in found] == [None, 0]


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("一是加强领导", "一"),
        ("(二)加强领导", "二"),
        ("3.加强领导", "3"),
        ("三、加强领导", "三"),
        ("第四,加强领导", "四"),
        ("今后加强领导", None),
    ],
)
def test_a_point_has_the_number_before_it(text: str, point: str | None) -> None:
    (found,) = spans_to_statements(text, spans(text, ("commitment", "加强领导")))
    assert found.point == point


def test_figures_outside_a_commitment_are_no_targets() -> None:
    text = "培训3期。下一步培训不少于5期。培训7期。"
    parts = (("quantity", "3期"), ("quantity", "不少于5期"), ("quantity", "7期"))
    (found,) = spans_to_statements(text, spans(text, ("commitment", "下一步培训不少于5期"), *parts))
    assert [text[each.start : each.end] for each in found.targets] == ["不少于5期"]


def test_an_unrelated_commitment_answers_nothing() -> None:
    text = "存在更新不及时的问题。今后加强保密审查。"
    found = link_answers(
        spans_to_statements(
            text,
            spans(text, ("problem", "更新不及时"), ("commitment", "加强保密审查")),
        )
    )
    assert [each.answers for each in found] == [None, None]
