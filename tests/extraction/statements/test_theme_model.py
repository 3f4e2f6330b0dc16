"""Themes by the model: what is wrong or to be done, wherever else the words point."""

from __future__ import annotations

import pytest

from extraction.statements.theme_model import (
    join_sums,
    load_theme_model,
    places_to_themes,
    statement_to_features,
)
from extraction.statements.themes import GENERAL, load_themes
from models import StatementLabel


@pytest.mark.parametrize(
    ("kind", "text", "theme"),
    [
        ("problem", "主动公开意识不强,个别科室重视不够", "awareness"),
        ("problem", "没有专职人员,由办公室同志兼任", "staffing"),
        ("problem", "政策解读形式单一,图解和视频偏少", "interpretation"),
        ("problem", "部分栏目更新不及时,信息发布滞后", "timeliness"),
        ("commitment", "将把信息发布纳入年度考核,每季度通报一次", "supervision"),
        ("commitment", "拓宽公开渠道,在微信公众号开设专栏", "platform"),
        ("commitment", "举办两期业务培训,提高经办人员业务能力", "capability"),
        ("measure_taken", "针对答复文书不规范的问题,修订了依申请公开答复模板", "requests"),
    ],
)
def test_a_statement_has_the_theme_of_its_own_matter(
    kind: StatementLabel, text: str, theme: str
) -> None:
    assert places_to_themes(text, [(0, len(text), kind)]) == [theme]


def test_all_classes_are_themes() -> None:
    known = {theme for theme, _ in load_themes()} | {GENERAL}
    assert set(load_theme_model().classes) <= known


def test_white_space_and_figures_make_no_difference() -> None:
    plain = statement_to_features("开展3次培训", "commitment")
    assert plain == statement_to_features("开展 12 次\n培训", "commitment")


def test_the_kind_is_seen() -> None:
    text = "信息更新不及时"
    differ = statement_to_features(text, "problem") ^ statement_to_features(text, "commitment")
    assert {"Kproblem", "Kcommitment", "b信息", "a信息"} <= differ
    assert "x信息" not in differ


def test_a_theme_word_is_marked_with_its_place() -> None:
    found = statement_to_features("办公室同志反映,各镇公开的材料里解读太少", "problem")
    assert {"=minterpretation", "=1interpretation", "=rinterpretation"} <= found


def test_a_problem_that_names_nothing_is_general() -> None:
    text = "与群众期待相比还存在一些差距"
    assert places_to_themes(text, [(0, len(text), "problem")]) == [GENERAL]


def test_label_and_problem_are_seen() -> None:
    found = statement_to_features("每旬更新", "commitment", label="时效:", problem="信息陈旧")
    assert {"B时效", "A陈旧"} <= found


def test_a_statement_leans_on_what_it_answers_and_on_its_answers() -> None:
    assert join_sums([[10, 0], [0, 10], [4, 5]], [None, 0, 0]) == [
        [10 * 2 * 10 + 1 * 4, 1 * 15],
        [10, 100],
        [50, 50],
    ]
