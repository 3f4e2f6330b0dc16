"""What names of agencies look like, and what stands where a name could but is none.

Tables, and one judgement by them, for ``titles`` and ``agencies``; patterns match text without
blanks (narrow punctuation, simplified script).
"""

from __future__ import annotations

import re

# characters that no agency name lacks or goes beyond
NAME_CHAR = r"[\u3400-\u9fffA-Za-z0-9·&]"

_LONG_TAILS = (
    "人民政府办公厅|人民政府办公室|政府办公室|人民政府|管理委员会|管委会|委员会|办公室|办事处|办公厅"
    "|监督管理局|管理局|税务局|分局|总局|支队|大队|中队|中心|研究院|研究所|学院|大学|学校|中学|小学|幼儿园"
    "|医院|卫生院|公司|集团|街道|开发区|试验区|实验区|示范区|产业园|新区|海关|银行|分行|支行|气象台|电视台|党校"
    "|法院|检察院|联合会|工商联|指挥部|领导小组"
)
# ends of names; the single characters close 局 and 厅 and places alike
AGENCY_TAIL = rf"(?:{_LONG_TAILS}|[局厅委部署院馆站所处办镇乡市县区省州盟旗会府团社场园校行司村队])"
ENDS_LIKE_AGENCY = re.compile(rf"{AGENCY_TAIL}$")
# A name that is nothing but its end is the second line of one that was broken.
ONLY_TAIL = re.compile(
    rf"(?:{_LONG_TAILS}|(?:综合)?(?:行政)?(?:执法|管理|监督|保障|服务|规划|建设|旅游)*[局厅委部办])$"
)
ENDS_LIKE_PLACE = re.compile(r"[省市县区州盟旗镇乡]$")

# 我局, 本机关: who speaks, not who it is; 本溪, 全椒, 贵阳 are places
PRONOUN = re.compile(
    r"我|本(?!溪)|该|各|全(?!椒|州|南)|其|贵(?:局|单位|办|委|厅|部|院|校|机关)|上级|上述|有关|相关|所有|每个|这|此"
)
# 市财政局 and 区政府办 leave out which one; 市南区, 镇江 and 乡宁 are places
ABBREVIATED = re.compile(
    r"[省区县州旗盟]|市(?!中区|南区|北区)|镇(?![江海平远雄赉原安巴坪康沅宁])|乡(?![宁城])|街道|兵团|中心|管委会"
)
# What pages print around a title, and what sentences hold, but no name.
CHROME = re.compile(
    r"首页|位置|标题|索引|专栏|栏目|目录|来源|时间|日期|打印|关闭|字号|字体|分享|附件|正文|下载|浏览|文号|点击|详情"
    r"|无障碍|返回|[上下]一篇|(?:信息|政务)公开(?!办|局|中心|和|与|指导|促进)|年报|报告|统计表|附表|情况|工作$"
    r"|根据|按照|关于|以及|(?<!机构)编制|公布|发布(?!中心)|^现(?:公|发|将|予|对|就)|^特(?:向|编|此)|汇总"
    r"|疑问|联系|直接|^(?:如有|如对|由|请|与|为|将|把|据)|条例|规定|通知|要求|贯彻|认真|落实|对照"
)
# Names of the office that compiles for the agency: 某镇人民政府党政办公室 reports for 某镇人民政府.
COMPILING_OFFICE = re.compile(
    r"(?:党政(?:综合)?|综合)(?:办公室|办)$"
    r"|(?:(?<!人民)政府)?(?:信息公开|政务公开)(?:工作)?(?:领导小组|科|股|处|机构)?(?:办公室|办)?$"
)
# Brands and advertisements that hijacked mirrors put before or into names (N30). Brands that are
# places too (江南, 金沙, 开云) count only with what such pages sell behind them.
_SOLD = (
    r"(?:体育|娱乐|电竞|彩票|棋牌|真人|投注|平台|官网|官方|网址|手机版|登录|注册|入口|下载|app|APP)"
)
INJECTED = re.compile(
    r"(?:(?!政府|委员会|办事处|[局厅])[\u3400-\u9fffA-Za-z0-9·]){0,40}"
    r"(?:彩金|官方平台|直播吧|登录|入口|下载|最新版|在线娱乐|官网|手机版)"
    r"|(?:https?://)?(?:[A-Za-z0-9\-]+\.)+(?:com|cn|net|org|vip|app|cc|top)"
    rf"|(?:bet|BET)?36[05](?:bet|BET)?{_SOLD}*|[A-Za-z]{{2,12}}{_SOLD}+|[\u3400-\u9fff]{{1,6}}VIP"
    rf"|(?:雷速|乐鱼|博鱼|爱游戏|必博|亚博|华体会|欧宝|新葡京|金年会){_SOLD}*(?:中国)?"
    rf"|(?:开云|米兰|星空|九游|半岛|江南|万博|火狐|天博|云开|三亿|皇冠|澳门|金沙|中国){_SOLD}+"
    r"|(?:云顶|银河|太阳城|威尼斯人?)(?:在线|娱乐|国际)+|(?:中国)?(?:足彩网|彩票网|娱乐城|赌场)|¥?在线直播"
)
# second names in brackets that are none
NO_ALIAS = re.compile(r"本级|汇总|含|以下|简称|试行|图片|图解|文字|附|盖章|修订|公章")
# institutions that every report names, joined ones, and openings of sentences
COMMON = re.compile(
    r"^(?:在|民政府|国务院|学校|学院|党中央|中共中央|中央|人大|政协|党委|政府)|[委府]、"
    r"|各(?:级|部门|单位|科室|镇|乡|街道)"
)


def is_full_name(name: str) -> bool:
    """Whether a name says which agency it is: not 我局, not 市财政局, not a heading or a brand."""
    return not (
        len(name) < 3
        or PRONOUN.match(name)
        or ABBREVIATED.match(name)
        or CHROME.search(name)
        or INJECTED.search(name)
        or ONLY_TAIL.match(name)
        or COMMON.search(name)
    )
