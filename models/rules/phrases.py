"""Walks from a number to the noun phrase beside it, word by word.

Which words a phrase may hold is told by ``compounds``, which of the phrases on the two sides is the
counted item by ``items``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from models.rules.compounds import (
    ATTRIBUTES,
    AVERAGE,
    JOINTS,
    OF_RATES,
    RATE_NOUN,
    is_inside,
    joint_ending,
)
from models.rules.scene import Scene
from models.rules.text import CLAUSE_MARKS, Word

PhraseKind = Literal["noun", "verb"]
# A phrase longer than this has swallowed a verb that no table knows.
_LONGEST = 32
_HAN_OR_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z+\-·0-9]")
_IN_NAME = re.compile(r"[A-Za-z]\d*$")
# change, share and level: between a noun and its rate they lead on
_LEADING_VERBS = frozenset(
    "较 比 净增 新增 扩大 拓展 增长 增加 减少 下降 提升 提高 上升 回落 降低 占 占有 达到"
    " 突破 到达 覆盖"
    " 缩短 压缩 压减 缩减 完成 实现 保持".split()
)
_COMPARES = re.compile(r"同比|环比|较|比(?!例|重|赛|选|价)")
# 单篇阅读量最高3.4万次
_HIGHEST = re.compile(r"最[高低多]$")
_TRAILING_NOUNS = ("数量", "总数", "总量", "总计")
# 等平台播放: names no thing of its own
_GENERIC = re.compile(r"(?:等)?(?:平台|媒体|渠道|方式|形式|载体|途径|单位|部门)")
# 政府信息主动公开12条, 会议共召开3次: the noun before such a verb is what is counted
_TAKES_TOPIC = frozenset(
    "公开 主动公开 对外公开 公布 发布 公示 更新 推送 转载 召开 举行 举办 开展 印发 编发"
    " 制发".split()
)
# 县水利局公开12条: who, not what
_AGENT = re.compile(
    r"(?:局|办|委|部|厅|政府|中心|科|处|院|校|镇|乡|街道|公司|单位|部门|机关|机构|企业|学校"
    r"|医院|社区"
    r"|村|县|市|区|省|支队|大队|总队|群众|市民|干部|人员|委员|代表)$"
)
# 开展全面整改: with a verb of holding before it a verb is the name of an event
_HELD = re.compile(r"(?P<verb>开展|组织|进行|举办|实施|组织开展)(?:了)?[\u4e00-\u9fff]{0,6}$")
# 现场答复 is told from 答复 by its manner
_MANNER = re.compile(r"(?:现场|当场|书面|口头|电话|网上|线上|线下|在线|当面|上门|集中|首次)$")
# what a phrase behind a number does not end with
_TAILS = re.compile(r"(?:中|里|上|内|之中|当中|当前)$")
# 7起舆情中有2起
_NO_NOUN = re.compile(r"[中里内上下其之较比]")
_SHORT_BRACKET = re.compile(r"\([\u4e00-\u9fff、]{1,4}\)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """[start, end) of a phrase; ``joints`` are the places of 、 和 及 inside it.

    ``after_list`` tells that the phrase ended in 等 before the number, ``is_topic`` that a verb
    stands between the phrase and the number.
    """

    start: int
    end: int
    kind: PhraseKind
    joints: tuple[tuple[int, int], ...] = ()
    after_list: bool = False
    is_topic: bool = False


def skip_leads(scene: Scene, at: int, floor: int, *, is_rate: bool) -> tuple[int, bool]:
    """Where the label of a number at ``at`` ends, and whether 各, 均 or 分别 stood between."""
    shared = False
    index = at
    compares = is_rate or _COMPARES.search(scene.tagged.text, floor, at) is not None
    while index > floor:
        word = scene.tagged.ending.get(index)
        step = _lead_ending(scene, index, at, floor, compares=compares)
        if step is None or step < floor:
            break
        if word is not None and word.start == step:
            shared |= re.match(r"[各均都]|.*分别", scene.tagged.of(word)) is not None
        index = step
    return index, shared


def _lead_ending(scene: Scene, index: int, at: int, floor: int, *, compares: bool) -> int | None:
    """Where what leads from a label to the number and ends at ``index`` begins."""
    tagged = scene.tagged
    if index in scene.frequencies:
        return scene.frequencies[index]
    word = tagged.ending.get(index)
    if word is not None and (
        word.kind in ("lead", "adverb")
        or (compares and tagged.of(word) in _LEADING_VERBS)
        or (index == at and tagged.of(word) in ("由", "从", "在"))
    ):
        return word.start
    if index != at and index in scene.periods:
        # 粉丝量较年初净增12万人
        start = scene.periods[index]
        return start if _COMPARES.search(tagged.text, max(floor, start - 2), start) else None
    if index == at and _HIGHEST.search(tagged.text, max(floor, at - 2), at):
        return at - 2
    mark = tagged.text[index - 1]
    if mark == "的":
        # 信息不存在的5件
        label = tagged.ending.get(index - 1)
        leads = label is not None and label.kind in ("label", "lead")
        return index - 1 if leads else None
    return index - 1 if mark in "\" '" and index not in tagged.closing else None


def phrase_before(scene: Scene, end: int, floor: int) -> Phrase | None:
    """The phrase that ends at ``end``, not reaching below ``floor``."""
    tagged = scene.tagged
    word = tagged.ending.get(end)
    after_list = (
        end - 1 >= floor
        and tagged.text[end - 1] == "等"
        and (word is None or word.start == end - 1)
    )
    if tagged.text[end - 1] == "、":
        return None
    end = _without_tail(scene, end - after_list, floor)
    word = tagged.ending.get(end)
    if word is not None and word.start >= floor and word.kind == "verb":
        return _verb_phrase(scene, end, floor)
    start, joints = _walk_back(scene, end, floor)
    before = tagged.text[max(0, start - 1) : start]
    if start >= end or before.isdigit() or _NO_NOUN.fullmatch(tagged.text, start, end):
        return None
    if before == "每" and end - start <= 2:
        # 每场30人: how often, not what
        return None
    if before in ("比", "较") and start - 1 >= floor:
        # 比法定时限缩短一半: what it is measured against
        return None
    return _trimmed(scene, Phrase(start, end, "noun", joints, after_list))


def _without_tail(scene: Scene, end: int, floor: int) -> int:
    """Before 数量 or 总数, unless they are all that makes a noun of what stands before them."""
    tagged = scene.tagged
    for tail in _TRAILING_NOUNS:
        head = end - len(tail)
        if head - 2 < floor or not tagged.text.startswith(tail, head):
            continue
        before = tagged.ending.get(head)
        if (before is None or before.kind not in ("verb", "verbal")) and tagged.is_word_edge(head):
            return head
    return end


def _verb_phrase(scene: Scene, end: int, floor: int) -> Phrase:
    """办结, 编辑发布; with the noun before a verb of making known, that noun (信息公开12条)."""
    tagged = scene.tagged
    start = end
    while start > floor:
        manner = _MANNER.search(tagged.text, floor, start) if start < end else None
        word = tagged.ending.get(start)
        if manner is not None:
            start = manner.start()
            break
        if word is None or word.start < floor or word.kind != "verb":
            break
        start = word.start
    held = _HELD.search(tagged.text, max(floor, start - 12), start)
    if held is not None:
        return Phrase(held.end("verb"), end, "noun")
    topic = _topic(scene, start, floor)
    if topic is not None:
        if tagged.text[start:end] in _TAKES_TOPIC:
            return replace(topic, is_topic=True)
        if topic.end == start and not topic.joints:
            return Phrase(topic.start, end, "verb")
    return Phrase(start, end, "verb")


def _topic(scene: Scene, start: int, floor: int) -> Phrase | None:
    """What a verb was done to, named before it; adverbs between them are passed over."""
    index, _ = skip_leads(scene, start, floor, is_rate=False)
    noun_start, joints = _walk_back(scene, index, floor)
    if noun_start >= index:
        return None
    noun = _trimmed(scene, Phrase(noun_start, index, "noun", joints))
    if noun is None or _GENERIC.fullmatch(scene.tagged.text, noun.start, noun.end):
        return None
    word = scene.tagged.ending.get(noun.end)
    is_known = word is not None and word.kind in ("noun", "verbal", "label")
    is_agent = _AGENT.search(scene.tagged.text, noun.start, noun.end) is not None
    return noun if is_known and not is_agent else None


def _walk_back(scene: Scene, end: int, floor: int) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Where the phrase that ends at ``end`` begins, and its joints."""
    title = scene.tagged.closing.get(end)
    if title is not None and title >= floor and scene.tagged.text[title] == "《":
        return title, ()
    index = head_end = end
    joints: list[tuple[int, int]] = []
    while index > max(floor, end - _LONGEST):
        bar = scene.bars.get(index)
        enclosed = scene.tagged.closing.get(index)
        step: int | None = None
        if bar is None and enclosed is not None and enclosed >= floor:
            index = enclosed
            continue
        if bar is None:
            step = _step_back(scene, index, floor, head_end)
        if step is None:
            # 2023年部门预算、2022年部门决算: a bar before the noun belongs to the joint
            joint = joint_ending(scene, index if bar is None else bar)
            if joint is None or joint <= floor or not _can_end(scene, joint, floor):
                break
            joints.append((joint, index))
            index = head_end = joint
            continue
        barrier = scene.last_end_within(step, index)
        if barrier is not None:
            index = barrier
            break
        index = step
    while joints and joints[-1][0] == index:
        index = joints.pop()[1]
    return index, tuple(reversed(joints))


