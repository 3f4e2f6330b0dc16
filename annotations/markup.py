"""Passages with their annotations written into them: how authors of the corpus write gold.

A file holds passages; each begins with a header line and is followed by its marked text:

    === mu-1 | agency=云澜市文旅局 | level=city | field=culture | year=2023 | place=overview
    {p1:全年}通过{c1:微信公众号}发布{i1:信息}{q1>i1,c1,p1#publish.wechat:271条}，其中{i2:原创}
    {q2>i2,c1,p1,w1#publish.original:64条}。{n1>i3#request.received:未收到}{i3:政府信息公开申请}。

A mark is ``{`` letter, number, ``>`` links, ``#`` class, ``=`` value, ``:`` text ``}``. Letters: q
quantity, i item, c channel, p period, n negation; B problem, M measure taken, K commitment, which
may hold the others. Links: i, c, p; w the whole that a quantity is a part of; k the commitment
whose target it is; b the problem that a measure or commitment answers. The class is the
indicator of a quantity or negation and the theme of a statement. Where one number or negation has
several items or channels that differ in it, the class stands on the item or channel, which goes
before that of the head::

    {n1>i1,i2:未发生}{i1#remedy.reviews:行政复议}和{i2#remedy.lawsuits:行政诉讼}

``=`` states what the words say where it is not plain: ``=12000``, ``=300/500`` for a range,
``=1021条`` with its unit, ``=900人次~over`` with its approximation (``~exact`` for none).

Line breaks inside a passage are part of its text. ``\\{``, ``\\}`` and ``\\\\`` are the signs
themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType

from annotations.schema import EDGE_TEXTS, edge_faults, overlaps
from models.labels import SpanLabel, StatementLabel

LETTERS: MappingProxyType[str, SpanLabel | StatementLabel] = MappingProxyType(
    {
        "q": "quantity",
        "i": "item",
        "c": "channel",
        "p": "period",
        "n": "negation",
        "B": "problem",
        "M": "measure_taken",
        "K": "commitment",
    }
)
LETTER_OF: MappingProxyType[str, str] = MappingProxyType(
    {label: letter for letter, label in LETTERS.items()}
)
STATEMENTS = "BMK"
LINKS: MappingProxyType[str, str] = MappingProxyType(
    {"i": "i", "c": "c", "p": "p", "w": "q", "k": "K", "b": "B"}
)
"""Letter of a link -> letter of the mark that it leads to."""
ALLOWED: MappingProxyType[str, str] = MappingProxyType(
    {"q": "icpwk", "n": "ip", "M": "b", "K": "b", "B": "", "i": "", "c": "", "p": ""}
)
FIELDS = ("agency", "level", "field", "year", "place")
_HEADER = re.compile(r"^=== *(?P<id>[a-z0-9-]+)(?P<fields>(?: *\| *\w+=[^|\n]+)*)$", re.MULTILINE)
_OPEN = re.compile(
    r"\{(?P<letter>[qicpnBMK])(?P<number>\d+)"
    r"(?:>(?P<links>[a-z]\d+(?:,[a-z]\d+)*))?"
    r"(?:#(?P<kind>[a-z_.]*))?"
    r"(?:=(?P<value>\d[\d./]*)(?P<unit>[^\s~:{}]*)(?:~(?P<approx>under|about|over|exact))?)?:"
)
_TOKEN = re.compile(r"\\[{}\\]|\{[^:{}]*:|\}|\{")


class MarkupError(ValueError):
    """A passage that cannot be read; the message names it and shows the place."""


@dataclass(frozen=True, slots=True)
class Mark:
    """[start, end) of the passage's text; ``links`` are (letter, id of the other mark).

    ``value``, ``unit`` and ``approx`` are what ``=`` states, None where the words state it.
    """

    id: str
    label: SpanLabel | StatementLabel
    start: int
    end: int
    links: tuple[tuple[str, str], ...] = ()
    kind: str | None = None
    value: str | None = None
    unit: str | None = None
    approx: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """Text without marks, and the marks in order of their start; outer ones first."""

    id: str
    fields: dict[str, str]
    text: str
    marks: tuple[Mark, ...]


def markup_to_passages(source: str) -> list[MarkedPassage]:
    """All passages of a file.

    Raises:
        MarkupError: for text before the first header, a header without its fields, a mark that
            is not closed, unknown links, an id that stands twice.
    """
    headers = list(_HEADER.finditer(source))
    begin = headers[0].start() if headers else len(source)
    if source[:begin].strip():
        raise MarkupError(f"text before the first passage: {source[:begin].strip()[:40]!r}")
    passages = []
    for header, after in zip(headers, [*headers[1:], None], strict=True):
        end = after.start() if after else len(source)
        passages.append(_read_passage(header, source[header.end() : end].strip("\n")))
    ids = [passage.id for passage in passages]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise MarkupError(f"passages that stand twice: {', '.join(twice)}")
    return passages


def _read_passage(header: re.Match[str], marked: str) -> MarkedPassage:
    name = header["id"]
    fields = {}
    for part in header["fields"].split("|"):
        key, found, value = part.strip().partition("=")
        if found:
            fields[key] = value.strip()
    missing = [key for key in FIELDS if not fields.get(key)]
    if missing:
        raise MarkupError(f"{name}: the header lacks {', '.join(missing)}")
    text, marks = _read_marks(name, marked)
    _require_links(name, marks)
    return MarkedPassage(name, fields, text, marks)


def _read_marks(name: str, marked: str) -> tuple[str, tuple[Mark, ...]]:
    parts: list[str] = []
    opened: list[tuple[re.Match[str], int]] = []
    marks: list[Mark] = []
    at = length = 0
    for token in _TOKEN.finditer(marked):
        parts.append(marked[at : token.start()])
        length += token.start() - at
        at = token.end()
        if token[0][0] == "\\":
            parts.append(token[0][1])
            length += 1
        elif token[0] == "}":
            if not opened:
                raise MarkupError(f"{name}: closed without a mark at {_near(marked, token)}")
            mark, start = opened.pop()
            marks.append(_to_mark(mark, start, length))
        else:
            match = _OPEN.fullmatch(token[0])
            if match is None:
                raise MarkupError(f"{name}: no mark can be read at {_near(marked, token)}")
            opened.append((match, length))
    if opened:
        raise MarkupError(f"{name}: never closed: {opened[-1][0][0]}")
    parts.append(marked[at:])
    return "".join(parts), tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def _near(marked: str, token: re.Match[str]) -> str:
    return repr(marked[max(0, token.start() - 12) : token.end() + 12])


def _to_mark(match: re.Match[str], start: int, end: int) -> Mark:
    letter = match["letter"]
    links = tuple(
        (link[0], LINKS.get(link[0], "?") + link[1:])
        for link in (match["links"] or "").split(",")
        if link
    )
    return Mark(
        letter + match["number"],
        LETTERS[letter],
        start,
        end,
        links,
        kind=match["kind"],
        value=match["value"],
        unit=match["unit"] or None,
        approx=match["approx"],
    )


def _require_links(name: str, marks: tuple[Mark, ...]) -> None:
    known = {mark.id for mark in marks}
    if len(known) < len(marks):
        ids = [mark.id for mark in marks]
        raise MarkupError(f"{name}: marks that stand twice: {_twice(ids)}")
    for mark in marks:
        for letter, other in mark.links:
            if letter not in ALLOWED[mark.id[0]]:
                raise MarkupError(f"{name}: {mark.id} cannot have a link {letter}")
            if other not in known:
                raise MarkupError(f"{name}: {mark.id} leads to {other}, which is not there")


def _twice(ids: list[str]) -> str:
    return ", ".join(sorted({each for each in ids if ids.count(each) > 1}))


def labels_to_ids(labels: Iterable[str]) -> list[str]:
    """q1, i1, q2 ...: ids in the notation's manner, numbered by label in the order given."""
    counts: Counter[str] = Counter()
    ids = []
    for letter in map(LETTER_OF.__getitem__, labels):
        counts[letter] += 1
        ids.append(f"{letter}{counts[letter]}")
    return ids


