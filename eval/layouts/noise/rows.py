"""Noises of the rows of a text dump: broken, doubled, shifted, interrupted.

All but the losing of cells leave the truths alone: the numbers are all there, in other places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random

from eval.layouts.cells import CellTruth, Truths, blank
from eval.layouts.noise.role import Strength, chosen
from eval.layouts.render.draft import (
    Draft,
    DraftItem,
    DraftRow,
    DraftText,
    DraftValue,
    map_draft_rows,
)
from eval.layouts.render.text import wrap

GARBAGE = (
    ("-", "", "-", "_"),
    ("(t) (t) tt", "+ 1/2", "j"),
    ("_ _ _",),
    ("~", "·", "-"),
    ("|l", "‘"),
)
Change = tuple[Draft, Truths]


def data_rows(draft: Draft) -> list[str]:
    return [item.id for item in draft if isinstance(item, DraftRow) and item.kind == "data"]


def _label(row: DraftRow) -> str:
    """The row's own label, behind those of its groups and before its empty continuations."""
    return row.labels[row.group] if len(row.labels) > row.group else ""


def _with_label(row: DraftRow, label: str) -> DraftRow:
    return replace(row, labels=(*row.labels[: row.group], label, *row.labels[row.group + 1 :]))


def _labelled(draft: Draft, shortest: int) -> list[str]:
    """The data rows whose label is long enough to be broken."""
    return [
        item.id
        for item in draft
        if isinstance(item, DraftRow) and item.kind == "data" and len(_label(item)) >= shortest
    ]


def _tail(row: DraftRow, label: str, values: tuple[DraftValue, ...] = ()) -> DraftRow:
    """A further physical line of the row."""
    empty = tuple("" for _ in row.labels)
    return replace(_with_label(replace(row, labels=empty), label), values=values)


def break_number_tail(draft: Draft, truths: Truths, rng: Random, strength: Strength) -> Change:
    """N06: the last numbers of a row stand on the next line."""
    rows = chosen([row for row in data_rows(draft) if row != "t3"], strength["share"], rng)

    def change(row: DraftRow) -> Iterable[DraftItem]:
        if row.id not in rows or len(row.values) < 3:
            return [row]
        kept = len(row.values) - int(strength["numbers"])
        tail = replace(row, labels=(), group=0, values=row.values[kept:])
        return [replace(row, values=row.values[:kept], pad=0), tail]

    return map_draft_rows(draft, change), truths


