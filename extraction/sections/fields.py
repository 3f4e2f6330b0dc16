"""Title, agency and year, each with the place that says so.

The text decides before the file's metadata, and metadata before the file's name. What titles,
names and years look like is left to ``titles``, ``agencies`` and ``years``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from extraction.document import Document
from extraction.normalisation.copies import folded_to_running, text_to_folded
from extraction.normalisation.offsets import MatchingCopy, identity_copy
from extraction.sections.agencies import (
    label_to_agency,
    sentences_to_agencies,
    text_to_signature,
)
from extraction.sections.names import ABBREVIATED
from extraction.sections.squeezed import Squeezed, squeeze
from extraction.sections.titles import TitleMatch, squeezed_to_titles
from extraction.sections.years import (
    text_to_commonest_year,
    text_to_period_year,
    year_to_number,
)

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


@dataclass(frozen=True, slots=True)
class _Named:
    """What titles in one string say; None for what they do not."""

    title: Found | None = None
    agency: Found | None = None
    aliases: tuple[str, ...] = ()
    year: Found | None = None


@dataclass(frozen=True, slots=True)
class _Copy:
    """A string, its folded copy, and its head without blanks."""

    text: str
    folded: MatchingCopy
    squeezed: Squeezed

    def found(self, span: tuple[int, int], source: FieldSource, confidence: float) -> Found:
        """The name at this range of ``squeezed``."""
        place = self.folded.to_source(*self.squeezed.span(*span))
        value = self.squeezed.text[slice(*span)]
        return Found(value, place.start, place.end, source, confidence)

    def agency_of(self, match: TitleMatch) -> str:
        """The name in a title; empty where it names none."""
        return self.squeezed.text[slice(*match.agency)] if match.agency else ""

    def printed(self, span: tuple[int, int]) -> str:
        """The range of ``squeezed`` as printed, but Han characters as folded.

        So a title keeps its brackets and digits, but neither traditional script nor readings.
        """
        chars: list[str] = []
        last = -1
        for at in self.squeezed.places[slice(*span)]:
            source = self.folded.starts[at]
            if source != last:
                folded = self.folded.text[at]
                chars.append(folded if "\u3400" <= folded <= "\u9fff" else self.text[source])
            last = source
        return "".join(chars)


_CRAWLER_HEADER_END = re.compile(r"^[=\-*]{4,}[ \t]*正文[ \t]*[=\-*]{4,}[ \t]*$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TEXT = re.compile(r"[^\s#*>|\-=]")
# what Markdown and piped tables print around the lines of a title
_MARKS = "|#*"
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{2,5}$")
_BARE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
# A crawler's header lines, a page's index table.
_HEADER_CHARS = 4000
# A title stands within the first lines: page chrome before it measured 300 characters at most, a
# notice that forwards the report 500.
_HEAD_CHARS = 1500
# The preamble (up to 900 characters) and the first sentences of section one.
_OPENING_CHARS = 3000
# Enough to tell which year a report speaks of.
_YEAR_CHARS = 20_000

# Confidence by kind of evidence: in the corpus titles are always right, and sentences name a
# compiling office or a neighbour now and then.
_TITLE, _TITLE_PART, _MENTION = 0.98, 0.8, 0.85
_METADATA, _FILE_NAME = 0.9, 0.5
_SHORT_NAME = 0.6
_SENTENCE, _SIGNATURE, _PUBLISHER, _LABEL = 0.7, 0.7, 0.6, 0.4
_PERIOD_YEAR, _COMMON_YEAR, _FILE_YEAR, _PUBLISHED_YEAR = 0.85, 0.5, 0.4, 0.3


def document_to_fields(document: Document, folded: MatchingCopy, name: str | None) -> Fields:
    """Reads them from the head of the text, then the metadata, then the file's name."""
    begin = _body_begin(folded.text)
    stop = min(len(folded.text), begin + _HEAD_CHARS)
    head = squeeze(folded.text, begin, stop, without=_MARKS)
    text = _copy_to_named(_Copy(document.text, folded, head), "text")
    metadata = _string_to_named(document.metadata.get("title"), "metadata", document.text)
    file_name = _string_to_named(_SUFFIX.sub("", name) if name else None, "file_name", None)
    body_start = folded.to_source(begin, begin).start
    after = begin
    if text.title and text.title.start is not None and text.title.end is not None:
        body_start = text.title.start
        after = folded.to_copy(text.title.end, text.title.end).start
    agency = _full_agency(text.agency or metadata.agency, _agencies(document, folded, after))
    year = text.year or metadata.year or next(_years(document, folded, begin, file_name), None)
    return Fields(
        title=text.title or metadata.title or file_name.title,
        agency=agency or file_name.agency,
        aliases=text.aliases or metadata.aliases or file_name.aliases,
        year=year,
        body_start=body_start,
    )