def passage_to_faults(passage: MarkedPassage) -> Iterator[str]:
    """What breaks the rules of the guide about a passage that could be read."""
    spans = [mark for mark in passage.marks if mark.id[0] not in STATEMENTS]
    units = [mark for mark in passage.marks if mark.id[0] in STATEMENTS]
    for mark in passage.marks:
        quote = passage.text[mark.start : mark.end]
        if not quote:
            yield f"{mark.id} marks nothing"
        for fault in edge_faults(quote):
            yield f"{mark.id} {EDGE_TEXTS[fault]}: {quote!r}"
    for one, other in overlaps(passage.marks):
        yield f"{one.id} and {other.id} overlap"
    for span, unit in product(spans, units):
        meet = span.start < unit.end and unit.start < span.end
        if meet and not (unit.start <= span.start and span.end <= unit.end):
            yield f"{span.id} crosses the edge of {unit.id}"
    for mark in units:
        if not mark.kind:
            yield f"{mark.id} has no theme"
    used = {other for mark in passage.marks for _, other in mark.links}
    for mark in spans:
        if mark.id[0] in "ic" and mark.id not in used:
            yield f"{mark.id} belongs to no quantity or negation"
        if mark.id[0] == "p" and mark.kind:
            yield f"{mark.id} is a period and has a class"
        if mark.id[0] == "n" and not any(letter == "i" for letter, _ in mark.links):
            yield f"{mark.id} has no item"
