"""How reports word their headings: the table that ``headings`` and ``split`` read.

Patterns match folded text (narrow punctuation, simplified script) right after the heading's number
and run to the heading's last character. Order matters: the first that fits decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """How a section's heading may read. ``id`` None marks label rows that are no headings."""

    id: str | None
    pattern: re.Pattern[str]


def _wording(section: str | None, pattern: str) -> Wording:
    return Wording(section, re.compile(pattern))


# no blank is significant inside a heading; [^\n] keeps a pattern on its line
SECTION_WORDINGS: tuple[Wording, ...] = (
    # rows of table 2 are numbered like headings
    _wording(None, r"本\s?年\s?新\s?收|上\s?年\s?结\s?转|本\s?年\s?度?\s?办\s?理|结\s?转\s?下\s?年"
                   r"|三项之和"),
    _wording("s6", r"其\s?[他它]\s?(?:需要)?\s?(?:报告|说明)?\s?的?\s?(?:有关)?(?:事\s?项|情况)"
                   r"|需要(?:报告|说明)的(?:其他)?(?:事项|情况)"),
    _wording("s5", r"[^\n。,;:]{0,22}?(?:存在|主要|突出)?[^\n。,;:]{0,8}?(?:问题|不足|困难)"
                   r"(?:(?:及|和|与|以及|、)[^\n。,;:]{0,8}?"
                   r"(?:改进|整改|措施|打算|计划|对策|建议|安排)"
                   r"(?:的?(?:情况|措施|工作|意见|思路|打算|方向|计划|安排|建议))?)"),
    _wording("s4", r"[^\n。;:0-9]{0,24}?(?:行政法?复议|行政诉讼|复议诉讼|复议、诉讼|申诉)"
                   r"[^\n。;:0-9]{0,18}?情况|[^\n。;:0-9]{0,12}?复议(?:、|和|及)?[^\n。;:0-9]{0,6}?诉讼"),
    _wording("s3", r"收到(?:和|及|、)?(?:处理|办理)[^\n。;:]{0,14}?情况"
                   r"|[^\n。,;:]{0,14}?依\s?申请\s?公开[^\n。,;:]{0,24}?(?:情况|工作)(?:情况)?"
                   r"|依\s?申请\s?公开(?:政府信息)?(?:情况)?"
                   r"|(?:政府)?信息公开申请(?:的)?(?:受理|处理|办理)?[^\n。,;:]{0,6}?情况"),
    _wording("s2", r"[^\n。,;:]{0,8}?主动\s?公开[^\n。,;:]{0,10}?(?:的)?(?:工作)?情况"
                   r"|[^\n。,;:]{0,4}?主动\s?公开(?:政府)?信息"),
    _wording("s1", r"(?:政府信息公开)?(?:工作)?(?:的)?(?:总\s?体|基\s?本|整体)(?:工作)?\s?情\s?况"
                   r"|概\s?述|(?:工作)?概况|(?:工作)?总体概况|(?:组织领导|推进)[^\n。,;:]{0,10}?情况"),
)  # fmt: skip

# Section one's five aspects (国办公开办函〔2021〕30号), by the words their sub-headings hold.
SUB_WORDINGS: tuple[Wording, ...] = (
    _wording("s1.on_request", r"依申请"),
    _wording("s1.platform", r"平台|载体|渠道建设"),
    _wording("s1.supervision", r"监督|保障|考核"),
    _wording("s1.management", r"信息管理|信息的?规范管理|管理情况"),
    _wording("s1.proactive", r"主动公开"),
)

# Annexes of figures before 2019, by year: local forms, then the national one of
# 国办发〔2014〕32号.
STATISTICS_ANNEX = re.compile(r"信息公开[^\n。,;]{0,8}?(?:情况)?统计表|统计指标|指标名称")
FIRST_NATIONAL_STATISTICS_YEAR = 2014

# A heading that is none of the six must end like one to be told from a sentence.
HEADING_TAIL = re.compile(
    r"(?:情况|措施|事项|概述|工作|建设|统计表|安排|打算|附表|附件|说明|意见|保障|公开|解读|回应"
    r"|管理|平台|监督|支出|收费|减免)$"
)