def _full_agency(titled: Found | None, others: Iterator[Found]) -> Found | None:
    """The name in the title; where that is short (市气象局), the full one that ends with it."""
    if titled is None:
        return next(others, None)
    if not ABBREVIATED.match(titled.value):
        return titled
    full = next((other for other in others if other.value.endswith(titled.value)), None)
    return full or replace(titled, confidence=min(titled.confidence, _SHORT_NAME))


def _body_begin(text: str) -> int:
    """Where the report's text begins: behind a crawler's header and marks of Markdown."""
    header = _CRAWLER_HEADER_END.search(text, 0, _HEADER_CHARS) or _FRONT_MATTER.match(text)
    first = _TEXT.search(text, header.end() if header else 0)
    return first.start() if first else 0


def _copy_to_named(copy: _Copy, source: FieldSource) -> _Named:
    """What the likeliest title says, then what others and mentions in sentences add."""
    matches = list(squeezed_to_titles(copy.squeezed, copy.folded.text))
    standing = [match for match in matches if match.stands and _is_title(copy, match)]
    title = _likeliest(copy, standing)
    order = [title, *matches] if title else matches

    def part(match: TitleMatch | None, span: tuple[int, int] | None) -> Found | None:
        if match is None or span is None:
            return None
        return copy.found(span, source, _certainty(source, _TITLE if match is title else _MENTION))

    by_agency = next((match for match in order if match.agency), None)
    by_year = next((match for match in order if match.year), None)
    alias = by_agency.alias if by_agency else None
    return _Named(
        title=_title_found(copy, title, source) if title else None,
        agency=part(by_agency, by_agency.agency if by_agency else None),
        aliases=(copy.squeezed.text[slice(*alias)],) if alias else (),
        year=_as_number(part(by_year, by_year.year if by_year else None)),
    )


def _is_title(copy: _Copy, match: TitleMatch) -> bool:
    """A title says when, or who: 某镇政府信息公开年报 is a column of a page without the year."""
    named = copy.squeezed.text[match.start : match.end]
    return match.year is not None or (match.agency is not None and named.endswith("报告"))


def _likeliest(copy: _Copy, standing: list[TitleMatch]) -> TitleMatch | None:
    """The first title that names agency and year, in full where one does; else the first."""
    complete = [match for match in standing if match.agency and match.year]
    full = (match for match in complete if not ABBREVIATED.match(copy.agency_of(match)))
    return next(full, None) or next(iter(complete), None) or next(iter(standing), None)


def _title_found(copy: _Copy, title: TitleMatch, source: FieldSource) -> Found:
    start, end = copy.squeezed.span(title.start, title.end)
    place = copy.folded.to_source(start, end)
    certain = _certainty(source, _TITLE if title.rank == 2 else _TITLE_PART)
    value = copy.printed((title.start, title.end))
    return Found(value, place.start, place.end, source, certain)


def _certainty(source: FieldSource, in_text: float) -> float:
    return {"text": in_text, "metadata": _METADATA, "file_name": _FILE_NAME}[source]


