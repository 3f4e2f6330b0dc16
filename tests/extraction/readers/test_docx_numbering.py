"""Automatic numbers: where they stand, how they run on and how they are spelled."""

from __future__ import annotations

import pytest

from extraction.readers.docx import read_docx
from extraction.readers.docx_counting import count_to_text
from extraction.readers.role import Limits
from tests.extraction.readers.docx_builder import (
    abstract,
    cell,
    docx,
    level,
    numbered,
    paragraph,
    row,
    style,
    table,
)

_NOTHING = '<w:suff w:val="nothing"/>'
_LEGAL = "<w:isLgl/>"
_OUTLINE = abstract(
    0,
    level(0, "%1、", "chineseCountingThousand", extra=_NOTHING),
    level(1, "（%2）", "chineseCounting", extra=_NOTHING),
    level(2, "%3.", extra=_NOTHING),
)


def lines(body: str, numbering: str, styles: str = "") -> list[str]:
    data = docx(body, numbering=numbering, styles=styles)
    return read_docx(data, limits=Limits()).text.split("\n")


def items(*levels: int, number_id: int = 1) -> str:
    return "".join(paragraph("项", number=(number_id, index)) for index in levels)


def test_levels_count_on_their_own_and_start_again_below_a_new_parent() -> None:
    assert lines(items(0, 1, 1, 2, 0, 1), _OUTLINE + numbered(1, 0)) == [
        "一、项",
        "（一）项",
        "（二）项",
        "1.项",
        "二、项",
        "（一）项",
    ]


def test_labels_name_the_counts_of_upper_levels() -> None:
    numbering = abstract(0, level(0, "%1."), level(1, "%1.%2", extra=_NOTHING)) + numbered(1, 0)
    assert lines(items(0, 0, 1, 1), numbering)[2:] == ["2.1项", "2.2项"]


def test_an_upper_level_not_met_yet_shows_its_start() -> None:
    numbering = abstract(0, level(0, "%1.", start=3), level(1, "%1.%2", extra=_NOTHING))
    assert lines(items(1), numbering + numbered(1, 0)) == ["3.1项"]


def test_a_level_that_was_skipped_counts_as_met() -> None:
    numbering = abstract(
        0,
        level(0, "%1.", extra=_NOTHING),
        level(1, "%1.%2.", extra=_NOTHING),
        level(2, "%1.%2.%3.", extra=_NOTHING),
    )
    found = lines(items(1, 0, 2, 1), numbering + numbered(1, 0))
    assert found == ["1.1.项", "2.项", "2.1.1.项", "2.2.项"]


def test_legal_labels_print_decimal_digits() -> None:
    numbering = abstract(
        0, level(0, "%1、", "chineseCounting"), level(1, "%1.%2", extra=_LEGAL + _NOTHING)
    )
    assert lines(items(0, 1), numbering + numbered(1, 0)) == ["一、项", "1.1项"]


def test_lists_over_one_abstract_list_share_their_count() -> None:
    numbering = _OUTLINE + numbered(1, 0) + numbered(2, 0)
    body = items(0) + items(0, number_id=2) + items(0)
    assert lines(body, numbering) == ["一、项", "二、项", "三、项"]


def test_a_start_override_restarts_once() -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = _OUTLINE + numbered(1, 0) + numbered(2, 0, restart)
    body = items(0, 0) + items(0, 0, number_id=2)
    assert lines(body, numbering) == ["一、项", "二、项", "一、项", "二、项"]


def test_a_start_override_holds_for_the_first_paragraph_only() -> None:
    start = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>'
    found = lines(items(0, 1, 1, 0, 1), _OUTLINE + numbered(1, 0, start))
    assert found == ["一、项", "（五）项", "（六）项", "二、项", "（一）项"]


def test_an_overridden_level_replaces_the_abstract_one() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "第%1条", extra=_NOTHING)}</w:lvlOverride>'
    assert lines(items(0), _OUTLINE + numbered(1, 0, override)) == ["第1条项"]


def test_a_level_that_never_restarts_counts_through() -> None:
    numbering = abstract(
        0,
        level(0, "%1、", "chineseCounting", extra=_NOTHING),
        level(1, "（%2）", "decimal", extra='<w:lvlRestart w:val="0"/>' + _NOTHING),
    )
    assert lines(items(0, 1, 0, 1), numbering + numbered(1, 0))[1::2] == ["（1）项", "（2）项"]


def test_a_level_may_restart_only_after_a_certain_one() -> None:
    numbering = abstract(
        0,
        level(0, "%1", extra=_NOTHING),
        level(1, "%2", extra=_NOTHING),
        level(2, "<%3>", extra='<w:lvlRestart w:val="1"/>' + _NOTHING),
    )
    found = lines(items(0, 1, 2, 1, 2, 0, 2), numbering + numbered(1, 0))
    assert [line for line in found if line.startswith("<")] == ["<1>项", "<2>项", "<1>项"]


def test_a_style_brings_its_list_and_the_level_tied_to_it() -> None:
    numbering = abstract(
        0,
        level(0, "%1、", "chineseCounting", extra='<w:pStyle w:val="H1"/>' + _NOTHING),
        level(1, "（%2）", "chineseCounting", extra='<w:pStyle w:val="H2"/>' + _NOTHING),
    )
    numbering += numbered(7, 0)
    link = '<w:numPr><w:numId w:val="7"/></w:numPr>'
    styles = style("H1", paragraph_properties=link) + style("H2", paragraph_properties=link)
    styles += style("H2bis", based_on="H2")
    body = "".join(paragraph("项", style=name) for name in ("H1", "H2", "H2bis", "H1"))
    assert lines(body, numbering, styles) == ["一、项", "（一）项", "（二）项", "二、项"]


