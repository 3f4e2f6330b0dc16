"""One document scored, and what is refused."""

from __future__ import annotations

import pytest

from eval.datasets import EvalDocument
from eval.findings import Findings, FoundCell, FoundCheck, FoundContradiction, FoundSection
from eval.layouts.cells import CellTruth, blank, destroyed, stated
from eval.metrics.counts import Counts
from eval.scoring import DocumentScore, VersionMismatch, score_document
from tests.eval.builder import TEXT, marked, perfect

TRUTHS = {
    "t2.granted.total": stated(3, "3"),
    "t2.granted.natural_person": stated(0, "0"),
    "t3.review.total": blank(0),
    "t1.art20_5.licensing.decisions": destroyed(stated(7, "7"), "missing_row"),
}
PERFECT_CELLS = (
    FoundCell(id="t2.granted.total", value=3, status="value", confidence=0.999),
    FoundCell(id="t2.granted.natural_person", value=0, status="zero", confidence=0.999),
    FoundCell(id="t3.review.total", value=None, status="blank", confidence=0.9),
    FoundCell(
        id="t1.art20_5.licensing.decisions",
        value=None,
        status="missing_row",
        confidence=0.9,
        flagged=True,
    ),
)


def with_cells(truths: dict[str, CellTruth], **update: object) -> EvalDocument:
    fields = {"cells": truths, "failed_checks": frozenset({("T2_BALANCE", "total")})} | update
    base = marked()
    return EvalDocument(
        id=base.id,
        agency=base.agency,
        strata=base.strata,
        text_sha256=None,
        text=None,
        place="unknown",
        file_name="mu-1.txt",
        load=lambda: b"",
        **{"gold": Findings(document="mu-1", text_sha256=None)} | fields,  # type: ignore[arg-type]
    )


def cells_scored(*cells: FoundCell) -> DocumentScore:
    found = Findings(document="mu-1", text_sha256=None, cells=cells)
    return score_document(with_cells(TRUTHS), found, None)


def test_the_truth_is_right_throughout() -> None:
    score = score_document(marked(), perfect(), TEXT)
    wrong = [name for name, counts in score.counts.items() if counts.right < counts.gold]
    assert wrong == []
    assert score.counts["report.claims"] == Counts(1, 1, 1)
    assert score.cases == ()


def test_cells_are_counted_all_and_without_zeros() -> None:
    score = cells_scored(*PERFECT_CELLS)
    assert score.counts["cell"] == Counts(3, 3, 3)
    assert score.counts["cell.nonzero"] == Counts(1, 1, 1)
    assert score.counts["cell.destroyed"] == Counts(1, 1, 1)
    assert score.counts["cell.sound"] == Counts(4, 4, 4)
    assert score.counts["report.cells"] == Counts(1, 1, 1)


@pytest.mark.parametrize(
    ("update", "sound", "answered", "classes"),
    [
        # a wrong number that nothing gives away
        ({"value": 4}, 3, 3, ("silent", "value")),
        # the same with a flag
        ({"value": 4, "flagged": True}, 4, 3, ("flagged", "value")),
        # left open
        ({"value": None, "status": "unreadable", "flagged": True}, 4, 2, ("flagged", "value")),
    ],
)
def test_a_wrong_number_is_silent_unless_something_makes_a_reader_look(
    update: dict[str, object], sound: int, answered: int, classes: tuple[str, str]
) -> None:
    first = FoundCell.model_validate(PERFECT_CELLS[0].model_dump() | update)
    score = cells_scored(first, *PERFECT_CELLS[1:])
    assert score.counts["cell"] == Counts(2, answered, 3)
    assert score.counts["cell.sound"] == Counts(sound, 4, 4)
    assert [case.classes for case in score.cases] == [classes]


