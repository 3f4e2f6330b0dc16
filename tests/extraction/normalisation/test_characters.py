"""Widths, punctuation, enclosed numbers, radicals: one form each."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from extraction.normalisation.characters import RADICALS, fold_characters, text_to_narrow
from tests.extraction.normalisation.strategies import TEXTS


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("２０２３年１，２３４件", "2023年1,234件"),
        ("（一）主动公开：１．５％", "(一)主动公开:1.5%"),
        ("ＬＥＤ屏", "LED屏"),
        ("国办函〔2020〕109号", "国办函(2020)109号"),
        ("【图片版】［试行］", "(图片版)(试行)"),
        ("“公开”「常态」«例外»", '"公开""常态""例外"'),
        ("‘一网’通办", "'一网'通办"),
        ("1月—12月、1–2、1−2", "1月-12月、1-2、1-2"),
        ("——", "--"),
        ("〈条例〉", "<条例>"),
        ("《条例》", "《条例》"),
        ("甲•乙・丙", "甲·乙·丙"),
        ("１～３、1〜3", "1~3、1~3"),
        ("等…", "等..."),
        ("规章¦0│0┃", "规章|0|0|"),
        ("甲\u3000乙\u00a0丙\u2002丁", "甲 乙 丙 丁"),
        ("甲\ue5e5乙", "甲 乙"),
        ("政\u200b府\ufeff信\u00ad息\u2060", "政府信息"),
        ("第½页", "第1/2页"),
        ("㈠㊁⒈", "(一)(二)1."),
    ],
)
def test_one_form_each(printed: str, folded: str) -> None:
    assert fold_characters(printed).text == folded


@pytest.mark.parametrize("mark", ["①", "❶", "➀", "➊", "⓵", "⑴"])
def test_enclosed_number_does_not_run_into_the_number_behind_it(mark: str) -> None:
    assert fold_characters(f"{mark}12条").text == "(1)12条"


@pytest.mark.parametrize("end", ["\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_one(end: str) -> None:
    assert fold_characters(f"甲{end}乙").text == "甲\n乙"


def test_carriage_return_and_line_feed_stay_two_characters() -> None:
    copy = fold_characters("甲\r\n乙")
    assert copy.text == "甲 \n乙"
    assert list(copy.starts) == [0, 1, 2, 3]


def test_spacing_accent_makes_no_blank() -> None:
    assert fold_characters("甲´乙").text == "甲´乙"


def test_combining_mark_stands_by_itself() -> None:
    assert fold_characters("e\u0301").text == "e\u0301"


def test_ligature_that_says_a_sentence_leads_back_to_one_character() -> None:
    copy = fold_characters("甲ﷺ乙")
    assert len(copy.text) == 20
    assert copy.to_source(1, 19).start == 1
    assert copy.to_source(1, 19).end == 2


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("⼈⺠政府", "人民政府"),  # a Kangxi radical and one of the supplement
        ("⻓期", "长期"),
        ("部⻔", "部门"),
        ("意⻅", "意见"),
        ("⻛险", "风险"),
        ("第1⻚", "第1页"),
        ("⻩⻢⻰⻥⻦⻋⻉", "黄马龙鱼鸟车贝"),
        ("⻄⻆⻘⻣", "西角青骨"),
        ("⺟⻳", "母龟"),
    ],
)
def test_radical_reads_as_the_character(printed: str, folded: str) -> None:
    assert fold_characters(printed).text == folded


def test_every_radical_of_the_supplement_with_a_character_of_its_own_is_folded() -> None:
    """The names that Unicode gives; what is left has no ideograph that it stands for in print."""
    left = {
        chr(code)
        for code in range(0x2E80, 0x2EF4)
        if unicodedata.name(chr(code), "") and chr(code) not in RADICALS
    }
    assert left == set("⺀⺆⺇⺋⺍⺑⺗⺢⺥⺧⺪⺴⺵⺷⺸⺽⻇⻕⻞")


def test_radicals_fold_to_ideographs() -> None:
    for radical, ideograph in RADICALS.items():
        assert unicodedata.name(radical).startswith("CJK RADICAL")
        assert unicodedata.name(ideograph).startswith("CJK UNIFIED IDEOGRAPH")


@given(TEXTS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold_characters(text).text
    assert fold_characters(once).text == once


@given(TEXTS)
def test_with_and_without_the_way_back_folds_alike(text: str) -> None:
    if "\r" not in text:
        assert text_to_narrow(text) == fold_characters(text).text
