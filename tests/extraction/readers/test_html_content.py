from __future__ import annotations

import pytest

from extraction.readers.html_content import is_title
from tests.extraction.readers.html_builder import (
    OVERVIEW,
    PREAMBLE,
    PROBLEMS,
    REPORT,
    REPORT_LINES,
    REQUESTS,
    TITLE,
    prose,
    read_page,
    rows,
)

NAV = (
    '<div class="nav"><ul>'
    + "".join(
        f'<li><a href="/{n}/">{n}</a></li>' for n in ("首页", "政务公开", "办事服务", "依申请公开")
    )
    + "</ul></div>"
)
FOOTER = "<div class='bottom'>主办单位：岚溪县人民政府 网站标识码：3600000000 版权所有</div>"


def lines_of(body: str) -> list[str]:
    return prose(read_page(body))


def test_report_in_one_container_leaves_navigation_and_footer_out() -> None:
    body = f'{NAV}<div class="w"><div id="zoom">{REPORT}</div></div>{FOOTER}'
    document = read_page(body)
    assert prose(document) == list(REPORT_LINES)
    assert [entry.text for entry in document.furniture] == [
        "首页 政务公开 办事服务 依申请公开",
        "主办单位：岚溪县人民政府 网站标识码：3600000000 版权所有",
    ]


def test_the_best_container_is_taken_not_the_first() -> None:
    news = "<div class='article'><p>岚溪县召开防汛工作会议。会议要求，各地各部门压实责任，"
    news += "加强值班值守，做好群众转移安置，确保安全度汛。</p></div>"
    body = f"{NAV}{news * 3}<div class='b'>{REPORT}</div>{news}{FOOTER}"
    assert lines_of(body) == list(REPORT_LINES)


def test_title_text_and_tables_in_three_containers_come_out_whole() -> None:
    body = (
        f"{NAV}<div class='t'>{TITLE}</div><div class='x'><p>{PREAMBLE}</p><p>一、总体情况</p>"
        f"<p>{OVERVIEW}</p></div><div class='y'>{REQUESTS}</div>"
        f"<div class='z'><p>五、存在的主要问题及改进情况</p><p>{PROBLEMS}</p></div>{FOOTER}"
    )
    document = read_page(body)
    assert prose(document) == [
        TITLE,
        PREAMBLE,
        "一、总体情况",
        OVERVIEW,
        "五、存在的主要问题及改进情况",
        PROBLEMS,
    ]
    assert rows(document)[-1] == [
        "一、本年新收政府信息公开申请数量",
        *"3 1 0 0 0 2 6".split(),
    ]


def test_a_short_answer_in_a_container_of_its_own_is_kept() -> None:
    main = REPORT.removesuffix("<p>无。</p>")
    body = f"{NAV}<div>{main}</div><div><p>本年度未收取。</p></div>{FOOTER}"
    assert lines_of(body)[-1] == "本年度未收取。"


def test_text_between_containers_is_kept() -> None:
    body = f"<div id='m'>{PREAMBLE}<div>{REPORT}</div></div>{FOOTER}"
    assert lines_of(body) == [PREAMBLE, *REPORT_LINES]


def test_report_in_one_table_cell_is_unwrapped() -> None:
    menu = "<td width='180'><a href='a.html'>机构概况</a><br><a href='b.html'>政务动态</a></td>"
    body = (
        "<table width='960'><tr><td colspan='2'><img src='banner.jpg'></td></tr>"
        f"<tr>{menu}<td><table><tr><td align='center'><font size='5'>{TITLE}</font></td></tr>"
        f"<tr><td>{REPORT}</td></tr></table></td></tr></table>"
    )
    document = read_page(body)
    assert prose(document) == [TITLE, *REPORT_LINES]
    assert len(document.grids) == 1


def test_report_in_the_cells_of_one_table_is_whole() -> None:
    body = (
        f"{NAV}<table><tr><td>{TITLE}</td></tr><tr><td><p>{PREAMBLE}</p><p>一、总体情况</p>"
        f"<p>{OVERVIEW}</p></td></tr><tr><td>{REQUESTS}</td></tr>"
        f"<tr><td>五、存在的主要问题及改进情况<br>{PROBLEMS}</td></tr></table>{FOOTER}"
    )
    document = read_page(body)
    assert prose(document)[0] == TITLE
    assert prose(document)[-1] == PROBLEMS
    assert rows(document)[0][1] == "申请人情况"


def test_short_paragraphs_are_not_entered() -> None:
    body = f"<div><p>一、总体情况</p><p>{OVERVIEW}</p><p>无。</p></div>"
    assert lines_of(body) == ["一、总体情况", OVERVIEW, "无。"]


def test_rows_of_a_table_that_is_all_there_is_are_not_entered() -> None:
    body = (
        "<table><tr><td>本年新收政府信息公开申请数量</td><td>4</td></tr>"
        "<tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>3</td></tr></table>"
    )
    assert rows(read_page(body)) == [
        ["本年新收政府信息公开申请数量", "4"],
        ["甲", "1"],
        ["乙", "3"],
    ]


def test_a_menu_without_links_is_left_out() -> None:
    menu = "<div class='m'><ul><li>政策文件</li><li>工作年报</li><li>监督保障</li></ul></div>"
    assert lines_of(f"{menu}<div>{REPORT}</div>") == list(REPORT_LINES)


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1>{TITLE}</h1>",
        f"<div class='title'><span>{TITLE}</span></div>",
        f"<table><tr><td>{TITLE}</td></tr></table>",
    ],
)
def test_title_outside_of_the_container_is_the_first_line(heading: str) -> None:
    body = f"{NAV}<div class='a'>{heading}<p>来源：县水务局</p></div><div>{REPORT}</div>"
    document = read_page(body)
    assert prose(document) == [TITLE, *REPORT_LINES]
    assert document.blocks[0].kind == "heading"


