"""Years that a report names where its own is meant: what was carried over from an older report.

Looked at: the title, the statistical period, the period of a claim, the year for which a
commitment is made. A sentence that compares years, or cites documents, may name others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.corpus.facts import StaleYear
from extraction.corpus.year_words import CITED, COMPARES, text_to_years
from extraction.record.model import ReportRecord

# 本报告所列数据的统计期限自2022年1月1日起, and nothing else that starts on such a day
_PERIOD = re.compile(
    r"(?:统计|期限|时限|数据)[^。；;\n]{0,24}?(?P<year>(?:19|20)\s?\d\s?\d)\s*年\s*1\s*月\s*1\s*日"
)
_PLANNED = re.compile(r"(?:19|20)\d\d年(?:度)?[，,]?[\u3400-\u9fff]{0,8}?(?:将|要|计划|继续)")
_SENTENCE_END = re.compile(r"[。！？；\n]")
# Characters that are kept around a year where no sentence ends before.
_CONTEXT = 90


def record_to_stale_years(record: ReportRecord) -> tuple[StaleYear, ...]:
    """In the order of title, period, claims, commitments; empty for a report without a year."""
    if record.year is None:
        return ()
    return (
        *_in_title(record, record.year),
        *_in_period(record, record.year),
        *_in_claims(record, record.year),
        *_in_commitments(record, record.year),
    )


def _in_title(record: ReportRecord, own: int) -> Iterator[StaleYear]:
    title = record.title or ""
    years = text_to_years(title)
    field = record.fields.get("title")
    if years and own not in years:
        start = field.start if field else None
        end = field.end if field else None
        yield StaleYear("title", max(years), title, start, end, title)


def _in_period(record: ReportRecord, own: int) -> Iterator[StaleYear]:
    text = record.text or ""
    found = _PERIOD.search(text)
    if found is None:
        return
    year = int("".join(found["year"].split()))
    if year != own:
        quote = text[found.start("year") : found.end()]
        context = around(text, found.start("year"), found.end())
        yield StaleYear("period", year, quote, found.start("year"), found.end(), context)


def _in_claims(record: ReportRecord, own: int) -> Iterator[StaleYear]:
    """One a place: claims of one sentence share their period."""
    seen: set[int | None] = set()
    for claim in record.claims:
        years = text_to_years(claim.period or "")
        if not years or own in years or claim.period_start in seen:
            continue
        seen.add(claim.period_start)
        context = claim.quote
        if record.text is not None and claim.period_start is not None:
            context = around(record.text, claim.period_start, claim.end)
        if COMPARES.search(CITED.sub("", context)):
            continue
        yield StaleYear(
            "claim",
            max(years),
            claim.period or "",
            claim.period_start,
            claim.period_end,
            context,
        )


def _in_commitments(record: ReportRecord, own: int) -> Iterator[StaleYear]:
    """A commitment of the report about 2023 is for 2024 or later."""
    for statement in record.statements:
        if statement.kind != "commitment":
            continue
        found = _PLANNED.search(CITED.sub(lambda cited: "□" * len(cited[0]), statement.quote))
        if found is None:
            continue
        year = int(found[0][:4])
        if year <= own:
            start = statement.start + found.start()
            quote = statement.quote[found.start() : found.start() + 5]
            yield StaleYear("commitment", year, quote, start, start + 5, statement.quote)


def around(text: str, start: int, end: int) -> str:
    """The sentence that holds [start, end), at most 90 characters more to each side."""
    low = max(0, start - _CONTEXT)
    for found in _SENTENCE_END.finditer(text, low, start):
        low = found.end()
    after = _SENTENCE_END.search(text, end, end + _CONTEXT)
    high = after.end() if after else min(len(text), end + _CONTEXT)
    return text[low:high].strip()
