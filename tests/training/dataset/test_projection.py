"""Spans on the copy that taggers read."""

from __future__ import annotations

import pytest

from models.tags import TaggedSpan
from training.dataset.examples import Example
from training.dataset.projection import count_lost, project


@pytest.mark.parametrize(
    ("text", "quote", "on_copy"),
    [
        ("全年发布信息２７１条。", "２７１条", "271条"),
        ("全年发布信息 2 7 1 条。", "2 7 1 条", "271条"),
        ("全年發佈資訊，開設門戶網站專欄。", "門戶網站", "门户网站"),
        (
            "全年通过云澜市人民政府门户网站主动公开各类政府信\n息271条，其中转载12条。",
            "政府信\n息",
            "政府信息",
        ),
    ],
)
def test_spans_stay_on_their_words(text: str, quote: str, on_copy: str) -> None:
    start = text.index(quote)
    example = Example("a", text, (TaggedSpan(start, start + len(quote), "item"),))
    found = project(example)
    assert [found.example.quote(span) for span in found.example.spans] == [on_copy]
    assert found.lost == ()


def test_what_the_copy_does_not_hold_is_lost_and_counted() -> None:
    text = "发布信息\u200b12条"
    span, kept = TaggedSpan(4, 5, "item"), TaggedSpan(5, 8, "quantity")
    found = project(Example("a", text, (span, kept)))
    assert found.lost == (span,)
    assert [found.example.quote(each) for each in found.example.spans] == ["12条"]
    assert count_lost([found]) == {"a": 1}


def test_where_nothing_is_lost_nothing_is_counted() -> None:
    assert count_lost([project(Example("a", "发布信息。", ()))]) == {}
