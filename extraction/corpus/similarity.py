"""How alike two texts are: cosines and coverage over pairs of characters, clause by clause.

The stock words of such reports (政府信息公开, 进一步加强) are dropped where objects are compared,
else every clause would resemble every other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

_KEPT = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]")
# after a sign, or where an enumerator opens the next point
_CLAUSE_END = re.compile(r"[，,。；;：:！？!?\n]|\d{1,2}[、.](?!\d)")
# Words that stand in every report's section five and say nothing of what is promised. Longer ones
# first: they are taken out in this order.
STOCK = re.compile(
    "组织领导|中心工作|围绕|区委|区政府|县委|县政府|市委|市政府|党委|坚持|按照|要求|贯彻|社会主义|思想|精神|政府信息公开工作|政府信息公开|政务信息公开|政务公开工作|信息公开工作|信息公开|政务公开|主动公开|政府信息|政务信息"
    "|工作|进一步|不断|继续|持续|切实|积极|认真|大力|着力|全面|深入|有效|充分|及时|同时|各项|相关|有关|方面|情况|问题"
    "|下一步|今后|我们|我区|我县|我市|我局|本机关|全区|全县|全市|各单位|各部门|部分|个别|少数"
    "|加强|加大|提升|提高|强化|完善|推进|推动|优化|丰富|深化|拓展|拓宽|健全|规范|增强|确保|落实|开展|做好|抓好|实现|促进"
    "|有待|还需|仍需|需要|需|不够|不足|欠缺|存在|仍|还|待|较为|比较|不高|不强|力度|水平|质量|能力|程度"
    "|[的地得了和与及等将要是在对]"
)
# Laws and notices that are followed are not what is promised.
_CITED = re.compile(r"《[^《》]{1,120}》|<[^<>]{1,120}>")
# Clauses shorter than this in all characters are joined to the next one: 抓落实、促整改.
_LEAST_CLAUSE = 6
# Clauses whose pairs are kept: those of two reports are compared many times over.
_KEPT_TEXTS = 4_000
# Objects shorter than this (公开, 队伍) are found everywhere.
LEAST_OBJECT = 4


@dataclass(frozen=True, slots=True)
class Match:
    """The clause of one text and the clause of another that are most alike; score in [0, 1]."""

    score: float
    clause: str
    other: str


NO_MATCH = Match(0.0, "", "")


def cosine(one: str, other: str) -> float:
    """Of the counts of character pairs, signs and blanks left out; 0 where a text has none."""
    return _cosine(squeeze(one), squeeze(other))


def object_cosine(one: str, other: str) -> float:
    """As ``cosine``, without stock words; 0 where an object is too short to be told apart."""
    left, right = text_to_object(one), text_to_object(other)
    if min(len(left), len(right)) < LEAST_OBJECT:
        return 0.0
    return _cosine(left, right)


def coverage(one: str, other: str) -> float:
    """The share of the different pairs of the object of ``one`` that ``other`` has too."""
    wanted = _wanted(one)
    return len(wanted & _held(other)) / len(wanted) if wanted else 0.0


def text_to_clauses(text: str) -> list[str]:
    """Between commas and full stops, short ones joined to the next; the text if it has no parts."""
    clauses: list[str] = []
    rest = ""
    for part in _CLAUSE_END.split(text):
        rest = f"{rest}，{part.strip()}" if rest else part.strip()
        if len(squeeze(rest)) >= _LEAST_CLAUSE:
            clauses.append(rest)
            rest = ""
    if rest and clauses:
        clauses[-1] = f"{clauses[-1]}，{rest}"
    return clauses or [text]


def best_clause(clauses: Sequence[str], others: Sequence[str], *, by_object: bool) -> Match:
    """The pair of clauses that are most alike; ``NO_MATCH`` without any."""
    measure = object_cosine if by_object else cosine
    return max(
        (Match(measure(one, other), one, other) for one in clauses for other in others),
        key=lambda match: match.score,
        default=NO_MATCH,
    )


def best_covered(clauses: Sequence[str], sentences: Sequence[str]) -> Match:
    """The clause whose object a sentence holds most of."""
    return max(
        (
            Match(coverage(clause, sentence), clause, sentence)
            for clause in clauses
            for sentence in sentences
        ),
        key=lambda match: match.score,
        default=NO_MATCH,
    )


def verbatim_share(clauses: Sequence[str], others: Sequence[str], least: float) -> float:
    """The share of the characters in clauses that recur with a cosine of at least ``least``."""
    total = sum(len(squeeze(clause)) for clause in clauses)
    again = sum(
        len(squeeze(clause))
        for clause in clauses
        if any(cosine(clause, other) >= least for other in others)
    )
    return again / total if total else 0.0


@lru_cache(maxsize=_KEPT_TEXTS)
def squeeze(text: str) -> str:
    return _KEPT.sub("", text)


@lru_cache(maxsize=_KEPT_TEXTS)
def text_to_object(text: str) -> str:
    """What the words are about: without signs and stock words."""
    return STOCK.sub("", squeeze(_CITED.sub("", text)))


@lru_cache(maxsize=_KEPT_TEXTS)
def _wanted(text: str) -> frozenset[str]:
    """Pairs of the object; none where it is too short to be told apart."""
    wanted = text_to_object(text)
    return frozenset(_pairs_of(wanted)) if len(wanted) >= LEAST_OBJECT else frozenset()


@lru_cache(maxsize=_KEPT_TEXTS)
def _held(text: str) -> frozenset[str]:
    """Pairs of the whole text, and those that meet where stock words are taken out."""
    return frozenset((*_pairs_of(squeeze(text)), *_pairs_of(text_to_object(text))))


@lru_cache(maxsize=_KEPT_TEXTS)
def _pairs(text: str) -> Mapping[str, int]:
    return Counter(_pairs_of(text))


@lru_cache(maxsize=_KEPT_TEXTS)
def _length(text: str) -> float:
    return sqrt(sum(count * count for count in _pairs(text).values()))


def _pairs_of(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(len(text) - 1))


def _cosine(one: str, other: str) -> float:
    left, right = _pairs(one), _pairs(other)
    shared = left.keys() & right.keys()
    if not shared:
        return 0.0
    return sum(left[pair] * right[pair] for pair in shared) / (_length(one) * _length(other))
