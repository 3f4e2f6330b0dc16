"""Draws a truth on the form: the three tables with their merged cells, sections around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from eval.layouts.labels import Block, FormLabels, section_labels
from eval.layouts.prose import truth_to_paragraphs, truth_to_slots
from eval.layouts.sheet import DrawnCell, DrawnRow, DrawnTable, Sheet, SheetSection
from eval.layouts.truth import Truth

TABLE_OF_SECTION = {"s2": "t1", "s3": "t2", "s4": "t3"}


def truth_to_sheet(truth: Truth, rng: Random) -> Sheet:
    """The undamaged report."""
    slots = truth_to_slots(truth, rng)
    prose = truth_to_paragraphs(truth, slots, rng)
    tables = {
        "s2": draw_disclosure(truth),
        "s3": draw_requests(truth, total_on_top=rng.random() < 0.2),
        "s4": draw_remedies(truth),
    }
    sections = tuple(
        SheetSection(name, heading, prose.get(name, ()), tables.get(name))
        for name, heading in section_labels().items()
    )
    if truth.title.startswith(truth.agency) and rng.random() < 0.3:
        title: tuple[str, ...] = (truth.agency, truth.title.removeprefix(truth.agency))
    else:
        title = (truth.title,)
    return Sheet(
        title,
        truth.agency,
        truth.year,
        truth.published,
        truth.first.name,
        truth.others.name,
        sections,
        dict(truth.cells),
    )


def draw_disclosure(truth: Truth) -> DrawnTable:
    """Table 1, four grid columns: a title, a header and its rows for each block."""
    rows = [row for block in truth.first.blocks for row in _block_rows(truth, block)]
    return DrawnTable("t1", 4, tuple(rows))


def _block_rows(truth: Truth, block: Block) -> Iterator[DrawnRow]:
    yield DrawnRow(f"t1.{block.id}", "title", (DrawnCell(block.label, "title", colspan=4),))
    header = [DrawnCell(truth.first.t1_corner, "corner")]
    header += [DrawnCell(column.label, "header", colspan=column.span) for column in block.columns]
    yield DrawnRow(f"t1.{block.id}.head", "header", tuple(header))
    for row in block.rows:
        cells = [DrawnCell(row.label, "label")]
        cells += [
            _value(truth, f"t1.{block.id}.{row.id}.{column.id}", column.span)
            for column in block.columns
        ]
        yield DrawnRow(f"t1.{block.id}.{row.id}", "data", tuple(cells))


def _value(truth: Truth, cell: str, colspan: int = 1) -> DrawnCell:
    return DrawnCell(truth.cells[cell].raw or "", "value", colspan=colspan, id=cell)


def draw_requests(truth: Truth, *, total_on_top: bool) -> DrawnTable:
    """Table 2: three header rows, three label columns, seven value columns.

    ``total_on_top`` draws the column of totals beside the common head instead of under it.
    """
    form = truth.others
    rows = [*_request_header(form, total_on_top=total_on_top)]
    pending: list[DrawnCell] = []
    for row in form.rows:
        if row.rowspan is not None:
            pending.append(DrawnCell(row.label, "group", rowspan=row.rowspan))
            continue
        label = DrawnCell(row.label, "label", colspan=3 - row.depth)
        values = (_value(truth, f"t2.{row.id}.{column.id}") for column in form.applicants)
        rows.append(DrawnRow(f"t2.{row.id}", "data", (*pending, label, *values)))
        pending = []
    return DrawnTable("t2", 10, tuple(rows))


def _request_header(form: FormLabels, *, total_on_top: bool) -> Iterator[DrawnRow]:
    below = [column for column in form.applicants if column.under]
    first, last = form.applicants[0], form.applicants[-1]
    corner = DrawnCell(form.t2_corner, "corner", colspan=3, rowspan=3)
    person = DrawnCell(first.label, "header", rowspan=2)
    middle = DrawnCell(form.t2_middle, "header", colspan=len(below))
    total = DrawnCell(last.label, "header", rowspan=2)
    if total_on_top:
        top = DrawnCell(form.t2_top, "header", colspan=len(below) + 1)
        yield DrawnRow("t2.head1", "header", (corner, top, replace(total, rowspan=3)))
        yield DrawnRow("t2.head2", "header", (person, middle))
    else:
        top = DrawnCell(form.t2_top, "header", colspan=len(below) + 2)
        yield DrawnRow("t2.head1", "header", (corner, top))
        yield DrawnRow("t2.head2", "header", (person, middle, total))
    leaves = tuple(DrawnCell(column.label, "header") for column in below)
    yield DrawnRow("t2.head3", "header", leaves)


def draw_remedies(truth: Truth) -> DrawnTable:
    """Table 3: three header rows and one row of fifteen numbers."""
    outcomes = truth.others.outcomes
    review = [outcome for outcome in outcomes if len(outcome.path) == 1]
    suits = [outcome for outcome in outcomes if len(outcome.path) == 2]
    kinds = list(dict.fromkeys(outcome.path[1] for outcome in suits))
    top = (
        DrawnCell(review[0].path[0], "header", colspan=len(review)),
        DrawnCell(suits[0].path[0], "header", colspan=len(suits)),
    )
    second = [DrawnCell(outcome.label, "header", rowspan=2) for outcome in review]
    second += [DrawnCell(kind, "header", colspan=len(suits) // len(kinds)) for kind in kinds]
    return DrawnTable(
        "t3",
        len(outcomes),
        (
            DrawnRow("t3.head1", "header", top),
            DrawnRow("t3.head2", "header", tuple(second)),
            DrawnRow(
                "t3.head3", "header", tuple(DrawnCell(item.label, "header") for item in suits)
            ),
            DrawnRow("t3", "data", tuple(_value(truth, f"t3.{item.id}") for item in outcomes)),
        ),
    )
