"""Widths, compatibility forms, quotation marks and dashes folded to one form each.

NFKC does most of it; the tables below hold what NFKC leaves apart and matching must not.
"""

from __future__ import annotations

import unicodedata

from extraction.normalisation.offsets import MatchingCopy, identity_copy, substitute

SAME_CHARACTER: dict[str, str] = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "「": '"', "」": '"', "『": '"', "』": '"',
    "‘": "'", "’": "'",
    "—": "-", "–": "-", "―": "-", "−": "-", "‐": "-", "‑": "-", "─": "-", "━": "-", "﹣": "-",
    "·": "·", "•": "·", "‧": "·", "・": "·",
    "〔": "(", "〕": ")", "［": "(", "］": ")", "【": "(", "】": ")",
    "〈": "<", "〉": ">", "¦": "|", "│": "|", "┃": "|", "∣": "|",
    "\u00a0": " ", "\u3000": " ", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "",
    "\u00ad": "", "\u2060": "",
    # radicals that PDF producers print for the whole character, which NFKC leaves alone
    "⺠": "民", "⻓": "长", "⻔": "门", "⻋": "车", "⻅": "见", "⻚": "页", "⻛": "风", "⻜": "飞",
    "⻢": "马", "⻥": "鱼", "⻦": "鸟", "⻩": "黄", "⻬": "齐", "⻰": "龙", "⻄": "西", "⺟": "母",
    "⻆": "角", "⻉": "贝", "⻝": "食", "⻣": "骨", "⺌": "小", "⺝": "月", "⺮": "竹", "⻁": "虎",
}  # fmt: skip


class _Fold(dict[int, str]):
    """code point -> folded string, worked out once for each code point met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = SAME_CHARACTER.get(char)
        if folded is None:
            folded = unicodedata.normalize("NFKC", char)
            if len(folded) == 1:
                folded = SAME_CHARACTER.get(folded, folded)
            elif folded.strip() != folded:
                # spacing accents decompose into a blank and a mark; they are no words' gap
                folded = char
        self[code] = folded
        return folded


_FOLD = _Fold()


def fold_characters(text: str) -> MatchingCopy:
    """NFKC character by character, with one form for each kind of quotation mark and dash.

    Brackets become round, full-width forms narrow, zero-width characters vanish.
    """
    copy = identity_copy(text)
    folded = text.translate(_FOLD)
    if len(folded) == len(text) and all(len(_FOLD[ord(char)]) == 1 for char in set(text)):
        return MatchingCopy(folded, copy.starts, copy.ends, copy.source_length)
    return substitute(copy, [_FOLD[ord(char)] for char in text])
