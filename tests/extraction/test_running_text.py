"""Sections without their tables, as passages for a tagger."""

from __future__ import annotations

import pytest

from extraction.document import Document, Grid
from extraction.normalisation import folded_to_running, text_to_folded
from extraction.running_text import TextPassage, sections_to_passages
from extraction.sections import SectionSpan
from extraction.tables import ReadTable

PROSE = "全年发布信息271条，收到申请7件。"
Places = tuple[tuple[int, int], ...]


def section(section_id: str, start: int, end: int, heading: int = 0) -> SectionSpan:
    return SectionSpan(section_id, start, start + heading, start, end)


def passages_of(
    text: str,
    *sections: SectionSpan,
    grids: Places = (),
    tables: tuple[tuple[int | None, int | None], ...] = (),
) -> list[TextPassage]:
    document = Document(
        text=text,
        media_type="text/plain",
        reader="text",
        text_rules=1,
        grids=tuple(Grid(start, end, 1, 1, ()) for start, end in grids),
    )
    read = [ReadTable("t2_requests", "f2021", "read", start, end, (), ()) for start, end in tables]
    return sections_to_passages(
        document,
        folded_to_running(text_to_folded(text)),
        sections or (section("s1", 0, len(text)),),
        read,
    )


def texts_of(passages: list[TextPassage]) -> list[str]:
    return [each.passage.text for each in passages]


def test_a_section_without_tables_is_one_passage() -> None:
    (found,) = passages_of(PROSE)
    assert found == TextPassage(found.passage, 0, "s1")
    assert (found.passage.text, found.passage.place) == (PROSE.replace("，", ","), "overview")


@pytest.mark.parametrize(
    ("section_id", "place"),
    [
        ("s0", "unknown"),
        ("s1", "overview"),
        ("s2", "other"),
        ("s5", "problems"),
        ("s6", "other"),
        ("x1", "other"),
    ],
)
def test_the_section_tells_the_place(section_id: str, place: str) -> None:
    (found,) = passages_of(PROSE, section(section_id, 0, len(PROSE)))
    assert (found.section, found.passage.place) == (section_id, place)


def test_the_heading_is_left_out() -> None:
    text = f"一、总体情况\n{PROSE}"
    (found,) = passages_of(text, section("s1", 0, len(text), heading=6))
    assert found.passage.text.strip() == PROSE.replace("，", ",")


def test_a_passage_knows_where_it_starts_in_the_running_text() -> None:
    text = f"一、总体情况 \n{PROSE}"
    running = folded_to_running(text_to_folded(text)).text
    (found,) = passages_of(text, section("s1", 8, len(text)))
    length = len(found.passage.text)
    assert running[found.start : found.start + length] == found.passage.text


@pytest.mark.parametrize("kind", ["grids", "tables"])
def test_tables_are_cut_out(kind: str) -> None:
    text = "甲段文字。|表格1条|乙段文字。"
    barred: Places = ((5, 11),)
    found = passages_of(text, grids=barred) if kind == "grids" else passages_of(text, tables=barred)
    assert texts_of(found) == ["甲段文字。", "乙段文字。"]


def test_tables_that_overlap_are_cut_out_once() -> None:
    text = "甲段文字。|表格1条|乙段文字。"
    found = passages_of(text, grids=((5, 8), (6, 11)), tables=((7, 9),))
    assert texts_of(found) == ["甲段文字。", "乙段文字。"]


def test_a_missing_table_bars_nothing() -> None:
    assert texts_of(passages_of("甲段文字。", tables=((None, None),))) == ["甲段文字。"]


def test_a_table_over_a_whole_section_leaves_nothing() -> None:
    assert passages_of("表格1条", grids=((0, 5),)) == []


def test_a_table_in_another_section_bars_nothing_here() -> None:
    text = "甲段文字。乙段文字。"
    sections = (section("s1", 0, 5), section("s5", 5, 10))
    found = passages_of(text, *sections, grids=((5, 10),))
    assert [(each.section, each.passage.text) for each in found] == [("s1", "甲段文字。")]


def test_blank_stretches_are_no_passages() -> None:
    assert passages_of(" \n \n") == []


@pytest.mark.parametrize("section_id", ["s2", "s3", "s4"])
def test_of_a_section_that_is_a_table_only_sentences_are_text(section_id: str) -> None:
    text = (
        "规章 0 0 5\n行政规范性文件 2 0 11\n本年度收到政府信息公开申请7件。\n"
        "第二十条第（一）项\n共12件。\n"
    )
    (found,) = passages_of(text, section(section_id, 0, len(text)))
    assert found.passage.text == "本年度收到政府信息公开申请7件。"


def test_elsewhere_lines_without_a_stop_are_text_too() -> None:
    (found,) = passages_of("发布信息271条", section("s1", 0, 8))
    assert found.passage.text == "发布信息271条"
