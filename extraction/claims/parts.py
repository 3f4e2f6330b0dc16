"""Which amounts are parts of a total named before them (annotation guide, decisions 5, 7, 31).

One walk along the sentence keeps the totals that are being broken down; lists that no word opens
are told by their labels (予以公开3件) or because they add up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.claims.mentions import Mention
from extraction.normalisation.numbers import Number

# the total of the sentence before, which 其中 at the beginning of the next one breaks down
CARRIED = -1

# a clause behind ; that begins with an act has a subject of its own and is no part of the total
_ACTS = (
    "通过|利用|依托|在|发布|组织|召开|举办|开展|回应|印发|编印|推送|制发|完成|处理|办理|建立|建成|新增"
    "|参加|接受|收到|受理|开设|推出|刊发|播出|走访|检查|接待|培训|整改"
)
_MARKS = re.compile(
    r"(?P<opens>其中|包括|包含|涵盖|分别(?:为|是)?|含(?!量|义|糊)|(?<=[件条次人个项篇份]):"
    r"|(?<=[\u4e00-\u9fff])中,)"
    r"|(?P<rest>(?:其余|余)(?=[\d一二三四五六七八九十]|为))"
    r"|(?P<leaves>此外|另有|另外|另(?=[\d发收开公])|同时|同比|较上年|比上年|还|全年|累计"
    rf"|;(?=(?:并|共)?(?:{_ACTS})))"
    r"|(?P<bracket>\()|(?P<closes>\))"
)
_STARTS_WITH_PARTS = re.compile(r"\s*(?:其中|包括|含)")
# a bracket right behind a total: 517人(年度新增196人)
_BEHIND_TOTAL = re.compile(r"[\s,]?[\u4e00-\u9fff]{0,8}")
# 90条信息中, : what stands between the total and 中
_MEMBERS = re.compile(r"[\u4e00-\u9fff]{0,14}")
_OUTCOME = re.compile(
    r"(?:^|[,;:、\s中])(?:其中)?(?:结果|作出)?(?:同意|予以公开|部分公开|不予公开|不同意公开|无法提供"
    r"|不予处理|其他处理|维持|纠正|其他结果|(?:尚)?未审结)[^,;。\d]{0,12}$"
)
_HAS_OUTCOMES = re.compile(r"申请|办结|答复|复议|诉讼|受理|办理")
# steps that one total goes through are no parts of it: 收到7件,办结7件
_STAGE = re.compile(r"办结|答复|办理|处理|结转|受理|收到|接收|审结|新增|关注|阅读|浏览|点击")
_LISTED = re.compile(r"申请|信息|总|共|合计")
# A total's list has no more parts than this: the types of table 1's forerunner are seventeen.
_LONGEST_LIST = 24
# breakdowns inside one another, brackets counted: real ones go three deep
_DEEPEST = 12


@dataclass(slots=True)
class _Breakdown:
    """A total being broken down, with how many parts it has so far and what they add up to.

    ``total`` None is a bracket that breaks down nothing.
    """

    total: int | None
    in_bracket: bool
    parts: int = 0
    added: Number = 0


class _Walk:
    """The open breakdowns at one place of a sentence, the innermost last."""

    def __init__(
        self, amounts: Sequence[Mention], carried: Mention | None, *, any_unit: bool = False
    ) -> None:
        self.any_unit = any_unit
        self.amounts = amounts
        self.carried = carried
        self.open: list[_Breakdown] = []
        self.linked: dict[int, int] = {}
        self.last: int | None = None
        self.broken_down: int | None = None

    def amount(self, index: int) -> Mention:
        if index != CARRIED:
            return self.amounts[index]
        if self.carried is None:
            raise ValueError("no total was carried into the sentence")
        return self.carried

    def take(self, index: int) -> None:
        """The next amount: a part of the innermost total with its unit."""
        amount = self.amounts[index]
        if amount.is_rate:
            return
        for each in reversed(self.open):
            if each.total is None or not (
                self.any_unit or _same_unit(self.amount(each.total).unit, amount.unit)
            ):
                continue
            if _is_complete(each, self):
                self.open.remove(each)
                break
            self.linked[index] = each.total
            each.parts += 1
            each.added += amount.value
            break
        self.last = index

    def begin(self, total: int, *, in_bracket: bool) -> None:
        # of the breakdowns opened by words at one level the last and the one it stands in count
        level = [each for each in self.open if not each.in_bracket]
        if not in_bracket and len(level) > 2:
            self.open.remove(level[0])
        self.push(_Breakdown(total, in_bracket))
        self.broken_down = total

    def push(self, each: _Breakdown) -> None:
        self.open.append(each)
        del self.open[:-_DEEPEST]

    def close_bracket(self) -> None:
        if not any(each.in_bracket for each in self.open):
            return
        while not self.open.pop().in_bracket:
            pass

    def leave(self) -> None:
        while self.open and not self.open[-1].in_bracket:
            self.open.pop()


def rule_parts(text: str, mentions: Sequence[Mention], *, any_unit: bool = False) -> dict[int, int]:
    """Index of a part -> index of its total, for the quantities of a passage.

    Args:
        any_unit: whether parts may have another unit than their total.
    """
    found: dict[int, int] = {}
    carried: int | None = None
    first = 0
    while first < len(mentions):
        sentence = mentions[first].sentence
        last = first
        while last < len(mentions) and mentions[last].sentence is sentence:
            last += 1
        if first and mentions[first - 1].sentence.end != sentence.start:
            carried = None
        total = None if carried is None else mentions[carried]
        amounts = mentions[first:last]
        parts = sentence_parts(text, amounts, total, any_unit=any_unit)
        for part, whole in parts.items():
            if whole != CARRIED:
                found[first + part] = first + whole
            elif carried is not None:
                found[first + part] = carried
        carried = next(
            (
                first + index
                for index in reversed(range(len(amounts)))
                if index not in parts and not amounts[index].is_rate
            ),
            None,
        )
        first = last
    return found


def sentence_parts(
    text: str, amounts: Sequence[Mention], carried: Mention | None = None, *, any_unit: bool = False
) -> dict[int, int]:
    """Index of a part -> index of its total, for the quantities of one sentence, not none.

    Args:
        carried: the total that the sentence before ended with; its index is ``CARRIED``.
    """
    start, end = amounts[0].sentence.start, amounts[0].sentence.end
    walk = _Walk(amounts, carried, any_unit=any_unit)
    if carried is not None and _STARTS_WITH_PARTS.match(text, start, end):
        walk.last = CARRIED
    marks = list(_MARKS.finditer(text, start, end))
    at = 0
    for index, amount in enumerate(amounts):
        while at < len(marks) and marks[at].start() < amount.span.start:
            _read(text, marks[at], walk)
            at += 1
        walk.take(index)
    return _with_unopened(text, start, amounts, walk.linked)


def _read(text: str, mark: re.Match[str], walk: _Walk) -> None:
    kind = mark.lastgroup
    if kind == "closes":
        walk.close_bracket()
    elif kind == "leaves":
        walk.leave()
    elif kind == "bracket":
        total = walk.last
        behind = total is not None and _BEHIND_TOTAL.fullmatch(
            text, max(_end_of(walk, total), mark.start() - 12), mark.start()
        )
        if behind and total is not None and total != CARRIED:
            walk.begin(total, in_bracket=True)
        else:
            walk.push(_Breakdown(None, in_bracket=True))
    elif kind == "rest":
        if walk.broken_down is not None:
            walk.begin(walk.broken_down, in_bracket=False)
    elif walk.last is not None:
        _open(text, mark, walk, walk.last)


def _open(text: str, mark: re.Match[str], walk: _Walk, last: int) -> None:
    if mark[0] == "中,":
        between = text[_end_of(walk, last) : mark.start()][:20]
        if last == CARRIED or not _MEMBERS.fullmatch(between):
            return
    whole = next((each for each in reversed(walk.open) if each.total is not None), None)
    goes_on = mark[0].startswith("分别") and whole is not None and not whole.in_bracket
    is_complete = whole is not None and _is_complete(whole, walk)
    if whole is not None and whole.total is not None and (goes_on or is_complete):
        walk.begin(whole.total, in_bracket=False)
    else:
        walk.begin(last, in_bracket=False)


def _end_of(walk: _Walk, index: int) -> int:
    return 0 if index == CARRIED else walk.amounts[index].span.end


def _is_complete(each: _Breakdown, walk: _Walk) -> bool:
    """Whether the parts found add up to the total, so that what follows is none."""
    if each.total is None or each.parts < 2:
        return False
    return each.added == walk.amount(each.total).value


def _same_unit(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _with_unopened(
    text: str, start: int, amounts: Sequence[Mention], linked: dict[int, int]
) -> dict[int, int]:
    """The links with those of lists that no word opens."""
    labels = [
        text[max(start, amounts[index - 1].span.end if index else start) : amount.span.start][-40:]
        for index, amount in enumerate(amounts)
    ]
    known = linked | _outcomes(amounts, labels, linked)
    for index in range(len(amounts)):
        if index not in known:
            known.update(_sum_list(amounts, labels, index, known))
    return known


def _outcomes(
    amounts: Sequence[Mention], labels: Sequence[str], linked: dict[int, int]
) -> dict[int, int]:
    """答复9件,予以公开5件,无法提供4件."""
    found: dict[int, int] = {}
    total: int | None = None
    for index, amount in enumerate(amounts):
        if amount.is_rate:
            continue
        if _OUTCOME.search(labels[index]):
            if total is not None and index not in linked and amount.unit == amounts[total].unit:
                found[index] = total
        elif index not in linked:
            total = index if _HAS_OUTCOMES.search(labels[index]) else None
    return found


def _sum_list(
    amounts: Sequence[Mention], labels: Sequence[str], total: int, linked: dict[int, int]
) -> dict[int, int]:
    """收到申请7件,网上申请3件,信函申请4件: two or more that add up to what is named first."""
    whole = amounts[total]
    if whole.is_rate or whole.unit is None or not _LISTED.search(labels[total]):
        return {}
    parts: list[int] = []
    added: Number = 0
    for index in range(total + 1, min(len(amounts), total + 1 + _LONGEST_LIST)):
        amount = amounts[index]
        if amount.is_rate:
            continue
        if index in linked or amount.unit != whole.unit or _STAGE.search(labels[index]):
            return {}
        parts.append(index)
        added += amount.value
        if added >= whole.value:
            break
    return dict.fromkeys(parts, total) if len(parts) > 1 and added == whole.value else {}