def _as_number(year: Found | None) -> Found | None:
    """The same with the printed year (二〇二三, 2022-2023) as a number."""
    if year is None:
        return None
    return replace(year, value=str(year_to_number(year.value)))


def _string_to_named(string: str | None, source: FieldSource, text: str | None) -> _Named:
    """What a title outside the text says, with places where the text holds it too (a header)."""
    if not string:
        return _Named()
    folded = text_to_folded(string)
    head = squeeze(folded.text, 0, min(len(folded.text), _HEAD_CHARS), without=_MARKS)
    copy = _Copy(string, folded, head)
    named = _copy_to_named(copy, source)
    shift = None
    if text and named.title and named.title.start is not None:
        at = text.find(string[named.title.start : named.title.end])
        shift = None if at < 0 else at - named.title.start
    return _Named(
        title=_moved(named.title, shift),
        agency=_moved(named.agency, shift),
        aliases=named.aliases,
        year=_moved(named.year or _bare_year(string, source), shift),
    )


def _bare_year(string: str, source: FieldSource) -> Found | None:
    match = _BARE_YEAR.search(string)
    return Found(match[1], None, None, source, _FILE_YEAR) if match else None


def _moved(found: Found | None, shift: int | None) -> Found | None:
    """The same found in another text, ``shift`` characters further; None: not found there."""
    if found is None:
        return None
    if shift is None or found.start is None or found.end is None:
        return replace(found, start=None, end=None)
    return replace(found, start=found.start + shift, end=found.end + shift)


def _agencies(document: Document, folded: MatchingCopy, begin: int) -> Iterator[Found]:
    """Agencies by evidence other than a title, the most convincing first.

    ``begin`` is where the sentences begin in the folded text: behind the title.
    """
    stop = min(len(folded.text), begin + _OPENING_CHARS)
    opening = folded_to_running(identity_copy(folded.text[begin:stop]))
    for span in sentences_to_agencies(opening.text):
        place = opening.to_source(*span)
        yield _name_at(folded, (begin + place.start, begin + place.end), _SENTENCE)
    signature = text_to_signature(folded.text, begin)
    if signature:
        yield _name_at(folded, signature, _SIGNATURE)
    if publisher := document.metadata.get("agency"):
        name = "".join(text_to_folded(publisher).text.split())
        yield Found(name, None, None, "metadata", _PUBLISHER)
    label = label_to_agency(folded.text, 0, stop)
    if label:
        yield _name_at(folded, label, _LABEL)


def _name_at(folded: MatchingCopy, span: tuple[int, int], confidence: float) -> Found:
    place = folded.to_source(*span)
    value = "".join(folded.text[slice(*span)].split())
    return Found(value, place.start, place.end, "text", confidence)


def _years(
    document: Document, folded: MatchingCopy, begin: int, file_name: _Named
) -> Iterator[Found]:
    """Years by evidence other than a title, the most convincing first."""
    stop = min(len(folded.text), begin + _YEAR_CHARS)
    squeezed = squeeze(folded.text, begin, stop)
    copy = _Copy(document.text, folded, squeezed)
    period = text_to_period_year(squeezed.text)
    if period:
        yield _year_at(copy, period.span("year"), _PERIOD_YEAR)
    if file_name.year and file_name.title:
        yield file_name.year
    common = text_to_commonest_year(squeezed.text)
    if common:
        yield _year_at(copy, common.span(1), _COMMON_YEAR)
    if file_name.year:
        yield file_name.year
    published = _BARE_YEAR.match(document.metadata.get("published", ""))
    if published:
        # reports are due in the first months of the year after
        yield Found(str(int(published[1]) - 1), None, None, "metadata", _PUBLISHED_YEAR)


def _year_at(copy: _Copy, span: tuple[int, int], confidence: float) -> Found:
    found = copy.found(span, "text", confidence)
    return replace(found, value=str(year_to_number(found.value)))
