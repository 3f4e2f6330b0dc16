"""Numbers and marks that may open a heading."""

from __future__ import annotations

import pytest

from extraction.sections.enumerators import numeral_to_int, text_to_enumerators


def marks(text: str) -> list[tuple[str, int | None, bool]]:
    """(style, number, at a line's start) of each mark."""
    return [(mark.style, mark.number, mark.at_line_start) for mark in text_to_enumerators(text, 0)]


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("九十九", 99),
        ("7", 7),
        ("12", 12),
    ],
)
def test_numerals_of_enumerators(numeral: str, number: int) -> None:
    assert numeral_to_int(numeral) == number


@pytest.mark.parametrize("numeral", ["一二", "十十", "一十二三", "百"])
def test_what_numbers_nothing(numeral: str) -> None:
    assert numeral_to_int(numeral) is None


@pytest.mark.parametrize(
    ("line", "style", "number"),
    [
        ("一、总体情况", "chinese", 1),
        ("十二、附表", "chinese", 12),
        ("二 总体情况", "chinese", 2),
        ("三、2024年工作打算", "chinese", 3),
        ("1.总体情况", "arabic", 1),
        ("(四)监督保障", "bracketed", 4),
        ("(3)监督保障", "bracketed", 3),
        ("第二部分 主动公开", "part", 2),
        ("第三章 主动公开", "part", 3),
        ("总体情况", "none", None),
        ("、总体情况", "none", None),
    ],
)
def test_line_openings(line: str, style: str, number: int | None) -> None:
    assert marks(line) == [(style, number, True)]


@pytest.mark.parametrize("line", ["1.5万条", "2023年", "- 3 -", "(以下简称条例)", "| 0 | 0 |", ""])
def test_lines_that_open_nothing(line: str) -> None:
    assert marks(line) == []


def test_mark_inside_a_line() -> None:
    text = "做好工作。二、主动公开政府信息情况"
    assert marks(text) == [("none", None, True), ("chinese", 2, False)]


@pytest.mark.parametrize(
    "text",
    [
        "第一、主动公开情况",
        "《一、主动公开情况》",
        "(一、主动公开情况)",
        "三四、主动公开情况",
        "x一、做好全年的各项工作",
    ],
)
def test_no_mark_inside_a_line(text: str) -> None:
    assert [mark for mark in marks(text) if not mark[2]] == []


def test_places_of_mark_and_text() -> None:
    text = "## **一、 总体情况**"
    (mark,) = text_to_enumerators(text, 0)
    assert text[mark.start :] == "一、 总体情况**"
    assert text[mark.end :] == "总体情况**"
