"""Titles as reports print them: who, when, what, in any order and layout."""

from __future__ import annotations

import pytest

from tests.extraction.sections.builder import read_fields, values

KIND = "政府信息公开工作年度报告"
BODY = "\n本报告按照规定编制。\n一、总体情况\n做好工作。\n"


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("云岭县财政局2023年政府信息公开工作年度报告", "云岭县财政局", "2023"),
        ("云岭县财政局2023年度政府信息公开工作年度报告", "云岭县财政局", "2023"),
        ("云岭县财政局2023年政府信息公开年度报告", "云岭县财政局", "2023"),
        ("云岭县财政局2023年政府信息公开年报", "云岭县财政局", "2023"),
        ("云岭县财政局2023年度政府信息公开工作报告", "云岭县财政局", "2023"),
        ("云岭县财政局2016年政务信息公开年度报告", "云岭县财政局", "2016"),
        ("云岭县财政局2018年政务公开工作情况报告", "云岭县财政局", "2018"),
        ("云岭县财政局信息公开2018年度报告", "云岭县财政局", "2018"),
        ("云岭县财政局政府信息公开工作年度报告（2023年）", "云岭县财政局", "2023"),
        ("云岭县财政局政府信息公开工作年度报告（2019年度）", "云岭县财政局", "2019"),
        ("云岭县财政局关于2018年政府信息公开工作情况的报告", "云岭县财政局", "2018"),
        ("关于云岭县财政局2018年政府信息公开工作情况的报告", "云岭县财政局", "2018"),
        ("2017年云岭县财政局政府信息公开工作年度报告", "云岭县财政局", "2017"),
        ("2022年云岭市政府信息公开工作年度报告", "云岭市", "2022"),
        ("云岭县人民政府办公室2023年政府信息公开工作年度报告", "云岭县人民政府办公室", "2023"),
        ("云岭高新区管委会2023年政府信息公开工作年度报告", "云岭高新区管委会", "2023"),
        ("南坪街道办事处2023年政府信息公开工作年度报告", "南坪街道办事处", "2023"),
        ("青禾镇2020年政府信息公开工作年度报告", "青禾镇", "2020"),
        ("云岭大学2022-2023学年信息公开工作年度报告", "云岭大学", "2023"),
        ("云岭大学2023—2024学年信息公开年度报告", "云岭大学", "2024"),
        ("云岭大学2022-23学年度信息公开年报", "云岭大学", "2023"),
        ("云岭大学关于2022-2023学年度信息公开工作的报告", "云岭大学", "2023"),
        ("云岭县人民医院2023年度院务公开工作报告", "云岭县人民医院", "2023"),
        (
            "国家税务总局云岭县税务局2022年政府信息公开工作年度报告",
            "国家税务总局云岭县税务局",
            "2022",
        ),
        ("云岭县供水集团有限公司2022年信息公开年度报告", "云岭县供水集团有限公司", "2022"),
        ("云岭海关2023年政府信息公开工作年度报告", "云岭海关", "2023"),
        ("云岭县统计局二〇一二年政府信息公开工作年度报告", "云岭县统计局", "2012"),
        ("云岭县统计局二○一○年度政府信息公开工作年度报告", "云岭县统计局", "2010"),
        ("云岭县统计局二零二一年政府信息公开工作年度报告", "云岭县统计局", "2021"),
        ("云岭县统计局二О一三年政府信息公开工作年度报告", "云岭县统计局", "2013"),
        ("云岭县自然资源和规划局2023年政府信息公开工作年度报告", "云岭县自然资源和规划局", "2023"),
        (
            "中共云岭县委机构编制委员会办公室2023年政府信息公开工作年度报告",
            "中共云岭县委机构编制委员会办公室",
            "2023",
        ),
        ("云岭县政务公开办公室2023年政府信息公开工作年度报告", "云岭县政务公开办公室", "2023"),
        ("镇江市云岭局2023年政府信息公开工作年度报告", "镇江市云岭局", "2023"),
        ("贵云县财政局2023年政府信息公开工作年度报告", "贵云县财政局", "2023"),
    ],
)
def test_title_names_agency_and_year(title: str, agency: str, year: str) -> None:
    assert values(title + BODY) == (title, agency, year)


