"""The first layer by the words of a lexical analyser: numbers, and the noun phrases beside them.

Numbers with measure words are quantities, the nearest noun phrase their item, platforms behind a
preposition or before a verb their channel, expressions of time their period, a negating word
before an application or a lawsuit a negation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from eval.baselines.lac_words import (
    ABOUT,
    ABOUT_BEHIND,
    BEFORE_CHANNEL,
    CHANNEL,
    COMPARED,
    COPULAS,
    DENIAL,
    DENIED,
    DIGIT,
    INSIDE,
    JOINT,
    LIST_MARK,
    NO_AMOUNT_BEFORE,
    NO_AMOUNT_BEHIND,
    PREDICATES,
    VAGUE,
    Analysed,
    Token,
)
from models import ScoredSpan, SpanLabel

Place = tuple[int, int]
# LAC gives no probabilities; these are the shares of exact spans on authored-train.
_SCORES: dict[SpanLabel, float] = {
    "quantity": 0.86, "item": 0.54, "channel": 0.6, "period": 0.72, "negation": 0.88,
}  # fmt: skip
_CLAUSE_MARKS = frozenset(",;:。!?\n()")
_CLOSING = re.compile(r"(?:等?(?:情况|情形|案件)|等)$")
# Nouns that stand where a measure word would: 七千人, 八成居民 not.
_COUNTED_NOUNS = frozenset("人 人次 户 次 条 件 字 家 场 名 元 万元 亿元 平方米 公里 小时".split())


def sentence_to_spans(sentence: Analysed) -> list[ScoredSpan]:
    """Spans of one sentence, none overlapping; nothing where it holds neither number nor denial."""
    amounts = list(_amounts(sentence))
    denials = list(_denials(sentence))
    if not amounts and not denials:
        return []
    taken: list[Place] = []
    found: list[ScoredSpan] = []

    def add(label: SpanLabel, places: Iterable[Place]) -> None:
        for start, end in places:
            if start < end and all(end <= a or b <= start for a, b in taken):
                taken.append((start, end))
                found.append(ScoredSpan(start, end, label, _SCORES[label]))

    add("negation", [denial for denial, _ in denials])
    add("quantity", amounts)
    add("item", [item for _, items in denials for item in items])
    anchors = sorted([start for start, _ in amounts] + [denial[0] for denial, _ in denials])
    add("period", _periods(sentence, anchors))
    add("channel", _channels(sentence, amounts))
    add("item", _items(sentence, amounts, taken))
    return sorted(found)


def _amounts(sentence: Analysed) -> Iterator[Place]:
    """Number, measure word and approximation of what is counted."""
    text, tokens = sentence.text, sentence.tokens
    mark = LIST_MARK.match(text[sentence.start : sentence.end])
    listed_until = sentence.start + (mark.end() if mark else 0)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.tag != "m" or not DIGIT.search(token.word) or VAGUE.match(token.word):
            continue
        start, end = token.start, token.end
        while at < len(tokens) and _continues(tokens[at - 1], tokens[at]):
            end = tokens[at].end
            at += 1
        behind = ABOUT_BEHIND.match(text, end, sentence.end)
        if behind is not None:
            end = behind.end()
        end = _with_measure(tokens[at : at + 1], text, end)
        before = text[max(sentence.start, start - 6) : start]
        if NO_AMOUNT_BEFORE.search(before) or NO_AMOUNT_BEHIND.match(text, end, sentence.end):
            continue
        if not _has_unit(text[start:end]) or start < listed_until or text[start] == "第":
            continue
        about = next((m for m in ABOUT.finditer(before) if m.end() == len(before)), None)
        yield start - (len(about[0]) if about else 0), end


def _with_measure(following: Sequence[Token], text: str, end: int) -> int:
    """Where an amount ends whose measure word stands behind its approximation: 2300余 人."""
    for token in following:
        is_measure = token.tag == "q" or token.word in _COUNTED_NOUNS
        if is_measure and token.start == end and text[end - 1] in "余多几成":
            return token.end
    return end


def _continues(before: Token, token: Token) -> bool:
    """A measure word, 人 behind 七千, % behind 99.4, or the rest of a number."""
    if token.tag in ("m", "q"):
        return True
    is_bare = before.tag == "m" and not _has_unit(before.word)
    return is_bare and (token.word == "%" or token.word in _COUNTED_NOUNS)


def _has_unit(word: str) -> bool:
    """Whether something stands behind the figures; 半, 成 and 三分之一 are units by themselves."""
    return not (DIGIT.match(word[-1]) or word[-1] in ",.、)(") or word[-1] == "半" or "分之" in word


def _periods(sentence: Analysed, anchors: Sequence[int]) -> list[Place]:
    """The last expression of time before each number or negation."""
    times: list[Place] = []
    for token in sentence.tokens:
        if token.tag not in ("TIME", "t"):
            continue
        if times and times[-1][1] == token.start:
            times[-1] = (times[-1][0], token.end)
        else:
            times.append((token.start, token.end))
    text = sentence.text
    grown = []
    for start, end in times:
        first = start - 2 if text[max(0, start - 2) : start] in ("截至", "截止") else start
        grown.append((first, end))
    last = {max((t for t in grown if t[1] <= at), default=None) for at in anchors}
    return sorted(place for place in last if place is not None)


def _channels(sentence: Analysed, amounts: Sequence[Place]) -> list[Place]:
    """Noun phrases that name a platform, behind a preposition or before a verb."""
    tokens = sentence.tokens
    found = []
    for first, stop in _phrases(tokens):
        named = [at for at in range(first, stop) if CHANNEL.search(tokens[at].word)]
        if not named:
            continue
        last = named[-1] + 1
        start, end = tokens[first].start, tokens[last - 1].end
        if not any(begin >= end for begin, _ in amounts):
            continue
        before = tokens[first - 1].word if first and tokens[first - 1].tag != "TIME" else ""
        behind = tokens[last] if last < len(tokens) else None
        is_subject = (not before or before in _CLAUSE_MARKS) and behind is not None
        is_subject = is_subject and behind is not None and behind.tag in ("v", "d", "vd")
        if before in BEFORE_CHANNEL or is_subject:
            found.append((start, end))
    return found


def _phrases(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Runs of nouns, joined by 、 and 和; a verb only between nouns."""
    at = 0
    while at < len(tokens):
        if not tokens[at].is_noun:
            at += 1
            continue
        end = at + 1
        while end < len(tokens):
            if tokens[end].is_noun:
                end += 1
            elif (
                end + 1 < len(tokens)
                and JOINT.fullmatch(tokens[end].word)
                and tokens[end + 1].is_noun
            ):
                end += 2
            else:
                break
        yield at, end
        at = end


