"""Which items a quantity counts and a negation denies, inside one sentence.

The rules are those of the annotation guide, decisions 2, 3, 5, 9. Channels, which hold for
all that follows them, are left to ``scopes``; what the rules say of a quantity is weighed against
other labels in ``item_choices``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extraction.claims.sentences import Sentence
from models import ScoredSpan

Items = tuple[ScoredSpan, ...]

# What may stand between a label and its number; in a table each word counts as a whole.
_LEADS = """
总 共 共计 总计 合计 累计 已 已达 达 达到 数 数量 总数 总量 量 为 是 有 共有 约 计 了 各 均 都 分别
超过 近 在 到 至 由 从 占 占比 比 占总数 率 的
缩短 缩 压缩 压减 降低 下降 降 减少 减 提高 提升 上升 升 增加 增长 增 回升 回落 扩大
""".split()
_LEAD = "|".join(sorted(_LEADS, key=len, reverse=True))
_LEADS_TO_NUMBER = re.compile(rf"[ ,]?(?:{_LEAD}|[:\"'《》()])*+")
_FOLLOWS_NUMBER = re.compile(r"(?:的|左右|以上)?[\"'《(]?")
_JOINED = re.compile(
    r"(?:案件|案)?(?:、|和|及|与|以及|或|或者|,)(?:(?:有关|相关)的?)?(?:被)?(?:申请|提起|提出|引发|引起|发生|产生)?(?:的)?"
    r"(?:政府信息公开|信息公开)?[\"'《]?"
)
_JOINTS = frozenset("、 和 及 与 以及 ,".split())
_SHARED = re.compile(r"各|均|都|分别")
# 由50分钟缩至20分钟: the second figure counts what the first does
_CHANGED_TO = re.compile(
    r"(?:[^,;。\d]{0,2}(?:缩短|缩|精简|压缩|压减|降低|下降|降|减少|减|提高|提升|上升|升|增加|增长|增|回升"
    r"|扩大))?(?:至|到|为)"
)
# 予以公开36件,占56.25%: a share is one of what was counted before it (decision 5)
_SHARE_OF = re.compile(
    r"[,(]?(?:约|共|仅|各|分别)?占(?:比|总数|总量|总)?(?:的|为|达|达到)?"
    # 发布90条,比上年增长12%
    r"|[,(]?(?:同比|环比|(?:比|较)[^,;。]{1,8}?)(?:增长|增加|上升|提高|提升|下降|减少|回落|降低)(?:了|近|约)?"
)
_RATE = re.compile(r"[%‰成半]|分之")
_CLAUSE_BREAK = re.compile(r"[,;:]")
# A label stands no farther from its number than this many characters: 均依法依规按时办结并答复共
_LONGEST_GAP = 60
# So many labels may be joined. In the annotated texts a figure counts three at most; a list told
# with 分别 has as many as figures, and no breakdown of table 1 or its forerunner has more.
_MOST_JOINED = 24
# how far before its label 分别 may stand, in characters: 分别公开发布政府信息
_DISTRIBUTING = 8


class _Sides:
    """The items on both sides of places in a sentence."""

    def __init__(self, text: str, items: Items) -> None:
        self._text = text
        self.items = items
        self._starts = [item.start for item in items]
        self._ends = [item.end for item in items]

    def before(self, at: int) -> tuple[int, str] | None:
        """Index of the last item that ends by ``at``, and what stands between; None if far."""
        index = bisect_right(self._ends, at) - 1
        if index < 0 or at - self._ends[index] > _LONGEST_GAP:
            return None
        return index, self._text[self._ends[index] : at]

    def after(self, at: int) -> tuple[int, str] | None:
        """Index of the first item that starts at ``at`` or later, and what stands between."""
        index = bisect_left(self._starts, at)
        if index == len(self.items) or self._starts[index] - at > _LONGEST_GAP:
            return None
        return index, self._text[at : self._starts[index]]


def joined_before(text: str, items: Items, index: int) -> Items:
    """The item with those joined to it by 、 or 和 on its left, at most ``_MOST_JOINED``."""
    first, farthest = index, max(0, index + 1 - _MOST_JOINED)
    while first > farthest and _JOINED.fullmatch(
        text[items[first - 1].end : items[first].start][:_LONGEST_GAP]
    ):
        first -= 1
    return items[first : index + 1]


def link_items(text: str, sentence: Sentence) -> dict[int, Items]:
    """Index of a quantity in the sentence -> its items; none for a quantity without one.

    A label right before the number comes first, then a noun right behind it, then what the figure
    before it counts, then the nearest unused label in the clause.
    """
    sides = _Sides(text, sentence.items)
    quantities = sentence.quantities
    linked = _shared_labels(text, sides, quantities)
    before = [_label(sides, quantity) for quantity in quantities]
    behind = [_noun(sides, quantity) for quantity in quantities]
    for index, label in enumerate(before):
        if index in linked:
            continue
        if label is None:
            continue
        is_noun = _belongs_to_last(before, behind, index, linked)
        linked[index - 1 if is_noun else index] = (sides.items[label[0]],)
    used = {item for items in linked.values() for item in items}
    for index, noun in enumerate(behind):
        if index in linked or noun is None:
            continue
        item = sides.items[noun[0]]
        leads_on = index + 1 < len(before) and before[index + 1] not in (None, (noun[0], ","))
        if item not in used or (leads_on and not noun[1]):
            linked[index] = (item,)
            used.add(item)
    for index, quantity in enumerate(quantities):
        if index in linked:
            continue
        gap = text[quantities[index - 1].end : quantity.start][:_LONGEST_GAP] if index else ""
        last = linked.get(index - 1)
        if last and (_counts_the_same(gap, quantity, text) or _distributes(gap, last[0], text)):
            linked[index] = last
            continue
        limit = quantities[index + 1].start if index + 1 < len(quantities) else sentence.end
        near = _in_clause(sides, quantity, used, limit)
        if near is not None:
            linked[index] = (near,)
            used.add(near)
    return linked


def _label(sides: _Sides, quantity: ScoredSpan) -> tuple[int, str] | None:
    found = sides.before(quantity.start)
    return found if found is not None and _LEADS_TO_NUMBER.fullmatch(found[1]) else None


def _noun(sides: _Sides, quantity: ScoredSpan) -> tuple[int, str] | None:
    found = sides.after(quantity.end)
    return found if found is not None and _FOLLOWS_NUMBER.fullmatch(found[1]) else None


def _belongs_to_last(
    before: Sequence[tuple[int, str] | None],
    behind: Sequence[tuple[int, str] | None],
    index: int,
    linked: dict[int, Items],
) -> bool:
    """Whether the noun before a number is that of the number before: 14个部门31个系统."""
    label, noun = before[index], behind[index]
    if label is None or label[1] not in ("", ",") or noun is None or not index:
        return False
    last = behind[index - 1]
    next_label = before[index + 1] if index + 1 < len(before) else None
    taken = next_label is not None and next_label[0] == noun[0] and next_label[1] not in ("", ",")
    is_free = index - 1 not in linked and last is not None and last[0] == label[0]
    return is_free and not taken


def _shared_labels(text: str, sides: _Sides, quantities: Sequence[ScoredSpan]) -> dict[int, Items]:
    """部门预算和决算各1份: all; 予以公开、不予公开分别为5件、3件: one each (decision 3)."""
    linked: dict[int, Items] = {}
    for index, quantity in enumerate(quantities):
        label = _label(sides, quantity)
        if index in linked or label is None:
            continue
        shared = _SHARED.search(label[1])
        if shared is None:
            continue
        items = joined_before(text, sides.items, label[0])
        run = _joined_quantities(text, quantities, index) if shared[0] == "分别" else [index]
        if len(run) == len(items):
            linked.update((each, (item,)) for each, item in zip(run, items, strict=True))
        elif len(items) == 1 or len(run) == 1:
            linked.update((each, items) for each in run)
    return linked


def _joined_quantities(text: str, quantities: Sequence[ScoredSpan], first: int) -> list[int]:
    """Quantities with nothing but 、 or 和 between them, from ``first`` on."""
    run = [first]
    for index in range(first + 1, len(quantities)):
        gap = text[quantities[index - 1].end : quantities[index].start]
        if gap not in _JOINTS:
            break
        run.append(index)
    return run


def _counts_the_same(gap: str, quantity: ScoredSpan, text: str) -> bool:
    """Whether a figure behind ``gap`` counts what the one before it does."""
    if _CHANGED_TO.fullmatch(gap):
        return True
    is_rate = _RATE.search(text, quantity.start, quantity.end) is not None
    return is_rate and _SHARE_OF.fullmatch(gap) is not None


def _distributes(gap: str, item: ScoredSpan, text: str) -> bool:
    """分别发布信息20条、10条: the word stands before the label."""
    return gap in _JOINTS and "分别" in text[max(0, item.start - _DISTRIBUTING) : item.start]


def _in_clause(
    sides: _Sides, quantity: ScoredSpan, used: set[ScoredSpan], limit: int
) -> ScoredSpan | None:
    """The nearest unused item of the clause, before the number or behind it."""
    before = sides.before(quantity.start)
    if before is not None:
        item = sides.items[before[0]]
        if item not in used and not _CLAUSE_BREAK.search(before[1]):
            return item
    after = sides.after(quantity.end)
    if after is None:
        return None
    item = sides.items[after[0]]
    described = "、" not in after[1] or "的" in after[1]
    fits = described and item.start < limit and not _CLAUSE_BREAK.search(after[1])
    return item if fits and item not in used else None


def link_negation(
    text: str, sentence: Sentence, negation: ScoredSpan, taken: set[ScoredSpan]
) -> Items:
    """The items that did not happen: those behind the negation, joined by 、 和 or a comma; where
    none follows, those right before it (行政复议、行政诉讼均无).
    """
    items = sentence.items
    later = _first_from(sentence.negations, negation.end)
    limit = sentence.negations[later].start if later < len(sentence.negations) else sentence.end
    found: list[ScoredSpan] = []
    at = negation.end
    for index in range(_first_from(items, negation.end), len(items)):
        item = items[index]
        if item.start >= limit or item in taken:
            break
        gap = text[at : item.start]
        if not (_JOINED.fullmatch(gap) if found else not re.search(r"[,;]", gap)):
            break
        found.append(item)
        at = item.end
    if found:
        return tuple(found)
    at = negation.start
    for index in range(_first_from(items, negation.start) - 1, -1, -1):
        item = items[index]
        gap = text[item.end : at]
        is_near = _JOINED.fullmatch(gap) if found else len(gap) <= 6 and not re.search("[;。]", gap)
        if item in taken or not is_near:
            break
        found.insert(0, item)
        at = item.start
    return tuple(found)


def _first_from(spans: Items, at: int) -> int:
    return bisect_left(spans, at, key=lambda span: span.start)
