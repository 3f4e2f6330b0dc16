"""What the CRF sees of each character: itself, its neighbours, its clause and its passage.

One list of strings a character. The tables are what anybody writes down who reads ten reports:
kinds of characters, measure words, prepositions, words that tell problems from plans. The words
that the rules know are left to them, so that both can be compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from models import Passage

_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两几半数")
_MEASURES = frozenset("条篇件次人元期场个部份名项家处户册幅张块台所宗起批封辆则种类类批余多成倍番%")
_KINDS: dict[str, str] = {
    **dict.fromkeys("0123456789", "d"),
    **dict.fromkeys(_NUMERALS, "n"),
    **dict.fromkeys(_MEASURES, "m"),
    **dict.fromkeys("，,、", "c"),
    **dict.fromkeys("。;!?；：:", "e"),
    **dict.fromkeys("()", "b"),
    **dict.fromkeys("\"'《》<>", "q"),
    "\n": "l",
}
_CLAUSE = re.compile(r"[^,;:。!?\n]*[,;:。!?\n]?")
_SENTENCE = re.compile(r"[^。!?;\n]*[。!?;\n]?")
_NUMBER = re.compile(r"\d[\d,.]*|[一二三四五六七八九十百千万亿两]+")
_PREPOSITION = re.compile(r"通过|利用|依托|在|向|对|经|以|从|将|把")
_NEGATION = re.compile(r"未|没有?|无|零|不")
# What is counted follows these or stands before them.
_VERB = re.compile(
    r"主动公开|发布|公开|公布|公示|推送|更新|转载|刊发|报送|编发|印发|收到|接到|接收|受理|办理|办结|处理|答复"
    r"|回复|回应|开展|组织|举办|召开|举行|制作|撰写|解读|开设|开通|新增|设立|设置|建立|建成|采纳|接受|接待|解答"
    r"|培训|检查|整改|纠正|维持|撤销|结转|转办|征集|发放|印制|播出|清理|归档|达到|累计|共计|其中|占|为"
)
# Kinds of events whose absence is told: applications, reviews, lawsuits, fees, complaints.
_DENIABLE = re.compile(
    r"申请|复议|诉讼|应诉|败诉|收费|费用|举报|投诉|追究|追责|问责|结转|规范性文件"
)
_ENUMERATOR = re.compile(
    r"\s*(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,2}[是、]"
    r"|其[一二三四五六七八九十],?|第[一二三四五六七八九十],?|\d{1,2}[.、)](?!\d)|首先,?|其次,?|再次,?)"
)
_CUES: dict[str, re.Pattern[str]] = {
    "plan": re.compile(r"下一?步|今后|下一?年|明年|将|继续|拟|计划|打算|改进措施|力争|争取"),
    "done": re.compile(r"已|了|改进情况|整改情况|针对|全年|采取了|以来"),
    "lack": re.compile(
        r"问题|不足|不够|不强|不高|不及时|差距|薄弱|缺乏|缺少|欠缺|滞后|有待|短板|尚未|没有|单一|少"
    ),
    "we": re.compile(r"我[局厅市县区镇乡委办院]|本[局厅市县区机单]"),
    "deniable": _DENIABLE,
    "must": re.compile(r"加强|完善|提高|推进|建立|健全|进一步|加大|强化|优化|组织|开展"),
}
# What the sentences before this one said last, by which a list keeps its kind (guide, decision 19).
_LEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("plan", re.compile(r"下一?步|今后|下一?年|明年|改进措施|改进方向|打算|工作计划|重点做好")),
    ("done", re.compile(r"改进情况|整改情况|采取了|针对(?:以上|上述)|已经?[^。]{0,12}改进")),
    ("lack", re.compile(r"(?:存在|主要|以下|突出)[^。\n]{0,12}(?:问题|不足|差距|短板)|表现在")),
)
# Characters: a number this far away says nothing more.
_FAR = 12


@dataclass(frozen=True, slots=True)
class FeatureSet:
    """What may be left out; ``reach`` is how many neighbours on each side are seen."""

    reach: int = 3
    bigrams: int = 2
    clause_words: bool = False


CLAIM_FEATURES = FeatureSet()
STATEMENT_FEATURES = FeatureSet(reach=1, bigrams=1, clause_words=True)


def passage_to_features(
    passage: Passage, windows: Sequence[tuple[int, int]], chosen: FeatureSet
) -> list[list[list[str]]]:
    """One list a window of one list a character."""
    seen = _Seen.of(passage)
    return [[_at(seen, index, chosen) for index in range(start, end)] for start, end in windows]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A passage with what its characters share: clauses, sentences, numbers, brackets."""

    text: str
    shape: str
    kinds: str
    shared: tuple[tuple[str, ...], ...]
    clause_starts: tuple[int, ...]
    words: tuple[tuple[str, ...], ...]
    number_starts: tuple[int, ...]
    number_ends: tuple[int, ...]
    depth: str

    @classmethod
    def of(cls, passage: Passage) -> _Seen:
        text = passage.text
        numbers = [match.span() for match in _NUMBER.finditer(text)]
        clauses = [match.span() for match in _CLAUSE.finditer(text) if match[0]]
        return cls(
            text=text,
            shape=re.sub(r"\d", "0", text),
            kinds="".join(_KINDS.get(char) or _other_kind(char) for char in text),
            shared=tuple(_shared(passage, clauses)),
            clause_starts=tuple(start for start, _ in clauses),
            words=tuple(_words(text[start:end]) for start, end in clauses),
            number_starts=tuple(start for start, _ in numbers),
            number_ends=tuple(end for _, end in numbers),
            depth=_text_to_depth(text),
        )


