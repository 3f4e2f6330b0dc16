"""Noises of pages and lines in text dumps: visual lines, page ends, page numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from eval.layouts.cells import Truths
from eval.layouts.noise.role import Strength, chosen
from eval.layouts.noise.rows import data_rows
from eval.layouts.render.draft import (
    Draft,
    DraftItem,
    DraftRow,
    DraftText,
    map_draft_rows,
    map_draft_text,
)
from eval.layouts.render.text import wrap

# As printed in reports seen: dashes on both sides, since a bare number may be a cell.
PAGE_NUMBERS = ("— {} —", "- {} -", "-{}-", "—{}—", "— {} **—**")
Change = tuple[Draft, Truths]


def wrap_prose(draft: Draft, truths: Truths, _rng: Random, strength: Strength) -> Change:
    """N01: paragraphs broken where the page broke them, with blank lines between."""

    def change(item: DraftText) -> Iterable[DraftItem]:
        if item.kind != "prose":
            return [item]
        lines: list[DraftItem] = []
        for piece in wrap(item.text, int(strength["width"])):
            lines.append(DraftText("prose", piece))
            if strength["blank_lines"]:
                lines.append(DraftText("blank", ""))
        return lines

    return map_draft_text(draft, change), truths


def break_sentences(draft: Draft, truths: Truths, rng: Random, strength: Strength) -> Change:
    """N02: a page end inside a sentence leaves a blank line there."""
    left = int(strength["breaks"])

    def change(item: DraftText) -> Iterable[DraftItem]:
        nonlocal left
        if item.kind != "prose" or len(item.text) < 16 or not left:
            return [item]
        left -= 1
        at = rng.randint(6, len(item.text) - 6)
        head, tail = replace(item, text=item.text[:at]), replace(item, text=item.text[at:])
        return [head, DraftText("blank", ""), tail]

    return map_draft_text(draft, change), truths


def break_tables(draft: Draft, truths: Truths, rng: Random, strength: Strength) -> Change:
    """N03: page ends inside tables leave blank lines between rows."""
    rows = chosen(data_rows(draft), strength["breaks"], rng)

    def change(row: DraftRow) -> Iterable[DraftItem]:
        blanks: list[DraftItem] = [DraftText("blank", "")] * int(strength["lines"])
        return [*blanks, row] if row.id in rows else [row]

    return map_draft_rows(draft, change), truths


def number_pages(draft: Draft, truths: Truths, rng: Random, strength: Strength) -> Change:
    """N04: page numbers on lines of their own inside tables."""
    rows = chosen(data_rows(draft), strength["numbers"], rng)
    manner = rng.choice(PAGE_NUMBERS)
    page = 1

    def change(row: DraftRow) -> Iterable[DraftItem]:
        nonlocal page
        if row.id not in rows:
            return [row]
        page += 1
        return [DraftText("chrome", manner.format(page)), row]

    return map_draft_rows(draft, change), truths


def indent_lines(draft: Draft, truths: Truths, rng: Random, strength: Strength) -> Change:
    """N05: what is left of a form feed: a space before the first line of a page."""

    def change_text(item: DraftText) -> DraftText:
        return _indented(item) if rng.random() < strength["share"] else item

    def change_row(row: DraftRow) -> DraftRow:
        first = row.labels[0] if row.labels else ""
        if not first or rng.random() >= strength["share"]:
            return row
        return replace(row, labels=(f" {first}", *row.labels[1:]))

    return map_draft_rows(map_draft_text(draft, change_text), change_row), truths


def _indented(item: DraftText) -> DraftText:
    return replace(item, text=f" {item.text}") if item.text else item
