"""Readings in brackets vanish, abbreviations in brackets stay (N27, N28)."""

from __future__ import annotations

import pytest

from extraction.normalisation.characters import fold_characters
from extraction.normalisation.pinyin import drop_pinyin


def without_readings(text: str) -> str:
    return drop_pinyin(fold_characters(text)).text


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("領(lǐng)導(dǎo)", "領導"),
        ("領（lǐng）導（dǎo）", "領導"),
        ("進(jìn)行", "進行"),
        ("政(zhèng)(zhèng)府", "政府"),
        ("庄(zhuāng)", "庄"),
        ("女(nǚ)、绿(lǜ)", "女、绿"),
        ("领(lǐnɡ)导(dɑ̌o)", "领导"),  # letters of pinyin fonts, the accent a mark of its own
        ("领(li\u030cng)", "领"),
    ],
)
def test_readings_with_tones_vanish(printed: str, read: str) -> None:
    assert without_readings(printed) == read


def test_doubled_readings_without_tones_vanish() -> None:
    printed = "政(zheng)(zheng)府(fu)(fu)信(xin)(xin)息"
    assert without_readings(printed) == "政府信息"


@pytest.mark.parametrize(
    "text",
    [
        "证书(CA)",
        "证书(ca)",
        "证书(ca)、证书(ca)、证书(ca)、证书(ca)",
        "网址(http://www.example.cn)",
        "客户端(app)、文件(pdf)、平台(vip)、模式(ppp)",
        "申请(一)",
        "公开(2023)",
        "x(lǐng)",
        "公开(lǐng导)",
        "",
    ],
)
def test_what_is_no_reading_stays(text: str) -> None:
    assert without_readings(text) == text


def test_abbreviations_stay_beside_readings() -> None:
    assert without_readings("數(shù)字證書(CA)(http)開(kāi)通") == "數字證書(CA)(http)開通"


def test_toneless_syllables_go_with_toned_ones() -> None:
    assert without_readings("我們(men)應(yīng)當") == "我們應當"


def test_places_skip_the_readings() -> None:
    copy = drop_pinyin(fold_characters("領(lǐng)導(dǎo)小組"))
    assert copy.to_source(0, 2).slice("領(lǐng)導(dǎo)小組") == "領(lǐng)導"
    assert copy.to_source(2, 4).slice("領(lǐng)導(dǎo)小組") == "小組"
