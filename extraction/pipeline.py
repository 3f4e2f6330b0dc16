"""One report file in, one record out: the only module that knows every stage and their order."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extraction.addresses import address_to_bytes, address_to_name, is_address
from extraction.claims import ComposedClaim, spans_to_claims
from extraction.document import Document
from extraction.errors import UnreadableReport
from extraction.inputs import printable
from extraction.normalisation import MatchingCopy, folded_to_running, text_to_folded
from extraction.readers import Limits, read
from extraction.record.assembly import document_to_source, failed_record, stages_to_record
from extraction.record.consistency import find_contradictions
from extraction.record.model import ErrorEntry, ModelInfo, ReportRecord, Source
from extraction.record.text_parts import (
    Places,
    Stretch,
    claims_to_record,
    statements_to_record,
)
from extraction.report_kind import require_report
from extraction.running_text import TextPassage, sections_to_passages
from extraction.sections import document_to_fields, folded_to_sections
from extraction.statements import ComposedStatement, link_answers, spans_to_statements
from extraction.tables import document_to_tables
from models import (
    DEFAULT_TAGGER,
    ScoredSpan,
    Tagger,
    load_tagger,
    tagger_to_claim_calibration,
    tagger_to_digest,
)

DEFAULT_LIMITS = Limits()
# A whole provincial report has 60,000 characters; a section longer than that is no running text.
LONGEST_PASSAGE = 60_000
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TaggedText:
    """The running text as it was tagged: passages in ``running``, and the spans of each."""

    running: MatchingCopy
    passages: tuple[TextPassage, ...]
    spans: tuple[list[ScoredSpan], ...]


@dataclass(frozen=True, slots=True)
class ExtractedReport:
    """A record and what it was made of.

    ``document`` is None where the file could not be read, ``text`` also where its running text
    could not.
    """

    record: ReportRecord
    document: Document | None = None
    text: TaggedText | None = None


@dataclass(frozen=True, slots=True)
class PreparedReport:
    """A report read up to its running text, which a tagger is still to see.

    ``running`` is None where there is nothing for a tagger: ``record`` is all there is then.
    ``skipped`` counts the passages too long to be running text.
    """

    record: ReportRecord
    document: Document | None = None
    running: MatchingCopy | None = None
    passages: tuple[TextPassage, ...] = ()
    skipped: int = 0


def extractor_version() -> str:
    """The installed distribution's version; the code's own where it runs uninstalled."""
    try:
        return version("gongkai")
    except PackageNotFoundError:
        return "0.0.0"


def extract(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    with_text: bool = False,
    tagger: Tagger | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> ReportRecord:
    """Reads one report.

    Args:
        source: a path, an address (see ``addresses``), or the file's bytes.
        name: the file's name where bytes are given; used for the agency and the year when the
            text names none, and to tell formats apart that look alike.
        with_text: adds the frozen text to the record.
        tagger: finds the spans of the running text; the default one if None.

    Returns:
        A record; with status ``failed`` and a code in ``errors`` for unreadable content.

    Raises:
        FileNotFoundError, IsADirectoryError, PermissionError: for a path that cannot be opened.
        AddressUnreachable: for an address that cannot be read; an ``OSError``, as they are.
    """
    report = extract_report(source, name=name, tagger=tagger, limits=limits)
    if with_text and report.document is not None:
        return report.record.model_copy(update={"text": report.document.text})
    return report.record


def extract_report(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    tagger: Tagger | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> ExtractedReport:
    """As ``extract``, with what the record was made of."""
    prepared = prepare_report(source, name=name, limits=limits)
    if prepared.running is None:
        return ExtractedReport(prepared.record, prepared.document)
    player = tagger or load_tagger(DEFAULT_TAGGER)
    return finish_report(prepared, player)


def prepare_report(
    source: str | Path | bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> PreparedReport:
    """All of a report but its running text; arguments and errors as of ``extract``."""
    if isinstance(source, bytes):
        data, path = source, name
    else:
        path = printable(str(source))
        data = _load(source, limits)
        name = name or (address_to_name(path) if is_address(path) else Path(source).name)
    file_name = name or (Path(path).name if path else None)
    digest = hashlib.sha256(data).hexdigest()
    try:
        document = _read(data, file_name, limits)
        folded = text_to_folded(document.text)
        require_report(folded.text)
    except UnreadableReport as error:
        entry = ErrorEntry(stage="read", code=error.code, message=str(error))
        origin = Source(path=path, sha256=digest)
        return PreparedReport(failed_record(origin, entry, extractor_version()))
    origin = document_to_source(document, path, digest)
    return _document_to_prepared(document, folded, origin, file_name)


def refused_record(path: str, sha256: str | None, code: str, detail: str) -> ReportRecord:
    """The record of a report that could not even be handed to a reader.

    Args:
        sha256: None where nobody has seen the bytes; the record has the digest of none.
    """
    source = Source(path=printable(path), sha256=sha256 or hashlib.sha256(b"").hexdigest())
    entry = ErrorEntry(stage="read", code=code, message=detail)
    return failed_record(source, entry, extractor_version())


def _load(source: str | Path, limits: Limits) -> bytes:
    """The file's bytes, at most one more than the limit allows, so that readers can refuse."""
    if isinstance(source, str) and is_address(source):
        return address_to_bytes(source, limits.file_bytes)
    with Path(source).open("rb") as file:
        return file.read(limits.file_bytes + 1)


