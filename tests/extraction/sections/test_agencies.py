"""Agencies named by the first sentences or the signature."""

from __future__ import annotations

import pytest

from tests.extraction.sections.builder import read_fields

KIND = "政府信息公开工作年度报告"
HEADED = "\n一、总体情况\n做好工作。\n"


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("2023年，云岭县财政局认真贯彻落实《条例》。", "云岭县财政局"),
        ("2023年，在县委、县政府的正确领导下，云岭县财政局坚持公开为常态。", "云岭县财政局"),
        (
            "2023年，在区委、区政府的坚强领导下，南坪街道办事处认真贯彻落实《条例》。",
            "南坪街道办事处",
        ),
        ("本报告由云岭县教育委员会编制。", "云岭县教育委员会"),
        ("本报告由青禾镇人民政府党政办公室编制。", "青禾镇人民政府"),
        ("本报告由云岭县人民政府办公室根据《条例》要求编制。", "云岭县人民政府办公室"),
        ("本报告由云岭县人民政府信息公开工作领导小组办公室根据《条例》编制。", "云岭县人民政府"),
        ("如有疑问，请与云岭县卫生健康局办公室联系（地址：云岭路1号）。", "云岭县卫生健康局"),
        (
            "如有疑问，请联系：云岭县人民政府南坪街道办事处；电话：1234567。",
            "云岭县人民政府南坪街道办事处",
        ),
        (
            "根据《省人民政府办公厅关于做好工作的通知》要求，云岭县水务局结合实际编制本报告。",
            "云岭县水务局",
        ),
        ("2023年，云岭省社会保险局准确把握新要求。", "云岭省社会保险局"),
        ("镇江云岭局认真贯彻落实《条例》。", "镇江云岭局"),
        ("本溪云岭局认真贯彻落实《条例》。", "本溪云岭局"),
    ],
)
def test_agency_from_the_first_sentences(sentence: str, agency: str) -> None:
    fields = read_fields(f"2023年{KIND}\n{sentence}{HEADED}")
    assert fields.agency is not None
    assert (fields.agency.value, fields.agency.source) == (agency, "text")


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年，我局认真贯彻落实《条例》。",
        "2023年，县财政局认真贯彻落实《条例》。",
        "本报告由区教育局编制。",
        "县政府信息公开办：\n2023年，我局认真做好工作。",
        "各乡镇人民政府，县政府各部门：\n2023年，我局认真做好工作。",
        "根据《国务院办公厅关于做好工作的通知》，我局编制本报告。",
        "根据国务院办公厅要求，我局编制本报告。",
        "2023年，在县委、县政府的正确领导下，我局全面做好工作。",
        "全局认真贯彻落实《条例》。",
        "",
    ],
)
def test_no_agency_is_better_than_a_wrong_one(sentence: str) -> None:
    assert read_fields(f"2023年{KIND}\n{sentence}{HEADED}").agency is None


@pytest.mark.parametrize(
    "signature",
    [
        "云岭县财政局\n2024年1月20日",
        "云岭县财政局 2024年1月20日",
        "　　　　云岭县财政局　\n　　　　2024 年 1 月 20 日",
        "云岭县财政局\n二〇二四年一月二十日",
        "云 岭 县 财 政 局\n\n2024年1月",
        "**云岭县财政局**\n2024年1月20日",
    ],
)
def test_agency_from_the_signature(signature: str) -> None:
    text = f"2023年{KIND}\n我局编制本报告。{HEADED}六、其他需要报告的事项\n无。\n{signature}\n"
    fields = read_fields(text)
    assert fields.agency is not None
    assert (fields.agency.value, fields.agency.confidence) == ("云岭县财政局", 0.7)
    assert "".join(text[fields.agency.start : fields.agency.end].split()) == "云岭县财政局"


def test_date_behind_a_sentence_is_no_signature() -> None:
    text = f"2023年{KIND}\n我局编制本报告。{HEADED}本报告数据统计至\n2023年12月31日\n"
    assert read_fields(text).agency is None
