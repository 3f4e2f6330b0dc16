"""What is seen of a quantity and a total that it may be a part of.

Words between and around the two, their units and values, the lists that add up, the answer of the
rules, and how the figures before were linked. Which pairs are looked at is said in
``part_choices``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extraction.claims.mentions import Mention, marks_of, unit_kind
from extraction.claims.part_sums import Fits
from extraction.normalisation.numbers import Number
from models import ScoredSpan

# Of what ``part_to_features`` makes: a change asks for weights trained anew.
FEATURES = 1
# What stands right behind a total is seen up to this many characters.
_OPENING = 30
_OPENS = re.compile(r"其中|包括|包含|含(?!量|义|糊)|涵盖|里|中,|办结件中|集中在|分别")
# What parts and totals are, told by their items; the first kind that fits counts.
_PART_KINDS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("attend", r"出席|参加|主持|参与|做客"),
        ("carry", r"结转|转入|延期|延长"),
        ("court", r"维持|纠正|撤销|驳回|终止|败诉|胜诉|审结|确认违法|责令|撤回|中止|支持"),
        (
            "answer",
            r"公开$|无法提供|不予|不存在|不属于|不掌握|非本机关|其他处理|补正|告知|转为|查询",
        ),
        (
            "stage",
            r"^(?:已)?(?:按期|按时|全部)?(?:办结|答复|办理|受理|收到|处理|回复|办复|解决|接收)",
        ),
        (
            "treat",
            r"采纳|吸收|整改|完成|化解|立案|属实|有效|失效|废止|修改|修订|清退|关停|合格|过期|剩余|未|停用|存在|应",
        ),
        ("who", r"自然人|公民|个人|法人|企业|组织|机构|本级|机关|市民|律师"),
        ("way", r"网络|信函|当面|传真|邮寄|邮件|平台|电话|现场|来访"),
        (
            "reach",
            r"阅读|点击|浏览|访问|播放|粉丝|关注|转发|点赞|下载|听众|访客|收看|量$",
        ),
        ("more", r"原创|转载|其他|其它|首次|主动|新增"),
        ("info", r"类$|信息|公告|公示|解读|政策|通知|动态|文件|报告|数据|决定|批|规"),
    )
)
_WHOLE_KINDS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("court", r"复议|诉讼|应诉|案件"),
        ("ask", r"申请|受理"),
        ("done", r"办结|答复|办理|处理"),
        ("opinion", r"意见|建议|提案|议案|留言|来信|举报|投诉|咨询|信件|诉求|来电|提问"),
        ("trouble", r"问题|隐患|线索"),
        ("meet", r"会$|发布会|会议|访谈|培训|听证|接待"),
        (
            "reach",
            r"阅读|点击|浏览|访问|播放|粉丝|关注|转发|点赞|下载|听众|访客|收看|量$",
        ),
        ("file", r"文件|公文|目录|事项|合同|栏"),
        ("info", r"信息|公告|公示|解读|政策|通知|动态|报告|数据|图文|消息|视频|公开$"),
        ("people", r"人员|员$|单位|部门|网站|账号|家"),
    )
)


@dataclass(frozen=True, slots=True)
class Passage:
    """What is known before the first question.

    Attributes:
        ruled: what the rules of ``parts`` say, ``loose`` where units do not matter to them.
        best: index of a quantity -> strength of the best list that it stands in.
    """

    text: str
    mentions: Sequence[Mention]
    ruled: Mapping[int, int]
    loose: Mapping[int, int]
    fits: Fits
    best: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to link the quantities so far: index of a part -> index of its total."""

    whole: Mapping[int, int]
    parts: Mapping[int, Sequence[int]]
    likelihood: float = 1.0

    def with_part(self, index: int, total: int | None, probability: float) -> Reading:
        likelihood = self.likelihood * probability
        if total is None:
            return Reading(self.whole, self.parts, likelihood)
        parts = {**self.parts, total: (*self.parts.get(total, ()), index)}
        return Reading({**self.whole, index: total}, parts, likelihood)


@dataclass(frozen=True, slots=True)
class Part:
    """What is seen of a quantity whatever its total; ``before`` is the countable one before it."""

    index: int
    before: int | None
    words: Sequence[str]
    kind: str


