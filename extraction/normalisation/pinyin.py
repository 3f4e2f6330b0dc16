"""Readings that mirror sites print behind characters: 領(lǐng)導(dǎo), 政(zheng)(zheng)."""

from __future__ import annotations

import re

from extraction.normalisation.offsets import MatchingCopy, drop

# Accents may stand as marks of their own; ɑ and ɡ are the letters of pinyin fonts.
_LETTERS = "a-zɑɡāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêếềǘ\u0300\u0301\u0304\u0308\u030c"
# The longest syllable is zhuāng, its accent apart seven characters; each bracket of a doubled
# reading is matched by itself.
_READING = re.compile(rf"(?<=[\u3400-\u9fff])(?:\([{_LETTERS}]{{1,7}}\))+")
_BRACKET = re.compile(r"[^()]+")
_SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:[iu]?(?:a|ai|an|ang|ao|o|ong|ou|e|ei|en|eng)|er|i|in|ing|u|ui|un|v|ve|ue|uai|iu|m|n|ng)"
)
# Text with fewer different readings than this and none with a tone holds abbreviations: 证书(ca)
_LEAST_READINGS = 3


def drop_pinyin(copy: MatchingCopy) -> MatchingCopy:
    """The copy without readings in brackets; upper case as in (CA) is no reading.

    Expects folded brackets. Readings without tones count only where they are syllables and several
    different ones occur: (app) and a lone (ca) stay.
    """
    if "(" not in copy.text:
        return copy
    spans: list[tuple[int, int]] = []
    toneless: set[str] = set()
    toned = False
    for match in _READING.finditer(copy.text):
        readings = _BRACKET.findall(match[0])
        if match[0].isascii():
            if not all(_SYLLABLE.fullmatch(reading) for reading in readings):
                continue
            toneless.update(readings)
        else:
            toned = True
        spans.append(match.span())
    if not toned and len(toneless) < _LEAST_READINGS:
        return copy
    return drop(copy, spans)
