"""The order in which evidence counts, years without a title, where the report begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extraction.sections.builder import read_fields, values

KIND = "政府信息公开工作年度报告"
TITLE = f"云岭县财政局2023年{KIND}"
HEADED = "\n一、总体情况\n做好工作。\n"


# ---- the order of evidence for the agency


def test_publisher_counts_behind_sentences_and_signature() -> None:
    publisher = {"agency": "云岭县政务服务局"}
    text = f"2023年{KIND}\n我局编制本报告。{HEADED}"
    assert values(text, publisher)[1] == "云岭县政务服务局"
    assert values(f"{text}云岭县财政局\n2024年1月20日\n", publisher)[1] == "云岭县财政局"
    assert values(text.replace("我局", "云岭县水务局认真"), publisher)[1] == "云岭县水务局"


def test_label_on_the_page_counts_last() -> None:
    text = f"发布机构：云岭县财政局\n2023年{KIND}\n我局编制本报告。{HEADED}"
    fields = read_fields(text)
    assert fields.agency is not None
    assert (fields.agency.value, fields.agency.confidence) == ("云岭县财政局", 0.4)


def test_short_name_in_the_title_is_completed_from_the_text() -> None:
    text = f"县财政局2023年{KIND}\n2023年，云岭县财政局认真做好工作。{HEADED}"
    assert values(text) == (f"县财政局2023年{KIND}", "云岭县财政局", "2023")


def test_short_name_alone_is_kept_with_less_confidence() -> None:
    fields = read_fields(f"县财政局2023年{KIND}\n2023年，云岭县水务局认真做好工作。{HEADED}")
    assert fields.agency is not None
    assert (fields.agency.value, fields.agency.confidence) == ("县财政局", 0.6)


# ---- metadata and file names


def test_title_in_the_metadata_alone() -> None:
    fields = read_fields(f"本报告按照规定编制。{HEADED}", {"title": TITLE})
    assert values(f"本报告按照规定编制。{HEADED}", {"title": TITLE}) == (
        TITLE,
        "云岭县财政局",
        "2023",
    )
    assert fields.title is not None
    assert (fields.title.start, fields.title.source) == (None, "metadata")
    assert fields.body_start == 0


def test_title_in_a_crawlers_header_has_its_place_there() -> None:
    header = f"标题: {TITLE}\n发布时间: 2024-01-20 00:00\n发布机构: \n======== 正文 ========\n"
    text = f"{header}本报告按照规定编制。{HEADED}"
    fields = read_fields(text, {"title": TITLE})
    assert fields.title is not None
    assert fields.agency is not None
    assert text[fields.title.start : fields.title.end] == TITLE
    assert text[fields.agency.start : fields.agency.end] == "云岭县财政局"
    assert fields.title.source == "metadata"
    assert fields.body_start == text.index("本报告")


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE}_云岭县人民政府",
        f"{TITLE} - 云岭县人民政府门户网站",
        f"云岭县人民政府 年度报告 {TITLE}",
        f"云岭县人民政府门户网站 | {TITLE}",
        f"云岭县人民政府 财政局 {TITLE}",
        f"{TITLE} 财政局 云岭县人民政府",
    ],
)
def test_site_name_in_the_metadata_title(title: str) -> None:
    assert values(f"内容。{HEADED}", {"title": title}) == (TITLE, "云岭县财政局", "2023")


@pytest.mark.parametrize(
    "name",
    [
        f"{TITLE}.pdf",
        f"20240120_{TITLE}.docx",
        f"云岭县财政局2023年{KIND}(定稿).doc",
        f"附件1：{TITLE}.txt",
    ],
)
def test_title_in_the_file_name_alone(name: str) -> None:
    text = f"我局编制本报告。{HEADED}"
    fields = read_fields(text, name=name)
    assert values(text, name=name) == (TITLE, "云岭县财政局", "2023")
    assert fields.title is not None
    assert (fields.title.source, fields.title.confidence) == ("file_name", 0.5)


def test_text_counts_before_metadata_and_metadata_before_the_file_name() -> None:
    other = f"云岭县水务局2022年{KIND}"
    third = f"云岭县交通局2021年{KIND}.pdf"
    assert values(f"{TITLE}{HEADED}", {"title": other}, third) == (TITLE, "云岭县财政局", "2023")
    assert values(f"内容。{HEADED}", {"title": other}, third) == (other, "云岭县水务局", "2022")


def test_notice_named_in_the_metadata_gives_agency_and_year_without_a_place() -> None:
    title = f"关于公布云岭县财政局2023年{KIND}的通知"
    fields = read_fields(f"我局编制本报告。{HEADED}", {"title": title})
    assert fields.title is None
    assert fields.agency is not None
    assert fields.year is not None
    assert (fields.agency.value, fields.agency.start) == ("云岭县财政局", None)
    assert (fields.year.value, fields.year.start) == ("2023", None)


def test_part_of_a_title_is_completed_from_elsewhere() -> None:
    text = f"2023年{KIND}\n我局编制本报告。{HEADED}"
    fields = read_fields(text, {"title": f"云岭县财政局2023年{KIND}"})
    assert fields.title is not None
    assert fields.agency is not None
    assert (fields.title.value, fields.agency.value) == (f"2023年{KIND}", "云岭县财政局")
    assert fields.agency.source == "metadata"


# ---- year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。", "2023"),
        ("统计期限为 2023 年 1 月 1 日至 12 月 31 日。", "2023"),
        ("2022-2023学年，学校做好工作。2023年9月召开会议。", "2023"),
        ("2022-2023学年全区学校做好工作。统计期限自2022年1月1日起。", "2022"),
        ("《办法》自2020年1月1日起施行。数据统计时限为2023年1月1日至12月31日。", "2023"),
        ("2019年，我局做好工作。2019年公开12条。2020年，我局将继续努力。", "2019"),
        ("根据《条例》（2019年修订）要求，2023年，我局做好工作。", "2023"),
        ("根据国办函〔2021〕30号，2023年，我局做好工作。", "2023"),
    ],
)
def test_year_without_a_title(text: str, year: str) -> None:
    assert values(f"{text}{HEADED}")[2] == year


def test_year_of_the_publication_less_one_is_the_last_resort() -> None:
    fields = read_fields(f"我局做好工作。{HEADED}", {"published": "2024-01-20"})
    assert fields.year is not None
    assert (fields.year.value, fields.year.source, fields.year.start) == ("2023", "metadata", None)


def test_year_in_a_file_name_without_a_title() -> None:
    assert values(f"我局做好工作。{HEADED}", name="财政局2023年年报.pdf")[2] == "2023"


def test_nothing_said_nothing_found() -> None:
    fields = read_fields("我局做好工作。")
    assert (fields.title, fields.agency, fields.aliases, fields.year) == (None, None, (), None)


def test_empty_text() -> None:
    fields = read_fields("")
    assert (fields.title, fields.agency, fields.year, fields.body_start) == (None, None, None, 0)


# ---- where the report begins


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        (f"\n\n  {TITLE}{HEADED}", "云岭县财政局2023"),
        (f"# {TITLE}{HEADED}", "云岭县财政局2023"),
        (f"\f{TITLE}{HEADED}", "云岭县财政局2023"),
        ("---\ntitle: x\n---\n我局编制本报告。", "我局编制"),
        ("标题: 甲\n======== 正文 ========\n\n我局编制本报告。", "我局编制"),
        ("县政府信息公开办：\n我局编制本报告。", "县政府"),
    ],
)
def test_body_begins_at_the_title_or_behind_the_header(text: str, begins: str) -> None:
    assert read_fields(text).body_start == text.index(begins)


MORSELS = st.sampled_from(
    [
        TITLE,
        KIND,
        "云岭县财政局",
        "2023年",
        "2022-2023学年",
        "二〇二三年",
        "\n",
        " ",
        "：",
        "《",
        "》",
        "（",
        "）",
        "现公布",
        "关于",
        "的",
        "当前位置",
        "365体育",
        "我局",
        "由",
        "编制",
        "请与",
        "联系",
        "2024年1月20日",
        "領(lǐng)",
        "\r\n",
    ]
)


@given(st.lists(MORSELS, max_size=30).map("".join))
def test_every_find_has_a_place_in_any_text(text: str) -> None:
    fields = read_fields(text)
    assert 0 <= fields.body_start <= len(text)
    for found in (fields.title, fields.agency, fields.year):
        if found is None:
            continue
        assert found.start is not None
        assert found.end is not None
        assert 0 <= found.start < found.end <= len(text)
    if fields.year is not None:
        assert 1900 <= int(fields.year.value) <= 2099
    if fields.title is not None:
        assert not any(char.isspace() for char in fields.title.value)