def break_label_tail(draft: Draft, truths: Truths, rng: Random, strength: Strength) -> Change:
    """N07: the end of a long label stands on the next line, without numbers."""
    rows = chosen(_labelled(draft, 9), strength["share"], rng)

    def change(row: DraftRow) -> Iterable[DraftItem]:
        if row.id not in rows:
            return [row]
        label = _label(row)
        at = rng.randint(len(label) // 2, len(label) - 2)
        return [_with_label(row, label[:at]), _tail(row, label[at:])]

    return map_draft_rows(draft, change), truths


def put_numbers_mid_label(draft: Draft, truths: Truths, rng: Random, strength: Strength) -> Change:
    """N08: the numbers stand on the middle line of a label of three."""
    rows = chosen(_labelled(draft, 9), strength["share"], rng)

    def change(row: DraftRow) -> Iterable[DraftItem]:
        if row.id not in rows:
            return [row]
        label = _label(row)
        first, middle, last = _thirds(label)
        head = replace(_with_label(row, first), values=(), pad=row.pad + len(row.values))
        return [head, _tail(row, middle, row.values), _tail(row, last)]

    return map_draft_rows(draft, change), truths


def _thirds(text: str) -> tuple[str, str, str]:
    third = len(text) // 3
    return text[:third], text[third : 2 * third], text[2 * third :]


def double_rows(draft: Draft, truths: Truths, rng: Random, strength: Strength) -> Change:
    """N09: both lines of a wrapped row carry its numbers, the second line misread ones."""
    rows = chosen(_labelled(draft, 9), strength["rows"], rng)
    changes: dict[str, CellTruth] = {}

    def change(row: DraftRow) -> Iterable[DraftItem]:
        if row.id not in rows:
            return [row]
        label = _label(row)
        at = rng.randint(len(label) // 2, len(label) - 2)
        copies = []
        for value in row.values:
            damaged = rng.random() < strength["misread"] and value.text == "0"
            copies.append(replace(value, text="U") if damaged else value)
            if value.id is not None:
                changes[value.id] = replace(truths[value.id], also=("ocr_fixed",))
        return [_with_label(row, label[:at]), _tail(row, label[at:], tuple(copies))]

    return map_draft_rows(draft, change), {**truths, **changes}


def add_garbage(draft: Draft, truths: Truths, rng: Random, strength: Strength) -> Change:
    """N13: lines of nothing that an OCR program took for a row."""
    rows = chosen(data_rows(draft), strength["lines"], rng)

    def change(row: DraftRow) -> Iterable[DraftItem]:
        if row.id not in rows:
            return [row]
        cells = rng.choice(GARBAGE)
        return [DraftRow(row.table, f"{row.id}.junk", "junk", cells), row]

    return map_draft_rows(draft, change), truths


def scatter_groups(draft: Draft, truths: Truths, rng: Random, strength: Strength) -> Change:
    """N14: group labels in fragments before the rows that they span, or glued to their labels."""
    glued = bool(strength["glued"])
    waiting: list[str] = []

    def change(row: DraftRow) -> DraftRow:
        if row.table != "t2" or row.kind != "data":
            return row
        labels, group = list(row.labels), row.group
        groups = [text for text in labels[:group] if text]
        if groups:
            waiting[:] = []
        kept: list[str] = []
        for text in groups:
            if rng.random() < strength["share"]:
                waiting.extend(wrap(text, rng.choice((2, 3, 4))))
            else:
                kept.append(text)
        fragment = waiting.pop(0) if waiting else ""
        if not fragment and not groups:
            return row
        own = labels[group:]
        if glued:
            own[0] = f"{fragment} {own[0]}".strip()
            return replace(row, labels=(*kept, *own), group=len(kept))
        front = (*kept, fragment) if fragment else tuple(kept)
        return replace(row, labels=(*front, *own), group=len(front))

    return map_draft_rows(draft, change), truths


def split_groups_by_page(draft: Draft, truths: Truths, rng: Random, strength: Strength) -> Change:
    """N15: a group label begins on one page and ends, glued to a row, on the next."""
    left = int(strength["groups"])
    rest = ""

    def change(row: DraftRow) -> Iterator[DraftItem]:
        nonlocal left, rest
        if rest:
            yield DraftText("blank", "")
            if strength["page_numbers"]:
                yield DraftText("chrome", f"- {rng.randint(2, 6)} -")
            label, rest = f"{rest} {_label(row)}", ""
            yield _with_label(row, label)
            return
        group = row.labels[row.group - 1] if row.group else ""
        if left and len(group) >= 5 and row.kind == "data":
            at = rng.randint(2, len(group) - 2)
            left, rest = left - 1, group[at:]
            before = row.labels[: row.group - 1]
            yield replace(row, labels=(*before, group[:at], *row.labels[row.group :]))
            return
        yield row

    return map_draft_rows(draft, lambda row: list(change(row))), truths


def shift_left(draft: Draft, truths: Truths, rng: Random, strength: Strength) -> Change:
    """N16: the empty places of merged labels are lost, so that rows begin further left."""
    rows = chosen(
        [row for row in data_rows(draft) if row.startswith("t2.")], strength["share"], rng
    )

    def change(row: DraftRow) -> DraftRow:
        if row.id not in rows:
            return row
        labels = tuple(text for text in row.labels if text)
        lost = len(row.labels) - len(labels)
        return replace(row, labels=labels, pad=row.pad + lost)

    return map_draft_rows(draft, change), truths


def break_blank_cells(draft: Draft, truths: Truths, rng: Random, strength: Strength) -> Change:
    """N18: two blank cells of a row hold a line break each, so that it covers three lines."""
    rows = [
        item
        for item in draft
        if isinstance(item, DraftRow) and item.id.startswith("t2.") and item.values
    ]
    picked: dict[str, int] = {}
    for row in rng.sample(rows, len(rows)):
        places = [
            index
            for index in range(1, len(row.values) - 2)
            if row.values[index].text == row.values[index + 1].text == "0"
        ]
        if places and len(picked) < strength["rows"]:
            picked[row.id] = rng.choice(places)
    changes: dict[str, CellTruth] = {}

    def change(row: DraftRow) -> DraftRow:
        if row.id not in picked:
            return row
        values = list(row.values)
        for index in (picked[row.id], picked[row.id] + 1):
            cell = values[index].id
            if cell is not None:
                changes[cell] = blank(truths[cell].figure)
            values[index] = replace(values[index], text="\n")
        return replace(row, values=tuple(values))

    return map_draft_rows(draft, change), {**truths, **changes}


def interleave_heads(draft: Draft, truths: Truths, rng: Random, strength: Strength) -> Change:
    """N25: the heads of tables 2 and 3 in fragments on lines of their own, out of order."""
    heads: dict[str, list[str]] = {}
    for item in draft:
        if isinstance(item, DraftRow) and item.kind == "header" and item.table != "t1":
            fragments = [piece for text in item.labels if text for piece in wrap(text, 2)]
            heads.setdefault(item.table, []).extend(fragments)

    def change(row: DraftRow) -> Iterable[DraftItem]:
        if row.kind != "header" or row.table == "t1":
            return [row]
        fragments = heads.pop(row.table, [])
        if strength["shuffled"]:
            rng.shuffle(fragments)
        lines: list[str] = []
        for fragment in fragments:
            if lines and rng.random() < strength["glued"]:
                lines[-1] += fragment
            else:
                lines.append(fragment)
        return [DraftText("chrome", line) for line in lines]

    return map_draft_rows(draft, change), truths


def join_paragraphs(draft: Draft, truths: Truths, _rng: Random, strength: Strength) -> Change:
    """N53: a crawler's header before the text, paragraphs and headings run together."""
    title = next((item.text for item in draft if isinstance(item, DraftText)), "")
    header = (f"标题: {title}", "发布时间: 2024-01-30 10:00", "文号: ", "栏目: 政府信息公开年报")
    joined: set[str] = {"prose"} if strength["paragraphs"] else set()
    joined |= {"prose", "heading"} if strength["headings"] else set()
    items: list[DraftItem] = [DraftText("chrome", line) for line in header]
    open_ = False
    for item in draft:
        joins = isinstance(item, DraftText) and item.kind in joined
        last = items[-1]
        if joins and open_ and isinstance(last, DraftText) and isinstance(item, DraftText):
            items[-1] = replace(last, text=last.text + item.text)
        else:
            items.append(item)
        open_ = joins
    return tuple(items), truths
