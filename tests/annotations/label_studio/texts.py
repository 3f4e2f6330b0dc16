"""Forty texts on which offsets go wrong elsewhere: what one code point is, and what is white."""

from __future__ import annotations

from collections.abc import Iterator

from models import SPAN_LABELS

TORTURE: tuple[str, ...] = (
    "发布信息12条。",
    "发布信息１２条，阅读３．４万次。",
    "发布信息\r\n12条\r\n，其中原创3条。\r\n",
    "发布\r信息\r12 条。",
    "发布  信息   12  条。",
    "发布\u3000\u3000信息\u300012\u3000条。",
    "\n\n一、总体情况\n\n发布12条。\n\n",
    "发布😀信息😀12条。",
    "👨‍👩‍👧‍👦家庭开放日3场",
    "👍🏽点赞1.2万次",
    "𠮷野家𠀀号𪚥字12条",
    "𠮷12条𠮷\r\n𠮷3篇",
    "葛\U000e0100城区12件",
    "e\u0301tude e\u0301 12 条",
    "信息\u00a012\u00a0条",
    "信息\u200b12\u200b条",
    "信息\u200d12\u200c条",
    "\ufeff信息12条",
    "信息\u202812条\u20293篇",
    "信\u00ad息12条",
    "信息\t12\t条\t3\t篇",
    "信息\x0b12\x0c条",
    "信息<b>12</b>条",
    "信息&lt;12&gt;条&amp;",
    "信息\\n12条\\r\\n",
    "信息\"12\"条'3'篇",
    "信息【12】条〔2023〕3号",
    "公开（gōngkāi）12条",
    "關注人數１,２３４人",
    "㎡面积12㎡，㈱3家",
    "①信息12条②解读3篇",
    "ﾊﾝｶｸ 12 ﾊﾟｰ",
    "한글 12 조",
    "עברית 12 条",
    "مرحبا ١٢ 条",
    "🇨🇳国旗🇨🇳12面",
    "1️⃣第一12条2️⃣第二3条",
    "信息\u206612\u2069条",
    "零\x00字节12条",
    "信息12条" + "，解读\r\n  3篇" * 6 + "𠮷。",
)
CLOSING = "，。；：、！？,;:!?"


def valid_places(text: str) -> Iterator[tuple[int, int]]:
    """Every [start, end) that the guide allows."""
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            quote = text[start:end]
            if quote == quote.strip() and quote[-1] not in CLOSING:
                yield start, end


LABELS = [label for label in SPAN_LABELS if label != "quantity"]
