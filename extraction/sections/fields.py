"""Title, agency and year, each with the place that says so.

The text decides before the file's metadata, and metadata before the file's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from extraction.document import Document
from extraction.normalisation.offsets import MatchingCopy

FieldSource = Literal["text", "metadata", "file_name"]


@dataclass(frozen=True, slots=True)
class Found:
    """A value with its place in the frozen text; start and end are None outside the text."""

    value: str
    start: int | None
    end: int | None
    source: FieldSource
    confidence: float


@dataclass(frozen=True, slots=True)
class Fields:
    """What the report is called, who reports and on which year.

    ``body_start`` is where the report begins in the frozen text: at its title, else behind a
    crawler's header.
    """

    title: Found | None
    agency: Found | None
    aliases: tuple[str, ...]
    year: Found | None
    body_start: int


# characters that no agency name or title holds
_NAME = r"[\u3400-\u9fff·A-Za-z0-9\-、]"
_YEAR = (
    r"(?P<year>(?:(?:19|20)\d\s?\d\s?[-—~至]\s?)?(?:19|20)\s?\d\s?\d"
    r"|二[○〇零oO0]{1}[○〇零oO0一二][○〇零oO0一二三四五六七八九])"
)
_KIND = (
    r"(?:政府|政务|校务|院务|部门)?(?:\s?政府)?\s?信\s?息\s?公\s?开(?:工作|情况|的|\s)*"
    r"(?:年\s?度)?(?:工作|情况)*的?\s?(?:报\s?告|年\s?报)"
)
_BRACKET = r"(?:\((?P<alias>[\u3400-\u9fff]{4,30})\))?"
# 标题 of a report: who, when, what; or when, who, what
_TITLE = re.compile(
    rf"(?P<title>(?P<agency>{_NAME}{{2,40}}?){_BRACKET}\s*(?:关于)?\s*{_YEAR}\s*(?:学?年)?\s?度?"
    rf"[的\s]*{_KIND}(?:\([^)\n]{{1,16}}\))?)"
    rf"|(?P<title2>{_YEAR.replace('?P<year>', '?P<year2>')}\s*学?年\s?度?\s*"
    rf"(?P<agency2>{_NAME}{{2,40}}?){_BRACKET.replace('?P<alias>', '?P<alias2>')}\s*(?:关于)?的?\s*"
    rf"{_KIND}(?:\([^)\n]{{1,16}}\))?)"
)
_QUOTED_BEFORE = re.compile(r"[《<\"'(]\s*$")
_OPENS_TITLE = re.compile(r"(?:^|[\n\f\s>|*#:])$")
# what crawlers and pages put before a title on its line
_NOT_AGENCY = re.compile(r"^(?:当前位置|标题|索引号|名称|根据|按照|现将|本报告|现发布|发布|来源|来源于)")
_PREFIX_WORDS = re.compile(r"^(?:关于(?:印发|公布|发布)?|中共)")
_AGENCY_TAIL = (
    r"(?:人民政府办公厅|人民政府办公室|人民政府|管理委员会|管委会|委员会|办公室|办事处|办公厅|监督管理局"
    r"|管理局|分局|总局|支队|大队|中心|研究院|学院|大学|学校|中学|小学|医院|卫生院|公司|集团|街道|开发区"
    r"|试验区|实验区|新区|局|厅|委|部|署|院|馆|站|所|处|办|镇|乡|市|县|区|省|州|旗|会)"
)
_AGENCY_IN_SENTENCE = re.compile(
    rf"(?:^|[\n。,;:、 ])(?:(?:19|20)\d\d年(?:度|来|以来)?[,,]?)?\s*"
    rf"(?P<agency>[\u3400-\u9fff]{{2,24}}?{_AGENCY_TAIL})"
    rf"(?=在|认真|坚持|按照|根据|严格|全面|深入|以|高度|积极|不断|切实|紧紧|现|共|贯彻|围绕|持续|20\d\d)"
)
_PERIOD = re.compile(r"((?:19|20)\d\s?\d)\s*年\s*1\s*月\s*1\s*日")
_FIRST_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_CRAWLER_HEADER_END = re.compile(r"^[=\-*]{4,}[ \t]*正文[ \t]*[=\-*]{4,}[ \t]*$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_CHINESE_YEAR_DIGITS = str.maketrans("○〇零oO一二三四五六七八九", "00000123456789")
# A title stands within the first lines; page chrome before it measured 300 characters at most.
_HEAD_CHARS = 900


def document_to_fields(document: Document, folded: MatchingCopy, name: str | None) -> Fields:
    """Reads them from the head of the text, then the metadata, then the file's name."""
    begin = _body_begin(folded)
    titled = _title_in_text(folded, begin)
    body_start = titled.body_start if titled else folded.to_source(begin, begin).start
    fields = titled or Fields(None, None, (), None, body_start)
    for text, source in ((document.metadata.get("title"), "metadata"), (name, "file_name")):
        if text and (fields.title is None or fields.agency is None or fields.year is None):
            fields = _completed(fields, _named(document, text, source))
    fields = _completed(fields, _from_sentences(folded, begin))
    agency = document.metadata.get("agency")
    if fields.agency is None and agency:
        fields = replace(fields, agency=Found(agency, None, None, "metadata", 0.6))
    return fields