def test_the_nearest_of_several_titles_is_taken() -> None:
    other = TITLE.replace("2023", "2022")
    body = f"<div>{other}</div><div><h1>{TITLE}</h1></div><div>{REPORT}</div>"
    assert lines_of(body)[0] == TITLE


def test_title_broken_in_two_lines_inside_is_not_doubled() -> None:
    body = (
        f"<div class='head'><h1>{TITLE}</h1></div><div><p>岚溪县水务局</p>"
        f"<p>2023年政府信息公开工作年度报告</p>{REPORT}</div>"
    )
    assert lines_of(body)[:3] == ["岚溪县水务局", "2023年政府信息公开工作年度报告", PREAMBLE]


def test_linked_titles_of_other_years_are_no_title() -> None:
    others = "".join(
        f"<li><a href='x'>{TITLE.replace('2023', str(y))}</a></li>" for y in (2020, 2021)
    )
    assert lines_of(f"<ul>{others}</ul><div>{REPORT}</div>") == list(REPORT_LINES)


def test_title_named_by_the_page_is_found_without_the_usual_words() -> None:
    head = '<meta name="ArticleTitle" content="水务局年度公开总结">'
    document = read_page(f"<h2>水务局年度公开总结</h2><div>{REPORT}</div>", head=head)
    assert prose(document)[0] == "水务局年度公开总结"


def test_catalogue_of_the_article_is_left_out() -> None:
    catalogue = (
        "<table><tr><th>索引号：</th><td>000/2024-1</td></tr><tr><th>发布机构：</th>"
        f"<td>县水务局</td></tr><tr><th>名称：</th><td>{TITLE}</td></tr></table>"
    )
    body = f"<div>{catalogue}<p>{TITLE}</p>{REPORT}</div>"
    document = read_page(body)
    assert prose(document) == [TITLE, *REPORT_LINES]
    assert document.furniture[0].text.startswith("索引号： 000/2024-1")


@pytest.mark.parametrize(
    "chrome",
    [
        "<div class='share_box'>分享到：微信 微博</div>",
        "<div id='breadcrumb'><a href='/'>首页</a> &gt; 年报</div>",
        "<p>字体：【大 中 小】 打印本页 关闭窗口</p>",
        "<p>来源：县水务局　发布时间：2024-01-20 09:30　浏览次数：12次</p>",
        "<div>当前位置：首页 &gt; 政务公开 &gt; 年报</div>",
        "<div>上一篇：关于防汛工作的通知</div>",
        "<nav>政务公开 办事服务</nav>",
        "<footer>联系我们 网站地图</footer>",
        "<ul>" + "<li><a href='x'>防汛工作简报</a></li>" * 5 + "</ul>",
        "扫一扫在手机打开当前页<br>",
    ],
)
def test_page_furniture_inside_the_container_is_left_out_and_listed(chrome: str) -> None:
    document = read_page(f"<div>{chrome}{REPORT}</div>")
    assert prose(document) == list(REPORT_LINES)
    assert len(document.furniture) == 1


@pytest.mark.parametrize(
    "kept",
    [
        "打印机、微信等渠道发布信息30条。",
        "（三）微信公众号发布情况",
        "来源于县水务局的信息共12条。",
        "1",
        "2024年1月20日",
        "上一篇报告所列问题已整改。",
    ],
)
def test_lines_that_only_begin_like_furniture_are_kept(kept: str) -> None:
    assert lines_of(f"<div>{REPORT}<p>{kept}</p></div>")[-1] == kept


def test_prose_in_a_container_named_like_furniture_is_kept() -> None:
    body = f"<div class='print_content'><div class='menu'><p>{OVERVIEW}</p></div>{REPORT}</div>"
    long = OVERVIEW * 4
    assert lines_of(body.replace(OVERVIEW, long, 1))[0] == long


def test_furniture_is_cut_at_200_characters() -> None:
    document = read_page(f"<div class='footer'>版权所有{'甲乙' * 150}</div><div>{REPORT}</div>")
    (entry,) = document.furniture
    assert len(entry.text) == 200


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TITLE, True),
        ("2023年度政府信息公开年报", True),
        ("二〇二三年政府信息公开工作年度报告", True),
        ("政府信息公开年报", False),
        ("政府信息公开指南", False),
        (f"{TITLE}已于2024年1月发布。", False),
        ("关于印发〈政府信息公开工作年度报告格式〉的通知", False),
        ("嵐溪縣2023年政府信息公開工作年度報告", True),
    ],
)
def test_titles_say_report_and_year(text: str, expected: bool) -> None:
    assert is_title(text, None) is expected


def test_containers_with_the_same_marks_are_all_kept() -> None:
    body = f"{NAV}<div><p>一、总体情况</p><p>甲</p></div><div><p>一、总体情况</p><p>乙</p></div>"
    assert lines_of(body) == ["一、总体情况", "甲", "一、总体情况", "乙"]


def test_an_unlinked_table_of_contents_in_a_menu_is_left_out() -> None:
    menu = "<div class='sidemenu'><p>总体情况</p><p>需要报告的事项</p></div>"
    assert lines_of(f"{menu}<div>{REPORT}</div>") == list(REPORT_LINES)
