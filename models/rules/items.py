"""Finds what each quantity counts (annotation guide, decisions 3, 5, 9, 10, 23).

A label before the number or a noun behind it; the composing of claims is left to extraction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.rules.phrases import Phrase, phrase_after, phrase_before, skip_leads
from models.rules.quantities import FoundQuantity
from models.rules.scene import Scene

_EVENT_UNITS = frozenset("次 场 期 轮 批 回 场次 期次 人次 班".split())
_HOLDING_VERBS = re.compile(
    r"(?:开展|组织|进行|举办|召开|举行|实施|接受|完成|参加|参与|承办|实行|录制|推出|推进)$"
)
# 60个单位的信息: these count bodies and people, so the noun right behind them is meant
_UNITS_OF_BODIES = frozenset("个 家 名 人 户 所 处 位".split())
_OPENS_DESCRIPTION = re.compile(
    r"涉及|关于|有关|以|由|针对|面向|围绕|对|与|反映|需|发挥|无|不|未|已|被"
)
_DESCRIBES = re.compile(r"[^的,]{1,40}的(?!是)")
_OF = re.compile("的")
# a place or a body in front of a number says where, not what
_WHERE = re.compile(
    r"(?:[全我本该各]?[省市县区镇乡州局委办厅院校村科处室股站所队]|.{0,6}(?:辖区|范围内|系统|级|地区|本级|境内))"
)
# 政府信息公开行政复议: the review is told from everything else without what it was about
_REMEDY = re.compile(
    r"(?:涉及|有关|涉)?(?:政府信息公开|信息公开|政务公开)(?:类|工作)?(?:的)?"
    r"(?=行政复议|行政诉讼|复议|诉讼|一审|二审|行政案件)"
)
# 公民、法人和其他组织的申请: whose they are is left out where the noun says enough
_WHOSE = re.compile(
    r"(?:公民|法人|自然人|群众|社会公众|申请人)[^,;。]{0,14}?(?=政府信息公开申请|依申请公开"
    r"|信息公开申请)"
)
# 转载中国政府网12条: no channel, and no noun of its own
_REPOSTED = re.compile(r"(?:转载|转发)$")
_SITE = re.compile(r"(?:网|网站|平台|媒体|公众号|报)$")
# 结转至2025年3件: the label holds a year
_CARRIED_OVER = re.compile(
    r"(?:结转|转结|顺延|延期)(?:至|到)(?:20\d\d年度?|下一?年度?)(?:继续)?(?:办理|答复|处理)?$"
)
_NEW = re.compile(r"新(?!闻)|净增|年度新增|办结")
_NO_NOUN_BEHIND = ("money", "duration", "score", "bare")


@dataclass(frozen=True, slots=True)
class FoundItem:
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Counted:
    """A quantity with the stretch [floor, limit) in which its item may stand."""

    quantity: FoundQuantity
    following: FoundQuantity | None
    floor: int
    limit: int


def find_items(scene: Scene, quantities: Sequence[FoundQuantity]) -> list[FoundItem]:
    """Items of all quantities, in order, none overlapping; some quantities have none."""
    found: list[FoundItem] = []
    used = 0
    for index, quantity in enumerate(quantities):
        following = quantities[index + 1] if index + 1 < len(quantities) else None
        before = quantities[index - 1].end if index else 0
        limit = scene.tagged.clause_end(quantity.end)
        counted = _Counted(
            quantity=quantity,
            following=following,
            floor=max(scene.tagged.clause_start(quantity.start), before, used),
            limit=limit if following is None else min(limit, following.start),
        )
        for item in _items_of(scene, counted):
            found.append(item)
            if item.start >= quantity.end:
                used = item.end
    return found


def _items_of(scene: Scene, counted: _Counted) -> list[FoundItem]:
    text, quantity, floor = scene.tagged.text, counted.quantity, counted.floor
    carried = _CARRIED_OVER.search(text, floor, quantity.start)
    if carried is not None:
        return [FoundItem(carried.start(), carried.end(), 0.75)]
    label_end, shared = skip_leads(scene, quantity.start, floor, is_rate=quantity.kind == "rate")
    before = phrase_before(scene, label_end, floor) if label_end > floor else None
    after = _noun_behind(scene, counted, before)
    chosen = _choice(scene, quantity, before, after)
    if chosen is None:
        return []
    is_before = chosen is before
    if is_before and shared and chosen.joints:
        return _parts(chosen)
    start = chosen.start
    remedy = _REMEDY.match(text, start, chosen.end) or _WHOSE.match(text, start, chosen.end)
    if remedy is not None:
        start = remedy.end()
    elif is_before and _SITE.search(text, start, chosen.end):
        reposted = _REPOSTED.search(text, max(floor, start - 2), start)
        start = start if reposted is None else reposted.start()
    return [FoundItem(start, chosen.end, _score(chosen, quantity, is_before=is_before))]


def _score(phrase: Phrase, quantity: FoundQuantity, *, is_before: bool) -> float:
    """Rough: labels before their number are the surest, long and joined phrases the least."""
    score = 0.82 if phrase.kind == "noun" else 0.7
    if phrase.joints:
        score -= 0.15
    if not is_before:
        score -= 0.05
    if phrase.end - phrase.start > 14:
        score -= 0.2
    return min(score, quantity.score)


def _parts(phrase: Phrase) -> list[FoundItem]:
    """The items that share one number: 部门预算、决算各1份."""
    edges = [phrase.start, *(edge for joint in phrase.joints for edge in joint), phrase.end]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [FoundItem(start, end, 0.75) for start, end in pairs if end > start]


def _noun_behind(scene: Scene, counted: _Counted, before: Phrase | None) -> Phrase | None:
    """The phrase behind the number, unless it is the label of the next number."""
    quantity = counted.quantity
    if quantity.kind in _NO_NOUN_BEHIND:
        return None
    after = _after(scene, counted, before)
    if after is None or not _leads_to_next(scene, after, counted.following):
        return after
    is_label = before is not None and before.kind == "noun" and not before.after_list
    if is_label or quantity.kind == "rate" or not _has_own_noun(scene, counted.following):
        return None
    return after


def _leads_to_next(scene: Scene, after: Phrase, following: FoundQuantity | None) -> bool:
    if following is None:
        return False
    is_rate = following.kind == "rate"
    end, _ = skip_leads(scene, following.start, after.start, is_rate=is_rate)
    return end <= after.end


def _has_own_noun(scene: Scene, following: FoundQuantity | None) -> bool:
    """Whether a noun of its own stands behind the next number: 14个部门31个系统."""
    if following is None:
        return False
    limit = scene.tagged.clause_end(following.end)
    return phrase_after(scene, following.end, limit) is not None


def _after(scene: Scene, counted: _Counted, before: Phrase | None) -> Phrase | None:
    text, quantity, limit = scene.tagged.text, counted.quantity, counted.limit
    start = quantity.end + text.startswith("的", quantity.end)
    is_held = before is not None and before.kind == "verb" and quantity.unit in _EVENT_UNITS
    verb_opens = (
        is_held
        and before is not None
        and _HOLDING_VERBS.search(text, before.start, before.end) is not None
    )
    plain = phrase_after(scene, start, limit, may_open_with_verb=verb_opens)
    if plain is None:
        return _described(scene, start, limit)
    word = scene.tagged.starting.get(plain.end)
    goes_on = word is not None and word.kind in ("verb", "function", "verbal")
    describes = text.startswith("的", plain.end) or (
        # 12条群众反映的问题
        goes_on and _DESCRIBES.match(text, plain.end, limit) is not None
    )
    # 4个影响偏弱、难以维护的账号: a list before 的 describes and names no body
    names_bodies = (
        quantity.unit in _UNITS_OF_BODIES and not plain.joints and _has_known_noun(scene, plain)
    )
    if describes and not names_bodies:
        return _behind_description(scene, start, limit) or plain
    return plain


def _described(scene: Scene, start: int, limit: int) -> Phrase | None:
    """The noun behind a description that the number is followed by: 5个无人维护的账号."""
    word = scene.tagged.starting.get(start)
    if not _OPENS_DESCRIPTION.match(scene.tagged.text, start) and (
        word is None or word.kind in ("channel", "lead")
    ):
        return None
    return _behind_description(scene, start, limit)


def _behind_description(scene: Scene, start: int, limit: int) -> Phrase | None:
    """The noun behind the last 的 of the clause that has one."""
    ends = [match.end() for match in _OF.finditer(scene.tagged.text, start, limit)]
    found = (phrase_after(scene, end, limit) for end in reversed(ends))
    return next((phrase for phrase in found if phrase is not None), None)


def _choice(
    scene: Scene, quantity: FoundQuantity, before: Phrase | None, after: Phrase | None
) -> Phrase | None:
    text = scene.tagged.text
    if before is None or after is None:
        return before or after
    if quantity.kind == "rate":
        return before if before.kind == "noun" else after
    is_weak = (
        before.kind == "verb" or before.after_list or before.is_topic or _is_action(scene, before)
    )
    is_place = _WHERE.fullmatch(text, before.start, before.end) is not None
    names_title = "《" in text[after.start - 1 : after.start + 1] or text[before.end - 1] == '"'
    is_better = not _has_known_noun(scene, before) and _has_known_noun(scene, after)
    return after if is_weak or is_place or names_title or is_better else before


def _is_action(scene: Scene, phrase: Phrase) -> bool:
    """A verbal noun alone before a number with a noun behind it is a verb: 注销2个账号."""
    word = scene.tagged.starting.get(phrase.start)
    if word is None or word.end != phrase.end:
        return False
    return word.kind == "verbal" or (
        word.kind == "label" and _NEW.match(scene.tagged.text, phrase.start) is not None
    )


def _has_known_noun(scene: Scene, phrase: Phrase) -> bool:
    words = scene.tagged.words_within(phrase.start, phrase.end)
    return any(word.kind in ("noun", "label", "verbal", "channel") for word in words)
