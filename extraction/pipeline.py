"""One report file in, one record out: the only module that knows every stage and their order."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extraction.document import Document
from extraction.errors import UnreadableReport
from extraction.normalisation import MatchingCopy, text_to_folded
from extraction.readers import Limits, read
from extraction.record.assembly import document_to_source, failed_record, stages_to_record
from extraction.record.model import ErrorEntry, ReportRecord, Source
from extraction.report_kind import require_report
from extraction.sections import document_to_fields, folded_to_sections
from extraction.tables import document_to_tables

DEFAULT_LIMITS = Limits()


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
    limits: Limits = DEFAULT_LIMITS,
) -> ReportRecord:
    """Reads one report.

    Args:
        source: a path, or the file's bytes.
        name: the file's name where bytes are given; used for the agency and the year when the
            text names none, and to tell formats apart that look alike.
        with_text: adds the frozen text to the record.

    Returns:
        A record; with status ``failed`` and a code in ``errors`` for unreadable content.

    Raises:
        FileNotFoundError, IsADirectoryError, PermissionError: for a path that cannot be opened.
    """
    record, document = extract_document(source, name=name, limits=limits)
    if with_text and document is not None:
        return record.model_copy(update={"text": document.text})
    return record


def extract_document(
    source: str | Path | bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> tuple[ReportRecord, Document | None]:
    """The record with the document it was read from; None where the file could not be read."""
    if isinstance(source, bytes):
        data, path = source, name
    else:
        path = str(source)
        data = _load(Path(source), limits)
    file_name = name or (Path(path).name if path else None)
    digest = hashlib.sha256(data).hexdigest()
    try:
        document = read(data, name=file_name, limits=limits)
        folded = text_to_folded(document.text)
        require_report(folded.text)
    except UnreadableReport as error:
        entry = ErrorEntry(stage="read", code=error.code, message=str(error))
        origin = Source(path=path, sha256=digest)
        return failed_record(origin, entry, extractor_version()), None
    origin = document_to_source(document, path, digest)
    return _document_to_record(document, folded, origin, file_name), document


def _load(path: Path, limits: Limits) -> bytes:
    """The file's bytes, at most one more than the limit allows, so that readers can refuse."""
    with path.open("rb") as file:
        return file.read(limits.file_bytes + 1)


def _document_to_record(
    document: Document, folded: MatchingCopy, origin: Source, file_name: str | None
) -> ReportRecord:
    fields = document_to_fields(document, folded, file_name)
    sections = folded_to_sections(folded, fields.body_start)
    year = int(fields.year.value) if fields.year else None
    tables = document_to_tables(document, folded, sections, year)
    return stages_to_record(
        document,
        origin,
        fields,
        sections,
        tables,
        errors=(),
        extractor_version=extractor_version(),
    )