def _step_back(scene: Scene, index: int, floor: int, end: int) -> int | None:
    """One word or unknown character further back; None where the phrase begins."""
    text = scene.tagged.text
    word = scene.tagged.ending.get(index)
    if word is not None:
        return word.start if word.start >= floor and is_inside(scene, word, floor, end) else None
    char = text[index - 1]
    if char == ")":
        opening = text.rfind("(", floor, index)
        return opening if opening > floor and index - opening <= 8 else None
    if char in CLAUSE_MARKS + "等每" or not _HAN_OR_NAME.match(char):
        return None
    if char.isdigit() and not _IN_NAME.search(text[max(floor, index - 8) : index]):
        return None
    return index - 1


def _can_end(scene: Scene, at: int, floor: int) -> bool:
    """Whether a phrase may end at ``at``, left of a joint."""
    if at in scene.bars:
        return False
    word = scene.tagged.ending.get(at)
    if word is not None:
        return word.start >= floor and word.kind in ("noun", "label", "name", "verbal", "channel")
    if at in scene.tagged.closing:
        return True
    return at > floor and _HAN_OR_NAME.match(scene.tagged.text[at - 1]) is not None


def _trimmed(scene: Scene, phrase: Phrase, *, is_before: bool = True) -> Phrase | None:
    """Without words in front that add nothing."""
    tagged, text = scene.tagged, scene.tagged.text
    start, end = phrase.start, phrase.end
    if text[start] == "(":
        start = text.find(")", start, end) + 1 or start
    generic = _GENERIC.match(text, start, end) if text[start - 1 : start] == "等" else None
    if generic is not None and generic.end() < end:
        start = generic.end()
    elif generic is not None:
        # 社保、车管等部门120个事项
        phrase = replace(phrase, after_list=True)
    while start < end:
        word = tagged.starting.get(start)
        if word is not None and word.end <= end and _adds_nothing(scene, word, end, is_before):
            start = word.end
        elif text[start] in "、的类等了 '" and (word is None or word.end == start + 1):
            start += 1
        else:
            break
    opening = tagged.closing.get(end)
    if opening is not None and opening > start and text[opening] == '"' and not is_before:
        # 3项高频业务"秒批": behind its noun a quotation says what became of it
        end = opening
    if end <= start:
        return None
    joints = tuple(joint for joint in phrase.joints if start < joint[0] < end)
    return replace(phrase, start=start, end=end, joints=joints)


