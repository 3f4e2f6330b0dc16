"""Finds statements that a countable event did not happen (annotation guide, "zero").

Only applications, reviews, suits, complaints, fees, accountability and documents issued count
(decision 4); each negating phrase goes with one item or several (decision 2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.rules.text import TaggedText

# An item stands no farther from its negation than this many characters.
_REACH = 160
_ITEM = re.compile(
    r"收费通知|依申请公开(?:政府)?信息(?:的)?申请(?:件|事项)?"
    r"|依申请公开(?:申请|事项|件|信息)?(?:件|事项)?|(?:政府)?信息依申请公开(?:申请)?(?:件)?"
    r"|(?:政府信息公开|政务信息公开|政府信息|信息公开|政务公开|公开政府信息|公开信息|公开)(?:的)?"
    r"申请(?!行政|复议|人|表|提起|被)(?:件|事项)?"
    r"|行政复议(?:案件|申请|案)?|行政诉讼(?:案件|案)?|复议(?:案件|申请)?|诉讼(?:案件)?|行政案件"
    r"|举报投诉|投诉举报|举报|投诉|申诉|信访举报|信访"
    r"|(?:政府信息公开)?(?:信息处理|检索|复制|邮寄|工本)(?:费用|费)|费用|收费"
    r"|行政应诉(?:案件)?|上年度?结转(?!的|申请|政府|件)|结转(?:下一?年度?|下年)(?:继续办理)?(?:的申请)?"
    r"|责任追究|被追究责任|追责|问责|(?:行政)?规范性文件|政府规章|规章(?!制度)"
    r"|申请(?!行政|复议|人|表|提起|被|公开)(?:件)?|败诉(?:案件)?|纠错(?:案件)?"
)
_DOCUMENT = re.compile(r"规范性文件|规章|收费通知")
_BOTH = r"(?:均|都|尚|暂|从)?"
_EVENT_VERB = (
    r"(?:发生|收到过?|接到|接收到|接收|收悉|受理过?|产生|出现|收取过?|接获|办理|提起|引发|引起"
    r"|新增|新收到?|存在"
    r"|涉及|接待|收(?!费(?!用)|取|集))"
)
_DOCUMENT_VERB = r"(?:制定|出台|印发|制发|新制定|新制发|新制作|制作|发布|起草|颁布)"
_HAPPENS = r"被|引起|引发|产生|收取|收到|受到|导致|提起|申请|而"
# The negating phrase with its verb. 无 and 没有 without one need an item close behind (group near).
_NEGATION = re.compile(
    rf"{_BOTH}(?:未曾|未|没有|没|不)(?:再|曾|有)?(?:被)?{_EVENT_VERB}(?:过)?"
    rf"|{_BOTH}(?:未|没有)(?:被)?(?:申请|提起|提出|追究)(?!人)"
    rf"|{_BOTH}(?:未|没有)(?P<document>{_DOCUMENT_VERB})(?:过)?"
    r"|(?:均|都|暂)?无收取"
    rf"|(?:未|没有|无)(?=(?:再)?因[^,;。]{{2,30}}(?:{_HAPPENS}))"
    r"|(?P<near>(?:均|都|暂|尚|全部|全)?(?:没有|未有|无)(?:任何|一[起件例宗人]|一(?=投诉|举报|申请|起诉)|1[起件例])?"
    r"(?!法|力|效|需|须|关|偿|纸|人|障|缝|理|不|论|意|证|线|疑|从|形|犯|其他|此|该|上述)"
    r"|零(?=投诉|败诉|复议|诉讼|行政复议|行政诉讼|举报|申请|追责|问责|收费|信访|纠错)"
    r"|(?:均|暂)?未(?=收费))"
)
_GOES_WITH_ALL = re.compile(r"新增|存在")
_NEVER_BEHIND_ITEMS = ("零", "未")
# What the reason for an event names is not the event.
_REASON = re.compile(
    r"(?:因|由于|由|就|针对|对)[^,;。、]{0,24}?"
    r"(?=(?:而)?(?:引起|引发|产生|导致|被|提起|申请行政复议|申请复议|收取|的行政|的复议|的诉讼"
    r"|行政复议"
    r"|行政诉讼|发生))"
)
# What may stand between a negation and its first item.
_FILLER = re.compile(r"[^,;。:!?\d]{0,34}")
_NEAR_WORDS = (
    r"(?:有关|关于|相关|涉及|涉|任何|要求|被|提起|申请|收到|新增|政府信息公开|信息公开|工作|方面|类"
    r"|现行有效|上年度?结转|的|:)*"
)
_NEAR_FILLER = re.compile(
    rf"{_NEAR_WORDS}(?:(?:因|针对|公民|群众|向|本|由)[^,;。\d]{{0,24}})?{_NEAR_WORDS}"
)
_JOINT = re.compile(
    r"(?:案件|情况|事项|问题|申请|等)*(?:、|和|及|与|以及|或者|或|,)?(?:被)?"
    r"(?:申请|提起|提出|引发|引起)?(?:的)?(?:政府信息公开|信息公开)?(?:方面)?(?:的)?"
)
# 无申请办理积压: what is absent is something else
_OTHER_NOUN = re.compile(
    r"(?:办理|处理|答复)?(?:不当|积压|超期|逾期|遗漏|延误|人员|渠道|材料|工作)"
)
# 行政复议、行政诉讼(案件)均未发生
_LABEL_GAP = re.compile(
    r"(?:案件|情况|事项|方面|工作|申请|等|的|,|、|\s|件|数量|及提起|本年度?|全年|20\d\d年)*"
)
_NOTHING_BEHIND = re.compile(
    r"(?:情况|此类|相关|案件|任何)?(?:情况)?(?:[,;。!?)\n]|$)",
)
_STOP = re.compile(r"[;。:!?！？\n]")


@dataclass(frozen=True, slots=True)
class FoundZero:
    """A negating phrase at [start, end) and what did not happen."""

    start: int
    end: int
    items: tuple[tuple[int, int], ...]
    score: float


def find_zeros(tagged: TaggedText) -> list[FoundZero]:
    """Negations that make zero claims, in order; items of different ones do not overlap."""
    text = tagged.text
    enclosed = tagged.enclosed()
    found: list[FoundZero] = []
    used = 0
    for match in _NEGATION.finditer(text):
        if match.start() < used or any(enclosed[match.start() : match.end()]):
            continue
        items = _items_behind(text, match) or _items_before(text, match, used)
        if items:
            score = 0.85 if len(items) < 3 else 0.75
            found.append(FoundZero(match.start(), match.end(), tuple(items), score))
            used = max(match.end(), items[-1][1])
    return found


def _items_behind(text: str, match: re.Match[str]) -> list[tuple[int, int]]:
    """The items that follow a negation in its sentence, up to the next negation."""
    start = match.end()
    stop = _STOP.search(text, start, start + _REACH)
    limit = stop.start() if stop else min(len(text), start + _REACH)
    later = _NEGATION.search(text, start, limit)
    body = text[start : limit if later is None else later.start()]
    masked = _REASON.sub(lambda reason: "＿" * len(reason[0]), body)
    items: list[tuple[int, int]] = []
    at = 0
    for item in _ITEM.finditer(masked):
        if not _may_be_item(match, item, masked[at : item.start()], bool(items)):
            break
        items.append((start + item.start(), start + item.end()))
        at = item.end()
    is_other = match["near"] is not None and _OTHER_NOUN.match(masked, at) is not None
    return [] if is_other else items


def _may_be_item(negation: re.Match[str], item: re.Match[str], gap: str, is_further: bool) -> bool:
    """Whether ``item``, behind ``gap``, is what the negation says did not happen."""
    is_near = negation["near"] is not None
    is_document = _DOCUMENT.search(item[0]) is not None
    makes = negation["document"] is not None
    # 未制定 goes with documents alone, and they with it, but for 未新增规范性文件
    mismatched = makes != is_document and (makes or not _GOES_WITH_ALL.search(negation[0]))
    if mismatched and not is_near:
        return False
    bare = gap.replace("＿", "")
    if is_further:
        return _JOINT.fullmatch(bare) is not None and not item[0].startswith("申请")
    filler = _NEAR_FILLER if is_near else _FILLER
    return filler.fullmatch(bare if is_near else gap) is not None


def _items_before(text: str, match: re.Match[str], used: int) -> list[tuple[int, int]]:
    """行政复议、行政诉讼均未发生: the items stand in front, nothing behind."""
    if match[0].endswith(_NEVER_BEHIND_ITEMS) or match["document"] is not None:
        return []
    if not _NOTHING_BEHIND.match(text, match.end()):
        return []
    lowest = max(used, match.start() - 60)
    start = max(lowest, *(text.rfind(mark, lowest, match.start()) + 1 for mark in ";。:!?\n"))
    items: list[tuple[int, int]] = []
    expected = match.start()
    for item in reversed(list(_ITEM.finditer(text, start, match.start()))):
        gap = text[item.end() : expected]
        if not (_JOINT if items else _LABEL_GAP).fullmatch(gap):
            break
        items.insert(0, item.span())
        expected = item.start()
    return items