def mention_to_part(passage: Passage, index: int, before: int | None) -> Part:
    """Its words, each marked by what it is."""
    part = passage.mentions[index]
    item = _item(passage, part)
    marks = marks_of(part.label)
    begin = part.span.start - len(part.label)
    item_start = part.items[0].start if part.items else part.span.start
    lead = passage.text[begin : max(begin, min(item_start, part.span.start))]
    sentence = part.sentence
    words = [
        f"R{_kind(_PART_KINDS, item or part.label[-6:])}",
        f"Q{index in passage.loose}",
        *(f"m{mark}" for mark in marks),
        f"h{item[:2]}",
        f"t{item[-2:]}",
        f"i{item}",
        f"u{unit_kind(part)}",
        f"a{part.items[0].start > part.span.start if part.items else '-'}",
        f"c{_any_within(sentence.channels, begin, part.span.start)}",
        f"p{_any_within(sentence.periods, begin, part.span.start)}",
        f"l{lead[-6:]}",
        f"L{lead[:3]}",
        f"E{lead[-2:]}",
        f"f{before is None or passage.mentions[before].number != part.number}",
        "M" + "".join(marks[:3]),
        f"F{passage.best.get(index, '-')}",
    ]
    return Part(index, before, words, unit_kind(part))


def part_to_features(
    passage: Passage, reading: Reading, part: Part, total: int | None
) -> Sequence[str]:
    """Of the quantity as a part of ``total``; of one that is no part for None."""
    if total is None:
        return _whole_features(passage, reading, part)
    relation = _relation(reading, part, total)
    return [
        "1",
        *_pair_features(passage, part, total, relation),
        *_list_features(passage, reading, part, total, relation),
        *_between_features(passage, part, total, relation),
        *(f"{relation}{word}" for word in part.words),
    ]


def _whole_features(passage: Passage, reading: Reading, part: Part) -> Sequence[str]:
    before = "N" if part.before is None else f"{part.before in reading.whole}"
    return [
        "0",
        f"0r{part.index in passage.ruled}",
        f"0b{before}",
        *(f"0{word}" for word in part.words),
        *(f"0b{before}{word}" for word in part.words if word[0] in "mchpfFRQ"),
    ]


def _relation(reading: Reading, part: Part, total: int) -> str:
    """How the total stands to the quantity before: it is that, its total, that one's total."""
    if total > part.index:
        return "F"
    if part.before is None:
        return "X"
    if total == part.before:
        return "P"
    above = reading.whole.get(part.before)
    if above == total:
        return "W"
    if above is not None and reading.whole.get(above) == total:
        return "A"
    return "t" if total in reading.parts else ("p" if total in reading.whole else "o")


def _pair_features(passage: Passage, seen: Part, total: int, relation: str) -> Sequence[str]:
    """Units, values, items, and what the rules say."""
    part, whole = passage.mentions[seen.index], passage.mentions[total]
    unit = _unit(part, whole)
    place = f"{relation}{min(part.number - whole.number, 2)}"
    value = "=" if part.value == whole.value else ("<" if part.value < whole.value else ">")
    mine, its = _item(passage, part), _item(passage, whole)
    kinds = (
        _kind(_PART_KINDS, mine or part.label[-6:]),
        _kind(_WHOLE_KINDS, its or whole.label[-6:]),
    )
    told = bool(its) and its[-2:] in part.label[: -len(mine) or None]
    ruled = _answer(passage.ruled.get(seen.index), total)
    loose = _answer(passage.loose.get(seen.index), total)
    fit = passage.fits.get((total, seen.index))
    return [
        f"R{place}",
        f"U{unit}",
        f"U{unit}{place}",
        f"V{value}",
        f"V{value}{relation}",
        f"r{ruled}",
        f"r{ruled}{unit}",
        f"r{ruled}{relation}",
        f"q{loose}",
        f"q{loose}{unit}",
        f"q{loose}{relation}{fit.strength if fit else '-'}",
        f"z{kinds[0]}{relation}",
        f"z{kinds[0]}|{kinds[1]}",
        f"z{kinds[0]}|{kinds[1]}{relation}",
        f"z|{kinds[1]}{relation}",
        f"w{its[-2:]}",
        f"w{its[-2:]}{relation}",
        f"x{its[-2:]}|{mine[:2]}",
        f"x{its[-2:]}|{mine[-2:]}",
        f"e{mine == its}{relation}",
        f"n{mine[-2:] == its[-2:]}{place}",
        f"T{told}",
        f"T{told}{relation}",
        f"k{seen.kind}{relation}",
        *(f"{place}{unit}{word}" for word in seen.words if word[0] in "mfcMR"),
    ]


