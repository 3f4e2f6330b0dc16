"""Which strings name an agency in full."""

from __future__ import annotations

import pytest

from extraction.sections.names import INJECTED, is_full_name


@pytest.mark.parametrize(
    "name",
    [
        "云岭县财政局",
        "南坪街道办事处",
        "青禾镇",
        "云岭县经济与信息化局",
        "云岭省统计局",
        "云岭县机构编制委员会办公室",
        "云岭县政务公开和数据局",
        # places that begin like pronouns and levels of government
        "本溪云岭局",
        "全椒云岭局",
        "贵阳云岭局",
        "市南区云岭局",
        "镇江云岭局",
        "镇远云岭局",
        "乡宁云岭局",
        # places that are brands elsewhere
        "江南区云岭街道",
        "金沙云岭局",
        "开云镇云岭办事处",
        "澳门路云岭中心",
    ],
)
def test_full_names(name: str) -> None:
    assert is_full_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "我局",
        "本机关",
        "全市",
        "各乡镇人民政府",
        "贵单位",
        "有关部门",
        "市财政局",
        "县政府",
        "区政府办公室",
        "镇党政办",
        "乡人民政府",
        "管理局",
        "人民政府",
        "民政府",
        "综合执法局",
        "学校",
        "国务院办公厅",
        "县委、县政府",
        "政府信息公开年报",
        "首页云岭县财政局",
        "现公布云岭县财政局",
        "如有疑问可与云岭县财政局",
        "开云体育",
        "365体育",
        "局",
        "",
    ],
)
def test_other_strings(name: str) -> None:
    assert not is_full_name(name)


@pytest.mark.parametrize(
    "brand",
    [
        "www.example.com",
        "开云体育",
        "乐鱼",
        "365bet",
        "金沙娱乐官网",
        "皇冠体育app下载",
        "江南体育平台",
        "雷速体育",
    ],
)
def test_brands(brand: str) -> None:
    match = INJECTED.match(f"{brand}云岭县财政局")
    assert match is not None
    assert match[0] == brand