def _read(data: bytes, name: str | None, limits: Limits) -> Document:
    """The border at which a fault of a reader becomes a refusal of its one file."""
    try:
        return read(data, name=name, limits=limits)
    except UnreadableReport:
        raise
    except Exception as error:
        LOG.exception("a reader failed on %s", name)
        raise UnreadableReport("truncated", f"{type(error).__name__} while reading") from error


def _document_to_prepared(
    document: Document, folded: MatchingCopy, origin: Source, file_name: str | None
) -> PreparedReport:
    fields = document_to_fields(document, folded, file_name)
    sections = folded_to_sections(folded, fields.body_start)
    year = int(fields.year.value) if fields.year else None
    tables = document_to_tables(document, folded, sections, year)
    record = stages_to_record(
        document,
        origin,
        fields,
        sections,
        tables,
        errors=(),
        extractor_version=extractor_version(),
    )
    try:
        running = folded_to_running(folded)
        found = sections_to_passages(document, running, sections, tables)
    except Exception as error:
        return PreparedReport(_without_text(record, error), document)
    passages = tuple(each for each in found if len(each.passage.text) <= LONGEST_PASSAGE)
    return PreparedReport(record, document, running, passages, len(found) - len(passages))


def finish_report(
    prepared: PreparedReport,
    tagger: Tagger,
    spans: Sequence[list[ScoredSpan]] | None = None,
) -> ExtractedReport:
    """The report with what its running text says.

    Args:
        spans: of each of ``prepared.passages``, where they were tagged together with those of
            other reports; else the tagger is asked here.
    """
    if prepared.running is None or prepared.document is None:
        return ExtractedReport(prepared.record, prepared.document)
    try:
        if spans is None:
            spans = tagger.tag([each.passage for each in prepared.passages])
        text = TaggedText(prepared.running, prepared.passages, tuple(spans))
        record = _with_text_parts(prepared.record, prepared.document, text, tagger)
        record = record.model_copy(update=_skipped(prepared.skipped))
        return ExtractedReport(record, prepared.document, text)
    except Exception as error:
        return ExtractedReport(_without_text(prepared.record, error), prepared.document)


def _without_text(record: ReportRecord, error: Exception) -> ReportRecord:
    """The tables stand whatever becomes of the running text."""
    LOG.error("the running text of %s could not be read", record.source.path, exc_info=error)
    entry = ErrorEntry(stage="text", code="stage_failed", message=type(error).__name__)
    return record.model_copy(update={"status": "partial", "errors": (entry,)})


def _with_text_parts(
    record: ReportRecord, document: Document, text: TaggedText, tagger: Tagger
) -> ReportRecord:
    """The record with claims, statements and contradictions."""
    claims: list[tuple[Stretch, list[ComposedClaim]]] = []
    statements: list[tuple[Stretch, ComposedStatement]] = []
    calibration = tagger_to_claim_calibration(tagger)
    for each, spans in zip(text.passages, text.spans, strict=True):
        stretch = Stretch(each.passage.text, each.start, each.section)
        found = spans_to_statements(stretch.text, spans)
        planned = [target for statement in found for target in statement.targets]
        composed = spans_to_claims(stretch.text, spans, planned, calibration=calibration)
        claims.append((stretch, composed))
        statements.extend((stretch, statement) for statement in found)
    answered = link_answers([statement for _, statement in statements])
    places = Places(document, text.running)
    values = {cell.id: cell.value for cell in record.cells}
    in_record, clauses = claims_to_record(claims, places, values)
    contradictions = find_contradictions(
        in_record, record.cells, record.checks, agency=record.agency, clauses=clauses
    )
    stretches = [stretch for stretch, _ in statements]
    return record.model_copy(
        update={
            "claims": in_record,
            "statements": statements_to_record(list(zip(stretches, answered, strict=True)), places),
            "contradictions": contradictions,
            "model": ModelInfo(
                name=tagger.name, version=tagger.version, sha256=tagger_to_digest(tagger)
            ),
        }
    )


def _skipped(passages: int) -> dict[str, object]:
    """What to say of sections too long to be running text."""
    if not passages:
        return {}
    detail = f"{passages} sections are longer than {LONGEST_PASSAGE} characters"
    entry = ErrorEntry(stage="text", code="too_large", message=detail)
    return {"status": "partial", "errors": (entry,)}
