"""A report's title: where it stands, and the agency and the year that it names.

Works on text without blanks, backwards from the words that say what the document is. Names are
judged by ``names``; which of several finds counts is decided in ``fields``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extraction.sections.names import (
    AGENCY_TAIL,
    CHROME,
    ENDS_LIKE_AGENCY,
    ENDS_LIKE_PLACE,
    INJECTED,
    NAME_CHAR,
    NO_ALIAS,
    ONLY_TAIL,
    PRONOUN,
    is_full_name,
)
from extraction.sections.squeezed import Squeezed, word_starts
from extraction.sections.years import YEAR, YEAR_TAIL

_KIND = re.compile(
    r"(?:政府|政务|校务|院务|党务|厂务|部门|单位|企业)?(?:政府|政务)?"
    r"(?:信息公开|政务公开|校务公开|院务公开)"
    rf"(?:工作)?(?:(?P<year>{YEAR}){YEAR_TAIL})?"
    r"(?:工作|情况|开展|年度|自查|的|及|和)*(?:报告书?|年报|总结)"
)
_FORE = re.compile(
    rf"(?P<site>(?:[A-Za-z0-9\-]+\.)+(?:com|cn|net|org|vip|app|cc|top))?"
    rf"(?:关于(?:印发|公布|发布|报送)?)?(?:(?P<year>{YEAR}){YEAR_TAIL}的?)?"
    rf"(?P<agency>{NAME_CHAR}(?:{NAME_CHAR}|[、\-]){{0,62}}?{NAME_CHAR})??"
    rf"(?:\((?P<alias>[\u3400-\u9fff、]{{2,30}})\))?(?:关于)?的?"
    rf"(?:(?P<year2>{YEAR}){YEAR_TAIL})?的?"
)
_AFT = re.compile(
    rf"\((?P<year>{YEAR}){YEAR_TAIL}\)|\([^()《》]{{0,10}}(?:版|试行|汇总|本级|机关|摘要|全文)\)"
)
# behind the words of a title these say that it is quoted, or that something else is meant
_NOT_ENDED = re.compile(
    r"[》>\"'、要格编]|的(?!$)|有关|制度|模板|样本|附表|统计|解读|如下|全文|中[的所,]|由|包括|主要|进行|予以|向社会"
)
_HAN_PAIR = re.compile(r"[\u3400-\u9fff]{2}")
# a sentence goes on into the title without a line end: 特向社会公布 2012年…
_RUNS_INTO = re.compile(r"(?:公布|(?<!信息)(?<!政务)公开|现将|编制|发布|关于|[的将于了为是])$")
_GOES_ON = re.compile(r"[和与及、]$")
_BRANDED = re.compile(rf"(?P<name>.*{AGENCY_TAIL})(?:{INJECTED.pattern})")
_QUOTE = "《<\"'"
# What lead-ins of sentences put before a title: 现公布…, 编制《…
_LEAD_IN = re.compile(
    r"(?:现公布|现公开|现发布|现将|(?:特)?向社会公[布开]|公布|发布|公开|特?编制(?:完成)?(?:了)?|形成(?:了)?|撰写(?:了)?|本)"
    r"[《<]?"
)
# A title of three lines, each of up to two dozen characters.
_LONGEST_FORE = 72
# 国家税务总局 and three levels of places below it make 30; an injected advertisement may precede it
_LONGEST_NAME = 40
# Lines that a title's agency may stand above the year: one blank line between is usual.
_MOST_LINE_ENDS = 4


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A title in indices of the squeezed text; spans of what it does not name are None.

    ``stands`` says that it stands as a title: from the beginning of a word, and not quoted or in
    the middle of a sentence.
    """

    start: int
    end: int
    agency: tuple[int, int] | None
    alias: tuple[int, int] | None
    year: tuple[int, int] | None
    stands: bool

    @property
    def rank(self) -> int:
        """2 with agency and year, 1 with one of them, 0 for the bare words."""
        return (self.agency is not None) + (self.year is not None)


def squeezed_to_titles(squeezed: Squeezed, source: str) -> Iterator[TitleMatch]:
    """Everything worded like a report's title, in text order.

    Args:
        source: the text that ``squeezed`` was taken from.
    """
    starts = _boundaries(squeezed)
    for kind in _KIND.finditer(squeezed.text):
        yield from _kind_to_title(squeezed, source, kind, starts)


def _boundaries(squeezed: Squeezed) -> list[int]:
    """Where a title may begin: at words, and behind the marks that pages put before one."""
    text = squeezed.text
    starts = set(word_starts(squeezed))
    starts.update(at + 1 for at, char in enumerate(text) if char in '>:_»-·")]')
    return sorted(at for at in starts if at < len(text) and text[at] not in ">:_»-·)")


def _kind_to_title(
    squeezed: Squeezed, source: str, kind: re.Match[str], starts: list[int]
) -> Iterator[TitleMatch]:
    text = squeezed.text
    earliest = max(0, kind.start() - _LONGEST_FORE)
    best: TitleMatch | None = None
    for start in reversed([at for at in starts if earliest <= at <= kind.start()]):
        if best is not None and not _may_go_on(squeezed, source, best, start):
            break
        if _is_label_value(squeezed, source, start, kind.start()):
            continue
        found = _fore_to_title(squeezed, start, kind)
        if best is not None and best.rank == 2:
            if found is None or not _completes(text, found, best):
                break
            best = found
        elif found is not None and (best is None or found.rank >= best.rank):
            best = found
    if best is not None and best.stands and _is_quoted(squeezed, source, best.start):
        best = replace(best, stands=False)
    if best is not None and not best.stands:
        best = _without_short_name(text, best)
    if best is None or best.rank < 2:
        mention = _lead_in_to_title(text, kind, earliest)
        if mention is not None and (best is None or mention.rank > best.rank):
            yield mention
            return
    if best is not None:
        yield best


