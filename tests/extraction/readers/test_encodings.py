from __future__ import annotations

import codecs

import pytest

from extraction.errors import UnreadableReport
from extraction.readers.encodings import bytes_to_text, declared_to_codec

SIMPLIFIED = (
    "岚溪县水务局2023年政府信息公开工作年度报告\n一、总体情况\n"
    "2023年，县水务局认真贯彻落实《中华人民共和国政府信息公开条例》，主动公开政府信息128条。\n"
)
TRADITIONAL = (
    "嵐溪縣水務局2023年政府信息公開工作年度報告\n一、總體情況\n"
    "2023年，縣水務局認真貫徹落實《中華人民共和國政府信息公開條例》，主動公開政府信息128條。\n"
)


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL])
@pytest.mark.parametrize(
    ("codec", "name"),
    [("utf-8", "utf-8"), ("gbk", "gb18030"), ("gb18030", "gb18030")],
)
def test_text_comes_back_from_its_encoding(text: str, codec: str, name: str) -> None:
    decoded = bytes_to_text(text.encode(codec))
    assert decoded.text == text
    assert decoded.encoding == name


@pytest.mark.parametrize("codec", ["big5", "cp950", "big5hkscs"])
def test_big5_is_told_from_gb18030(codec: str) -> None:
    decoded = bytes_to_text(TRADITIONAL.encode(codec))
    assert decoded.text == TRADITIONAL
    assert decoded.encoding == "big5"


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_mark_decides_and_is_no_text(mark: bytes, codec: str) -> None:
    decoded = bytes_to_text(mark + SIMPLIFIED.encode(codec))
    assert decoded.text == SIMPLIFIED
    assert decoded.encoding == codec


def test_a_second_mark_is_text() -> None:
    assert bytes_to_text(codecs.BOM_UTF8 * 2 + "甲".encode()).text == "\ufeff甲"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_without_a_mark_is_known_by_its_zeros(codec: str) -> None:
    assert bytes_to_text(SIMPLIFIED.encode(codec)).encoding == codec


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16", "big5"])
def test_a_cut_last_character_changes_nothing_but_itself(codec: str) -> None:
    text = TRADITIONAL.strip() if codec == "big5" else SIMPLIFIED.strip()
    text = text.removesuffix("。") + "年"
    whole = bytes_to_text(text.encode(codec))
    cut = bytes_to_text(text.encode(codec)[:-1])
    assert cut.encoding == whole.encoding
    assert cut.text == text[:-1] + "\ufffd"


@pytest.mark.parametrize("length", range(20, 80))
def test_short_pieces_are_decoded_rightly_wherever_they_end(length: int) -> None:
    assert bytes_to_text(SIMPLIFIED.encode("gb18030")[:length]).encoding == "gb18030"
    assert bytes_to_text(SIMPLIFIED.encode("utf-8")[:length]).encoding == "utf-8"
    assert bytes_to_text(TRADITIONAL.encode("big5")[:length]).encoding == "big5"


@pytest.mark.parametrize(
    ("codec", "bad"), [("utf-8", b"\x80"), ("utf-8", b"\xe4\xb8"), ("gb18030", b"\xff")]
)
def test_a_damaged_byte_becomes_a_replacement_character(codec: str, bad: bytes) -> None:
    decoded = bytes_to_text(SIMPLIFIED.encode(codec) + bad + SIMPLIFIED.encode(codec))
    assert decoded.text == f"{SIMPLIFIED}\ufffd{SIMPLIFIED}"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_many_damaged_bytes_are_refused(codec: str) -> None:
    with pytest.raises(UnreadableReport) as caught:
        bytes_to_text(b"\xff\xff".join(char.encode(codec) * 9 for char in SIMPLIFIED))
    assert caught.value.code == "encoding"


def test_replacement_characters_of_the_source_are_text() -> None:
    text = "政府信息\ufffd公开" * 9
    assert bytes_to_text(text.encode("utf-8")).text == text


def test_four_byte_characters_of_gb18030_are_read() -> None:
    text = SIMPLIFIED + "\u3447\U00020000龘"
    assert bytes_to_text(text.encode("gb18030")).text == text


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", "big5", "iso-8859-1", "hex", "?"])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_wrong_declaration_does_no_harm(codec: str, declared: str) -> None:
    assert bytes_to_text(SIMPLIFIED.encode(codec), declared=declared).text == SIMPLIFIED


def test_a_declaration_decides_where_the_bytes_do_not() -> None:
    data = "Rapport annuel 2023, établi à Genève".encode("latin-1")
    assert bytes_to_text(data, declared="iso-8859-1").encoding == "latin-1"
    assert bytes_to_text("営業報告、年次".encode("cp932"), declared="Shift_JIS").encoding == "cp932"


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("gb2312", "gb18030"),
        (' "GBK" ', "gb18030"),
        ("UTF8", "utf-8"),
        ("rot13", None),
        ("undefined", None),
        (None, None),
    ],
)
def test_declared_names(declared: str | None, codec: str | None) -> None:
    assert declared_to_codec(declared) == codec


@pytest.mark.parametrize(
    "data",
    [
        bytes(1000),
        bytes(range(256)) * 20,
        "政府信息公开".encode() + bytes(40),
        "\x00".join("annual report").encode() * 3 + b"\x01\x02\x03" * 30,
        b"\x01\x02\x03\x04" * 10 + "年度报告".encode("gb18030"),
        codecs.BOM_UTF16_LE + "\x01\x02\x03\x04".encode("utf-16-le") * 30,
    ],
)
def test_binary_data_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableReport) as caught:
        bytes_to_text(data)
    assert caught.value.code == "binary"


def test_a_stray_control_character_stays() -> None:
    text = f"{SIMPLIFIED}\x0c\x1b\x01{SIMPLIFIED}\x1a"
    assert bytes_to_text(text.encode("utf-8")).text == text
