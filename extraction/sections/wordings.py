"""How reports word their headings: the tables that ``candidates``, ``split`` and ``aspects`` read.

Patterns match a heading's text without blanks (narrow punctuation, simplified script), right behind
its number, and run to the heading's last character. Statutory wordings are tried first, then the
others; within each the order matters: the first that fits decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Strength = Literal["form", "usual", "weak"]


@dataclass(frozen=True, slots=True)
class Wording:
    """How a section's heading may read. ``id`` None marks label rows that are no headings.

    ``form`` is the statutory wording, ``usual`` one that means the section wherever it stands,
    ``weak`` one that means it where nothing better does.
    """

    id: str | None
    strength: Strength
    pattern: re.Pattern[str]


def _wording(section: str | None, strength: Strength, pattern: str) -> Wording:
    return Wording(section, strength, re.compile(pattern))


# A heading goes on over these; \n ends the line, a bracket opens a sub-heading.
_ON = r"[^\n。,;:()]"
_AND = r"(?:以?及|和|与|、|,|暨)"
_ANSWERS = r"(?:改进|整改|措施|打算|计划|对策|建议|安排|解决|努力方向)"
_ANSWER_TAIL = r"(?:的?(?:情况|措施|工作|意见|思路|打算|方向|计划|安排|建议|办法|方案))*"

SECTION_WORDINGS: tuple[Wording, ...] = (
    # rows of table 2 are numbered like headings
    _wording(None, "form", r"本年新收|上年结转|本年度?办理|结转下年|三项之和|本列数据"),
    _wording("s6", "form", r"其[他它]需要报告的?事项"),
    _wording("s6", "usual",
             r"其[他它](?:需要?|应当?|须)?(?:予以)?(?:报告|说明|汇报|注意|公开)?的?(?:有关|相关|重要)?"
             r"(?:事项|情况|问题)"),
    _wording("s6", "weak", r"需要?(?:报告|说明|汇报)的(?:其[他它])?的?(?:事项|情况)"),
    _wording("s5", "form",
             rf"(?:政府信息公开工作)?存在的?主要问题{_AND}改进(?:情况|措施)"),
    _wording("s5", "usual",
             rf"{_ON}{{0,30}}?(?:问题|不足|困难|差距)(?:之处)?{_AND}{_ON}{{0,10}}?{_ANSWERS}{_ANSWER_TAIL}"),
    _wording("s5", "usual",
             rf"(?:(?:政府|政务)?信息公开|政务公开)?(?:工作)?中?的?(?:存在|面临|主要|突出)的?(?:主要|突出)?的?"
             rf"(?:问题|不足|困难|差距)(?:{_AND}(?:问题|不足|困难|差距))?"),
    _wording("s5", "weak",
             rf"(?:下一?步|今后|明年|来年|20\d\d年)的?(?:重点)?(?:工作)?的?{_ON}{{0,4}}?"
             rf"(?:打算|计划|安排|措施|思路|重点|建议|方向)|(?:改进|整改)的?(?:措施|情况|意见|方向|打算)"),
    _wording("s4", "form",
             r"(?:因政府信息公开(?:工作)?被?申请|政府信息公开)行政法?复议、(?:被?提起)?行政诉讼的?情况"),
    _wording("s4", "usual",
             r"[^\n。;:()0-9]{0,24}?(?:行政法?复议|行政诉讼|复议诉讼|复议、诉讼|申诉)[^\n。;:()0-9]{0,18}?情况"
             r"|[^\n。;:()0-9]{0,18}?复议(?:、|和|及|与|或)?[^\n。;:()0-9]{0,6}?诉讼"
             r"|(?:政府)?信息公开的?行政复议$"),
    _wording("s3", "form", r"收到[和及、与](?:处理|办理)政府信息公开申请的?情况"),
    _wording("s3", "usual",
             r"(?:收到|受理)(?:和|及|、|与)?(?:处理|办理)?[^\n。;:()]{0,12}?申请[^\n。;:()]{0,8}?情况"
             rf"|{_ON}{{0,14}}?依申请公开{_ON}{{0,24}}?(?:情况|工作)(?:情况)?"
             r"|(?:政府)?(?:信息)?依申请公开(?:政府信息)?(?:办理|受理|处理)?"
             rf"|(?:政府)?信息公开申请的?(?:受理|处理|办理|答复)?{_ON}{{0,6}}?情况"
             r"|申请公开(?:政府)?信息的?(?:受理|处理|办理|答复)?情况"),
    _wording("s2", "form", r"主动公开政府信息的?情况"),
    _wording("s2", "usual",
             rf"{_ON}{{0,8}}?主动{_ON}{{0,4}}?公开{_ON}{{0,10}}?的?(?:工作)?情况"
             rf"|{_ON}{{0,4}}?主动{_ON}{{0,4}}?公开(?:政府|政务)?信息|主动公开$"
             r"|(?:政府|政务)?信息主动公开$"),
    _wording("s1", "form", r"总体情况"),
    _wording("s1", "usual",
             r"(?:本年度|全年|年度|20\d\d年度?)?(?:(?:政府|政务)?信息公开|政务公开)?(?:工作)?(?:开展)?的?"
             r"(?:总体|基本|整体)(?:工作|开展)?(?:情况|概况|概述|状况)"
             r"|(?:本年度|全年|年度|20\d\d年度?)?(?:(?:政府|政务)?信息公开|政务公开)?(?:工作)?的?(?:情况)?概[述况]"),
    _wording("s1", "weak",
             r"(?:20\d\d年度?|本年度)?(?:(?:政府|政务)?信息公开|政务公开)(?:工作)?的?(?:开展|进展)?情况(?!统计)"
             rf"|组织领导{_ON}{{0,10}}?情况|推进{_ON}{{0,10}}?情况"),
)  # fmt: skip

# A numbered line may break between two lines of a page; shorter first lines are whole headings.
SHORTEST_BROKEN_LINE = 12

# What a known heading may go on with: 主动公开政府信息情况 及成效.
GOES_ON = re.compile(r"[及和与以、的]")

# The headings as the forms of 2019 and 2021 print them, for lines that character recognition or a
# typist has damaged in a character or two.
FORM_HEADINGS: tuple[tuple[str, str], ...] = (
    ("s1", "总体情况"),
    ("s2", "主动公开政府信息情况"),
    ("s3", "收到和处理政府信息公开申请情况"),
    ("s4", "政府信息公开行政复议、行政诉讼情况"),
    ("s4", "因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
    ("s5", "存在的主要问题及改进情况"),
    ("s5", "政府信息公开工作存在的主要问题及改进情况"),
    ("s6", "其他需要报告的事项"),
)

# Section one's five aspects (国办公开办函〔2021〕30号), by the words their sub-headings hold.
ASPECT_WORDINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("s1.on_request", re.compile(r"依申请|申请公开|公开申请")),
    ("s1.platform", re.compile(r"平台|载体|渠道建设|公开渠道")),
    ("s1.supervision", re.compile(r"监督|保障|考核|评议|责任追究")),
    (
        "s1.management",
        re.compile(r"信息管理|信息(?:资源)?的?规范[^\n]{0,6}管理|管理情况|(?:规范|动态)管理"),
    ),
    ("s1.proactive", re.compile(r"主动[^\n]{0,4}公开")),
)

# Annexes of figures before 2019, by year: local forms, then the national one of
# 国办发〔2014〕32号.
STATISTICS_ANNEX = re.compile(r"信息公开[^\n。,;]{0,8}?(?:情况)?统计表|统计指标|指标名称")
FIRST_NATIONAL_STATISTICS_YEAR = 2014

# A heading that is none of the six must end like one to be told from a sentence.
HEADING_TAIL = re.compile(
    r"(?:情况|措施|事项|概述|工作|建设|统计表|安排|打算|附表|附件|说明|意见|保障|公开|解读|回应"
    r"|管理|平台|监督|支出|收费|减免|培训|咨询|投诉|关切|领域)$"
)
# Headings of free-form reports (2008 to 2018) that are none of the six and may stand unnumbered.
EXTRA_HEADING = re.compile(
    r"(?:政府信息公开)?(?:工作)?的?(?:收费[^\n。,;:]{0,6}减免|人员和收支|支出[和与]收费|咨询(?:处理|投诉)?|回应解读|政策解读"
    r"|重点领域(?:政府)?信息公开|机构建设和保障经费|举报投诉)(?:的?(?:工作)?情况)?|附表"
)
