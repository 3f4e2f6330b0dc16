"""Systems under measurement: whoever turns a document into findings.

The pipeline with any tagger is one; rivals that read only cells or only spans stand behind the
same role, so that all are scored by the same code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from eval.datasets import EvalDocument
from eval.findings import (
    Findings,
    FoundCell,
    FoundCheck,
    FoundClaim,
    FoundContradiction,
    FoundSection,
    FoundSpan,
    FoundStatement,
    Offsets,
)
from eval.layouts.scoring import is_flagged
from extraction.claims import ComposedClaim, spans_to_claims, text_to_quantity
from extraction.normalisation import MatchingCopy, folded_to_running, text_to_folded
from extraction.pipeline import ExtractedReport, TaggedText, extract_report
from extraction.record import Claim, ReportRecord, Statement
from extraction.statements import ComposedStatement, link_answers, spans_to_statements
from models import Passage, ScoredSpan, Tagger, load_tagger, tagger_to_claim_calibration

Extractor = Callable[[bytes, str], ReportRecord]


class System(Protocol):
    """``find`` never raises for what a document holds: a refusal is a finding."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    def find(self, document: EvalDocument) -> Findings: ...


@dataclass(frozen=True, slots=True)
class PipelineSystem:
    """The whole extractor with one tagger; a passage that stands by itself has no tables."""

    tagger: Tagger

    @property
    def name(self) -> str:
        return self.tagger.name

    @property
    def version(self) -> str:
        return self.tagger.version

    def find(self, document: EvalDocument) -> Findings:
        begin = perf_counter()
        if document.text is not None:
            found = text_to_findings(document, document.text, self.tagger)
        else:
            data = document.load()
            begin = perf_counter()
            report = extract_report(data, name=document.file_name, tagger=self.tagger)
            found = report_to_findings(document, report)
        return found.model_copy(update={"seconds": perf_counter() - begin})


@dataclass(frozen=True, slots=True)
class CellSystem:
    """Reads cells of files and nothing else."""

    name: str
    version: str
    extractor: Extractor

    def find(self, document: EvalDocument) -> Findings:
        data = document.load()
        begin = perf_counter()
        record = self.extractor(data, document.file_name)
        seconds = perf_counter() - begin
        found = record_to_findings(document.id, record)
        kept = {"cells": found.cells, "checks": None, "failed": found.failed, "seconds": seconds}
        return Findings(document=document.id, text_sha256=None).model_copy(update=kept)


def text_to_findings(document: EvalDocument, text: str, tagger: Tagger) -> Findings:
    """What the extractor says of a passage that stands by itself."""
    running = folded_to_running(text_to_folded(text))
    spans = tagger.tag([Passage(running.text, document.place)])[0]
    statements = link_answers(spans_to_statements(running.text, spans))
    planned = [target for statement in statements for target in statement.targets]
    calibration = tagger_to_claim_calibration(tagger)
    claims = spans_to_claims(running.text, spans, planned, calibration=calibration)
    return Findings(
        document=document.id,
        text_sha256=document.text_sha256,
        spans=tuple(_span(running, 0, running.text, span) for span in spans),
        claims=tuple(_composed_claim(running, claim) for claim in claims),
        statements=tuple(_composed_statement(running, each) for each in statements),
    )


def report_to_findings(document: EvalDocument, report: ExtractedReport) -> Findings:
    """A report's record as findings, with the tagger's spans beside it."""
    found = record_to_findings(document.id, report.record)
    if report.text is None:
        return found
    return found.model_copy(update={"spans": tuple(_tagged_spans(report.text))})


