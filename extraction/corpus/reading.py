"""Records out of JSONL files, one line at a time, with what could not be read told by its place.

Takes the folder of a bulk run (its ``records/part-NNNNN.jsonl``), any folder of JSONL files, or
one file. What is kept of a record is the business of ``digest``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from extraction.record.model import ReportRecord

PARTS = "records"
_SUFFIX = "*.jsonl"
# Beyond all amounts that reports state, in any unit; NaN and infinities are outside too.
_MOST = 10**15
# Characters: a text is far shorter than what four bytes hold.
_LONGEST = 2**31


class NoRecords(Exception):
    """The path holds no JSONL file, or does not exist; the path is the only argument."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file that holds a record; lines count from 1."""

    file: str
    number: int
    record: ReportRecord


@dataclass(frozen=True, slots=True)
class Damage:
    """A line, or with ``number`` 0 a whole file, that holds no record; ``reason`` in English."""

    file: str
    number: int
    reason: str


def path_to_files(path: Path) -> list[Path]:
    """The JSONL files, sorted by name.

    Raises:
        NoRecords: when there is none.
    """
    if path.is_file():
        return [path]
    for folder in (path / PARTS, path):
        files = sorted(found for found in folder.glob(_SUFFIX) if found.is_file())
        if files:
            return files
    raise NoRecords(str(path))


def files_to_records(files: list[Path]) -> Iterator[Line | Damage]:
    """Every line in order; empty lines are passed over."""
    for path in files:
        try:
            with path.open("rb") as lines:
                for number, line in enumerate(lines, start=1):
                    if line.strip():
                        yield _line_to_record(str(path), number, line)
        except OSError as error:
            yield Damage(str(path), 0, error.strerror or str(error))


def _line_to_record(file: str, number: int, line: bytes) -> Line | Damage:
    try:
        record = ReportRecord.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        return Damage(file, number, f"{place}: {first['msg']}" if place else first["msg"])
    if not _is_sound(record):
        return Damage(file, number, "a number or an offset that no report can have")
    return Line(file, number, record)


def _is_sound(record: ReportRecord) -> bool:
    """Whether every number can be added and drawn, and every offset be one of a text."""
    numbers = [cell.value for cell in record.cells if cell.value is not None]
    numbers += [claim.value for claim in record.claims]
    spans = [(claim.start, claim.end) for claim in record.claims]
    spans += [(statement.start, statement.end) for statement in record.statements]
    spans += [(section.start, section.end) for section in record.sections]
    return all(-_MOST <= number <= _MOST for number in numbers) and all(
        0 <= start <= end <= _LONGEST for start, end in spans
    )
