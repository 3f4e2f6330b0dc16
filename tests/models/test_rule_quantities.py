"""One-line cases of quantities: what is one, how far it reaches, and what only looks like one."""

from __future__ import annotations

import pytest

from models.rule_tagger import RuleTagger
from models.tagger import Passage
from tests.models.marked import first_layer, marked_to_spans, spans_to_marked

# Only the quantities are compared here.
QUANTITIES = [
    # Arabic digits, thousands, decimals, scales
    "主动公开信息{Q:271条}。",
    "网站访问量{Q:1,234,567次}。",
    "全年点击量{Q:12.5万次}。",
    "总浏览量{Q:3.2亿人次}。",
    "办理建议{Q:48件}、提案{Q:57件}。",
    "印发文件{Q:7件}；废止{Q:2件}。",
    "累计归集电子证照{Q:318207份}，调取{Q:19046次}。",
    "受理申请{Q:0件}。",
    "信息处理费{Q:0元}。",
    "行政复议{Q:0件}、行政诉讼{Q:0件}。",
    # approximation before the number
    "年度阅读量{Q:近1.2万次}。",
    "发布信息{Q:约300条}。",
    "覆盖群众{Q:大约5000人}。",
    "粉丝{Q:超10万人}。",
    "粉丝{Q:超过10万人}。",
    "接听来电{Q:逾2万个}。",
    "访问量{Q:突破100万次}。",
    "差评{Q:不足10条}。",
    "来访{Q:不到20人次}。",
    "全年培训{Q:不少于4次}。",
    "每篇解读稿阅读{Q:至少500次}。",
    "投诉率{Q:低于1%}。",
    "满意度{Q:高于95%}。",
    "差错率{Q:不超过0.5%}。",
    "每次会议{Q:最多30人}。",
    "受众{Q:将近3000人}。",
    # approximation behind it
    "发放宣传资料{Q:200余份}。",
    "接待群众{Q:3000多人次}。",
    "接待群众{Q:3千余人次}。",
    "发放手册{Q:1万余册}。",
    "服务企业{Q:20多家}。",
    "投入{Q:2000多万元}。",
    "整改率{Q:90%以上}。",
    "平均每场{Q:30人左右}。",
    "每期阅读{Q:500次以上}。",
    "差错{Q:3处以内}。",
    "惠及群众{Q:15万余人次}。",
    # 达, 共计, 仅 stay outside
    "访问量达{Q:10730人次}。",
    "收到信件共计{Q:81封}。",
    "网站访问总量高达{Q:96.4万次}。",
    "全年仅收到来信{Q:3封}。",
    # numerals in Han characters
    "组织开展{Q:两次}业务培训。",
    "召开专题会议{Q:三次}。",
    "建立了{Q:一个}微信工作群。",
    "举办政府开放日{Q:一场}。",
    "印发简报{Q:十二期}。",
    "办理提案{Q:二十五件}。",
    "收集建议{Q:一百二十余条}。",
    "接受咨询{Q:千余人次}。",
    "发放宣传单{Q:万余份}。",
    "线上观看{Q:上万人次}。",
    "开展宣讲{Q:数十场}。",
    "累计点击{Q:上千次}。",
    "阅读量{Q:过亿次}。",
    "明确专职人员{Q:两名}、兼职人员{Q:三名}。",
    "配备专职人员{Q:一名}。",
    "设立查阅点{Q:三处}。",
    "开设{Q:两个}专栏。",
    "每季度开展巡查{Q:一次}。",
    "每半年召开{Q:一次}联席会议。",
    "全年共收到申请{Q:五件}。",
    "组织{Q:十余次}专题学习。",
    # ranges
    "每月发布{Q:3至5次}。",
    "每月更新{Q:10-15条}。",
    "每场参加{Q:两三百人}。",
    "每年培训{Q:3~4期}。",
    # shares, multiples
    "按时办结率{Q:100%}。",
    "满意率为{Q:98.75%}。",
    "同比增长{Q:12.3%}。",
    "较上年回落{Q:3.5个百分点}。",
    "比去年提高{Q:2个百分点}。",
    "公开率达到{Q:百分之百}。",
    "办结率达{Q:百分之九十以上}。",
    "网上申请{Q:超八成}。",
    "现场咨询占{Q:两成}。",
    "自然人申请占{Q:三分之二}。",
    "网上申请占{Q:约三分之一}。",
    "信息量是上年的{Q:3倍}。",
    "访问量增长{Q:1.5倍}。",
    "阅读量{Q:翻一番}。",
    "粉丝数{Q:翻了两番}。",
    "网上办件{Q:过半}。",
    "满意率{Q:近九成}。",
    "差错率为{Q:2.5‰}。",
    # money
    "采购金额{Q:865.95万元}。",
    "成交额{Q:3.68亿元}。",
    "减免金额{Q:18365.40元}。",
    "安排专项经费{Q:5万元}。",
    "节约资金{Q:逾2000万元}。",
    # achieved durations and scores
    "平均办理用时{Q:6.5个工作日}。",
    "平均答复时间由{Q:15天}缩短至{Q:8天}。",
    "等候时间由{Q:35分钟}缩至{Q:12分钟}。",
    "办理时限压缩至{Q:3个工作日以内}。",
    "考核得分{Q:96.5分}。",
    "第三方评估得{Q:92.3分}。",
    "开展培训{Q:24学时}。",
    # odd units
    "播出{Q:6集}，时长不计。",
    "接听热线{Q:120通}。",
    "编印口袋书{Q:500册}。",
    "出动{Q:36班次}。",
    "媒体报道{Q:15篇次}。",
    "建成公开专区{Q:12处}。",
    "公示采购意向{Q:9批}、合同{Q:41宗}。",
    "整改问题{Q:16个}。",
    "培训{Q:120人}（次）。",
    # the unit is lost
    "不予公开信息数{Q:1307}。",
    "收到申请总数为{Q:35}，其中网上申请12件。".replace("12件", "{Q:12件}"),
    "行政诉讼均为{Q:零}。",
    # a bracket, blanks
    "关注人数517人（年度新增196人）".replace("517人", "{Q:517人}").replace("196人", "{Q:196人}"),
    "满意率{Q:99.2 %}。",
    # planned figures are quantities too
    "下一步，将举办培训{Q:不少于12期}。",
    "明年新增查阅点{Q:3个}。",
    "确保办结率达到{Q:100%}。",
]
NOTHING_COUNTED = [
    # dates and periods
    "2023年4月12日召开会议。",
    "统计期限自2023年1月1日起至12月31日止。",
    "2016-2017学年工作总结。",
    "于202011日公布。",
    "二〇二三年一月十日",
    "上线时间为16:34。",
    "近三年来持续推进。",
    "连续5年位居前列。",
    "1-12月运行平稳。",
    "前三季度运行平稳。",
    # documents, articles, ordinals, list marks
    "根据国办公开办函（2021）30号文件要求。",
    "依据国务院令第711号。",
    "依据《条例》第二十条第（一）项。",
    "按照第三十三条、三十四条办理。",
    "一是加强领导；二是完善制度；三是强化监督。",
    "（一）加强组织领导。",
    "1.加强组织领导。2.规范流程。",
    "第3期简报已印发。",
    "召开第2次会议。",
    "举办第十二届论坛。",
    "公布《优化营商环境二十条措施》。",
    "解读“惠企20条”。",
    # phones, postcodes, addresses
    "电话：0999-5550123，邮编：999000。",
    "地址：云澜市滨河路12号3楼501室。",
    "政务中心7号楼14层。",
    "邮箱20240115@yunlan.example。",
    "网址http://www.yunlan.example/2023/12条。".replace("12条", ""),
    # names with a number inside
    "依托12345热线畅通渠道。",
    "严格落实三审三校制度。",
    "管好两微一端。",
    "建成一张网。",
    "推进决策、执行、管理、服务、结果五公开。",
    "学习贯彻二十大精神。",
    "推行一网通办、一窗受理。",
    "落实“双随机、一公开”。",
    "做好“六稳”“六保”工作。",
    "坚持“三个一”机制。",
    "公布“三公”经费。",
    "应用5G和H5技术。",
    "执行24小时值班制度。",
    "开展110宣传日活动。",
    # legal limits and delays
    "在20个工作日内答复。",
    "自收到申请之日起15个工作日内办结。",
    "逾期3天未答复。",
    "公示7天。",
    "法定期限为20个工作日。",
    # versions and class labels
    "系统升级到V2.0版。",
    "推出10万+推文。",
    "操作系统4.0上线。",
    # the report's own parts, shortcomings, scope, levels, ranks
    "本报告由概况、依申请公开等六个部分组成。",
    "本报告共分6个部分。",
    "仍存在三方面不足。",
    "主要有以下3个问题。",
    "存在两个突出问题。",
    "聚焦三大领域。",
    "从五个方面发力。",
    "围绕8个重点领域推进。",
    "健全市、县、乡三级体系。",
    "实现四级联动。",
    "考核排名第2。",
    "位居全省前10名。",
    "进入前三名。",
    # articles and manners of speaking
    "政务公开是一项重要工作。",
    "这是一个系统工程。",
    "进一步加强管理。",
    "统一部署、专人负责。",
    "提供一站式服务。",
    "实行一次性告知。",
    "不断完善一套机制。",
    "一部分单位重视不够。",
    "落实三项制度。",
    "十分重视政务公开。",
    "服务百姓、方便千家万户。",
    "形成一批成果。",
    "做到四个到位。",
    "一把手亲自抓。",
    "推进“高效办成一件事”。",
    "发布信息  条。",
]


@pytest.fixture(scope="module")
def tagger() -> RuleTagger:
    return RuleTagger()


@pytest.mark.parametrize("marked", QUANTITIES)
def test_quantity_spans(tagger: RuleTagger, marked: str) -> None:
    text, expected = marked_to_spans(marked)
    found = [span for span in first_layer(tagger.tag([Passage(text)])[0]) if span[2] == "quantity"]
    assert spans_to_marked(text, found) == spans_to_marked(text, expected)


@pytest.mark.parametrize("text", NOTHING_COUNTED)
def test_no_quantity(tagger: RuleTagger, text: str) -> None:
    folded, _ = marked_to_spans(text)
    found = [
        folded[start:end]
        for start, end, label in first_layer(tagger.tag([Passage(folded)])[0])
        if label == "quantity"
    ]
    assert found == []
