"""Cases of layer 2: what is a unit, what kind it is, where it begins and ends (decisions 14-22)."""

from __future__ import annotations

import pytest

from models.rule_tagger import RuleTagger
from models.tagger import Passage
from tests.models.marked import marked_to_spans, second_layer, spans_to_marked

PROBLEMS_SECTION = [
    # enumerated points (definition)
    "存在的问题：一是{PROBLEM:公开意识不强}；二是{PROBLEM:更新不及时}。",
    "主要问题：（一）{PROBLEM:解读形式单一}。（二）{PROBLEM:专职人员缺乏}。",
    "存在问题：1.{PROBLEM:内容不够全面}。2.{PROBLEM:培训力度不足}。",
    "存在以下不足：第一，{PROBLEM:公开不够主动}；第二，{PROBLEM:互动回应较少}。",
    "存在以下不足：首先，{PROBLEM:公开不够主动}；其次，{PROBLEM:互动回应较少}。",
    "存在的问题：①{PROBLEM:栏目更新滞后}；②{PROBLEM:答复不规范}。".replace("①", "（1）").replace(
        "②", "（2）"
    ),
    # a point with its elaboration, sub-points inside
    "存在的问题：一是{PROBLEM:公开意识不强。部分科室重视不够，信息报送不及时}。二是{PROBLEM:队伍薄弱}。",
    "下一步措施：（一）{COMMITMENT:加强培训。1.组织业务学习。2.开展以会代训}。（二）{COMMITMENT:强化考核}。",
    "改进措施：（一）{COMMITMENT:加强培训。每季度组织学习；年底开展测试}。（二）{COMMITMENT:强化考核}。",
    "存在问题：一是{PROBLEM:解读单一。1.图解较少。2.视频较少}。二是{PROBLEM:更新不及时}。",
    "存在问题：一是{PROBLEM:解读单一}。二是{PROBLEM:更新不及时}。1.加强培训。2.严格考核。".replace(
        "1.加强培训。2.严格考核", "1.{COMMITMENT:加强培训}。2.{COMMITMENT:严格考核}"
    ),
    # one sentence each where nothing is enumerated, ; cuts too (decision 17)
    "存在的主要问题：{PROBLEM:解读形式较为单一}；{PROBLEM:栏目更新不够及时}；{PROBLEM:队伍力量不足}。",
    "{PROBLEM:个别单位公开意识不强}。{PROBLEM:政策解读质量有待提高}。",
    "{PROBLEM:公开渠道还不够宽}！{PROBLEM:互动还不够多}？",
    # headings enumerate nothing, labels stay outside (decision 14)
    "（一）主要问题\n{PROBLEM:政策解读不够深入}。\n（二）改进措施\n{COMMITMENT:丰富解读形式}。",
    "（一）存在的主要问题：{PROBLEM:政策解读不够深入}。（二）改进措施：{COMMITMENT:丰富解读形式}。",
    "存在问题\n1.{PROBLEM:公开不够及时}。\n2.{PROBLEM:内容不够丰富}。\n改进措施\n1.{COMMITMENT:加强审核}。\n2.{COMMITMENT:拓展内容}。",
    "（一）存在的主要问题\n一是{PROBLEM:解读不够深入}；二是{PROBLEM:平台建设滞后}。\n（二）下一步工作打算\n一是{COMMITMENT:丰富解读形式}；二是{COMMITMENT:优化平台}。",
    "存在问题：{PROBLEM:信息更新不及时}。\n整改措施：{COMMITMENT:建立更新台账}。",
    # the unenumerated sentence is whole, 下一步 included (decision 14)
    "{COMMITMENT:下一步，我局将加强业务培训，提升公开水平}。",
    "{COMMITMENT:今后，我镇将不断拓宽公开渠道}。",
    "{COMMITMENT:2024年，我局将继续规范依申请公开办理}。",
    "{PROBLEM:虽然工作取得一定成效，但信息更新仍不够及时}。",
    # kinds of points by their lead-in (decision 15)
    "针对以上问题，我局进行了改进：一是{MEASURE:加强审核把关}；二是{MEASURE:充实人员力量}。",
    "针对上述问题，我局将采取以下措施：一是{COMMITMENT:加强审核把关}；二是{COMMITMENT:充实人员力量}。",
    "下一步，将从以下几方面改进：一是{COMMITMENT:加强学习}。二是{COMMITMENT:完善机制}。",
    "2024年，我们将落实以下举措补齐短板。一是{COMMITMENT:丰富形式}。二是{COMMITMENT:提升质效}。",
    "为此，我们考虑在三个方面加以改进：（一）{COMMITMENT:深化公开内容}。（二）{COMMITMENT:拓展公开形式}。",
    # general admissions (decision 18)
    "当前，还存在一些不足。一是{PROBLEM:人员流动性大}；二是{PROBLEM:属性界定不准确}。",
    "工作中还存在一定差距。{PROBLEM:主要是个别科室公开不主动}。",
    "{PROBLEM:与上级要求相比还存在一些不足}。{COMMITMENT:下一步，我局将加强学习}。",
    "{PROBLEM:工作中还存在一些薄弱环节}。",
    "工作有了进步，但还有一些不足，一是{PROBLEM:公开不够及时}；二是{PROBLEM:解读不够深入}。",
    "下一步，将按照上级部署推进工作。一是{COMMITMENT:强化培训}。二是{COMMITMENT:严格考核}。",
    "{PROBLEM:但在工作中仍有不足，如工作机制有待完善；解读形式仍需创新；技术运用不够充分等}。",
    "仍存在一些不足，如：{PROBLEM:队伍建设有待加强}；{PROBLEM:答复质量有待提升}。",
    # unmarked pieces keep the kind (decision 19)
    "下一步，将做好以下工作：{COMMITMENT:加强组织领导}。{COMMITMENT:严格信息审核}。",
    "存在的问题：{PROBLEM:主动公开意识不够}。{PROBLEM:部分人员对业务了解不多}。",
    # two kinds in one sentence (decision 20)
    "{PROBLEM:公开内容还不够全面}，{COMMITMENT:下一步将加大公开力度}。",
    "{PROBLEM:信息更新不够及时}，{COMMITMENT:今后将安排专人负责}。",
    "存在的问题：一是{PROBLEM:解读形式单一}，{COMMITMENT:下一步将丰富解读形式}；二是{PROBLEM:培训不足}，{COMMITMENT:下一步将加强培训}。",
    "{COMMITMENT:针对解读形式单一的问题，将进一步丰富解读形式}。",
    # kinds change inside the section (decision 17)
    "存在的问题：一是{PROBLEM:公开不够及时}。二是{PROBLEM:解读不够深入}。{COMMITMENT:下一步，我局将加强监督}。",
    "一是{PROBLEM:公开不够及时}；二是{PROBLEM:内容不够丰富}。针对以上问题，下一步将：一是{COMMITMENT:加强督促}；二是{COMMITMENT:丰富内容}。",
    "存在问题：一是{PROBLEM:公开意识薄弱}。改进情况：一是{MEASURE:组织了专题学习}。",
    # measures with a mark of their own (decision 15, 22)
    "{MEASURE:针对去年存在的更新不及时问题，我局建立了台账，进行了改进}。",
    "针对上述问题，我们着重抓了两件事：一是{MEASURE:编印答复样本}；二是{MEASURE:实行专人备案}。",
    "对照问题清单，我局逐条销号：（1）{MEASURE:调整栏目权重}；（2）{MEASURE:分片组织现场教学}。",
    "改进情况：一是{MEASURE:完善制度}；二是{MEASURE:充实队伍}。",
    "改进措施：一是{COMMITMENT:完善制度}；二是{COMMITMENT:充实队伍}。",
    "针对以上问题，采取了以下措施：（一）{MEASURE:完善制度}。（二）{MEASURE:充实队伍}。",
    "整改落实情况：{MEASURE:安排专人更新栏目}。",
    # a point's own mark of time comes before its list's kind
    "改进措施：一是{MEASURE:已重新编制目录}；二是{COMMITMENT:加强培训}。",
    "改进情况：一是{MEASURE:充实队伍}；二是{COMMITMENT:下一步，加强培训}。",
    "改进情况：一是{MEASURE:对发现的问题，已组织培训}；二是{COMMITMENT:2025年将建立清单}。",
    # a numbered point that begins with a year
    "改进措施\n1.{COMMITMENT:拓展渠道}。\n2.{COMMITMENT:2024年计划开展征集}。",
    # Markdown around headings
    "**存在问题**\n1.{PROBLEM:更新不及时}。\n**改进情况**\n1.{MEASURE:安排专人更新}。\n## ",
    # what stands at the end of the report
    "存在的问题：{PROBLEM:更新不及时}。\n云澜市水务局\n2024年1月20日",
    "改进措施：一是{COMMITMENT:加强学习}；二是{COMMITMENT:严格考核}。云澜市人民政府2024年1月20日",
    "{COMMITMENT:今后，我局将继续努力}。\n附件：统计表",
    # nothing to say
    "无。",
    "暂无。",
    "2023年，我局政务公开工作取得了明显成效。",
    # problem cues inside commitments change nothing
    "下一步，将做好以下工作：一是{COMMITMENT:解决更新不及时问题}；二是{COMMITMENT:补齐人员不足短板}。",
    "改进措施：（一）{COMMITMENT:针对人员不足问题，选配专职人员}。（二）{COMMITMENT:针对形式单一问题，丰富载体}。",
]
OTHER_SECTIONS = [
    # achievements are no units (decision 16, 21)
    "一是加强组织领导。二是完善制度机制。三是强化监督检查。",
    "持续优化栏目设置，不断提升公开质量。",
    "全年开展检查4次，发现问题12个，已全部整改。",
    "认真梳理存在的问题，及时督促整改。",
    "无其他需要报告的事项。",
    "针对网上的虚假不实信息，及时发布权威信息。",
    # a named shortcoming, an action tied to one (decision 21)
    "{PROBLEM:但信息公开工作还存在更新不及时等问题}。",
    "{MEASURE:针对栏目更新不及时的问题，建立了定期巡查制度}。",
]


@pytest.fixture(scope="module")
def tagger() -> RuleTagger:
    return RuleTagger()


@pytest.mark.parametrize("marked", PROBLEMS_SECTION)
def test_units_of_the_problems_section(tagger: RuleTagger, marked: str) -> None:
    text, expected = marked_to_spans(marked)
    found = second_layer(tagger.tag([Passage(text, "problems")])[0])
    assert spans_to_marked(text, found) == spans_to_marked(text, expected)


@pytest.mark.parametrize("marked", OTHER_SECTIONS)
@pytest.mark.parametrize("place", ["overview", "other"])
def test_units_elsewhere(tagger: RuleTagger, place: str, marked: str) -> None:
    text, expected = marked_to_spans(marked)
    passage = Passage(text, "overview" if place == "overview" else "other")
    found = second_layer(tagger.tag([passage])[0])
    assert spans_to_marked(text, found) == spans_to_marked(text, expected)
