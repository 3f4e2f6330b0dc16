"""Where each row of a statutory table stands, found by its label and never by its position.

Labels are matched in one stream of label characters, so that wrapped lines, numbers between a
label's lines, group labels and page breaks do not matter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from extraction.tables.form.model import Row, TableForm
from extraction.tables.pieces import PhysicalRow, Piece

_NO_LABEL_CHAR = re.compile(r"[^\u3400-\u9fff0-9]")
# A damaged label must keep this share of its characters in order (0-100, rapidfuzz). The worst
# true case seen is 法律行政止公开 for 法律行政法规禁止公开 (80); the best false one is
# 属于四类过程性信息 for 属于三类内部事务信息 (62).
_LEAST_SIMILARITY = 66.0
# the first line of a wrapped label scores 100 here, the tail of another label under 40
_OWN_LEAD = 60.0
# A gap between two labels shorter than this share of a label cannot hold it.
_LEAST_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Anchor:
    """A form row found at piece ``piece``; ``similarity`` is 1 where its key matched exactly."""

    block: int
    row: Row
    piece: int
    similarity: float


@dataclass(frozen=True, slots=True)
class LabelStream:
    """The label characters of a run of pieces, each piece's first character at ``offsets``."""

    text: str
    offsets: tuple[int, ...]
    pieces: tuple[int, ...]

    def piece_at(self, offset: int) -> int:
        return self.pieces[bisect_right(self.offsets, offset) - 1]

    def snap(self, start: int, end: int, wanted: str) -> int:
        """``start``, moved to the first piece that begins in the first half of [start, end).

        The best match of a damaged label may begin in the tail of the label before it; what
        reads like the wanted label's own beginning is left in.
        """
        index = bisect_right(self.offsets, start)
        if index == len(self.offsets) or self.offsets[index] > (start + end) / 2:
            return start
        lead = self.text[start : self.offsets[index]]
        if fuzz.ratio(lead, wanted[: len(lead)]) >= _OWN_LEAD:
            return start
        return self.offsets[index]

    def ends_piece(self, offset: int) -> bool:
        return offset == len(self.text) or offset in self.offsets


def squeeze_label(text: str) -> str:
    """Han characters and digits only: what is left of a label when print damage is ignored."""
    return _NO_LABEL_CHAR.sub("", text)


def pieces_to_stream(pieces: Sequence[Piece], start: int, end: int) -> LabelStream:
    """The labels among pieces[start:end]."""
    parts, offsets, indices = [], [], []
    length = 0
    for index in range(start, end):
        piece = pieces[index]
        if piece.kind != "label":
            continue
        text = squeeze_label(piece.text)
        if text:
            parts.append(text)
            offsets.append(length)
            indices.append(index)
            length += len(text)
    return LabelStream("".join(parts), tuple(offsets), tuple(indices))


@cache
def key_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def stream_to_anchors(stream: LabelStream, form: TableForm, *, whole_labels: bool) -> list[Anchor]:
    """The rows of the form found in the stream, in the order in which they stand there.

    ``whole_labels`` asks that a key ends a label (table 1, whose labels are everyday words).
    """
    rows = [
        (number, row) for number, block in enumerate(form.blocks) for row in block.rows if row.key
    ]
    hits = _exact_hits(stream, rows, whole_labels=whole_labels)
    _add_damaged(stream, rows, hits, whole_labels=whole_labels)
    anchors = [
        Anchor(rows[index][0], rows[index][1], stream.piece_at(start), similarity)
        for index, (start, _, similarity) in hits.items()
    ]
    return sorted(anchors, key=lambda anchor: (anchor.piece, anchor.row.id))


