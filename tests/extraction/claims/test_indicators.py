"""Indicators of claims: the item's noun, what the sentence is about, what states none."""

from __future__ import annotations

import pytest

from extraction.claims.indicators import ClaimFacts, facts_to_indicator, load_rules


def indicator_of(
    item: str | None,
    unit: str | None = "件",
    *,
    channel: str | None = None,
    clause: str = "",
    context: str = "",
) -> str | None:
    return facts_to_indicator(ClaimFacts(item, channel, clause, unit, context or clause))


@pytest.mark.parametrize(
    ("item", "context", "indicator"),
    [
        ("办结", "收到政府信息公开申请9件,办结9件", "request.answered"),
        ("办结", "全年办结9件", "request.answered"),
        ("办结", "收到网民留言9条,办结9条", None),
        ("办结", "受理审批事项9件,办结9件", None),
        ("办结", "收到申请9件,来信3件,办结12件", None),
        ("申请", "本年度收到9件申请", "request.received"),
        ("申请", "设窗口8个,共受理申请9件", None),
        ("申请", "受理补贴申请9件", None),
        ("政府信息公开申请", "窗口共收到政府信息公开申请9件", "request.received"),
    ],
)
def test_the_sentence_tells_whose_business_it_is(
    item: str, context: str, indicator: str | None
) -> None:
    assert indicator_of(item, clause=context.rpartition(",")[2], context=context) == indicator


@pytest.mark.parametrize(
    ("item", "context", "indicator"),
    [
        ("办结率", "收到申请9件,办结率100%", "request.rate"),
        ("办结率", "办理提案9件,办结率100%", "interact.reply_rate"),
        ("办结率", "受理审批申请9件,办结率100%", "interact.reply_rate"),
        ("予以公开", "其中予以公开5件,占55%", "request.rate"),
        ("公开率", "公开率100%", "publish.open_rate"),
    ],
)
def test_a_rate_has_its_groups_rate(item: str, context: str, indicator: str) -> None:
    assert indicator_of(item, "%", clause=context.rpartition(",")[2], context=context) == indicator


@pytest.mark.parametrize(
    ("item", "clause", "indicator"),
    [
        ("商业企业", "商业企业3件", "request.legal_person"),
        ("科研机构申请", "科研机构申请1件", "request.legal_person"),
        ("自然人", "自然人3件", "request.natural_person"),
        ("结转至2025年", "结转至2025年3件", "request.carried_out"),
        ("结转下年度继续办理", "1件结转下年度继续办理", "request.carried_out"),
        ("上年结转", "上年结转2件", "request.carried_in"),
        ("依申请公开", "办结依申请公开9件", "request.answered"),
        ("申请", "答复申请9件", "request.answered"),
        ("复议后起诉", "复议后起诉2件", "remedy.lawsuits"),
        ("行政复议", "行政复议2件", "remedy.reviews"),
        ("现行有效规范性文件", "清理并公开现行有效规范性文件9件", "manage.documents_in_force"),
        ("规范性文件", "废止规范性文件9件", "manage.documents_repealed"),
        ("规范性文件", "制发规范性文件9件", "manage.documents_issued"),
        ("依申请公开信息数", "依申请公开信息数9条", None),
        ("不予公开信息数", "不予公开信息数9条", None),
        ("收件", "窗口收件9件", "domain.activity"),
        ("行政复议决定书摘要", "公开行政复议决定书摘要9条", None),
        ("费用", "没有收取政府信息公开相关费用", "request.fee"),
        ("废止", "制发规范性文件2件,废止1件", "manage.documents_repealed"),
        ("现行有效", "规范性文件现行有效9件", "manage.documents_in_force"),
        ("低保申请人", "低保申请人3名", None),
        ("不予公开", "审核拟发文件9件,认定不予公开3件", None),
        (None, "其中9件", None),
    ],
)
def test_the_item_decides(item: str | None, clause: str, indicator: str | None) -> None:
    assert indicator_of(item, clause=clause) == indicator


def test_a_hotline_has_complaints_of_its_own() -> None:
    facts = {"clause": "收到咨询投诉9件"}
    assert indicator_of("咨询投诉", channel="12345热线", **facts) == "interact.hotline"
    assert indicator_of("投诉", **facts) == "remedy.complaints"


def test_every_rule_can_fit_something() -> None:
    """A rule needs a pattern, or the rules below it could never be reached."""
    assert all(
        any((rule.item, rule.channel, rule.clause, rule.unit, rule.context))
        for rule in load_rules()
    )
