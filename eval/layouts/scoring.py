"""Counts of what an extractor made of one generated file.

Counts add up over files and ratios are derived from sums, never averaged. The figure that
matters most is ``silent``: cells that are wrong and carry nothing that would make a reader look.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from eval.layouts.cells import CellTruth, Truths, is_right, same_number
from extraction.record import Cell, ReportRecord

# Statuses that claim a plain reading; all others tell the reader that something was amiss.
PLAIN = frozenset({"value", "zero", "blank", "not_applicable_mark"})
# The record's own line between readings to rely on and readings to look at.
DOUBTFUL = 0.5
# The confidence from which on a reading is taken unseen.
CERTAIN = 0.99


@dataclass(frozen=True, slots=True)
class CellCounts:
    """Sums over the cells of files.

    Attributes:
        surviving: cells that the file states, blanks and marks included; ``surviving_right``
            those with right value and status.
        nonzero: the surviving cells whose number is not zero; ``nonzero_right`` likewise.
        destroyed: cells that the file no longer states; right when silent or solved rightly.
        open: cells where the rules of the record admit silence and reading alike.
        lucky: destroyed cells given plainly with the number that used to stand there: not
            right, since nothing in the file says so, but no wrong number either.
        silent: wrong cells without a flag; ``flagged`` those with one.
        alarms: right cells of a plain status that are in a failed check or of little confidence.
        raw_differs: right cells whose printed text was given otherwise.
        spurious: cells that the form does not have; a number among them without a flag is
            silent too.
        absent: cells that the record does not list.
        certain: readable cells with confidence from ``CERTAIN``; ``certain_wrong`` of them.
        readable: surviving cells that state a number.
        failed: files that gave no record of cells at all.
    """

    files: int = 0
    cells: int = 0
    surviving: int = 0
    surviving_right: int = 0
    nonzero: int = 0
    nonzero_right: int = 0
    destroyed: int = 0
    destroyed_right: int = 0
    open: int = 0
    open_right: int = 0
    lucky: int = 0
    silent: int = 0
    flagged: int = 0
    alarms: int = 0
    raw_differs: int = 0
    spurious: int = 0
    absent: int = 0
    certain: int = 0
    certain_wrong: int = 0
    readable: int = 0
    failed: int = 0

    def __add__(self, other: CellCounts) -> CellCounts:
        return CellCounts(
            **{
                field.name: getattr(self, field.name) + getattr(other, field.name)
                for field in fields(self)
            }
        )

    @property
    def accuracy(self) -> float | None:
        """Share of surviving cells that are right; None without any."""
        return _ratio(self.surviving_right, self.surviving)

    @property
    def nonzero_accuracy(self) -> float | None:
        return _ratio(self.nonzero_right, self.nonzero)

    @property
    def destroyed_accuracy(self) -> float | None:
        return _ratio(self.destroyed_right, self.destroyed)

    @property
    def silent_rate(self) -> float | None:
        """Share of all cells that are wrong without a flag."""
        return _ratio(self.silent, self.cells)

    @property
    def certain_share(self) -> float | None:
        return _ratio(self.certain, self.readable)

    @property
    def certain_error(self) -> float | None:
        return _ratio(self.certain_wrong, self.certain)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def sum_counts(counts: Iterable[CellCounts]) -> CellCounts:
    return sum(counts, CellCounts())


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one cell was read.

    ``got`` is None where the record does not list the cell, ``truth`` where the form does not.
    """

    id: str
    truth: CellTruth | None
    got: Cell | None
    right: bool
    flagged: bool

    @property
    def lucky(self) -> bool:
        if self.truth is None or self.got is None or self.truth.fate != "destroyed" or self.right:
            return False
        return self.got.value is not None and same_number(self.got.value, self.truth.figure)

    @property
    def silent(self) -> bool:
        """Wrong without a flag. A cell left out of the list is the least flagged of all."""
        if self.right or self.flagged or self.lucky:
            return False
        if self.truth is None:
            return self.got is not None and self.got.value is not None
        return True


