from __future__ import annotations

from collections.abc import Iterable

from eval.layouts.cells import CellTruth, Number, Truths, blank, destroyed, stated
from eval.layouts.scoring import CellCounts, judge_file, score_file, sum_counts
from extraction.record import Cell, Check, ReportRecord, Source

TRUTHS: Truths = {
    "t2.granted.natural_person": stated(5, "5"),
    "t2.granted.legal_other": stated(0, "0"),
    "t2.granted.total": destroyed(stated(5, "5"), "missing_cell"),
}


def _cell(name: str, value: Number | None, status: str, confidence: float = 0.999) -> Cell:
    return Cell.model_validate(
        {"id": name, "value": value, "raw": None, "status": status, "confidence": confidence}
    )


def _record(
    cells: Iterable[Cell], *, failing: tuple[str, ...] = (), failed: bool = False
) -> ReportRecord:
    checks = ()
    if failing:
        checks = (
            Check(
                rule="T2_ROW_TOTAL",
                scope="granted",
                severity="hard",
                op="eq",
                status="fail",
                left=1,
                right=2,
                cells=failing,
            ),
        )
    return ReportRecord(
        status="failed" if failed else "ok",
        source=Source(path=None, sha256="0" * 64),
        cells=tuple(cells),
        checks=checks,
        extractor_version="test",
    )


RIGHT = [
    _cell("t2.granted.natural_person", 5, "value"),
    _cell("t2.granted.legal_other", 0, "zero"),
    _cell("t2.granted.total", None, "missing_cell"),
]


def test_a_perfect_record() -> None:
    counts = score_file(_record(RIGHT), TRUTHS)
    assert (counts.surviving, counts.surviving_right) == (2, 2)
    assert (counts.nonzero, counts.nonzero_right) == (1, 1)
    assert (counts.destroyed, counts.destroyed_right) == (1, 1)
    assert counts.silent == counts.flagged == counts.alarms == 0
    assert counts.accuracy == 1.0


def test_wrong_and_plain_is_silent() -> None:
    counts = score_file(_record([_cell(RIGHT[0].id, 6, "value"), *RIGHT[1:]]), TRUTHS)
    assert (counts.silent, counts.flagged) == (1, 0)
    assert (counts.certain, counts.certain_wrong) == (2, 1)


def test_wrong_in_a_failed_check_is_flagged() -> None:
    wrong = _cell(RIGHT[0].id, 6, "value")
    counts = score_file(_record([wrong, *RIGHT[1:]], failing=(wrong.id,)), TRUTHS)
    assert (counts.silent, counts.flagged) == (0, 1)


def test_wrong_with_little_confidence_is_flagged() -> None:
    wrong = _cell(RIGHT[0].id, 6, "value", confidence=0.4)
    assert score_file(_record([wrong, *RIGHT[1:]]), TRUTHS).flagged == 1


def test_wrong_with_a_telling_status_is_flagged() -> None:
    wrong = _cell(RIGHT[0].id, None, "unreadable")
    assert score_file(_record([wrong, *RIGHT[1:]]), TRUTHS).flagged == 1


def test_a_number_invented_for_a_lost_cell_is_silent() -> None:
    counts = score_file(_record([*RIGHT[:2], _cell(RIGHT[2].id, 9, "value")]), TRUTHS)
    assert counts.silent == 1


def test_the_old_number_of_a_lost_cell_is_luck() -> None:
    counts = score_file(_record([*RIGHT[:2], _cell(RIGHT[2].id, 5, "value")]), TRUTHS)
    assert (counts.lucky, counts.silent, counts.destroyed_right) == (1, 0, 0)


def test_cells_left_out_are_silent() -> None:
    counts = score_file(_record(RIGHT[1:]), TRUTHS)
    assert (counts.absent, counts.silent) == (1, 1)


def test_a_failed_record_says_so() -> None:
    counts = score_file(_record([], failed=True), TRUTHS)
    assert (counts.failed, counts.silent, counts.flagged) == (1, 0, 3)


def test_cells_of_another_form_are_spurious() -> None:
    more = _cell("t2.other.total", 3, "value")
    counts = score_file(_record([*RIGHT, more]), TRUTHS)
    assert (counts.spurious, counts.silent, counts.cells) == (1, 1, 3)


def test_right_cells_in_failed_checks_are_alarms() -> None:
    counts = score_file(_record(RIGHT, failing=(RIGHT[0].id,)), TRUTHS)
    assert (counts.alarms, counts.silent) == (1, 0)


def test_a_blank_rightly_solved_is_no_alarm() -> None:
    truths = {RIGHT[1].id: blank(0)}
    counts = score_file(_record([_cell(RIGHT[1].id, 0, "derived")]), truths)
    assert (counts.surviving_right, counts.alarms) == (1, 0)


def test_verdicts_name_their_cells() -> None:
    verdicts = judge_file(_record(RIGHT), TRUTHS)
    assert [verdict.id for verdict in verdicts] == list(TRUTHS)


def test_counts_add_up_field_by_field() -> None:
    one = CellCounts(files=1, cells=3, silent=1)
    assert sum_counts([one, one]) == CellCounts(files=2, cells=6, silent=2)


def test_ratios_without_cases_are_none() -> None:
    truths: dict[str, CellTruth] = {}
    assert score_file(_record([]), truths).accuracy is None
