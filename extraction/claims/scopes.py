"""Channels: said once, they hold for the figures behind them in their sentence.

The annotation guide, decisions 3 and 10. Periods are left to ``period_choices``.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from extraction.claims.sentences import Sentence
from models import ScoredSpan

# A clause behind ; that still speaks of the total before it, or has no subject of its own.
_GOES_ON = re.compile(
    r"\s*(?:其中|包括|含|其余|余|分别|(?:并|还|共|累计|同时|及时)*(?:发布|推送|刊发|刊登|播发|更新|转发))"
)
# another way than the one named before it
_ELSEWHERE = re.compile(r"其他(?:方式|渠道|途径|形式|载体)")
# a way named farther behind than this many characters stands in another clause
_FARTHEST = 120
_CLAUSE_BREAK = re.compile(r"[,;:]")
_JOINT = re.compile(r"、|和|及|与|以及")
# So many ways may share a figure with 各; in the annotated texts three do at most.
_MOST_SHARING = 12


def link_channels(text: str, sentence: Sentence, at: int) -> tuple[ScoredSpan, ...]:
    """The channel that holds at offset ``at``: the last one named before it in the sentence.

    Several where one number is told for each of them (门户网站、公众号各发布12条).
    """
    last = bisect_right(sentence.channels, at, key=lambda channel: channel.end) - 1
    if last < 0:
        return ()
    channel = sentence.channels[last]
    if _ELSEWHERE.search(text, channel.end, min(at, channel.end + _FARTHEST)):
        return ()
    cut = text.rfind(";", channel.end, at)
    if cut >= 0 and not _GOES_ON.match(text, cut + 1, at):
        return ()
    is_near = at - channel.end <= _FARTHEST and text.startswith("各", channel.end)
    if not is_near or _CLAUSE_BREAK.search(text, channel.end, at):
        return (channel,)
    first, farthest = last, max(0, last + 1 - _MOST_SHARING)
    while first > farthest and _JOINT.fullmatch(
        text, sentence.channels[first - 1].end, sentence.channels[first].start
    ):
        first -= 1
    return sentence.channels[first : last + 1]
