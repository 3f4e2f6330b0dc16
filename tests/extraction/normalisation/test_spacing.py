"""Blanks, broken lines and page ends that carry no meaning (N01-N05, N36)."""

from __future__ import annotations

import pytest

from extraction.normalisation.offsets import identity_copy
from extraction.normalisation.spacing import drop_blanks, is_page_number, join_digits, join_lines

# A line of a printed page: 26 characters, unfinished.
FULL = "云岭县财政局全年通过门户网站和政务新媒体主动公开各类"


def without_blanks(text: str) -> str:
    return drop_blanks(identity_copy(text)).text


def joined(text: str) -> str:
    return join_lines(identity_copy(text)).text


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("2023 年 12 月 31 日", "2023年12月31日"),
        ("共 12 条", "共12条"),
        ("主 动 公 开", "主动公开"),
        ("五 、 存在的问题", "五、存在的问题"),
        ("发布 LED 屏", "发布LED屏"),
        ("( 一 )主动", "(一)主动"),
        ("率为 100 %。", "率为100%。"),
        ("甲\t乙", "甲乙"),
    ],
)
def test_blanks_beside_han_and_punctuation_vanish(printed: str, read: str) -> None:
    assert without_blanks(printed) == read


@pytest.mark.parametrize("text", ["open data", "12 345", "and 3 days", "甲\n乙"])
def test_blanks_between_latin_words_and_line_ends_stay(text: str) -> None:
    assert without_blanks(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "- 4 -",
        "-2-",
        "-- 1 --",
        "- 1 **-**",
        "*-* 12 -",
        "第3页",
        "第 3 页 共 10 页",
        "  - 128 -  ",
    ],
)
def test_number_between_dashes_is_a_page_number(line: str) -> None:
    assert is_page_number(line)


@pytest.mark.parametrize(
    "line", ["4", "- 4", "4 -", "-1234-", "1-2", "- 一 -", "第3页的内容是本机关的", ""]
)
def test_bare_number_may_be_a_cell(line: str) -> None:
    assert not is_page_number(line)


def test_broken_line_is_joined() -> None:
    assert joined(f"{FULL}\n政府信息120条。") == f"{FULL}政府信息120条。"


def test_line_broken_inside_a_number_is_joined() -> None:
    assert joined(f"{FULL}信息1\n20条。") == f"{FULL}信息120条。"


def test_blank_line_between_pages_is_joined() -> None:
    assert joined(f"{FULL}\n\n政府信息120条。") == f"{FULL}政府信息120条。"


def test_page_number_between_two_lines_of_a_sentence_vanishes() -> None:
    assert joined(f"{FULL}\n\n- 3 -\n\f政府信息120条。") == f"{FULL}政府信息120条。"


def test_blank_of_a_page_start_goes_with_the_break() -> None:
    assert joined(f"{FULL}\n  政府信息120条。") == f"{FULL}政府信息120条。"


@pytest.mark.parametrize(
    "following",
    [
        "一、总体情况",
        "(二)依申请公开",
        "3.加强培训",
        "3、加强培训",
        "- 加强培训",
        "附件:统计表",
        "第二章 机构",
    ],
)
def test_line_that_opens_a_point_stays_apart(following: str) -> None:
    assert joined(f"{FULL}\n{following}") == f"{FULL}\n{following}"


@pytest.mark.parametrize("end", ["。", "；", ";", "：", "！", "？", "。”", "。)"])
def test_finished_line_stays_apart(end: str) -> None:
    text = f"{FULL}{end}\n另有其他渠道若干"
    folded = text.replace("”", '"')
    assert joined(folded) == folded


def test_short_line_stays_apart() -> None:
    assert joined("云岭县财政局\n2024年1月20日") == "云岭县财政局\n2024年1月20日"


@pytest.mark.parametrize("row", [f"{FULL}\t0\t0", f"{FULL} | 0 | 0"])
def test_table_rows_stay_apart(row: str) -> None:
    assert joined(f"{row}\n{row}") == f"{row}\n{row}"


def test_decimal_at_a_line_start_is_no_point() -> None:
    assert joined(f"{FULL}信息\n1.5万条") == f"{FULL}信息1.5万条"


def test_places_lead_across_the_break() -> None:
    text = f"{FULL}\n\n- 3 -\n\n政府信息"
    copy = join_lines(identity_copy(text))
    span = copy.to_source(len(FULL) - 2, len(FULL) + 2)
    assert (span.start, span.end) == (len(FULL) - 2, text.index("政府信息") + 2)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("信息1 735条", "信息1735条"),
        ("点击12 345 678次", "点击12345678次"),
        ("公开2 0条", "公开20条"),
        ("共1 0 6 3条", "共1063条"),
        ("投入3 120.5万元", "投入3120.5万元"),
        ("2023 12", "2023 12"),
        ("电话0000 332 0001", "电话0000 332 0001"),
        ("12 34 56", "12 34 56"),
        ("1,204 300", "1,204 300"),
    ],
)
def test_blanks_inside_a_number_vanish(printed: str, read: str) -> None:
    assert join_digits(identity_copy(printed)).text == read
