"""Finds the platforms and venues that figures went through (annotation guide, decision 10).

A platform is a channel where a figure of the same sentence follows that it holds for; one that is
itself counted, built, run or checked is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from models.rules.quantities import FoundQuantity
from models.rules.text import CLAUSE_MARKS, TaggedText

# Only behind 通过 or 在 are these a way and no thing.
_ONLY_AFTER_PREPOSITION = frozenset(
    "邮寄 信函 传真 当面 现场 电子邮件 电子邮箱 电话 网络 互联网 网上 线上 线下"
    " 短信 手机短信 微信群 工作群 媒体"
    " 宣传册 档案馆 图书馆 文化馆 外网 内网 便民服务中心 行政服务中心 政务服务中心 服务窗口"
    " 政务服务大厅 政务大厅"
    " 办事大厅 办税服务厅 服务大厅 查阅点 查阅场所 政务公开专区 公开专区 农家书屋".split()
)
_PREPOSITION = re.compile(
    r"(?:通过|经由|利用|依托|借助|运用|凭借|充分发挥|用好|经|在|于|(?<![所可予加难足])以"
    r"|(?<![作])用|从|使用|采取|采用)"
    r"(?:我[市县区局镇乡省厅委办院校]|本[市县区局镇乡省单位级机关部门]+|全[市县区省]|各级各类"
    r"|各类|各级"
    r"|各|多种|相关|等|了|上级|中央|国家|省|市|县|区|省市|中央、省、市|国家级|省级|市级|县级"
    r"|主流){0,3}$"
)
_OBJECT_OF = re.compile(
    r"(?:加强|强化|优化|完善|管理|维护|运营|运维|建设|建立|设立|设置|开设|开通|新开|关停|关闭"
    r"|注销|改版|升级"
    r"|检查|监测|巡查|抽查|规范|整合|打造|新增|转载|转发|改造|提升|搭建|对|向|报送|将|把|推进"
    r"|推动|督促|指导"
    r"|做好|做优|做强|备案|归集|撤销|清理|上线|推出|入驻|关注|链接|登录|涉及|覆盖|包括|提供"
    r"|制作|拍摄|创作)"
    r"(?:了|全[市县区省]|各类|各级|各|市级|县级|本级|我[市县区局])*$"
)
_BUILT = re.compile(
    r"建设|延伸|覆盖|管理|运维|监管|维护|改版|升级|检查|备案|工作|考核|集约化|改造|日常|运行"
    r"|安全|普查|绩效|整改|自查"
    r"|标准化|栏目建设|内容建设|的建设|的管理|更新不|不够|存在|检测|巡查|抽查|监测"
)
# What these count is the platform itself (政务新媒体2个), others count what was put on it.
_COUNTING_UNITS = frozenset("个 家 处 块 台 所 支 套 张 面 座 类 种 期 册 份 名".split())
_COUNTED_AS = re.compile(
    r"(?:共计|共有|共|总计|合计|为|达到|达|由|从|,|数量|有|增加到|增至|增加至|减至|减少到|新增|各)*"
)
_MADE = re.compile(
    r"(?:发布|推送|刊发|发表|编发|编印|编辑|印发|刊出|发送|受理|处理|办理|办结|答复|收到"
    r"|接听)(?:了)?$"
)
# 省级以上媒体
_PART_OF_NAME = ("以上", "省级", "市级", "县级", "区级")
# A platform named as the subject holds for figures this near, in characters: farther ones belong
# to what others did (各部门网站及其应用…增设了8个栏目).
_FARTHEST = 45
# A figure within this distance is the next one said; beyond it others may have come between.
_NEAR = 30
_NAMED_SITE = re.compile(r"[\u4e00-\u9fff]{2,14}?网(?![络民上友格点信课页址红购办报申审传约站])")
_NAMED_PLATFORM = re.compile(
    r"(?:信用|应用|监管|交易|办事|信息|管理|公示|发布|互动|共享|网络|数据)平台"
)
_HOTLINE = re.compile(r"(?<!\d)1\d{4}[\u4e00-\u9fff]{0,8}?(?:热线|平台)")
_QUOTED_SUFFIX = re.compile(
    r"(?:微信公众号|微信公众平台|官方微信|政务微信|微信视频号|微信|公众号|视频号|抖音号"
    r"|官方抖音|抖音"
    r"|官方微博|政务微博|新浪微博|微博|官微|头条号|今日头条|快手|新媒体|政务新媒体|融媒体|平台"
    r"|网站|门户网站"
    r"|小程序|APP|app|栏目|专栏|专区|频道|客户端|热线|信箱|网)+(?:账号|平台|号)?"
)
_MEDIA_TITLE = re.compile(r"(?:报|周刊|杂志|电视台|电台|网)》$")
_TAIL_OF_NAME = re.compile(
    r"英文版|手机版|移动端|主页|首页|平台|账号|专栏|专区|栏目|频道|板块|专题|矩阵|号|网站"
)
_STILL_SAME_TOTAL = re.compile(r"\s*(?:其中|包括|含|其余|余|分别)")
_DESCRIBED = re.compile(r"(?<!上)的$")
_JOINT = re.compile(r"(?:、|和|及|与|以及|或|或者|/)(?:各类|各级|各)?")
_UNKNOWN_BETWEEN = re.compile(r"、(?:[\u4e00-\u9fffA-Z\"]{2,10}(?:、|和|及))+")
_OWN_NAME = re.compile(
    r"(?:^|[,;:。、(]|通过|在|利用|依托)(?P<name>(?![我本全该])[\u4e00-\u9fff]{2,5}发布)$"
)
_IN_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z]")


@dataclass(frozen=True, slots=True)
class FoundChannel:
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A platform's name at [start, end), grown around the word ``base``."""

    start: int
    end: int
    base: str
    prepositional: bool