def _exact_hits(
    stream: LabelStream, rows: list[tuple[int, Row]], *, whole_labels: bool
) -> dict[int, tuple[int, int, float]]:
    """Row index -> (start, end, 1.0); of several places the one in form order is taken."""
    places: dict[int, list[tuple[int, int]]] = {}
    for index, (_, row) in enumerate(rows):
        found = [match.span() for match in key_pattern(row.key).finditer(stream.text)]
        if whole_labels:
            found = [span for span in found if stream.ends_piece(span[1])]
        if found:
            places[index] = found
    hits: dict[int, tuple[int, int, float]] = {}
    for index, found in places.items():
        span = found[0] if len(found) == 1 else _in_order(found, index, places)
        start = _label_start(stream, rows[index][1], span)
        hits[index] = (start, span[1], 1.0)
    return hits


def _label_start(stream: LabelStream, row: Row, span: tuple[int, int]) -> int:
    """Where the row's label begins, whose key stands at ``span``: it may be a line before."""
    label = squeeze_label(row.label)
    key = key_pattern(row.key).search(label)
    lead = label[: key.start()] if key else ""
    for length in range(len(lead), 0, -1):
        if stream.text.endswith(lead[-length:], 0, span[0]):
            return span[0] - length
    return span[0]


def _in_order(
    found: list[tuple[int, int]], index: int, places: dict[int, list[tuple[int, int]]]
) -> tuple[int, int]:
    """The place between those of the neighbouring rows that stand once."""
    single = {other: spans[0] for other, spans in places.items() if len(spans) == 1}
    after = max((single[other][1] for other in single if other < index), default=0)
    before = min(
        (single[other][0] for other in single if other > index and single[other][0] >= after),
        default=1 << 30,
    )
    inside = [span for span in found if after <= span[0] < before]
    return inside[0] if inside else found[0]


def _add_damaged(
    stream: LabelStream,
    rows: list[tuple[int, Row]],
    hits: dict[int, tuple[int, int, float]],
    *,
    whole_labels: bool,
) -> None:
    """Finds rows whose key is damaged, between the rows before and after them."""
    offers: list[tuple[float, int, int, int]] = []
    for index, (_, row) in enumerate(rows):
        if index in hits:
            continue
        after = max((hits[other][1] for other in hits if other < index), default=0)
        before = min(
            (hits[other][0] for other in hits if other > index and hits[other][0] >= after),
            default=len(stream.text),
        )
        offers.extend(_damaged_offers(stream, row, index, after, before))
    offers.sort(key=lambda offer: (-offer[0], offer[1]))
    taken: list[tuple[int, int]] = []
    for similarity, index, start, end in offers:
        if index in hits or any(start < stop and begin < end for begin, stop in taken):
            continue
        if whole_labels and not stream.ends_piece(end):
            continue
        if not _keeps_order(hits, index, start):
            continue
        hits[index] = (start, end, similarity / 100)
        taken.append((start, end))


def _damaged_offers(
    stream: LabelStream, row: Row, index: int, after: int, before: int
) -> list[tuple[float, int, int, int]]:
    gap = stream.text[after:before]
    if not gap:
        return []
    offers = []
    for label in (row.label, *row.aliases):
        wanted = squeeze_label(label)
        if len(wanted) < 3 or len(gap) < _LEAST_SHARE * len(wanted):
            continue
        found = fuzz.partial_ratio_alignment(wanted, gap)
        if found is None:
            continue
        least = _LEAST_SIMILARITY if len(wanted) > 4 else 74.0
        if found.score >= least:
            end = after + found.dest_end
            offers.append(
                (found.score, index, stream.snap(after + found.dest_start, end, wanted), end)
            )
    return offers


def _keeps_order(hits: dict[int, tuple[int, int, float]], index: int, start: int) -> bool:
    before = [span[0] for other, span in hits.items() if other < index]
    later = [span[0] for other, span in hits.items() if other > index]
    return (not before or max(before) <= start) and (not later or start <= min(later))


def row_label(row: PhysicalRow) -> str:
    """The label characters of one physical row."""
    return "".join(squeeze_label(piece.text) for piece in row.pieces if piece.kind == "label")
