from __future__ import annotations

import pytest

from extraction.readers.html_words import load_words


@pytest.mark.parametrize(
    "name",
    ["nav", "left-nav", "leftnav", "xxgk_nav", "share_box", "bdsharebuttonbox", "breadcrumb",
     "Footer", "print", "article-print", "fontSize", "search_area", "position"],
)  # fmt: skip
def test_names_of_furniture(name: str) -> None:
    assert load_words().is_chrome_name(name)


@pytest.mark.parametrize(
    "name",
    ["article", "content", "TRS_Editor", "zoom", "inside", "footnote", "MsoNormal", "composition",
     "title", "vsb_content", "blueprints"],
)  # fmt: skip
def test_names_of_articles(name: str) -> None:
    assert not load_words().is_chrome_name(name)


@pytest.mark.parametrize(
    "line",
    [
        "【字体：大 中 小】 打印 关闭",
        "来源：县水务局 时间：2024-01-20 15:34",
        "首页 > 政务公开 > 政府信息公开年报",
        "您现在的位置：首页>公开",
        "浏览次数：120",
        "主办单位：县人民政府　技术支持：某公司",
        "上一篇：没有了",
        "赣ICP备00000000号",
    ],
)
def test_lines_of_furniture(line: str) -> None:
    assert load_words().is_chrome_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "12",
        "2024年1月20日",
        "一、总体情况",
        "来源：县水务局等12家单位共30条",
        "打印店",
        "微信发布30条",
        "显著位置设置公开专栏",
        "扫一扫二维码即可查阅。",
        "",
    ],
)
def test_lines_of_reports(line: str) -> None:
    assert not load_words().is_chrome_line(line)


def test_marks_are_a_bit_each() -> None:
    words = load_words()
    assert words.text_to_marks("一、总体情况") == 1 << words.marks.index("总体情况")
    assert words.text_to_marks("政务公开") == 0
    assert len(set(words.marks)) == len(words.marks)