def find_channels(
    tagged: TaggedText, quantities: Sequence[FoundQuantity], barred: Collection[int]
) -> list[FoundChannel]:
    """Channels that hold for a quantity of their sentence, in order.

    Args:
        barred: the ends of time expressions, over which no name reaches.
    """
    numbers = _Numbers(quantities)
    candidates = _joined(tagged.text, _grown(tagged, _named(tagged), barred))
    ways = [each for each in candidates if _is_way(tagged, each, numbers)]
    sentences = tagged.sentences()
    starts = [start for start, _ in sentences]
    found = []
    for index, each in enumerate(ways):
        end = sentences[bisect_right(starts, each.start) - 1][1]
        if index + 1 < len(ways) and not _JOINT.fullmatch(
            tagged.text, each.end, ways[index + 1].start
        ):
            end = min(end, ways[index + 1].start)
        distance = numbers.distance(tagged.text, each.end, end)
        if distance is not None and _reaches(tagged, each, distance):
            is_near = distance <= _NEAR
            score = (0.9 if is_near else 0.75) if each.prepositional else (0.8 if is_near else 0.55)
            found.append(FoundChannel(each.start, each.end, score))
    return found


def _reaches(tagged: TaggedText, each: _Candidate, distance: int) -> bool:
    """Whether a platform that is no more than named holds for a figure so far behind it.

    In a later clause it does where its own goes on with a verb (微博发布信息,阅读1万次), not where
    it is described (新媒体影响力偏弱,粉丝3000人).
    """
    if each.prepositional:
        return True
    if distance > _FARTHEST:
        return False
    at = each.end
    while (word := tagged.starting.get(at)) and word.kind in ("adverb", "lead"):
        at = word.end
    in_clause = tagged.clause_end(at) >= each.end + distance
    return in_clause or (word is not None and word.kind == "verb")


class _Numbers:
    """Quantities by place."""

    def __init__(self, quantities: Sequence[FoundQuantity]) -> None:
        self._starts = [each.start for each in quantities]
        self.starting = {each.start: each for each in quantities}
        self.ending = {each.end: each for each in quantities}

    def distance(self, text: str, at: int, end: int) -> int | None:
        """How far the first quantity in [at, end) is that what was named at ``at`` holds for."""
        for start in self._starts[bisect_left(self._starts, at) :]:
            if start >= end:
                return None
            cut = text.rfind(";", at, start)
            if cut < 0 or _STILL_SAME_TOTAL.match(text, cut + 1):
                return start - at
        return None


def _named(tagged: TaggedText) -> list[tuple[int, int, str]]:
    """Words and names that may be platforms as (start, end, base), overlapping ones merged."""
    text = tagged.text
    spans = [
        (word.start, word.end, tagged.of(word)) for word in tagged.words if word.kind == "channel"
    ]
    for start, end in tagged.quoted.items():
        suffix = _QUOTED_SUFFIX.match(text, end)
        if suffix:
            spans.append((start, suffix.end(), suffix[0]))
    spans.extend(
        (start, end, "报")
        for start, end in tagged.titles.items()
        if _MEDIA_TITLE.search(text, start, end)
    )
    spans.extend((*match.span(), "热线") for match in _HOTLINE.finditer(text))
    spans.extend((*match.span(), "平台") for match in _NAMED_PLATFORM.finditer(text))
    spans.extend((match.end() - 1, match.end(), "网") for match in _NAMED_SITE.finditer(text))
    merged: list[tuple[int, int, str]] = []
    for start, end, base in sorted(spans):
        if merged and start <= merged[-1][1]:
            first, last, kept = merged[-1]
            merged[-1] = (first, max(end, last), base if end > last else kept)
        else:
            merged.append((start, end, base))
    return merged


