"""Readings that mirror sites print behind characters: 領(lǐng)導(dǎo), 政(zheng)(zheng)."""

from __future__ import annotations

import re

from extraction.normalisation.offsets import MatchingCopy, drop

# The longest syllable is zhuāng; with a doubled reading each bracket is matched by itself.
_READING = re.compile(
    r"(?<=[\u3400-\u9fff])(?:\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]{1,7}\))+"
)
# Text with less than three readings holds abbreviations, not readings: 证书(ca)
_LEAST_READINGS = 3


def drop_pinyin(copy: MatchingCopy) -> MatchingCopy:
    """The copy without readings in brackets; upper case as in (CA) is no reading.

    Expects folded brackets.
    """
    if "(" not in copy.text:
        return copy
    spans = [match.span() for match in _READING.finditer(copy.text)]
    toned = sum(not copy.text[start:end].isascii() for start, end in spans)
    if not toned and len(spans) < _LEAST_READINGS:
        return copy
    return drop(copy, spans)
