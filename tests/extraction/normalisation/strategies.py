"""Texts of the kinds of characters that folding treats each in its own way."""

from __future__ import annotations

from hypothesis import strategies as st

HAN = st.sampled_from("政府信息公开工作年度报告市县局一二三")
TRADITIONAL = st.sampled_from("報導龍門製復議訴訟資訊")
WIDE = st.sampled_from("ＡｂＣ０１９（），．：；［］～％　")
EXPANDING = st.sampled_from("㈠½ﷺ①⑳㈱…⒈ﬁ㎡℃")
VANISHING = st.sampled_from("\u200b\ufeff\u00ad\u2060\u200e\ufe0f")
ASTRAL = st.sampled_from("𠮷𡃁𝟘𝟙😀🀄")
COMBINING = st.sampled_from("\u0301\u030c\u0304\u0308")
PLAIN = st.sampled_from('ab1290.,;:!?()[]<>"-/|*# ')
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r", "\f", "\u2028", "\t"])
READINGS = st.sampled_from(["(lǐng)", "（dǎo）", "(zheng)(zheng)", "(CA)", "(ca)", "(http)"])
LINES = st.sampled_from(
    [
        "一、总体情况",
        "- 3 -",
        "本年度通过各类渠道主动公开信息共计一百二十条较上一年度有所增加",
        "第 2 页",
        "　　（一）主动公开。",
    ]
)

PIECES = st.one_of(
    HAN, TRADITIONAL, WIDE, EXPANDING, VANISHING, ASTRAL, COMBINING, PLAIN, LINE_ENDS, READINGS
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=60).map("".join),
    st.lists(st.one_of(LINES, PIECES, st.just("\n")), max_size=30).map("".join),
    st.text(max_size=40),
)
