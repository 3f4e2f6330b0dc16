"""Noises of the cells themselves: what is printed in them, and whether they are there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from eval.layouts.cells import CellTruth, Number, blank, destroyed, marked, stated
from eval.layouts.expand import without_rows
from eval.layouts.noise.role import Strength, chosen
from eval.layouts.sheet import DrawnCell, Sheet, map_cells, map_tables, set_truths

LETTERS_FOR_ZERO = ("U", "O", "o", "D", "〇")
LETTERS_FOR_ONE = ("l", "I")
MARKS = ("/", "/", "-", "—")
CellChange = Callable[[str, CellTruth], tuple[str, CellTruth]]


def change_values(sheet: Sheet, cells: set[str], change: CellChange) -> Sheet:
    """The sheet with other text and truth in some of its value cells."""
    changes = {
        cell: change(sheet.truths[cell].raw or "", sheet.truths[cell]) for cell in sorted(cells)
    }

    def redraw(cell: DrawnCell) -> DrawnCell:
        if cell.id is None or cell.id not in changes:
            return cell
        return replace(cell, text=changes[cell.id][0])

    truths = {cell: truth for cell, (_, truth) in changes.items()}
    return set_truths(map_cells(sheet, redraw), truths)


def value_cells(sheet: Sheet) -> list[str]:
    return [cell for cells in sheet.rows.values() for cell in cells]


def zero_cells(sheet: Sheet) -> list[str]:
    return [cell for cell in value_cells(sheet) if sheet.truths[cell].raw == "0"]


def misread_digits(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N10: an OCR program wrote letters for digits; the number can still be told."""

    def change(raw: str, truth: CellTruth) -> tuple[str, CellTruth]:
        text = raw.replace("0", rng.choice(LETTERS_FOR_ZERO), 1)
        if rng.random() < strength["ones"]:
            text = text.replace("1", rng.choice(LETTERS_FOR_ONE), 1)
        if text == raw:
            return raw, truth
        return text, replace(truth, raw=text, status="ocr_fixed")

    digits = [
        cell
        for cell in value_cells(sheet)
        if (raw := sheet.truths[cell].raw) and raw.isdigit() and "0" in raw
    ]
    return change_values(sheet, chosen(digits, strength["share"], rng), change)


def lose_cells(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N11: an OCR program saw nothing where a number stands."""
    cells = chosen(value_cells(sheet), strength["cells"], rng)
    return change_values(
        sheet, cells, lambda _, truth: ("", destroyed(truth, "blank", "missing_cell"))
    )


def blank_zeros(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N19: the agency leaves cells empty where nothing happened."""
    cells = chosen(zero_cells(sheet), strength["share"], rng)
    return change_values(sheet, cells, lambda _, truth: ("", blank(truth.figure)))


def mark_zeros(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N20: the agency writes a slash or a dash where nothing happened."""
    mark = rng.choice(MARKS)
    cells = chosen(zero_cells(sheet), strength["share"], rng)
    return change_values(sheet, cells, lambda _, truth: (mark, marked(mark, truth.figure)))


def leave_out_rows(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N21: rows of tables 1 and 2 are not there."""
    rows = [row for row in sheet.rows if row != "t3"]
    return drop_rows(sheet, chosen(rows, strength["rows"], rng))


def drop_rows(sheet: Sheet, dropped: set[str]) -> Sheet:
    """The sheet without those rows, their cells truly missing."""
    truths = {
        cell: destroyed(sheet.truths[cell], "missing_row")
        for row in dropped
        for cell in sheet.rows[row]
    }
    return set_truths(map_tables(sheet, lambda table: without_rows(table, dropped)), truths)


def cut_last_cells(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N17: rows of table 2 end before the column of totals."""
    rows = chosen([row for row in sheet.rows if row.startswith("t2.")], strength["share"], rng)
    lost = {sheet.rows[row][-1] for row in rows}
    return drop_cells(sheet, lost)


def drop_cells(sheet: Sheet, lost: set[str]) -> Sheet:
    """The sheet without those value cells: later cells of the row move up."""
    truths = {cell: destroyed(sheet.truths[cell], "missing_cell", "blank") for cell in lost}
    sections = []
    for section in sheet.sections:
        table = section.table
        if table is not None:
            rows = tuple(
                replace(row, cells=tuple(cell for cell in row.cells if cell.id not in lost))
                for row in table.rows
            )
            section = replace(section, table=replace(table, rows=rows))  # noqa: PLW2901
        sections.append(section)
    return set_truths(replace(sheet, sections=tuple(sections)), truths)


def miscalculate(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N39: the source's own totals are wrong; they are printed so and read so."""
    totals = [f"t3.{block}.total" for block in ("review", "suit_direct", "suit_after_review")]
    lines = [row for row in sheet.rows if row.startswith("t2.")]
    rows = rng.sample(lines, min(int(strength["rows"]), len(lines)))
    cells = {*totals[: int(strength["remedies"])], *(f"{row}.total" for row in rows)}

    def change(_: str, truth: CellTruth) -> tuple[str, CellTruth]:
        assert truth.value is not None
        wrong: Number = 0 if truth.value and rng.random() < 0.5 else truth.value + rng.randint(1, 9)
        return str(wrong), stated(wrong, str(wrong))

    return change_values(sheet, cells & set(sheet.truths), change)


def leave_out_tables(sheet: Sheet, rng: Random, strength: Strength) -> Sheet:
    """N32: headings follow each other, since tables were pictures or attachments."""
    tables = [table.id for table in sheet.tables]
    dropped = set(rng.sample(tables, min(int(strength["tables"]), len(tables))))
    truths: Mapping[str, CellTruth] = {
        cell: destroyed(truth, "missing_table")
        for cell, truth in sheet.truths.items()
        if cell.split(".")[0] in dropped
    }
    sections = tuple(
        replace(section, table=None)
        if section.table is not None and section.table.id in dropped
        else section
        for section in sheet.sections
    )
    return set_truths(replace(sheet, sections=sections), truths)