def _items(sentence: Analysed, amounts: Sequence[Place], taken: Sequence[Place]) -> list[Place]:
    """For each amount the noun phrase right before it, or else right behind it."""
    barred = {place for start, end in taken for place in range(start, end)}
    found = []
    for start, end in amounts:
        before = _phrase_before(sentence, start, barred)
        behind = _phrase_behind(sentence, end, barred)
        item = behind or before if behind and not _stops(sentence, end) else before
        if item is not None:
            found.append(item)
    return found


def _stops(sentence: Analysed, at: int) -> bool:
    return at >= sentence.end or sentence.text[at] in _CLAUSE_MARKS or sentence.text[at] == "、"


def _phrase_before(sentence: Analysed, at: int, barred: set[int]) -> Place | None:
    tokens = [token for token in sentence.tokens if token.end <= at]
    while tokens and (tokens[-1].word in COPULAS or tokens[-1].tag == "d"):
        tokens.pop()
    run: list[Token] = []
    while tokens:
        token = tokens.pop()
        if token.start in barred or token.tag not in INSIDE or token.word in BEFORE_CHANNEL:
            break
        run.insert(0, token)
    return _trimmed(run)


def _trimmed(run: list[Token]) -> Place | None:
    """Without the verbs that stand before the nouns; a verb alone is the label of its number."""
    run = [token for token in run if not COMPARED.match(token.word)] if len(run) == 1 else run
    done = [index for index, token in enumerate(run[:-1]) if token.word in PREDICATES]
    if done and any(token.is_noun for token in run[done[-1] + 1 :]):
        run = run[done[-1] + 1 :]
    nouns = [index for index, token in enumerate(run) if token.is_noun]
    if run and not nouns:
        return run[-1].start, run[-1].end
    while run and not run[0].is_noun and len(run) > 1:
        run = run[1:]
    return (run[0].start, run[-1].end) if run else None


def _phrase_behind(sentence: Analysed, at: int, barred: set[int]) -> Place | None:
    tokens = [token for token in sentence.tokens if token.start >= at]
    if tokens and tokens[0].word == "的":
        tokens = tokens[1:]
    run: list[Token] = []
    for token in tokens:
        is_part = token.is_noun or (token.tag == "a" and not run)
        if not is_part or token.start in barred or COMPARED.match(token.word):
            break
        run.append(token)
    return (run[0].start, run[-1].end) if any(token.is_noun for token in run) else None


def _denials(sentence: Analysed) -> Iterator[tuple[Place, list[Place]]]:
    """A negating phrase with what it denies: behind it, or before it at the end of a clause."""
    text = sentence.text
    last = sentence.start
    for match in DENIAL.finditer(text, sentence.start, sentence.end):
        if match.start() < last:
            continue
        stop = next((at for at in range(match.end(), sentence.end) if text[at] in ",;。!?\n"), -1)
        stop = sentence.end if stop < 0 else stop
        items = list(_denied(text, match.end(), stop))
        if not items and match.end() == stop:
            begin = max(text.rfind(mark, last, match.start()) for mark in ",;。\n") + 1
            items = list(_denied(text, max(begin, last), match.start()))
        if items:
            last = stop
            yield match.span(), items


def _denied(text: str, start: int, end: int) -> Iterator[Place]:
    """The joined parts of text[start:end] that can be denied, each with what leads up to it.

    检索、复制等费用 is one thing; of 因信息公开引起的行政复议 only the noun is the item.
    """
    edges = [start]
    for match in JOINT.finditer(text, start, end):
        edges.extend(match.span())
    edges.append(end)
    begin = start
    for last, following in zip(edges[1::2], [*edges[2::2], end], strict=True):
        part = _CLOSING.sub("", text[begin:last])
        if not DENIED.search(part):
            continue
        noun = part[part.rfind("的") + 1 :]
        if DENIED.search(noun):
            yield begin + len(part) - len(noun), begin + len(part)
        else:
            yield begin, begin + len(part)
        begin = following