def _is_quoted(squeezed: Squeezed, source: str, start: int) -> bool:
    """Whether what stands before a title makes it part of a sentence."""
    before = squeezed.text[max(0, start - 4) : start]
    if not before:
        return False
    if before[-1] in _QUOTE:
        return True
    gap = source[squeezed.places[start - 1] : squeezed.places[start]]
    return "\n" not in gap and _RUNS_INTO.search(before) is not None


def _is_label_value(squeezed: Squeezed, source: str, start: int, kind: int) -> bool:
    """Whether what begins here belongs to a label before it and the title to the next line."""
    if start == 0 or squeezed.text[start - 1] not in ":>":
        return False
    before, first, end = (squeezed.places[at] for at in (start - 1, start, kind))
    return "\n" not in source[before:first] and "\n" in source[first:end]


def _may_go_on(squeezed: Squeezed, source: str, best: TitleMatch, start: int) -> bool:
    """Whether a title that begins at ``best`` may in truth begin as early as ``start``."""
    between = source[squeezed.places[start] : squeezed.places[best.start]]
    return between.count("\n") <= _MOST_LINE_ENDS


def _completes(text: str, found: TitleMatch, best: TitleMatch) -> bool:
    """Whether the longer agency is the same name with the beginning that a line break cut off."""
    if found.agency is None or best.agency is None:
        return False
    short = text[slice(*best.agency)]
    added = text[found.agency[0] : best.agency[0]]
    if CHROME.search(added) or added in short:
        return False
    cut_off = ONLY_TAIL.match(short) or _GOES_ON.search(added) or ENDS_LIKE_PLACE.search(added)
    return cut_off is not None


def _fore_to_title(squeezed: Squeezed, start: int, kind: re.Match[str]) -> TitleMatch | None:
    text = squeezed.text
    fore = _FORE.fullmatch(text, start, kind.start())
    if fore is None:
        return None
    found = _parsed(text, fore, kind, stands=not _NOT_ENDED.match(text, kind.end()))
    if found is None or fore["agency"] is None:
        return found
    last = fore.end("agency") - 1
    apart = squeezed.places[last + 1] > squeezed.places[last] + 1
    named = found.agency and ENDS_LIKE_AGENCY.search(text[slice(*found.agency)])
    # a word of another line or cell is no name unless it ends like one
    return found if named or not apart else None


def _lead_in_to_title(text: str, kind: re.Match[str], earliest: int) -> TitleMatch | None:
    """A title inside a sentence, behind the words that announce it."""
    for lead in reversed(list(_LEAD_IN.finditer(text, earliest, kind.start()))):
        fore = _FORE.fullmatch(text, lead.end(), kind.start())
        if fore is not None:
            found = _parsed(text, fore, kind, stands=False)
            if found is not None:
                return _without_short_name(text, found)
    return None


def _parsed(
    text: str, fore: re.Match[str], kind: re.Match[str], *, stands: bool
) -> TitleMatch | None:
    """What the words before the kind name; None where they hold no agency but something else."""
    name_start, agency = _agency(text, fore)
    if name_start is None:
        return None
    aft = _AFT.match(text, kind.end())
    year = fore.span("year") if fore["year"] else None
    year = fore.span("year2") if fore["year2"] else year
    year = kind.span("year") if kind["year"] and year is None else year
    if aft is not None and aft["year"] and year is None:
        year = aft.span("year")
    branded = name_start > fore.start("agency")
    return TitleMatch(
        start=name_start if branded else max(fore.start(), fore.end("site")),
        end=aft.end() if aft else kind.end(),
        agency=agency,
        alias=fore.span("alias") if fore["alias"] and _is_alias(fore["alias"]) else None,
        year=year,
        stands=stands,
    )


def _agency(text: str, fore: re.Match[str]) -> tuple[int | None, tuple[int, int] | None]:
    """Where the name begins behind injected brands, and its range; no range for 我局 and brands.

    The first is None where something stands that is no name.
    """
    start, end = fore.span("agency")
    if fore["agency"] is None:
        return start, None
    while start < end and (brand := INJECTED.match(text, start, end)):
        start = brand.end()
    if branded := _BRANDED.fullmatch(text, start, end):
        end = branded.end("name")
    name = text[start:end]
    if not name or PRONOUN.match(name):
        return start, None
    if CHROME.search(name) or INJECTED.search(name) or not _HAN_PAIR.search(name):
        return None, None
    if len(name) > _LONGEST_NAME or name[0].isdigit():
        return None, None
    return start, (start, end)


def _is_alias(bracketed: str) -> bool:
    """Whether a bracket behind a name holds a second name: not 本级, not 办公室 alone."""
    if NO_ALIAS.search(bracketed) or ONLY_TAIL.match(bracketed):
        return False
    return ENDS_LIKE_AGENCY.search(bracketed) is not None


def _without_short_name(text: str, found: TitleMatch) -> TitleMatch:
    """In a sentence 学校 and 市教育局 say no more than 我局 does."""
    if found.agency is None or is_full_name(text[slice(*found.agency)]):
        return found
    return replace(found, agency=None, alias=None)