def test_list_zero_takes_a_styles_number_away() -> None:
    styles = style("H1", paragraph_properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = paragraph("甲", style="H1") + paragraph("乙", style="H1", number=(0, None))
    assert lines(body, _OUTLINE + numbered(1, 0), styles) == ["一、甲", "乙"]


def linked(abstract_id: int, style_id: str) -> str:
    link = f'<w:numStyleLink w:val="{style_id}"/>'
    return f'<w:abstractNum w:abstractNumId="{abstract_id}">{link}</w:abstractNum>'


def list_style(style_id: str, number_id: int) -> str:
    link = f'<w:numPr><w:numId w:val="{number_id}"/></w:numPr>'
    return style(style_id, kind="numbering", paragraph_properties=link)


def test_an_abstract_list_may_stand_for_a_numbering_style() -> None:
    numbering = _OUTLINE + linked(5, "Points") + numbered(1, 0) + numbered(2, 5)
    assert lines(items(0, number_id=2), numbering, list_style("Points", 1)) == ["一、项"]


def test_numbering_styles_in_a_ring_give_no_number() -> None:
    ring = linked(1, "S2") + linked(2, "S1") + numbered(1, 1) + numbered(2, 2)
    assert lines(items(0), ring, list_style("S1", 1) + list_style("S2", 2)) == ["项"]


@pytest.mark.parametrize(
    ("suffix", "label", "text", "line"),
    [
        ("tab", "%1、", "总体情况", "1、总体情况"),
        ("tab", "%1.", "总体情况", "1. 总体情况"),
        ("tab", "%1、", "5条信息", "1、 5条信息"),
        ("space", "%1、", "总体情况", "1、 总体情况"),
        ("nothing", "%1.", "总体情况", "1.总体情况"),
    ],
)
def test_what_stands_between_number_and_text(suffix: str, label: str, text: str, line: str) -> None:
    extra = "" if suffix == "tab" else f'<w:suff w:val="{suffix}"/>'
    numbering = abstract(0, level(0, label, extra=extra)) + numbered(1, 0)
    assert lines(paragraph(text, number=(1, 0)), numbering) == [line]


@pytest.mark.parametrize(
    "definition",
    [
        level(0, "\uf06c", "bullet"),
        level(0, "%1.", extra="<w:rPr><w:vanish/></w:rPr>"),
        level(0, "%1", "none"),
    ],
)
def test_bullets_hidden_and_empty_labels_are_not_written(definition: str) -> None:
    assert lines(items(0), abstract(0, definition) + numbered(1, 0)) == ["项"]


@pytest.mark.parametrize("number_id", [9, 2])
def test_a_list_that_is_not_defined_gives_no_number(number_id: int) -> None:
    assert lines(items(0, number_id=number_id), _OUTLINE + numbered(2, 77)) == ["项"]


def test_an_empty_numbered_paragraph_shows_its_number() -> None:
    numbering = abstract(0, level(0, "%1")) + numbered(1, 0)
    body = table(
        row(cell(paragraph(number=(1, 0))), cell("甲")),
        row(cell(paragraph(number=(1, 0))), cell("乙")),
    )
    assert lines(body, numbering) == ["1\t甲", "2\t乙"]


def test_deleted_paragraphs_take_no_number() -> None:
    gone = paragraph(
        "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>",
        number=(1, 0),
        properties="<w:rPr><w:del/></w:rPr>",
    )
    assert lines(items(0) + gone + items(0), _OUTLINE + numbered(1, 0)) == ["一、项", "二、项"]


def test_custom_formats_pad_with_zeros() -> None:
    padded = (
        '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        f'{_NOTHING}<w:lvlText w:val="%1号"/></w:lvl>'
    )
    assert lines(items(0), abstract(0, padded) + numbered(1, 0)) == ["007号项"]


@pytest.mark.parametrize(
    ("number_format", "spelled"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("decimalFullWidth", {1: "１", 10: "１０"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("ideographEnclosedCircle", {2: "㈡", 11: "11"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九"}),
        ("chineseCounting", {100: "一〇〇", 105: "一〇五"}),
        (
            "chineseCountingThousand",
            {1: "一", 10: "十", 21: "二十一", 100: "一百", 105: "一百零五", 110: "一百一十",
             1005: "一千零五", 12000: "一万二千", 100000: "100000"},
        ),
        ("japaneseCounting", {1: "一", 10: "十", 11: "十一", 100: "百", 105: "百五", 1100: "千百"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 12: "壹拾贰"}),
        ("ideographLegalTraditional", {3: "參", 20: "貳拾"}),
        ("ideographDigital", {10: "一〇", 23: "二三"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {12: "亥"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa", 100000: "100000"}),
        ("upperLetter", {2: "B"}),
        ("lowerRoman", {4: "iv", 1999: "mcmxcix"}),
        ("upperRoman", {9: "IX"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 112: "112th"}),
        ("numberInDash", {4: "- 4 -"}),
        ("hex", {255: "FF"}),
        ("chicago", {5: "5"}),
        ("bullet", {1: ""}),
        ("none", {1: ""}),
    ],
)  # fmt: skip
def test_counts_are_spelled_as_word_spells_them(
    number_format: str, spelled: dict[int, str]
) -> None:
    assert {count: count_to_text(count, number_format) for count in spelled} == spelled
