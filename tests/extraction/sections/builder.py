"""Reports in small, of agencies that do not exist, and what sections make of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extraction.document import Document
from extraction.normalisation.copies import text_to_folded
from extraction.sections.fields import Fields, document_to_fields
from extraction.sections.split import SectionSpan, folded_to_sections

SIX = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
NUMERALS = "一二三四五六七八九十"


def headed(headings: Sequence[str], body: str = "云岭县财政局认真做好本项工作。") -> str:
    """Headings as printed, each on a line with a paragraph below."""
    return "".join(f"{heading}\n{body}\n" for heading in headings)


def numbered(titles: Sequence[str] = SIX, form: str = "{}、{}") -> list[str]:
    """Headings with Chinese numerals from 一 on."""
    return [form.format(NUMERALS[at], title) for at, title in enumerate(titles)]


def text_to_spans(text: str, body_start: int = 0) -> tuple[SectionSpan, ...]:
    return folded_to_sections(text_to_folded(text), body_start)


def outline(text: str) -> list[tuple[str, str]]:
    """(id, heading as it stands) of each section."""
    return [(span.id, text[span.heading_start : span.heading_end]) for span in text_to_spans(text)]


def ids(text: str) -> list[str]:
    return [span.id for span in text_to_spans(text)]


def aspects(text: str) -> list[tuple[str, str]]:
    """(id, heading as it stands) of section one's sub-sections."""
    first = next(span for span in text_to_spans(text) if span.id == "s1")
    return [(sub.id, text[sub.heading_start : sub.heading_end]) for sub in first.subs]


def read_fields(
    text: str, metadata: Mapping[str, str] | None = None, name: str | None = None
) -> Fields:
    document = Document(text, "text/plain", "text", 1, metadata=metadata or {})
    return document_to_fields(document, text_to_folded(text), name)


def values(
    text: str, metadata: Mapping[str, str] | None = None, name: str | None = None
) -> tuple[str | None, str | None, str | None]:
    """Title, agency and year as read; None where nothing was found."""
    fields = read_fields(text, metadata, name)
    title, agency, year = (
        None if found is None else found.value
        for found in (fields.title, fields.agency, fields.year)
    )
    return title, agency, year
