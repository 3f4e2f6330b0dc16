"""The ten mutations that no layout may turn into a silent shift.

Each is a small change to a good sheet, with the truth that holds after it. Tests run them over
layouts of every kind: a cell may get lost, but never wrong without a flag.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from eval.layouts.cells import blank, marked
from eval.layouts.labels import load_labels
from eval.layouts.noise.catalogue import NOISES
from eval.layouts.noise.cells import change_values, drop_cells, drop_rows, zero_cells
from eval.layouts.placing import settle_row
from eval.layouts.sheet import DrawnCell, DrawnRow, DrawnTable, Sheet, map_tables, set_truths

Mutation = Callable[[Sheet, Random], Sheet]


def request_rows(sheet: Sheet) -> list[str]:
    return [row for row in sheet.rows if row.startswith("t2.")]


def blank_one_zero(sheet: Sheet, rng: Random) -> Sheet:
    cells = {rng.choice([cell for cell in zero_cells(sheet) if cell.startswith("t2.")])}
    return change_values(sheet, cells, lambda _, truth: ("", blank(truth.figure)))


def blank_all_zeros(sheet: Sheet, _rng: Random) -> Sheet:
    cells = set(zero_cells(sheet))
    return change_values(sheet, cells, lambda _, truth: ("", blank(truth.figure)))


def blank_row(sheet: Sheet, rng: Random) -> Sheet:
    row = rng.choice(request_rows(sheet))
    cells = set(sheet.rows[row])
    return change_values(sheet, cells, lambda _, truth: ("", blank(truth.figure)))


def slash_row(sheet: Sheet, rng: Random) -> Sheet:
    row = rng.choice(request_rows(sheet))
    cells = set(sheet.rows[row])
    return change_values(sheet, cells, lambda _, truth: ("/", marked("/", truth.figure)))


def delete_row(sheet: Sheet, rng: Random) -> Sheet:
    return drop_rows(sheet, {rng.choice(request_rows(sheet))})


def delete_cell(sheet: Sheet, rng: Random) -> Sheet:
    """One cell of table 2 is gone and the cells after it move up.

    Table 1 is left out: no identity would show which of its cells is gone.
    """
    row = rng.choice(request_rows(sheet))
    cells = sheet.rows[row]
    changed = drop_cells(sheet, {rng.choice(cells)})
    form = load_labels()[sheet.others]
    settled = settle_row(changed.truths, row, cells, form=form, unknown=set())
    return set_truths(changed, settled)


def lose_column(sheet: Sheet, rng: Random) -> Sheet:
    """A column of table 2 is gone, head and all."""
    index = rng.randrange(7)
    rows = [cells for row, cells in sheet.rows.items() if row.startswith("t2.")]
    lost = {cells[index] for cells in rows}
    head = load_labels()[sheet.others].applicants[index].label

    def change(table: DrawnTable) -> DrawnTable:
        if table.id != "t2":
            return table
        narrowed = (_without_head(row, head, under=0 < index < 6) for row in table.rows)
        return replace(table, n_cols=table.n_cols - 1, rows=tuple(narrowed))

    return map_tables(drop_cells(sheet, lost), change)


def _without_head(row: DrawnRow, head: str, *, under: bool) -> DrawnRow:
    """The row less one leaf head, the heads that span it narrowed by one."""
    if row.kind != "header":
        return row
    middle = {form.t2_middle for form in load_labels().values()}
    top = {form.t2_top for form in load_labels().values()}
    cells: list[DrawnCell] = []
    for cell in row.cells:
        if cell.role == "header" and cell.text == head and cell.colspan == 1:
            continue
        narrows = cell.text in top or (under and cell.text in middle)
        cells.append(replace(cell, colspan=cell.colspan - 1) if narrows else cell)
    return replace(row, cells=tuple(cells))


def swap_rows(sheet: Sheet, rng: Random) -> Sheet:
    """Two neighbouring reasons for refusal change places, labels and all."""
    names = [row for row in request_rows(sheet) if row.startswith("t2.denied.")][1:]
    at = rng.randrange(len(names) - 1)
    pair = (names[at], names[at + 1])

    def change(table: DrawnTable) -> DrawnTable:
        rows = list(table.rows)
        places = [number for number, row in enumerate(rows) if row.id in pair]
        if len(places) == 2:
            first, second = places
            rows[first], rows[second] = rows[second], rows[first]
        return replace(table, rows=tuple(rows))

    return map_tables(sheet, change)


def misspell_labels(sheet: Sheet, rng: Random) -> Sheet:
    noise = NOISES["N12"]
    assert noise.sheet is not None
    return noise.sheet(sheet, rng, noise.strength("medium"))


def number_page_inside(sheet: Sheet, rng: Random) -> Sheet:
    """A page number stands as a row of its own inside table 2."""
    before = rng.choice(request_rows(sheet)[1:])

    def change(table: DrawnTable) -> DrawnTable:
        rows: list[DrawnRow] = []
        for row in table.rows:
            if row.id == before:
                spanned = _free_columns(table, len(rows))
                cell = DrawnCell("- 3 -", "junk", colspan=max(1, spanned))
                rows.append(DrawnRow("t2.page", "junk", (cell,)))
            rows.append(row)
        return replace(table, rows=tuple(_stretched(rows)))

    return map_tables(sheet, change)


def _free_columns(table: DrawnTable, at: int) -> int:
    """Columns of a new row before row ``at`` that no merged cell reaches into."""
    taken = sum(
        cell.colspan
        for number, row in enumerate(table.rows[:at])
        for cell in row.cells
        if number + cell.rowspan > at
    )
    return table.n_cols - taken


def _stretched(rows: list[DrawnRow]) -> list[DrawnRow]:
    """Merged cells that run across the new row reach one row further."""
    at = next((number for number, row in enumerate(rows) if row.id == "t2.page"), None)
    if at is None:
        return rows
    stretched = []
    for number, row in enumerate(rows):
        cells = tuple(
            replace(cell, rowspan=cell.rowspan + 1)
            if cell.rowspan > 1 and number < at < number + cell.rowspan
            else cell
            for cell in row.cells
        )
        stretched.append(replace(row, cells=cells))
    return stretched


MUTATIONS: Mapping[str, Mutation] = {
    "one_zero_blanked": blank_one_zero,
    "all_zeros_blank": blank_all_zeros,
    "row_blanked": blank_row,
    "row_of_slashes": slash_row,
    "row_deleted": delete_row,
    "cell_deleted": delete_cell,
    "column_lost": lose_column,
    "rows_swapped": swap_rows,
    "labels_misspelt": misspell_labels,
    "page_number_inside": number_page_inside,
}
