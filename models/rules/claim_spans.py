"""Layer 1 of the annotation guide: quantities with their items, channels and periods, and zeros.

Only parts that go with a quantity or a negation are kept; where two overlap the surer kind stays.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from models.labels import SpanLabel
from models.rules.channels import find_channels
from models.rules.items import find_items
from models.rules.negations import FoundZero, find_zeros
from models.rules.periods import FoundPeriod, find_periods
from models.rules.quantities import FoundQuantity, find_quantities
from models.rules.scene import text_to_scene
from models.rules.text import TaggedText, trim_marks
from models.tagger import ScoredSpan


class _Layer:
    """Spans of one layer; a span that would overlap an earlier one is left out."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._taken = bytearray(len(text))
        self.spans: list[ScoredSpan] = []

    def add(self, start: int, end: int, label: SpanLabel, score: float) -> None:
        start, end = trim_marks(self._text, start, end)
        if end <= start or any(self._taken[start:end]):
            return
        self._taken[start:end] = b"\x01" * (end - start)
        self.spans.append(ScoredSpan(start, end, label, round(score, 2)))


def text_to_claim_spans(tagged: TaggedText) -> list[ScoredSpan]:
    """All spans of layer 1, sorted, none overlapping."""
    zeros = find_zeros(tagged)
    quantities = _outside(find_quantities(tagged), zeros)
    if not quantities and not zeros:
        return []
    periods = find_periods(tagged)
    channels = find_channels(tagged, quantities, frozenset(each.end for each in periods))
    scene = text_to_scene(
        tagged,
        channels=[(each.start, each.end) for each in channels],
        periods=[(each.start, each.end) for each in periods if each.bounds or each.only_bars],
        frequencies=[(each.start, each.end) for each in periods if each.is_frequency],
    )
    layer = _Layer(tagged.text)
    for quantity in quantities:
        layer.add(quantity.start, quantity.end, "quantity", quantity.score)
    for zero in zeros:
        layer.add(zero.start, zero.end, "negation", zero.score)
        for start, end in zero.items:
            layer.add(start, end, "item", zero.score)
    for channel in channels:
        layer.add(channel.start, channel.end, "channel", channel.score)
    for item in find_items(scene, quantities):
        layer.add(item.start, item.end, "item", item.score)
    anchors = [*(each.start for each in quantities), *(zero.start for zero in zeros)]
    for period in _bounding(tagged, periods, anchors):
        layer.add(period.start, period.end, "period", period.score)
    return sorted(layer.spans)


def _outside(
    quantities: Iterable[FoundQuantity], zeros: Sequence[FoundZero]
) -> list[FoundQuantity]:
    """Without numbers that a negating phrase holds (无一起)."""
    starts = [zero.start for zero in zeros]
    kept = []
    for quantity in quantities:
        index = bisect_right(starts, quantity.start) - 1
        if index < 0 or quantity.start >= zeros[index].end:
            kept.append(quantity)
    return kept


def _bounding(
    tagged: TaggedText, periods: Sequence[FoundPeriod], anchors: Iterable[int]
) -> list[FoundPeriod]:
    """The period nearest before each figure in its sentence, of those that bound figures."""
    bounding = [each for each in periods if each.bounds]
    ends = [each.end for each in bounding]
    sentences = [start for start, _ in tagged.sentences()]
    kept: dict[int, FoundPeriod] = {}
    for anchor in anchors:
        sentence = sentences[bisect_right(sentences, anchor) - 1]
        index = bisect_left(ends, anchor + 1) - 1
        if index >= 0 and bounding[index].start >= sentence:
            kept[index] = bounding[index]
    return [kept[index] for index in sorted(kept)]
