from __future__ import annotations

import re
import time
from typing import Any

import pytest

from extraction.record.model import Field, FurnitureEntry, Section, SubSection, Table
from extraction.show import record_to_html
from extraction.show.places import record_to_places
from tests.extraction.show.builder import TITLE, digest_of, report, rich, source
from tests.extraction.show.pages import by_id, page_of, words


def frozen(tree: Any) -> str:
    return str(tree.xpath("//*[@class='frozen']")[0].text_content())


def plain(text: str, **more: Any) -> tuple[Any, str]:
    """A record of nothing but a text."""
    record, _ = report()
    facts = {"fields": {}, "sections": (), "tables": (), "cells": (), "checks": ()}
    update = {**facts, "text_sha256": digest_of(text), **more}
    return record.model_copy(update=update), text


@pytest.mark.parametrize("made", [report(), rich(), report(form="f2019")])
def test_the_text_is_there_character_by_character(made: tuple[Any, str]) -> None:
    assert frozen(page_of(made)) == made[1]


def test_white_space_is_kept() -> None:
    text = "\n\n  一 \u3000二\t\t三\xa0四\n\n\n"
    assert frozen(page_of(plain(text))) == text


def test_every_printed_cell_has_its_own_stretch() -> None:
    record, text = rich()
    tree = page_of((record, text))
    for place in record_to_places(record, len(text)).ordered:
        covering = tree.xpath(
            "//*[@class='m' and contains(concat(' ', @data-places, ' '), $id)]",
            id=f" {place.id} ",
        )
        assert "".join(each.text_content() for each in covering) == text[place.start : place.end]
        assert len(tree.xpath("//*[@id=$id]", id=place.id)) == 1


def test_places_inside_of_places() -> None:
    fields = {
        "title": Field(value=TITLE, start=0, end=20, source="text", confidence=1),
        "agency": Field(value="甲", start=0, end=6, source="text", confidence=1),
        "year": Field(value=2023, start=6, end=11, source="text", confidence=1),
    }
    text = "云岭县财政局2023年政府信息公开年报"
    tree = page_of(plain(text, fields={**fields, "title": fields["title"].model_copy(
        update={"end": len(text)})}))  # fmt: skip
    stretches = [(each.text_content(), each.get("data-places"), each.get("href"))
                 for each in tree.xpath("//*[@class='m']")]  # fmt: skip
    assert stretches == [
        ("云岭县财政局", "p1 p2", "#f-agency"),
        ("2023年", "p1 p3", "#f-year"),
        ("政府信息公开年报", "p1", "#f-title"),
    ]


def test_a_place_without_extent_is_an_anchor() -> None:
    record, text = report()
    first = record.cells[0]
    assert first.start is not None
    empty = first.model_copy(update={"end": first.start})
    tree = page_of((record.model_copy(update={"cells": (empty, *record.cells[1:])}), text))
    anchor = tree.xpath("//*[@class='m is-empty']")[0]
    assert anchor.get("href") == f"#c-{first.id}"
    assert frozen(tree) == text


def test_sections_have_headings_and_a_list_of_links() -> None:
    tree = page_of(report())
    assert words(by_id(tree, "sec-s3").xpath("./h3")[0]) == "三、收到和处理政府信息公开申请情况"
    links = tree.xpath("//*[@class='sections']//a")
    assert words(links[0]) == "引言"
    assert [link.get("href") for link in links] == [
        "#sec-s0", "#sec-s1", "#sec-s2", "#sec-s3", "#sec-s4", "#sec-s5", "#sec-s6",
    ]  # fmt: skip


def test_in_english_sections_are_listed_by_their_names() -> None:
    links = page_of(report(), "en").xpath("//*[@class='sections']//a")
    assert [words(link) for link in links][:3] == [
        "Preamble", "Overview", "Disclosure on own initiative",
    ]  # fmt: skip


def test_sub_headings_stand_in_the_line_they_stand_in() -> None:
    text = "一、总体情况\n（一）主动公开。全年公开120条。（二）依申请公开。收到3件。\n"
    subs = [
        SubSection(id="s1.proactive", heading="（一）主动公开", start=7, end=24),
        SubSection(id="s1.on_request", heading="（二）依申请公开", start=24, end=len(text)),
    ]
    section = Section(id="s1", heading="一、总体情况", start=0, end=len(text), sub=tuple(subs))
    tree = page_of(plain(text, sections=(section,)))
    assert words(by_id(tree, "sec-s1.on_request")) == "（二）依申请公开"
    assert frozen(tree) == text


def test_a_heading_that_ran_into_its_line_keeps_the_text_whole() -> None:
    text = "序言。一、总体情况全年公开。二、主动公开政府信息情况5件。"
    sections = (
        Section(id="s1", heading="一、总体情况", start=3, end=14, sub=()),
        Section(id="s2", heading="二、主动公开政府信息情况", start=14, end=len(text), sub=()),
    )
    tree = page_of(plain(text, sections=sections))
    assert frozen(tree) == text
    assert [words(each) for each in tree.xpath("//h3[starts-with(@id, 'h-')]")] == [
        "一、总体情况", "二、主动公开政府信息情况",
    ]  # fmt: skip


def test_a_table_over_a_section_border_keeps_the_text_whole() -> None:
    text = "甲一二三四五六七八九"
    sections = (
        Section(id="s1", heading="甲", start=0, end=5),
        Section(id="s2", heading="", start=5, end=10),
    )
    table = Table(id="stat_2014", form="stat_2014", status="not_read", start=3, end=8)
    tree = page_of(plain(text, sections=sections, tables=(table,)))
    assert frozen(tree) == text
    assert by_id(tree, "text-stat_2014").text_content() == "三四"


def test_pages_are_counted_at_form_feeds() -> None:
    tree = page_of(plain("一\f二\f\f四", source=source("a.pdf", pages=4)))
    ends = tree.xpath("//*[@class='page-end']/@data-label")
    assert ends == ["第 2 页", "第 3 页", "第 4 页"]
    assert re.sub(r"\s", "", frozen(tree)) == "一二四"


def test_direction_marks_are_shown_and_not_obeyed() -> None:
    tree = page_of(plain("公开\u202e021\u202c条"))
    assert frozen(tree) == "公开U+202E021U+202C条"


def test_what_was_left_out_of_the_text_is_listed() -> None:
    left = (FurnitureEntry(text="第 1 页 共 9 页", page=1), FurnitureEntry(text="网站首页"))
    tree = page_of(report(furniture=left))
    listed = tree.xpath("//*[@class='furniture']")[0]
    assert words(listed.xpath("summary")[0]).endswith("（2）")
    assert [words(item) for item in listed.xpath(".//li")] == ["第 1 页 共 9 页", "网站首页"]


def test_a_text_of_sixty_thousand_characters_takes_less_than_a_second() -> None:
    record, text = report(body="本年度主动公开政府信息，做好依申请公开工作。\n" * 2_800)
    assert len(text) > 60_000
    start = time.process_time()
    made = record_to_html(record, text, lang="zh")
    assert time.process_time() - start < 1
    assert made.count("做好依申请公开工作") == 2_800