def _adds_nothing(scene: Scene, word: Word, end: int, is_before: bool) -> bool:
    """Whether a word in front of a phrase is left out of it (各类信息, 我局信息)."""
    if not is_before:
        return word.kind == "drop"
    said = scene.tagged.of(word)
    if said == AVERAGE:
        return word.end == end
    is_rate = RATE_NOUN.search(scene.tagged.text, word.end, end) is not None
    if word.kind == "adverb" and (said in ATTRIBUTES or (is_rate and said in OF_RATES)):
        return False
    return word.kind in ("drop", "subject", "adverb")


def phrase_after(
    scene: Scene, start: int, limit: int, *, may_open_with_verb: bool = False
) -> Phrase | None:
    """The phrase that begins right at ``start`` and ends before ``limit``."""
    first = start
    while (word := scene.tagged.starting.get(first)) and word.kind == "drop" and word.end <= limit:
        first = word.end
    index = first
    joints: list[tuple[int, int]] = []
    while index < min(limit, first + _LONGEST):
        joint = _joint_starting(scene, index, limit) if index > first else None
        if joint is not None:
            joints.append((index, joint))
        step = joint or _step_on(scene, index, first, limit, may_open_with_verb)
        if step is None:
            break
        index = step
    while (word := scene.tagged.ending.get(index)) and word.kind == "drop" and word.start > first:
        # 账号全部完成备案
        index = word.start
    if index <= first or any(joint[1] == index for joint in joints):
        return None
    tail = _TAILS.search(scene.tagged.text, first, index)
    end = tail.start() if tail else index
    return _trimmed(scene, Phrase(first, end, "noun", tuple(joints)), is_before=False)


