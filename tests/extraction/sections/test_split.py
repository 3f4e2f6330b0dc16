"""The top-level sections of reports of every generation and layout."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extraction.sections.builder import (
    SIX,
    headed,
    ids,
    numbered,
    outline,
    text_to_spans,
)

ALL = ["s1", "s2", "s3", "s4", "s5", "s6"]
TITLE = "云岭县财政局2023年政府信息公开工作年度报告\n"


# ---- the form of 2019 and later


def test_six_sections_with_their_headings() -> None:
    text = headed(numbered())
    assert outline(text) == [(f"s{at}", heading) for at, heading in enumerate(numbered(), 1)]


def test_what_stands_before_the_first_heading_is_the_preamble() -> None:
    text = f"{TITLE}本报告按照规定编制。\n{headed(numbered())}"
    spans = text_to_spans(text)
    assert [span.id for span in spans] == ["s0", *ALL]
    assert (spans[0].start, spans[0].heading_start, spans[0].heading_end) == (0, 0, 0)
    assert spans[0].end == text.index("一、总体情况")


def test_no_preamble_where_nothing_stands_before_the_first_heading() -> None:
    assert ids(f"\n  {headed(numbered())}") == ALL


def test_sections_follow_each_other_to_the_end_of_the_text() -> None:
    text = f"{TITLE}{headed(numbered())}附注\n"
    spans = text_to_spans(text)
    assert [span.end for span in spans] == [*(span.start for span in spans[1:]), len(text)]


def test_text_without_any_heading_is_all_preamble() -> None:
    text = "云岭县财政局本年度没有需要公开的事项。"
    assert [(span.id, span.start, span.end) for span in text_to_spans(text)] == [
        ("s0", 0, len(text))
    ]


def test_empty_text() -> None:
    assert [(span.id, span.start, span.end) for span in text_to_spans("")] == [("s0", 0, 0)]


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (1, "一、基本情况"),
        (1, "一、工作基本情况"),
        (1, "一、政府信息公开工作总体情况"),
        (1, "一、概述"),
        (1, "一、概况"),
        (1, "一、总体工作情况"),
        (1, "一、全年工作概况"),
        (1, "一、2023年政府信息公开工作总体情况"),
        (1, "一、政府信息公开工作情况概述"),
        (1, "一、本年度政府信息公开工作的基本情况"),
        (2, "二、主动公开情况"),
        (2, "二、政府信息主动公开情况"),
        (2, "二、行政机关主动公开政府信息情况"),
        (2, "二、主动公开政府信息的情况"),
        (2, "二、主动公开信息"),
        (3, "三、依申请公开情况"),
        (3, "三、依申请公开政府信息和不予公开政府信息的情况"),
        (3, "三、收到和办理政府信息公开申请情况"),
        (3, "三、收到及处理政府信息公开申请的情况"),
        (3, "三、政府信息公开申请办理情况"),
        (3, "三、受理政府信息公开申请的情况"),
        (4, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        (4, "四、因政府信息公开申请行政复议、提起行政诉讼的情况"),
        (4, "四、政府信息公开行政复议和行政诉讼情况"),
        (4, "四、政府信息公开行政法复议、行政诉讼情况"),
        (4, "四、复议、诉讼和申诉情况"),
        (4, "四、行政复议、行政诉讼情况"),
        (4, "四、政府信息公开行政复议"),
        (5, "五、存在主要问题及改进情况"),
        (5, "五、政府信息公开工作存在的主要问题及改进情况"),
        (5, "五、存在的问题"),
        (5, "五、存在的问题与不足"),
        (5, "五、存在问题和下一步工作打算"),
        (5, "五、不足及改进措施"),
        (5, "五、主要问题和改进措施"),
        (5, "五、工作中存在的困难、问题及下步努力方向"),
        (6, "六、其它需要报告的事项"),
        (6, "六、其他需要报告事项"),
        (6, "六、其他报告事项"),
        (6, "六、其他事项"),
        (6, "六、其他需要说明的情况"),
        (6, "六、需要报告的其他事项"),
    ],
)
def test_renamed_heading(number: int, heading: str) -> None:
    headings = numbered()
    headings[number - 1] = heading
    assert outline(headed(headings)) == [(f"s{at}", h) for at, h in enumerate(headings, 1)]


@pytest.mark.parametrize("lost", range(6))
def test_lost_heading_leaves_the_others(lost: int) -> None:
    headings = numbered()
    del headings[lost]
    assert ids(headed(headings)) == ALL[:lost] + ALL[lost + 1 :]


@pytest.mark.parametrize("lost", range(6))
def test_renumbered_after_a_lost_section(lost: int) -> None:
    titles = [title for at, title in enumerate(SIX) if at != lost]
    assert ids(headed(numbered(titles))) == ALL[:lost] + ALL[lost + 1 :]


def test_number_printed_twice() -> None:
    headings = numbered()
    headings[4] = "四、存在的主要问题及改进情况"
    assert outline(headed(headings))[4] == ("s5", "四、存在的主要问题及改进情况")
    assert ids(headed(headings)) == ALL


def test_every_heading_numbered_one() -> None:
    assert ids(headed([f"一、{title}" for title in SIX])) == ALL


def test_extra_sections_are_numbered_as_they_come() -> None:
    titles = [*SIX[:4], "政务公开工作要点落实情况", *SIX[4:], "培训和宣传工作"]
    text = headed(numbered(titles))
    assert ids(text) == ["s1", "s2", "s3", "s4", "x1", "s5", "s6", "x2"]
    assert outline(text)[4] == ("x1", "五、政务公开工作要点落实情况")


def test_headings_that_follow_each_other_without_tables() -> None:
    text = (
        "一、总体情况\n做好工作。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
        + headed(numbered()[3:])
    )
    assert ids(text) == ALL


# ---- how headings are printed


@pytest.mark.parametrize(
    "form",
    [
        "{}、{}",
        "{}.{}",
        "{}，{}",
        "{} 、 {}",
        "{}、 {}",
        "　　{}、{}",
        "\t{}、{}",
        "## {}、{}",
        "**{}、{}**",
        "{}、**{}**",
        "- {}、{}",
        "> {}、{}",
        "{}、{}：",
        "{}、{}。",
        "{}、{}  ",
        "{}：{}",
        "（{}）{}",
        "({}) {}",
        "第{}部分 {}",
        "第{}部分　{}",
        "第{}章、{}",
        "| {}、{} |",
    ],
)
def test_marks_around_headings(form: str) -> None:
    assert ids(headed(numbered(form=form))) == ALL


@pytest.mark.parametrize("form", ["{}. {}", "{}、{}", "{}．{}", "{}.{}", "（{}）{}", "# {}. {}"])
def test_arabic_numerals(form: str) -> None:
    headings = [form.format(at, title) for at, title in enumerate(SIX, 1)]
    assert ids(headed(headings)) == ALL


def test_heading_is_the_slice_without_marks_around_it() -> None:
    text = headed(numbered(form="## **{}、{}**"))
    assert outline(text)[0] == ("s1", "一、总体情况")
    text = headed(numbered(form="{}、{}："))
    assert outline(text)[0] == ("s1", "一、总体情况")


def test_blanks_inside_headings() -> None:
    headings = numbered()
    headings[0] = "一、总 体 情 况"
    headings[4] = "五 、 存在的主要问题 及改进情况"
    text = headed(headings)
    assert outline(text)[0] == ("s1", "一、总 体 情 况")
    assert outline(text)[4] == ("s5", "五 、 存在的主要问题 及改进情况")
    assert ids(text) == ALL


def test_heading_broken_over_two_lines() -> None:
    headings = numbered()
    headings[3] = "四、因政府信息公开工作被申请行政复议、提起行政诉\n讼情况"
    text = headed(headings)
    assert outline(text)[3] == ("s4", "四、因政府信息公开工作被申请行政复议、提起行政诉\n讼情况")
    assert ids(text) == ALL


def test_lines_of_windows_and_page_ends() -> None:
    assert ids(headed(numbered()).replace("\n", "\r\n")) == ALL
    assert ids("\f".join(f"{heading}\n内容。" for heading in numbered())) == ALL


def test_traditional_script_with_readings() -> None:
    text = (
        "一、總體情況\n無。\n二、主動(dòng)公開政府信息情況\n無。\n三、收到和處理政府信息公開申請情況\n無。\n"
        "四、政府信息公開行政復(fù)議、行政訴訟情況\n無。\n五、存在的主要問題及改進(jìn)情況\n無。\n"
        "六、其他需要報(bào)告的事項(xiàng)\n無。\n"
    )
    assert ids(text) == ALL
    assert outline(text)[3] == ("s4", "四、政府信息公開行政復(fù)議、行政訴訟情況")
    assert outline(text)[5] == ("s6", "六、其他需要報(bào)告的事項")


def test_headings_run_into_their_paragraphs() -> None:
    text = "".join(f"{heading} 2023年，云岭县财政局做好工作。" for heading in numbered())
    assert outline(text) == [(f"s{at}", heading) for at, heading in enumerate(numbered(), 1)]


def test_headings_run_into_their_paragraphs_without_a_blank() -> None:
    text = "".join(f"{heading}2023年，云岭县财政局做好工作。" for heading in numbered())
    assert outline(text) == [(f"s{at}", heading) for at, heading in enumerate(numbered(), 1)]


def test_heading_behind_the_last_cell_of_a_table_on_one_line() -> None:
    text = (
        "一、总体情况 做好工作。二、主动公开政府信息情况 行政许可0行政强制0"
        "三、收到和处理政府信息公开申请情况 无"
    )
    assert ids(text) == ["s1", "s2", "s3"]


def test_first_sub_heading_is_no_part_of_the_heading() -> None:
    text = (
        "本报告由六个部分组成。一、总体情况（一）主动公开情况。公开120条。"
        "二、主动公开政府信息情况（表）"
    )
    assert outline(text) == [
        ("s0", ""),
        ("s1", "一、总体情况"),
        ("s2", "二、主动公开政府信息情况"),
    ]


def test_first_words_below_a_heading_are_no_part_of_it() -> None:
    headings = numbered()
    text = headed(headings[:5]) + "六、其他需要报告的事项 无。\n"
    assert outline(text)[5] == ("s6", "六、其他需要报告的事项")


def test_unnumbered_headings() -> None:
    assert outline(headed(SIX)) == [(f"s{at}", title) for at, title in enumerate(SIX, 1)]


def test_one_number_lost() -> None:
    headings = numbered()
    headings[0] = "、总体情况"
    assert outline(headed(headings))[0] == ("s1", "、总体情况")
    assert ids(headed(headings)) == ALL


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (1, "一、总休情况"),
        (2, "二、主动公开政府信息情兄"),
        (3, "三、收到和处理政府信息公开申清倩况"),
        (4, "四、政府信息公开行政复义、行政诉讼情况"),
        (5, "五、存在的主要向题及改进情况"),
        (6, "六、其他需要报吿的事项"),
    ],
)
def test_misread_characters(number: int, heading: str) -> None:
    headings = numbered()
    headings[number - 1] = heading
    assert outline(headed(headings)) == [(f"s{at}", h) for at, h in enumerate(headings, 1)]


# ---- reports of 2008 to 2018


def test_free_form_report() -> None:
    titles = [
        "概述",
        "主动公开政府信息情况",
        "回应解读情况",
        "依申请公开政府信息情况",
        "政府信息公开的收费及减免情况",
        "因政府信息公开申请行政复议、提起行政诉讼的情况",
        "机构建设和保障经费情况",
        "主要问题和改进措施",
        "政府信息公开情况统计表",
    ]
    assert ids(headed(numbered(titles))) == [
        *["s1", "s2", "x1", "s3", "x2", "s4", "x3", "s5", "x4"]
    ]


def test_reviews_may_stand_before_fees_and_plans_behind_problems() -> None:
    titles = [
        "概述",
        "主动公开情况",
        "复议、诉讼情况",
        "收费及减免情况",
        "存在的问题",
        "下一步工作打算",
    ]
    assert ids(headed(numbered(titles))) == ["s1", "s2", "s4", "x1", "s5", "x2"]


def test_plans_alone_are_the_section_on_problems() -> None:
    assert ids(headed(numbered(["概述", "主动公开情况", "下一步工作打算"]))) == ["s1", "s2", "s5"]


def test_heading_of_two_clauses() -> None:
    titles = ["概述", "高度重视，主动及时公开政府信息", "突出重点，推进重点领域信息公开"]
    assert ids(headed(numbered(titles))) == ["s1", "s2", "x1"]


def test_report_of_a_university() -> None:
    titles = [
        "概述",
        "信息主动公开情况",
        "依申请公开和不予公开情况",
        "对信息公开的评议情况",
        "因信息公开工作受到举报、复议、诉讼的情况",
        "信息公开工作的主要经验、存在的问题和改进措施",
    ]
    assert ids(headed(numbered(titles))) == ["s1", "s2", "s3", "x1", "s4", "s5"]


def test_unnumbered_headings_of_free_form_reports() -> None:
    titles = ["概述", "主动公开政府信息情况", "收费及减免情况", "存在的问题及改进措施", "附表"]
    assert ids(headed(titles)) == ["s1", "s2", "x1", "s5", "x2"]


def test_statistics_annex_without_a_number() -> None:
    annex = "附件1：云岭县2012年政府信息公开情况统计表"
    text = f"{headed(numbered(['概述', '主动公开情况']))}{annex}\n指标 数量\n"
    assert outline(text)[2] == ("x1", annex)


def test_rows_of_the_annex_are_no_headings() -> None:
    titles = ["概述", "主动公开情况", "依申请公开情况", "主要问题和改进措施"]
    rows = headed(
        numbered(["主动公开情况", "回应解读情况", "依申请公开情况", "复议、诉讼情况", "机构建设"])
    )
    text = f"{headed(numbered(titles))}附件：云岭县政府信息公开情况统计表\n{rows}"
    assert ids(text) == ["s1", "s2", "s3", "s5", "x1"]


def test_free_form_report_on_one_line() -> None:
    text = (
        "云岭县2012年政府信息公开工作年度报告 本报告由概述、主动公开政府信息情况、存在的问题组成。 "
        "一、 概述 2012年，我县做好工作。 二、主动公开政府信息情况 全年公开。 "
        "三、审批事项及处理情况 全年受理。 "
        "四、政府信息公开工作存在的主要问题及改进情况 （一）主要问题 尚有差距。"
    )
    assert outline(text) == [
        ("s0", ""),
        ("s1", "一、 概述"),
        ("s2", "二、主动公开政府信息情况"),
        ("x1", "三、审批事项及处理情况"),
        ("s5", "四、政府信息公开工作存在的主要问题及改进情况"),
    ]


# ---- whatever the text

MORSELS = st.sampled_from(
    [
        *numbered(),
        *SIX,
        "（一）主动公开",
        "1.存在的问题",
        "第一部分 概述",
        "\n",
        " ",
        "。",
        "、",
        "2023年",
        "附件1：统计表",
        *["一、", "十、", "(", "公开", "\t", "|", "\r\n", "一、本年新收", "領(lǐng)"],
    ]
)


@given(st.lists(MORSELS, max_size=40).map("".join))
def test_sections_cover_any_text_once(text: str) -> None:
    spans = text_to_spans(text)
    assert [span.end for span in spans] == [*(span.start for span in spans[1:]), len(text)]
    known = [span.id for span in spans if not span.id.startswith("x")]
    assert len(known) == len(set(known))
    for span in spans:
        assert span.start == span.heading_start <= span.heading_end <= span.end
        for sub in span.subs:
            assert span.heading_end <= sub.start == sub.heading_start < sub.heading_end <= sub.end
            assert sub.end <= span.end
