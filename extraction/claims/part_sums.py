"""Lists of figures that add up to one named before them: the strongest sign of parts and total.

Whether such a list is one, or adds up by chance, is for ``part_choices`` to weigh; here it is found
and its signs are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.claims.mentions import Mention
from extraction.normalisation.numbers import Number

# A list has no more parts than this: the types of table 1's forerunner are seventeen.
_LONGEST = 17
# In full stops: how far before a list its total may stand. 共526条…。按内容分:…。按渠道分:….
_FARTHEST = 3
# and how many figures before it
_MOST = 24
# A list may go on behind so many full stops: 其中甲8件,占80%。乙2件,占20%。
_OVERRUN = 1
# Small sums come about by chance: 1件 and 2件 before 3件.
_TELLING = 10
_STARTS = re.compile(r"[;:。(]|其中|包括|含|分别|里|中")
_ENDS = re.compile(r"[;)。]")
# a total behind its parts: 合计7件
CLOSES = re.compile(r"(?:合计|共计|总计|总共|共)[^,;。]{0,4}$")


@dataclass(frozen=True, slots=True)
class Fit:
    """How a list adds up to a total: how many parts it has, and which signs of a list."""

    parts: int
    is_telling: bool
    starts: bool
    ends: bool
    is_nearest: bool

    @property
    def strength(self) -> int:
        """From 0 to 5."""
        return (self.parts > 2) + self.is_telling + self.starts + self.ends + self.is_nearest

    @property
    def signs(self) -> str:
        flags = (self.parts > 2, self.is_telling, self.starts, self.ends, self.is_nearest)
        return "".join(str(int(flag)) for flag in flags)


Fits = dict[tuple[int, int], Fit]


def mentions_to_fits(mentions: Sequence[Mention]) -> Fits:
    """(index of a total, index of a part) -> how the list that the part stands in adds up to it.

    A list is a row of figures of one unit and one depth of brackets; deeper ones between them are
    passed over.
    """
    found: Fits = {}
    for begin, first in enumerate(mentions):
        if first.is_rate:
            continue
        added: Number = 0
        run: list[int] = []
        for index in _row(mentions, begin):
            run.append(index)
            added += mentions[index].value
            if len(run) > 1 and added > 0:
                _note(mentions, run, added, found)
    return found


def _row(mentions: Sequence[Mention], begin: int) -> Iterator[int]:
    """The figures from ``begin`` on that may stand in one list with it."""
    first, count = mentions[begin], 0
    for index in range(begin, len(mentions)):
        each = mentions[index]
        if each.number - first.number > _OVERRUN or each.depth < first.depth:
            return
        if each.depth > first.depth or each.is_rate:
            continue
        if each.unit != first.unit or count == _LONGEST:
            return
        count += 1
        yield index


def _note(mentions: Sequence[Mention], run: Sequence[int], added: Number, found: Fits) -> None:
    """The totals that the run adds up to, the nearest first."""
    first, last = mentions[run[0]], mentions[run[-1]]
    is_nearest = True
    for total in range(run[0] - 1, max(-1, run[0] - 1 - _MOST), -1):
        whole = mentions[total]
        if first.number - whole.number > _FARTHEST:
            break
        if whole.value == added and whole.unit == first.unit and not whole.is_rate:
            _keep(mentions, run, total, is_nearest, found)
            is_nearest = False
    closing = run[-1] + 1
    if closing < len(mentions) and mentions[closing].number == last.number:
        whole = mentions[closing]
        if whole.value == added and whole.unit == first.unit and CLOSES.search(whole.label):
            _keep(mentions, run, closing, True, found)


def _keep(
    mentions: Sequence[Mention], run: Sequence[int], total: int, is_nearest: bool, found: Fits
) -> None:
    first, last = mentions[run[0]], mentions[run[-1]]
    behind = mentions[run[-1] + 1] if run[-1] + 1 < len(mentions) else None
    fit = Fit(
        parts=len(run),
        is_telling=mentions[total].value >= _TELLING,
        starts=total == run[0] - 1 or _STARTS.search(first.label) is not None,
        ends=behind is None
        or behind.number != last.number
        or behind.unit != first.unit
        or total == run[-1] + 1
        or _ENDS.search(behind.label) is not None,
        is_nearest=is_nearest,
    )
    for index in run:
        known = found.get((total, index))
        if known is None or known.strength < fit.strength:
            found[total, index] = fit