def _list_features(
    passage: Passage, reading: Reading, seen: Part, total: int, relation: str
) -> Sequence[str]:
    """Whether the figures add up, and what other parts the total has by this reading."""
    part, whole = passage.mentions[seen.index], passage.mentions[total]
    unit = _unit(part, whole)
    is_away = part.number > whole.number
    fit = passage.fits.get((total, seen.index))
    run = str(fit.strength) if fit else "-"
    signs = fit.signs if fit else ("other" if seen.index in passage.best else "-")
    is_best = fit is not None and fit.strength == passage.best[seen.index]
    is_complete, count, added = _listed(passage, reading, total)
    added += part.value
    full = ">" if added > whole.value else ("=" if added == whole.value else "<")
    state = f"{is_complete:d}{min(count, 2)}{full if unit == '=' else '!'}"
    return [
        f"f{run}",
        f"f{run}{relation}",
        f"f{run}{is_away}{unit}",
        f"S{signs}",
        f"S{signs}{is_away}",
        f"b{is_best}{run}",
        f"s{state}",
        f"s{state}{relation}",
        f"W{total in reading.whole}{relation}",
    ]


def _between_features(passage: Passage, seen: Part, total: int, relation: str) -> Sequence[str]:
    """The words and brackets between the two; nothing of a total that follows its parts."""
    part, whole = passage.mentions[seen.index], passage.mentions[total]
    unit = _unit(part, whole)
    is_behind = total > seen.index
    stop = part.span.start if is_behind else passage.mentions[total + 1].span.start
    opening = passage.text[min(whole.span.end, stop) : stop][:_OPENING]
    between = "" if is_behind else passage.text[whole.span.end : part.span.start]
    brackets = between.count("(") - between.count(")")
    gaps = f"{min(between.count(';'), 1)}{max(-1, min(brackets, 1))}"
    opens = not is_behind and _OPENS.search(opening) is not None
    cut = between.rfind(";")
    turned = cut >= 0 and _any_within(part.sentence.channels, whole.span.end + cut, part.span.start)
    state = f"{opens:d}{unit}{gaps}{turned:d}{part.number > whole.number:d}"
    depth = part.depth - whole.depth
    return [
        f"g{gaps}",
        f"g{gaps}{relation}",
        f"B{brackets}{unit}",
        f"d{depth}",
        f"d{depth}{relation}",
        f"O{state}",
        f"O{state}{relation}",
        f"O{opens:d}{unit}",
        f"O{opens:d}{gaps}{turned:d}{relation}",
        *(f"o{mark}{relation}" for mark in marks_of(opening)),
    ]


def _unit(part: Mention, whole: Mention) -> str:
    if part.unit == whole.unit:
        return "="
    return "~" if part.unit is None or whole.unit is None else "!"


def _answer(ruled: int | None, total: int) -> str:
    return "none" if ruled is None else ("yes" if ruled == total else "no")


def _listed(passage: Passage, reading: Reading, total: int) -> tuple[bool, int, Number]:
    """Whether a list of the total's parts is complete; how many it has since, and their sum."""
    whole = passage.mentions[total]
    is_complete, count = False, 0
    added: Number = 0
    for each in reading.parts.get(total, ()):
        part = passage.mentions[each]
        count += 1
        added += part.value if part.unit == whole.unit else 0
        if added == whole.value and count > 1:
            is_complete, count, added = True, 0, 0
    return is_complete, count, added


def _any_within(spans: Sequence[ScoredSpan], start: int, end: int) -> bool:
    at = bisect_left(spans, start, key=lambda span: span.start)
    return at < len(spans) and spans[at].start < end


def _item(passage: Passage, mention: Mention) -> str:
    return passage.text[mention.items[0].start : mention.items[-1].end] if mention.items else ""


def _kind(table: Sequence[tuple[str, re.Pattern[str]]], words: str) -> str:
    return next((name for name, pattern in table if pattern.search(words)), "-")