def record_to_findings(name: str, record: ReportRecord) -> Findings:
    if record.status == "failed":
        code = record.errors[0].code if record.errors else "failed"
        return Findings(document=name, text_sha256=record.text_sha256, failed=code)
    doubted = {cell for check in record.checks if check.status == "fail" for cell in check.cells}
    claim_order = {claim.id: index for index, claim in enumerate(record.claims)}
    statement_order = {each.id: index for index, each in enumerate(record.statements)}
    places = {claim.id: (claim.start, claim.end) for claim in record.claims}
    return Findings(
        document=name,
        text_sha256=record.text_sha256,
        claims=tuple(_claim(claim, claim_order) for claim in record.claims),
        statements=tuple(_statement(each, statement_order) for each in record.statements),
        cells=tuple(
            FoundCell(
                id=cell.id,
                value=cell.value,
                status=cell.status,
                raw=cell.raw,
                confidence=cell.confidence,
                flagged=is_flagged(cell, doubted),
            )
            for cell in record.cells
        ),
        checks=tuple(
            FoundCheck(rule=check.rule, scope=check.scope, status=check.status)
            for check in record.checks
        ),
        sections=tuple(
            FoundSection(id=each.id, start=each.start, end=each.end) for each in record.sections
        ),
        contradictions=tuple(
            FoundContradiction(
                claimed=each.claimed,
                cells=each.cells,
                start=places[each.claim][0],
                end=places[each.claim][1],
            )
            for each in record.contradictions
        ),
        fields={
            name: () if value is None else (value,)
            for name, value in (
                ("title", record.title),
                ("agency", record.agency),
                ("year", record.year),
            )
        },
    )


def _tagged_spans(text: TaggedText) -> list[FoundSpan]:
    return [
        _span(text.running, passage.start, passage.passage.text, span)
        for passage, spans in zip(text.passages, text.spans, strict=True)
        for span in spans
    ]


def _span(running: MatchingCopy, base: int, text: str, span: ScoredSpan) -> FoundSpan:
    source = running.to_source(base + span.start, base + span.end)
    read = text_to_quantity(text[span.start : span.end]) if span.label == "quantity" else None
    return FoundSpan(
        label=span.label,
        start=source.start,
        end=source.end,
        value=read.value if read else None,
        unit_norm=read.unit if read else None,
    )


def _composed_claim(running: MatchingCopy, claim: ComposedClaim) -> FoundClaim:
    quantity = claim.quantity
    return FoundClaim(
        start=_source(running, (claim.start, claim.end))[0],
        end=_source(running, (claim.start, claim.end))[1],
        value=quantity.value,
        value_max=quantity.value_max,
        unit_norm=quantity.unit,
        approx=quantity.approx,
        zero=claim.zero,
        item=_source_or_none(running, claim.item),
        channel=_source_or_none(running, claim.channel),
        period=_source_or_none(running, claim.period),
        part_of=claim.part_of,
        indicator=claim.indicator,
        confidence=round(claim.score, 4),
    )


def _composed_statement(running: MatchingCopy, each: ComposedStatement) -> FoundStatement:
    start, end = _source(running, (each.start, each.end))
    return FoundStatement(
        kind=each.kind,
        start=start,
        end=end,
        theme=each.theme,
        answers=each.answers,
        targets=tuple(_source(running, (one.start, one.end)) for one in each.targets),
        confidence=round(each.score, 4),
    )


def _source(running: MatchingCopy, place: Offsets) -> Offsets:
    span = running.to_source(*place)
    return span.start, span.end


def _source_or_none(running: MatchingCopy, place: Offsets | None) -> Offsets | None:
    return None if place is None else _source(running, place)


def _claim(claim: Claim, order: dict[str, int]) -> FoundClaim:
    return FoundClaim(
        start=claim.start,
        end=claim.end,
        value=claim.value,
        value_max=claim.value_max,
        unit_norm=claim.unit_norm,
        approx=claim.approx,
        zero=claim.zero,
        item=_pair(claim.item_start, claim.item_end),
        channel=_pair(claim.channel_start, claim.channel_end),
        period=_pair(claim.period_start, claim.period_end),
        part_of=None if claim.part_of is None else order[claim.part_of],
        indicator=claim.indicator,
        confidence=claim.confidence,
    )


def _pair(start: int | None, end: int | None) -> Offsets | None:
    return None if start is None or end is None else (start, end)


def _statement(each: Statement, order: dict[str, int]) -> FoundStatement:
    return FoundStatement(
        kind=each.kind,
        start=each.start,
        end=each.end,
        theme=each.theme,
        answers=None if each.answers is None else order[each.answers],
        targets=tuple((target.start, target.end) for target in each.targets),
        confidence=each.confidence,
    )


def name_to_system(name: str) -> System:
    """The pipeline with the tagger of that name, as for ``models.load_tagger``.

    Raises:
        ModelError: for a name that no tagger has, or a model that cannot be used.
    """
    return PipelineSystem(load_tagger(name))