def judge_file(record: ReportRecord, truths: Truths) -> list[Verdict]:
    """A verdict for every cell of the form, then for every cell listed beside it."""
    cells = {cell.id: cell for cell in record.cells}
    doubted = {cell for check in record.checks if check.status == "fail" for cell in check.cells}
    failed = record.status == "failed"
    verdicts = []
    for name, truth in truths.items():
        cell = cells.get(name)
        flagged = failed or (cell is not None and is_flagged(cell, doubted))
        verdicts.append(Verdict(name, truth, cell, is_right(cell, truth), flagged))
    for name, cell in cells.items():
        if name not in truths:
            verdicts.append(
                Verdict(name, None, cell, right=False, flagged=is_flagged(cell, doubted))
            )
    return verdicts


def is_flagged(cell: Cell, doubted: set[str]) -> bool:
    return cell.status not in PLAIN or cell.id in doubted or cell.confidence < DOUBTFUL


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A cell that was read wrongly, for the list that says where to look.

    Attributes:
        expected: value and status that would be right; None for a cell that the form lacks.
        got: value, status, print and confidence in the record; None where it is not listed.
        silent: without anything that would make a reader look.
    """

    cell: str
    fate: str | None
    expected: tuple[int | float | None, str] | None
    got: tuple[int | float | None, str, str | None, float] | None
    silent: bool


def verdicts_to_wrong(verdicts: Iterable[Verdict]) -> tuple[WrongCell, ...]:
    """The wrong cells among the verdicts, those right by luck left out."""
    return tuple(
        WrongCell(
            verdict.id,
            verdict.truth.fate if verdict.truth else None,
            (verdict.truth.value, verdict.truth.status) if verdict.truth else None,
            (verdict.got.value, verdict.got.status, verdict.got.raw, verdict.got.confidence)
            if verdict.got
            else None,
            verdict.silent,
        )
        for verdict in verdicts
        if verdict.silent or not (verdict.right or verdict.lucky or verdict.truth is None)
    )


def score_file(record: ReportRecord, truths: Truths) -> CellCounts:
    """The counts of one file."""
    return verdicts_to_counts(record, judge_file(record, truths))


def verdicts_to_counts(record: ReportRecord, verdicts: Iterable[Verdict]) -> CellCounts:
    counts = sum_counts(_verdict_to_counts(verdict) for verdict in verdicts)
    return counts + CellCounts(files=1, failed=int(record.status == "failed"))


def _verdict_to_counts(verdict: Verdict) -> CellCounts:
    truth, cell = verdict.truth, verdict.got
    if truth is None:
        return CellCounts(spurious=1, silent=int(verdict.silent), flagged=int(verdict.flagged))
    right = int(verdict.right)
    survives = truth.fate == "survives"
    wrong = not verdict.right and not verdict.lucky
    certain = cell is not None and cell.confidence >= CERTAIN and survives
    readable = survives and truth.value is not None
    return CellCounts(
        cells=1,
        surviving=int(survives),
        surviving_right=right if survives else 0,
        nonzero=int(survives and truth.states_nonzero),
        nonzero_right=right if survives and truth.states_nonzero else 0,
        destroyed=int(truth.fate == "destroyed"),
        destroyed_right=right if truth.fate == "destroyed" else 0,
        open=int(truth.fate == "open"),
        open_right=right if truth.fate == "open" else 0,
        lucky=int(verdict.lucky),
        silent=int(verdict.silent),
        flagged=int(wrong and verdict.flagged),
        alarms=int(verdict.right and cell is not None and cell.status in PLAIN and verdict.flagged),
        raw_differs=int(_raw_differs(verdict)),
        absent=int(cell is None),
        certain=int(certain and readable),
        certain_wrong=int(certain and readable and not verdict.right),
        readable=int(readable),
    )


def _raw_differs(verdict: Verdict) -> bool:
    truth, cell = verdict.truth, verdict.got
    if truth is None or cell is None or not verdict.right or truth.fate != "survives":
        return False
    if cell.status == "derived":
        return False
    return (cell.raw or "").strip() != (truth.raw or "").strip()