def test_a_cell_left_out_of_the_list_is_a_silent_error() -> None:
    score = cells_scored(*PERFECT_CELLS[1:])
    assert score.counts["cell.sound"] == Counts(3, 4, 4)
    assert [case.classes for case in score.cases] == [("silent", "missed")]


def test_a_cell_that_the_form_lacks_is_counted_apart() -> None:
    unknown = FoundCell(id="t9.x.total", value=1, status="value")
    score = cells_scored(*PERFECT_CELLS, unknown)
    assert score.counts["cell.unknown"] == Counts(0, 1, 0)
    assert score.counts["report.cells"] == Counts(0, 1, 1)


def test_a_refused_document_has_missed_everything() -> None:
    document = marked()
    refused = Findings(document="mu-1", text_sha256=None, failed="encrypted")
    score = score_document(document, refused, TEXT)
    assert score.failed == "encrypted"
    assert score.counts["claim"] == Counts(0, 0, 3)
    cells = score_document(with_cells(TRUTHS), refused, None)
    assert cells.counts["cell"] == Counts(0, 0, 3)
    assert {case.classes[0] for case in cells.cases} == {"flagged"}


def test_findings_of_another_text_are_refused() -> None:
    other = perfect().model_copy(update={"text_sha256": "0" * 64})
    with pytest.raises(VersionMismatch, match="digest 000000000000"):
        score_document(marked(), other, TEXT)


def test_checks_are_right_when_failing_ones_are_told_from_the_others() -> None:
    checks = (
        FoundCheck(rule="T2_BALANCE", scope="total", status="pass"),
        FoundCheck(rule="T2_BALANCE", scope="natural_person", status="not_checkable"),
    )
    found = Findings(document="mu-1", text_sha256=None, cells=PERFECT_CELLS, checks=checks)
    score = score_document(with_cells(TRUTHS), found, None)
    assert score.counts["check"] == Counts(1, 2, 2)
    nothing = found.model_copy(update={"checks": ()})
    assert score_document(with_cells(TRUTHS), nothing, None).counts["check"] == Counts(0, 0, 1)


@pytest.mark.parametrize(
    ("got", "right", "answered"),
    [(("云澜市年度报告",), 1, 1), (("公告",), 1, 1), (("别的",), 0, 1), ((), 0, 0)],
)
def test_any_accepted_title_is_right(got: tuple[str, ...], right: int, answered: int) -> None:
    gold = Findings(
        document="mu-1",
        text_sha256=None,
        fields={"title": ("云澜市年度报告", "公告"), "agency": ()},
    )
    found = gold.model_copy(update={"fields": {"title": got, "agency": ()}})
    score = score_document(with_cells(TRUTHS, gold=gold), found, None)
    assert score.counts["title"] == Counts(right, answered, 1)
    assert score.counts["agency"] == Counts(1, 1, 1)


def test_sections_may_begin_where_people_admit_it() -> None:
    gold = Findings(
        document="mu-1",
        text_sha256=None,
        sections=(FoundSection(id="s0", start=30, end=40, other_starts=(0,)),),
    )
    for start, right in ((30, 1), (0, 1), (15, 0)):
        found = gold.model_copy(update={"sections": (FoundSection(id="s0", start=start, end=40),)})
        score = score_document(with_cells(TRUTHS, gold=gold), found, None)
        assert score.counts["section"] == Counts(right, 1, 1)


def test_a_contradiction_is_right_by_number_and_cells() -> None:
    one = FoundContradiction(claimed=3, cells=("t2.new_received.total",))
    gold = Findings(document="mu-1", text_sha256=None, contradictions=(one,))
    other = one.model_copy(update={"cells": ("t2.granted.total",)})
    found = gold.model_copy(update={"contradictions": (one, other)})
    score = score_document(with_cells(TRUTHS, gold=gold), found, None)
    assert score.counts["contradiction"] == Counts(1, 2, 1)
    assert [case.classes for case in score.cases if case.label == "contradiction"] == [
        ("spurious",)
    ]
