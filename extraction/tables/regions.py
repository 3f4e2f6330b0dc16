"""Where each statutory table stands and in which form, by its labels.

The section that should hold a table is searched first, then the stretch between its neighbours,
then the whole text: headings may be lost, and tables may stand elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.sections.split import SectionSpan
from extraction.tables.anchors import (
    Anchor,
    LabelStream,
    key_pattern,
    pieces_to_stream,
    squeeze_label,
    stream_to_anchors,
)
from extraction.tables.form.model import FORM_IDS, TableForm, load_form
from extraction.tables.pieces import Piece

# Share of a table's rows that must be found for its range to be trusted without looking further,
# and below which it counts as not there at all.
_ENOUGH = 0.5
_LEAST = {"t1_disclosure": 2, "t2_requests": 4}
# A section on reviews whose header labels are all damaged still shows that many cells.
_T3_NUMBERS = 12
_T3_HEADER = ("结果维持", "结果纠正", "其他结果", "尚未审结")


@dataclass(frozen=True, slots=True)
class Region:
    """Pieces [start, end) that hold a table of this form, with the rows found there."""

    form: TableForm
    start: int
    end: int
    anchors: tuple[Anchor, ...]


def ranges_to_search(
    pieces: Sequence[Piece], sections: Sequence[SectionSpan], section_id: str
) -> list[tuple[int, int]]:
    """Piece ranges from the likeliest to the whole text, without repeats."""
    starts = [piece.start for piece in pieces]

    def pieces_of(start: int, end: int) -> tuple[int, int]:
        return bisect_left(starts, start), bisect_left(starts, end)

    found = [
        pieces_of(section.start, section.end) for section in sections if section.id == section_id
    ]
    tables = [section for section in sections if section.id in ("s2", "s3", "s4")]
    if tables:
        later = [section.start for section in sections if section.id in ("s5", "s6")]
        text_end = sections[-1].end
        end = min((start for start in later if start > tables[0].start), default=text_end)
        found.append(pieces_of(tables[0].start, end))
    found.append((0, len(pieces)))
    return list(dict.fromkeys(found))


def find_labelled_table(
    pieces: Sequence[Piece], sections: Sequence[SectionSpan], table_id: str
) -> Region | None:
    """Table 1 or 2; None when too few of its rows stand anywhere."""
    forms = [load_form(form_id).table(table_id) for form_id in FORM_IDS]
    best: Region | None = None
    for start, end in ranges_to_search(pieces, sections, forms[0].section):
        stream = pieces_to_stream(pieces, start, end)
        if not stream.text:
            continue
        region = _best_form(stream, forms, start, end)
        if region is None:
            continue
        if best is None or len(region.anchors) > len(best.anchors):
            best = region
        rows = sum(1 for _ in region.form.lines())
        if len(region.anchors) >= _ENOUGH * rows:
            break
    if best is None or len(best.anchors) < _LEAST[table_id]:
        return None
    return best


def _best_form(
    stream: LabelStream, forms: Sequence[TableForm], start: int, end: int
) -> Region | None:
    scored = []
    for form in forms:
        whole = form.id == "t1_disclosure"
        anchors = tuple(stream_to_anchors(stream, form, whole_labels=whole))
        score = _form_score(stream, form, anchors)
        scored.append((score, Region(form, start, end, anchors)))
    score, region = max(scored, key=lambda pair: pair[0])
    return region if score > 0 else None


def _form_score(stream: LabelStream, form: TableForm, anchors: Sequence[Anchor]) -> float:
    """Rows found, and for table 1 the column labels too, less the rows that are not there."""
    rows = {(anchor.block, anchor.row.id) for anchor in anchors if anchor.row.kind == "data"}
    score = float(len(rows))
    if form.id != "t1_disclosure":
        missing = sum(1 for _ in form.lines()) - len(rows)
        return score - 0.5 * missing - 2.0 * _rows_of_other_forms(stream, form)
    for block in form.blocks:
        for column in block.columns:
            labels = [squeeze_label(label) for label in (column.label, *column.aliases)]
            score += any(label in stream.text for label in labels)
    return score


def _rows_of_other_forms(stream: LabelStream, form: TableForm) -> int:
    """Rows in the stream that only another form has: the children of （六）其他处理."""
    own = {row.id for block in form.blocks for row in block.rows}
    return sum(
        key_pattern(row.key).search(stream.text) is not None
        for form_id in FORM_IDS
        if form_id != form.form
        for block in load_form(form_id).table(form.id).blocks
        for row in block.data_rows
        if row.id not in own
    )


def find_review_table(
    pieces: Sequence[Piece], sections: Sequence[SectionSpan], after: int | None
) -> Region | None:
    """Table 3, whose only row has no label: what follows its header labels.

    Args:
        after: first piece behind table 2, where the search may begin if no section says.
    """
    form = load_form(FORM_IDS[0]).table("t3_review_litigation")
    own_section = any(section.id == form.section for section in sections)
    for number, (start, end) in enumerate(ranges_to_search(pieces, sections, form.section)):
        begin = start if after is None or (start, end) != (0, len(pieces)) else after
        stream = pieces_to_stream(pieces, begin, end)
        at = max((stream.text.rfind(label) for label in _T3_HEADER), default=-1)
        found = sum(label in stream.text for label in _T3_HEADER)
        if at >= 0 and found >= 2:
            return Region(form, stream.piece_at(at), end, ())
        if own_section and number == 0 and _numbers(pieces, begin, end) >= _T3_NUMBERS:
            return Region(form, begin, end, ())
    return None


def _numbers(pieces: Sequence[Piece], start: int, end: int) -> int:
    return sum(piece.reading is not None for piece in pieces[start:end])
