"""Whether a text is a government-information-disclosure annual report at all."""

from __future__ import annotations

import re

from extraction.errors import UnreadableReport

# One strong mark or two weak ones. Announcements, news and laws on disclosure hold one weak mark
# or two (公开条例 in passing), never a report's title form or its section and table labels.
_STRONG = (
    r"信息公开(?:工作)?(?:的)?(?:\d{4}年度?)?年?度?(?:工作)?(?:情况)?(?:的)?(?:报告|年报)",
    r"本年新收政府信息公开申请|勾稽关系|上年结转政府信息公开申请",
    r"年报?.{0,12}信息公开.{0,12}(?:情况|工作).{0,6}报告",
)
_WEAK = (
    r"主动公开(?:政府)?信息",
    r"依申请公开",
    r"行政复议.{0,4}行政诉讼",
    r"存在的?(?:主要)?问题",
    r"总体情况|概述",
    r"政府信息公开条例",
    r"收到和处理",
)
_LEAST_WEAK = 3
# Every mark of a report stands within its first pages.
_CHARS_READ = 200_000


def require_report(folded: str) -> None:
    """Raises UnreadableReport (no_text, not_a_report) unless the folded text reads like one."""
    squeezed = "".join(folded[:_CHARS_READ].split())
    if not squeezed:
        raise UnreadableReport("no_text")
    if any(re.search(pattern, squeezed) for pattern in _STRONG):
        return
    found = sum(re.search(pattern, squeezed) is not None for pattern in _WEAK)
    if found < _LEAST_WEAK:
        raise UnreadableReport("not_a_report", f"{found} of {len(_WEAK)} marks of a report found")
