"""Section one's five aspects, found by what their sub-headings say."""

from __future__ import annotations

import pytest

from tests.extraction.sections.builder import aspects, headed, numbered, text_to_spans

REST = headed(numbered()[1:])
FIVE = [
    ("s1.proactive", "（一）主动公开"),
    ("s1.on_request", "（二）依申请公开"),
    ("s1.management", "（三）政府信息管理"),
    ("s1.platform", "（四）政府信息公开平台建设"),
    ("s1.supervision", "（五）监督保障"),
]


def section_one(body: str) -> str:
    return f"一、总体情况\n{body}\n{REST}"


def test_five_aspects_each_with_its_extent() -> None:
    text = section_one("".join(f"{heading}。全年做好工作。\n" for _, heading in FIVE))
    assert aspects(text) == FIVE
    first = next(span for span in text_to_spans(text) if span.id == "s1")
    assert [sub.end for sub in first.subs] == [*(sub.start for sub in first.subs[1:]), first.end]


@pytest.mark.parametrize(
    ("printed", "heading"),
    [
        ("（一）主动公开情况。2023年，公开120条。", "（一）主动公开情况"),
        ("（一）主动公开情况：2023年，公开120条。", "（一）主动公开情况"),
        ("（一）主动公开情况\n2023年，公开120条。", "（一）主动公开情况"),
        ("（一）主动公开情况 2023年，公开120条。", "（一）主动公开情况"),
        ("（一）主动公开方面全年公开120条。", "（一）主动公开方面"),
        ("（一）主动公开2023年公开120条。", "（一）主动公开"),
        ("（一）全面加强主动公开工作一是拓展渠道，二是更新。", "（一）全面加强主动公开工作"),
        ("（一） 主动公开。公开120条。", "（一） 主动公开"),
        ("- （一）主动公开。公开120条。", "（一）主动公开"),
        ("**（一）主动公开。**公开120条。", "（一）主动公开"),
        ("㈠主动公开。公开120条。", "㈠主动公开"),
    ],
)
def test_where_a_sub_heading_ends(printed: str, heading: str) -> None:
    text = section_one(f"{printed}\n（二）依申请公开情况。收到3件。")
    assert aspects(text)[0] == ("s1.proactive", heading)


@pytest.mark.parametrize(
    ("heading", "aspect"),
    [
        ("政府信息主动公开成效显著", "s1.proactive"),
        ("扎实推进主动、及时公开", "s1.proactive"),
        ("规范办理依申请公开", "s1.on_request"),
        ("办理申请公开内容", "s1.on_request"),
        ("政府信息资源规范化、标准化管理", "s1.management"),
        ("信息管理体系不断完善", "s1.management"),
        ("公开平台建设情况", "s1.platform"),
        ("持续加强载体建设", "s1.platform"),
        ("工作考核、社会评议、责任追究结果", "s1.supervision"),
        ("监督保障等各方面内容", "s1.supervision"),
    ],
)
def test_wordings_of_the_aspects(heading: str, aspect: str) -> None:
    text = section_one(f"（一）加强组织领导。做好工作。\n（二）{heading}\n做好工作。")
    assert aspects(text) == [(aspect, f"（二）{heading}")]


def test_point_that_is_no_aspect_ends_the_aspect_before_it() -> None:
    text = section_one(
        "（一）主动公开。公开120条。\n（二）加强组织领导。做好工作。\n（三）平台建设。建成。"
    )
    first = next(span for span in text_to_spans(text) if span.id == "s1")
    assert [sub.id for sub in first.subs] == ["s1.proactive", "s1.platform"]
    assert first.subs[0].end == text.index("（二）")


def test_arabic_points() -> None:
    text = section_one(
        "1.努力践行主动公开。公开120条。\n2.依申请公开。收到3件。\n3.政府信息管理。做好。"
    )
    assert aspects(text) == [
        ("s1.proactive", "1.努力践行主动公开"),
        ("s1.on_request", "2.依申请公开"),
        ("s1.management", "3.政府信息管理"),
    ]


def test_counted_points_with_a_label() -> None:
    text = section_one(
        "主要情况如下：\n一是主动公开情况。公开120条。\n二是依申请公开情况。收到3件。"
    )
    assert aspects(text) == [
        ("s1.proactive", "一是主动公开情况"),
        ("s1.on_request", "二是依申请公开情况"),
    ]


def test_counted_sentences_are_no_aspects() -> None:
    text = section_one("一是积极开展主动公开工作，公开120条。二是做好依申请公开，收到3件。")
    assert aspects(text) == []


def test_points_below_bracketed_ones_are_no_aspects() -> None:
    text = section_one("（一）加强领导。\n1.主动公开。无。\n2.依申请公开。无。\n（二）加强培训。\n")
    assert aspects(text) == []


def test_article_of_the_law_is_no_point() -> None:
    text = section_one("按照第二十条第（一）项和第（二）项主动公开，做好依申请公开。")
    assert aspects(text) == []


def test_each_aspect_once() -> None:
    text = section_one(
        "（一）主动公开。公开120条。\n（二）主动公开内容。三类。\n（三）监督保障。做好。"
    )
    assert [aspect for aspect, _ in aspects(text)] == ["s1.proactive", "s1.supervision"]


def test_other_sections_have_no_sub_sections() -> None:
    text = section_one("做好工作。") + "（一）主动公开。无。\n（二）监督保障。无。\n"
    assert all(not span.subs for span in text_to_spans(text))


def test_aspects_on_one_line() -> None:
    text = (
        "一、总体情况 做好工作。（一）主动公开方面公开120条。（二）依申请公开方面收到3件。"
        "二、主动公开政府信息情况 无"
    )
    assert aspects(text) == [
        ("s1.proactive", "（一）主动公开方面"),
        ("s1.on_request", "（二）依申请公开方面"),
    ]