def _other_kind(char: str) -> str:
    if char.isascii():
        return "a" if char.isalnum() else "p"
    return "h"


def _text_to_depth(text: str) -> str:
    """Inside what marks each character stands: t a title, q a quotation, b a bracket, - none."""
    marks = ["-"] * len(text)
    for kind, pattern in (
        ("b", r"\([^()\n]{1,60}\)"),
        ("q", r"\"[^\"\n]{1,40}\""),
        ("t", r"《[^》\n]{1,60}》"),
    ):
        for match in re.finditer(pattern, text):
            marks[match.start() : match.end()] = kind * (match.end() - match.start())
    return "".join(marks)


def _shared(passage: Passage, clauses: Sequence[tuple[int, int]]) -> list[tuple[str, ...]]:
    """What all characters of a clause have in common, one entry a clause."""
    text = passage.text
    sentences = [match.span() for match in _SENTENCE.finditer(text) if match[0]]
    starts = [start for start, _ in sentences]
    before = _leads_before(text, sentences)
    found = []
    last = ""
    for start, end in clauses:
        index = bisect_right(starts, start) - 1
        first, stop = sentences[index]
        sentence, clause = text[first:stop], text[start:end]
        listed = _ENUMERATOR.match(sentence)
        body = sentence[listed.end() :] if listed else sentence
        entry = [
            f"place={passage.place}",
            f"lead={before[index]}",
            f"lead,place={before[index]},{passage.place}",
            f"listed={bool(listed)}",
            f"opens={body[:2]}",
            f"closes={sentence[-3:-1]}",
            f"clause={clause[:2]}",
            f"clause-={clause[-3:-1]}",
            f"clause^={start == first}",
            f"clause$={end == stop}",
            f"before={last}",
            f"number={bool(_NUMBER.search(clause))}",
            *(f"says={name}" for name, cue in _CUES.items() if cue.search(clause)),
            *(f"sentence={name}" for name, cue in _CUES.items() if cue.search(sentence)),
        ]
        last = clause[:2]
        found.append(tuple(entry))
    return found


def _leads_before(text: str, sentences: Sequence[tuple[int, int]]) -> list[str]:
    """For each sentence which lead-in was read last, its own included."""
    found = []
    last = "none"
    for start, end in sentences:
        places = {
            name: match.start() for name, lead in _LEADS if (match := lead.search(text, start, end))
        }
        if places:
            last = max(places, key=lambda name: places[name])
        found.append(last)
    return found