def _step_on(
    scene: Scene, index: int, first: int, limit: int, may_open_with_verb: bool
) -> int | None:
    """One word or unknown character further on; None where the phrase ends."""
    tagged = scene.tagged
    if index > first and index in scene.opening:
        return None
    enclosed = tagged.enclosure_starting(index)
    if enclosed is not None and enclosed[1] <= limit:
        return enclosed[1]
    word = tagged.starting.get(index)
    if word is not None and word.end <= limit:
        platform = tagged.starting.get(first)
        if word.kind == "verbal" and platform is not None and platform.end == index:
            # 70个新媒体运行良好
            return None if platform.kind == "channel" else word.end
        fits = word.kind in ("noun", "name", "verbal", "label", "channel", "subject")
        opens = word.kind == "verb" and may_open_with_verb and index == first
        return word.end if fits or opens or (word.kind == "drop" and index > first) else None
    char = tagged.text[index]
    if char == "(" and (bracket := _SHORT_BRACKET.match(tagged.text, index)):
        return bracket.end()
    return index + 1 if char not in "等每" and _HAN_OR_NAME.match(char) else None


def _joint_starting(scene: Scene, at: int, limit: int) -> int | None:
    """Where a 、 or 和 that begins at ``at`` ends, if a noun follows without a number."""
    tagged = scene.tagged
    word = tagged.starting.get(at)
    if tagged.text[at] == "、":
        end = at + 1
    elif word is not None and tagged.of(word) in JOINTS:
        end = word.end
    else:
        return None
    if end >= limit:
        return None
    following = tagged.starting.get(end)
    if following is not None:
        return end if following.kind in ("noun", "verbal", "label", "channel") else None
    return end if re.match(r"[\u4e00-\u9fff]{2}", tagged.text[end : end + 2]) else None
