from __future__ import annotations

import pytest

from extraction.errors import UnreadableReport
from extraction.readers.role import Limits
from extraction.readers.text import read_text, text_to_lines, text_to_metadata

REPORT = "岚溪县水务局2023年政府信息公开工作年度报告\n\n一、总体情况\n"
CRAWLED = (
    "标题: 岚溪县水务局2023年度政府信息公开工作年度报告\n发布时间: 2024-03-08 15:34\n文号: \n"
    "发布机构: 岚溪县水务局\n原文链接: https://www.lanxi.example/t1.htm\n作者: \n"
    "==================== 正文 ====================\n一、总体情况\n标题: 别的\n"
)


def code_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableReport) as caught:
        read_text(data, limits=limits or Limits())
    return caught.value.code


@pytest.mark.parametrize(
    "text",
    [
        "甲\r\n乙\r\n",
        "甲\r乙\n\n丙",
        "  甲\t1\u00a0\u3000\n",
        "甲\n— 1 —\n乙\n- 2 -\n",
        "甲\f乙",
        "甲 | 乙\n---|---\n",
        CRAWLED,
    ],
)
def test_text_is_the_decoded_file_unchanged(text: str) -> None:
    document = read_text(text.encode("utf-8"), limits=Limits())
    assert document.text == text
    assert (document.reader, document.media_type) == ("text", "text/plain")
    assert (document.text_rules, document.encoding) == (1, "utf-8")
    assert not document.grids
    assert not document.furniture


def test_the_mark_is_no_text() -> None:
    assert read_text(REPORT.encode("utf-8-sig"), limits=Limits()).text == REPORT


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲\n乙", ["甲", "乙"]),
        ("甲\r\n乙\r丙\n", ["甲", "乙", "丙"]),
        ("甲\n\n乙", ["甲", "", "乙"]),
        ("甲\f乙\n\f丙", ["甲", "乙", "", "丙"]),
        ("甲\u2028乙\x85丙\v丁", ["甲\u2028乙\x85丙\v丁"]),
        ("", []),
    ],
)
def test_lines_have_no_ends(text: str, lines: list[str]) -> None:
    assert [text[line.start : line.end] for line in text_to_lines(text)] == lines


def test_blocks_are_the_lines_that_are_not_blank() -> None:
    document = read_text("甲\n \u3000\n\n乙 \r\n".encode(), limits=Limits())
    assert [document.text[block.start : block.end] for block in document.blocks] == ["甲", "乙 "]
    assert {block.kind for block in document.blocks} == {"paragraph"}


def test_a_crawlers_header_is_metadata_and_stays_text() -> None:
    assert text_to_metadata(CRAWLED) == {
        "title": "岚溪县水务局2023年度政府信息公开工作年度报告",
        "published": "2024-03-08",
        "agency": "岚溪县水务局",
        "url": "https://www.lanxi.example/t1.htm",
    }


def test_front_matter_of_markdown_is_metadata() -> None:
    lines = [
        "---",
        'title: "水务局2023年报"',
        "date: 2024年1月9日",
        "url:",
        "tags: 甲",
        "---",
        "正文",
    ]
    text = "\r\n".join(lines)
    assert text_to_metadata(text) == {"title": "水务局2023年报", "published": "2024-01-09"}


@pytest.mark.parametrize(
    "text",
    [
        "标题: 甲\n发布机构: 乙\n一、总体情况\n",
        "一、总体情况\n---\n标题: 甲\n---\n",
        "---\n---\n标题: 甲",
        "发布时间: 不详\n==== 正文 ====\n",
    ],
)
def test_lines_that_are_no_header_are_no_metadata(text: str) -> None:
    assert text_to_metadata(text) == {}


@pytest.mark.parametrize(
    "data", [b" \n\t\r\n", "\u3000\u00a0".encode(), b"\xef\xbb\xbf\xef\xbb\xbf"]
)
def test_blank_files_hold_no_text(data: bytes) -> None:
    assert code_of(data) == "no_text"


def test_too_long_texts_are_refused() -> None:
    assert code_of("甲".encode() * 101, Limits(text_chars=100)) == "too_large"


def test_binary_data_are_refused() -> None:
    assert code_of(bytes(range(32)) * 9) == "binary"
