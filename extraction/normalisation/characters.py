"""Widths, compatibility forms, quotation marks and dashes folded to one form each.

NFKC does most of it; the tables below hold what NFKC leaves apart and matching must not, and what
NFKC joins and matching must keep apart (① before a number). Script is left to ``script``.
"""

from __future__ import annotations

import re
import unicodedata

from extraction.normalisation.offsets import MatchingCopy, identity_copy, substitute

# Radicals that PDF producers print for the whole character: a font draws both with one glyph, and
# the reading back from glyph to character takes the radical. NFKC knows the Kangxi block, and of
# the CJK supplement only ⺟ and ⻳. Down to ⻳ stand all of the supplement that one of the Noto CJK
# faces draws with the very glyph of their ideographs; below it those whose ideographs stand apart
# there, by Unicode's list of equivalent unified ideographs.
RADICALS: dict[str, str] = {
    pair[0]: pair[1]
    for pair in (
        "⺂乛 ⺃乚 ⺅亻 ⺉刂 ⺎兀 ⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺘扌 ⺙攵 ⺛旡 ⺞歺 ⺟母"
        " ⺠民 ⺡氵 ⺣灬 ⺤爫 ⺦丬 ⺨犭 ⺫罒 ⺭礻 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺳㓁 ⺹耂 ⺺肀 ⺾艹 ⺿艹"
        " ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻈讠 ⻉贝 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻖阝"
        " ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟飠 ⻠饣 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾"
        " ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟"
        " ⺁厂 ⺄乙 ⺈刀 ⺊卜 ⺌小 ⺜日 ⺝月 ⺩王 ⺬示 ⺮竹 ⺶羊 ⺻聿 ⺼月 ⻀艹 ⻁虎 ⻊足 ⻏阝"
        " ⻗雨 ⻡首"
    ).split()
}

# NFKC makes bare digits of these, which would run into a number behind them: ①12条
_ENCLOSED: dict[str, str] = {
    **{char: f"({number})" for number, char in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")},
    **{char: f"({number})" for number, char in enumerate("⓿❶❷❸❹❺❻❼❽❾❿⓫⓬⓭⓮⓯⓰⓱⓲⓳⓴")},
    **{char: f"({number})" for number, char in enumerate("⓵⓶⓷⓸⓹⓺⓻⓼⓽⓾", start=1)},
    **{char: f"({number})" for number, char in enumerate("➀➁➂➃➄➅➆➇➈➉", start=1)},
    **{char: f"({number})" for number, char in enumerate("➊➋➌➍➎➏➐➑➒➓", start=1)},
    **{
        char: f"({char_as})"
        for char, char_as in zip("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", "一二三四五六七八九十", strict=True)
    },
}

SAME_CHARACTER: dict[str, str] = {
    **dict.fromkeys("“”„‟«»「」『』〝〞〟", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("—–―−‐‑‒─━﹣⁃﹘", "-"),
    **dict.fromkeys("·•‧・∙⋅", "·"),
    **dict.fromkeys("〔［【〖", "("),
    **dict.fromkeys("〕］】〗", ")"),
    "〈": "<", "〉": ">", "‹": "<", "›": ">",
    **dict.fromkeys("¦│┃∣￨", "|"),
    "〜": "~", "∼": "~", "⋯": "...", "⁄": "/", "∕": "/",
    "㇐": "一",
    # line ends of every kind are one; \r\n is mended after the fold
    **dict.fromkeys("\f\v\x85\u2028\u2029", "\n"),
    # the blank of GBK's user-defined area, as old pages print it
    "\ue5e5": " ",
    # invisible: joiners, direction marks, soft hyphens, variation selectors
    **dict.fromkeys(
        "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
        "\u2066\u2067\u2068\u2069\ufeff\u00ad\u034f\u180e",
        "",
    ),
    **{chr(code): "" for code in range(0xFE00, 0xFE10)},
    **_ENCLOSED,
    **RADICALS,
}  # fmt: skip


class _Fold(dict[int, str]):
    """code point -> folded string, worked out once for each code point met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _char_to_folded(chr(code))
        return folded


def _char_to_folded(char: str) -> str:
    if char in SAME_CHARACTER:
        return SAME_CHARACTER[char]
    folded = unicodedata.normalize("NFKC", char)
    if len(folded) > 1 and folded.strip() != folded:
        # spacing accents decompose into a blank and a mark; they are no words' gap
        return char
    return "".join(SAME_CHARACTER.get(part, part) for part in folded)


_FOLD = _Fold()


def text_to_narrow(text: str) -> str:
    """The text folded, where no way back is needed."""
    return text.translate(_FOLD)


def fold_characters(text: str) -> MatchingCopy:
    """NFKC character by character, with one form for each kind of quotation mark and dash.

    Brackets become round, full-width forms narrow, line ends ``\\n`` (``\\r\\n`` a blank and one),
    zero-width characters vanish.
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    copy = identity_copy(text)
    resized = [char for char in set(text) if len(_FOLD[ord(char)]) != 1]
    if not resized:
        return MatchingCopy(text.translate(_FOLD), copy.starts, copy.ends, copy.source_length)
    places = re.compile(f"[{re.escape(''.join(resized))}]").finditer(text)
    lengths = [(place.start(), len(_FOLD[ord(place[0])])) for place in places]
    return substitute(copy, text.translate(_FOLD), lengths)