@pytest.mark.parametrize(
    "printed",
    [
        "云岭县财政局\n2023年政府信息公开工作年度报告",
        "云岭县财政局\n\n2023年政府信息公开工作年度报告",
        "云岭县财政局2023年\n政府信息公开工作年度报告",
        "云岭县财政局2023年度政府\n信息公开工作年度报告".replace("度政", "政"),
        "云岭县\n财政局\n2023年政府信息公开工作年度报告",
        "云岭县财政局\n2023年\n政府信息公开工作\n年度报告",
        "  云岭县财政局 2023 年政府信息公开工作年度报告",
        "云 岭 县 财 政 局\n2023年政府信息公开工作年度报告",
        "云 岭 县 财 政 局 2 0 2 3 年 政 府 信 息 公 开 工 作 年 度 报 告",
        "# 云岭县财政局2023年政府信息公开工作年度报告",
        "**云岭县财政局2023年政府信息公开工作年度报告**",
        "| 云岭县财政局2023年政府信息公开工作年度报告 | | |",
        "云岭县财政局\r\n2023年政府信息公开工作年度报告",
        "| 云岭县财政局 |\n| | | |\n| 2023年政府信息公开工作年度报告 |",
        "# 云岭县财政局\n\n\n# 2023年政府信息公开工作年度报告",
        "\ufeff云岭县财政局\u200b2023年政府信息公开工作年度报告",
    ],
)
def test_layout_of_the_title(printed: str) -> None:
    assert values(printed + BODY) == (f"云岭县财政局2023年{KIND}", "云岭县财政局", "2023")


@pytest.mark.parametrize(
    "before",
    [
        "当前位置：首页 > 政务公开 > 政府信息公开年报\n",
        "当前位置： 首页政务公开政府信息公开政府信息公开年报 ",
        "您的位置:首页>政府信息公开>政府信息公开年报>2023年\n\n",
        "标题: ",
        "政府信息公开\n",
        "登录 注册\n\n",
        "云岭县财政局\n您现在的位置：网站首页 > 云岭县财政局 > 政府信息公开年报\n",
        "索 引 号: | yl2251670/2024-73 | 主题分类: | 其他; |\n发文机关: | 云岭县 |\n标 题: | ",
        "字号：大 中 小 打印 关闭\n",
        "发布时间：2024-01-20 来源：云岭县人民政府\n",
        "政府信息公开年报\n2022年\n2021年\n",
    ],
)
def test_page_chrome_before_the_title(before: str) -> None:
    title = f"云岭县财政局2023年{KIND}"
    fields = read_fields(before + title + BODY)
    assert values(before + title + BODY) == (title, "云岭县财政局", "2023")
    assert fields.body_start == (before + title).rindex(title)


@pytest.mark.parametrize(
    "before",
    [
        "365体育官网_",
        "开云体育平台",
        "www.example-bet.com ",
        "puroview.com",
        "乐鱼体育官网 - ",
        "皇冠体育app下载 ",
        "热门推荐：体育直播吧bx8登录入口·最新版极速注册送彩金官方平台",
        "云顶在线娱乐app下载",
    ],
)
def test_brand_of_a_hijacked_page_before_the_title(before: str) -> None:
    title = f"云岭县财政局2023年{KIND}"
    assert values(before + title + BODY) == (title, "云岭县财政局", "2023")


def test_brand_in_place_of_the_agency_is_no_agency() -> None:
    title, agency, year = values(f"开云体育2023年{KIND}{BODY}")
    assert (title, agency, year) == (f"2023年{KIND}", None, "2023")


def test_brand_behind_the_agency_is_no_part_of_its_name() -> None:
    agency = values(f"云岭县人民政府bx8登录2023年{KIND}{BODY}")[1]
    assert agency == "云岭县人民政府"


@pytest.mark.parametrize("cell", ["其他", "2024-01-30", "图解版"])
def test_cell_above_a_title_without_agency_is_no_agency(cell: str) -> None:
    text = f"| 主题分类 | {cell} |\n| 2023年{KIND} |{BODY}"
    assert values(text)[:2] == (f"2023年{KIND}", None)


def test_sports_bureau_is_no_brand() -> None:
    title = f"云岭县体育局2023年{KIND}"
    assert values(title + BODY) == (title, "云岭县体育局", "2023")


@pytest.mark.parametrize("bracket", ["（图片版）", "（试行）", "（本级）", "(文字版)"])
def test_bracket_that_belongs_to_the_title(bracket: str) -> None:
    title = f"云岭县财政局2023年{KIND}{bracket}"
    assert values(title + BODY) == (title, "云岭县财政局", "2023")


@pytest.mark.parametrize("bracket", ["（以下简称年报）", "(2024年1月20日)"])
def test_bracket_that_does_not(bracket: str) -> None:
    title = f"云岭县财政局2023年{KIND}"
    assert values(title + bracket + BODY)[0] == title


