"""A report whose running text speaks: figures, problems, a measure, a commitment, a contradiction.

Offsets are looked up in the written text, so that every quote is a slice of it.
"""

from __future__ import annotations

from typing import Any

from extraction.record.model import Claim, Contradiction, ModelInfo, ReportRecord, Statement, Target
from models import StatementLabel
from tests.extraction.show.builder import number, report

BODY = (
    "全年公开政府信息近1.2万条，其中微信公众号发布原创信息271条。"
    "2023年收到政府信息公开申请11件，予以公开7件。未发生行政复议和行政诉讼。\n"
    "一是更新不及时，有3个栏目超过半年没有更新；二是专职人员不足。"
    "针对更新慢的问题，已安排专人维护。下一步，举办业务培训不少于12期。"
)
RECEIVED = "t2.new_received.total"
MODEL = ModelInfo(name="rules", version="1")


def claim(text: str, claim_id: str, quote: str, value: float, **more: Any) -> Claim:
    """``item``, ``channel`` and ``period`` get their offsets where the text has them."""
    body = text.index("一、总体情况")
    start = text.index(quote, body)
    facts: dict[str, Any] = {"confidence": 0.82, "section": "s1", **more}
    for part in ("item", "channel", "period"):
        if part in more:
            at = text.index(more[part], body)
            facts |= {f"{part}_start": at, f"{part}_end": at + len(more[part])}
    return Claim(
        id=claim_id, quote=quote, start=start, end=start + len(quote), value=value, **facts
    )


def statement(
    text: str, statement_id: str, kind: StatementLabel, quote: str, **more: Any
) -> Statement:
    start = text.index(quote, text.index("一、总体情况"))
    facts: dict[str, Any] = {"confidence": 0.9, "section": "s1", **more}
    return Statement(
        id=statement_id, kind=kind, quote=quote, start=start, end=start + len(quote), **facts
    )


def target(text: str, quote: str, value: float, **more: Any) -> Target:
    start = text.index(quote)
    return Target(quote=quote, start=start, end=start + len(quote), value=value, **more)


def spoken(body: str = BODY, **more: Any) -> tuple[ReportRecord, str]:
    """The report above; ``more`` replaces parts of its record."""
    printed = {RECEIVED: number(12), "t2.granted.total": number(7)}
    record, text = report(printed, body=body)
    claims = (
        claim(text, "c0", "近1.2万条", 12_000, unit="条", approx="under", item="政府信息",
              period="全年", indicator="publish.total"),
        claim(text, "c1", "271条", 271, unit="条", item="原创信息", channel="微信公众号",
              period="全年", part_of="c0", indicator="publish.original"),
        claim(text, "c2", "11件", 11, unit="件", item="政府信息公开申请", period="2023年",
              indicator="request.received", cells=(RECEIVED,)),
        claim(text, "c3", "7件", 7, unit="件", item="予以公开", part_of="c2",
              indicator="request.granted", cells=("t2.granted.total",)),
        claim(text, "c4", "未发生行政复议", 0, zero=True, item="行政复议",
              indicator="remedy.reviews"),
        claim(text, "c5", "未发生行政复议和行政诉讼", 0, zero=True, item="行政诉讼",
              indicator="remedy.lawsuits"),
        claim(text, "c6", "3个", 3, unit="个", item="栏目", confidence=0.41),
    )  # fmt: skip
    goal = target(text, "不少于12期", 12, unit="期", approx="over", item="业务培训")
    statements = (
        statement(text, "p0", "problem", "更新不及时，有3个栏目超过半年没有更新",
                  theme="timeliness"),
        statement(text, "p1", "problem", "专职人员不足", theme="staffing"),
        statement(text, "p2", "measure_taken", "针对更新慢的问题，已安排专人维护",
                  theme="staffing", answers="p0"),
        statement(text, "p3", "commitment", "举办业务培训不少于12期", theme="capability",
                  targets=(goal,)),
    )  # fmt: skip
    differing = Contradiction(
        claim="c2", cells=(RECEIVED,), claimed=11, printed=12, verdict="contradicts"
    )
    facts: dict[str, Any] = {
        "claims": claims,
        "statements": statements,
        "contradictions": (differing,),
        "model": MODEL,
        **more,
    }
    return record.model_copy(update=facts), text
