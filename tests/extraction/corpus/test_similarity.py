"""Texts are compared by pairs of characters, objects without the stock words of such reports."""

from __future__ import annotations

import pytest

from extraction.corpus.similarity import (
    cosine,
    coverage,
    object_cosine,
    text_to_clauses,
    text_to_object,
    verbatim_share,
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("进一步加强政府信息公开工作，丰富政策解读形式", "政策解读形式"),
        ("严格执行《云岭县信息公开办法》的保密审查", "严格执行保密审查"),
    ],
)
def test_the_object_is_what_is_left_without_stock_words(text: str, wanted: str) -> None:
    assert text_to_object(text) == wanted


def test_stock_words_alone_make_nothing_alike() -> None:
    assert object_cosine("进一步加强政府信息公开工作", "不断提升政府信息公开工作水平") == 0


def test_the_same_object_in_other_words_is_alike() -> None:
    assert object_cosine("丰富政策解读形式", "丰富政策解读形式和方式") == pytest.approx(
        0.85, abs=0.01
    )
    assert object_cosine("完善意见征集形式", "丰富信息发布形式") == pytest.approx(0.2, abs=0.01)


def test_line_ends_do_not_matter() -> None:
    assert cosine("配备专\n职人员", "配备专职人员") == pytest.approx(1)


def test_coverage_asks_how_much_of_the_object_is_told() -> None:
    assert coverage("丰富政策解读形式", "全年以多种形式政策解读30篇") == pytest.approx(0.8)
    assert coverage("丰富政策解读形式", "全年发布政策解读30篇") == pytest.approx(0.6)


def test_short_objects_are_told_by_nothing() -> None:
    assert coverage("加强队伍建设", "队伍建设") == 1.0
    assert coverage("加强队伍", "队伍") == 0


def test_short_clauses_are_joined_to_the_next() -> None:
    assert text_to_clauses("抓落实，促整改，每月公布巡查的结果") == [
        "抓落实，促整改",
        "每月公布巡查的结果",
    ]


def test_the_share_of_clauses_that_recur() -> None:
    clauses = ["配备专职工作人员", "每月公布巡查结果"]
    assert verbatim_share(clauses, ["每月公布巡查结果"], 0.9) == pytest.approx(0.5)
