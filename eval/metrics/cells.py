"""Cells of the statutory tables: all, those that are not zero, by table; silent errors apart.

Right is what ``eval.layouts.cells`` says a perfect reader would give. Nearly all figures are
zeros, so that ``cell.nonzero`` is the accuracy that says something. ``cell.sound`` counts the cells
that are not wrong silently: right, or with something that makes a reader look.
"""

from __future__ import annotations

from collections.abc import Mapping

from eval.cases import Case, CaseSide
from eval.findings import Findings, FoundCell
from eval.layouts.cells import CellTruth, Truths, is_right, same_number
from eval.metrics.tally import Tally


def score_cells(document: str, truths: Truths | None, found: Findings, tally: Tally) -> None:
    """Cells the system did not list are wrong; listed ones the form lacks count as silent."""
    if truths is None or (found.cells is None and found.failed is None):
        return
    cells = {cell.id: cell for cell in found.cells or ()}
    exact = True
    for name, truth in truths.items():
        cell = cells.get(name)
        right = is_right(cell, truth)
        exact = exact and right
        _score_cell(name, truth, cell, right, tally)
        if not right and not _is_lucky(truth, cell):
            tally.cases.append(_case(document, name, truth, cell, failed=found.failed is not None))
    for name, cell in cells.items():
        if name not in truths and cell.value is not None:
            exact = False
            tally.add("cell.unknown", right=0, predicted=1, gold=0)
            tally.cases.append(_case(document, name, None, cell, failed=False))
    silent = sum("silent" in case.classes for case in tally.cases if case.label == "cell")
    total = len(truths)
    tally.add("cell.sound", right=max(0, total - silent), predicted=total, gold=total)
    tally.answer("report.cells", right=exact, answered=found.failed is None)
    readings = (
        (cell.confidence, is_right(cell, truths[name]))
        for name, cell in cells.items()
        if name in truths and cell.value is not None
    )
    tally.trust("cell", readings)


def _score_cell(
    name: str, truth: CellTruth, cell: FoundCell | None, right: bool, tally: Tally
) -> None:
    if truth.fate != "survives":
        tally.answer(f"cell.{truth.fate}", right=right, answered=cell is not None)
        return
    answered = right or (cell is not None and cell.value is not None)
    tally.answer("cell", right=right, answered=answered)
    tally.answer(f"cell.{name.partition('.')[0]}", right=right, answered=answered)
    if truth.states_nonzero:
        tally.answer("cell.nonzero", right=right, answered=answered)


def _is_lucky(truth: CellTruth, cell: FoundCell | None) -> bool:
    """A destroyed cell given with the number that used to stand there: neither right nor wrong."""
    if truth.fate != "destroyed" or cell is None or cell.value is None:
        return False
    return same_number(cell.value, truth.figure)


def _case(
    document: str, name: str, truth: CellTruth | None, cell: FoundCell | None, *, failed: bool
) -> Case:
    silent = not failed and (cell is None or not cell.flagged)
    classes = ["silent" if silent else "flagged"]
    if cell is None:
        classes.append("missed")
    elif truth is None:
        classes.append("spurious")
    elif not same_number(cell.value, truth.value):
        classes.append("value")
    else:
        classes.append("status")
    says: Mapping[str, str] | None = None
    if truth is not None:
        says = {"value": _number(truth.value), "status": truth.status, "raw": truth.raw or "–"}
    got: Mapping[str, str] | None = None
    if cell is not None:
        got = {
            "value": _number(cell.value),
            "status": cell.status,
            "raw": cell.raw or "–",
            "confidence": f"{cell.confidence:.4f}",
        }
    return Case.model_validate(
        {
            "document": document,
            "label": "cell",
            "key": f"cell:{name}",
            "classes": tuple(classes),
            "costs": ("cell", "report.cells"),
            "gold": None if says is None else CaseSide(says=says),
            "found": None if got is None else CaseSide(says=got),
        }
    )


def _number(value: float | None) -> str:
    return "–" if value is None else str(value)