def _grown(
    tagged: TaggedText, named: Sequence[tuple[int, int, str]], barred: Collection[int]
) -> list[_Candidate]:
    text = tagged.text
    grown: list[_Candidate] = []
    for start, end, base in named:
        tail = _TAIL_OF_NAME.match(text, end) if base != "报" else None
        last = end if tail is None else tail.end()
        is_whole = tagged.enclosure_starting(start) is not None
        first = start if is_whole else _name_start(tagged, start, barred)
        if base == "网" and last - first < 3:
            continue
        if grown and first < grown[-1].end:
            grown[-1] = replace(grown[-1], end=max(last, grown[-1].end), base=base)
            continue
        before = first - text.startswith('"', first - 1)
        is_way = _PREPOSITION.search(text, max(0, before - 12), before) is not None
        grown.append(_Candidate(first, last, base, is_way))
    return grown


def _name_start(tagged: TaggedText, start: int, barred: Collection[int]) -> int:
    """The name's beginning: what stands unbroken before its base word."""
    text = tagged.text
    own = _OWN_NAME.search(text, max(0, start - 10), start)
    if own is not None:
        return own.start("name")
    index = start
    while index > max(0, start - 18) and index not in barred:
        word = tagged.ending.get(index)
        if index in tagged.closing:
            index = tagged.closing[index]
        elif word is not None:
            said = tagged.of(word)
            is_name = word.kind in ("noun", "channel") and said != "信息"
            if not is_name and said not in _PART_OF_NAME:
                break
            index = word.start
        elif text[index - 1] in CLAUSE_MARKS + "等" or not _IN_NAME.match(text[index - 1]):
            break
        else:
            index -= 1
    return index


def _joined(text: str, candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Platforms joined by 、 or 和 are one channel; a short unknown one between them joins too.

    Before 各 each of them is a channel (decision 3).
    """
    joined: list[_Candidate] = []
    members: list[list[_Candidate]] = []
    for each in candidates:
        gap = text[joined[-1].end : min(each.start, joined[-1].end + 40)] if joined else ""
        is_short = len(gap) <= 14
        if joined and (_JOINT.fullmatch(gap) or (is_short and _UNKNOWN_BETWEEN.fullmatch(gap))):
            joined[-1] = replace(joined[-1], end=each.end)
            members[-1].append(replace(each, prepositional=joined[-1].prepositional))
        else:
            joined.append(each)
            members.append([each])
    return [
        member
        for whole, inside in zip(joined, members, strict=True)
        for member in (inside if text.startswith("各", whole.end) else [whole])
    ]


def _is_way(tagged: TaggedText, each: _Candidate, numbers: _Numbers) -> bool:
    """Whether the platform is what something went through, not what was counted or built."""
    text = tagged.text
    if _is_in_title(tagged, each) or _BUILT.match(text, each.end):
        return False
    if each.prepositional:
        return True
    is_named = text[each.start] == '"'
    after_list = text.startswith("等", each.start - 1) and not text.startswith(
        '"等', each.start - 2
    )
    if each.base in _ONLY_AFTER_PREPOSITION or after_list:
        return False
    if _OBJECT_OF.search(text, max(0, each.start - 10), each.start):
        return False
    if not is_named and _DESCRIBED.search(text, max(0, each.start - 2), each.start):
        return False
    return not _is_counted(text, each, numbers)


def _is_counted(text: str, each: _Candidate, numbers: _Numbers) -> bool:
    """政务新媒体2个, 2个政务新媒体, 发布微博12条: the number counts the platform itself."""
    counting = numbers.ending.get(each.start)
    if counting is not None and counting.unit in _COUNTING_UNITS:
        return True
    counted = _COUNTED_AS.match(text, each.end)
    following = numbers.starting.get(each.end if counted is None else counted.end())
    if following is None:
        return False
    is_made = _MADE.search(text, max(0, each.start - 6), each.start) is not None
    return is_made or following.unit in _COUNTING_UNITS


def _is_in_title(tagged: TaggedText, each: _Candidate) -> bool:
    opening = tagged.text.rfind("《", max(0, each.start - 100), each.start + 1)
    return opening < each.start and each.end < tagged.titles.get(opening, 0)
