"""The report's text cut into its top-level sections, section one with its five aspects."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.normalisation.offsets import MatchingCopy
from extraction.sections.aspects import text_to_aspects
from extraction.sections.candidates import Heading, text_to_candidates
from extraction.sections.outline import candidates_to_outline

PREAMBLE = "s0"


@dataclass(frozen=True, slots=True)
class SectionSpan:
    """A section in the frozen text: its heading and its extent, heading included.

    The preamble s0 has an empty heading.
    """

    id: str
    heading_start: int
    heading_end: int
    start: int
    end: int
    subs: tuple[SectionSpan, ...] = ()


def folded_to_sections(folded: MatchingCopy, body_start: int) -> tuple[SectionSpan, ...]:
    """Sections from ``body_start`` (a frozen-text offset, where the title or text begins) on.

    They follow each other without gaps to the end of the text; what stands before the first
    heading is s0, unless it is marks alone. Headings of none of the six become x1, x2 and so on.
    """
    begin = folded.to_copy(body_start, folded.source_length).start
    outline = candidates_to_outline(text_to_candidates(folded.text, begin))
    spans: list[SectionSpan] = []
    first = folded.to_source(outline[0].start, outline[0].end).start if outline else None
    if first is None or any(char.isalnum() for char in folded.text[begin : outline[0].start]):
        end = folded.source_length if first is None else first
        spans.append(SectionSpan(PREAMBLE, body_start, body_start, body_start, end))
    extra = 0
    for index, heading in enumerate(outline):
        section_id = heading.id
        if section_id is None:
            extra += 1
            section_id = f"x{extra}"
        spans.append(_section(folded, outline, index, section_id))
    return tuple(spans)


def _section(
    folded: MatchingCopy, outline: list[Heading], index: int, section_id: str
) -> SectionSpan:
    heading = outline[index]
    end = outline[index + 1].start if index + 1 < len(outline) else len(folded.text)
    place = folded.to_source(heading.start, heading.end)
    source_end = folded.to_source(end, end).start
    subs = _subsections(folded, heading.end, end) if section_id == "s1" else ()
    return SectionSpan(section_id, place.start, place.end, place.start, source_end, subs)


def _subsections(folded: MatchingCopy, start: int, end: int) -> tuple[SectionSpan, ...]:
    spans = []
    for aspect in text_to_aspects(folded.text, start, end):
        place = folded.to_source(aspect.start, aspect.heading_end)
        source_end = folded.to_source(aspect.end, aspect.end).start
        spans.append(SectionSpan(aspect.id, place.start, place.end, place.start, source_end))
    return tuple(spans)