def _body_begin(folded: MatchingCopy) -> int:
    header = _CRAWLER_HEADER_END.search(folded.text, 0, 4 * _HEAD_CHARS)
    if header:
        return _next_text(folded.text, header.end())
    matter = _FRONT_MATTER.match(folded.text)
    return _next_text(folded.text, matter.end() if matter else 0)


def _next_text(text: str, at: int) -> int:
    found = re.compile(r"[^\s#*>|\-=]").search(text, at)
    return found.start() if found else at


def _title_in_text(folded: MatchingCopy, begin: int) -> Fields | None:
    head = folded.text[: begin + _HEAD_CHARS]
    for match in _title_matches(head, begin):
        start, end = match.span()
        agency_group = "agency" if match["title"] else "agency2"
        year_group = "year" if match["title"] else "year2"
        place = folded.to_source(start, end)
        agency_place = folded.to_source(*match.span(agency_group))
        year_place = folded.to_source(*match.span(year_group))
        agency = _clean_name(match[agency_group])
        alias = match["alias"] or match["alias2"]
        return Fields(
            title=Found(_squeezed(match[0]), place.start, place.end, "text", 0.98),
            agency=Found(agency, agency_place.start, agency_place.end, "text", 0.97),
            aliases=(alias,) if alias else (),
            year=Found(str(_year(match[year_group])), year_place.start, year_place.end, "text", 0.99),
            body_start=place.start,
        )
    return None


def _title_matches(head: str, begin: int) -> list[re.Match[str]]:
    """Matches that stand like titles: not inside book marks, not in the middle of a sentence."""
    found = []
    at = begin
    while match := _TITLE.search(head, at):
        at = match.start() + 1
        before = head[max(0, match.start() - 3) : match.start()]
        name = match["agency"] or match["agency2"] or ""
        if before.strip() and _QUOTED_BEFORE.search(before):
            at = match.end()
            continue
        if match.start() > begin and not _OPENS_TITLE.search(before):
            continue
        if _NOT_AGENCY.match(name) or re.search(r"\n\s*\n\s*\S+\n", match[0]):
            continue
        after = head[match.end() : match.end() + 1]
        if after and after in "》>\"'的要格编,、":
            at = match.end()
            continue
        found.append(match)
        break
    return found


def _named(document: Document, text: str, source: str) -> Fields:
    """Title, agency and year from a title that the file or its name gives."""
    from_name = source == "file_name"
    match = _TITLE.search(text)
    confidence = 0.5 if from_name else 0.9
    kind: FieldSource = "file_name" if from_name else "metadata"
    if match is None:
        year = _FIRST_YEAR.search(text) or re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text)
        found_year = Found(year[1], None, None, kind, 0.4) if year and from_name else None
        return Fields(None, None, (), found_year, 0)
    title, agency, year_digits = (
        match[0],
        match["agency"] or match["agency2"],
        match["year"] or match["year2"],
    )

    def place(value: str) -> tuple[int, int] | tuple[None, None]:
        at = -1 if from_name else document.text.find(title)
        offset = title.find(value)
        if at < 0 or offset < 0:
            return None, None
        return at + offset, at + offset + len(value)

    alias = match["alias"] or match["alias2"]
    return Fields(
        title=Found(_squeezed(title), *place(title), kind, confidence),
        agency=Found(_clean_name(agency), *place(agency), kind, confidence),
        aliases=(alias,) if alias else (),
        year=Found(str(_year(year_digits)), *place(year_digits), kind, confidence),
        body_start=0,
    )


def _from_sentences(folded: MatchingCopy, begin: int) -> Fields:
    """Agency from the first sentence that names one, year from the statistical period."""
    head = folded.text[begin : begin + 3 * _HEAD_CHARS]
    agency = _AGENCY_IN_SENTENCE.search(head)
    period = _PERIOD.search(head) or _FIRST_YEAR.search(head)
    found_agency = found_year = None
    if agency:
        place = folded.to_source(begin + agency.start("agency"), begin + agency.end("agency"))
        name = _clean_name(agency["agency"])
        found_agency = Found(name, place.start, place.end, "text", 0.7)
    if period:
        place = folded.to_source(begin + period.start(1), begin + period.end(1))
        digits = period[1].replace(" ", "")
        found_year = Found(digits, place.start, place.end, "text", 0.85)
    return Fields(None, found_agency, (), found_year, 0)


def _completed(fields: Fields, other: Fields) -> Fields:
    return Fields(
        title=fields.title or other.title,
        agency=fields.agency or other.agency,
        aliases=fields.aliases or other.aliases,
        year=fields.year or other.year,
        body_start=fields.body_start,
    )


def _clean_name(name: str) -> str:
    return _PREFIX_WORDS.sub("", _squeezed(name)).rstrip("-、")


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _year(digits: str) -> int:
    """The year named last: an academic year counts as its later year."""
    squeezed = _squeezed(digits).translate(_CHINESE_YEAR_DIGITS)
    return int(squeezed[-4:])
