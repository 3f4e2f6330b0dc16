"""Traditional characters to simplified ones, one for one, through OpenCC."""

from __future__ import annotations

from functools import cache

import opencc

from extraction.normalisation.offsets import MatchingCopy


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _simplified(char: str) -> str:
    converted: str = _converter().convert(char)
    return converted if len(converted) == 1 else char


def _may_be_traditional(char: str) -> bool:
    """Whether a Han character stands outside GB 2312, the set of simplified texts."""
    if not "\u4e00" <= char <= "\u9fff":
        return False
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def to_simplified(copy: MatchingCopy) -> MatchingCopy:
    """Each traditional character replaced by its simplified one; the length never changes.

    Characters within GB 2312 stay: 后, 于, 乾 and their like are rightly simplified in most
    texts, and a text half converted keeps them so.
    """
    mapping = {
        ord(char): _simplified(char) for char in set(copy.text) if _may_be_traditional(char)
    }
    if not mapping:
        return copy
    return MatchingCopy(
        copy.text.translate(mapping), copy.starts, copy.ends, copy.source_length
    )