def _words(clause: str) -> tuple[str, ...]:
    """The pairs of characters of a clause, for layers whose labels depend on all of it."""
    return tuple(dict.fromkeys(f"has={one}{other}" for one, other in pairwise(clause)))


def _at(seen: _Seen, index: int, chosen: FeatureSet) -> list[str]:
    text, shape = seen.text, seen.shape
    clause = bisect_right(seen.clause_starts, index) - 1
    begin = seen.clause_starts[clause]
    found = ["bias", f"kind={seen.kinds[index]}", f"in={seen.depth[index]}", *seen.shared[clause]]
    if chosen.clause_words:
        found.extend(seen.words[clause])
    for step in range(-chosen.reach, chosen.reach + 1):
        place = index + step
        char = shape[place] if 0 <= place < len(text) else "^"
        found.append(f"{step}={char}")
    pairs = range(-chosen.bigrams, chosen.bigrams)
    found.extend(f"{step}+={_slice(shape, index + step, 2)}" for step in pairs)
    if chosen.bigrams > 1:
        found.extend(f"{step}++={_slice(shape, index + step, 3)}" for step in (-2, -1, 0))
        found.append(f"kinds={_slice(seen.kinds, index - 2, 5)}")
        found.extend(_numbers_around(seen, index))
        found.extend(_words_before(text, begin, index))
        found.extend(_words_here(seen, begin, index))
    found.append(f"start={min(index - begin, 4)}")
    listed = _ENUMERATOR.fullmatch(text, begin, index) is not None
    found.append(f"after-mark={listed}")
    return found


def _slice(text: str, start: int, length: int) -> str:
    """Places before and behind the text count as ^."""
    if start >= 0 and start + length <= len(text):
        return text[start : start + length]
    return "".join(
        text[place] if 0 <= place < len(text) else "^" for place in range(start, start + length)
    )


def _numbers_around(seen: _Seen, index: int) -> list[str]:
    """How far the next and the last number are, what is counted by them, with no mark between."""
    found = []
    behind = bisect_left(seen.number_starts, index)
    if behind < len(seen.number_starts):
        start, end = seen.number_starts[behind], seen.number_ends[behind]
        distance = min(start - index, _FAR)
        between = seen.kinds[index:start] if distance < _FAR else ""
        crossed = any(mark in between for mark in "ecl")
        found.append(f"next={distance},{crossed}")
        found.append(f"next-unit={seen.text[end : end + 1]},{crossed},{distance == _FAR}")
    before = bisect_right(seen.number_ends, index) - 1
    if before >= 0:
        end = seen.number_ends[before]
        distance = min(index - end, _FAR)
        between = seen.kinds[end:index] if distance < _FAR else ""
        crossed = any(mark in between for mark in "ecl")
        found.append(f"last={distance},{crossed}")
        found.append(f"last-unit={seen.text[end : end + 1]},{distance},{crossed}")
    return found


def _words_before(text: str, begin: int, index: int) -> list[str]:
    """The last preposition and negation before the character in its clause."""
    found = []
    for name, pattern in (("prep", _PREPOSITION), ("no", _NEGATION), ("verb", _VERB)):
        last = None
        for match in pattern.finditer(text, begin, index):
            last = match
        if last is not None:
            distance = index - last.end()
            found.append(f"{name}={last[0]},{min((distance + 2) // 3, 4)}")
            found.append(f"{name}-ends={min(distance, 3)}")
    return found


def _words_here(seen: _Seen, begin: int, index: int) -> list[str]:
    """Whether a negation or a verb begins here, and what a negation in the clause denies."""
    text = seen.text
    found = []
    denial = _NEGATION.match(text, index)
    if denial is not None:
        clause_end = _CLAUSE.match(text, index)
        stop = index if clause_end is None else clause_end.end()
        later = _DENIABLE.search(text, denial.end(), stop)
        sooner = _DENIABLE.search(text, begin, index)
        found.append(f"denies={denial[0]},{later is not None},{sooner is not None}")
        found.append(f"denies-at={index - begin == 0},{later[0] if later else None}")
    verb = _VERB.match(text, index)
    if verb is not None:
        found.append(f"verb-starts,{len(verb[0])}")
    return found
