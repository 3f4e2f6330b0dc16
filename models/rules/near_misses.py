"""What is written like a quantity and counts nothing: the guide's list and decision 13.

Each table names what the text around a number turns it into: a date, a rank, an article, a manner
of speaking.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Left of a number, at the end of what stands before it: it names, ranks or addresses.
_NAMED_BEFORE = re.compile(
    r"(?:第"
    r"|第[^,;。]{1,6}条?(?:、|和|至|及)"
    r"|(?:^|[^\d万亿])前"
    r"|(?:排名|排在|位列|名列|位居|位次)(?:全[国省市县区])?(?:第)?"
    r"|(?<!平均)每(?:隔)?"
    r"|[A-Za-z@._/#&*=\\+×]"
    r"|\d[.:\-/]"
    r"|(?:满分|总分为?|百分制)"
    r"|(?:十二|十三|十四|十五)"
    r"|(?:本报告|报告|全文|正文|本年报|年报)(?:由|共|包括|分为|分|共分为?|共有|由以下|含|主要包括)?"
    r"[^,;。]{0,60}(?:共|等|分为?|以下|这|由)"
    r"|(?:以下|如下|下列|这|那|上述|以上))$"
)
_INSIDE_NUMBER = re.compile(r"(?:[.\d]|\d,)$")
# Right of a number and its unit: the report's own parts, scopes, shortcomings, class labels.
_NAMED_BEHIND = re.compile(
    r"\+|大"
    r"|(?:以上|以下|以内)?(?:的)?(?:方面|层面|环节|维度|阶段)"
    r"|(?:大|主要|重点|试点|基层|公共|民生|关键|突出|具体)*"
    r"(?:方面|领域|层面|环节|维度|阶段|部分(?:组成|构成|内容)?|短板|不足|差距|缺点|弱项)"
    r"|(?:主要|突出|明显)?(?:问题和不足|问题及不足|不足之处|问题与不足)"
    r"|(?:工作)?(?:主线|底线|红线)"
    r"|组成|构成|一(?=[,。;、)]|$)"
)
# 3个月, 两个季度: a length of time; 6期季度通报 is none
_TIME_BEHIND = re.compile(r"(?:以上|以下|以内)?(?:的)?(?:季度|月|小时|工作日|年度|星期|年)")
# 存在3个问题: of the disclosure work itself; 发现问题3个 is an output
_ADMITTED_BEFORE = re.compile(r"(?:存在[^,;:。]{0,12}|以下|如下|主要有|还有|仍有)$")
_ADMITTED_BEHIND = re.compile(r"(?:主要|突出|共性)?(?:问题|不足|短板)")
_RANKED_BEFORE = re.compile(r"(?:上升|提升|前进|下降|后退|跃升|晋升|进步)(?:了)?$")

# Behind a numeral in Han characters: no things that were counted.
_FIGURATIVE_BEHIND = re.compile(
    r"(?:到位|必须|严格|确保|坚持|原则|转变|统一|一律|维护|意识|自信|确立|结合|体系|方向|重点"
    r"|关键|突出"
    r"|带头|主体|层次|目标|抓手|工程|关口|阵地|渠道(?!共)|轮子|优先|不变|一批|同步|融合|协同"
    r"|加强|提升"
    r"|强化|规范|聚焦|注重)"
    r"|(?:重要|基本|基础|长期|系统|常态|重大|主要|根本|核心)(?:性)?(?:的)?"
    r"(?:工作|任务|制度|原则|内容|举措|抓手|保障|职责)"
)
# 三项制度 names, unless something was done with them (制定三项制度)
_FIGURATIVE_ITEMS = re.compile(
    r"(?:工作)?(?:制度|机制|任务|工作|原则|要求|职责|举措|措施|内容|功能|职能|目标)"
)
_MADE_BEFORE = re.compile(
    r"(?:制定|出台|建立|修订|完善|印发|健全|整合|新增|梳理|公开|公布|新建)(?:了)?$"
)
_BARE_STEPS = re.compile(r"[百千万亿]+")

# 一 is an article unless one of these did something with what it counts.
_ONE_UNITS = frozenset("次 个 名 场 期 件 份 条 篇 部 项 人 家 起 例 宗 处 遍 轮".split())
_COUNTS_ONE_BEFORE = re.compile(
    r"(?:举办|开展|召开|组织|举行|进行|发布|建立|建成|建有|设立|设置|设有|开设|开通|新设|新增"
    r"|新建|增设"
    r"|配备|明确|安排|指定|确定|收到|接到|受理|办理|办结|答复|制发|印发|制定|出台|编印|编制"
    r"|完成|公开"
    r"|公示|刊发|推送|拍摄|制作|发放|提起|发生|引发|成立|组建|打造|现有|共有|拥有|参加|新开"
    r"|聘请|聘用"
    r"|上线|运营|运行|更新|通报|检查|废止|修订|处理|报送|上报|各|仅|共|至少|约谈|接受|召集|邀请"
    r"|举报"
    r"|投诉)(?:了|有|过|至少|约|共|各|好)*$"
    # 一名领导和一名信息员
    r"|一[名个位次场期][^,;。]{1,10}(?:和|及|与|、)$"
)
_ARTICLE_BEFORE = re.compile(
    r"(?:是|作为|成为|为|这|那|某|任何|同|每|统|唯|专|单|另|首|头|之|逐|初|其中|当成|属于|未|无"
    r"|没有"
    r"|未发生|未收到|没有收到)$"
)
_ARTICLE_BEHIND = re.compile(
    r"性|把手|体|事|些|定|样|次|系列|步|工程|重要|重大|基础|长期|系统|民生|政治|项目|方面|站|网"
    r"|批|整套"
)
# 每季度培训一次; 专职人员一名
_CLAUSE_ENDS = re.compile(r"[,;。、)]|$")

_ACHIEVED_BEFORE = re.compile(
    r"(?:平均|用时|耗时|时长|缩短|压缩|压减|缩减|缩|减少|减|降|提速|提前|节省|节约|历时"
    r"|周期)[^,;。]{0,10}$"
)
_ACHIEVED_BEHIND = re.compile(r"[^,;。]{0,4}(?:缩|压缩|压减|减至|减到|降至|降到|提速)")
_LEGAL_BEFORE = re.compile(r"(?:法定|期限|逾期|超期|延期|迟延|晚|滞后|超时|公示期?)[^,;。]{0,8}$")
_WITHIN = re.compile(r"内(?![容部])")
_SCORED_BEFORE = re.compile(
    r"(?:得分|评分|成绩|分数|考核|测评|评估|评价|综合|均分|评|获|获得|得|满意度|指数"
    r"|[度率])[^,;。]{0,6}$"
)


@dataclass(frozen=True, slots=True)
class NumberInText:
    """A number as written, its unit, and the text on both sides of the two.

    ``approximated`` tells that a mark of approximation stands beside it; ``stepped`` that it is a
    step word with 上, 过 or 数 (上千).
    """

    number: str
    unit: str
    left: str
    behind: str
    approximated: bool
    stepped: bool


def counts_nothing(reading: NumberInText) -> bool:
    """Whether the number is a date, rank, name, article or manner of speaking."""
    if not reading.approximated and _INSIDE_NUMBER.search(reading.left):
        return True
    if _NAMED_BEFORE.search(reading.left) or _NAMED_BEHIND.match(reading.behind):
        return True
    if reading.unit == "个" and _TIME_BEHIND.match(reading.behind):
        return True
    if _ADMITTED_BEFORE.search(reading.left) and _ADMITTED_BEHIND.match(reading.behind):
        return True
    if reading.unit == "位" and _RANKED_BEFORE.search(reading.left):
        return True
    return not reading.number[0].isdigit() and _is_spoken(reading)


def _is_spoken(reading: NumberInText) -> bool:
    """Whether a numeral in Han characters counts nothing."""
    if reading.number == "一":
        return reading.unit not in ("%", "倍") and _is_article(reading)
    if not reading.stepped and _BARE_STEPS.fullmatch(reading.number) and not reading.approximated:
        return True
    is_item = reading.unit == "项" and _FIGURATIVE_ITEMS.match(reading.behind) is not None
    if is_item and not _MADE_BEFORE.search(reading.left):
        return True
    return _FIGURATIVE_BEHIND.match(reading.behind) is not None


def _is_article(reading: NumberInText) -> bool:
    if reading.unit not in _ONE_UNITS:
        return True
    if _ARTICLE_BEFORE.search(reading.left) or _ARTICLE_BEHIND.match(reading.behind):
        return True
    if reading.unit == "项" and _FIGURATIVE_ITEMS.match(reading.behind):
        return True
    counts = _COUNTS_ONE_BEFORE.search(reading.left) is not None
    return not counts and _CLAUSE_ENDS.match(reading.behind) is None


def is_achieved(reading: NumberInText) -> bool:
    """Whether a duration was achieved; legal limits and delays are no figures."""
    if _LEGAL_BEFORE.search(reading.left):
        return False
    if _ACHIEVED_BEFORE.search(reading.left):
        return True
    is_limit = _WITHIN.match(reading.behind) is not None
    return not is_limit and _ACHIEVED_BEHIND.match(reading.behind) is not None


def is_scored(reading: NumberInText) -> bool:
    """Whether 分 is a mark that was given (考核96.5分)."""
    return reading.number[0].isdigit() and _SCORED_BEFORE.search(reading.left) is not None
