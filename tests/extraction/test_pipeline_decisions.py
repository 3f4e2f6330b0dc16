"""The numbered decisions of the annotation guide, each with passages that only it explains.

Passages go through the rule tagger and both composers, as the pipeline has them; decisions that
speak of a whole report are shown on one. Invented agencies and figures throughout.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extraction import extract
from extraction.claims import spans_to_claims
from extraction.statements import link_answers, spans_to_statements
from models import Passage, Place, load_tagger
from tests.models.marked import marked_to_spans

GUIDE = range(1, 32)
Row = tuple[object, ...]
# decision -> [passage, columns, the claims' rows]
CLAIMS: Mapping[int, list[tuple[str, str, list[Row]]]] = {
    1: [("受理申请0件。", "quote value unit zero", [("0件", 0, "件", False)])],
    2: [
        (
            "未发生行政复议和行政诉讼。",
            "quote value zero item",
            [
                ("未发生行政复议", 0, True, "行政复议"),
                ("未发生行政复议和行政诉讼", 0, True, "行政诉讼"),
            ],
        ),
        (
            "未收到行政复议、提起行政诉讼的申请。",
            "quote",
            [("未收到行政复议",), ("未收到行政复议、提起行政诉讼",)],
        ),
    ],
    3: [
        ("部门预算、决算各1份。", "quote item", [("1份", "部门预算"), ("1份", "决算")]),
        (
            "门户网站、公众号各发布信息12条。",
            "quote channel",
            [("12条", "门户网站"), ("12条", "公众号")],
        ),
        ("办结率、满意率均达到100%。", "item", [("办结率",), ("满意率",)]),
        (
            "行政复议、行政诉讼分别为2件和1件。",
            "item value",
            [("行政复议", 2), ("行政诉讼", 1)],
        ),
    ],
    4: [("未发生负面舆情。", "quote", []), ("保持零败诉。", "quote zero", [("零败诉", True)])],
    5: [
        (
            "收到申请64件，其中予以公开36件，占56.25%。",
            "value item part",
            [(64, "申请", None), (36, "予以公开", 0), (56.25, "予以公开", None)],
        ),
        ("访问量回落12.3%。", "quote value item", [("12.3%", 12.3, "访问量")]),
    ],
    6: [
        ("网上申请超八成。", "value unit approx", [(80, "%", "over")]),
        ("现场申请占两成。", "value unit approx", [(20, "%", None)]),
        ("公开率达百分之百。", "value unit", [(100, "%")]),
        ("企业申请约三分之一。", "value unit approx", [(33.33, "%", "about")]),
    ],
    7: [
        ("收到申请64件，其中自然人51件，其余13件。", "value part", [(64, None), (51, 0), (13, 0)]),
        ("答复申请9件，予以公开5件，无法提供4件。", "value part", [(9, None), (5, 0), (4, 0)]),
        ("收到申请7件，办结7件。", "value part", [(7, None), (7, None)]),
        ("发布信息20条，另有视频3条。", "value part", [(20, None), (3, None)]),
        ("发布信息20条。其中，动态12条。", "value part", [(20, None), (12, 0)]),
        (
            "办结申请9件，其中予以公开5件、无法提供4件；行政诉讼2件。",
            "value part",
            [(9, None), (5, 0), (4, 0), (2, None)],
        ),
    ],
    8: [("全年发布信息271条。年内共发布信息271条。", "value", [(271,), (271,)])],
    9: [
        ("收到申请64件，办结63件。", "item", [("申请",), ("办结",)]),
        ("其中8条。", "quote item", [("8条", None)]),
    ],
    10: [
        (
            "微信公众号发布信息90条，其中原创信息12条；全年召开会议3次。",
            "value channel",
            [(90, "微信公众号"), (12, "微信公众号"), (3, None)],
        ),
        ("优化门户网站。发布信息90条。", "channel", [(None,)]),
        ("发布信息90条，主要通过门户网站公开。", "channel", [(None,)]),
        (
            "通过网站、公众号和微博等平台发布信息90条。",
            "channel",
            [("网站、公众号和微博",)],
        ),
        ("微信公众号信息271条。", "channel item", [("微信公众号", "信息")]),
        (
            "转载中国政府网146条，向市政府报送127条。",
            "item channel",
            [("转载中国政府网", None), ("报送", None)],
        ),
        (
            "在门户网站公开的90条信息中，动态50条；公告40条。",
            "value channel part",
            [(90, "门户网站", None), (50, "门户网站", 0), (40, "门户网站", 0)],
        ),
    ],
    11: [
        ("接听来电逾200个。", "quote value approx", [("逾200个", 200, "over")]),
        ("粉丝超过400人。", "quote approx", [("超过400人", "over")]),
        ("访问量达3万次，信件共计81封。", "quote approx", [("3万次", None), ("81封", None)]),
        ("接待群众万余人次。", "value unit approx", [(10000, "人次", "over")]),
        ("日均访问量40次。", "value period", [(40, "日均")]),
    ],
    13: [
        ("推出10万+推文。", "quote", []),
        ("本报告由六个部分组成，仍存在三方面不足。", "quote", []),
        ("聚焦三大领域，健全三级体系，位居全省前10名。", "quote", []),
        ("于202011日公布，逾期3天未答复。", "quote", []),
        (
            "等候时间由50分钟缩至20分钟。",
            "quote value item",
            [("50分钟", 50, "等候时间"), ("20分钟", 20, "等候时间")],
        ),
    ],
    26: [
        (
            "2023年，我局全年收到申请6件，日均访问40次。发布简报7期。",
            "value period",
            [(6, "全年"), (40, "日均"), (7, None)],
        ),
        ("截至2023年底，粉丝517人。", "period", [("截至2023年底",)]),
    ],
    27: [
        (
            "微信公众号发布信息90条，其中原创信息12条。",
            "indicator",
            [("publish.wechat",), ("publish.original",)],
        ),
        ("公开政府信息90条。", "indicator", [("publish.total",)]),
        (
            "收到申请64件，其中自然人51件。",
            "indicator",
            [("request.received",), ("request.natural_person",)],
        ),
        ("收到申请64件，办结率100%。", "indicator", [("request.received",), ("request.rate",)]),
        (
            "答复网民留言64件，办结率100%。",
            "indicator",
            [("interact.messages_replied",), ("interact.reply_rate",)],
        ),
        ("播种1亩。", "indicator", [(None,)]),
    ],
    31: [
        ("差错不超过3处。", "value approx", [(3, "under")]),
        ("差错最多3处。", "value approx", [(3, "under")]),
        ("差错至多3处。", "value approx", [(3, "under")]),
        ("差错率低于1%。", "value approx", [(1, "under")]),
        ("等候时间平均30分钟以内。", "quote value approx", [("30分钟以内", 30, "under")]),
        ("平均用时3天以下。", "quote approx", [("3天以下", "under")]),
        ("培训至少6次。", "value approx", [(6, "over")]),
        ("培训不少于6次。", "value approx", [(6, "over")]),
        ("满意度不低于95%。", "value approx", [(95, "over")]),
        ("满意度高于95%。", "value approx", [(95, "over")]),
        ("每月更新3至5次。", "value value_max approx", [(3, 5, "about")]),
        ("每月更新10条至15条。", "quote value value_max unit", [("10条至15条", 10, 15, "条")]),
        ("满意率在95%至98%之间。", "value value_max unit item", [(95, 98, "%", "满意率")]),
        ("参会两三百人。", "value value_max approx", [(200, 300, "about")]),
        ("接待三五十人次。", "value value_max approx", [(30, 50, "about")]),
        ("网上申请过半。", "value unit approx", [(50, "%", "over")]),
        ("粉丝量翻一番。", "value unit", [(1, "番")]),
        ("粉丝数翻番。", "value unit", [(1, "番")]),
        ("点击量过亿。", "value unit approx", [(100_000_000, None, "over")]),
        ("阅读量破千万。", "value unit approx", [(10_000_000, None, "over")]),
        ("吸引上千人。", "value unit approx", [(1000, "人", "over")]),
        ("开展宣讲数十场。", "value unit approx", [(10, "场", "over")]),
        ("收到来信十几封。", "value unit approx", [(10, "封", "over")]),
        ("自然人申请占三分之二。", "value", [(66.67,)]),
        ("网上申请约占三成。", "quote value approx", [("约占三成", 30, "about")]),
        ("发布信息  条。", "quote", []),
        ("不予公开信息数1307。", "value unit", [(1307, None)]),
        (
            "总关注数517人（年度新增196人）。",
            "value part",
            [(517, None), (196, 0)],
        ),
    ],
}
# decision -> [passage, (kind, quote) of its units]
STATEMENTS: Mapping[int, list[tuple[str, list[tuple[str, str]]]]] = {
    14: [
        (
            "（一）主要问题\n解读不够深入。\n（二）改进措施：\n丰富解读形式。",
            [("problem", "解读不够深入"), ("commitment", "丰富解读形式")],
        ),
        ("下一步，我局将加强培训。", [("commitment", "下一步,我局将加强培训")]),
    ],
    15: [
        (
            "针对以上问题，我局进行了改进：一是加强审核；二是充实人员。",
            [("measure_taken", "加强审核"), ("measure_taken", "充实人员")],
        ),
        (
            "下一步将采取以下措施：一是加强审核；二是充实人员。",
            [("commitment", "加强审核"), ("commitment", "充实人员")],
        ),
    ],
    17: [
        (
            "存在问题：更新不及时;解读不深入!互动不够多?",
            [("problem", "更新不及时"), ("problem", "解读不深入"), ("problem", "互动不够多")],
        ),
        (
            "存在问题：一是解读单一。1.图解较少。2.视频较少。二是更新不及时。下一步，将加强培训。",
            [
                ("problem", "解读单一。1.图解较少。2.视频较少"),
                ("problem", "更新不及时"),
                ("commitment", "下一步,将加强培训"),
            ],
        ),
    ],
    18: [
        (
            "工作中仍存在一些问题。一是更新不及时；二是解读单一。",
            [("problem", "更新不及时"), ("problem", "解读单一")],
        ),
        ("工作中还存在一些薄弱环节。", [("problem", "工作中还存在一些薄弱环节")]),
    ],
    19: [
        (
            "下一步，将做好以下工作：加强领导。严格审核。",
            [("commitment", "加强领导"), ("commitment", "严格审核")],
        )
    ],
    20: [
        (
            "公开内容还不够全面，下一步将加大公开力度。",
            [("problem", "公开内容还不够全面"), ("commitment", "下一步将加大公开力度")],
        ),
        (
            "但仍有不足，如机制有待完善；形式仍需创新；运用不够充分等。",
            [("problem", "但仍有不足,如机制有待完善;形式仍需创新;运用不够充分等")],
        ),
    ],
    22: [
        ("改进措施：一是完善制度。", [("commitment", "完善制度")]),
        ("改进情况：一是完善制度。", [("measure_taken", "完善制度")]),
    ],
}
# decision -> [passage, place, number of units]: sections without units
ELSEWHERE: Mapping[int, list[tuple[str, Place, int]]] = {
    16: [("一是加强领导。二是完善制度。", "overview", 0)],
    21: [
        ("一是落实年度要点。二是优化栏目设置。", "other", 0),
        ("但信息公开工作还存在更新不及时等问题。", "overview", 1),
        ("针对栏目更新不及时的问题，建立了定期巡查制度。", "other", 1),
        ("针对网上的虚假不实信息，及时发布权威信息。", "other", 0),
    ],
}
# decision -> [passage of a section on problems, quotes of targets, values of claims]
TARGETS: Mapping[int, list[tuple[str, list[str], list[object]]]] = {
    12: [
        ("下一步，将举办培训12期。", ["12期"], []),
        ("存在问题：仅举办培训1期，力度不够。", [], [1]),
    ],
    30: [
        ("改进措施：一是每季度举办培训不少于12期。", ["不少于12期"], []),
        ("下一步，将巩固2023年已关停3个账号的成果。", [], [3]),
    ],
}
# decision -> [passage, themes]
THEMES: Mapping[int, list[tuple[str, list[str]]]] = {
    28: [
        ("存在问题：一是更新不及时；二是缺乏专职人员。", ["timeliness", "staffing"]),
        ("改进措施：一是丰富意见征集形式，深化公开内容。", ["interaction"]),
        ("与群众期待相比还存在一些差距。", ["general"]),
    ]
}
# decision -> [passage, index of the answered problem by statement]
ANSWERS: Mapping[int, list[tuple[str, list[int | None]]]] = {
    29: [
        (
            "存在问题：一是更新不及时；二是解读单一。改进措施：一是丰富解读形式；二是及时更新栏目。",
            [None, None, 1, 0],
        ),
        ("存在问题：一是更新不及时。改进措施：一是加强保密审查。", [None, 0]),
        ("存在问题：更新不及时。改进措施：加强保密审查。", [None, None]),
    ]
}
HEAD = "云澜市水务局2023年政府信息公开工作年度报告\n一、总体情况\n"
# decision -> [report, columns of the record or its claims, rows]
REPORTS: Mapping[int, list[tuple[str, str, list[Row]]]] = {
    17: [
        (
            f"{HEAD}2023年，云澜市水务局坚持公开为常态，全年主动发布信\n息271条。\n\n申请7件。\n",
            "quote item value",
            [("271条", "信\n息", 271), ("7件", "申请", 7)],
        )
    ],
    23: [
        (
            f"{HEAD}发布信 息271 条，公开 政府信息9条。",
            "quote item",
            [("271 条", "信 息"), ("9条", "政府信息")],
        )
    ],
    24: [
        (f"{HEAD}發布信息271條。", "quote unit unit_norm", [("271條", "條", "条")]),
        (f"{HEAD}满意率９８％。", "quote value unit unit_norm", [("９８％", 98, "％", "%")]),
    ],
    25: [
        (f"{HEAD}收到申请0件。", "agency year", [("云澜市水务局", 2023)]),
        (
            "雲瀾市水務局2023年政府信息公開工作年度報告\n一、總體情況\n收到申請0件。",
            "agency",
            [("云澜市水务局",)],
        ),
    ],
}
TABLES: tuple[Mapping[int, object], ...] = (
    CLAIMS,
    STATEMENTS,
    ELSEWHERE,
    TARGETS,
    THEMES,
    ANSWERS,
    REPORTS,
)
# what the guide lists as no claims, in its order
NEAR_MISSES = [
    "2023年4月召开会议，12月31日结束。",
    "根据国办公开办函〔2021〕30号、国务院令第711号文件。",
    "依据《条例》第二十条办理。",
    "一是加强领导。（一）加强领导。第3期已印发。",
    "电话0999-5550123，邮编999000，滨河路12号3楼501室。",
    "依托12345热线，落实三审三校，管好两微一端，建成“一张网”，推进五公开，学习二十大精神。",
    "在20个工作日内答复。",
    "系统升级到V2.0版。",
    "政务公开是一项重要工作。",
    "规章 0 0 5\n行政规范性文件 2 0 11",
]


def flat(table: Mapping[int, list[tuple[object, ...]]]) -> list[object]:
    return [
        pytest.param(*case, id=f"{decision}-{number}")
        for decision, cases in table.items()
        for number, case in enumerate(cases)
    ]


def passage_to_rows(text: str, columns: str) -> list[Row]:
    folded, _ = marked_to_spans(text)
    spans = load_tagger("rules").tag([Passage(folded, "overview")])[0]
    rows = []
    for claim in spans_to_claims(folded, spans):
        places = {"item": claim.item, "channel": claim.channel, "period": claim.period}
        row: dict[str, object] = {
            "quote": folded[claim.start : claim.end],
            "zero": claim.zero,
            "part": claim.part_of,
            "indicator": claim.indicator,
            **{name: place and folded[slice(*place)] for name, place in places.items()},
            **{
                name: getattr(claim.quantity, name)
                for name in ("value", "value_max", "unit", "approx")
            },
        }
        rows.append(tuple(row[column] for column in columns.split()))
    return rows


def test_every_decision_has_a_case() -> None:
    assert {decision for table in TABLES for decision in table} == set(GUIDE)


@pytest.mark.parametrize(("text", "columns", "rows"), flat(CLAIMS))
def test_claims(text: str, columns: str, rows: list[Row]) -> None:
    assert passage_to_rows(text, columns) == rows


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_no_claims(text: str) -> None:
    assert passage_to_rows(text, "quote") == []


@pytest.mark.parametrize(("text", "units"), flat(STATEMENTS))
def test_statements(text: str, units: list[tuple[str, str]]) -> None:
    folded, _ = marked_to_spans(text)
    spans = load_tagger("rules").tag([Passage(folded, "problems")])[0]
    found = spans_to_statements(folded, spans)
    assert [(each.kind, folded[each.start : each.end]) for each in found] == units


@pytest.mark.parametrize(("text", "place", "units"), flat(ELSEWHERE))
def test_sections_that_hold_few_units_or_none(text: str, place: Place, units: int) -> None:
    folded, _ = marked_to_spans(text)
    spans = load_tagger("rules").tag([Passage(folded, place)])[0]
    assert len(spans_to_statements(folded, spans)) == units


@pytest.mark.parametrize(("text", "targets", "values"), flat(TARGETS))
def test_planned_figures(text: str, targets: list[str], values: list[object]) -> None:
    folded, _ = marked_to_spans(text)
    spans = load_tagger("rules").tag([Passage(folded, "problems")])[0]
    planned = [each for found in spans_to_statements(folded, spans) for each in found.targets]
    assert [folded[each.start : each.end] for each in planned] == targets
    assert [each.quantity.value for each in spans_to_claims(folded, spans, planned)] == values


@pytest.mark.parametrize(("text", "themes"), flat(THEMES))
def test_themes(text: str, themes: list[str]) -> None:
    folded, _ = marked_to_spans(text)
    spans = load_tagger("rules").tag([Passage(folded, "problems")])[0]
    assert [each.theme for each in spans_to_statements(folded, spans)] == themes


@pytest.mark.parametrize(("text", "answers"), flat(ANSWERS))
def test_answers(text: str, answers: list[int | None]) -> None:
    folded, _ = marked_to_spans(text)
    spans = load_tagger("rules").tag([Passage(folded, "problems")])[0]
    found = link_answers(spans_to_statements(folded, spans))
    assert [each.answers for each in found] == answers


@pytest.mark.parametrize(("text", "columns", "rows"), flat(REPORTS))
def test_whole_reports(text: str, columns: str, rows: list[Row]) -> None:
    record = extract(text.encode(), name="report.txt")
    names = columns.split()
    sources = record.claims if hasattr(record.claims[0], names[0]) else (record,)
    assert [tuple(getattr(each, name) for name in names) for each in sources] == rows
