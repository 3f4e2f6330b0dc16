"""Words as a lexical analyser gives them: places, parts of speech, and the tables of the LAC rival.

The analyser is a role (text in, pairs of word and tag out), so that the rules can be tried without
its package.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Analyse = Callable[[str], Sequence[tuple[str, str]]]

_SENTENCE_END = re.compile(r"[。!?;\n]")

# LAC's tags: what a noun phrase is made of, and what may stand inside one.
NOUNS = frozenset("n nz nw vn an ORG LOC PER s nt ns nr".split())
INSIDE = NOUNS | frozenset("v ad a f xc".split())

CHANNEL = re.compile(
    r"网站|网$|公众号|微信|微博|平台|热线|新媒体|客户端|APP|报$|电视|广播|电台|栏目?$|专区|窗口|邮箱|邮件|信函"
    r"|当面|现场|抖音|头条|视频号|小程序|媒体|校报|公报|广播|电话|短信|邮寄|传真|信箱|大厅|查阅点"
)
BEFORE_CHANNEL = frozenset("通过 在 利用 依托 经 用 借助 以 运用 于 经由 从".split())
COPULAS = frozenset(
    "为 达 达到 共 共计 有 是 约 计 总计 合计 共有 分别 各 占 增至 仅 只有 在 到 至"
    " 由 从 降至 降为 增加到 扩充到 提升到 月均 日均 均 虽有 仅有 尚有 突破 超过"
    " 不足 仍有 已达 累计 设 逾 超 近".split()
)
# What was done to the thing that is counted; nouns before it are who did it.
PREDICATES = frozenset(
    "发布 推送 公示 公布 举办 召开 组织 开展 拍摄 制作 收到 接到 受理 发放 刊发"
    " 刊登 播出 纠正 推动 编发 印发 报送 上报 更新 转载 设立 设置 开设 新增 清理"
    " 归档 采纳 接受 接待 解答 回应 发出 提供 参加 出台 撰写 增设 配备 选拔 列支"
    " 收回 采集 主动公开 累计 审议 修订 出版 播发 完成 涉及 覆盖 走进 征集 处理 督促"
    " 公开 答复 回复 办理 办结".split()
)
COMPARED = re.compile(
    r"^(?:增加|增长|下降|减少|提升|提高|上升|回落|压减|同比|降低|净增|全部|全年|以上|以下)$"
)
ABOUT = re.compile(
    r"(?:不超过|不少于|不低于|至少|最多|将近|接近|大约|约|近|超过|超|逾|突破|过|不足|不到|上|数|至多|低于|高于)+"
)
ABOUT_BEHIND = re.compile(r"左右|以上|以下|以内|上下|有余|余|多")
DENIAL = re.compile(
    r"(?:均|都|亦|尚|暂|既)*(?:未曾|从未|未|没有|没|不存在|无(?!法|线|偿|障|关|论)|零)"
    r"(?:再|新)?(?:收到|发生|产生|收取|引发|引起|出现|存在|接到|提起|受理|制定|制发|收|有(?!关))*(?:过)?"
)
DENIED = re.compile(
    r"申请|复议|诉讼|应诉|败诉|收费|费|举报|投诉|追究|追责|问责|结转|规范性文件|规章"
)
JOINT = re.compile(r"、|和|及|与|以及|或者|或")
# Numbers that count nothing: ordinals, articles, documents, rules of time, list marks.
NO_AMOUNT_BEFORE = re.compile(
    r"第$|[(\[]\d{4}[)\]]$|《[^》]*$|20\d\d-$|[A-Za-z]$|[下上同这某任每另之唯]$|电话[:为]?$|邮编[:为]?$"
)
NO_AMOUNT_BEHIND = re.compile(r"号(?!召)|工作日|是[^否]|热线|方面|大?领域|楼|步|阶段|时期|流|致|经")
VAGUE = re.compile(
    r"一些|一定|一系列|部分|许多|很多|多数|几|若干|一批|一种|一类|一体|一方面|一律|万一|一下|一遍|一步|一线|一时"
    r"|[\d一二三四五六七八九十]+(?:级|届|方|大|五|是|月|日|年)$|百姓|千方|一致|一般|一起|一份子|一把手|一手|一站式"
)
LIST_MARK = re.compile(
    r"(?:^|[\n。;:])\s*(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,2}[、是]|\d{1,2}[.、)](?!\d))"
)
DIGIT = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿半]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word at [start, end) of the passage."""

    start: int
    end: int
    word: str
    tag: str

    @property
    def is_noun(self) -> bool:
        return self.tag in NOUNS


@dataclass(frozen=True, slots=True)
class Analysed:
    """A sentence of ``text`` at [start, end), cut into words."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]

    def of(self, first: int, last: int) -> str:
        """The text of the tokens [first, last)."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


def text_to_sentences(text: str) -> list[tuple[int, int]]:
    edges = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    return [(start, end) for start, end in pairwise(edges) if text[start:end].strip()]


def analyse_sentences(text: str, analyse: Analyse) -> list[Analysed]:
    found = []
    for start, end in text_to_sentences(text):
        tokens = []
        at = start
        for word, tag in analyse(text[start:end]):
            tokens.append(Token(at, at + len(word), word, tag))
            at += len(word)
        found.append(Analysed(text, start, end, tuple(_with_whole_names(tokens))))
    return found


def _with_whole_names(tokens: Sequence[Token]) -> list[Token]:
    """Book titles and quotations as one noun each, and numbers with their thousands' commas."""
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _name_end(tokens, at) or _number_end(tokens, at)
        if end is None:
            joined.append(tokens[at])
            at += 1
            continue
        words = "".join(token.word for token in tokens[at:end])
        tag = "m" if tokens[at].word[0].isdigit() else "nw"
        joined.append(Token(tokens[at].start, tokens[end - 1].end, words, tag))
        at = end
    return joined


def _name_end(tokens: Sequence[Token], at: int) -> int | None:
    closing = {"《": "》", '"': '"', "“": "”"}.get(tokens[at].word)
    if closing is None:
        return None
    for end in range(at + 1, min(len(tokens), at + 20)):
        if tokens[end].word == closing:
            return end + 1
    return None


def _number_end(tokens: Sequence[Token], at: int) -> int | None:
    """6 , 500余册 and 99 . 4 % are one number each."""
    end = at
    while (
        end + 2 < len(tokens)
        and tokens[end].word.isdigit()
        and tokens[end + 1].word in (",", ".")
        and tokens[end + 2].word[0].isdigit()
    ):
        end += 2
    return end + 1 if end > at else None
