"""Bytes of a Chinese text to characters: by mark, as UTF-8, else by which decoding reads best.

What a page declares of itself is a hint that the bytes may overrule: many pages that say gb2312
or iso-8859-1 are neither. Which bytes are worth decoding at all is decided in ``detect``.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from extraction.errors import UnreadableReport

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
# Names that pages declare -> the codec that reads what they mean. Subsets are read as the whole
# (browsers do the same); names of encodings that no ASCII markup could stand in are left out.
_DECLARED: dict[str, str] = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8", "x-unicode20utf8"), "utf-8"),
    **dict.fromkeys(
        "gb2312 gb_2312 gb_2312-80 gbk gb18030 x-gbk cp936 ms936 euc-cn chinese csgb2312 hz-gb-2312"
        .split(),
        "gb18030",
    ),
    **dict.fromkeys("big5 big5-hkscs big5hkscs x-x-big5 cn-big5 csbig5 cp950".split(), "big5"),
    **dict.fromkeys("shift_jis shift-jis sjis x-sjis ms_kanji cp932".split(), "cp932"),
    **dict.fromkeys(("euc-jp", "x-euc-jp"), "euc_jp"),
    **dict.fromkeys("euc-kr ks_c_5601-1987 cp949".split(), "cp949"),
    **dict.fromkeys("iso-8859-1 latin1 windows-1252 cp1252 us-ascii ascii".split(), "latin-1"),
}  # fmt: skip
# Python's codecs for Big5: the standard, with the additions of Taiwan, of Hong Kong.
_BIG5_CODECS = ("big5", "cp950", "big5hkscs")

# The commonest characters of official prose and of these reports, in both scripts: right text
# consists of them by 60 to 80 %, the same bytes read in a wrong encoding by less than 15 %.
_COMMON = frozenset(
    "的一是不在了有和人这中大为上个国以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民"
    "得经十三之进等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事"
    "平形相全表间样与关各重新线内数正心反明看原又利比或但质第向道此变条只没结解问意建月公无系很情者最立代想已通并提直题程展五果料"
    "位入常文总次品式设及管特件长求基资边流路级少图统接知较将组见计别手期根论运农指几九区强决被做必先回则任取据处理府信息请报告办务"
    "市县局依收费处罚许可复议诉讼村镇乡街委规范服网站点击答编申查改推落责任促保障监督完善六七八百千万亿零"
    "這為個國時來們產種後發動進經還關開對應條問題報請辦處資訊縣務費複復議訴訟總體佈規範數據電機業務內實現組織統計劃"
    "，。、；：（）《》“”〔〕！？"
)
# What no other reading of the bytes gives: one of these outweighs any count of characters.
_SURE_WORDS = ("政府", "公开", "公開", "信息", "報告", "报告", "年度", "情况", "情況")
_SURE_WEIGHT = 0.1
# Share of replaced places above which the text is refused; two places are always let pass, and the
# end, where a file was cut off inside a character, never counts.
_MOST_BAD = 0.01
_FEW_BAD = 2
# Enough to tell encodings apart (some 20,000 characters), from the first byte beyond ASCII on.
_SAMPLE_BYTES = 1 << 16
# A text has a stray control character at most; random bytes have 11 %.
_MOST_CONTROL = 0.02
_MOST_NUL = 0.001
_CONTROL_BYTES = bytes({*range(1, 32)} - set(b"\t\n\r\f\v\x1a\x1b"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_BAD = re.compile("\ufffd+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text without its mark, and the encoding's name."""

    text: str
    encoding: str


def bytes_to_text(data: bytes, *, declared: str | None = None) -> Decoded:
    """Decodes by mark, as UTF-8, else as what reads most like Chinese.

    U+FFFD stands where single bytes were bad, also for a last character that is cut off.

    Args:
        declared: the encoding that the file names for itself; decides where the bytes do not.

    Raises:
        UnreadableReport: binary, encoding.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], name)
    wide = _unmarked_wide(data)
    if wide is not None:
        return _decode(data, wide)
    _refuse_binary(data)
    if _decodes(data, "utf-8"):
        return _decode(data, "utf-8")
    return _decode(data, _best_reading(data, declared_to_codec(declared)))


def declared_to_codec(declared: str | None) -> str | None:
    """The codec that a declared name stands for; None for names that say nothing useful."""
    if declared is None:
        return None
    return _DECLARED.get(declared.strip().strip("\"'").lower())


def _best_reading(data: bytes, declared: str | None) -> str:
    """The encoding in which the bytes read best; where several do, in this order."""
    first = _BEYOND_ASCII.search(data)
    at = first.start() if first else 0
    sample = data[at : at + _SAMPLE_BYTES]
    candidates = ["gb18030", "big5", "utf-8"]
    if declared is not None:
        candidates.insert(0, declared)
    return max(dict.fromkeys(candidates), key=lambda name: _readability(sample, name))


def _readability(sample: bytes, name: str) -> float:
    """How much a decoding looks like Chinese, per character beyond ASCII; below 0 for damage."""
    text = sample.decode(_big5_codec(sample) if name == "big5" else name, errors="replace")
    beyond = [char for char in text if char > "\x7f"]
    if not beyond:
        return 0.0
    common = sum(char in _COMMON for char in beyond)
    private = sum("\ue000" <= char <= "\uf8ff" for char in beyond)
    sure = sum(word in text for word in _SURE_WORDS)
    bad = len(_BAD.findall(text.rstrip("\ufffd")))
    return (common - 5 * bad - 2 * private) / len(beyond) + _SURE_WEIGHT * sure


def _big5_codec(data: bytes) -> str:
    return next((codec for codec in _BIG5_CODECS if _decodes(data, codec)), "cp950")


def _decodes(data: bytes, name: str) -> bool:
    """Whether the bytes are sound in the encoding, a cut last character aside."""
    try:
        codecs.getincrementaldecoder(name)().decode(data, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _decode(data: bytes, name: str) -> Decoded:
    codec = _big5_codec(data) if name == "big5" else name
    text = data.decode(codec, errors="replace")
    control = len(_CONTROL.findall(text))
    if control > _FEW_BAD and control > len(text) * _MOST_CONTROL:
        raise UnreadableReport("binary", f"{control} control characters of {len(text)}")
    if "\ufffd" in text and not _decodes(data, codec):
        sound = text.rstrip("\ufffd")
        bad = len(_BAD.findall(sound))
        if not sound.strip() or bad > max(_FEW_BAD, len(sound) * _MOST_BAD):
            raise UnreadableReport("encoding", f"{bad} places of {len(text)} are not {name}")
    return Decoded(text, name)


def _unmarked_wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: its NULs give it away, and only one reading is Chinese."""
    sample = data[:4096]
    if sample.count(0) <= len(sample) * _MOST_NUL:
        return None
    for name in _WIDE:
        try:
            text = codecs.getincrementaldecoder(name)().decode(sample, final=False)
        except UnicodeDecodeError:
            continue
        common = sum(char in _COMMON for char in text)
        if common > len(text) * 0.3 and not _CONTROL.search(text):
            return name
    return None


def _refuse_binary(data: bytes) -> None:
    """Raises UnreadableReport: binary."""
    sample = data[:_SAMPLE_BYTES]
    nul = data.count(0)
    control = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if nul > len(data) * _MOST_NUL or control > len(sample) * _MOST_CONTROL:
        raise UnreadableReport("binary", f"{nul} NUL bytes, {control} control characters")
