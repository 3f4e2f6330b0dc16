"""Traditional characters to simplified ones, one for one, through OpenCC."""

from __future__ import annotations

from functools import cache

import opencc

from extraction.normalisation.offsets import MatchingCopy

# Traditional characters that GB 2312 holds too, because simplified texts print them in names
# (於潜镇, 宫商角徵羽); they are folded only where the text is traditional.
_IN_BOTH = str.maketrans("後於徵夥摺菸麽", "后于征伙折烟么")
# Different traditional characters that make a text traditional; simplified reports hold one or
# two (a name, 瞭望), fully and half converted ones dozens.
_LEAST_TRADITIONAL = 5


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _simplified(char: str) -> str:
    """The character itself where it stands in GB 2312, the set of simplified texts."""
    if not "\u4e00" <= char <= "\u9fff":
        return char
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        converted: str = _converter().convert(char)
        return converted if len(converted) == 1 else char
    return char


def to_simplified(copy: MatchingCopy) -> MatchingCopy:
    """Each traditional character replaced by its simplified one; the length never changes.

    Characters within GB 2312 stay unless the text is traditional, and 后, 于, 乾, 著 and their like
    always: they are rightly simplified in most texts, and a text half converted keeps them so.
    """
    mapping: dict[int, str] = {}
    for char in set(copy.text):
        simplified = _simplified(char)
        if simplified != char:
            mapping[ord(char)] = simplified
    if not mapping:
        return copy
    text = copy.text.translate(mapping)
    if len(mapping) >= _LEAST_TRADITIONAL:
        text = text.translate(_IN_BOTH)
    return MatchingCopy(text, copy.starts, copy.ends, copy.source_length)
