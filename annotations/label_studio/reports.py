"""Report files as tasks: passages of running text with predictions, and doubtful table cells.

What is doubtful is decided in ``doubts``, in which order tasks are shown in ``sampling``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self, get_args

from annotations.label_studio.doubts import record_to_doubts
from annotations.label_studio.predict import passage_to_marked
from annotations.label_studio.regions import MarkedText
from annotations.label_studio.task_data import CellTask, Origin, TextTask
from annotations.messages import say
from annotations.schema import Level, Split
from extraction.document import Document
from extraction.pipeline import TaggedText, extract_report
from extraction.record import Cell, ReportRecord
from extraction.show.labels import cell_to_path
from models import Tagger

# What of a table's text an annotator sees of one cell: the cell with two or three lines around.
_AROUND = 240
_OPEN, _CLOSE = "【", "】"
# A missing table has no place of its own; its head lines say enough.
_LONGEST_CONTEXT = 2000
_FIGURE = re.compile(r"\d+(?![\d年月日号〕）)])")


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the reports themselves do not say."""

    level: Level = "unknown"
    field: str = "unknown"
    split: Split = "train"

    @classmethod
    def of(cls, level: str, field: str, split: str) -> Self:
        """From words of a command line; raises StopIteration for one that is not offered."""
        levels, splits = get_args(Level), get_args(Split)
        return cls(
            next(each for each in levels if each == level),
            field,
            next(each for each in splits if each == split),
        )


@dataclass(frozen=True, slots=True)
class CandidateTask:
    """A task with what sampling asks about it.

    ``marked`` is None for cells; ``contradictions`` are claims of the passage, or of the cell,
    that text and tables state otherwise.
    """

    task: TextTask | CellTask
    marked: MarkedText | None
    uncertainty: float
    contradictions: int
    failed_checks: int


@dataclass(frozen=True, slots=True)
class ReadReport:
    """``code`` says why the file, or its running text, could not be read; it has no tasks then."""

    record: ReportRecord
    passages: tuple[CandidateTask, ...] = ()
    cells: tuple[CandidateTask, ...] = ()
    code: str | None = None


def report_to_tasks(
    path: Path, source: str, *, provenance: Provenance, tagger: Tagger
) -> ReadReport:
    """All passages and doubtful cells of one file, in the order of its text.

    Args:
        source: the name under which the store knows the file.

    Raises:
        OSError: for a file that cannot be opened.
    """
    report = extract_report(path, tagger=tagger)
    record, document = report.record, report.document
    if document is None or report.text is None:
        return ReadReport(record, code=record.errors[0].code)
    origin = Origin(
        source=source,
        source_sha256=record.source.sha256,
        text_sha256=record.text_sha256 or "",
        text_rules=document.text_rules,
        agency=record.agency or source,
        year=record.year,
        layout=record.source.media_type,
        level=provenance.level,
        field=provenance.field,
        split=provenance.split,
    )
    passages = tuple(_passages(document, record, origin, report.text))
    return ReadReport(record, passages, tuple(_cells(document, record, origin)))


def _passages(
    document: Document, record: ReportRecord, origin: Origin, tagged: TaggedText
) -> Iterator[CandidateTask]:
    failed = sum(check.status == "fail" for check in record.checks)
    counts: Counter[str] = Counter()
    for each, spans in zip(tagged.passages, tagged.spans, strict=True):
        place = tagged.running.to_source(each.start, each.start + len(each.passage.text))
        counts[each.section] += 1
        text = document.text[place.start : place.end]
        task = TextTask(
            id=f"{origin.source}#{each.section}.{counts[each.section]}",
            heading=_heading(record, origin, each.section),
            text=text,
            start=place.start,
            section=each.section,
            place=each.passage.place,
            origin=origin,
        )
        marked = passage_to_marked(text, place.start, tagged.running, each, spans)
        yield CandidateTask(
            task,
            marked,
            marked_to_uncertainty(marked),
            _contradictions(record, place.start, place.end),
            failed,
        )


def marked_to_uncertainty(marked: MarkedText) -> float:
    """1 less the mean of the five lowest scores; a half for figures of which none was marked.

    Dates and document numbers are no such figures: titles hold nothing else.
    """
    lowest = sorted(marked.scores.values())[:5]
    if lowest:
        return round(1 - sum(lowest) / len(lowest), 4)
    return 0.5 if _FIGURE.search(marked.text) else 0.0


def _contradictions(record: ReportRecord, start: int, end: int) -> int:
    inside = {claim.id for claim in record.claims if start <= claim.start < end}
    return sum(each.claim in inside for each in record.contradictions)


def _cells(document: Document, record: ReportRecord, origin: Origin) -> Iterator[CandidateTask]:
    for doubt in record_to_doubts(record):
        cell = doubt.cell
        task = CellTask(
            id=f"{origin.source}#{cell.id}",
            heading=_heading(record, origin, ""),
            where=" / ".join(cell_to_path("zh", cell.id)),
            context=_context(document.text, record, cell),
            cell=cell.id,
            prefill=_prefill(cell),
            state=cell.status if cell.status.startswith("missing_") else "printed",
            origin=origin,
        )
        uncertainty = round(1 - cell.confidence, 4)
        yield CandidateTask(task, None, uncertainty, doubt.contradictions, doubt.failed_checks)


def _prefill(cell: Cell) -> str:
    """What the field shows: the number as offered, else what is printed."""
    return str(cell.value) if cell.value is not None else (cell.raw or "")


def _context(text: str, record: ReportRecord, cell: Cell) -> str:
    """The text around the cell, itself in brackets, else its table's beginning; never empty."""
    if cell.start is not None and cell.end is not None:
        before, after = text[max(0, cell.start - _AROUND) : cell.start], text[cell.end :][:_AROUND]
        return f"{before}{_OPEN}{text[cell.start : cell.end]}{_CLOSE}{after}"
    prefix = cell.id.partition(".")[0]
    table = next((each for each in record.tables if each.id.startswith(prefix)), None)
    if table is not None and table.start is not None and table.end is not None:
        return text[table.start : min(table.end, table.start + _LONGEST_CONTEXT)]
    return say("zh", "desk.no_table")


def _heading(record: ReportRecord, origin: Origin, section: str) -> str:
    title = record.title or origin.source
    heading = next((each.heading for each in record.sections if each.id == section), "")
    return " · ".join(part for part in ("".join(title.split()), "".join(heading.split())) if part)


def paths_to_sources(arguments: Sequence[str], paths: Sequence[str]) -> list[tuple[Path, str]]:
    """Each file with the name that the store knows it by: its path below the folder given.

    Raises:
        ValueError: naming a source that two files would share.
    """
    folders = [Path(argument) for argument in arguments if Path(argument).is_dir()]
    named: dict[str, Path] = {}
    for path in map(Path, paths):
        folder = next((each for each in folders if path.is_relative_to(each)), path.parent)
        source = path.relative_to(folder).as_posix()
        if named.setdefault(source, path) != path:
            raise ValueError(source)
    return [(path, source) for source, path in named.items()]