def test_second_name_in_brackets_is_an_alias() -> None:
    title = f"云岭县交易中心（云岭县政府采购中心）2023年{KIND}"
    fields = read_fields(title + BODY)
    assert values(title + BODY) == (title, "云岭县交易中心", "2023")
    assert fields.aliases == ("云岭县政府采购中心",)


@pytest.mark.parametrize("bracket", ["（本级）", "（含下属单位）", "（汇总）"])
def test_other_brackets_behind_the_name_are_no_aliases(bracket: str) -> None:
    fields = read_fields(f"云岭县财政局{bracket}2023年{KIND}{BODY}")
    assert fields.agency is not None
    assert fields.agency.value == "云岭县财政局"
    assert fields.aliases == ()


def test_title_of_a_traditional_page_is_simplified_and_without_readings() -> None:
    text = "雲嶺縣財(cái)政局２０２３年政府信息公開（kāi）工作年度報(bào)告（試行）\n內(nèi)容。"
    assert values(text) == (
        "云岭县财政局２０２３年政府信息公开工作年度报告（试行）",
        "云岭县财政局",
        "2023",
    )


def test_places_are_those_of_the_text_as_it_stands() -> None:
    text = f"首页\n云岭县 财政局\n2023年{KIND}{BODY}"
    fields = read_fields(text)
    assert fields.title is not None
    assert fields.agency is not None
    assert fields.year is not None
    assert text[fields.title.start : fields.title.end] == f"云岭县 财政局\n2023年{KIND}"
    assert text[fields.agency.start : fields.agency.end] == "云岭县 财政局"
    assert text[fields.year.start : fields.year.end] == "2023"


def test_first_of_two_titles_counts() -> None:
    text = f"云岭县财政局2023年{KIND}\n发布时间：2024-01-20\n云岭县\n2023年{KIND}{BODY}"
    assert values(text)[1] == "云岭县财政局"
    assert read_fields(text).body_start == 0


def test_title_with_the_full_name_counts_before_one_with_a_short_name() -> None:
    title = f"云岭市南坪区财政局2023年{KIND}"
    text = f"区财政局2023年{KIND}\n发布日期：2024-01-19\n{title}{BODY}"
    assert values(text) == (title, "云岭市南坪区财政局", "2023")


def test_title_broken_inside_the_agency() -> None:
    text = f"云岭县自然资源和规划\n管理局2023年{KIND}{BODY}"
    assert values(text)[1] == "云岭县自然资源和规划管理局"


def test_notice_that_forwards_the_report() -> None:
    text = (
        f"云岭县人民政府办公室关于公布\n云岭县2009年度{KIND}的通知\n各单位：\n"
        f"我办编制了《云岭县2009年度{KIND}》，现予公布。\n二〇一〇年一月十九日\n云岭县2009年度{KIND}\n正文。"
    )
    fields = read_fields(text)
    assert values(text) == (f"云岭县2009年度{KIND}", "云岭县", "2009")
    assert fields.body_start == text.rindex("云岭县2009年度")


@pytest.mark.parametrize(
    "sentence",
    [
        f"根据规定，现公布云岭县财政局2023年{KIND}。",
        f"根据规定，编制《云岭县财政局2023年{KIND}》。",
        f"现将云岭县财政局2023年{KIND}向社会公布。",
        f"特向社会公布 云岭县财政局2023年{KIND}。",
        f"根据规定，特编制云岭县财政局2023年{KIND}，并予公布。",
    ],
)
def test_title_inside_a_sentence_gives_agency_and_year_only(sentence: str) -> None:
    text = f"{sentence}本报告由概述等部分组成。\n一、总体情况\n做好工作。\n"
    assert values(text) == (None, "云岭县财政局", "2023")


@pytest.mark.parametrize(
    "after",
    ["的通知", "编制说明", "解读", "有关事项", "格式", "制度", "附表", "如下", "由六部分组成"],
)
def test_other_documents_on_reports_have_no_title(after: str) -> None:
    assert values(f"云岭县财政局2023年{KIND}{after}\n正文。")[0] is None


def test_title_without_agency() -> None:
    assert values(f"2023年{KIND}{BODY}") == (f"2023年{KIND}", None, "2023")


def test_title_without_year() -> None:
    text = f"青禾镇{KIND}\n2020年，青禾镇做好工作。\n一、总体情况\n"
    assert values(text) == (f"青禾镇{KIND}", "青禾镇", "2020")


def test_letter_has_no_title() -> None:
    text = (
        "县政府信息公开办：\n2023年，云岭县财政局认真做好政府信息公开工作。"
        "现就2023年政府信息公开情况报告如下：\n一、总体情况\n"
    )
    assert values(text) == (None, "云岭县财政局", "2023")
