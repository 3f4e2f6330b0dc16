"""Which words belong to a noun phrase that is being walked through from its end.

A verb or verbal noun between two nouns may be a part of a compound (补贴发放清册, 审批事项) or the
predicate that ends the phrase (检查企业); the tables here tell them apart.
"""

from __future__ import annotations

import re

from models.rules.scene import Scene
from models.rules.text import Word

JOINTS = ("、", "和", "及", "与", "以及", "或", "或者")
# What a verbal noun before it modifies; before anything else it is a verb.
_CARRIERS = re.compile(
    r"比例|占比|总量|总数|人数|人次|时间|时长|天数|总额|人员|干部|话题|主题|栏目|账号|信号|类"
    r"|信息|情况|率|数|量|结果|公告|公示|通知|报告|记录|事项"
    r"|案件|案例|项目|工作|活动|性|件|表|书|单|证|点|栏|室|费|金|额|处罚|许可|员|岗|区|系统|平台"
    r"|清单|目录|文件|材料|资料|视频|指南|制度|标准|渠道|方式|窗口|专区|方案|办法|措施|计划|服务"
    r"|资金|政策|会|班|场次|稿|题|号|动态|热点|指标|任务|机制|数据|成果|决定|合同|标段|用地|地块"
    r"|职能|程序|问题线索|册|宣传|领域|监督|管理|保障|补贴|待遇|流程|要求|条件|对象"
)
_CARRIED = re.compile(r"(?:书|表|证|单|册|率|数|量|费|类|信息|案件|情况|公告|结果|决定)$")
# 平均等待时间: a part of the label, unless it stands alone before the number
AVERAGE = "平均"
# 新增专栏3个: these open a label and end a phrase before a noun
_OPENS_LABEL = re.compile(r"新(?!闻)|净增|办结|收到")
RATE_NOUN = re.compile(r"(?:率|比例|占比)$")
# 公示行政处罚决定 is an act, 公示信息 a thing
_ANNOUNCING = frozenset("公示 公告 通报 报道 宣传 提醒 提示".split())
_ANNOUNCED = re.compile(
    r"信息|类|栏|牌|车|员|队|站|周|日|语|稿|件|材料|资料|专栏|期|系统|平台|活动|片|单|册|品|率"
    r"|数|量|会|函|报告|视频|画|短片"
)
# 按期回复率
OF_RATES = frozenset("按期 按时 如期 及时 依法 按规定 全部 免费".split())
# 实际问题, 定期报告: adverbs elsewhere, attributes of a noun
ATTRIBUTES = frozenset("重点 集中 统一 基本 定期 动态 规范 准确 主动 直接 首次".split())
# 补贴发放清册: between two nouns these are no predicate
_INNER_VERBS = frozenset(
    "发放 申领 兑付 分配 使用 拨付 调整 变更 办理 答复 执行 实施 收取 分布 流转 更新 采集 归集 处置"
    " 处理".split()
)
# 播放总量, 公开比例: a verb before one of these is a part of the noun
_STATISTIC = re.compile(r"比例|占比|总量|总数|次数|人数|人次|时间|时长|天数|金额|总额|数量|率")
# 推动公开率达到100%: not a part of the rate
_CAUSING_VERBS = frozenset(
    "推动 推进 提高 提升 保障 保证 实现 促进 达到 增强 降低 落实 加强 强化 优化 完善 取得".split()
)
# 检查企业: what is checked, served and taught stands behind its verb
_BODIES = re.compile(
    r"企业|单位|部门|群众|学校|医院|商户|市场主体|农户|乡镇|村|社区|机构|纳税人|市民|居民|公司"
    r"|个人|场所|问题(?!线索|清单)|链接|隐患|漏洞"
)
# 出让面积, 统计公报: nouns by nature, even where a clause begins with them
_NOUNLIKE = frozenset("出让 成交 统计 交易 采购 招标 中标 招投标 投资 融资 规划 审计 财政".split())
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SUFFIXES = "数量率额类性件书点证表单费"


def is_inside(scene: Scene, word: Word, floor: int, end: int) -> bool:
    """Whether ``word`` belongs to the phrase that ends at ``end``, all behind it being inside."""
    tagged, index = scene.tagged, word.end
    if word.kind == "label" and index < end:
        return _OPENS_LABEL.match(tagged.text, word.start) is None
    if word.kind in ("noun", "label", "name", "channel"):
        return True
    if index == end or word.kind == "verbal":
        is_free = index == end or (word.start not in scene.bars and _modifies(scene, word, end))
        return word.kind == "verbal" and is_free
    if word.kind == "adverb":
        # 按期回复率
        is_rate = RATE_NOUN.search(tagged.text, index, end) is not None
        return tagged.of(word) in (*ATTRIBUTES, AVERAGE, *(OF_RATES if is_rate else ()))
    if word.kind == "drop":
        return joint_ending(scene, word.start) is not None
    return word.kind == "verb" and _is_inner_verb(scene, word, floor, end)


def joint_ending(scene: Scene, at: int) -> int | None:
    """Where a 、 or 和 that ends at ``at`` begins."""
    tagged = scene.tagged
    if at > 0 and tagged.text[at - 1] == "、":
        return at - 1
    word = tagged.ending.get(at)
    return word.start if word is not None and tagged.of(word) in JOINTS else None


def _is_inner_verb(scene: Scene, word: Word, floor: int, end: int) -> bool:
    tagged = scene.tagged
    rest = tagged.text[word.end : end]
    following = tagged.starting.get(word.end)
    if _STATISTIC.match(rest) or (len(rest) == 1 and rest in _SUFFIXES):
        return True
    is_rate = following is not None and RATE_NOUN.search(tagged.text, word.end, following.end)
    if is_rate and tagged.of(word) not in _CAUSING_VERBS:
        return True
    before = tagged.ending.get(word.start)
    if tagged.of(word) not in _INNER_VERBS or not _carries(rest) or word.start in scene.bars:
        return False
    if before is None:
        return word.start > floor and _HAN.match(tagged.text[word.start - 1]) is not None
    return before.start >= floor and before.kind in ("noun", "verbal", "verb")


def _carries(rest: str) -> bool:
    return _CARRIERS.match(rest) is not None or _CARRIED.search(rest) is not None


def _modifies(scene: Scene, word: Word, end: int) -> bool:
    """审批事项 and 政策宣传资料 are compounds, 检查企业 and 累计审批项目 are not."""
    tagged = scene.tagged
    said = tagged.of(word)
    before = tagged.ending.get(word.start)
    following = tagged.starting.get(word.end)
    kind_before = None if before is None else before.kind
    acts = kind_before in ("adverb", "lead") or (
        said in _ANNOUNCING and not _ANNOUNCED.match(tagged.text, word.end)
    )
    if acts or _BODIES.match(tagged.text, word.end):
        return False
    if following is not None and following.kind in ("verbal", "verb"):
        return True
    # 发布预警信号, 政民互动问卷: behind a verb or a noun only a modifier can stand
    stands_behind = kind_before in ("verb", "noun", "verbal", "name") or (
        before is None and _HAN.match(tagged.text[max(0, word.start - 1)]) is not None
    )
    is_noun = before is None and said in _NOUNLIKE
    return stands_behind or is_noun or _carries(tagged.text[word.end : end])
