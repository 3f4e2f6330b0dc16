"""Passages of many reports tagged in one call, and passages that repeat tagged once.

A tagger's answer depends on the passage alone, so neither the company it is tagged in nor the
cache changes a record.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Sequence

from extraction.pipeline import ExtractedReport, PreparedReport, finish_report
from models import (
    Calibration,
    Passage,
    ScoredSpan,
    Tagger,
    tagger_to_claim_calibration,
    tagger_to_digest,
)

LOG = logging.getLogger(__name__)


class CachingTagger:
    """A tagger that remembers the passages it saw last; with ``capacity`` 0 it remembers none.

    Boilerplate such as an empty last section stands in most reports of a district word for word.
    Passages that stand twice in one call are tagged once, and go to the tagger sorted by length,
    so that those padded to one length in a model are of nearly one length.
    """

    def __init__(self, tagger: Tagger, *, capacity: int, sort_by_length: bool = True) -> None:
        self._tagger = tagger
        self._capacity = capacity
        self._sort = sort_by_length
        self._known: OrderedDict[Passage, list[ScoredSpan]] = OrderedDict()
        self.hits = 0
        self.asked = 0

    @property
    def name(self) -> str:
        return self._tagger.name

    @property
    def version(self) -> str:
        return self._tagger.version

    @property
    def sha256(self) -> str | None:
        return tagger_to_digest(self._tagger)

    @property
    def claim_calibration(self) -> Calibration | None:
        return tagger_to_claim_calibration(self._tagger)

    def tag(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        self.asked += len(passages)
        if not self._capacity:
            return self._tag_sorted(passages)
        fresh = [each for each in dict.fromkeys(passages) if each not in self._known]
        found = dict(zip(fresh, self._tag_sorted(fresh), strict=True)) if fresh else {}
        self.hits += len(passages) - len(fresh)
        for passage in dict.fromkeys(passages):
            if passage in self._known:
                self._known.move_to_end(passage)
                found[passage] = self._known[passage]
        spans = [list(found[passage]) for passage in passages]
        self._known.update((passage, found[passage]) for passage in fresh)
        while len(self._known) > self._capacity:
            self._known.popitem(last=False)
        return spans

    def _tag_sorted(self, passages: Sequence[Passage]) -> list[list[ScoredSpan]]:
        if not self._sort:
            return self._tagger.tag(passages)
        order = sorted(range(len(passages)), key=lambda index: len(passages[index].text))
        tagged = self._tagger.tag([passages[index] for index in order])
        spans: list[list[ScoredSpan]] = [[] for _ in passages]
        for index, found in zip(order, tagged, strict=True):
            spans[index] = found
        return spans


def prepared_to_spans(
    reports: Sequence[PreparedReport], tagger: Tagger
) -> list[list[list[ScoredSpan]] | None]:
    """The spans of each passage of each report, from one call of the tagger.

    None for all where that call fails: each report is then to be tagged by itself, so that it
    costs only the report that cannot be tagged.
    """
    passages = [each.passage for report in reports for each in report.passages]
    try:
        tagged = iter(tagger.tag(passages))
    except Exception as error:
        LOG.info("a batch is tagged report by report", exc_info=error)
        return [None] * len(reports)
    return [[next(tagged) for _ in report.passages] for report in reports]


def finish_reports(reports: Sequence[PreparedReport], tagger: Tagger) -> list[ExtractedReport]:
    """As ``finish_report`` of each, in order."""
    spans = prepared_to_spans(reports, tagger)
    return [finish_report(each, tagger, own) for each, own in zip(reports, spans, strict=True)]
